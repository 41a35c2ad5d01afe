"""word_counts.py --texts FOLDER --tool WORD_TOOL --out FILE: data/word_counts.tsv, how many parts of general text have each stem.

The texts (train on, ship: the UN's general debate, Wikinews, the addresses on the state of the union) are cut to parts of PART words, about a short
report each, so that long speeches weigh as many reports do. Stems of fewer than LEAST parts are left out: what is not there is rare.
"""
import argparse
import collections
import json
import lzma
import pathlib
import subprocess

TEXTS = ('ungd2017', 'wikinews', 'sotu')
PART, LEAST = 200, 3
HEAD = """# How many of {parts} parts of {size} words of general text have a stem (src/event/stem.h): what is in few of them says much.
# Made by train/word_counts.py from the UN General Debate Corpus of 2017 (CC0), the addresses on the state of the union (public domain) and
# English Wikinews of 2019 and 2020 (its contributors, CC BY 2.5); as a whole CC BY 2.5.
[parts]
{parts}
[stems]
"""


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ('texts', 'tool', 'out'):
        ap.add_argument('--' + name, required=True)
    a = ap.parse_args()
    texts = []
    for name in TEXTS:
        with lzma.open(pathlib.Path(a.texts) / f'{name}.jsonl.xz', 'rt', encoding='utf-8') as file:
            texts += [' '.join(json.loads(line)['text'].split()) for line in file]
    lines = subprocess.run([a.tool], input='\n'.join(texts) + '\n', capture_output=True, text=True, check=True).stdout.split('\n')
    counts, parts = collections.Counter(), 0
    for line in lines:
        stems = line.split()
        for i in range(0, len(stems), PART):
            counts.update(set(stems[i:i + PART]))
            parts += 1
    with open(a.out, 'w', encoding='utf-8') as out:
        out.write(HEAD.format(parts=parts, size=PART))
        for stem in sorted(s for s, n in counts.items() if n >= LEAST):
            out.write(f'{stem}\t{counts[stem]}\n')


if __name__ == '__main__':
    main()

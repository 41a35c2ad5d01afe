"""word_classes.py --texts FOLDER --readout BIN --out FILE: data/word_classes.txt, words that are nearly always nouns, or adjectives.

The texts of word_counts.py are parsed; a form that stands LEAST times or more is listed as what most of its places are.
"""
import argparse
import collections
import json
import lzma
import pathlib
import subprocess
import tempfile

from word_counts import TEXTS

LEAST, NOUN, ADJECTIVE, LINE = 3, 0.6, 0.5, 120
HEAD = """# Forms that are mostly [nouns] or [adjectives] in general text; of others their ending decides. Lower case, several a line.
# Made by train/word_classes.py with the project's parser from the UN General Debate Corpus of 2017 (CC0), the addresses on the state of the union
# (public domain) and English Wikinews of 2019 and 2020 (its contributors, CC BY 2.5); as a whole CC BY 2.5.
"""


def tags(readout, texts):
    """form -> tag -> places, over all texts."""
    counts = collections.defaultdict(collections.Counter)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name in TEXTS:
            with lzma.open(pathlib.Path(texts) / f'{name}.jsonl.xz', 'rt', encoding='utf-8') as file:
                for line in file:
                    paths.append(f'{folder}/{len(paths):05d}.txt')
                    pathlib.Path(paths[-1]).write_text(json.loads(line)['text'], encoding='utf-8')
        parse = subprocess.run([readout, 'parse', '--input', 'text', *paths], capture_output=True, text=True, check=True).stdout
    for line in parse.split('\n'):
        fields = line.split('\t')
        if len(fields) == 10 and fields[0].isdigit() and fields[1].isalpha():
            counts[fields[1].lower()][fields[3]] += 1
    return counts


def lines_of(words):
    line = ''
    for word in sorted(words):
        if len(line) + len(word) > LINE:
            yield line
            line = ''
        line += (' ' if line else '') + word
    if line:
        yield line


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ('texts', 'readout', 'out'):
        ap.add_argument('--' + name, required=True)
    a = ap.parse_args()
    nouns, adjectives = [], []
    for form, of in tags(a.readout, a.texts).items():
        total = sum(of.values())
        if total < LEAST:
            continue
        if of['NOUN'] + of['PROPN'] >= NOUN * total:
            nouns.append(form)
        elif of['ADJ'] >= ADJECTIVE * total:
            adjectives.append(form)
    with open(a.out, 'w', encoding='utf-8') as out:
        out.write(HEAD)
        for section, words in (('nouns', nouns), ('adjectives', adjectives)):
            out.write(f'[{section}]\n' + ''.join(line + '\n' for line in lines_of(words)))


if __name__ == '__main__':
    main()

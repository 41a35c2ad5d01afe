"""texts.py --data FOLDER --tool MODEL_TOOL --out FOLDER [--free]: the sentences that the teacher labels, as words, one a line.

open.words: the open texts of data/text, tokenised as `readout parse` does it. train.words: the annotated sentences.
"""
import argparse
import json
import os
import subprocess

import corpora

OPEN = ('wikinews', 'ungd2017', 'sotu')
LONGEST = 100


def write(path, sentences):
    with open(path, 'w', encoding='utf-8') as file:
        for forms in sentences:
            file.write('\n'.join(forms) + '\n\n')


def open_sentences(data, tool):
    texts = []
    for name in OPEN:
        with corpora.open_text(f'{data}/text/{name}.jsonl') as file:
            texts += [json.loads(line)['text'].replace('\f', ' ') for line in file if line.strip()]
    done = subprocess.run([tool, 'tokens'], input='\f'.join(texts).encode(), stdout=subprocess.PIPE, check=True)
    seen = set()
    for block in done.stdout.decode().split('\n\n'):
        forms = block.split('\n')
        key = tuple(forms)
        if 3 <= len(forms) <= LONGEST and key not in seen:
            seen.add(key)
            yield forms


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ('data', 'tool', 'out'):
        ap.add_argument('--' + name, required=True)
    ap.add_argument('--free', action='store_true')
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    train, _ = corpora.load(a.data, a.free)
    write(f'{a.out}/train.words', [s['forms'] for s in train])
    write(f'{a.out}/open.words', open_sentences(a.data, a.tool))


if __name__ == '__main__':
    main()

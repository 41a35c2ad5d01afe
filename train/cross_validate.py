"""cross_validate.py: names of WikiGold, each fifth read by a network that learned from the other four.

The networks are those of student.py without a teacher (BERT has seen all five parts): trees and tags of the annotated sentences, names of WikiGold
alone. The folds are stretches of the file, so that an article is never on both sides. What a fold gives stays in --work, and one that is there is not
done again; --fold K does that one alone (from 1), so that two processes share the work.
"""
import argparse
import json
import os

import numpy
import torch

import corpora
import student
import teacher
from bert import Pieces

FOLDS, EPOCHS = 5, 8


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ('data', 'lists', 'tool', 'bert', 'work'):
        ap.add_argument('--' + name, required=True)
    ap.add_argument('--fold', type=int, choices=range(1, FOLDS + 1))
    a = ap.parse_args()
    os.makedirs(a.work, exist_ok=True)
    student.GUIDE = 'wikigold'
    pieces = Pieces(f'{a.bert}/pieces.txt')
    gold, _ = corpora.load(a.data, False)
    trees, named = [s for s in gold if 'tags' in s], [s for s in gold if s.get('guide') == 'wikigold']
    tags, rels = teacher.labels_of(trees)
    labels, index = {'tags': tags, 'rels': rels}, ({t: i for i, t in enumerate(tags)}, {r: i for i, r in enumerate(rels)})
    pairs = []
    for fold in range(FOLDS) if a.fold is None else [a.fold - 1]:
        kept = f'{a.work}/fold-{fold + 1}.json'
        if os.path.exists(kept):
            with open(kept, encoding='utf-8') as file:
                pairs += json.load(file)
            continue
        torch.manual_seed(student.SEED)
        held = [s for i, s in enumerate(named) if i * FOLDS // len(named) == fold]
        train = trees + [s for i, s in enumerate(named) if i * FOLDS // len(named) != fold]
        words_file = f'{a.work}/words-{fold + 1}.tsv'
        words = student.write_words(words_file, [s['forms'] for s in train], pieces, a.lists)
        features, rows, root = student.features_of(a.tool, words_file, [s['forms'] for s in train])
        learned = student.Corpus([s['forms'] for s in train], features, None, train, index)
        features, rows, root = student.features_of(a.tool, words_file, [s['forms'] for s in held])
        checked = student.Corpus([s['forms'] for s in held], features)
        model = student.new_student(rows, labels, words, pieces, a.bert, 0.25)
        steps = len(student.batches([learned], numpy.random.default_rng(0))) * EPOCHS + 10
        optimizer, schedule = student.new_optimizer(model, 2e-3, steps)
        model.train()
        for epoch in range(EPOCHS):
            random = numpy.random.default_rng(student.SEED + epoch)
            for batch_ids in student.batches([learned], random):
                student.learn(model, optimizer, schedule, [learned], batch_ids, root, rows, 1.0, random)
        model.eval()
        own = []
        with torch.no_grad():
            for _, ids in student.batches([checked], None):
                batch, _, _ = student.take(checked, ids, root, rows, 0, None)
                name = model(batch['rows'], batch['lengths'])[2].argmax(-1)
                for b, i in enumerate(ids):
                    own.append((held[i]['names'], [corpora.NAME_TAGS[t] for t in name[b, :len(held[i]['forms'])].tolist()]))
        with open(kept + '.part', 'w', encoding='utf-8') as file:
            json.dump(own, file)
        os.replace(kept + '.part', kept)
        pairs += own
        print(f'fold {fold + 1} of {FOLDS}: F1 {teacher.name_f1(own):.4f}', flush=True)
    print(f'all: F1 {teacher.name_f1(pairs):.4f}')


if __name__ == '__main__':
    main()

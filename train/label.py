"""label.py --teacher FOLDER --bert FOLDER WORDS OUT.npz: what the teacher says of sentences, for the student to learn from.

WORDS has one word a line and an empty line behind each sentence. OUT.npz: for each word the TOP likeliest tags, heads (0 the root)
and, under the likeliest head, relations, with their probabilities, and the probability of each tag of names under `guide`.
"""
import argparse
import time

import numpy
import torch

import corpora
from bert import Pieces, arithmetic
from teacher import GUIDES, batches, collate, load, short_enough

TOP = 4


def read_words(path):
    sentences, now = [], []
    with open(path, encoding='utf-8') as file:
        for line in file:
            line = line.rstrip('\n')
            if line:
                now.append(line)
            elif now:
                sentences.append(now)
                now = []
    if now:
        sentences.append(now)
    return sentences


def label(model, sentences, pieces, guide, progress=True):
    """Arrays over all words, in order; a sentence too long for the teacher has heads of -1."""
    starts = numpy.cumsum([0] + [len(s) for s in sentences])
    total = int(starts[-1])
    out = {}
    for name in ('tag', 'head', 'rel'):
        out[name] = numpy.full((total, TOP), -1, numpy.int16)
        out[name + '_p'] = numpy.zeros((total, TOP), numpy.float16)
    out['names_p'] = numpy.zeros((total, len(corpora.NAME_TAGS)), numpy.float16)
    todo = [i for i, s in enumerate(sentences) if short_enough(s, pieces)]
    kept = [{'forms': sentences[i]} for i in todo]
    started, seen = time.time(), 0
    with torch.no_grad(), arithmetic():
        for k, ids in enumerate(batches(kept, pieces, 4096, None)):
            part = [kept[i]['forms'] for i in ids]
            batch = collate(part, pieces)
            tag, names, arcs, head, dep = model(batch)
            rel = model.rel_scores(head, dep, arcs.argmax(-1))
            scores = {'tag': tag, 'head': arcs, 'rel': rel}
            names = torch.softmax(names[GUIDES.index(guide)].float(), -1).numpy()
            best = {}
            for name, score in scores.items():
                p, which = torch.softmax(score.float(), -1).topk(min(TOP, score.shape[-1]), -1)
                best[name] = which.numpy(), p.numpy()
            for b, i in enumerate(ids):
                at, n = starts[todo[i]], len(part[b])
                for name, (which, p) in best.items():
                    width = which.shape[-1]
                    out[name][at:at + n, :width] = which[b, :n]
                    out[name + '_p'][at:at + n, :width] = p[b, :n]
                out['names_p'][at:at + n] = names[b, :n]
                seen += n
            if progress and k % 100 == 99:
                print(f'{seen} of {total} words, {seen / (time.time() - started):.0f} a second', flush=True)
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('--teacher', required=True)
    ap.add_argument('--bert', required=True)
    ap.add_argument('--free', action='store_true')
    ap.add_argument('words')
    ap.add_argument('out')
    a = ap.parse_args()
    model = load(a.teacher)
    sentences = read_words(a.words)
    labels = label(model, sentences, Pieces(f'{a.bert}/pieces.txt'), 'wikigold' if a.free else 'uner')
    numpy.savez(a.out, **labels)


if __name__ == '__main__':
    main()

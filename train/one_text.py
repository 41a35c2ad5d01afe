"""one_text.py --readout BIN --tool PAIR_TOOL --data DATA FOLDER[:ORIGINALS] …: the weights of src/event/one_text.c.

A logistic model over what two reports of one event have in common, fitted to whether people judged that one is made from the other or both from a third
(relations.tsv of the folders; copies, which are found otherwise, are left out). Texts are those of FOLDER/texts and ORIGINALS/texts. Prints the
weights, and how many pairs they get right when they are fitted to the other events. Needs numpy.
"""
import argparse
import glob
import os
import re
import subprocess
import sys

import numpy

FOLDS, PRIOR, STEPS, NEAR_ENOUGH, LEAST_LITERAL = 8, 1.0, 50, 1e-7, 0.01
NAMES = ('ALL', 'SAID', 'VOCABULARY', 'LITERAL', 'COVERED', 'ORDERED', 'TWO_SIDES')


def number_of(path):
    return os.path.basename(path).split('-')[0]


def event_of(number):
    return re.match(r'\d+', number).group()


def tuned(folder):
    """The numbers of events that may be learned from, where a file `tuned` lists them; else None."""
    for place in (f'{folder}/tuned', f'{folder}/../tuned'):
        if os.path.exists(place):
            with open(place, encoding='utf-8') as file:
                return set(file.read().split())
    return None


def judged(folder):
    """{(a, b): made from one text} of a folder's pairs that are no copies."""
    pairs, learned = {}, tuned(folder)
    with open(f'{folder}/relations.tsv', encoding='utf-8') as file:
        for line in file:
            a, b, kind = line.rstrip('\n').split('\t')[:3]
            if learned is not None and not {event_of(a), event_of(b)} <= learned:
                continue
            if kind not in ('identical', 'near-copy'):
                pairs[frozenset((a, b))] = kind != 'independent'
    return pairs


def measured(a, paths):
    """What pair_tool says of each two of the texts, by their numbers."""
    env = {**os.environ, 'READOUT_DATA': a.data}
    findings = subprocess.run([a.readout, 'read', '--quiet', *paths], stdout=subprocess.PIPE, env=env, check=True).stdout
    done = subprocess.run([a.tool, a.data], input=findings, stdout=subprocess.PIPE, check=True).stdout.decode()
    for line in done.splitlines():
        left, right, said_a, said_b, vocabulary, literal, covered, ordered, two_sides = line.split('\t')
        yield frozenset((number_of(left), number_of(right))), [1, max(float(said_a), float(said_b)), float(vocabulary),
                                                               numpy.log(float(literal) + LEAST_LITERAL), float(covered), float(ordered), float(two_sides)]


def collect(a):
    """Rows, answers and the event of each."""
    rows, answers, events = [], [], []
    for given in a.folders:
        folder, _, originals = given.partition(':')
        pairs, texts = judged(folder), {}
        for path in [*glob.glob(f'{folder}/texts/*'), *(glob.glob(f'{originals}/texts/*') if originals else ())]:
            texts.setdefault(number_of(path), path)
        together = {}
        for pair in pairs:
            for number in pair:
                together.setdefault(min(event_of(n) for n in pair), set()).add(number)
        for event, numbers in sorted(together.items()):
            for pair, row in measured(a, [texts[n] for n in sorted(numbers)]):
                if pair in pairs:
                    rows.append(row)
                    answers.append(pairs[pair])
                    events.append(f'{folder}:{event}')
    return numpy.array(rows), numpy.array(answers, float), numpy.array(events)


def fit(rows, answers):
    """Newton's method on columns of mean 0 and deviation 1 (but the first), the prior's precision on all but the first."""
    mean, deviation = rows.mean(0), rows.std(0) + 1e-9
    mean[0], deviation[0] = 0, 1
    x, w = (rows - mean) / deviation, numpy.zeros(rows.shape[1])
    prior = numpy.diag(numpy.r_[1e-6, numpy.full(len(w) - 1, PRIOR)])
    for _ in range(STEPS):
        p = 1 / (1 + numpy.exp(-x @ w))
        step = numpy.linalg.solve((x.T * (p * (1 - p))) @ x + prior, x.T @ (answers - p) - prior @ w)
        w += step
        if numpy.abs(step).max() < NEAR_ENOUGH:
            break
    w = w / deviation
    w[0] -= (w[1:] * mean[1:]).sum()
    return w


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ('readout', 'tool', 'data'):
        ap.add_argument('--' + name, required=True)
    ap.add_argument('folders', nargs='+')
    a = ap.parse_args()
    rows, answers, events = collect(a)
    folds = {event: i % FOLDS for i, event in enumerate(sorted(set(events)))}
    fold, right = numpy.array([folds[e] for e in events]), 0
    for k in range(FOLDS):
        right += ((rows[fold == k] @ fit(rows[fold != k], answers[fold != k]) > 0) == answers[fold == k]).sum()
    print(f'{len(rows)} pairs, {int(answers.sum())} from one text; right by the other events\' weights: {right / len(rows):.3f}')
    for name, weight in zip(NAMES, fit(rows, answers)):
        print(f'WEIGHT_{name} {weight:.2f}')


if __name__ == '__main__':
    sys.exit(main())

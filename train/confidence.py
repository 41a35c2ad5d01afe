"""confidence.py --readout BIN --out confidence.tsv TEXTS ANNOTATIONS [TEXTS ANNOTATIONS …]: how sure the reader may be of a clause.

A logistic model over what the findings show of a clause (src/statement/confidence.c has the same features), fitted to whether speakers, span and act
are right on annotated reports (tests/readouts/GUIDE.md); prints how far confidence and share of the right ones are apart on reports that
it has not seen. Needs numpy.
"""
import argparse
import glob
import json
import os
import pathlib
import subprocess
import sys

import numpy

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'tests' / 'readouts'))
import check_readouts  # noqa: E402

FOLDS, PRIOR, STEPS, SHORT, LONG = 5, 2.0, 50, 25, 160


def features(item, attribution, clause):
    kinds = {e['name']: e['kind'] for e in item['entities']}
    told = item['meetings'][0]['parties'] if item['meetings'] else []
    speakers, size = attribution['speakers'], sum(e - s for s, e in clause['spans'])
    yield 'all'
    yield 'act=' + clause['act']
    yield 'met' if len(told) > 1 and all(p['of'] is not None for p in told[:2]) else 'not met'
    if not clause['strength']:
        yield 'plain ' + clause['act']
    if clause['stance']:
        yield 'stance'
    if attribution['joint']:
        yield 'joint'
    elif not speakers:
        yield 'nobody'
    else:
        yield 'speaker=' + kinds.get(speakers[0], 'person')
        if len(speakers) > 1:
            yield 'several'
    yield 'cue' if attribution['cue'] else 'continued' if attribution['continues'] is not None else 'no cue'
    if attribution['cue'] and not attribution['source']:
        yield 'no source'
    if attribution['quoted']:
        yield 'quoted'
    if len(attribution['clauses']) > 3:
        yield 'many'
    if size < SHORT:
        yield 'short'
    if size > LONG:
        yield 'long'


def examples(readout, texts, annotations):
    paths = {p: os.path.join(annotations, os.path.basename(p)[:2] + '.json') for p in sorted(glob.glob(f'{texts}/*.txt'))}
    done = subprocess.run([readout, 'read', '--quiet', *paths], stdout=subprocess.PIPE, encoding='utf-8', check=True)
    for line in done.stdout.splitlines():
        item = json.loads(line)
        gold = check_readouts.annotated(paths[item['id']], item['text'])
        found = [(a, c) for a in item['attributions'] for c in a['clauses']]
        met = {k: i for i, k in check_readouts.pairs(gold, [{'words': check_readouts.words_in(item['text'], c['spans'])} for _, c in found])}
        for k, (attribution, clause) in enumerate(found):
            g = gold[met[k]] if k in met else None
            right = g is not None and g['act'] == clause['act'] and check_readouts.same_people(
                g['speakers'], {check_readouts.norm(s) for s in attribution['speakers']})
            yield item['id'], list(features(item, attribution, clause)), right


def fit(x, y):
    """Newton's method; the first weight, of all clauses, has no prior."""
    w, prior = numpy.zeros(x.shape[1]), numpy.full(x.shape[1], PRIOR)
    prior[0] = 1e-6
    for _ in range(STEPS):
        p = 1 / (1 + numpy.exp(-x @ w))
        w -= numpy.linalg.solve((x.T * (p * (1 - p))) @ x + numpy.diag(prior), x.T @ (p - y) + prior * w)
    return w


def calibration_error(p, y):
    bins = numpy.minimum(9, (p * 10).astype(int))
    return sum(abs(p[bins == b].sum() - y[bins == b].sum()) for b in range(10)) / len(y)


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('--readout', required=True)
    ap.add_argument('--out', required=True)
    ap.add_argument('pairs', nargs='+')
    a = ap.parse_args()
    found = [e for t, g in zip(a.pairs[::2], a.pairs[1::2]) for e in examples(a.readout, t, g)]
    names = ['all'] + sorted({f for _, fs, _ in found for f in fs} - {'all'})
    index = {f: i for i, f in enumerate(names)}
    x, y = numpy.zeros((len(found), len(names))), numpy.array([float(right) for *_, right in found])
    for i, (_, fs, _) in enumerate(found):
        x[i, [index[f] for f in fs]] = 1
    documents = sorted({d for d, *_ in found})
    fold = numpy.array([documents.index(d) % FOLDS for d, *_ in found])
    p = numpy.zeros(len(found))
    for k in range(FOLDS):
        p[fold == k] = 1 / (1 + numpy.exp(-x[fold == k] @ fit(x[fold != k], y[fold != k])))
    print(f'{len(found)} clauses, right {y.mean():.3f}; on unseen reports: expected calibration error {calibration_error(p, y):.3f}')
    w = fit(x, y)
    with open(a.out, 'w', encoding='utf-8') as file:
        file.write('# How sure the reader is of a clause: what it shows, and the weight of that in a logistic model. Made by train/confidence.py\n'
                   '# from the annotated reports; licence as the project.\n')
        for name, weight in zip(names, w):
            file.write(f'{name}\t{weight:.3f}\n')


if __name__ == '__main__':
    main()

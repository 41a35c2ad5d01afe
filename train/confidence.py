"""confidence.py --readout BIN --data DATA --folds FOLDER --out confidence.tsv --annotations FOLDER …: how sure the reader may be of a clause.

A logistic model over what the findings show of a clause and the odds of its act (src/statement/confidence.c has the same features), fitted to whether
speakers, span and act are right on annotated reports (tests/readouts/GUIDE.md). Each report is read with the weights of acts.py that have not seen
it (--folds); a list of confidence that has the odds alone makes the reader give the act's probability. Prints how far confidence and the share of
the right ones are apart on reports by other writers than those that it was fitted to. The reader's rules were made on these reports, too, and read them
better than any others: UNSEEN is taken off. Needs numpy.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy

from act_data import FOLDS, annotations_of, fold_of

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'tests' / 'readouts'))
import check_readouts  # noqa: E402

PRIOR, STEPS, SHORT, LONG, ODDS_MAX = 20.0, 50, 25, 160, 5.0
UNSEEN = 0.5  # in odds: five sets lacked 0.56 to 1.0 on their first run (tests/readouts/README.md), and the rules learned from each of them since


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


def odds(probability):
    return max(-ODDS_MAX, min(ODDS_MAX, numpy.log(probability / max(1 - probability, 1e-9)))) if probability > 0 else 0.0


def data_of(fold, data, folder):
    """A data folder with the fold's weights and a list of confidence that gives the act's probability."""
    for name in os.listdir(data):
        if name not in ('acts.tsv', 'acts_states.tsv', 'confidence.tsv'):
            os.symlink(os.path.abspath(f'{data}/{name}'), f'{folder}/{name}')
    for name in ('acts.tsv', 'acts_states.tsv'):
        os.symlink(os.path.abspath(f'{fold}/{name}'), f'{folder}/{name}')
    with open(f'{folder}/confidence.tsv', 'w', encoding='utf-8') as file:
        file.write('odds\t1\n')


def examples(readout, data, paths):
    """(report, features, odds, right) of the clauses of {text: annotation}."""
    done = subprocess.run([readout, 'read', '--quiet', '--data', data, *paths], stdout=subprocess.PIPE, encoding='utf-8', check=True)
    for line in done.stdout.splitlines():
        item = json.loads(line)
        gold = check_readouts.annotated(paths[item['id']], item['text'])
        found = [(a, c) for a in item['attributions'] for c in a['clauses']]
        met = {k: i for i, k in check_readouts.pairs(gold, [{'words': check_readouts.words_in(item['text'], c['spans'])} for _, c in found])}
        for k, (attribution, clause) in enumerate(found):
            g = gold[met[k]] if k in met else None
            right = g is not None and g['act'] == clause['act'] and check_readouts.same_people(
                g['speakers'], {check_readouts.norm(s) for s in attribution['speakers']})
            yield item['id'], list(features(item, attribution, clause)), odds(clause['confidence']), right


def all_examples(a):
    paths = annotations_of(a.annotations)
    for k in range(FOLDS):
        with tempfile.TemporaryDirectory() as folder:
            data_of(f'{a.folds}/{k}', a.data, folder)
            yield from examples(a.readout, folder, {t: g for t, g in paths.items() if fold_of(t) == k})


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
    for name in ('readout', 'data', 'folds', 'out'):
        ap.add_argument('--' + name, required=True)
    ap.add_argument('--annotations', nargs='+', required=True)
    a = ap.parse_args()
    found = list(all_examples(a))
    names = ['all', 'odds'] + sorted({f for _, fs, *_ in found for f in fs} - {'all'})
    index = {f: i for i, f in enumerate(names)}
    x, y = numpy.zeros((len(found), len(names))), numpy.array([float(right) for *_, right in found])
    for i, (_, fs, act_odds, _) in enumerate(found):
        x[i, [index[f] for f in fs]] = 1
        x[i, index['odds']] = act_odds
    folder = numpy.array([os.path.dirname(d) for d, *_ in found])
    print(f'{len(found)} clauses, right {y.mean():.3f}; expected calibration error of a folder\'s, fitted to the others:')
    for name in sorted(set(folder)):
        p = 1 / (1 + numpy.exp(-x[folder == name] @ fit(x[folder != name], y[folder != name])))
        print(f'  {name}: {calibration_error(p, y[folder == name]):.3f}')
    w = fit(x, y)
    w[0] -= UNSEEN
    with open(a.out, 'w', encoding='utf-8') as file:
        file.write('# How sure the reader is of a clause: what it shows, and the weight of that in a logistic model. Made by train/confidence.py\n'
                   '# from the annotated reports; licence as the project.\n')
        for name, weight in zip(names, w):
            file.write(f'{name}\t{weight:.3f}\n')


if __name__ == '__main__':
    main()

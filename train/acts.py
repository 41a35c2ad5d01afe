"""acts.py --tool ACT_TOOL --data DATA --out acts.tsv TEXTS ANNOTATIONS [TEXTS ANNOTATIONS …]: the weights that a clause's act is decided by.

A multinomial logistic model over the features that act_tool prints (src/statement/acts.c), with an L2 prior, on the clauses of the annotated texts that
the reader finds; prints how well it does on documents that it has not seen (five folds). Needs torch and numpy.
"""
import argparse
import glob
import json
import os
import re
import subprocess

import numpy
import torch

ACTS = ('commitment', 'call', 'position', 'assessment', 'inform', 'discussion', 'announcement', 'expression')
WORD = re.compile(r'\w+')
FOLDS, PRIOR, STEPS, LEAST, SEED, LITTLE = 5, 3.0, 60, 2, 1, 0.05


def words(text, start, end):
    return {m.start() for m in WORD.finditer(text, start, end)}


def gold_of(path, text):
    for clause in json.load(open(path, encoding='utf-8'))['clauses']:
        parts, at, spans = clause['quote'].split(' … '), -1, set()
        for _ in range(clause.get('occurrence', 1)):
            at = text.index(parts[0], at + 1)
        for part in parts:
            at = text.index(part, at)
            spans |= words(text, at, at + len(part))
            at += len(part)
        yield spans, clause['act']


def examples(tool, data, texts, annotations):
    """(document, features, act) of the clauses that are found."""
    paths = {p: os.path.join(annotations, os.path.basename(p)[:2] + '.json') for p in sorted(glob.glob(f'{texts}/*.txt'))}
    paths = {p: a for p, a in paths.items() if os.path.exists(a)}
    done = subprocess.run([tool, data, *paths], stdout=subprocess.PIPE, encoding='utf-8', check=True)
    found = {}
    for line in done.stdout.splitlines():
        path, start, end, features = line.split('\t')
        found.setdefault(path, []).append((int(start), int(end), features.split(' ')))
    for path, annotation in paths.items():
        raw = open(path, 'rb').read()
        text = raw.decode()
        gold = list(gold_of(annotation, text))
        scored = []
        for k, (start, end, _) in enumerate(found.get(path, [])):
            a, b = len(raw[:start].decode(errors='ignore')), len(raw[:end].decode(errors='ignore'))
            own = words(text, a, b)
            scored += [(2 * len(own & g) / max(1, len(own) + len(g)), k, i) for i, (g, _) in enumerate(gold)]
        used, taken = set(), set()
        for dice, k, i in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
            if dice >= 0.5 and k not in used and i not in taken:
                used.add(k)
                taken.add(i)
                yield path, found[path][k][2], gold[i][1]


def fit(rows, acts, n):
    """Weights n × acts: the penalised likelihood, by L-BFGS."""
    places = torch.tensor([[i for i, row in enumerate(rows) for _ in row], [f for row in rows for f in row]])
    x = torch.sparse_coo_tensor(places, torch.ones(places.shape[1]), (len(rows), n)).coalesce()
    y, w = torch.tensor(acts), torch.zeros(n, len(ACTS), requires_grad=True)
    optimizer = torch.optim.LBFGS([w], max_iter=STEPS, history_size=10, line_search_fn='strong_wolfe')

    def loss():
        optimizer.zero_grad()
        value = torch.nn.functional.cross_entropy(torch.sparse.mm(x, w), y, reduction='sum') + PRIOR / 2 * (w ** 2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    return w.detach().numpy()


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ('tool', 'data', 'out'):
        ap.add_argument('--' + name, required=True)
    ap.add_argument('pairs', nargs='+')
    a = ap.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    found = [e for t, g in zip(a.pairs[::2], a.pairs[1::2]) for e in examples(a.tool, a.data, t, g)]
    count = {}
    for _, features, _ in found:
        for f in set(features):
            count[f] = count.get(f, 0) + 1
    names = sorted(f for f, n in count.items() if n >= LEAST)
    index = {f: i for i, f in enumerate(names)}
    rows = [[index[f] for f in set(features) if f in index] for _, features, _ in found]
    acts = numpy.array([ACTS.index(act) for _, _, act in found])
    documents = sorted({d for d, _, _ in found})
    fold = numpy.array([documents.index(d) % FOLDS for d, _, _ in found])
    rule = numpy.array([next((ACTS.index(f[5:]) for f in features if f.startswith('rule=')), 0) for _, features, _ in found])
    right = 0
    for k in range(FOLDS):
        w = fit([r for r, f in zip(rows, fold) if f != k], acts[fold != k], len(names))
        for r, act in zip([r for r, f in zip(rows, fold) if f == k], acts[fold == k]):
            right += int(w[r].sum(0).argmax() == act)
    print(f'{len(found)} clauses, {len(names)} features; right: rules {(rule == acts).mean():.3f}, unseen documents {right / len(found):.3f}')
    w = fit(rows, acts, len(names))
    with open(a.out, 'w', encoding='utf-8') as file:
        file.write('# Weights of the features that a clause\'s act is decided by: feature, then a weight for each act\n'
                   f'# ({", ".join(ACTS)}). Made by train/acts.py from data/annotations; with what is\n'
                   '# learned from Wikinews (its contributors) CC BY 2.5, the rest as the project.\n')
        for name, row in zip(names, w):
            if numpy.abs(row).max() >= LITTLE:
                file.write(name.replace('_', ' ') + ''.join(f'\t{v:.2f}' for v in row) + '\n')


if __name__ == '__main__':
    main()

"""alignment.py --readout BIN --tool ALIGN_TOOL --data DATA FOLDER[:ORIGINALS] …: data/alignment.tsv, what makes two clauses one statement.

A logistic model over what two clauses have in common (src/event/affinity.h), fitted to which clauses people joined (statements.tsv of the folders). Clauses
that no annotator has are left out. Texts are those of FOLDER/texts and ORIGINALS/texts, clauses those of a/ beside them. Prints how well pairs one to one fit the
folders that were left out. Needs numpy.
"""
import argparse
import glob
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy

from act_data import gold_of, words
from one_text import event_of, fit, number_of, tuned

HEAD = '# What makes two clauses of two reports one statement: weights of what they have in common (src/event/affinity.h) in a logistic model, of any two reports,\n' \
       '# and what those of one text add. Made by train/alignment.py from the readouts in tests/readouts; licence as the project.\n'
ENOUGH, CUT = 0.5, 0.35


class Folder:
    """Annotated reports of one folder: their paths, the clauses that are one statement, the pairs of reports of one event."""

    def __init__(self, given):
        folder, _, originals = given.partition(':')
        self.name, learned = folder, tuned(folder)
        self.paths, self.gold, self.statements, self.pairs = {}, {}, {}, []
        for place in filter(None, (folder, originals)):
            for path in sorted(glob.glob(f'{place}/texts/*')):
                number = number_of(path)
                if learned is None or event_of(number) in learned:
                    self.paths[number] = path
                    self.gold[number] = f'{place}/a/{number}.json'
        for k, line in enumerate(pathlib.Path(f'{folder}/statements.tsv').read_text(encoding='utf-8').splitlines()):
            for member in line.split('\t')[1].split():
                self.statements.setdefault(tuple(member.split(':')), set()).add(k)
        for line in pathlib.Path(f'{folder}/relations.tsv').read_text(encoding='utf-8').splitlines():
            a, b, kind = line.split('\t')[:3]
            if a in self.paths and b in self.paths:
                self.pairs.append((a, b, kind != 'independent'))
        used = {number for pair in self.pairs for number in pair[:2]}
        self.paths = {number: path for number, path in self.paths.items() if number in used}

    def read(self, a):
        env = {**os.environ, 'READOUT_DATA': a.data}
        self.findings = subprocess.run([a.readout, 'read', '--quiet', *self.paths.values()], stdout=subprocess.PIPE, env=env, check=True).stdout
        self.raw = {number: pathlib.Path(path).read_bytes() for number, path in self.paths.items()}
        self.annotated = {number: [w for w, _ in gold_of(self.gold[number], raw.decode())] for number, raw in self.raw.items()}

    def index_of(self, number, start, end, known):
        """Which annotated clause it is that has these bytes, or None."""
        key = number, start, end
        if key not in known:
            raw, best = self.raw[number], (0, None)
            own = words(raw.decode(), len(raw[:start].decode()), len(raw[:end].decode()))
            for i, gold in enumerate(self.annotated[number]):
                dice = 2 * len(own & gold) / max(1, len(own) + len(gold))
                best = (dice, i) if dice > best[0] else best
            known[key] = best[1] if best[0] >= ENOUGH else None
        return known[key]

    def measure(self, tool, data):
        """Names of what is measured; a row for each two annotated clauses, whether they are one, whether the reports are of one text, the two."""
        with tempfile.NamedTemporaryFile('w', suffix='.tsv') as file:
            file.writelines(f'{self.paths[a]}\t{self.paths[b]}\t{int(one)}\n' for a, b, one in self.pairs)
            file.flush()
            done = subprocess.run([tool, data, file.name], input=self.findings, stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
        rows, one, flags, clauses, known = [], [], [], [], {}
        for line in done[1:]:
            fields = line.split('\t')
            left, right = number_of(fields[0]), number_of(fields[1])
            i, j = (self.index_of(number, int(s), int(e), known) for number, s, e in ((left, *fields[2:4]), (right, *fields[4:6])))
            if i is None or j is None:
                continue
            rows.append([float(v) for v in fields[7:]])
            one.append(bool(self.statements.get((left, str(i)), set()) & self.statements.get((right, str(j)), set())))
            flags.append(int(fields[6]))
            clauses.append(((left, i), (right, j)))
        return done[0].split('\t'), numpy.array(rows), numpy.array(one, float), numpy.array(flags), clauses


def with_flags(rows, flags):
    return numpy.hstack([rows, rows * flags[:, None]])


def write(path, names, weights):
    n = len(names)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(HEAD)
        for k, name in enumerate(names):
            file.write(name + ''.join('\t' + (f'{v:.3f}'.rstrip('0').rstrip('.') if abs(v) >= 0.0005 else '0') for v in (weights[k], weights[n + k])) + '\n')


def one_to_one(likely, one, clauses):
    """F1 of pairs of clauses, each paired once in each two reports, the likeliest first."""
    used, said = set(), set()
    for k in numpy.argsort(-likely, kind='stable'):
        (x, y) = clauses[k]
        if likely[k] < CUT:
            break
        if (x, y[0]) not in used and (y, x[0]) not in used:
            used |= {(x, y[0]), (y, x[0])}
            said.add(clauses[k])
    gold = {c for c, o in zip(clauses, one) if o}
    return 2 * len(said & gold) / max(1, len(said) + len(gold))


def likely(rows, weights):
    return 1 / (1 + numpy.exp(-rows @ weights))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ('readout', 'tool', 'data'):
        ap.add_argument('--' + name, required=True)
    ap.add_argument('folders', nargs='+')
    a = ap.parse_args()
    rows, answers = [], []
    folders, measured = [Folder(given) for given in a.folders], []
    for folder in folders:
        folder.read(a)
        measured.append(folder.measure(a.tool, a.data))
        rows.append(with_flags(measured[-1][1], measured[-1][3]))
        answers.append(measured[-1][2])
    others = lambda all_of, k: numpy.concatenate([v for i, v in enumerate(all_of) if i != k])
    for k, folder in enumerate(folders):
        p, clauses, apart = likely(rows[k], fit(others(rows, k), others(answers, k))), measured[k][4], measured[k][3] == 0
        print(f'{folder.name}: {one_to_one(p, answers[k], clauses):.3f}; of independent reports '
              f'{one_to_one(p[apart], answers[k][apart], [c for c, is_apart in zip(clauses, apart) if is_apart]):.3f}', flush=True)
    write(f'{a.data}/alignment.tsv', measured[0][0], fit(numpy.concatenate(rows), numpy.concatenate(answers)))


if __name__ == '__main__':
    sys.exit(main())

"""act_teacher.py learn|label --bert FOLDER --tool ACT_TOOL --data DATA --work FOLDER …: what acts.py learns from.

learn --annotations FOLDER …: BERT (train/fetch_bert.py) is fine-tuned to tell the act of a clause from source, cue and clause, on annotated texts; writes
teacher.pt into --work. label --texts FILE.jsonl.xz …: it labels the clauses that the reader finds in texts that nobody annotated; writes silver.npz, the
clauses' features, states, probabilities of the acts.
"""
import argparse
import json
import lzma
import os
import random
import re
import tempfile
import time

import numpy
import torch
from torch.nn import functional as F

from act_data import ACTS, annotated, read
from bert import WIDTH, Bert, Pieces, arithmetic

EPOCHS, RATE, HEAD_RATE, BATCH, SMOOTH, SEED = 3, 4e-5, 1e-3, 24, 0.05, 1
LETTERS = 2_500_000  # of one file: the addresses go back a century, the latest are enough
SOURCE_LETTERS, CUE_LETTERS, BEFORE, CLAUSE = 80, 60, 24, 72  # the last two: pieces
TOKEN = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")


class Teacher(torch.nn.Module):
    def __init__(self, folder):
        super().__init__()
        self.pieces = Pieces(f'{folder}/pieces.txt')
        self.bert = Bert(len(self.pieces.names))
        self.bert.load(f'{folder}/bert.npz')
        self.out = torch.nn.Linear(2 * WIDTH, len(ACTS))

    def ids(self, clause):
        """Pieces of source and cue, then of the clause; where the latter begin."""
        of = lambda text: [i for word in TOKEN.findall(text) for i in self.pieces.of_word(word)]
        before = of(clause.source[:SOURCE_LETTERS] + ' ' + clause.cue[:CUE_LETTERS])[-BEFORE:]
        return [self.pieces.start, *before, self.pieces.end, *of(clause.text)[:CLAUSE], self.pieces.end], len(before) + 2

    def forward(self, clauses):
        rows = [self.ids(c) for c in clauses]
        size = max(len(ids) for ids, _ in rows)
        ids, inside = torch.zeros(len(rows), size, dtype=torch.long), torch.zeros(len(rows), size)
        for k, (row, begin) in enumerate(rows):
            ids[k, :len(row)] = torch.tensor(row)
            inside[k, begin:len(row) - 1] = 1
        with arithmetic():
            states = self.bert(ids, torch.tensor([len(row) for row, _ in rows]))
            mean = (states * inside[:, :, None]).sum(1) / inside.sum(1, keepdim=True).clamp(min=1)
            return self.out(torch.cat([states[:, 0], mean], -1).float()).float()


def batches(clauses, size, shuffle):
    """Indexes of clauses of about the same length."""
    order = sorted(range(len(clauses)), key=lambda i: len(clauses[i].text) + (random.random() * 60 if shuffle else 0))
    groups = [order[i:i + size] for i in range(0, len(order), size)]
    if shuffle:
        random.shuffle(groups)
    return groups


def fine_tune(teacher, clauses):
    steps = EPOCHS * -(-len(clauses) // BATCH)
    optimizer = torch.optim.AdamW([{'params': teacher.bert.parameters(), 'lr': RATE}, {'params': teacher.out.parameters(), 'lr': HEAD_RATE}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda t: min(1, (t + 1) / (0.1 * steps)) * max(0, 1 - t / steps))
    teacher.train()
    started = time.time()
    for epoch in range(EPOCHS):
        total = 0
        for group in batches(clauses, BATCH, True):
            loss = F.cross_entropy(teacher([clauses[i] for i in group]), torch.tensor([clauses[i].act for i in group]), label_smoothing=SMOOTH)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(group)
        print(f'epoch {epoch + 1}: loss {total / len(clauses):.3f}, {time.time() - started:.0f} s', flush=True)


@torch.no_grad()
def label(teacher, clauses):
    teacher.eval()
    out = numpy.zeros((len(clauses), len(ACTS)), numpy.float32)
    for group in batches(clauses, 2 * BATCH, False):
        out[group] = torch.softmax(teacher([clauses[i] for i in group]), -1).numpy()
    return out


def unlabelled(tool, data, files):
    """The clauses of JSON Lines with "text", each written out as a report of its own; the last LETTERS of each file."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name in files:
            with lzma.open(name, 'rt', encoding='utf-8') as file:
                texts = [json.loads(line)['text'] for line in file]
            letters = 0
            while texts and letters < LETTERS:
                paths.append(f'{folder}/{len(paths):05d}.txt')
                with open(paths[-1], 'w', encoding='utf-8') as out:
                    out.write(texts[-1])
                letters += len(texts.pop())
        return [clause for clauses in read(tool, data, paths)[1].values() for clause in clauses]


def keep(path, write):
    """What `write` leaves under another name, whole or not at all."""
    stem, suffix = os.path.splitext(path)
    write(f'{stem}.part{suffix}')
    os.replace(f'{stem}.part{suffix}', path)


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('step', choices=('learn', 'label'))
    for name in ('bert', 'tool', 'data', 'work'):
        ap.add_argument('--' + name, required=True)
    ap.add_argument('--texts', nargs='*', default=[])
    ap.add_argument('--annotations', nargs='*', default=[])
    a = ap.parse_args()
    torch.manual_seed(SEED)
    random.seed(SEED)
    os.makedirs(a.work, exist_ok=True)
    teacher = Teacher(a.bert)
    if a.step == 'learn':
        fine_tune(teacher, annotated(a.tool, a.data, a.annotations)[1])
        keep(f'{a.work}/teacher.pt', lambda path: torch.save(teacher.state_dict(), path))
        return
    teacher.load_state_dict(torch.load(f'{a.work}/teacher.pt'))
    silver = unlabelled(a.tool, a.data, a.texts)
    columns = {'acts': label(teacher, silver), 'states': numpy.array([c.states for c in silver]),
               'features': numpy.array(['\n'.join(c.features) for c in silver])}
    keep(f'{a.work}/silver.npz', lambda path: numpy.savez_compressed(path, **columns))
    print(f'{len(silver)} clauses labelled', flush=True)


if __name__ == '__main__':
    main()

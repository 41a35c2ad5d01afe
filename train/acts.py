"""acts.py --tool ACT_TOOL --data DATA --silver silver.npz --out FOLDER --annotations FOLDER …: the weights that a clause's act is decided by.

The student of act_teacher.py: features (src/statement/acts.c) with a weight for each act, and the network's states through one hidden layer, both summed;
learned together from the annotated clauses and from those that the teacher labelled. Writes acts.tsv and acts_states.tsv. With --test FOLDER … those
annotated texts are scored. With --folds FOLDER weights that have not seen a fold of the documents are made too, in FOLDER/0 and so on, for
confidence.py.
"""
import argparse
import os

import numpy
import torch

from act_data import ACTS, FOLDS, annotated, fold_of

HIDDEN, EPOCHS, BATCH, RATE, SEEDS = 24, 4, 64, 2e-3, (1, 2, 3)  # HIDDEN of each of the students, which are averaged
LEAST, LITTLE = 16, 0.18       # occurrences of a feature that is learned, an annotated one counting twice; weight of one that is kept
GOLD, DROP_FEATURES, DROP_STATES, DROP_UNITS = 4.0, 0.1, 0.1, 0.3
SCALE = 64                     # of the states
HEAD = '# {what}\n# Made by train/acts.py from data/annotations and from texts that a teacher labelled (docs/models.md); with what is learned from\n' \
       '# Wikinews (its contributors) CC BY 2.5, the rest as the project.\n'


class Student(torch.nn.Module):
    def __init__(self, features, states):
        super().__init__()
        self.linear = torch.nn.EmbeddingBag(features + 1, len(ACTS), mode='sum', padding_idx=0)
        torch.nn.init.zeros_(self.linear.weight)
        self.hidden = torch.nn.Linear(states, HIDDEN)
        self.out = torch.nn.Linear(HIDDEN, len(ACTS), bias=False)

    def forward(self, rows, states):
        if self.training:
            rows = [[f for f in row if numpy.random.rand() > DROP_FEATURES] for row in rows]
        states = torch.nn.functional.dropout(states.float() / SCALE, DROP_STATES, self.training)
        units = torch.nn.functional.dropout(torch.relu(self.hidden(states)), DROP_UNITS, self.training)
        offsets = torch.tensor(numpy.cumsum([0] + [len(row) for row in rows[:-1]]))
        return self.out(units) + self.linear(torch.tensor([f for row in rows for f in row], dtype=torch.long), offsets)


def vocabulary(gold, silver):
    count = {}
    for features, weight in [(c.features, 2) for c in gold] + [(f, 1) for f in silver]:
        for feature in set(features):
            count[feature] = count.get(feature, 0) + weight
    return {f: i + 1 for i, f in enumerate(sorted(f for f, n in count.items() if n >= LEAST))}


def rows_of(index, all_features):
    return [sorted(index[f] for f in set(features) if f in index) for features in all_features]


@torch.no_grad()
def score(students, index, clauses):
    rows, states = rows_of(index, [c.features for c in clauses]), torch.tensor(numpy.array([c.states for c in clauses]))
    said = sum(student.eval()(rows, states) for student in students).argmax(1).numpy()
    return (said == [c.act for c in clauses]).mean()


def learn_one(index, rows, states, wanted, weight, seed):
    torch.manual_seed(seed)
    numpy.random.seed(seed)
    student = Student(len(index), states.shape[1]).train()
    optimizer = torch.optim.Adam(student.parameters(), lr=RATE)
    for epoch in range(EPOCHS):
        for group in optimizer.param_groups:
            group['lr'] = RATE * (1 - epoch / EPOCHS)
        order = numpy.random.permutation(len(rows))
        for at in range(0, len(order), BATCH):
            batch = order[at:at + BATCH]
            said = torch.log_softmax(student([rows[i] for i in batch], states[batch]), 1)
            loss = (-(wanted[batch] * said).sum(1) * weight[batch]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return student


def learn(gold, silver, tests):
    """The students, and the index of their features."""
    labelled = [text.split('\n') for text in silver['features']]
    index = vocabulary(gold, labelled)
    rows = rows_of(index, [c.features for c in gold] + labelled)
    states = torch.tensor(numpy.concatenate([numpy.array([c.states for c in gold]), silver['states']]))
    wanted = torch.tensor(numpy.concatenate([numpy.eye(len(ACTS), dtype=numpy.float32)[[c.act for c in gold]], silver['acts']]))
    weight = torch.tensor([GOLD] * len(gold) + [1.0] * len(labelled))
    students = [learn_one(index, rows, states, wanted, weight, seed) for seed in SEEDS]
    print(f'{len(gold)} clauses annotated, {len(labelled)} labelled' + ''.join(f'; {name}: {score(students, index, t):.3f} right' for name, t in tests), flush=True)
    return students, index


def plain(number, digits):
    """A decimal as the lists have it, without zeros at its end."""
    text = f'{number:.{digits}f}'.rstrip('0').rstrip('.')
    return '0' if text in ('-0', '') else text


def write(students, index, model, folder):
    """The students' average: their features' weights averaged, their hidden units side by side."""
    with torch.no_grad():
        linear = sum(s.linear.weight for s in students).numpy() / len(students)
        hidden = torch.cat([s.hidden.weight for s in students]).numpy() / SCALE
        bias = torch.cat([s.hidden.bias for s in students]).numpy()
        out = torch.cat([s.out.weight for s in students], 1).numpy() / len(students)
    acts = ', '.join(ACTS)
    with open(f'{folder}/acts.tsv', 'w', encoding='utf-8') as file:
        file.write(HEAD.format(what=f"Weights of the features that a clause's act is decided by: feature, then a weight for each act\n# ({acts})."))
        for feature, i in index.items():
            if numpy.abs(linear[i]).max() >= LITTLE:
                file.write(feature.replace('_', ' ') + ''.join('\t' + plain(v, 2) for v in linear[i]) + '\n')
    with open(f'{folder}/acts_states.tsv', 'w', encoding='utf-8') as file:
        file.write(HEAD.format(what=f'The hidden layer over the states of the language model named here: after the first line a line a unit, its bias,\n'
                                    f'# a weight for each act ({acts}), its inputs.'))
        file.write(f'model\t{model}\t{hidden.shape[1]}\n')
        for unit in range(len(hidden)):
            file.write('\t'.join([plain(bias[unit], 4), *(plain(v, 3) for v in out[:, unit]), *(plain(v, 5) for v in hidden[unit])]) + '\n')


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ('tool', 'data', 'silver', 'out'):
        ap.add_argument('--' + name, required=True)
    ap.add_argument('--annotations', nargs='+', required=True)
    ap.add_argument('--test', nargs='*', default=[])
    ap.add_argument('--folds')
    a = ap.parse_args()
    torch.set_num_threads(1)
    model, gold = annotated(a.tool, a.data, a.annotations)
    tests = [(folder, annotated(a.tool, a.data, [folder])[1]) for folder in a.test]
    with numpy.load(a.silver) as file:
        silver = {name: file[name] for name in file.files}
    write(*learn(gold, silver, tests), model, a.out)
    fold = [fold_of(c.path) for c in gold]
    for k in range(FOLDS if a.folds else 0):
        os.makedirs(f'{a.folds}/{k}', exist_ok=True)
        kept, held = [c for c, f in zip(gold, fold) if f != k], [c for c, f in zip(gold, fold) if f == k]
        write(*learn(kept, silver, [(f'fold {k}', held)]), model, f'{a.folds}/{k}')


if __name__ == '__main__':
    main()

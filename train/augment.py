"""augment.py --data FOLDER --bert FOLDER --out FILE.words [--free]: variants of the annotated sentences, some words exchanged.

BERT's own masked words, sampled (as Jiao et al. 2020 have it): the student sees many more sentences of the kinds that are annotated, and the teacher
says what they are. Only words of open classes are exchanged, so that the sentences stay sentences.
"""
import argparse
import random

import numpy
import torch
from torch.nn import functional as F

import corpora
from bert import WIDTH, Bert, Pieces, arithmetic
from teacher import batches, collate, short_enough

SEED = 20230627
COPIES, SHARE, LIKELIEST, LONGEST = 3, 0.25, 30, 60
OPEN = ('NOUN', 'VERB', 'ADJ', 'ADV', 'PROPN', 'NUM', 'INTJ')


class Masked:
    """The head that BERT was trained with."""

    def __init__(self, weights, words):
        def take(name):
            return torch.from_numpy(weights[f'cls/predictions/{name}']).float()

        self.dense, self.dense_bias = take('transform/dense/kernel').t(), take('transform/dense/bias')
        self.gamma, self.beta = take('transform/LayerNorm/gamma'), take('transform/LayerNorm/beta')
        self.words, self.bias = words, take('output_bias')

    def scores(self, x):
        x = F.layer_norm(F.gelu(F.linear(x, self.dense, self.dense_bias)), (WIDTH,), self.gamma, self.beta, 1e-12)
        return F.linear(x, self.words, self.bias)


def may_change(sentence, k, pieces):
    tag = sentence['tags'][k] if 'tags' in sentence else 'NOUN'
    form = sentence['forms'][k]
    return tag.split('|')[0] in OPEN and form.isalpha() and len(pieces.of_word(form)) == 1


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ('data', 'bert', 'out'):
        ap.add_argument('--' + name, required=True)
    ap.add_argument('--free', action='store_true')
    a = ap.parse_args()
    torch.manual_seed(SEED)
    choose = random.Random(SEED)
    pieces = Pieces(f'{a.bert}/pieces.txt')
    mask = pieces.ids['[MASK]']
    train, _ = corpora.load(a.data, a.free)
    train = [s for s in train if 3 <= len(s['forms']) <= LONGEST and short_enough(s['forms'], pieces)]
    model = Bert().eval()
    model.load(f'{a.bert}/bert.npz')
    with numpy.load(f'{a.bert}/bert.npz') as weights:
        head = Masked(weights, model.words.weight.detach())
    sensible = torch.tensor([n.isalpha() and n[0] != '[' for n in pieces.names])
    with open(a.out, 'w', encoding='utf-8') as file, torch.no_grad(), arithmetic():
        for copy in range(COPIES):
            for ids in batches(train, pieces, 4096, None):
                part = [train[i] for i in ids]
                batch = collate([s['forms'] for s in part], pieces)
                gone = []
                for b, s in enumerate(part):
                    able = [k for k in range(len(s['forms'])) if may_change(s, k, pieces)]
                    wanted = max(1, round(SHARE * len(s['forms'])))
                    gone += [(b, k) for k in choose.sample(able, min(wanted, len(able)))]
                if not gone:
                    continue
                rows = torch.tensor([b for b, _ in gone])
                at = torch.tensor([int(batch['first'][b, k + 1]) for b, k in gone])
                batch['ids'][rows, at] = mask
                scores = head.scores(model(batch['ids'], batch['lengths'])[rows, at]).float()
                value, which = scores.masked_fill(~sensible, -1e9).topk(LIKELIEST, -1)
                picked = torch.multinomial(torch.softmax(value, -1), 1)
                new = [list(s['forms']) for s in part]
                for (b, k), word in zip(gone, torch.gather(which, 1, picked)[:, 0].tolist()):
                    new[b][k] = pieces.names[word]
                for before, forms in zip(part, new):
                    if forms != before['forms']:
                        file.write('\n'.join(forms) + '\n\n')
            print(f'copy {copy + 1} of {COPIES}', flush=True)


if __name__ == '__main__':
    main()

"""teacher.py --data FOLDER --bert FOLDER --out FOLDER [--free]: BERT fine-tuned for tags, trees and names, all at once.

One encoder; over a word's first piece a linear layer for tags, one for each guideline of names, and biaffine arcs and relations
(Dozat and Manning 2017). It is never shipped: it labels open text for the model that is (student.py). A run that was
interrupted goes on from where it was last kept, with the same chances as one that was not.
"""
import argparse
import json
import os
import random
import time

import torch
from torch import nn
from torch.nn import functional as F

import corpora
from bert import MAX_PIECES, WIDTH, Bert, Pieces, arithmetic

SEED = 20230413
GUIDES = ('uner', 'wikigold', 'gum')
ARC, REL = 384, 128
BATCH = 2304  # pieces: a step's fixed cost is that of a thousand
KEEP = 50  # steps: what an interruption loses at most


class Teacher(nn.Module):
    def __init__(self, tags, rels):
        super().__init__()
        self.tags, self.rels = tags, rels
        self.encoder = Bert()
        self.tag = nn.Linear(WIDTH, len(tags))
        self.names = nn.ModuleList(nn.Linear(WIDTH, len(corpora.NAME_TAGS)) for _ in GUIDES)
        self.arc_head, self.arc_dep = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.rel_head, self.rel_dep = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.rel = nn.Parameter(torch.zeros(len(rels), REL + 1, REL + 1))

    def parameters_of(self, encoder):
        return [p for name, p in self.named_parameters() if p.requires_grad and name.startswith('encoder') == encoder]

    def forward(self, batch):
        """Scores of tags, names, arcs (words × heads, head 0 the root) and the two vectors that relations are scored from."""
        x = self.encoder(batch['ids'], batch['lengths'])
        x = torch.gather(x, 1, batch['first'][:, :, None].expand(-1, -1, WIDTH))
        x = F.dropout(x, 0.2, self.training)
        words = x[:, 1:]

        def hidden(layer, y):
            return F.dropout(F.gelu(layer(y)), 0.25, self.training)

        def one(y):
            return torch.cat([y, torch.ones_like(y[..., :1])], -1)

        arcs = one(hidden(self.arc_dep, words)) @ self.arc @ hidden(self.arc_head, x).transpose(1, 2)
        n = x.shape[1]
        arcs = arcs.float().masked_fill(torch.arange(n)[None, None, :] > batch['words'][:, None, None], -1e4)
        itself = torch.arange(1, n)[:, None] == torch.arange(n)[None, :]
        arcs = arcs.masked_fill(itself[None], -1e4)
        return self.tag(words), [layer(words) for layer in self.names], arcs, one(hidden(self.rel_head, x)), one(hidden(self.rel_dep, words))

    def rel_scores(self, head, dep, heads):
        head = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, head.shape[-1]))
        return torch.einsum('bnx,rxy,bny->bnr', dep, self.rel.to(dep.dtype), head)


def collate(sentences, pieces):
    """Piece ids, where each word begins (0: the root, at [CLS]), and lengths."""
    rows, firsts = [], []
    for forms in sentences:
        row, first = [pieces.start], [0]
        for form in forms:
            first.append(len(row))
            row += pieces.of_word(form)
        rows.append(row + [pieces.end])
        firsts.append(first)
    width, n = max(map(len, rows)), max(map(len, firsts))
    return {
        'ids': torch.tensor([r + [0] * (width - len(r)) for r in rows]),
        'lengths': torch.tensor([len(r) for r in rows]),
        'first': torch.tensor([f + [0] * (n - len(f)) for f in firsts]),
        'words': torch.tensor([len(f) - 1 for f in firsts]),
    }


def short_enough(forms, pieces):
    return sum(len(pieces.of_word(f)) for f in forms) <= MAX_PIECES


def batches(sentences, pieces, budget, shuffle):
    """Indexes in batches of at most `budget` pieces with padding; like lengths together."""
    lengths = [sum(len(pieces.of_word(f)) for f in s['forms']) + 2 for s in sentences]
    noise = shuffle.random if shuffle else (lambda: 0.5)
    order = sorted(range(len(sentences)), key=lambda i: lengths[i] * (0.9 + 0.2 * noise()))
    out, now, longest = [], [], 0
    for i in order:
        longest = max(longest, lengths[i])
        if now and longest * (len(now) + 1) > budget:
            out.append(now)
            now, longest = [], lengths[i]
        now.append(i)
    if now:
        out.append(now)
    if shuffle:
        shuffle.shuffle(out)
    return out


def targets(sentences, tags, rels):
    n = max(len(s['forms']) for s in sentences)
    gold = {k: torch.full((len(sentences), n), -100) for k in ('tag', 'head', 'rel', *GUIDES)}
    for b, s in enumerate(sentences):
        if 'tags' in s:
            gold['tag'][b, :len(s['forms'])] = torch.tensor([tags.get(t, -100) for t in s['tags']])
            gold['head'][b, :len(s['forms'])] = torch.tensor(s['heads'])
            gold['rel'][b, :len(s['forms'])] = torch.tensor([rels.get(r, -100) for r in s['rels']])
        if 'names' in s:
            gold[s['guide']][b, :len(s['forms'])] = torch.tensor([corpora.NAME_TAGS.index(t) for t in s['names']])
    return gold


def loss_of(model, batch, gold):
    tag, names, arcs, head, dep = model(batch)
    out = 0

    def cross(scores, target):
        if (target != -100).any():
            return F.cross_entropy(scores.float().flatten(0, 1), target.flatten(), ignore_index=-100)
        return 0

    out = cross(tag, gold['tag']) + cross(arcs, gold['head'])
    out = out + cross(model.rel_scores(head, dep, gold['head'].clamp(min=0)), gold['rel'])
    for scores, guide in zip(names, GUIDES):
        out = out + cross(scores, gold[guide])
    return out


def check(model, sentences, pieces, guide):
    """Shares right on given tokens: word class, UAS, LAS; F1 of names."""
    model.eval()
    right = dict.fromkeys(('words', 'upos', 'uas', 'las'), 0)
    found = {}
    with torch.no_grad(), arithmetic():
        for ids in batches(sentences, pieces, 4096, None):
            part = [sentences[i] for i in ids]
            batch = collate([s['forms'] for s in part], pieces)
            tag, names, arcs, head, dep = model(batch)
            heads = arcs.argmax(-1)
            rel = model.rel_scores(head, dep, heads).argmax(-1)
            named = names[GUIDES.index(guide)].argmax(-1)
            tag = tag.argmax(-1)
            for b, s in enumerate(part):
                for i in range(len(s['forms'])):
                    h = int(heads[b, i]) == s['heads'][i]
                    right['words'] += 1
                    right['upos'] += model.tags[tag[b, i]].split('|')[0] == s['tags'][i].split('|')[0]
                    right['uas'] += h
                    right['las'] += h and model.rels[rel[b, i]].split(':')[0] == s['rels'][i].split(':')[0]
                found[ids[b]] = [corpora.NAME_TAGS[t] for t in named[b, :len(s['forms'])].tolist()]
    model.train()
    out = {k: round(right[k] / right['words'], 4) for k in ('upos', 'uas', 'las')}
    out['names'] = round(name_f1([(s['names'], found[i]) for i, s in enumerate(sentences) if 'names' in s]), 4)
    return out


def name_f1(pairs):
    def spans(tags):
        out, start = set(), None
        for i, t in enumerate(tags + ['O']):
            if start is not None and (t[0] != 'I' or t[2:] != start[1]):
                out.add((start[0], i, start[1]))
                start = None
            if t[0] == 'B' or (t[0] == 'I' and start is None):
                start = (i, t[2:])
        return out

    hit = have = want = 0
    for gold, got in pairs:
        g, p = spans(gold), spans(got)
        hit, have, want = hit + len(g & p), have + len(p), want + len(g)
    return 2 * hit / (have + want) if have + want else 0.0


def labels_of(sentences, least=3):
    count = {'tags': {}, 'rels': {}}
    for s in sentences:
        for k in count:
            for x in s.get(k, ()):
                count[k][x] = count[k].get(x, 0) + 1
    return [sorted(x for x, n in count[k].items() if n >= least) for k in ('tags', 'rels')]


def load(out):
    with open(f'{out}/teacher.json', encoding='utf-8') as file:
        labels = json.load(file)
    model = Teacher(labels['tags'], labels['rels'])
    model.load_state_dict(torch.load(f'{out}/teacher.pt', weights_only=True)['model'])
    return model.eval()


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ('data', 'bert', 'out'):
        ap.add_argument('--' + name, required=True)
    ap.add_argument('--free', action='store_true')
    ap.add_argument('--epochs', type=int, default=4)
    ap.add_argument('--limit', type=int, default=0)
    a = ap.parse_args()
    torch.manual_seed(SEED)
    pieces = Pieces(f'{a.bert}/pieces.txt')
    train, dev = corpora.load(a.data, a.free)
    train = [s for s in train if short_enough(s['forms'], pieces)]
    tags, rels = labels_of(train)
    if a.limit:
        train = train[:a.limit]
    os.makedirs(a.out, exist_ok=True)
    with open(f'{a.out}/teacher.json', 'w', encoding='utf-8') as file:
        json.dump({'tags': tags, 'rels': rels}, file, indent=0)
    model = Teacher(tags, rels)
    model.encoder.load(f'{a.bert}/bert.npz')
    model.encoder.words.weight.requires_grad_(False)
    for layer in (model.arc, model.rel):
        nn.init.normal_(layer, std=0.02)
    optimizer = torch.optim.AdamW([
        {'params': model.parameters_of(True), 'lr': 5e-5, 'weight_decay': 0.01},
        {'params': model.parameters_of(False), 'lr': 1e-3, 'weight_decay': 0.01},
    ], fused=True)
    steps = sum(len(batches(train, pieces, BATCH, random.Random(SEED + e))) for e in range(a.epochs))
    warm = steps // 12
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(s / max(1, warm), max(0.0, (steps - s) / max(1, steps - warm))))
    begin = step = 0
    kept = f'{a.out}/teacher.part'
    if os.path.exists(kept):
        state = torch.load(kept, weights_only=True)
        model.load_state_dict(state['model'])
        optimizer.load_state_dict(state['optimizer'])
        schedule.load_state_dict(state['schedule'])
        begin, step = state['epoch'], state.get('step', 0)

    def keep(epoch, step):
        torch.save({'model': model.state_dict(), 'optimizer': optimizer.state_dict(), 'schedule': schedule.state_dict(),
                    'epoch': epoch, 'step': step}, kept + '.new')
        os.replace(kept + '.new', kept)

    index = ({t: i for i, t in enumerate(tags)}, {r: i for i, r in enumerate(rels)})
    model.train()
    guide = 'wikigold' if a.free else 'uner'
    for epoch in range(begin, a.epochs):
        started, seen, total = time.time(), 0, 0.0
        todo = batches(train, pieces, BATCH, random.Random(SEED + epoch))
        for k, ids in enumerate(todo):
            if k < step:
                continue
            if k % KEEP == 0:
                torch.manual_seed(SEED + 1000 * epoch + k)
                if k > step:
                    keep(epoch, k)
            part = [train[i] for i in ids]
            batch = collate([s['forms'] for s in part], pieces)
            with arithmetic():
                loss = loss_of(model, batch, targets(part, *index))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            seen += int(batch['lengths'].sum())
            total += float(loss.detach())
            if k % 50 == 49:
                print(f'epoch {epoch + 1}/{a.epochs} step {k + 1}/{len(todo)} loss {total / 50:.3f} {seen / (time.time() - started):.0f} pieces/s', flush=True)
                total = 0.0
        print(f'epoch {epoch + 1}: {check(model, dev, pieces, guide)} {time.time() - started:.0f} s', flush=True)
        step = 0
        if epoch + 1 < a.epochs:
            keep(epoch + 1, 0)
    torch.save({'model': {k: v.to(torch.bfloat16) if k.startswith('encoder') else v for k, v in model.state_dict().items()}}, f'{a.out}/teacher.pt')
    if os.path.exists(kept):
        os.remove(kept)


if __name__ == '__main__':
    main()

"""student.py: the network that ships, learning from the annotated sentences and from what the teacher says of open text.

Embeddings by sums of rows (src/sentence/features.h), a window of three words, layers of gated recurrences in both directions
(QRNN, Bradbury et al. 2017, with highways), and linear or biaffine heads. Values lie between -1 and 1, as src/sentence/kernels.h
wants them. Writes a folder that `model_tool pack` makes the model from. A run that was interrupted goes on from its last epoch.
"""
import argparse
import collections
import json
import os
import struct
import subprocess
import time

import numpy
import torch
from torch import nn
from torch.nn import functional as F

import corpora
import segments
import vocabulary
from bert import Pieces, arithmetic
from label import read_words
from teacher import name_f1

SEED = 20230505
BASE_MAX, PIECES_MAX = 22, 6  # as in src/sentence/features.h
ROWS_MAX = BASE_MAX + PIECES_MAX
UNITS = 127  # of the values between -1 and 1
WIDTH, HIDDEN, LAYERS = 128, 128, 4
ARC, REL = 128, 96
BATCH = 6000  # words with padding
NAMES = len(corpora.NAME_TAGS)
NAME_WEIGHT = 3.0  # of their loss: names are few
OPEN_SHARE = 0.5   # of the open texts, and of the stretches for beginnings of sentences, in an epoch
OTHER_CASES = ((0.08, str.lower), (0.04, str.upper), (0.03, str.capitalize))  # shares of the variants that are read as if written so
START_ODDS = 0.7   # how sure a beginning must be (log odds)


def in_units(x):
    """Rounded as the values are that are kept between two layers; the gradient passes."""
    return x + (torch.round(x * UNITS) / UNITS - x).detach()


class Scan(torch.autograd.Function):
    """c[t] = f[t]·c[t-1] + g[t] along the first axis."""

    @staticmethod
    def forward(ctx, f, g):
        c = torch.empty_like(g)
        last = torch.zeros_like(g[0])
        for t in range(g.shape[0]):
            last = torch.addcmul(g[t], f[t], last, out=c[t])
        ctx.save_for_backward(f, c)
        return c

    @staticmethod
    def backward(ctx, grad):
        f, c = ctx.saved_tensors
        dg = torch.empty_like(grad)
        n = grad.shape[0]
        dg[n - 1] = grad[n - 1]
        for t in range(n - 2, -1, -1):
            torch.addcmul(grad[t], f[t + 1], dg[t + 1], out=dg[t])
        df = torch.zeros_like(f)
        df[1:] = dg[1:] * c[:-1]
        return df, dg


class Layer(nn.Module):
    def __init__(self, inputs, highway):
        super().__init__()
        self.gates = nn.Linear(inputs, 6 * HIDDEN)
        self.highway = highway

    def forward(self, x, y, mask):
        """x: time × batch × inputs, y what the highway carries. mask: time × batch × 1."""
        n, b, _ = x.shape
        u = self.gates(x).float().view(n, b, 2, 3, HIDDEN)
        z, f, o = torch.tanh(u[:, :, :, 0]), torch.sigmoid(u[:, :, :, 1]), torch.sigmoid(u[:, :, :, 2])
        g = (1 - f) * z * mask[:, :, :, None]
        f = torch.cat([f[:, :, 0], f[:, :, 1].flip(0)], -1)
        g = torch.cat([g[:, :, 0], g[:, :, 1].flip(0)], -1)
        c = Scan.apply(f, g)
        c = torch.cat([c[..., :HIDDEN], c[..., HIDDEN:].flip(0)], -1)
        o = o.flatten(2)
        out = o * c
        if self.highway:
            out = out + (1 - o) * y
        return in_units(out * mask)


class Student(nn.Module):
    def __init__(self, rows, tags, rels, share=0.1):
        super().__init__()
        self.rows = nn.EmbeddingBag(rows + 1, WIDTH, mode='sum', padding_idx=rows)
        nn.init.normal_(self.rows.weight, std=0.05)
        self.layers = nn.ModuleList(Layer(3 * WIDTH if i == 0 else 2 * HIDDEN, i > 0) for i in range(LAYERS))
        wide = 2 * HIDDEN
        self.arc_dep, self.arc_head = nn.Linear(wide, ARC), nn.Linear(wide, ARC)
        self.pair, self.rel = nn.Linear(2 * wide, REL), nn.Linear(REL, rels)
        self.tag, self.name, self.start = nn.Linear(wide, tags), nn.Linear(wide, NAMES), nn.Linear(wide, 1)
        self.arc_scale = 0.25
        self.share = share

    def encode(self, rows, lengths):
        """rows: batch × (1 + words) × ROWS_MAX, the root first. Gives batch × (1 + words) × 2·HIDDEN."""
        b, n, _ = rows.shape
        mask = (torch.arange(n)[:, None] < lengths[None, :])[:, :, None].float()
        x = in_units(torch.tanh(self.rows(rows.transpose(0, 1).reshape(n * b, -1)))).view(n, b, WIDTH) * mask
        x = F.dropout(x, self.share, self.training)
        x = F.pad(x, (0, 0, 0, 0, 1, 1))
        x = torch.cat([x[:-2], x[1:-1], x[2:]], -1)
        y = None
        for layer in self.layers:
            y = layer(x, y, mask)
            x = F.dropout(y, self.share, self.training)
        return x.transpose(0, 1)

    def forward(self, rows, lengths):
        x = self.encode(rows, lengths)
        words = x[:, 1:]
        n = x.shape[1]
        dep, head = in_units(torch.tanh(self.arc_dep(words))), in_units(torch.tanh(self.arc_head(x)))
        arcs = (F.dropout(dep, self.share, self.training) @ F.dropout(head, self.share, self.training).transpose(1, 2)).float()
        arcs = arcs * self.arc_scale
        arcs = arcs.masked_fill(torch.arange(n)[None, None, :] >= lengths[:, None, None], -1e4)
        itself = torch.arange(1, n)[:, None] == torch.arange(n)[None, :]
        return x, self.tag(words).float(), self.name(words).float(), arcs.masked_fill(itself[None], -1e4)

    def rel_scores(self, x, heads):
        pairs = torch.cat([x[:, 1:], torch.gather(x, 1, heads[:, :, None].expand(-1, -1, x.shape[-1]))], -1)
        return self.rel(F.dropout(in_units(torch.tanh(self.pair(pairs))), self.share, self.training)).float()


class Corpus:
    """Sentences as flat arrays: rows of features, and for each word what is right (`gold`) or what the teacher says (`soft`)."""

    def __init__(self, sentences, features, soft=None, gold=None, index=None, share=1.0):
        self.share = share  # of its batches in an epoch
        self.starts = numpy.cumsum([0] + [len(s) for s in sentences])
        self.features = features
        self.soft = soft
        n = int(self.starts[-1])
        self.gold = {k: numpy.full(n, -100, numpy.int16) for k in ('tag', 'head', 'rel', 'name', 'start')}
        if gold:
            tags, rels = index
            for s, at in zip(gold, self.starts):
                end = at + len(s['forms'])
                if 'tags' in s:
                    self.gold['tag'][at:end] = [tags.get(t, -100) for t in s['tags']]
                    self.gold['head'][at:end] = s['heads']
                    self.gold['rel'][at:end] = [rels.get(r, -100) for r in s['rels']]
                if 'names' in s and s['guide'] == GUIDE:
                    self.gold['name'][at:end] = [corpora.NAME_TAGS.index(t) for t in s['names']]

    def __len__(self):
        return len(self.starts) - 1

    def length(self, i):
        return int(self.starts[i + 1] - self.starts[i])


GUIDE = 'uner'


def batches(corpora_, shuffle):
    """(corpus, indexes) lists of about BATCH words with padding."""
    out = []
    for k, corpus in enumerate(corpora_):
        lengths = numpy.diff(corpus.starts)
        noise = shuffle.uniform(0.9, 1.1, len(lengths)) if shuffle else 1.0
        own, now, longest = [], [], 0
        for i in numpy.argsort(lengths * noise, kind='stable'):
            longest = max(longest, int(lengths[i]))
            if now and longest * (len(now) + 1) > BATCH:
                own.append((k, now))
                now, longest = [], int(lengths[i])
            now.append(int(i))
        if now:
            own.append((k, now))
        if shuffle:
            shuffle.shuffle(own)
            own = own[:max(1, round(len(own) * corpus.share))]
        out += own
    if shuffle:
        shuffle.shuffle(out)
    return out


def take(corpus, ids, root, pad, drop, random):
    lengths = [corpus.length(i) for i in ids]
    n = max(lengths)
    at = numpy.concatenate([numpy.arange(corpus.starts[i], corpus.starts[i + 1]) for i in ids])
    where = numpy.concatenate([k * n + numpy.arange(m) for k, m in enumerate(lengths)])

    def spread(values, fill):
        full = numpy.full((len(ids) * n, *values.shape[1:]), fill, values.dtype)
        full[where] = values
        return torch.from_numpy(full.reshape(len(ids), n, *values.shape[1:]))

    features = corpus.features[at]
    if drop:  # some words are met as if they were not known
        gone = random.random(len(at))
        features[gone < drop, 0] = pad
        features[gone < drop / 2, 1] = pad
    features[features[:, 0] != pad, BASE_MAX:] = pad
    rows = spread(features, pad)
    first = torch.full((len(ids), 1, ROWS_MAX), pad, dtype=rows.dtype)
    first[:, 0, 0] = root
    batch = {'rows': torch.cat([first, rows], 1).long(), 'lengths': torch.tensor(lengths) + 1}
    gold = {k: spread(v[at], -100).long() for k, v in corpus.gold.items()}
    soft = None
    if corpus.soft is not None:
        soft = {k: spread(v[at], -1 if v.dtype == numpy.int16 else 0) for k, v in corpus.soft.items()}
    return batch, gold, soft


def soft_loss(scores, which, p):
    """Cross-entropy against the teacher's likeliest answers."""
    logs = F.log_softmax(scores, -1)
    p = p.float() * (which >= 0)
    total = p.sum(-1)
    picked = torch.gather(logs, -1, which.long().clamp(0, scores.shape[-1] - 1))
    return -(picked * p).sum() / total.sum().clamp(min=1)


def start_loss(model, batch, gold):
    scores = model.start(model.encode(batch['rows'], batch['lengths'])[:, 1:])[..., 0].float()
    known = gold['start'] != -100
    losses = F.binary_cross_entropy_with_logits(scores, gold['start'].clamp(min=0).float(), reduction='none')
    return 4 * (losses * known).sum() / known.sum()


def hard_loss(scores, gold):
    known = gold != -100
    if not known.any():
        return scores.new_zeros(())
    return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-100)


def loss_of(model, batch, gold, soft, hard_share):
    if (gold['start'] != -100).any():
        return start_loss(model, batch, gold)
    x, tag, name, arcs = model(batch['rows'], batch['lengths'])
    loss = 0
    known = bool((gold['head'] != -100).any())
    if known:
        rel = model.rel_scores(x, gold['head'].clamp(min=0))
        loss = hard_share * (hard_loss(tag, gold['tag']) + hard_loss(arcs, gold['head']) + hard_loss(rel, gold['rel']))
    loss = loss + hard_share * NAME_WEIGHT * hard_loss(name, gold['name'])
    if soft is not None:
        share = 1 - hard_share if known else 1
        rel = model.rel_scores(x, soft['head'][..., 0].long().clamp(min=0))
        p = soft['names_p'].float()
        named = -(F.log_softmax(name, -1) * p).sum() / p.sum().clamp(min=1)
        loss = loss + share * (soft_loss(tag, soft['tag'], soft['tag_p']) + soft_loss(arcs, soft['head'], soft['head_p'])
                               + soft_loss(rel, soft['rel'], soft['rel_p']) + NAME_WEIGHT * named)
    return loss


def check_starts(model, corpus, root, pad):
    """Precision and recall of beginnings of sentences that the rules miss, at even odds and at START_ODDS."""
    model.eval()
    found = collections.Counter()
    with torch.no_grad():
        for _, ids in batches([corpus], None):
            batch, gold, _ = take(corpus, ids, root, pad, 0, None)
            scores = model.start(model.encode(batch['rows'], batch['lengths'])[:, 1:])[..., 0]
            right = gold['start'] == 1
            found['all'] += int(right.sum())
            for odds in (0.0, START_ODDS):
                said = (scores > odds) & (gold['start'] != -100)
                found[odds, 'said'] += int(said.sum())
                found[odds, 'right'] += int((said & right).sum())
    model.train()
    return [(round(found[o, 'right'] / max(1, found[o, 'said']), 3), round(found[o, 'right'] / max(1, found['all']), 3)) for o in (0.0, START_ODDS)]


def check(model, corpus, sentences, tags, rels, root, pad):
    model.eval()
    right = collections.Counter()
    named = []
    with torch.no_grad():
        for _, ids in batches([corpus], None):
            batch, _, _ = take(corpus, ids, root, pad, 0, None)
            x, tag, name, arcs = model(batch['rows'], batch['lengths'])
            heads = arcs.argmax(-1)
            rel, tag, name = model.rel_scores(x, heads).argmax(-1), tag.argmax(-1), name.argmax(-1)
            for b, i in enumerate(ids):
                s = sentences[i]
                for k in range(len(s['forms'])):
                    h = int(heads[b, k]) == s['heads'][k]
                    right['words'] += 1
                    right['upos'] += tags[tag[b, k]].split('|')[0] == s['tags'][k].split('|')[0]
                    right['uas'] += h
                    right['las'] += h and rels[rel[b, k]].split(':')[0] == s['rels'][k].split(':')[0]
                if 'names' in s:
                    named.append((s['names'], [corpora.NAME_TAGS[t] for t in name[b, :len(s['forms'])].tolist()]))
    model.train()
    return {**{k: round(right[k] / right['words'], 4) for k in ('upos', 'uas', 'las')}, 'names': round(name_f1(named), 4)}


def features_of(tool, words, sentences):
    text = '\n\n'.join('\n'.join(s) for s in sentences) + '\n\n'
    out = words + '.rows'
    done = subprocess.run([tool, 'features', words, out], input=text.encode(), stdout=subprocess.PIPE, check=True)
    rows, root = map(int, done.stdout.split())
    found = numpy.fromfile(out, numpy.int32).reshape(-1, ROWS_MAX)
    os.remove(out)
    found[found < 0] = rows
    return found, rows, root


def in_other_cases(sentences):
    """Some sentences all in small letters, all in capitals, or each word with one; what the teacher said of them stays."""
    random = numpy.random.default_rng(SEED)
    out = []
    for forms in sentences:
        drawn = random.random()
        for share, change in OTHER_CASES:
            if drawn < share:
                forms = [change(f) if len(change(f)) == len(f) else f for f in forms]
                break
            drawn -= share
        out.append(forms)
    return out


def write_words(path, sentences, pieces, lists_folder):
    """The vocabulary of the sentences, for model_tool. Gives the words that have rows."""
    words = vocabulary.choose(collections.Counter(w for s in sentences for w in s), pieces)
    lists = vocabulary.listed_words(lists_folder)
    with open(path, 'w', encoding='utf-8') as file:
        for row, word in enumerate(words):
            file.write(f'{word}\t{row}\t{lists.get(word, 0)}\n')
        for word in sorted(set(lists) - set(words)):
            file.write(f'{word}\t-1\t{lists[word]}\n')
    return words


def new_student(rows, labels, words, pieces, bert, share):
    model = Student(rows, len(labels['tags']), len(labels['rels']), share)
    with numpy.load(f'{bert}/bert.npz') as file:
        first = vocabulary.first_values(words, pieces, file['embeddings/word_embeddings'], WIDTH)
    model.rows.weight.data[:len(words)] = torch.from_numpy(first)
    model.rows.weight.data[rows] = 0
    return model


def new_optimizer(model, rate, steps):
    table = [model.rows.weight]
    others = [p for n, p in model.named_parameters() if not n.startswith('rows')]
    optimizer = torch.optim.AdamW([{'params': table, 'lr': rate, 'weight_decay': 0.0}, {'params': others, 'lr': rate, 'weight_decay': 0.01}],
                                  betas=(0.9, 0.98), fused=True)
    warm = min(400, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, 0.5 * (1 + numpy.cos(numpy.pi * min(1.0, s / steps)))))
    return optimizer, schedule


def learn(model, optimizer, schedule, all_corpora, batch_ids, root, pad, hard_share, random):
    """One step. Gives the loss and how many words it saw."""
    k, ids = batch_ids
    batch, right, soft = take(all_corpora[k], ids, root, pad, 0.1, random)
    with arithmetic():
        loss = loss_of(model, batch, right, soft, hard_share)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_([p for n, p in model.named_parameters() if not n.startswith('rows')], 1.0)
    optimizer.step()
    schedule.step()
    return float(loss.detach()), int(batch['lengths'].sum())


def quantised(weight):
    """int8 and a scale for each output."""
    scale = weight.abs().amax(1).clamp(min=1e-8) / 127
    return torch.round(weight / scale[:, None]).to(torch.int8), scale


def features_in_full(tag):
    """The tag with those features that the word class and the Penn tag settle, as CoNLL-U orders them."""
    upos, xpos, *features = tag.split('|')
    if upos in ('NOUN', 'PROPN'):
        features += {'NN': ['Number=Sing'], 'NNP': ['Number=Sing'], 'NNS': ['Number=Plur'], 'NNPS': ['Number=Plur']}.get(xpos, [])
    if upos in ('ADJ', 'ADV'):
        features += {'JJ': ['Degree=Pos'], 'JJR': ['Degree=Cmp'], 'RBR': ['Degree=Cmp'], 'JJS': ['Degree=Sup'], 'RBS': ['Degree=Sup']}.get(xpos, [])
    if xpos == 'VBZ':
        features += ['Number=Sing', 'Person=3']
    return '|'.join([upos, xpos, *sorted(features, key=str.lower)])


def write(model, folder, n_words, tags, rels):
    rows = model.rows.weight.detach()[:-1]
    scale = float(rows.abs().flatten().kthvalue(int(rows.numel() * 0.99999)).values) / 127
    rows = torch.round(rows / scale).clamp(-127, 127).to(torch.int8)
    weights, scales, biases = [], [], []
    for linear in [*(layer.gates for layer in model.layers), model.arc_dep, model.arc_head, model.pair, model.rel, model.tag, model.name,
                   model.start]:
        w, s = quantised(linear.weight.detach())
        weights.append(w.flatten())
        scales.append(s)
        biases.append(linear.bias.detach() - (START_ODDS if linear is model.start else 0))

    def put(name, data):
        with open(f'{folder}/{name}', 'wb') as file:
            file.write(data)

    put('rows', rows.numpy().tobytes())
    put('weights', torch.cat(weights).numpy().tobytes())
    put('scales', torch.cat(scales).float().numpy().tobytes())
    put('biases', torch.cat(biases).float().numpy().tobytes())
    put('dims', struct.pack('<8IfI', n_words, WIDTH, HIDDEN, LAYERS, ARC, REL, len(tags), len(rels), scale, 0))
    put('tags', ''.join(features_in_full(t) + '\n' for t in tags).encode())
    put('rels', ''.join(r + '\n' for r in rels).encode())


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ('data', 'lists', 'tool', 'bert', 'teacher', 'texts', 'out'):
        ap.add_argument('--' + name, required=True)
    ap.add_argument('--free', action='store_true')
    ap.add_argument('--epochs', type=int, default=16)
    ap.add_argument('--rate', type=float, default=2e-3)
    ap.add_argument('--drop', type=float, default=0.1)
    ap.add_argument('--without', default='', help='texts to leave out, for trying things')
    ap.add_argument('--steps', type=int, default=0, help='stop an epoch after so many steps, for trying things')
    a = ap.parse_args()
    global GUIDE
    GUIDE = 'wikigold' if a.free else 'uner'
    torch.manual_seed(SEED)
    os.makedirs(a.out, exist_ok=True)
    with open(f'{a.teacher}/teacher.json', encoding='utf-8') as file:
        labels = json.load(file)
    tags, rels = labels['tags'], labels['rels']
    index = ({t: i for i, t in enumerate(tags)}, {r: i for i, r in enumerate(rels)})
    pieces = Pieces(f'{a.bert}/pieces.txt')
    gold, dev = corpora.load(a.data, a.free)
    parts = {'train': [s['forms'] for s in gold]}
    for name in ('open', 'more'):
        if os.path.exists(f'{a.texts}/{name}.npz') and name not in a.without.split(','):
            parts[name] = read_words(f'{a.texts}/{name}.words')
    words_file = f'{a.out}/words.tsv'
    words = write_words(words_file, [s for part in parts.values() for s in part], pieces, a.lists)
    all_corpora = []
    for name, sentences in parts.items():
        if name == 'more':
            sentences = in_other_cases(sentences)
        features, rows, root = features_of(a.tool, words_file, sentences)
        soft = None
        if os.path.exists(f'{a.texts}/{name}.npz') and name not in a.without.split(','):
            with numpy.load(f'{a.texts}/{name}.npz') as file:
                soft = {k: file[k] for k in file}
        all_corpora.append(Corpus(sentences, features, soft, gold if name == 'train' else None, index, OPEN_SHARE if name == 'open' else 1.0))
    trees = ['gum-ccby-train'] + ([] if a.free else ['gum-ccbysa-train', 'ewt-train'])
    cut = {name: segments.segments([f'{a.data}/ud/{t}.conllu' for t in files], a.tool) for name, files in (('train', trees), ('dev', ['ewt-dev']))}
    begins = {}
    for name, stretches in cut.items():
        features, rows, root = features_of(a.tool, words_file, [forms for forms, _ in stretches])
        begins[name] = Corpus([forms for forms, _ in stretches], features, share=OPEN_SHARE)
        begins[name].gold['start'] = numpy.concatenate([numpy.array(b, numpy.int16) for _, b in stretches])
    all_corpora.append(begins['train'])
    features, rows, root = features_of(a.tool, words_file, [s['forms'] for s in dev])
    checked = Corpus([s['forms'] for s in dev], features)
    model = new_student(rows, labels, words, pieces, a.bert, a.drop)
    print(f'{len(words)} words, {rows} rows, {sum(p.numel() for n, p in model.named_parameters() if not n.startswith("rows"))} parameters, '
          f'{[int(c.starts[-1]) for c in all_corpora]} words to learn from', flush=True)
    per_epoch = len(batches(all_corpora, numpy.random.default_rng(0)))
    if a.steps:
        per_epoch = min(per_epoch, a.steps)
    optimizer, schedule = new_optimizer(model, a.rate, per_epoch * a.epochs + 10)
    begin, kept = 0, f'{a.out}/student.part'
    if os.path.exists(kept):
        state = torch.load(kept, weights_only=False)
        model.load_state_dict(state['model'])
        optimizer.load_state_dict(state['optimizer'])
        schedule.load_state_dict(state['schedule'])
        begin = state['epoch']
    model.train()
    for epoch in range(begin, a.epochs):
        torch.manual_seed(SEED + epoch)
        random = numpy.random.default_rng(SEED + epoch)
        started, sum_loss, seen = time.time(), 0.0, 0
        todo = batches(all_corpora, random)[:per_epoch]
        for batch_ids in todo:
            loss, count = learn(model, optimizer, schedule, all_corpora, batch_ids, root, rows, 0.5 if all_corpora[0].soft is not None else 1.0, random)
            sum_loss, seen = sum_loss + loss, seen + count
        took = time.time() - started
        print(f'epoch {epoch + 1}/{a.epochs} loss {sum_loss / len(todo):.4f} {check(model, checked, dev, tags, rels, root, rows)} '
              f'starts {check_starts(model, begins["dev"], root, rows)} '
              f'{took:.0f} s, {seen / took:.0f} words/s', flush=True)
        torch.save({'model': model.state_dict(), 'optimizer': optimizer.state_dict(), 'schedule': schedule.state_dict(), 'epoch': epoch + 1}, kept)
    write(model, a.out, len(words), tags, rels)
    os.remove(kept)


if __name__ == '__main__':
    main()

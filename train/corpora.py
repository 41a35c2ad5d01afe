"""The annotated texts that the language model is trained on, as lists of sentences.

A sentence is a dict of equally long lists: `forms`; where it has trees `tags`, `heads` (0 is the root) and `rels`; where it has
names `names` (IOB2 over PER, LOC, ORG) and `guide`, the guideline that they follow. Sources and licences: docs/models.md.
"""
import lzma
import os
import re

NAME_KINDS = ('PER', 'LOC', 'ORG')
NAME_TAGS = ['O'] + [f'{bio}-{kind}' for kind in NAME_KINDS for bio in 'BI']
TAG_FEATURES = ('Mood', 'VerbForm', 'Tense', 'Voice')
GUM_KINDS = {'person': 'PER', 'place': 'LOC', 'organization': 'ORG'}


def open_text(path):
    if os.path.exists(path + '.xz'):
        return lzma.open(path + '.xz', 'rt', encoding='utf-8', newline='')
    return open(path, encoding='utf-8', newline='')


def blocks(path):
    """The lines of each sentence, without their ends."""
    lines = []
    with open_text(path) as file:
        for line in file:
            line = line.rstrip('\r\n')
            if line:
                lines.append(line)
            elif lines:
                yield lines
                lines = []
    if lines:
        yield lines


def tag_of(columns):
    """One tag for word class, Penn tag and the features that tell a finite verb, an imperative, an infinitive, a passive."""
    features = dict(f.split('=', 1) for f in columns[5].split('|') if '=' in f)
    return '|'.join([columns[3], columns[4], *(f'{k}={features[k]}' for k in TAG_FEATURES if k in features)])


def read_conllu(path):
    sentences = []
    for lines in blocks(path):
        words = [line.split('\t') for line in lines if line[0] != '#']
        words = [w for w in words if w[0].isdigit()]
        if not words:
            continue
        sentences.append({
            'forms': [w[1] for w in words],
            'tags': [tag_of(w) for w in words],
            'heads': [int(w[6]) for w in words],
            'rels': [w[7] for w in words],
            'entities': [dict(f.split('=', 1) for f in w[9].split('|') if '=' in f).get('Entity', '') for w in words],
        })
    return sentences


def read_iob2(path, guide):
    sentences = []
    for lines in blocks(path):
        words = [line.split('\t') for line in lines if line[0] != '#']
        if words:
            sentences.append({'forms': [w[1] for w in words], 'names': well_formed([w[2] for w in words]), 'guide': guide})
    return sentences


def well_formed(tags):
    """Only the kinds that count, each name beginning with B-."""
    out, last = [], 'O'
    for tag in tags:
        kind = tag[2:]
        if kind not in NAME_KINDS:
            tag = 'O'
        elif tag[0] == 'I' and last[2:] != kind:
            tag = 'B-' + kind
        out.append(tag)
        last = tag
    return out


def add_uner(sentences, named):
    """Names of UNER EWT onto EWT's sentences, where the words of both versions are the same."""
    at = {}
    for sentence in named:
        at.setdefault(tuple(sentence['forms']), sentence['names'])
    for sentence in sentences:
        names = at.get(tuple(sentence['forms']))
        if names:
            sentence['names'], sentence['guide'] = names, 'uner'


def add_gum_names(sentences):
    """Names out of GUM's mentions: the proper nouns around a mention's head, where it is a person, a place or an organization."""
    for sentence in sentences:
        n = len(sentence['forms'])
        names, open_mentions, spans = ['O'] * n, [], []
        for i, text in enumerate(sentence['entities']):
            for part in re.findall(r'\([^()]*\)?|[^()]*\)', text):
                fields = part.strip('()').split('-')
                if part[0] == '(' and len(fields) > 4:
                    if part[-1] == ')':
                        spans.append((i, i, fields))
                    else:
                        open_mentions.append((i, fields))
                elif part[0] != '(':
                    for k in range(len(open_mentions) - 1, -1, -1):
                        if open_mentions[k][1][0] == fields[0]:
                            spans.append((open_mentions[k][0], i, open_mentions[k][1]))
                            del open_mentions[k]
                            break
        for first, last, fields in sorted(spans, key=lambda s: s[1] - s[0]):
            kind = GUM_KINDS.get(fields[1])
            heads = [h for h in range(first, last + 1) if not first + 1 <= sentence['heads'][h] <= last + 1]
            proper = [t.split('|')[1].startswith('NNP') for t in sentence['tags']]
            if not kind or not heads or not proper[heads[0]]:
                continue
            a = b = heads[0]
            while a > first and proper[a - 1]:
                a -= 1
            while b < last and proper[b + 1]:
                b += 1
            if kind == 'ORG' and b + 2 <= last and sentence['forms'][b + 1] == 'of' and proper[b + 2]:
                b += 2
                while b < last and proper[b + 1]:
                    b += 1
            if all(names[k] == 'O' for k in range(a, b + 1)):
                names[a:b + 1] = ['B-' + kind] + ['I-' + kind] * (b - a)
        sentence['names'], sentence['guide'] = names, 'gum'


def load(data, free):
    """(sentences to train on, sentences to check on). `free`: only what may ship without share-alike."""
    ud, names = os.path.join(data, 'ud'), os.path.join(data, 'names')
    train = read_conllu(f'{ud}/gum-ccby-train.conllu')
    if not free:
        train += read_conllu(f'{ud}/gum-ccbysa-train.conllu')
    add_gum_names(train)
    dev = read_conllu(f'{ud}/ewt-dev.conllu')
    add_uner(dev, read_iob2(f'{names}/uner-ewt-dev.iob2', 'uner'))
    if not free:
        ewt = read_conllu(f'{ud}/ewt-train.conllu')
        named = read_iob2(f'{names}/uner-ewt-train.iob2', 'uner')
        add_uner(ewt, named)
        have = {tuple(s['forms']) for s in ewt if 'names' in s}
        train += ewt
        train += [s for s in named if tuple(s['forms']) not in have]
    train += read_iob2(f'{names}/wikigold.iob2', 'wikigold')
    return train, dev

"""Clauses as train/act_tool.c prints them, and the acts that annotators gave them."""
import glob
import json
import os
import re
import subprocess
import zlib

import numpy

ACTS = ('commitment', 'call', 'position', 'assessment', 'inform', 'discussion', 'announcement', 'expression')
FOLDS = 5
WORD = re.compile(r'\w+')


class Clause:
    """A clause that the reader finds: its text, who says it and by what word, features, the network's states; `act` where it is annotated."""

    def __init__(self, path, raw, fields):
        start, end, *spans = map(int, fields[1:8])
        self.path = path
        self.span = len(raw[:start].decode(errors='ignore')), len(raw[:end].decode(errors='ignore'))
        self.text = raw[start:end].decode(errors='ignore')
        self.source = raw[spans[0]:spans[1]].decode(errors='ignore')
        self.cue = raw[spans[2]:spans[3]].decode(errors='ignore')
        if not self.cue:
            self.source = 'Both sides' if spans[4] else 'I'
        self.features = fields[8].split(' ')
        self.states = numpy.frombuffer(bytes.fromhex(fields[9]), numpy.int8)
        self.act = None


def read(tool, data, paths):
    """The language model's identity, and the clauses of text files, path by path."""
    done = subprocess.run([tool, data, *paths], stdout=subprocess.PIPE, encoding='utf-8', check=True)
    lines, found, raw = done.stdout.splitlines(), {}, {}
    for line in lines[1:]:
        fields = line.split('\t')
        path = fields[0]
        if path not in raw:
            with open(path, 'rb') as file:
                raw[path] = file.read()
        found.setdefault(path, []).append(Clause(path, raw[path], fields))
    return lines[0].split('\t')[1], found


def number_of(path):
    """"10a" of 10a-daily-paper.txt."""
    return os.path.basename(path).split('-')[0].split('.')[0]


def fold_of(path):
    """Which fold a document is in: the same wherever it is asked, and for all versions of one report, by its number."""
    return zlib.crc32(number_of(path).rstrip('abcdefghij').encode()) % FOLDS


def words(text, start, end):
    return {m.start() for m in WORD.finditer(text, start, end)}


def gold_of(path, text):
    """(places of the words, act) of each annotated clause."""
    with open(path, encoding='utf-8') as file:
        clauses = json.load(file)['clauses']
    for clause in clauses:
        parts, at, spans = clause['quote'].split(' … '), -1, set()
        for _ in range(clause.get('occurrence', 1)):
            at = text.index(parts[0], at + 1)
        for part in parts:
            at = text.index(part, at)
            spans |= words(text, at, at + len(part))
            at += len(part)
        yield spans, clause['act']


def annotations_of(folders):
    """{text: annotation} of folders with texts/ and a/; where one, or what it is in, has a file `tuned`, it lists which may be learned from."""
    paths = {}
    for folder in folders:
        tuned = None
        for place in (f'{folder}/tuned', f'{folder}/../tuned'):
            if tuned is None and os.path.exists(place):
                with open(place, encoding='utf-8') as file:
                    tuned = file.read().split()
        for text in sorted(glob.glob(f'{folder}/texts/*.txt')):
            number = number_of(text)
            annotation = f'{folder}/a/{number}.json'
            if os.path.exists(annotation) and (tuned is None or number.rstrip('abcdefghij') in tuned):
                paths[text] = annotation
    return paths


def annotated(tool, data, folders):
    """The language model's identity, and the clauses that are annotated too: half the words in common, the most alike first."""
    paths = annotations_of(folders)
    model, found = read(tool, data, list(paths))
    out = []
    for path, annotation in paths.items():
        with open(path, encoding='utf-8') as file:
            text = file.read()
        gold, clauses = list(gold_of(annotation, text)), found.get(path, [])
        scored = []
        for k, clause in enumerate(clauses):
            own = words(text, *clause.span)
            scored += [(2 * len(own & g) / max(1, len(own) + len(g)), k, i) for i, (g, _) in enumerate(gold)]
        used, taken = set(), set()
        for dice, k, i in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
            if dice >= 0.5 and k not in used and i not in taken:
                used.add(k)
                taken.add(i)
                clauses[k].act = ACTS.index(gold[i][1])
                out.append(clauses[k])
    return model, out

"""Stretches of text that the tokeniser's rules take for one sentence, and where in them sentences begin in truth."""
import subprocess

import corpora


def documents(path):
    """For each document its text, and the offsets, in characters without white space, at which its sentences begin."""
    docs = []
    for lines in corpora.blocks(path):
        comments = [line for line in lines if line[0] == '#']
        if not docs or any(c.startswith('# newdoc') for c in comments):
            docs.append(['', [], 0])
        doc = docs[-1]
        if doc[0] and any(c.startswith('# newpar') for c in comments):
            doc[0] = doc[0].rstrip() + '\n\n'
        doc[1].append(doc[2])
        inside = 0
        for line in lines:
            columns = line.split('\t')
            if line[0] == '#' or '.' in columns[0]:
                continue
            if '-' in columns[0]:
                inside = int(columns[0].split('-')[1])
            elif int(columns[0]) <= inside:
                continue
            doc[0] += columns[1] + ('' if 'SpaceAfter=No' in columns[9].split('|') else ' ')
            doc[2] += len(''.join(columns[1].split()))
    return [(text.strip(), starts) for text, starts, _ in docs]


def segments(paths, tool):
    """(words, for each whether a sentence begins there) of each stretch."""
    docs = [d for path in paths for d in documents(path)]
    text = '\f'.join(d[0].replace('\f', ' ') for d in docs)
    done = subprocess.run([tool, 'tokens'], input=text.encode(), stdout=subprocess.PIPE, check=True)
    stretches = iter([b.split('\n') for b in done.stdout.decode().split('\n\n') if b.strip()])
    out = []
    for text, starts in docs:
        starts, at, end = set(starts), 0, len(''.join(text.split()))
        while at < end:
            forms = next(stretches)
            begins = []
            for form in forms:
                begins.append(int(at in starts))
                at += len(''.join(form.split()))
            begins[0] = 0
            out.append((forms, begins))
    return out

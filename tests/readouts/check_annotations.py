#!/usr/bin/env python3
"""Slips in annotations of reports: is each well formed, is each of its quotes in the text?

usage: check_annotations.py FOLDER NN…      FOLDER has the NN.json, the folder `texts` beside it the reports
"""
import glob
import json
import pathlib
import sys

ACTS = {'commitment', 'call', 'position', 'assessment', 'inform', 'discussion', 'announcement', 'expression'}
STRENGTHS = {None, 'explore', 'hope', 'willing', 'will', 'agreed', 'hopes', 'should', 'urges', 'must', 'notes', 'attaches importance', 'supports',
             'firmly supports'}


def slips_of_quote(clause, text):
    parts, at = clause['quote'].split(' … '), 0
    for part in parts:
        found = text.find(part, at)
        if found < 0:
            yield f'not in the text, or not in this order: {part!r}'
            return
        at = found + len(part)
    if text.count(parts[0]) > 1 and 'occurrence' not in clause:
        yield f'stands there more than once, "occurrence" has to say which it is: {parts[0]!r}'


def slips_of(clause, text):
    yield from slips_of_quote(clause, text)
    if not isinstance(clause.get('speakers'), list):
        yield 'speakers is no list'
    for field, words in (('act', ACTS), ('stance', {None, 'support', 'oppose'}), ('strength', STRENGTHS)):
        if clause.get(field) not in words:
            yield f'{field} {clause.get(field)!r}'
    if not isinstance(clause.get('negated'), bool):
        yield 'negated is neither true nor false'
    for field in ('source', 'cue'):
        if clause.get(field) and any(part not in text for part in clause[field].split(' … ')):
            yield f'{field} not in the text: {clause[field]!r}'


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    folder, slips, total = pathlib.Path(sys.argv[1]).resolve(), 0, 0
    for number in sys.argv[2:]:
        (path,) = glob.glob(f'{folder.parent}/texts/{number}*.txt')
        text = pathlib.Path(path).read_text(encoding='utf-8')
        clauses = json.loads((folder / f'{number}.json').read_text(encoding='utf-8'))['clauses']
        total += len(clauses)
        for k, clause in enumerate(clauses):
            for slip in slips_of(clause, text):
                slips += 1
                print(f'{number}, clause {k}: {slip}')
    print(f'{total} clauses, {slips} slips')
    sys.exit(slips > 0)


if __name__ == '__main__':
    main()

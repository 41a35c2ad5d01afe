#!/usr/bin/env python3
"""Reports of one event laid over each other, held against an annotation of the forty readouts and their versions.

usage: check_versions.py --readout BIN [--numbers FILE] [--originals FOLDER --versions FOLDER] [-v]
       FILE names the originals (tuned, untuned); all without it. The forty and `versions` without folders; versions-2 are of the
       reports in data/annotations/readouts-4.

All reports of the numbers are grouped and put into a record at once. Printed:
  derivation   of the pairs of reports of one event the share with the right kind (no line: independent), over all of them and over those that derive;
               of those rightly derived with a direction the share with the right one; F1 of each kind
  events       B-cubed F1 of the first event of each report
  alignment    F1 over pairs of clauses of different reports that are one statement, among the annotated clauses that the reader found; beside it the
               best that pairing by Jaccard over words does, one to one, at any one threshold; both again over pairs of reports independent of each other
"""
import argparse
import collections
import itertools
import json
import os
import pathlib
import re
import subprocess
import tempfile

from check_readouts import ENOUGH, WORD, annotated, words_in

HERE = pathlib.Path(__file__).resolve().parent


def rows(path):
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]


def number_of(report):
    return re.match(r"\d+", report).group()


def gather(numbers, folders):
    """report -> (path, text, clauses); each folder has `texts`, and `a` with what is said in them"""
    out = {}
    for folder in folders:
        gold = folder / "a"
        for path in sorted((folder / "texts").glob("*.txt")):
            report = path.name.split("-")[0]
            if number_of(report) in numbers:
                text = path.read_text(encoding="utf-8")
                out[report] = (str(path), text, annotated(gold / f"{report}.json", text))
    return out


def lines_of(command, **options):
    done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE, encoding="utf-8", check=True, **options)
    return [json.loads(line) for line in done.stdout.splitlines()]


def record_of(readout, paths):
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, "record.db")
        subprocess.run([readout, "add", "--quiet", "--record", record, *paths], check=True)
        return lines_of([readout, "export", "--record", record])


def derivations(reports, record, name, relations, verbose):
    found = {}
    for line in record:
        if line["type"] == "derivation":
            a, b = name[line["a"]], name[line["b"]]
            found[a, b] = (line["kind"], line["direction"])
            found[b, a] = (line["kind"], {"a-from-b": "b-from-a", "b-from-a": "a-from-b"}.get(line["direction"], line["direction"]))
    right = collections.Counter()
    kinds = collections.defaultdict(collections.Counter)
    for a, b, kind, way, *_ in relations:
        said, said_way = found.get((a, b), ("independent", "none"))
        same = said == kind
        for part in ("all",) + (("derived",) if kind != "independent" else ()):
            right[part, "n"] += 1
            right[part, "right"] += same
        if same and way != "none":
            right["way", "n"] += 1
            right["way", "right"] += said_way == way
        kinds[kind]["gold"] += 1
        kinds[said]["said"] += 1
        kinds[kind]["both"] += same
        if verbose and not (same and (way == "none" or way == said_way)):
            print(f"  {a} {b}: {kind} {way}, read as {said} {said_way}")
    share = lambda part: right[part, "right"] / max(1, right[part, "n"])
    print(f"derivation: {right['all', 'n']} pairs, right kind {share('all'):.3f}; {right['derived', 'n']} derived, right {share('derived'):.3f}; "
          f"right way {share('way'):.3f}")
    print("  " + "; ".join(f"{k} {2 * c['both'] / max(1, c['gold'] + c['said']):.3f} of {c['gold']}" for k, c in sorted(kinds.items())))


def events(grouped, reports, gold, verbose):
    by_path = {path: report for report, (path, _, _) in reports.items()}
    first = {by_path[g["id"]]: (g["events"] or [g["id"]])[0] for g in grouped if "type" not in g}
    names = sorted(reports)
    clusters, labels = collections.Counter(first[r] for r in names), collections.Counter(gold[r] for r in names)
    both = collections.Counter((first[r], gold[r]) for r in names)
    precision = sum(both[first[r], gold[r]] / clusters[first[r]] for r in names) / len(names)
    recall = sum(both[first[r], gold[r]] / labels[gold[r]] for r in names) / len(names)
    print(f"events: {len(names)} reports of {len(labels)} events, B3 P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.4f}")
    for (c, e), n in sorted(both.items(), key=str):
        if verbose and (clusters[c] > n or labels[e] > n):
            print(f"  {e}: {' '.join(r for r in names if first[r] == c and gold[r] == e)} in {c}")


def found_clauses(reports, record, name):
    """(report, index of the annotated clause) -> ids of statements whose evidence it is; by the words they have in common."""
    out = collections.defaultdict(set)
    shares = collections.defaultdict(list)
    for line in record:
        if line["type"] != "statement":
            continue
        for evidence in line["evidence"]:
            report = name[evidence["report"]]
            _, text, clauses = reports[report]
            words = words_in(text, evidence["spans"])
            for i, clause in enumerate(clauses):
                dice = 2 * len(words & clause["words"]) / max(1, len(words) + len(clause["words"]))
                if dice >= ENOUGH:
                    shares[report, i].append((dice, line["id"]))
    for key, of in shares.items():
        most = max(dice for dice, _ in of)
        out[key] = {statement for dice, statement in of if dice == most}
    return out


def jaccard(a, b):
    a, b = ({w.lower() for w in WORD.findall(t)} for t in (a, b))
    return len(a & b) / max(1, len(a | b))


def baseline(reports, pairs_of_reports, keys, gold):
    """Best F1 over all thresholds of pairing clauses one to one by Jaccard, and its threshold."""
    scored = []
    for a, b in pairs_of_reports:
        of = lambda r: [k for k in keys if k[0] == r]
        for x, y in itertools.product(of(a), of(b)):
            scored.append((jaccard(reports[a][2][x[1]]["text"], reports[b][2][y[1]]["text"]), x, y))
    best = (0, 0)
    for cut in (c / 20 for c in range(1, 20)):
        used, said = set(), set()
        for score, x, y in sorted(scored, key=lambda t: (-t[0], t[1], t[2])):
            if score < cut:
                break
            if (x, y[0]) not in used and (y, x[0]) not in used:
                used |= {(x, y[0]), (y, x[0])}
                said.add(frozenset((x, y)))
        best = max(best, (f1(said, gold), cut))
    return best


def f1(said, gold):
    return 2 * len(said & gold) / max(1, len(said) + len(gold))


def alignment(reports, record, name, statements, relations, verbose):
    found = found_clauses(reports, record, name)
    gold_all = set()
    for _, members in statements:
        keys = [(m.split(":")[0], int(m.split(":")[1])) for m in members.split()]
        gold_all |= {frozenset(p) for p in itertools.combinations(keys, 2) if p[0][0] != p[1][0]}
    for what, kinds in (("all", None), ("independent", {"independent"})):
        pairs_of_reports = [(a, b) for a, b, kind, *_ in relations if kinds is None or kind in kinds]
        among = {frozenset(p) for p in pairs_of_reports}
        gold = {p for p in gold_all if all(k in found for k in p) and frozenset(k[0] for k in p) in among}
        said = set()
        for a, b in pairs_of_reports:
            for x, y in itertools.product([k for k in found if k[0] == a], [k for k in found if k[0] == b]):
                if found[x] & found[y]:
                    said.add(frozenset((x, y)))
        base, cut = baseline(reports, pairs_of_reports, list(found), gold)
        p, r = len(said & gold) / max(1, len(said)), len(said & gold) / max(1, len(gold))
        print(f"alignment, {what}: {len(gold)} pairs of clauses, P {p:.3f} R {r:.3f} F1 {f1(said, gold):.3f}; Jaccard at {cut:.2f}: {base:.3f}")
        if verbose:
            for kind, some in (("missed", gold - said), ("too much", said - gold)):
                for pair in sorted(some, key=lambda p: sorted(p)):
                    x, y = sorted(pair)
                    print(f"  {kind}: {x[0]}:{x[1]} {reports[x[0]][2][x[1]]['text'][:110]!r} | {y[0]}:{y[1]} {reports[y[0]][2][y[1]]['text'][:110]!r}")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--readout", required=True)
    ap.add_argument("--numbers")
    ap.add_argument("--originals", type=pathlib.Path, default=HERE)
    ap.add_argument("--versions", type=pathlib.Path, default=HERE / "versions")
    ap.add_argument("-v", action="store_true")
    a = ap.parse_args()
    gold = dict(r[:2] for r in rows(a.versions / "events.tsv"))
    numbers = set(pathlib.Path(a.numbers).read_text().split()) if a.numbers else {number_of(r) for r in gold}
    reports = gather(numbers, (a.originals, a.versions))
    paths = [path for path, _, _ in reports.values()]
    record = record_of(a.readout, paths)
    by_path = {path: report for report, (path, _, _) in reports.items()}
    name = {line["id"]: by_path[line["source"]] for line in record if line["type"] == "report"}
    relations = [r for r in rows(a.versions / "relations.tsv") if r[0] in reports]
    derivations(reports, record, name, relations, a.v)
    events(lines_of([a.readout, "group", "--quiet", *paths]), reports, gold, a.v)
    alignment(reports, record, name, [r for r in rows(a.versions / "statements.tsv") if r[1].split(":")[0] in reports], relations, a.v)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Who did what to whom: F1 of `readout read`'s PLOVER events with a bootstrap interval.

usage: plover_interval.py --readout BIN [--rounds 2000] [--seed 1] DATA

DATA is JSON Lines (or .xz of it) in the form of PLOVER's gold standard records: "id", "text", "date", "plover" (the type), "actors" and
"recipients" with "code". Of each record the distinct triples of actor's country, recipient's country and type are compared; without recipients the
actors are among themselves. Older names of types and codes are read as today's. Records are drawn anew with replacement, so the interval says how
far the figure depends on which records happen to be in the set.
"""
import argparse
import json
import lzma
import random
import subprocess

TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
CODES = {"JAP": "JPN", "ROM": "ROU", "SCG": "SRB", "YUG": "SRB", "PAL": "PSE", "TMP": "TLS", "ZAR": "COD"}


def records_of(path):
    with (lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")) as file:
        return [json.loads(line) for line in file if line.strip()]


def triples(actors, recipients, kind):
    def country(actor):
        code = (actor.get("code") or "")[:3].upper()
        return CODES.get(code, code)

    sources = {country(a) for a in actors}
    targets = {country(a) for a in recipients} or sources
    kind = TYPES.get(kind.upper(), kind.upper())
    return {(s, t, kind) for s in sources for t in targets if s != t or len(sources) == 1}


def counts(record, events):
    gold = triples(record["actors"], record["recipients"], record["plover"])
    found = set().union(*(triples(e["actors"], e["recipients"], e["type"]) for e in events)) if events else set()
    return len(gold & found), len(found), len(gold)


def f1(rows):
    right, found, gold = (sum(column) for column in zip(*rows))
    return 2 * right / (found + gold) if found + gold else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--readout", required=True)
    parser.add_argument("--rounds", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    records = records_of(options.data)
    lines = [json.dumps({k: r[k] for k in ("id", "text", "date") if r.get(k)}, ensure_ascii=False) for r in records]
    run = subprocess.run([options.readout, "read", "-"], input="\n".join(lines), stdout=subprocess.PIPE, encoding="utf-8", check=True)
    answers = {row["id"]: row.get("events", []) for row in map(json.loads, run.stdout.splitlines())}
    rows = [counts(record, answers.get(record["id"], [])) for record in records]
    draw = random.Random(options.seed)
    rounds = sorted(f1(draw.choices(rows, k=len(rows))) for _ in range(options.rounds))
    low, high = rounds[int(0.025 * len(rounds))], rounds[int(0.975 * len(rounds))]
    print(f"{len(records)} records, F1 {f1(rows):.3f}, 95 % interval {low:.3f} to {high:.3f} ({options.rounds} rounds)")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""record_cases.py --readout BIN --data FOLDER FILE: holds what reports of one event say together against what a case file says.

A case is lines, a blank line between two cases:

  # a comment
  r OUTLET | YYYY-MM-DD          a report begins: its outlet, and its day or `-`
  i a paragraph of it (several make several paragraphs)
  x FIELD: VALUE = OUTLET, OUTLET | *VALUE = OUTLET      all discrepancies, sorted; an asterisk before the best value; `x -` for none;
                                                        FIELD in OUTLET for one within a report
  a KIND OUTLET: words           the statement with these words has that absence
  n NAME = NAME, NAME            one entity has these names
  d KIND: OUTLET from OUTLET     how two reports relate; `d KIND: OUTLET, OUTLET` where neither comes from the other
  q FIELD: QUOTE                 these words are where an event's date, place or kind is said
  s N                            so many statements
  e N                            so many told events (one, where no such line stands)
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile


def cases(path):
    reports, wanted, first = [], [], 1
    for number, line in enumerate([*open(path, encoding="utf-8"), "\n"], 1):
        mark, rest = line[:1], line[2:].strip()
        if not line.strip():
            if reports:
                yield first, reports, wanted
            reports, wanted, first = [], [], number + 1
        elif mark == "r":
            outlet, date = (part.strip() for part in rest.split("|"))
            reports.append({"outlet": outlet, "date": date, "text": []})
        elif mark == "i":
            reports[-1]["text"].append(rest)
        elif mark in "xandqse":
            wanted.append((mark, rest))
        elif mark != "#":
            raise SystemExit(f"{path}:{number}: no line of a case: {line.strip()!r}")


def record_of(readout, environment, reports):
    lines = []
    for report in reports:
        item = {"id": report["outlet"], "outlet": report["outlet"], "title": "Press release", "text": "\n\n".join(report["text"])}
        if report["date"] != "-":
            item["date"] = report["date"]
        lines.append(json.dumps(item))
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, "record.db")
        subprocess.run([readout, "add", "--quiet", "--record", record, "-"], input="\n".join(lines) + "\n", encoding="utf-8", check=True, env=environment)
        done = subprocess.run([readout, "export", "--record", record], stdout=subprocess.PIPE, encoding="utf-8", check=True, env=environment)
    out = {}
    for line in done.stdout.splitlines():
        entry = json.loads(line)
        out.setdefault(entry["type"], []).append(entry)
    return out


def discrepancies(record):
    outlet = {r["id"]: r["outlet"] for r in record["report"]}
    name = {e["id"]: e["name"] for e in record.get("entity", [])}
    found = []
    for d in record.get("discrepancy", []):
        values = []
        for v in d["values"]:
            star = "*" if v["value"] == d["best"] else ""
            values.append(f"{star}{name.get(v['value'], v['value'])} = {', '.join(sorted(outlet[r] for r in v['reports']))}")
        within = f" in {outlet[d['report']]}" if d["report"] else ""
        found.append(f"{d['field']}{within}: {' | '.join(sorted(values, key=lambda v: v.lstrip('*')))}")
    return sorted(found) or ["-"]


def has_absence(record, wanted):
    kind, rest = wanted.split(" ", 1)
    outlet, words = (part.strip() for part in rest.split(":", 1))
    ids = {r["id"] for r in record["report"] if r["outlet"] == outlet}
    return any(words in s["content"] and any(a["kind"] == kind and a["report"] in ids for a in s["absence"]) for s in record.get("statement", []))


def has_names(record, wanted):
    name, others = (part.strip() for part in wanted.split("=", 1))
    names = {name, *(other.strip() for other in others.split(","))}
    return any(names <= {e["name"], *e["aliases"]} for e in record.get("entity", []))


def has_derivation(record, wanted):
    kind, between = (part.strip() for part in wanted.split(":", 1))
    outlet = {r["id"]: r["outlet"] for r in record["report"]}
    ends = tuple(end.strip() for end in between.split(" from " if " from " in between else ","))
    for d in record.get("derivation", []):
        a, b = outlet[d["a"]], outlet[d["b"]]
        found = {"a-from-b": (a, b), "b-from-a": (b, a)}.get(d["direction"])
        if d["kind"] == kind and (found == ends if " from " in between else found is None and {a, b} == set(ends)):
            return True
    return False


def has_quote(record, wanted):
    field, quote = (part.strip() for part in wanted.split(":", 1))
    return any(quote == e["quote"] and e["field"] == field for event in record.get("event", []) for e in event["evidence"])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--readout", required=True)
    ap.add_argument("--data", required=True)
    ap.add_argument("file")
    args = ap.parse_args()
    environment = dict(os.environ, READOUT_DATA=args.data)
    n = failed = 0
    for line, reports, wanted in cases(args.file):
        record = record_of(args.readout, environment, reports)
        want, got = sorted(rest for mark, rest in wanted if mark == "x"), discrepancies(record)
        wrong = [f"  wanted {w}" for w in want if w not in got] + [f"  got    {g}" for g in got if g not in want] if want else []
        wrong += [f"  no absence {rest}" for mark, rest in wanted if mark == "a" and not has_absence(record, rest)]
        wrong += [f"  no entity is called {rest}" for mark, rest in wanted if mark == "n" and not has_names(record, rest)]
        wrong += [f"  not derived: {rest}" for mark, rest in wanted if mark == "d" and not has_derivation(record, rest)]
        wrong += [f"  not where it is said: {rest}" for mark, rest in wanted if mark == "q" and not has_quote(record, rest)]
        said = len(record.get("statement", []))
        wrong += [f"  {said} statements, wanted {rest}" for mark, rest in wanted if mark == "s" and said != int(rest)]
        events = [int(rest) for mark, rest in wanted if mark == "e"] or [1]
        told = sum(1 for e in record.get("event", []) if e["reports"] and e["status"] == "held")
        if told != events[0]:
            wrong.append(f"  {told} told events, wanted {events[0]}")
        n += 1
        failed += bool(wrong)
        if wrong:
            print(f"{args.file}:{line}:", *wrong, sep="\n")
    print(f"{args.file}: {n} cases, {failed} failed")
    sys.exit(n == 0 or failed > 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Nothing is concluded without an explanation: `readout explain ID` gives reasons for every line of a record.

usage: explained_record.py --readout BIN --data DIR --reports DIR...

Reads the first folder, in two orders; adds the others after some decisions.

Fails where
- an event's kind, status, date, place, parties or one of its reports has no reason; an origin's report; a derivation's kind, coverage or direction;
  a statement's evidence, act, content, one of its speakers, or what is said of a report's silence; a discrepancy's field, a value of it or which is best; a
  formulation's phrase, a use or a change; a commitment's status, deadline or a later event that follows it; an entity's name or one of its aliases;
- a reason lacks its rule, quotes what does not stand at its spans, speaks of what the record does not have, or names an entry that its list does not hold;
- the weights that a reason shows do not come to the likelihood that it shows;
- explaining changes the record, or gives other bytes for one line alone, or after the reports were added in another order;
- what a person decided is not said where it counts.
At the end the explanation is spoiled in each of these ways, and has to be found out.
"""
import argparse
import collections
import copy
import json
import math
import os
import subprocess
import sys
import tempfile

from explained import Lists

KINDS = ("event", "origin", "entity", "statement", "derivation", "discrepancy", "formulation", "commitment")


class Command:
    def __init__(self, args, folder):
        self.readout, self.folder = args.readout, folder
        self.env = dict(os.environ, READOUT_DATA=args.data, READOUT_WHO="a person")

    def run(self, record, *words):
        done = subprocess.run([self.readout, words[0], "--record", os.path.join(self.folder, record + ".db"), *words[1:]], env=self.env, capture_output=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(words)[:200]}: status {done.returncode}: {done.stderr.decode()}")
        return done.stdout


class Record:
    """An export, and the explanation of all of its lines."""

    def __init__(self, command, name):
        self.export = command.run(name, "export")
        self.lines = collections.defaultdict(dict)
        for line in map(json.loads, self.export.splitlines()):
            self.lines[line["type"]][line.get("id") or line.get("statement")] = line
        self.texts = {r["id"]: r["text"] for r in self.lines["report"].values()}
        self.known = {i for kind in self.lines.values() for i in kind}
        self.ids = list(dict.fromkeys(i for kind in KINDS for i in self.lines[kind]))
        self.explained = command.run(name, "explain", "--json", *self.ids).splitlines(keepends=True)
        self.reasons = {}
        for line in map(json.loads, self.explained):
            self.reasons[line["of"], line["id"]] = line["reasons"]


def reports_named(reason):
    return set(reason["about"]) | {e["report"] for e in reason["evidence"]}


def spoken(evidence):
    return evidence["report"], json.dumps(evidence["spans"])


def wanted_of_event(line, of):
    told = of("reports") + of("mentions")
    for report in line["reports"] + line["mentioned_in"]:
        yield f"report {report}", any(report in reports_named(r) for r in told)
    yield "kind", any(r["gives"] == line["kind"] for r in of("kind"))
    if line["name"]:
        yield "name", any(r["gives"] == line["name"] for r in of("name"))
    yield "status", any(r["gives"] == line["status"] for r in of("status"))
    if line["date"]["from"]:
        yield "date", bool(of("date"))
    if line["place"]:
        yield "place", any(r["gives"] == line["place"][0] for r in of("place"))
    for party in line["parties"]:
        yield f"party {party['person'] or party['of']}", any(r["gives"] == (party["person"] or party["of"]) for r in of("parties"))
    if line["occasion"]:
        yield "occasion", any(line["occasion"] in r["about"] for r in of("occasion"))
    if line["requested_by"]:
        yield "requested_by", any(r["gives"] == line["requested_by"] for r in of("requested_by"))


def wanted_of_origin(line, of):
    for report in line["reports"]:
        yield f"report {report}", any(report in reports_named(r) for r in of("reports"))
    yield "side", any(r["gives"] == line["side"] for r in of("side"))
    yield "name", any(r["gives"] == line["name"] for r in of("name"))


def wanted_of_entity(line, of):
    renamed = any(r["gives"].endswith(": " + line["name"]) for r in of("decided"))
    yield "name", any((r["gives"] == line["name"] or renamed) and len(r["evidence"]) == len(line["evidence"]) for r in of("name"))
    names = {name for r in of("names") for name in r["gives"].split("; ")}
    if line["evidence"]:
        yield "names", bool(names)
    for alias in line["aliases"]:
        yield f"alias {alias}", alias in names
    yield "kind", any(r["gives"] == line["kind"] for r in of("kind"))


def wanted_of_statement(line, of):
    said = {spoken(e) for r in of("clauses") for e in r["evidence"]}
    quotes = {e["quote"] for r in of("clauses") for e in r["evidence"]}  # of copies the text that stands for them
    for e in line["evidence"]:
        yield f"clause “{e['quote']}”", spoken(e) in said or e["quote"] in quotes
    if len({e["quote"] for e in line["evidence"]}) > 1:
        yield "two clauses that are one", any(len(r["evidence"]) > 1 for r in of("clauses"))
    for speaker in line["speakers"] or [None]:
        yield f"speaker {speaker}", any(r["gives"] == speaker for r in of("speakers"))
    yield "act", any(r["gives"] == line["act"] for r in of("act"))
    yield "content", any(r["gives"] == line["content"] for r in of("content"))
    for side in line["claimed_by"]:
        yield f"claimed by {side}", any(r["gives"] == side and r["about"] for r in of("side"))
    for absence in line["absence"]:
        yield f"absence in {absence['report']}", any(
            absence["report"] in r["about"] and (r["gives"], r["rule"]) == (absence["kind"], absence["reason"]) for r in of("absence"))


def wanted_of_derivation(line, of):
    yield "kind", bool(of("kind")) and of("kind")[-1]["gives"] == line["kind"]
    yield "direction", bool(of("direction")) and of("direction")[-1]["gives"] == line["direction"]
    yield "coverage", any(reports_named(r) >= {line["a"], line["b"]} for r in of("coverage"))


def wanted_of_discrepancy(line, of):
    yield "field", any(r["gives"] == line["field"] for r in of("field"))
    for value in line["values"]:
        found = [r for r in of("value") if r["gives"] == value["value"]]
        yield f"value {value['value']}", any(set(value["reports"]) <= reports_named(r) and len(r["evidence"]) == len(value["evidence"]) for r in found)
    yield "best", any((r["gives"], r["rule"]) == (line["best"], line["because"]) for r in of("best"))


def wanted_of_formulation(line, of):
    yield "phrase", any(r["gives"] == line["phrase"] for r in of("phrase"))
    yield "name", any(r["gives"] == line["phrase"] for r in of("name"))
    for use in line["uses"]:
        yield f"use at {use['event']}", any(use["event"] in r["about"] and len(r["evidence"]) == len(use["evidence"]) for r in of("use"))
    for change in line["between"]:
        yield f"change to {change['to']}", any(r["gives"] == change["change"] and r["about"][:2] == [change["from"], change["to"]] for r in of("change"))


def wanted_of_commitment(line, of):
    yield "status", any(r["gives"] == line["status"] for r in of("status"))
    for event in line["followed"]:
        yield f"followed at {event['event']}", any(r["gives"] == event["how"] and event["event"] in r["about"] for r in of("followed"))
    later = {m["value"] for r in of("status") for m in r["measures"]}
    yield "each later event", later == {len(of("followed"))}
    for field in ("deadline", "target"):
        if line[field]:
            yield field, any(r["gives"] == line[field] for r in of(field))


WANTED = {kind: globals()["wanted_of_" + kind] for kind in KINDS}


def missing(record, kind, line, reasons):
    """What of a line has no reason."""
    of = lambda word: [r for r in reasons if r["of"] == word]
    for what, there in WANTED[kind](line, of):
        if not there:
            yield f"{what}: no reason"
    for review in line.get("reviews", []):
        if not any(review in r["about"] for r in of("decided")):
            yield f"decision {review}: not said"


def wrong(record, reason, lists):
    """What is wrong with one reason by itself."""
    if not reason["rule"]:
        yield "a reason without a rule"
    for e in reason["evidence"]:
        text = record.texts.get(e["report"])
        if text is None or not e["spans"] or e["quote"] != " … ".join(text[a:b] for a, b in e["spans"]):
            yield f"quotes what does not stand there: {e}"
    for other in reason["about"]:
        if other not in record.known:
            yield f"speaks of {other}, which is not in the record"
    if reason["entry"] is not None and not (reason["list"] and lists.has(reason["list"], reason["entry"])):
        yield f"no entry \"{reason['entry']}\" in data/{reason['list']}"
    values = {m["name"]: m["value"] for m in reason["measures"] if m["adds"] is None}
    weights = [m["adds"] for m in reason["measures"] if m["adds"] is not None]
    if "likely" in values:
        likely = 1 / (1 + math.exp(-sum(weights)))
        if not weights or abs(likely - values["likely"]) > 0.005:
            yield f"likely {values['likely']}, by its weights {likely:.3f}"
    if "sum" in values and abs(sum(weights) - values["sum"]) > 0.001:
        yield f"sum {values['sum']}, by its weights {sum(weights)}"


def problems(record, kind, line, reasons, lists):
    yield from missing(record, kind, line, reasons)
    for reason in reasons:
        for problem in wrong(record, reason, lists):
            yield f"{reason['of']}: {problem}"


def spoiled(reasons):
    """(how, the reasons of a line with one thing wrong)."""
    needed = {r["of"] for r in reasons if r["gives"] != "none"} - {"apart", "addressees", "strength", "stance", "negated"}
    for of in sorted(needed):
        yield f"no reason of {of}", [r for r in reasons if r["of"] != of]
    for i, reason in enumerate(reasons):
        for key, value in (("rule", None), ("about", ["e-0000000000000000"]), ("entry", "no such entry")):
            changed = copy.deepcopy(reasons)
            changed[i][key] = value
            yield f"{reason['of']}: {key} {value}", changed
        if reason["evidence"]:
            changed = copy.deepcopy(reasons)
            changed[i]["evidence"][0]["spans"][0][1] += 1
            yield f"{reason['of']}: another span", changed
        if abs(sum(m["adds"] or 0 for m in reason["measures"])) > 0.1:
            changed = copy.deepcopy(reasons)
            changed[i]["measures"] = [m for m in changed[i]["measures"] if not m["adds"]]
            yield f"{reason['of']}: weights left out", changed


def check(condition, what):
    if not condition:
        print("failed: " + what)
    return 0 if condition else 1


def explained(record, lists):
    failed = total = 0
    for kind in KINDS:
        failed += check(record.lines[kind], f"the reports give no {kind}")
        for i, line in record.lines[kind].items():
            reasons = record.reasons.get((kind, i), [])
            total += len(reasons)
            for problem in problems(record, kind, line, reasons, lists):
                failed += check(False, f"{kind} {i}: {problem}")
    return failed, total


def found_out(record, lists):
    """Of each kind the line with most reasons, spoiled."""
    failed = 0
    for kind in KINDS:
        richest = max(record.lines[kind], key=lambda i: len(record.reasons.get((kind, i), [])))
        reasons = record.reasons.get((kind, richest), [])
        for how, changed in spoiled(reasons[:40]):
            failed += check(list(problems(record, kind, record.lines[kind][richest], changed, lists)), f"spoiled, and not found out: {kind}, {how}")
    return failed


def decided(command, record, more, lists):
    """People's decisions are told where they count, in the record with more reports too."""
    held = sorted((e for e in record.lines["event"].values() if e["reports"]), key=lambda e: -len(e["reports"]))
    wide = [s for s in record.lines["statement"].values() if len({e["report"] for e in s["evidence"]}) > 1]
    persons = [n for n in record.lines["entity"].values() if n["kind"] == "person" and n["evidence"]]
    disputed = [x for x in record.lines["discrepancy"].values()]
    decide = lambda *words: command.run("first", "review", "--json", "--why", "a test", *words)
    decide("reject", disputed[0]["id"])
    decide("split", held[0]["id"], held[0]["reports"][-1])
    decide("merge", persons[0]["name"], persons[1]["name"])
    decide("merge", wide[0]["id"], next(s["id"] for s in wide[1:] if s["event"] == wide[0]["event"]))
    if more:
        command.run("first", "add", "--quiet", *more)
    after = Record(command, "first")
    failed, total = explained(after, lists)
    rules = {(kind, r["of"]) for (kind, _), reasons in after.reasons.items() for r in reasons if r["rule"].startswith("a person says")}
    for want in (("event", "apart"), ("entity", "names"), ("statement", "clauses")):
        failed += check(want in rules, f"what a person says of {want} is told")
    failed += check(any(r["of"] == "decided" and "a test" in r["rule"] for rs in after.reasons.values() for r in rs), "why a person decided is told")
    return failed, len(after.ids), total


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("readout", "data"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--reports", nargs="+", required=True)
    args = ap.parse_args()
    args.readout, args.data = os.path.abspath(args.readout), os.path.abspath(args.data)
    files = [os.path.abspath(path) for path in args.reports]
    lists = Lists(args.data)
    with tempfile.TemporaryDirectory() as folder:
        command = Command(args, folder)
        first = sorted(os.path.join(base, name) for base, _, names in os.walk(files[0]) for name in names)
        command.run("first", "add", "--quiet", *first)
        command.run("turned", "add", "--quiet", *reversed(first))
        record = Record(command, "first")
        failed, _ = explained(record, lists)
        failed += check(command.run("first", "export") == record.export, "explaining leaves the record as it is")
        failed += check(Record(command, "turned").explained == record.explained, "the order of adding does not matter")
        some = record.ids[-1 :: -len(record.ids) // 9]
        alone = command.run("first", "explain", "--json", *some).splitlines(keepends=True)
        among = [line for i in some for line in record.explained if json.loads(line)["id"] == i]
        failed += check(alone == among, "a few lines are explained as among all, in the order asked for")
        failed += found_out(record, lists)
        after_failed, n_lines, total = decided(command, record, files[1:], lists)
        failed += after_failed
    print(f"{n_lines} lines, {total} reasons, {failed} failed")
    sys.exit(failed > 0 or total < 1000)


if __name__ == "__main__":
    main()

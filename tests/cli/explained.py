#!/usr/bin/env python3
"""Nothing is coded without an explanation: `readout explain` gives a reason for everything that `readout read` finds.

usage: explained.py --readout BIN --data DIR --reports PATH...

Fails where a mention, office, time, meeting, its parties, date or place, an attribution, its speakers or addressees, a clause, its act, what is
negated, future or hypothetical in it, a PLOVER event or its actors have no reason; where a reason lacks its rule or the words that it went by, names
an entry that its list in data/ does not hold, or is of nothing that was found; and where one and two threads give other bytes. At the end the
explanation is spoiled in each of these ways, and has to be found out.
"""
import argparse
import collections
import copy
import json
import os
import re
import subprocess
import sys

FLAGS = ("negated", "future", "hypothetical")


def things(findings):
    """(of, span) of everything that was found; span None for what has no place in the text."""
    first = lambda spans: tuple(spans[0]) if spans else None
    place = lambda item: (item["start"], item["end"]) if item["end"] > item["start"] else None
    for item in findings["mentions"]:
        yield "name", place(item)
    for entity in findings["entities"]:
        for office in entity["offices"]:
            yield "office", place(office)
    for item in findings["times"]:
        yield "time", place(item)
    for item in findings["meetings"]:
        yield "meeting", first(item["spans"])
        if item["parties"]:
            yield "parties", first(item["spans"])
        if item["date"]:
            yield "date", first([item["date_span"]])
        if item["places"]:
            yield "place", first([item["place_span"]])
    for item in findings["attributions"]:
        yield "attribution", first(item["content"])
        yield "speakers", first(item["content"])
        if item["addressees"]:
            yield "addressees", first(item["content"])
        for clause in item["clauses"]:
            yield "clause", first(clause["spans"])
            yield "act", first(clause["spans"])
            for flag in FLAGS:
                if clause[flag]:
                    yield flag, first(clause["spans"])
    for item in findings["events"]:
        yield "event", place(item)
        for _ in item["actors"] + item["recipients"]:
            yield "actor", place(item)


class Lists:
    """The values that the files of data/ hold: whole columns, what | parts in them, and the names of dictionaries."""

    def __init__(self, data):
        self.data, self.values = data, {}

    def has(self, name, entry):
        if name not in self.values:
            self.values[name] = self.read(os.path.join(self.data, name))
        return entry in self.values[name]

    def read(self, path):
        found = set()
        with open(path, encoding="utf-8", errors="replace") as file:
            for line in file:
                if line.startswith("#"):
                    continue
                for column in line.strip().split("\t"):
                    found.add(column.strip())
                    found.update(value.strip() for value in column.split("|"))
                if os.path.basename(os.path.dirname(path)) == "plover":
                    found.update(name.strip(" +").rstrip("_ ") for name in re.split(r"[\[{}\t#]", line.strip()))
        return found


def problems(findings, reasons, lists):
    """What is wrong with the explanation of one report."""
    span = lambda value: tuple(value) if value else None
    found = collections.Counter(things(findings))
    explained = collections.Counter((reason["of"], span(reason["what"])) for reason in reasons)
    for thing, count in found.items():
        if explained[thing] < count:
            yield f"{thing[0]} {thing[1]}: found {count} times, explained {explained[thing]} times"
    optional = ("stance", "strength")
    for reason in reasons:
        thing = (reason["of"], span(reason["what"]))
        if thing not in found and not (reason["of"] in optional and ("clause", thing[1]) in found):
            yield f"{thing[0]} {thing[1]}: explained, but not found"
        if not reason["rule"]:
            yield f"{thing[0]} {thing[1]}: a reason without a rule"
        if (reason["list"] is None) != (reason["entry"] is None):
            yield f"{thing[0]} {thing[1]}: list {reason['list']}, entry {reason['entry']}"
        elif reason["list"] and not lists.has(reason["list"], reason["entry"]):
            yield f"{thing[0]} {thing[1]}: no entry \"{reason['entry']}\" in data/{reason['list']}"
        if thing[1] and (not reason["fired"] or reason["words"] != findings["text"][slice(*reason["fired"])]):
            yield f"{thing[0]} {thing[1]}: fired {reason['fired']}, words {reason['words']}"


def spoiled(reasons):
    """(how, the reasons with one thing wrong), for each kind of reason and each thing that may be wrong."""
    for of in sorted({reason["of"] for reason in reasons} - {"stance", "strength"}):
        thing = next(reason["what"] for reason in reasons if reason["of"] == of)
        yield f"no reason of {of}", [r for r in reasons if (r["of"], r["what"]) != (of, thing)]
    listed = next(i for i, reason in enumerate(reasons) if reason["list"])
    for key, value in (("rule", ""), ("entry", "no such entry"), ("list", None), ("fired", None), ("words", ""), ("what", [0, 1])):
        changed = copy.deepcopy(reasons)
        changed[listed][key] = value
        yield f"{key} {value}", changed


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("readout", "data"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--reports", nargs="+", required=True)
    args = ap.parse_args()
    env = dict(os.environ, READOUT_DATA=args.data)

    def run(*words):
        return subprocess.run([args.readout, *words, "--quiet", *args.reports], check=True, env=env, capture_output=True).stdout

    lists, failed, explained = Lists(args.data), 0, run("explain", "--json", "--threads", "1")
    if run("explain", "--json", "--threads", "2") != explained:
        failed += 1
        print("two threads give other bytes than one")
    reports = [json.loads(line) for line in run("read").splitlines()]
    answers = [json.loads(line) for line in explained.splitlines()]
    if [r["id"] for r in reports] != [a["id"] for a in answers]:
        sys.exit("read and explain give other reports")
    total = 0
    for findings, answer in zip(reports, answers):
        total += len(answer["reasons"])
        for problem in problems(findings, answer["reasons"], lists):
            failed += 1
            print(f"{findings['id']}: {problem}")
    richest = max(range(len(answers)), key=lambda i: len({r["of"] for r in answers[i]["reasons"]}))
    for how, changed in spoiled(answers[richest]["reasons"]):
        if not list(problems(reports[richest], changed, lists)):
            failed += 1
            print(f"spoiled, and not found out: {how}")
    print(f"{len(reports)} reports, {total} reasons, {failed} failed")
    sys.exit(failed > 0 or total < 1000)


if __name__ == "__main__":
    main()

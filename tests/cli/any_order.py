#!/usr/bin/env python3
"""Reports may be added in any order, one by one or many at once, with any number of threads, and with people's decisions between:
the record says the same to the byte, and the same as one that is settled whole."""
import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

FORGET = "UPDATE meta SET value = 'no' WHERE key = 'settled'"  # all is settled anew with the next report

COUNTRIES = [("Chinese", "China", "Beijing", ["Wang Yi"]), ("Russian", "Russia", "Moscow", ["Sergey Lavrov", "Sergei Lavrov"]),
             ("Iranian", "Iran", "Tehran", ["Abbas Araghchi", "Abbas Araqchi"]), ("Indian", "India", "New Delhi", ["S. Jaishankar"]),
             ("Turkish", "Türkiye", "Ankara", ["Hakan Fidan"])]
TOPICS = ["expand trade in farm goods", "deepen cooperation on energy", "hold consultations on cyber security",
          "resume direct flights", "build a bridge across the river", "exchange students of medicine"]
MONTHS = ["January", "February", "March", "April", "May", "June"]


def meeting(pick, number):
    """A report of a meeting, dated; some tell of another meeting, a summit or a coming visit, and some call one by one word."""
    one, two = pick.sample(COUNTRIES, 2)
    month, day = pick.randrange(6), 1 + pick.randrange(3)
    topic, other = pick.sample(TOPICS, 2)
    first, second = pick.choice(one[3]), pick.choice(two[3])
    text = (f"{two[2].upper()}, {MONTHS[month]} {day}, 2024 ({pick.choice(['Xinhua', 'TASS', 'Anadolu'])}) -- "
            f"{one[0]} Foreign Minister {first} met with {two[0]} Foreign Minister {second} in {two[2]} on {MONTHS[month]} {day}, 2024.\n\n"
            f"{first} said that {one[1]} is {pick.choice(['willing', 'ready'])} to work with {two[1]} to {topic}. "
            f"{second.split()[-1]} said that {two[1]} firmly supports the joint modernization programme and will {other}.\n\n"
            f"The two sides agreed to {pick.choice(TOPICS)}.\n")
    further = [f"{first.split()[-1]} recalled the visit of {second} to {one[1]} in {MONTHS[(month + 1) % 6]} 2024.\n",
               f"They also looked back to the BRICS Summit in Kazan.\n",
               f"{second} will visit {one[1]} on {MONTHS[month]} {day + 20}, 2024.\n",
               f"On the sidelines of the SCO Summit, {first} also met with Pakistani Foreign Minister Ishaq Dar on {MONTHS[month]} {day}, 2024.\n", ""]
    made = {"id": f"made-{number}", "text": text + pick.choice(further), "title": f"{first} meets {second}", "url": f"https://news.example/{number}"}
    if pick.random() < 0.85:  # others do not say when they were published
        made["date"] = f"2024-{month + 1:02}-{day:02}"
    return made


def make_reports(pick, n):
    """Reports, of which some are copies of others and some later versions of one."""
    made = [meeting(pick, i) for i in range(n)]
    for i in range(n // 4):
        copy = dict(pick.choice(made[:n]), id=f"copy-{i}", url=f"https://copies.example/{i}")
        made.append(copy)
    for i in range(n // 8):
        later = dict(pick.choice(made[:n]), date="2024-07-01")
        made.append(dict(later, id=f"later-{i}", text=later["text"] + "\nThe talks were held in a friendly atmosphere.\n"))
    return made


class Records:
    def __init__(self, readout, data, folder):
        self.readout, self.folder = readout, folder
        self.environment = dict(os.environ, READOUT_DATA=data)

    def run(self, *arguments):
        done = subprocess.run([self.readout, *arguments], env=self.environment, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(arguments[:4])}: {done.stderr[-2000:]}")
        return done.stdout

    def path(self, name):
        return os.path.join(self.folder, name)

    def add(self, name, paths, threads=2):
        self.run("add", "--quiet", "--record", self.path(name), "--threads", str(threads), *paths)

    def export(self, name):
        return self.run("export", "--record", self.path(name), "--format", "jsonl")

    def forget(self, name):
        with sqlite3.connect(self.path(name)) as record:
            record.execute(FORGET)
        record.close()


def differences(one, two):
    left, right = set(one.splitlines()), set(two.splitlines())
    shown = [f"- {line[:300]}" for line in sorted(left - right)[:5]] + [f"+ {line[:300]}" for line in sorted(right - left)[:5]]
    return "\n".join(shown)


def check(what, wanted, got):
    if wanted != got:
        sys.exit(f"{what}: the records differ\n{differences(wanted, got)}")


def added_by(records, pick, name, paths, sizes):
    """Adds the paths in an order of its own, some at a time."""
    order = pick.sample(paths, len(paths))
    while order:
        n = pick.choice(sizes)
        records.add(name, order[:n], pick.choice([1, 2, 4]))
        order = order[n:]


def check_orders(records, pick, paths):
    """Settled whole at once, whole once more, and by what each batch touches."""
    records.add("whole", paths)
    whole = records.export("whole")
    for round_, sizes in enumerate([[1, 1, 2, 3], [5, 8], [len(paths) // 2]]):
        name = f"order-{round_}"
        added_by(records, pick, name, paths, sizes)
        check(f"added by {sizes}", whole, records.export(name))
    records.forget("order-0")
    records.add("order-0", paths[:1])
    check("settled whole again", whole, records.export("order-0"))
    return whole


def decide(records, name, whole):
    """Two events of the record are merged and an entity is named; the decisions as lines."""
    lines = [json.loads(line) for line in whole.splitlines()]
    events = [line["id"] for line in lines if line["type"] == "event" and line["reports"]]
    persons = [line["id"] for line in lines if line["type"] == "entity" and line["kind"] == "person"]
    records.run("review", "merge", events[0], events[1], "--who", "Ana", "--record", records.path(name))
    records.run("review", "rename", persons[0], "Somebody Else", "--who", "Ana", "--record", records.path(name))
    decisions = records.path("decisions.jsonl")
    with open(decisions, "w", encoding="utf-8") as out:
        out.write("".join(line + "\n" for line in records.export(name).splitlines() if '"type":"review"' in line))
    return decisions


def check_decisions(records, pick, paths, whole):
    decisions = decide(records, "whole", whole)
    decided = records.export("whole")
    if decided == whole:
        sys.exit("the decisions decided nothing")
    order = pick.sample(paths, len(paths))
    half = len(order) // 2
    added_by(records, pick, "decided", order[:half], [4, 9])
    records.run("review", "import", decisions, "--record", records.path("decided"))
    added_by(records, pick, "decided", order[half:], [6, 11])
    check("decisions between", decided, records.export("decided"))


def write_reports(folder, reports):
    paths = []
    for i, report in enumerate(reports):
        paths.append(os.path.join(folder, f"report-{i:03}.jsonl"))
        with open(paths[-1], "w", encoding="utf-8") as out:
            out.write(json.dumps(report) + "\n")
    return paths


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readout", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--reports", nargs="*", default=[])
    parser.add_argument("--made", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    pick = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        paths = write_reports(folder, make_reports(pick, options.made))
        for reports in options.reports:
            paths += sorted(os.path.join(reports, name) for name in os.listdir(reports) if name.endswith(".txt"))
        records = Records(options.readout, options.data, folder)
        whole = check_orders(records, pick, paths)
        check_decisions(records, pick, paths, whole)
    print(f"{len(paths)} reports: the same record whatever the order")


if __name__ == "__main__":
    main()

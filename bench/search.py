#!/usr/bin/env python3
"""How long a search takes, by the size of the record.

usage: search.py --readout build/release/readout [--sizes 100000,1000000] [--queries 200] [--keep] [--seed 1] [--data data] [--work /dev/shm]

A record of meetings as growth.py writes them is filled directly, row by row, as `readout add` would have left it (but for what it keeps to go on adding, and with lines that are not packed),
then opened for writing, so that the library indexes it: the table has the time of that and the bytes; of queries the time by the clock and the processor's (on a machine that is busy otherwise the better measure). Each query takes its facets and words from a
report that is there, so that it finds something: two facets and one or two words, in reports and in statements; then facets alone, words alone, and
`readout show` of an event. A query is a process of its own.
"""
import argparse
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import time

from growth import MONTHS, TITLES, VERBS, World

ACTS = ["commitment", "call", "position"]
TABLES = {"report": "(id, key, sha256, version, source, language, title, outlet, published, side, text, body) VALUES (?,?,?,1,?,'en',?,?,?,?,?,?)",
          "original": "VALUES (?, x'')", "event_report": "VALUES (?,?,'told')", "event_entity": "VALUES (?,?,?,?)",
          "event": "VALUES (?,'meeting','held',NULL,?,?,'day',NULL,1,?)", "statement_entity": "VALUES (?,?,?,?)", "evidence": "VALUES (?,0,0,?,?,?)",
          "statement": "(id, event, ord, act, strength, negated, joint, content, origins, body) VALUES (?,?,?,?,'willing',0,0,?,1,?)"}


class Filler:
    def __init__(self, options, path):
        self.pick, self.path = random.Random(options.seed), path
        self.world = World(self.pick, options.data)
        self.rows, self.samples, self.n_reports, self.n_events = {name: [] for name in TABLES}, [], 0, 0
        self.entities = {}

    def matter(self):
        pick = self.pick
        words = [self.world.word(pick, kind) for kind in ("adjectives", "nouns") * 2]
        return f"{pick.choice(VERBS)} {words[0]} {words[1]} and {words[2]} {words[3]}", words

    def entity(self, kind, name):
        if name not in self.entities:
            self.entities[name] = (f"n-{len(self.entities):016x}", kind, name)
        return self.entities[name][0]

    def statement(self, event, number, report, text, speaker, addressee, act, content):
        start = text.index(content)
        identity = f"s-{self.n_events:012x}{number:04x}"
        body = {"type": "statement", "id": identity, "event": event, "speakers": [speaker], "addressees": [addressee], "act": act, "stance": None,
                "strength": "willing", "negated": False, "joint": False, "content": content, "topics": [], "plover": None, "claimed_by": [], "origins": 1,
                "evidence": [{"report": report, "spans": [[start, start + len(content)]], "quote": content, "source": [], "cue": [], "confidence": 0.9}],
                "absence": [], "verdict": None, "reviews": []}
        self.rows["statement"].append((identity, event, number, act, content, json.dumps(body)))
        self.rows["statement_entity"] += [(identity, "speaker", 0, speaker), (identity, "addressee", 0, addressee)]
        self.rows["evidence"].append((identity, report, start, start + len(content)))

    def report(self, event, text, title, date, side):
        self.n_reports += 1
        identity, outlet, sha = f"r-{self.n_reports:016x}", f"Outlet {self.n_reports % 97}", f"{self.n_reports:064x}"
        source = f"https://outlet-{self.n_reports % 97}.example/{self.n_reports}"
        body = {"type": "report", "id": identity, "source": source, "sha256": sha, "version": 1, "language": "en", "title": title, "outlet": outlet,
                "credit": None, "side": side, "published": date, "modified": None, "dateline": None, "text": text, "main": [[0, len(text)]], "origins": [],
                "key": source, "given_id": str(self.n_reports)}
        self.rows["original"].append((sha,))
        self.rows["report"].append((identity, source, sha, source, title, outlet, date, side, text, json.dumps(body)))
        self.rows["event_report"].append((event, identity))
        return identity, outlet

    def event(self):
        pick, self.n_events = self.pick, self.n_events + 1
        a, b = self.world.pair(pick)
        office = pick.randrange(len(TITLES))
        title, one, two = TITLES[office], self.world.persons[a][office], self.world.persons[b][office]
        year, month, day = pick.randrange(2005, 2025), pick.randrange(12), pick.randrange(1, 28)
        said, event, date = [self.matter() for _ in range(3)], f"e-{self.n_events:016x}", f"{year}-{month + 1:02}-{day:02}"
        text = (f"The {title} of {a}, {one}, met with the {title} of {b}, {two}, on {MONTHS[month]} {day}, {year}. {one} said that {a} is willing to "
                f"{said[0][0]}. {two} said that {b} will {said[1][0]}. The two sides agreed to {said[2][0]}.")
        of = [self.entity("country", a), self.entity("country", b)]
        persons = [self.entity("person", one), self.entity("person", two)]
        copies = 1 + (pick.random() < 0.4) + (pick.random() < 0.3)
        reports = [self.report(event, text, f"{a} and {b} to {said[0][0]}", date, of[i % 2]) for i in range(copies)]
        body = {"type": "event", "id": event, "kind": "meeting", "status": "held", "name": None, "date": {"from": date, "to": date, "precision": "day"},
                "place": [], "parties": [{"person": persons[i], "offices": [title], "of": of[i]} for i in range(2)], "occasion": None,
                "requested_by": None, "reports": [r for r, _ in reports], "mentioned_in": [], "origins": 1, "sides": [], "evidence": [], "verdict": None,
                "reviews": []}
        self.rows["event"].append((event, date, date, json.dumps(body)))
        for i in range(2):
            self.rows["event_entity"] += [(event, "person", i, persons[i]), (event, "of", i, of[i])]
        acts = [pick.choice(ACTS) for _ in said]
        for number, (what, _) in enumerate(said):
            self.statement(event, number, reports[0][0], text, persons[number % 2], persons[1 - number % 2], acts[number], what)
        if pick.random() < 0.02:
            self.samples.append({"event": event, "a": a, "b": b, "one": one, "year": str(year), "outlet": reports[0][1], "act": acts[0], "words": said[0][1]})

    def write(self, record):
        for name, values in TABLES.items():
            record.executemany(f"INSERT INTO {name} {values}", self.rows[name])
            self.rows[name].clear()
        record.commit()

    def fill(self, size):
        record = sqlite3.connect(self.path)
        record.executescript("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL; DELETE FROM meta WHERE key = 'words'")
        while self.n_reports < size:
            for _ in range(2000):
                self.event()
            self.write(record)
        for identity, kind, name in self.entities.values():
            body = {"type": "entity", "id": identity, "kind": kind, "name": name, "aliases": [], "iso": None, "wikidata": None, "evidence": [], "reviews": []}
            record.execute("INSERT OR IGNORE INTO entity VALUES (?,?,?,NULL,NULL,?)", (identity, kind, name, json.dumps(body)))
        record.commit()
        record.close()


class Asker:
    def __init__(self, options, record):
        self.options, self.record, self.pick = options, record, random.Random(options.seed)

    def run(self, command, *arguments, text=None):
        start, before = time.perf_counter(), os.times()
        done = subprocess.run([self.options.readout, command, "--record", self.record, *arguments], capture_output=True, text=True, input=text,
                              env=dict(os.environ, READOUT_DATA=self.options.data))
        if done.returncode != 0:
            sys.exit(f"{command} {' '.join(arguments)}: {done.stderr[-1000:]}")
        seconds, after = time.perf_counter() - start, os.times()
        self.busy = after.children_user + after.children_system - before.children_user - before.children_system
        return seconds, done.stdout

    def words(self, sample):
        return self.pick.sample(sample["words"], self.pick.choice([1, 2]))

    def two_facets(self, sample):
        year = sample["year"]
        return self.pick.choice([["--party", sample["a"], "--since", year, "--until", year], ["--party", sample["a"], "--party", sample["b"]],
                                 ["--party", sample["a"], "--outlet", sample["outlet"]], ["--speaker", sample["one"], "--act", sample["act"]],
                                 ["--speaker", sample["a"], "--since", year], ["--outlet", sample["outlet"], "--since", year],
                                 ["--act", sample["act"], "--party", sample["b"]]])

    def measure(self, what, samples, arguments, command="search"):
        times, busy, found, empty = [], [], [], 0
        for _ in range(self.options.queries):
            asked = arguments(self.pick.choice(samples))
            seconds, out = self.run(command, *asked)
            times.append((seconds * 1000, " ".join(asked)))
            busy.append(self.busy * 1000)
            if command == "search":
                total = json.loads(out.splitlines()[0])["total"]
                found.append(total)
                empty += total == 0
        if empty:
            sys.exit(f"{what}: {empty} queries found nothing")
        times.sort()
        busy.sort()
        last = int(len(times) * 0.99)
        print(f"  {what:22} median {statistics.median(t for t, _ in times):6.0f} ms  99th percentile {times[last][0]:6.0f} ms  processor {statistics.median(busy):6.0f} "
              f"and {busy[last]:6.0f} ms" + (f"  found: median {statistics.median(found):,.0f}" if found else "") + f"  slowest: {times[-1][1]}", flush=True)


def measure(options, size):
    record = os.path.join(options.work, "search.db")
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(record + suffix):
            os.remove(record + suffix)
    asker = Asker(options, record)
    asker.run("add", "--quiet", "-", text="")
    filler, start = Filler(options, record), time.perf_counter()
    filler.fill(size)
    filled, before = time.perf_counter() - start, os.path.getsize(record)
    seconds, _ = asker.run("add", "--quiet", "-", text="")
    print(f"{size:,} reports, filled in {filled:.0f} s, indexed in {seconds:.0f} s; {before / size:,.0f} bytes a report, "
          f"{os.path.getsize(record) / size:,.0f} with the index", flush=True)
    asker.measure("two facets and words", filler.samples, lambda s: ["--json", *asker.two_facets(s), *asker.words(s)])
    asker.measure("words alone", filler.samples, lambda s: ["--json", *asker.words(s)])
    asker.measure("words of statements", filler.samples, lambda s: ["--json", "--in", "statements", *asker.words(s)])
    asker.measure("two facets", filler.samples, lambda s: ["--json", *asker.two_facets(s)])
    asker.measure("show", filler.samples, lambda s: [s["event"]], "show")
    if options.keep:
        return
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(record + suffix):
            os.remove(record + suffix)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readout", required=True)
    parser.add_argument("--sizes", default="100000")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--keep", action="store_true", help="leave the record")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", default="data")
    parser.add_argument("--work", default=".")
    options = parser.parse_args()
    for size in options.sizes.split(","):
        measure(options, int(size))


if __name__ == "__main__":
    main()

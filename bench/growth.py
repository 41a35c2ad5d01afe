#!/usr/bin/env python3
"""What adding one report costs, by the size of the record; and one story with many copies.

usage: growth.py --readout build/release/readout [--sizes 1000,10000,100000] [--copies 50000] [--adds 7] [--seed 1] [--data data] [--work DIR]
                 [--plot docs/growth.svg]
                 [--batch 8192] [--go-on]

Reports are written from a seed, and all of them are read: meetings of holders of an office of two countries over twenty years, some countries far more often
than others, the words as often as in general text; each reported once to four times, word for word, reworded or by the other side, some with references to
other meetings or sessions. A record grows through the sizes in batches of --batch reports, each a process of its own; --go-on goes on with what an
earlier run has left in --work;
at each size `--adds` further reports are added one by one, each a process of its own. The table has the median and the most of their times, the median of the processor's (on a machine that is busy otherwise the better measure), and the bytes
of the file a report. --copies: the same for one story that so many outlets print word for word.
"""
import argparse
import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import time

TITLES = ["Foreign Minister", "President", "Prime Minister", "Defense Minister", "Trade Minister", "Deputy Foreign Minister"]
VERBS = "expand deepen restore support widen review simplify strengthen protect finance".split()
SESSIONS = ["the G20 Summit", "the BRICS Summit", "the Munich Security Conference", "the UN General Assembly"]
MONTHS = "January February March April May June July August September October November December".split()


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n") for line in lines if line.strip() and not line.startswith("#")]


def section(lines, name):
    """The lines of a list between [name] and the next."""
    start = lines.index(f"[{name}]") + 1
    end = next((i for i in range(start, len(lines)) if lines[i].startswith("[")), len(lines))
    return lines[start:end]


class World:
    """Who meets whom, and the words they use: countries meet as often as their rank in an order from the seed says, words come as
    often as in general text."""

    def __init__(self, pick, data):
        self.countries = [row.split("\t")[2] for row in rows(os.path.join(data, "countries.tsv"))]
        pick.shuffle(self.countries)
        self.weights = [1 / (rank + 8) for rank in range(len(self.countries))]
        counts = dict(row.split("\t") for row in section(rows(os.path.join(data, "word_counts.tsv")), "stems"))
        self.given, self.surnames = ([name for name in rows(os.path.join(data, path)) if name.lower() not in counts]  # "Bishop" would be none
                                     for path in ("given_names.txt", "surnames.txt"))
        self.persons = {country: [self.person(pick) for _ in TITLES] for country in self.countries}
        classes = rows(os.path.join(data, "word_classes.txt"))
        self.words = {}
        for name in ("nouns", "adjectives"):
            known = [word for line in section(classes, name) for word in line.split() if len(word) > 4 and word in counts]
            self.words[name] = known, list(itertools.accumulate(int(counts[word]) for word in known))

    def person(self, pick):
        return f"{pick.choice(self.given).title()} {pick.choice(self.surnames).title()}"

    def pair(self, pick):
        one, two = pick.choices(self.countries, self.weights, k=2)
        while two == one:
            two = pick.choices(self.countries, self.weights)[0]
        return one, two

    def word(self, pick, kind):
        known, until = self.words[kind]
        return pick.choices(known, cum_weights=until)[0]


class Writer:
    """Reports in an order that the seed gives, events mixed over the years."""

    def __init__(self, seed, data):
        self.pick, self.written, self.waiting = random.Random(seed), 0, []
        self.world = World(self.pick, data)

    def matter(self):
        pick, word = self.pick, lambda kind: self.world.word(self.pick, kind)
        return f"{pick.choice(VERBS)} {word('adjectives')} {word('nouns')} and {word('adjectives')} {word('nouns')}"

    def further(self, one, two, year):
        pick, chance = self.pick, self.pick.random()
        if chance < 0.1:
            return f" {two} recalled the visit of {one} in {pick.choice(MONTHS)} {year}."
        if chance < 0.15:
            return f" They looked back to {pick.choice(SESSIONS)}."
        if chance < 0.2:
            return f" {one} will visit {pick.choice(self.world.countries)} on {pick.choice(MONTHS)} {pick.randrange(1, 28)}, {year}."
        return ""

    def event(self):
        pick = self.pick
        a, b = self.world.pair(pick)
        office = pick.randrange(len(TITLES))
        title, one, two = TITLES[office], self.world.persons[a][office], self.world.persons[b][office]
        year, month, day = pick.randrange(2005, 2025), pick.randrange(12), pick.randrange(1, 28)
        when, said = f"{MONTHS[month]} {day}, {year}", [self.matter() for _ in range(4)]
        lead = f"The {title} of {a}, {one}, met with the {title} of {b}, {two}, on {when}."
        own = (f"{lead} {one} said that {a} is willing to {said[0]}. {two} said that {b} will {said[1]}. "
               f"The two sides agreed to {said[2]}.{self.further(one, two, year)}")
        other = (f"{title} {two} of {b} held talks with {title} {one} of {a} on {when}. {two} noted that {b} supports efforts to {said[3]}. "
                 f"{one} stressed that {a} is ready to {said[0]}.{self.further(one, two, year)}")
        date = f"{year}-{month + 1:02}-{day:02}"
        texts = [own] + [own] * (pick.random() < 0.2) + [other] * (pick.random() < 0.4) + [f"{own} {other}"] * (pick.random() < 0.1)
        return [{"text": text, "title": f"{a} and {b} to {said[0]}", "date": date} for text in texts]

    def report(self):
        while len(self.waiting) < 2000:
            self.waiting += self.event()
        at = self.pick.randrange(len(self.waiting))
        report, self.waiting[at] = self.waiting[at], self.waiting[-1]
        self.waiting.pop()
        self.written += 1
        return dict(report, id=f"report-{self.written}", url=f"https://outlet-{self.written % 97}.example/{self.written}",
                    outlet=f"Outlet {self.written % 97}")


class Copies(Writer):
    """One story."""

    def event(self):
        story = super().event()[0] if not getattr(self, "story", None) else self.story
        self.story = story
        return [dict(story)]


def add(options, record, reports):
    lines = "".join(json.dumps(report) + "\n" for report in reports)
    start, before = time.perf_counter(), os.times()
    done = subprocess.run([options.readout, "add", "--quiet", "--record", record, "-"], input=lines, text=True, capture_output=True,
                          env=dict(os.environ, READOUT_DATA=options.data))
    if done.returncode != 0:
        sys.exit(done.stderr[-2000:])
    after = os.times()
    return time.perf_counter() - start, after.children_user + after.children_system - before.children_user - before.children_system


class Progress:
    """What was measured and written, kept beside the record so that a later run goes on."""

    def __init__(self, record, go_on):
        self.path, self.rows, self.size, self.written, self.built = record + ".json", [], 0, 0, 0.0
        if go_on and os.path.exists(self.path):
            with open(self.path, encoding="utf-8") as kept:
                self.__dict__.update(json.load(kept))
            return
        for suffix in ("", "-wal", "-shm", ".json"):
            if os.path.exists(record + suffix):
                os.remove(record + suffix)

    def keep(self, writer):
        self.written = writer.written
        with open(self.path + ".new", "w", encoding="utf-8") as out:
            json.dump(self.__dict__, out)
        os.replace(self.path + ".new", self.path)


def grow(options, record, writer, sizes):
    progress = Progress(record, options.go_on)
    while writer.written < progress.written:
        writer.report()
    for wanted in sizes:
        if any(row["reports"] == wanted for row in progress.rows):
            continue
        while progress.size < wanted:
            n = min(options.batch, wanted - progress.size)
            progress.built += add(options, record, [writer.report() for _ in range(n)])[0]
            progress.size += n
            progress.keep(writer)
            print(f"{progress.size:>9,}  {progress.built:10.1f} s", file=sys.stderr, flush=True)
        times = [add(options, record, [writer.report()]) for _ in range(options.adds)]
        progress.size += len(times)
        busy = statistics.median(cpu for _, cpu in times)
        times = [wall for wall, _ in times]
        row = {"busy": busy, "reports": wanted, "built": progress.built, "median": statistics.median(times), "most": max(times),
               "bytes": os.path.getsize(record) / progress.size}
        progress.rows.append(row)
        progress.keep(writer)
        print(f"{wanted:>9,}  built in {row['built']:8.1f} s  one more: median {row['median']:.3f} s, most {row['most']:.3f} s, processor {busy:.3f} s  "
              f"{row['bytes']:,.0f} bytes a report", flush=True)
    return progress.rows


def draw(rows, path):
    """Seconds of one more report over reports, the latter by powers of ten."""
    from math import log10
    high = max(row["most"] for row in rows) * 1.2
    low, last = log10(rows[0]["reports"]), log10(rows[-1]["reports"])
    def x(row):
        return 60 + 480 * ((log10(row["reports"]) - low) / (last - low) if last > low else 0.5)
    def y(value):
        return 260 - 220 * value / high
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 310" font-family="sans-serif" font-size="12">',
             '<path d="M60 30V260H560" fill="none" stroke="#444"/>', '<text x="60" y="20">seconds to add one more report: processor (blue), most by the clock (grey)</text>',
             '<text x="300" y="302" text-anchor="middle">reports in the record</text>']
    for name, colour in (("busy", "#1f5fa8"), ("most", "#b0b0b0")):
        points = " ".join(f"{x(row):.1f},{y(row[name]):.1f}" for row in rows)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x(row):.1f}" cy="{y(row[name]):.1f}" r="3" fill="{colour}"/>' for row in rows]
    for row in rows:
        parts.append(f'<text x="{x(row):.1f}" y="278" text-anchor="middle">{row["reports"]:,}</text>')
        parts.append(f'<text x="{x(row):.1f}" y="{y(row["busy"]) - 8:.1f}" text-anchor="middle">{row["busy"]:.2f}</text>')
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join(parts + ["</svg>", ""]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readout", required=True)
    parser.add_argument("--data", default="data")
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--copies", default="")
    parser.add_argument("--batch", type=int, default=8192)
    parser.add_argument("--go-on", action="store_true")
    parser.add_argument("--adds", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", default=".")
    parser.add_argument("--plot")
    options = parser.parse_args()
    if options.sizes:
        rows = grow(options, os.path.join(options.work, "growth.db"), Writer(options.seed, options.data), [int(size) for size in options.sizes.split(",")])
        if options.plot:
            draw(rows, options.plot)
    if options.copies:
        print("one story, word for word")
        grow(options, os.path.join(options.work, "copies.db"), Copies(options.seed, options.data), [int(size) for size in options.copies.split(",")])


if __name__ == "__main__":
    main()

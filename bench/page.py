#!/usr/bin/env python3
"""How soon the page shows a large record: first paint, what the page is for, and all of it, in Chromium.

usage: page.py --readout build/release/readout [--reports 100000] [--record FILE] [--runs 3] [--only meeting] [--adds 1] [--batch 8192] [--seed 1] [--data data] [--work .]

A record of --reports generated ones, read and settled as growth.py has them (an earlier run's in --work is gone on with), or --record, which is added to: a meeting that 60 reports
tell with some 200 statements, and one pair's 120 meetings over ten years at which the same set phrases are said. That adding takes its time; --record with both in it is taken as it is.

Each page is opened --runs times in a browser that has nothing of it: by a server that has just started on a file of which nothing is in memory ("cold"); by one that has just started,
too, but whose file was read before ("warm"); and by this once more, which has the answers by then ("again"). The table has medians and the most, in milliseconds from the navigation on:
the first contentful paint, when the first of what the page is for stands there and is painted, the last answer, the longest task of the page's thread, and the nodes at the end; the
slowest answers of a cold run are listed. The row "nothing" is an address where nothing of the record is shown: what the browser itself takes.
"""
import argparse
import os
import random
import sqlite3
import subprocess
import sys

from growth import MONTHS, TITLES, VERBS, World, Writer, add, grow

REPORTS, STATEMENTS, TOLD = 60, 240, 60
LARGE, SERIES = "https://outlet-%d.example/large", "https://outlet-%d.example/series"
SAID = ["{one} said that {a} is willing to {what}.", "{two} said that {b} will {what}.", "{one} stressed that {a} supports efforts to {what}.",
        "{two} noted that {b} is ready to {what}.", "The two sides agreed to {what}."]
PHRASES = ["African solutions to African problems", "a community with a shared future", "non-interference in internal affairs"]


def matter(world, pick, things):
    words = [f"{world.word(pick, 'adjectives')} {world.word(pick, 'nouns')}" for _ in range(things)]
    return f"{pick.choice(VERBS)} {', '.join(words[:-1])} and {words[-1]}"


def pair(world, pick, office):
    a, b = world.pair(pick)
    return {"a": a, "b": b, "one": world.persons[a][office], "two": world.persons[b][office], "title": TITLES[office]}


def lead(names, when):
    return "The {title} of {a}, {one}, met with the {title} of {b}, {two}, on {when}.".format(**names, when=when)


def large(world, pick):
    """One meeting, of whose statements each report has so many that none is taken for another, and so few that it is no copy."""
    names = pair(world, pick, 0)
    said = [SAID[i % len(SAID)].format(**names, what=matter(world, pick, 2)) for i in range(STATEMENTS)]
    for i in range(REPORTS):
        own = sorted(pick.sample(range(STATEMENTS), TOLD))
        yield {"id": f"large-{i}", "url": LARGE % i, "outlet": f"Outlet {i}", "date": "2024-03-05", "title": "{a} and {b} hold talks".format(**names),
               "text": " ".join([lead(names, "March 5, 2024"), *(said[k] for k in own)])}


def series(world, pick):
    """Meetings of one pair, a month apart, at which phrases come and go."""
    names = pair(world, pick, 1)
    for i in range(120):
        year, month = 2010 + i // 12, i % 12
        phrases = [phrase for k, phrase in enumerate(PHRASES) if (i + 1) % (3 * k + 4)]
        said = ["{one} said that {a} firmly supports the principle of ".format(**names) + " and of ".join(phrases) + ".",
                *(template.format(**names, what=matter(world, pick, 2)) for template in SAID)]
        yield {"id": f"series-{i}", "url": SERIES % i, "outlet": f"Outlet {i % 7}", "date": f"{year}-{month + 1:02}-10", "title": "{a} and {b} hold talks".format(**names),
               "text": " ".join([lead(names, f"{MONTHS[month]} 9, {year}"), *said])}


def has(record, key):
    with sqlite3.connect(f"file:{record}?mode=ro", uri=True) as file:
        return file.execute("SELECT count(*) FROM report WHERE key = ?", (key,)).fetchone()[0] > 0


def make(options):
    record = options.record or os.path.join(options.work, "growth.db")
    if not options.record:
        grow(options, record, Writer(options.seed, options.data), [options.reports])
    pick = random.Random(options.seed + 1)
    world = World(pick, options.data)
    for name, key, reports in (("a large meeting", LARGE % 0, large), ("a pair's meetings", SERIES % 0, series)):
        if not has(record, key):
            print(f"{name}: added in {add(options, record, list(reports(world, pick)))[0]:.0f} s", file=sys.stderr, flush=True)
    return os.path.abspath(record)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readout", required=True)
    parser.add_argument("--page", help="what tools/build-web made, else beside --readout")
    parser.add_argument("--reports", type=int, default=100000)
    parser.add_argument("--record", help="this one instead of a generated one")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="the page, as the table names it; else all")
    parser.add_argument("--adds", type=int, default=1)
    parser.add_argument("--batch", type=int, default=8192)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", default="data")
    parser.add_argument("--work", default=".")
    options = parser.parse_args()
    options.go_on = True
    options.page = options.page or os.path.join(os.path.dirname(options.readout), "web")
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    record = make(options)
    given = {"record": record, "readout": os.path.abspath(options.readout), "data": os.path.abspath(options.data), "page": os.path.abspath(options.page), "root": root,
             "runs": str(options.runs), "only": options.only, "large": LARGE % 0, "series": SERIES % 0}
    print(f"{os.path.getsize(record) / 1e6:,.0f} MB, load {os.getloadavg()[0]:.1f}", flush=True)
    return subprocess.run([os.path.join(root, "tests/web/run"), "../../bench/page.mjs", *(part for name, value in given.items() for part in (f"--{name}", value))], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

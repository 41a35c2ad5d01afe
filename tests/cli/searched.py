#!/usr/bin/env python3
"""The index of words says what the record says, whatever came when.

usage: searched.py --readout BIN --data DIR

Reports, copies and later versions of them come into a record in batches of several sizes and orders; people decide, and undo it. After each step
the index must be, word by word and place by place, the one that is made from the record's rows alone, and every search must find what it finds in a record
that was filled at once. A record of an older version must be indexed when it is opened for writing.
"""
import argparse
import random
import shutil
import sqlite3
import sys
import tempfile

from any_order import Records, decide, make_reports, write_reports

SEARCHES = [["trade"], ["minister*"], ["--", "willing", "-energy"], ['"farm goods"'], ["--in", "statements", "trade"], ["--in", "statements", "wang*"],
            ["--party", "China"], ["--party", "cn", "--party", "Russia", "trade"], ["--speaker", "Iran", "energy"], ["--act", "commitment"],
            ["--act", "position", "--since", "2024-03"], ["--since", "2024-02", "--until", "2024-04", "bridge"], ["--until", "2024-02-02"],
            ["--framework", "SCO"], ["--in", "statements", "--framework", "BRICS"], ["--side", "China", "--in", "statements"], ["--", "-trade"], []]


def words(path):
    """What the index holds: each word's places in each report and statement, what ranks are made of, and the names of entities."""
    record = sqlite3.connect(path)
    found = []
    for kind in ("report", "statement"):
        record.execute(f"CREATE VIRTUAL TABLE temp.{kind}_places USING fts5vocab (main, {kind}_words, instance)")
        found += [(kind, *row) for row in record.execute(
            f"SELECT n.{kind}, v.term, v.col, v.offset FROM temp.{kind}_places v LEFT JOIN {kind}_number n ON n.number = v.doc")]
        found += [(kind, "rank", *row) for row in record.execute(
            f"SELECT n.{kind}, round(bm25({kind}_words), 9) FROM {kind}_words LEFT JOIN {kind}_number n ON n.number = {kind}_words.rowid "
            f"WHERE {kind}_words MATCH 'trade OR minister OR will'")]
        found += [(f"{kind} not numbered", *row) for row in record.execute(
            f"SELECT id FROM {kind} WHERE id NOT IN (SELECT {kind} FROM {kind}_number)")]
    found += [("statement", *row) for row in record.execute("SELECT statement, event, act FROM statement_number")]
    found += [("called", *row) for row in record.execute("SELECT name, how, entity FROM entity_called")]
    record.close()
    return sorted(map(str, found))


def make_anew(records, name, report, step="DELETE FROM meta WHERE key = 'words'"):
    """A copy of the record whose index is made from its rows."""
    copy = records.path(name + "-anew")
    records.run("backup", "--quiet", "--force", "--plain", "--record", records.path(name), copy)
    with sqlite3.connect(copy) as record:
        record.executescript(step)
    record.close()
    records.run("add", "--quiet", "--record", copy, report)
    return words(copy)


def check(records, name, report, what):
    held, anew = words(records.path(name)), make_anew(records, name, report)
    if len(held) < 50:
        sys.exit(f"{what}: the index holds next to nothing")
    if held != anew:
        shown = sorted(set(held) - set(anew))[:5] + ["-- should be:"] + sorted(set(anew) - set(held))[:5]
        sys.exit(f"{what}: the index is not that of the record\n" + "\n".join(shown))


def results(records, name):
    return [records.run("search", "--record", records.path(name), "--json", "--limit", "0", *asked) for asked in SEARCHES]


def check_results(wanted, got, what):
    for asked, one, two in zip(SEARCHES, wanted, got):
        if one != two:
            sys.exit(f"{what}: {' '.join(asked)} finds otherwise\n- {one[:600]}\n+ {two[:600]}")


def check_orders(records, pick, paths):
    records.add("whole", paths)
    check(records, "whole", paths[0], "added at once")
    wanted = results(records, "whole")
    nothing = [" ".join(asked) for asked, found in zip(SEARCHES, wanted) if '"total":0' in found]
    if len(nothing) > 2:
        sys.exit(f"nothing is found by {nothing}")
    for sizes in ([1, 2, 3], [5, 8]):
        order, name, n_added = pick.sample(paths, len(paths)), f"by-{sizes[0]}", 0
        while n_added < len(order):
            n = pick.choice(sizes)
            records.add(name, order[n_added:n_added + n])
            n_added += n
            if pick.random() < 0.2:
                check(records, name, order[0], f"after {n_added} reports by {sizes}")
        check(records, name, order[0], f"added by {sizes}")
        check_results(wanted, results(records, name), f"added by {sizes}")
    return wanted


def check_decisions(records, paths, wanted):
    decide(records, "whole", records.export("whole"))
    check(records, "whole", paths[0], "after decisions")
    if results(records, "whole") == wanted:
        sys.exit("the decisions are not found")
    for _ in range(2):
        decisions = records.run("review", "--list", "--json", "--record", records.path("whole")).splitlines()
        undone = [line.split('"undoes":"')[1].split('"')[0] for line in decisions if '"undoes":"' in line]
        ids = [line.split('"id":"')[1].split('"')[0] for line in decisions if '"undoes":null' in line]
        records.run("review", "undo", next(i for i in ids if i not in undone), "--who", "Ana", "--record", records.path("whole"))
    check(records, "whole", paths[0], "after undoing")
    check_results(wanted, results(records, "whole"), "after undoing")


def check_kept(records, paths, wanted):
    """A record that is read again, imported or joined is indexed as one that was added to."""
    shutil.copy(records.path("whole"), records.path("again"))
    records.run("reread", "--quiet", "--record", records.path("again"))
    check(records, "again", paths[0], "read again")
    check_results(wanted, results(records, "again"), "read again")
    carried = records.path("carried") + ".jsonl"
    with open(carried, "w", encoding="utf-8") as file:
        file.write(records.run("export", "--with", "findings,originals", "--record", records.path("whole")))
    records.run("import", "--quiet", "--record", records.path("carried"), carried)
    check(records, "carried", paths[0], "imported")
    check_results(wanted, results(records, "carried"), "imported")
    with open(carried, "w", encoding="utf-8") as file:
        file.write(records.run("export", "--with", "originals", "--record", records.path("whole")))
    records.run("import", "--quiet", "--record", records.path("concluded"), carried)
    check_results(wanted, results(records, "concluded"), "conclusions imported")
    records.run("reread", "--quiet", "--record", records.path("concluded"))
    check(records, "concluded", paths[0], "conclusions imported and read again")
    records.add("half", paths[::2])
    records.run("merge", "--quiet", "--record", records.path("half"), records.path("whole"))
    check(records, "half", paths[0], "joined")
    check_results(wanted, results(records, "half"), "joined")


OLDER = """UPDATE original SET bytes = substr(bytes, 2); DROP VIEW report_text; DROP VIEW quote; ALTER TABLE report DROP COLUMN text; DROP TABLE dictionary;
CREATE VIEW report_text AS SELECT id FROM report; CREATE VIEW quote AS SELECT id FROM report; DROP TABLE given; DROP INDEX report_sha256; DROP TABLE report_words; DROP TABLE statement_words; DROP TABLE report_number; DROP TABLE statement_number; DROP TABLE entity_called;
DROP INDEX event_days; DROP INDEX event_until; DROP INDEX event_name; DROP INDEX report_side; CREATE INDEX report_side ON report (side);
DELETE FROM meta WHERE key = 'words'; PRAGMA user_version = 6;"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readout", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--made", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    pick = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        paths = write_reports(folder, make_reports(pick, options.made))
        records = Records(options.readout, options.data, folder)
        wanted = check_orders(records, pick, paths)
        if make_anew(records, "whole", paths[0], OLDER) != words(records.path("whole")):
            sys.exit("a record of an older version is indexed otherwise")
        check_kept(records, paths, wanted)
        check_decisions(records, paths, wanted)
    print(f"{len(paths)} reports: the index is that of the record")


if __name__ == "__main__":
    main()

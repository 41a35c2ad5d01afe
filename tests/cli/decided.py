#!/usr/bin/env python3
"""What people decided about a record, as the command shows it.

usage: decided.py --readout BIN --data DIR --bench DIR --reports DIR... [--more 100] [--many 400]

Decides twenty things about a record of the reports and fails where
- the export with decisions depends on the order or the number of threads in which reports and decisions came in;
- undoing everything, in any order, does not give back the conclusions before, byte for byte;
- a decision is lost when its reports are added anew, in a new record, or is not listed while they are not there;
- decisions do not survive a hundred more reports (of bench/growth.py) in another order, or undoing them there does not give back every line but theirs;
- hundreds of decisions against each other come to something else in another order;
- merging two names takes more than three words, or what is not the same comes together when more reports are added.
"""
import argparse, contextlib, json, os, random, sqlite3, subprocess, sys, tempfile


class Command:
    def __init__(self, args, folder):
        self.readout, self.folder = args.readout, folder
        self.env = dict(os.environ, READOUT_DATA=args.data, READOUT_WHO="a person")

    def run(self, record, *words, **more):
        done = subprocess.run([self.readout, words[0], "--record", os.path.join(self.folder, record + ".db"), *words[1:]], env=self.env,
                              capture_output=True, **more)
        if done.returncode != 0:
            sys.exit(f"{' '.join(words)}: status {done.returncode}: {done.stderr.decode()}")
        return done.stdout

    def lines(self, record):
        return self.run(record, "export").splitlines(keepends=True)

    def conclusions(self, record):
        return b"".join(line for line in self.lines(record) if not line.startswith(b'{"type":"review"'))

    def add(self, record, files, threads=1):
        self.run(record, "add", "--quiet", "--threads", str(threads), *files)

    def copy(self, record, name):
        self.run(record, "backup", "--quiet", os.path.join(self.folder, name + ".db"))

    def make_plain(self, record):
        """So that SQL changes its lines."""
        path = os.path.join(self.folder, record + ".db")
        self.run(record, "backup", "--quiet", "--plain", path + ".plain")
        os.replace(path + ".plain", path)

    def decide(self, record, *words):
        return json.loads(self.run(record, "review", "--json", *words).splitlines()[0])


def of_type(lines, kind):
    return [o for o in map(json.loads, lines) if o["type"] == kind]


def decide_all(command, record):
    """Twenty decisions, of every kind that the reports give room for."""
    lines = command.lines(record)
    events = [e for e in of_type(lines, "event") if e["reports"] and e["kind"] == "meeting"]
    events.sort(key=lambda e: -len(e["reports"]))
    statements = [s for s in of_type(lines, "statement") if s["event"] == events[0]["id"]]
    wide = [s for s in statements if len({e["report"] for e in s["evidence"]}) > 1 and s["origins"] > 1]
    commitments = of_type(lines, "commitment")
    derivations = [d for d in of_type(lines, "derivation") if d["kind"] != "identical"]
    persons = [n for n in of_type(lines, "entity") if n["kind"] == "person" and n["evidence"]]
    merged = {events[1]["id"], events[2]["id"]}
    disputed = [x for x in of_type(lines, "discrepancy") if x["event"] not in merged and x["field"] != "number"]
    made = [
        ("merge", events[1]["id"], events[2]["id"]),
        ("not-same", statements[0]["id"], statements[1]["id"]),
        ("merge", statements[2]["id"], statements[3]["id"]),
        ("split", wide[-1]["id"], wide[-1]["evidence"][0]["report"]),
        ("accept", wide[0]["id"]),
        ("reject", statements[4]["id"]),
        ("correct", statements[5]["id"], "speakers", persons[0]["name"], persons[1]["name"]),
        ("correct", events[0]["id"], "date", "2020-02-02"),
        ("rename", persons[2]["name"], "Somebody Else"),
        ("merge", persons[3]["name"], persons[4]["name"]),
        ("status", commitments[0]["statement"], "dropped"),
        ("reject", derivations[0]["id"]),
        ("reject", disputed[0]["id"]),
        ("accept", disputed[1]["id"]),
        ("accept", derivations[1]["id"]),
        ("accept", events[0]["id"]),
        ("rename", events[0]["id"], "The Talks"),
        ("correct", statements[6]["id"], "act", "position"),
        ("correct", persons[5]["name"], "wikidata", "Q1"),
        ("not-same", persons[5]["name"], persons[6]["name"]),
    ]
    return [command.decide(record, *words)["id"] for words in made]


def check(condition, what):
    if not condition:
        print("failed: " + what)
    return 0 if condition else 1


def any_order(command, files, first):
    """Reports and decisions in any order, in several records."""
    failed = 0
    export = os.path.join(command.folder, "decisions.jsonl")
    with open(export, "wb") as out:
        out.writelines(first)
    for seed in range(3):
        rng, name = random.Random(seed), f"order-{seed}"
        order = files[:]
        rng.shuffle(order)
        cut = rng.randrange(1, len(order))
        command.add(name, order[:cut], 1 + seed % 2)
        command.run(name, "review", "import", export)
        unbound = command.run(name, "review", "--unbound", "--json").splitlines()
        failed += check(any(b'"state":"unbound"' in line for line in command.lines(name)) == bool(unbound), f"{name}: what is unbound is listed")
        command.add(name, order[cut:], 2 - seed % 2)
        failed += check(command.lines(name) == first, f"{name}: the same bytes")
        failed += check(not command.run(name, "review", "--unbound", "--json"), f"{name}: all bind when their reports are there")
    return failed


def more_reports(command, files, bench, decisions, n):
    """More reports, before and behind the decisions; undone, the record is as if nothing had been decided."""
    sys.path.insert(0, bench)
    import growth
    writer, failed, more = growth.Writer(5, command.env["READOUT_DATA"]), 0, []
    for i in range(n):
        more.append(os.path.join(command.folder, f"more-{i}.jsonl"))
        with open(more[-1], "w", encoding="utf-8") as out:
            out.write(json.dumps(writer.report()) + "\n")
    command.copy("first", "behind")
    random.Random(5).shuffle(more)
    for start in range(0, n, 34):
        command.add("behind", more[start:start + 34], 2)
    random.Random(6).shuffle(more)
    command.add("before", more + files[::-1])
    plain = command.conclusions("before")
    command.run("before", "review", "import", os.path.join(command.folder, "decisions.jsonl"))
    lines = command.lines("behind")
    failed += check(lines == command.lines("before"), "decisions and more reports in another order: the same bytes")
    states = [r["state"] for r in of_type(lines, "review")]
    failed += check(states == ["in-force"] * len(decisions), f"all are in force still: {states}")
    failed += check(command.conclusions("behind") != plain, "they decide something")
    random.Random(7).shuffle(decisions)
    for one in decisions:
        command.decide("behind", "undo", one)
    return failed + check(command.conclusions("behind") == plain, "undone, every line but theirs is as if nothing had been decided")


def undone(command, decided, before):
    failed = 0
    for seed in range(1):
        name = f"undo-{seed}"
        command.copy("first", name)
        order = decided[:]
        random.Random(seed).shuffle(order)
        undoing = [command.decide(name, "undo", one)["id"] for one in order]
        failed += check(command.conclusions(name) == before, f"{name}: the conclusions before")
        command.decide(name, "undo", undoing[0])
        failed += check(command.conclusions(name) != before, f"{name}: what undoes can be undone")
    return failed


def members(thing, part, reports):
    """What the program makes of a thing's evidence."""
    for evidence in thing["evidence"][:32]:
        if evidence.get("field", "kind") == "kind":
            report, start, end = reports[evidence["report"]], evidence["spans"][0][0], evidence["spans"][-1][1]
            yield {"sha256": report["sha256"], "start": start, "end": end, "quote": report["text"][start:end], "part": part}


def many(command, files, lines, n):
    """Many decisions, many against each other, as another program might write them: in any order the same bytes."""
    rng = random.Random(7)
    reports = {r["id"]: r for r in of_type(lines, "report")}
    things = {kind: [o for o in of_type(lines, kind) if o["evidence"]] for kind in ("entity", "statement", "event")}
    made = []
    for i in range(n):
        kind = rng.choice(["entity", "statement", "event"])
        a, b = rng.sample(things[kind], 2)
        review = {"type": "review", "id": f"v-{rng.getrandbits(64):016x}", "who": "a program", "when": f"2026-01-01T00:00:{i % 60:02}Z", "why": None,
                  "action": rng.choice(["merge", "not-same", "split"]), "target": a["id"], "members": [*members(a, 0, reports), *members(b, 1, reports)],
                  "value": None, "undoes": rng.choice(made)["id"] if made and rng.random() < .1 else None, "kind": kind, "field": None}
        made.append(review)
    failed, exports = 0, []
    for seed in range(2):
        name = f"many-{seed}"
        rng.shuffle(made)
        with open(os.path.join(command.folder, name + ".jsonl"), "w", encoding="utf-8") as out:
            out.writelines(json.dumps(review, ensure_ascii=False) + "\n" for review in made)
        command.add(name, files, 1 + seed % 2)
        command.run(name, "review", "--quiet", "import", os.path.join(command.folder, name + ".jsonl"))
        exports.append(command.lines(name))
        failed += check(exports[-1] == exports[0], f"{name}: the same bytes")
    states = [r["state"] for r in of_type(exports[0], "review")]
    return failed + check({"in-force", "undone", "overruled"} <= set(states) and len(states) == len(made), f"many decisions are kept: {set(states)}")


REPORT = "Foreign Minister Ana {name} of Panama met Foreign Minister Mark Kent of Belize in Lima on {day} June 2023. {name} said that Panama will {what}."


def remembered(command):
    """Two names, and two meetings that more reports would join."""
    failed = 0
    files = []
    for i, (name, day, what) in enumerate([("Ruiz", 3, "open a port"), ("Ruys", 9, "build a road"), ("Ruiz", 3, "open a port in May"), ("Ruys", 9, "build a road in May")]):
        files.append(os.path.join(command.folder, f"report-{i}.txt"))
        with open(files[-1], "w", encoding="utf-8") as out:
            out.write(REPORT.format(name=name, day=day, what=what))
    command.add("names", files[:2])
    before = {n["name"] for n in of_type(command.lines("names"), "entity")}
    failed += check({"Ana Ruiz", "Ana Ruys"} <= before, "two names are two persons")
    command.decide("names", "merge", "Ana Ruiz", "Ana Ruys")
    command.add("names", files[2:])
    persons = [n for n in of_type(command.lines("names"), "entity") if n["name"] == "Ana Ruiz"]
    failed += check(len(persons) == 1 and "Ana Ruys" in persons[0]["aliases"], "two names are one person, in reports added later too")

    command.make_plain("names")
    with contextlib.closing(sqlite3.connect(os.path.join(command.folder, "names.db"))) as db, db:  # as an older version, or an interruption, leaves it
        db.execute("UPDATE meta SET value = 'no' WHERE key = 'settled'")
        db.execute("UPDATE entity SET body = json_remove(body, '$.evidence')")
    failed += check(command.decide("names", "rename", "Ana Ruiz", "A. Ruiz")["state"] == "in-force", "what is not concluded yet is concluded first")

    command.add("apart", files[:1])
    with open(files[1], "w", encoding="utf-8") as out:
        out.write("In Lima on 3 June 2023 Foreign Minister Ana Ruiz of Panama met Foreign Minister Mark Kent of Belize over fishing. Kent said that Belize will lend boats.")
    command.add("apart", files[1:2])
    held = lambda: [e for e in of_type(command.lines("apart"), "event") if e["reports"]]
    failed += check(len(held()) == 1, "two reports of one day are of one meeting")
    report = json.loads(next(line for line in command.lines("apart") if b"over fishing" in line))["id"]
    command.decide("apart", "split", held()[0]["id"], report)
    failed += check(len(held()) == 2, "a person parts them")
    command.add("apart", files[2:3])
    failed += check(sorted(len(e["reports"]) for e in held()) == [1, 2], "they stay apart when a third is added, which joins its like")
    return failed


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--readout", required=True)
    ap.add_argument("--data", required=True)
    ap.add_argument("--bench", required=True)
    ap.add_argument("--reports", nargs="+", required=True)
    ap.add_argument("--more", type=int, default=100, help="reports that are added besides")
    ap.add_argument("--many", type=int, default=400, help="decisions against each other")
    args = ap.parse_args()
    args.readout, args.data, args.bench = os.path.abspath(args.readout), os.path.abspath(args.data), os.path.abspath(args.bench)
    folders = [os.path.abspath(folder) for folder in args.reports]
    os.chdir(os.path.commonpath(folders))  # identities hang on paths as given: the same wherever the project stands
    files = sorted(os.path.relpath(os.path.join(base, f)) for folder in folders for base, _, names in os.walk(folder) for f in names)
    with tempfile.TemporaryDirectory() as folder:
        command = Command(args, folder)
        command.add("first", files)
        before = command.conclusions("first")
        decided = decide_all(command, "first")
        first = command.lines("first")
        states = {r["state"] for r in of_type(first, "review")}
        failed = check(states == {"in-force"}, f"all decisions are in force: {states}")
        failed += check(len(decided) == len(set(decided)) == 20, "twenty decisions")
        failed += check({r["action"] for r in of_type(first, "review")} == {"merge", "split", "rename", "correct", "accept", "reject", "not-same", "status"}, "of all kinds")
        failed += any_order(command, files, first)
        failed += more_reports(command, files, args.bench, decided[:], args.more)
        failed += undone(command, decided, before)
        failed += many(command, files, command.lines("undo-0"), args.many)
        failed += remembered(command)
    print(f"{failed} failed ({len(files)} reports, {len(decided)} decisions)")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

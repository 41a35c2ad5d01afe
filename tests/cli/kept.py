#!/usr/bin/env python3
"""A record that is exported, imported, merged, read again and copied stays what it is, and what is wrong with one is found.

usage: kept.py --readout BIN --data DIR --bench DIR [--reports 3000] [--seed 1] [--work DIR]

Reports are written as bench/growth.py writes them, every tenth with a later version. Fails where
- an export with findings and originals does not give the record back, byte for byte, or reading all of it again changes anything; the rest is done with fewer reports:
- importing beside half of it, with decisions too, merging two halves, or one that another version read, is not the same as adding all reports to one;
- what is damaged (bytes of an original, of the text behind a quote, what was read, a key, the file itself) is not named by `check`, or a sound record has faults;
- a copy that is made while another program adds is no whole state of the record, or a file that is there is overwritten.
Prints how long each step took.
"""
import argparse, gzip, hashlib, json, os, resource, sqlite3, subprocess, sys, tempfile, time

FEW = 400  # reports, where much is done with them
WITH = ("--with", "findings,originals")


class Records:
    def __init__(self, options, folder):
        self.readout, self.folder, self.failed = options.readout, folder, 0
        self.env = dict(os.environ, READOUT_DATA=options.data, READOUT_WHO="a person")

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, record, *words, status=0, **more):
        """Standard output and error, and how long it took."""
        begun = time.perf_counter()
        done = subprocess.run([self.readout, words[0], "--record", self.path(record), *words[1:]], env=self.env, capture_output=True, **more)
        self.took = time.perf_counter() - begun
        if done.returncode != status:
            sys.exit(f"{' '.join(words)[:200]}: status {done.returncode}, not {status}: {done.stderr.decode()[-2000:]}")
        return done.stdout, done.stderr.decode()

    def export(self, record, *more):
        return self.run(record, "export", *more)[0]

    def check(self, condition, what):
        if not condition:
            self.failed += 1
            print("failed: " + what)

    def same(self, one, other, what):
        self.check(one == other, what)
        if one != other:
            left, right = set(one.split(b"\n")), set(other.split(b"\n"))
            for sign, lines in (("-", left - right), ("+", right - left)):
                print("\n".join(f"  {sign} {line[:200]!r}" for line in sorted(lines)[:3]))

    def faults(self, record, *more, status=1):
        return [json.loads(line) for line in self.run(record, "check", "--json", *more, status=status)[0].splitlines()]

    def change(self, record, *statements):
        with sqlite3.connect(self.path(record)) as db:
            for statement in statements:
                db.execute(*statement) if isinstance(statement, tuple) else db.execute(statement)
        db.close()

    def write(self, name, content):
        with open(self.path(name), "wb") as out:
            out.write(content)
        return self.path(name)

    def copy(self, record, name, *how):
        self.run(record, "backup", "--quiet", "--force", *how, self.path(name))


def write(options, folder, reports):
    """Two halves, as JSON Lines."""
    import growth
    writer, halves = growth.Writer(options.seed, options.data), ([], [])
    for i in range(reports):
        report = writer.report()
        halves[i % 2].append(report)
        if i % 10 == 0:
            halves[i % 4 // 2].append(dict(report, text=report["text"] + " The text was changed later.", date="2026-01-01"))
    paths = []
    for i, half in enumerate(halves):
        paths.append(os.path.join(folder, f"half-{i}.jsonl"))
        with open(paths[-1], "w", encoding="utf-8") as out:
            out.writelines(json.dumps(report) + "\n" for report in half)
    return paths


def of_type(lines, kind):
    return [json.loads(line) for line in lines.splitlines() if line.startswith(f'{{"type":"{kind}"'.encode())]


def decide(records, record):
    lines = records.export(record)
    events = [e["id"] for e in of_type(lines, "event") if e["reports"]]
    persons = [n["name"] for n in of_type(lines, "entity") if n["kind"] == "person" and n["evidence"]]
    for words in (["merge", events[0], events[1]], ["rename", persons[0], "Somebody Else"], ["reject", events[2]]):
        records.run(record, "review", *words)


def whole(records, paths):
    """The record of all, exported and imported."""
    records.run("all", "add", "--quiet", *paths)
    print(f"added in {records.took:.1f} s")
    exported = records.export("all", *WITH)
    print(f"{len(exported) / 1e6:.1f} MB exported in {records.took:.1f} s")
    with gzip.open(records.path("all.jsonl.gz"), "wb", 1) as out:
        out.write(exported)
    records.run("back", "import", records.path("all.jsonl.gz"))
    print(f"imported in {records.took:.1f} s; at most {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB of memory so far")
    records.same(exported, records.export("back", *WITH), "an import gives the record back")
    records.check("0 imported" in records.run("back", "import", records.path("all.jsonl.gz"))[1], "what is there is not imported again")
    records.same(exported, records.export("back", *WITH), "importing again changes nothing")
    return exported


def again(records, exported):
    """Read again, it is the same."""
    said, told = records.run("back", "reread", "--list")
    print(f"read again in {records.took:.1f} s")
    records.check(said == b"" and "something else was read of 0" in told, f"reading again changes nothing: {said[:300]} {told}")
    records.same(exported, records.export("back", *WITH), "read again, the record is the same")
    records.change("back", "DELETE FROM given")  # as a record that an older version made
    records.run("back", "reread", "--quiet")
    records.same(records.export("all"), records.export("back"), "how a report was given is found out where it was not kept")
    records.run("back", "check", "--deep")
    print(f"checked in {records.took:.1f} s")


def halves(records, paths, exported):
    """Half of it, and the other half by export, and by merging; of a record that another version read."""
    for i, path in enumerate(paths):
        records.run(f"half-{i}", "add", "--quiet", path)
    records.write("half.jsonl", records.export("half-1", *WITH))
    records.copy("half-0", "beside")
    records.run("beside", "import", records.path("half.jsonl"))
    records.same(exported, records.export("beside", *WITH), "an import into half of the record gives all of it")
    records.copy("half-0", "joined")
    records.run("joined", "merge", records.path("half-1"))
    print(f"merged in {records.took:.1f} s")
    records.same(exported, records.export("joined", *WITH), "merging two halves gives all")
    records.copy("half-1", "half-plain", "--plain")
    records.same(records.export("half-1", *WITH), records.export("half-plain", *WITH), "a copy with plain lines is the same record")
    os.replace(records.path("half-plain"), records.path("half-1"))
    records.change("half-1", "UPDATE given SET reader = '0.0.0 0'",
                   "UPDATE findings SET body = json_set(body, '$.mentions', json('[]'), '$.attributions', json('[]'))")
    records.copy("half-0", "older")
    records.run("older", "merge", records.path("half-1"))
    records.same(exported, records.export("older", *WITH), "what another version read is read again")
    records.change("half-1", "UPDATE meta SET value = 'no' WHERE key = 'settled'")
    records.run("half-1", "add", "--quiet", records.write("more.jsonl", json.dumps({"id": "more", "text": "The talks went on."}).encode()))
    said, told = records.run("half-1", "reread", "--list", "--json")
    changes = [json.loads(line) for line in said.splitlines()]
    came = sum(change.get("change") == "came" and change["type"] == "statement" for change in changes)
    counted = [change["came"] for change in changes if change["type"] == "statement" and "change" not in change]
    records.check(came > 0 and counted == [came] and "something else was read of 0" not in told, f"what a new reading changes is told: {came}, {counted}, {told}")


def decided(records):
    decide(records, "all")
    exported = records.export("all", *WITH)
    records.run("decided", "import", records.write("decided.jsonl", exported))
    records.same(exported, records.export("decided", *WITH), "an import gives decisions back")
    records.run("half-0", "merge", records.path("all"))
    records.same(exported, records.export("half-0", *WITH), "merging takes decisions along")


def conclusions(records):
    """An export without what was read."""
    plain = records.export("all")
    told = records.run("plain", "import", records.write("plain.jsonl", plain))[1]
    records.check("conclusions were taken as they are" in told, "conclusions alone are said to be that")
    records.same(plain, records.export("plain"), "conclusions come in as they are")
    records.run("plain", "check")
    for words in (["add", records.path("half.jsonl")], ["merge", records.path("all")], ["review", "reject", "e-"], ["import", records.path("plain.jsonl")]):
        records.check("holds conclusions alone" in records.run("plain", *words, status=3)[1], f"nothing is added to conclusions: {words[0]}")
    records.check("holds conclusions without what was read" in records.run("beside", "import", records.path("plain.jsonl"), status=2)[1],
                  "conclusions are not mixed with a record")


def damaged_lines(records, exported):
    """An export that lost something on its way."""
    lines = exported.splitlines(keepends=True)
    originals = [i for i, line in enumerate(lines) if line.startswith(b'{"type":"original"')]
    findings = [i for i, line in enumerate(lines) if line.startswith(b'{"type":"findings"')]
    lines[originals[0]] = lines[originals[0]].replace(b'"bytes":"', b'"bytes":"AAAA')
    lines[findings[0]] = lines[findings[0]].replace(b'"text":', b'"text":7,"was":')
    told = records.run("damaged", "import", records.write("damaged.jsonl", b"".join(lines)), status=1)[1]
    records.check("is not what has this hash" in told and '"text" is no text' in told and "2 failed" in told, f"damaged lines are named: {told}")
    n = sum(line.startswith(b'{"type":"report"') for line in lines)
    records.check(len(of_type(records.export("damaged"), "report")) == n - 1, "the other lines are taken")
    records.run("damaged", "check")
    told = records.run("headless", "import", records.write("headless.jsonl", b"".join(lines[1:3])), status=1)[1]
    records.check('its first line is of type "record"' in told, "no export is named")


def faults(records):
    """Each fault by itself."""
    report = of_type(records.export("beside"), "report")[5]
    statement = next(s for s in of_type(records.export("beside"), "statement") if s["evidence"])
    entity = next(n for n in of_type(records.export("beside"), "entity") if n["evidence"])
    cases = [
        ("an original", ("UPDATE original SET bytes = CAST('!' || bytes AS BLOB) WHERE sha256 = ?", (report["sha256"],)), "original", report["sha256"]),
        ("a quote", ("UPDATE statement SET body = json_set(body, '$.evidence[0].quote', 'nobody said this') WHERE id = ?", (statement["id"],)), "statement", statement["id"]),
        ("a name", ("UPDATE entity SET body = json_set(body, '$.evidence[0].spans[0][1]', 1000000) WHERE id = ?", (entity["id"],)), "entity", entity["id"]),
        ("a packed line", ("UPDATE statement SET body = x'01020304' WHERE id = ?", (statement["id"],)), "statement", statement["id"]),
        ("a text", ("UPDATE report SET text = text || '!' WHERE id = ?", (report["id"],)), "report", report["id"]),
        ("findings", ("DELETE FROM findings WHERE report = ?", (report["id"],)), "report", report["id"]),
        ("findings of another text", ("UPDATE findings SET body = json_set(body, '$.text', json_extract(body, '$.text') || '!') WHERE report = ?", (report["id"],)), "findings", report["id"]),
        ("a key", ("DELETE FROM settled WHERE id = ?", (report["id"],)), "report", report["id"]),
        ("a version", ("UPDATE report SET version = 9 WHERE id = ?", (report["id"],)), "report", report["id"]),
        ("a row", ("DELETE FROM origin WHERE id = ?", (report["origins"][0],)), "table", "origin_report"),
    ]
    for what, statement, of, name in cases:
        records.copy("beside", "faulty", "--plain")
        records.change("faulty", statement)
        found = records.faults("faulty")
        records.check(any(fault["fault"] == of and fault["id"] == name for fault in found), f"{what} is found: {found[:3]}")
    records.copy("beside", "faulty", "--plain")
    records.change("faulty", ("UPDATE report SET text = text || '!', body = json_set(body, '$.text', text || '!') WHERE id = ?", (report["id"],)),
                   ("UPDATE findings SET body = json_set(body, '$.text', json_extract(body, '$.text') || '!') WHERE report = ?", (report["id"],)))
    records.check(not records.faults("faulty", status=0), "a text that goes with all that quotes it is only found by its original")
    records.check([fault["id"] for fault in records.faults("faulty", "--deep")] == [report["id"]], "a text that its original does not give is found")


def torn(records):
    """Bytes of the file overwritten."""
    for at in (0.2, 0.5, 0.8):
        records.copy("beside", "torn")
        with open(records.path("torn"), "r+b") as file:
            file.seek(int(os.path.getsize(records.path("torn")) * at) // 4096 * 4096)
            file.write(b"\xff" * 8192)
        done = subprocess.run([records.readout, "check", "--record", records.path("torn")], env=records.env, capture_output=True)
        records.check(done.returncode == 1 and done.stdout.startswith(b"file: "), f"a torn file is told: {done.returncode} {done.stdout[:200]} {done.stderr[:200]}")
        told = records.run("torn", "backup", records.path("of-torn"), status=3)[1]
        records.check("damaged" in told and not os.path.exists(records.path("of-torn")), "a torn file is not copied")


def copies(records, paths):
    """Copies of a record that another program adds to."""
    records.run("busy", "add", "--quiet", paths[0])
    adding = subprocess.Popen([records.readout, "add", "--quiet", "--record", records.path("busy"), paths[1]], env=records.env)
    made = 0
    while adding.poll() is None or made == 0:
        records.copy("busy", f"copy-{made}")
        made += 1
    for i in range(made):
        records.run(f"copy-{i}", "check")
    records.check(adding.returncode == 0, "a copy does not disturb who writes")
    records.run(f"copy-{made - 1}", "add", "--quiet", paths[1])
    records.run("busy", "check")
    records.same(records.export("busy"), records.export(f"copy-{made - 1}"), "a copy goes on as the record does")
    print(f"{made} copies while another program added")
    with open(records.path("copy-0"), "rb") as file:
        before = hashlib.sha256(file.read()).digest()
    records.check("is there already" in records.run("busy", "backup", records.path("copy-0"), status=2)[1], "nothing is overwritten")
    records.check("is the record itself" in records.run("busy", "backup", "--force", records.path("busy"), status=2)[1], "the record itself is no copy")
    with open(records.path("copy-0"), "rb") as file:
        records.check(before == hashlib.sha256(file.read()).digest(), "what is there stays as it is")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("readout", "data", "bench"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--reports", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work")
    options = parser.parse_args()
    sys.path.insert(0, options.bench)
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        records = Records(options, folder)
        exported = whole(records, write(options, folder, options.reports))
        again(records, exported)
        failed = records.failed
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        records = Records(options, folder)
        paths = write(options, folder, FEW)
        exported = whole(records, paths)
        halves(records, paths, exported)
        damaged_lines(records, exported)
        decided(records)
        conclusions(records)
        faults(records)
        torn(records)
        copies(records, paths)
        failed += records.failed
    print(f"{options.reports} reports, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

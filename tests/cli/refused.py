#!/usr/bin/env python3
"""A record that cannot be written, read or found ends in a word on what to do, and loses nothing.

usage: refused.py --readout BIN --data DIR --bench DIR [--reports 200] [--seed 1] [--work DIR]

A full disk (a small tmpfs where this may be mounted; a limit on the size of files everywhere), files and folders that may not be written, two writers at once, a record whose
bytes were overwritten at several places, one of a newer version, another kind of file, none at all. Each command ends with the status of the manual and a message with the
words that are looked for here; the record is afterwards what it was before, byte for byte of its export, and goes on as if nothing had been.
"""
import argparse, json, os, resource, shutil, signal, sqlite3, subprocess, sys, tempfile


class Refused:
    def __init__(self, options, folder):
        self.options, self.folder, self.failed, self.cases = options, folder, 0, 0
        self.env = dict(os.environ, READOUT_DATA=options.data, READOUT_WHO="a person")

    def path(self, name):
        return os.path.join(self.folder, name)

    def call(self, record, *words, **more):
        return subprocess.run([self.options.readout, words[0], "--record", record, *words[1:]], **{"env": self.env, "capture_output": True, **more})

    def run(self, record, *words, **more):
        done = self.call(record, *words, **more)
        if done.returncode != 0:
            sys.exit(f"{' '.join(words)[:200]}: status {done.returncode}: {done.stderr.decode()[-2000:]}")
        return done.stdout

    def check(self, condition, what):
        self.cases += 1
        if not condition:
            self.failed += 1
            print("failed: " + what)

    def refused(self, what, record, words, said, status=3, **more):
        """The command ends with that status, and says all of `said`."""
        done = self.call(record, *words, **more)
        told = done.stderr.decode()
        self.check(done.returncode == status and all(part in told for part in said), f"{what}, {words[0]}: status {done.returncode}, {told.strip()}")

    def unchanged(self, what, record, before):
        self.check(self.run(record, "export", "--with", "findings,originals") == before, f"{what}: the record is what it was")
        self.run(record, "check", "--deep")


def writing(refused, more):
    """Commands that write."""
    return [["add", "--quiet", more], ["import", "--quiet", refused.path("other.jsonl")], ["merge", "--quiet", refused.path("other.db")], ["reread", "--quiet"],
            ["review", "rename", refused.person, "Somebody Else"]]


def goes_on(refused, what, record, more):
    refused.run(record, "add", "--quiet", more)
    refused.check(refused.run(record, "export") == refused.all, f"{what}: it goes on as if nothing had been")


def full(refused, before, more):
    """No more room than the record has."""
    for words in writing(refused, more):
        record = refused.path("limited.db")
        shutil.copy(refused.path("some.db"), record)

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, 1 << 16))
        refused.refused("a limit on files", record, words, [record, "nothing of this step was kept"], preexec_fn=limit)
        refused.unchanged(f"a limit on files, {words[0]}", record, before)
        goes_on(refused, "a limit on files", record, more)
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(record + suffix):
                os.remove(record + suffix)
    disk = refused.path("disk")
    os.mkdir(disk)
    size = os.path.getsize(refused.path("some.db")) * 3 // 2
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", disk], capture_output=True).returncode != 0:
        print("no tmpfs may be mounted: a full disk is tried by a limit on files alone")
        return
    try:
        for words in writing(refused, more) + [["backup", "--quiet", os.path.join(disk, "copy.db")]]:
            record = os.path.join(disk, "full.db")
            shutil.copy(refused.path("some.db"), record)
            refused.refused("a full disk", record, words, ["no room is left on the disk"], env=dict(refused.env, SQLITE_TMPDIR=disk))
            refused.check(os.listdir(disk) == ["full.db"], f"a full disk, {words[0]}: nothing half done is left: {os.listdir(disk)}")
            refused.unchanged(f"a full disk, {words[0]}", record, before)
    finally:
        subprocess.run(["umount", disk], check=True)


def unwritable(refused, before, more):
    """A file, then a folder too, that may not be written: as another user, for root may."""
    folder = refused.path("shut")
    os.mkdir(folder)
    record = os.path.join(folder, "shut.db")
    shutil.copy(refused.path("some.db"), record)
    os.chmod(record, 0o444)
    os.chmod(folder, 0o555)

    def somebody():
        if os.getuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
    for words in writing(refused, more):
        refused.refused("a folder that may not be written", record, words, [record, "cannot be written", "rights"], preexec_fn=somebody)
    for words in (["export", "--with", "findings,originals"], ["check", "--deep"], ["events"]):
        done = refused.call(record, *words, preexec_fn=somebody)
        refused.check(done.returncode == 0, f"a folder that may not be written is read, {words[0]}: {done.stderr.decode()}")
    refused.refused("a folder that may not be written", record, ["backup", os.path.join(folder, "copy.db")], ["copy.db", "cannot be written"], preexec_fn=somebody)
    refused.refused("a folder that may not be written", os.path.join(folder, "new.db"), ["add", more], ["new.db", "folder"], preexec_fn=somebody)
    os.chmod(folder, 0o755)
    refused.unchanged("a folder that may not be written", record, before)
    os.chmod(record, 0o644)
    goes_on(refused, "a folder that may not be written", record, more)


def two(refused, before, more):
    """Another program writes, for longer than one waits; then two at once, of which one waits or says so."""
    record = refused.path("two.db")
    shutil.copy(refused.path("some.db"), record)
    other = sqlite3.connect(record, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for words in writing(refused, more)[:2]:
        refused.refused("another writer", record, words, [record, "in use by another program", "try again"])
    refused.run(record, "export")
    other.execute("ROLLBACK")
    other.close()
    refused.unchanged("another writer", record, before)
    both = [subprocess.Popen([refused.options.readout, "add", "--quiet", "--record", record, path], env=refused.env, stderr=subprocess.PIPE)
            for path in (more, refused.path("some.jsonl"))]
    told = [process.communicate()[1].decode() for process in both]
    for process, said in zip(both, told):
        refused.check(process.returncode == 0 or process.returncode == 3 and "try again" in said, f"two writers: status {process.returncode}, {said}")
    goes_on(refused, "two writers", record, more)


def broken(refused, before, more):
    """Bytes overwritten at several places: what reads there says so; what does not may go on; nobody crashes."""
    size, told, found = os.path.getsize(refused.path("some.db")), 0, 0
    for place in range(8):
        record = refused.path(f"broken-{place}.db")
        shutil.copy(refused.path("some.db"), record)
        with open(record, "r+b") as file:
            file.seek(size * place // 8 // 4096 * 4096 + (0 if place % 2 else 100 * (place > 0)))
            file.write(b"\xa5" * 6000)
        is_sound = refused.call(record, "check").returncode == 0
        found += not is_sound
        if is_sound:  # where nothing was: a page that is free, room within one
            refused.check(refused.run(record, "export", "--with", "findings,originals") == before, f"bytes overwritten at {place}/8 change nothing unnoticed")
        for words in (["check"], ["export"], ["add", "--quiet", more], ["reread", "--quiet"], ["backup", refused.path("copy-of-broken.db")]):
            done = refused.call(record, *words)
            said = done.stderr.decode() + done.stdout.decode() * (words[0] == "check")
            named = any(part in said for part in ("damaged", "no record of readout", "malformed", "in database", "Tree ", "row", "no valid JSON", "JSON"))
            refused.check(done.returncode in (0, 1, 3) and (done.returncode == 0 or named), f"bytes overwritten at {place}/8, {words[0]}: {done.returncode}, {said[:300]}")
            told += done.returncode != 0
        if os.path.exists(refused.path("copy-of-broken.db")):
            os.remove(refused.path("copy-of-broken.db"))
    refused.check(told > 10 and found >= 6, f"damage is told: {told} times, at {found} of 8 places")


def others(refused, before, more):
    """A newer version, another program's file, no file."""
    record = refused.path("newer.db")
    shutil.copy(refused.path("some.db"), record)
    db = sqlite3.connect(record)
    version = db.execute("PRAGMA user_version").fetchone()[0]
    db.execute(f"PRAGMA user_version = {version + 1}")
    db.close()
    for words in writing(refused, more) + [["check"], ["export"], ["backup", refused.path("copy.db")], ["events"]]:
        refused.refused("a newer version", record, words, [record, "use a newer one"])
    refused.refused("merging a newer version", refused.path("some.db"), ["merge", record], [record, "use a newer one"])
    db = sqlite3.connect(record)
    db.execute(f"PRAGMA user_version = {version}")
    db.close()
    refused.unchanged("a newer version", record, before)
    with open(refused.path("text.db"), "w") as out:
        out.write("This is no record. " * 100)
    for words in writing(refused, more) + [["check"], ["export"], ["backup", refused.path("copy.db")]]:
        refused.refused("another kind of file", refused.path("text.db"), words, ["text.db", "is no record of readout"])
        if words[0] not in ("add", "import", "merge"):
            refused.refused("no record", refused.path("none.db"), words, ["no record", "none.db", "readout add"])
    refused.refused("merging what is not there", refused.path("some.db"), ["merge", refused.path("none.db")], ["no record", "none.db"])
    refused.refused("an import of what is not there", refused.path("some.db"), ["import", refused.path("none.jsonl")], ["none.jsonl"], status=1)
    refused.check(not os.path.exists(refused.path("none.db")), "nothing is made where there is no record")
    refused.unchanged("refusals", refused.path("some.db"), before)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("readout", "data", "bench"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work")
    options = parser.parse_args()
    options.readout, options.data = os.path.abspath(options.readout), os.path.abspath(options.data)
    sys.path.insert(0, options.bench)
    import growth
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        os.chmod(folder, 0o755)
        refused, writer = Refused(options, folder), growth.Writer(options.seed, options.data)
        for name in ("some.jsonl", "more.jsonl"):
            with open(refused.path(name), "w", encoding="utf-8") as out:
                out.writelines(json.dumps(writer.report()) + "\n" for _ in range(options.reports))
        more = refused.path("more.jsonl")
        refused.run(refused.path("some.db"), "add", "--quiet", refused.path("some.jsonl"))
        refused.run(refused.path("other.db"), "add", "--quiet", more)
        with open(refused.path("other.jsonl"), "wb") as out:
            out.write(refused.run(refused.path("other.db"), "export", "--with", "findings,originals"))
        before = refused.run(refused.path("some.db"), "export", "--with", "findings,originals")
        refused.person = next(o["name"] for o in map(json.loads, before.splitlines()) if o["type"] == "entity" and o["kind"] == "person" and o["evidence"])
        shutil.copy(refused.path("some.db"), refused.path("all.db"))
        refused.run(refused.path("all.db"), "add", "--quiet", more)
        refused.all = refused.run(refused.path("all.db"), "export")
        full(refused, before, more)
        unwritable(refused, before, more)
        two(refused, before, more)
        broken(refused, before, more)
        others(refused, before, more)
    print(f"{refused.cases} cases, {refused.failed} failed")
    sys.exit(refused.failed > 0)


if __name__ == "__main__":
    main()

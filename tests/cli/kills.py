#!/usr/bin/env python3
"""Commands that write a record are killed (SIGKILL) at random moments, again and again: nothing that was said to be done is lost.

usage: kills.py --readout BIN --data DIR --bench DIR [--kills 40] [--reports 700] [--seed 1] [--work DIR]

Adds files of reports as bench/growth.py writes them, decides things, imports, merges, reads again and copies, each time with a kill somewhere between its start and its usual end.
After each: `check` finds no fault, every report that a tally counted is there, and every decision whose command ended well. In the end all is given once more, unkilled, and the
export must be that of a record which got the same reports at once, and the same decisions. Prints how many of which command were killed.
"""
import argparse, collections, json, os, random, signal, subprocess, sys, tempfile, time


class Run:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.pick = random.Random(options.seed)
        self.env = dict(os.environ, READOUT_DATA=options.data, READOUT_WHO="a person")
        self.usual, self.killed, self.ended = {}, collections.Counter(), collections.Counter()
        self.reports, self.decisions = set(), set()  # that must be there

    def path(self, name):
        return os.path.join(self.folder, name)

    def command(self, record, *words):
        return [self.options.readout, words[0], "--record", self.path(record), *words[1:]]

    def run(self, record, *words):
        begun = time.perf_counter()
        done = subprocess.run(self.command(record, *words), env=self.env, capture_output=True)
        if done.returncode != 0:
            sys.exit(f"failed: {' '.join(words)[:200]}: status {done.returncode}: {done.stdout.decode()[-2000:]} {done.stderr.decode()[-2000:]}")
        self.usual[words[0]] = time.perf_counter() - begun
        return done.stdout

    def killed_within(self, record, *words):
        """Standard output where it ended before it was killed, else None."""
        usual, begun = self.usual.get(words[0], 0.5), time.perf_counter()
        process = subprocess.Popen(self.command(record, *words), env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            out, err = process.communicate(timeout=self.pick.uniform(0, 1.3) * usual)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            self.killed[words[0]] += 1
            self.usual[words[0]] = usual * 1.05  # what grows takes longer
            return None
        self.ended[words[0]] += 1
        self.usual[words[0]] = time.perf_counter() - begun
        if words[0] == "review" and process.returncode == 2:  # what was decided before is not decided again
            return None
        if process.returncode != 0:
            sys.exit(f"failed: {' '.join(words)[:200]}: status {process.returncode}: {err.decode()[-2000:]}")
        return out

    def lines(self, record):
        return self.run(record, "export").splitlines(keepends=True)


def of_type(lines, kind):
    return [json.loads(line) for line in lines if line.startswith(f'{{"type":"{kind}"'.encode())]


def write(run):
    """Files of reports, and which reports each holds."""
    import growth
    writer, files, left = growth.Writer(run.options.seed, run.options.data), [], run.options.reports
    while left > 0:
        n = min(left, run.pick.choice([1, 5, 20, 60, run.options.reports // 3]))
        left -= n
        path, held = run.path(f"file-{len(files)}.jsonl"), [writer.report() for _ in range(n)]
        with open(path, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(report) + "\n" for report in held)
        files.append((path, {report["url"] for report in held}))
    return files


def decision(run, lines):
    """What somebody may decide about the record as it is."""
    events = [event["id"] for event in of_type(lines, "event") if event["reports"]]
    persons = [entity["name"] for entity in of_type(lines, "entity") if entity["kind"] == "person" and entity["evidence"]]
    statements = [statement["id"] for statement in of_type(lines, "statement")]
    return run.pick.choice([["reject", run.pick.choice(statements)], ["accept", run.pick.choice(events)],
                            ["rename", run.pick.choice(persons), f"Somebody {run.pick.randrange(1000000)}"]])


def one(run, files, lines, share):
    """One command, killed or not; what it did then must stay."""
    chance = run.pick.random()
    if chance < 0.5 or share < 0.3 or not of_type(lines, "statement"):
        path, urls = run.pick.choice(files)
        if run.killed_within("killed", "add", "--quiet", path) is not None:
            run.reports |= urls
    elif chance < 0.8:
        words = decision(run, lines)
        out = run.killed_within("killed", "review", *words, "--json")
        if out is not None:
            run.decisions.add(json.loads(out.splitlines()[0])["id"])
    elif chance < 0.86:
        run.killed_within("killed", "reread", "--quiet")
    elif chance < 0.91:
        if run.killed_within("killed", "import", "--quiet", run.path("other.jsonl")) is not None:
            run.reports |= run.other
    elif chance < 0.96:
        if run.killed_within("killed", "merge", "--quiet", run.path("other")) is not None:
            run.reports |= run.other
    elif run.killed_within("killed", "backup", "--quiet", "--force", run.path("copy")) is not None:
        run.run("copy", "check")


def look(run, before):
    """What must be there is there; the record's lines."""
    run.run("killed", "check", "--quiet")
    lines = run.lines("killed")
    reports, decisions = {report["key"] for report in of_type(lines, "report")}, {review["id"] for review in of_type(lines, "review")}
    if not run.reports <= reports or not run.decisions <= decisions:
        sys.exit(f"failed: lost {len(run.reports - reports)} reports and {len(run.decisions - decisions)} decisions that were counted")
    if not {report["id"] for report in of_type(before, "report")} <= {report["id"] for report in of_type(lines, "report")}:
        sys.exit("failed: reports that were there are not there any more")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("readout", "data", "bench"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--reports", type=int, default=700)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work")
    options = parser.parse_args()
    sys.path.insert(0, options.bench)
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        run = Run(options, folder)
        files = write(run)
        run.run("other", "add", "--quiet", files[-1][0], files[0][0])
        run.other = files[-1][1] | files[0][1]
        with open(run.path("other.jsonl"), "wb") as out:
            out.write(run.run("other", "export", "--with", "findings,originals"))
        run.run("other", "reread", "--quiet")
        run.run("killed", "add", "--quiet", files[0][0])
        run.reports |= files[0][1]
        lines = look(run, [])
        while sum(run.killed.values()) < options.kills:
            one(run, files, lines, sum(run.killed.values()) / options.kills)
            lines = look(run, lines)
        run.run("killed", "add", "--quiet", *(path for path, _ in files))
        lines = look(run, lines)
        with open(run.path("decided.jsonl"), "wb") as out:
            out.writelines(lines)
        run.run("once", "add", "--quiet", *(path for path, _ in files))
        run.run("once", "review", "--quiet", "import", run.path("decided.jsonl"))
        same = run.lines("once") == lines
        decided = len(of_type(lines, "review"))
    print(f"killed: {dict(sorted(run.killed.items()))}; ended before: {dict(sorted(run.ended.items()))}")
    print(f"{options.reports} reports, {decided} decisions, {len(run.decisions)} of them counted; exports {'the same' if same else 'not the same'}")
    sys.exit(not same)


if __name__ == "__main__":
    main()

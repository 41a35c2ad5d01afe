#!/usr/bin/env python3
"""The steps of the engine composed by `sort` alone give the record that `readout add` gives, byte for byte, whatever the partitions."""
import argparse
import importlib.util
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


plan = load("_plan", ROOT / "python/readout/_plan.py")


class Sorted:
    """Rows in memory, and the command as the steps: what Spark does with a shuffle."""

    def __init__(self, command, environment, partitions, pick):
        self.command, self.environment, self.partitions, self.pick = command, environment, partitions, pick
        self.tables = {}

    def run(self, step, rows):
        done = subprocess.run([*self.command, "compose", step], input=rows, capture_output=True, env=self.environment)
        if done.returncode != 0:
            sys.exit(f"{step}: {done.stderr.decode()[-2000:]}")
        return done.stdout.splitlines(keepends=True)

    def step(self, step, takes, gives, keyed=True):
        rows = [row for table in takes for row in self.tables.get(table, [])]
        parts = [[] for _ in range(self.partitions)]
        for row in rows:
            key = row.split(b"\t", 1)[0] if keyed else row
            parts[hash(key) % self.partitions].append(row)
        made = {table: [] for table in gives.values()}
        for part in parts:
            self.pick.shuffle(part)
            if not part:
                continue
            # the rows of a key together, in byte order
            part.sort(key=lambda row: row.split(b"\t", 1))
            for row in self.run(step, b"".join(part)):
                table, row = row.split(b"\t", 1)
                made[gives[table.decode()]].append(row)
        for table, rows in made.items():
            self.tables[table] = rows

    def count(self, table):
        return len(self.tables.get(table, []))


def compose(command, environment, findings, partitions, pick):
    rows = Sorted(command, environment, partitions, pick)
    rows.tables["findings"] = findings
    plan.run(rows)
    lines = [line.split(b"\t", 1)[1] for table in plan.LINES for line in rows.tables[table]]
    keys = sorted(line.split(b"\t", 1) for table in plan.LINES for line in rows.tables[table])
    assert len(lines) == len(keys)
    return b"".join(line for _, line in keys)


def generated(bench, n, seed, data):
    growth = load("growth", os.path.join(bench, "growth.py"))
    writer = growth.Writer(seed, data)
    return [writer.report() for _ in range(n)]


def made(n, seed):
    any_order = load("any_order", ROOT / "tests/cli/any_order.py")
    return any_order.make_reports(random.Random(seed), n)


def compare(name, add, composed, folder):
    if add == composed:
        return True
    left, right = add.splitlines(), composed.splitlines()
    only_left, only_right = set(left) - set(right), set(right) - set(left)
    print(f"{name}: {len(left)} lines added, {len(right)} composed; {len(only_left)} and {len(only_right)} only there")
    for kept, lines in (("added", only_left), ("composed", only_right)):
        with open(os.path.join(folder, f"{name}.{kept}.jsonl"), "wb") as out:
            out.write(b"\n".join(sorted(lines)) + b"\n")
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readout", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--bench", default=str(ROOT / "bench"))
    parser.add_argument("--reports", nargs="*", default=[])
    parser.add_argument("--made", type=int, default=60)
    parser.add_argument("--generated", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="folder for what differs")
    options = parser.parse_args()
    environment = dict(os.environ, READOUT_DATA=options.data, LC_ALL="C")
    pick, failed = random.Random(options.seed), False
    with tempfile.TemporaryDirectory() as folder:
        sets = {"samples": options.reports, "made": made(options.made, options.seed),
                "generated": generated(options.bench, options.generated, options.seed, options.data)}
        for name, reports in sets.items():
            paths, given = (reports, b"") if name == "samples" else (["-"], "".join(json.dumps(one) + "\n" for one in reports).encode())
            if not reports:
                continue
            record = os.path.join(folder, name + ".db")
            subprocess.run([options.readout, "add", "--quiet", "--record", record, *paths], input=given, env=environment, check=True)
            added = subprocess.run([options.readout, "export", "--record", record, "--format", "jsonl"], env=environment, check=True,
                                   capture_output=True).stdout
            head, added = added.split(b"\n", 1)
            read = subprocess.run([options.readout, "read", *paths], input=given, env=environment, check=True, capture_output=True).stdout
            for partitions in (1, 3):
                lines = read.splitlines(keepends=True)
                pick.shuffle(lines)
                composed = compose([options.readout], environment, lines, partitions, pick)
                failed |= not compare(f"{name}-{partitions}", added, composed, options.keep or folder)
    sys.exit(failed)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""What each step of a cluster costs, measured on one machine: the steps composed by files, `sort` and the command.

usage: compose.py [--sizes 20000,100000] [--copies N] [--readout build/release/readout] [--seed 1] [--data data] [--work DIR] [--command] [--plot docs/spark.svg]

Reports are those of growth.py, read each. The table has for each step the processor's time (the command's and nobody else's), the rows and bytes that it takes, which is what a
cluster shuffles before compression, and the most memory; all a report. --copies: of one story instead that so many outlets print word for word. --command holds the record against
`readout add`'s. --plot draws the processor's time by size.
"""
import argparse
import collections
import hashlib
import importlib.util
import json
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import growth

ROOT = pathlib.Path(__file__).resolve().parent.parent
spec = importlib.util.spec_from_file_location("_plan", ROOT / "python/readout/_plan.py")
plan = importlib.util.module_from_spec(spec)
spec.loader.exec_module(plan)

Cost = collections.namedtuple("Cost", "step seconds rows bytes memory")


class Files:
    """Tables as files."""

    def __init__(self, options, folder):
        self.options, self.folder, self.made, self.costs = options, pathlib.Path(folder), 0, []
        self.tables = {"findings": []}
        self.environment = dict(os.environ, READOUT_DATA=options.data, LC_ALL="C")

    def take(self, takes, keyed):
        files = [str(path) for table in takes for path in self.tables[table]]
        if not keyed:
            return subprocess.Popen(["cat", *files], stdout=subprocess.PIPE)
        return subprocess.Popen(["sort", "--buffer-size=512M", f"--temporary-directory={self.folder}", *(files or ["/dev/null"])], stdout=subprocess.PIPE, env=self.environment)

    def step(self, step, takes, gives, keyed=True):
        self.made += 1
        wanted, outs = {name.encode(): table for name, table in gives.items()}, {}
        given = self.take(takes, keyed)
        run = subprocess.Popen([self.options.readout, "compose", step], stdin=given.stdout, stdout=subprocess.PIPE, env=self.environment)
        given.stdout.close()
        for row in run.stdout:
            name, row = row.split(b"\t", 1)
            if name not in outs:
                outs[name] = open(self.folder / f"{self.made:03}-{name.decode()}", "wb")
            outs[name].write(row)
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
        if run.returncode != 0 or given.wait() != 0:
            sys.exit(f"{step} failed")
        for table in gives.values():
            self.tables[table] = []
        for name, out in outs.items():
            out.close()
            self.tables[wanted[name]] = [pathlib.Path(out.name)]
        files = [path for table in takes for path in self.tables.get(table, []) if path.exists()]
        rows = sum(sum(chunk.count(b"\n") for chunk in iter(lambda f=open(path, "rb"): f.read(1 << 20), b"")) for path in files)
        self.costs.append(Cost(step, used.ru_utime + used.ru_stime, rows, sum(path.stat().st_size for path in files), used.ru_maxrss * 1024))

    def count(self, table):
        return sum(path.stat().st_size for path in self.tables[table])


def measure(options, size):
    folder = pathlib.Path(options.work, str(size))
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    writer = (growth.Copies if options.copies else growth.Writer)(options.seed, options.data)
    with open(folder / "reports.jsonl", "w", encoding="utf-8") as out:
        for _ in range(size):
            out.write(json.dumps(writer.report()) + "\n")
    rows = Files(options, folder)
    rows.tables["findings"] = [folder / "findings"]
    with open(folder / "reports.jsonl", "rb") as given, open(folder / "findings", "wb") as out:
        reading = subprocess.Popen([options.readout, "read", "--threads", "1", "-"], stdin=given, stdout=out, env=rows.environment)
        _, status, used = os.wait4(reading.pid, 0)
        reading.returncode = os.waitstatus_to_exitcode(status)
    bytes_read = (folder / "findings").stat().st_size
    rows.costs.append(Cost("read", used.ru_utime + used.ru_stime, size, (folder / "reports.jsonl").stat().st_size, used.ru_maxrss * 1024))
    plan.run(rows)
    total = collections.OrderedDict()
    for cost in rows.costs:
        old = total.get(cost.step, Cost(cost.step, 0, 0, 0, 0))
        total[cost.step] = Cost(cost.step, old.seconds + cost.seconds, old.rows + cost.rows, old.bytes + cost.bytes, max(old.memory, cost.memory))
    print(f"{size} reports, {bytes_read / size / 1000:.1f} kB of findings each")
    print("| step | ms | rows | kB | most memory, MB |\n|---|---|---|---|---|")
    for cost in total.values():
        print(f"| `{cost.step}` | {cost.seconds / size * 1000:.3f} | {cost.rows / size:.1f} | {cost.bytes / size / 1000:.2f} | {cost.memory / 1e6:.0f} |")
    seconds, shuffled = sum(cost.seconds for cost in rows.costs), sum(cost.bytes for cost in rows.costs if cost.step not in ("read", "identify"))
    print(f"all: {seconds:.0f} s, {seconds / size * 1000:.2f} ms each; {shuffled / size / 1000:.1f} kB each moved", flush=True)
    if options.command:
        compare(options, rows, folder)
    shutil.rmtree(folder)
    return size, seconds, shuffled


def compare(options, rows, folder):
    """The lines against the command's export."""
    files = [str(path) for table in plan.LINES for path in rows.tables[table]]
    made = subprocess.Popen(["sort", *files], stdout=subprocess.PIPE, env=rows.environment)
    found, theirs = hashlib.sha256(), hashlib.sha256()
    for row in made.stdout:
        found.update(row.split(b"\t", 1)[1])
    start = time.perf_counter()
    with open(folder / "reports.jsonl", "rb") as given:
        subprocess.run([options.readout, "add", "--quiet", "--record", folder / "command.db", "-"], stdin=given, check=True, env=rows.environment)
    took = time.perf_counter() - start
    exported = subprocess.Popen([options.readout, "export", "--record", folder / "command.db", "--format", "jsonl"], stdout=subprocess.PIPE, env=rows.environment)
    next(exported.stdout)
    for line in exported.stdout:
        theirs.update(line)
    print(f"the command's record, {took:.0f} s: {'the same bytes' if found.digest() == theirs.digest() else 'OTHER BYTES'}", flush=True)
    if found.digest() != theirs.digest():
        sys.exit(1)


def fit(points):
    """log seconds = log a + b log size."""
    x, y = [math.log(size) for size, _, _ in points], [math.log(seconds) for _, seconds, _ in points]
    mean_x, mean_y = statistics.mean(x), statistics.mean(y)
    b = sum((p - mean_x) * (q - mean_y) for p, q in zip(x, y)) / sum((p - mean_x) ** 2 for p in x)
    return math.exp(mean_y - b * mean_x), b


def plot(points, path):
    a, b = fit(points)
    low, high, top = points[0][0], points[-1][0], max(seconds for _, seconds, _ in points) * 1.5
    bottom = min(seconds for _, seconds, _ in points) / 1.5

    def place(size, seconds):
        return 70 + 380 * math.log(size / low) / math.log(high / low), 230 - 190 * math.log(seconds / bottom) / math.log(top / bottom)

    line = " ".join("%.1f,%.1f" % place(size, a * size**b) for size in (low, high))
    marks = ""
    for size, seconds, _ in points:
        x, y = place(size, seconds)
        marks += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/><text x="{x - 30:.1f}" y="{y - 10:.1f}">{size}: {seconds:.0f} s</text>'
    pathlib.Path(path).write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 540 270" width="540" height="270" font-family="sans-serif" font-size="12"><title>Seconds of the processor by reports, '
        f'both logarithmic</title><rect width="540" height="270" fill="#fff"/><polyline points="{line}" fill="none" stroke="#36c" stroke-width="1.5"/><g fill="#222">{marks}'
        f'<text x="70" y="260">seconds of the processor = {a:.2g} × reports^{b:.2f}</text></g></svg>\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="20000,100000")
    parser.add_argument("--copies", type=int)
    parser.add_argument("--readout", default=str(ROOT / "build/release/readout"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", default=str(ROOT / "data"))
    parser.add_argument("--work", default="/tmp/readout-compose")
    parser.add_argument("--command", action="store_true")
    parser.add_argument("--plot")
    options = parser.parse_args()
    sizes = [options.copies] if options.copies else [int(size) for size in options.sizes.split(",")]
    points = [measure(options, size) for size in sizes]
    if len(points) > 1:
        print("seconds of the processor = %.3g × reports^%.2f" % fit(points))
    if options.plot:
        plot(points, options.plot)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Words a second of the Python package beside the command's, reading the same reports in the same run.

usage: python_read.py --readout BIN [--reports DIR] [--count 400] [--threads 1] [--runs 7]

To be run by a Python that has the package (tests/python/run sets one up). Copies the reports of DIR (default: the sample reports) until there are as
many as asked for; words are counted once, by white space. What is timed:

  command         `readout read -`, the whole process, its result thrown away
  read            readout.read(text) of each, one after the other, one thread
  read, objects   the same, and the attributions of each made into objects
  read_all        readout.read_all() of all, as many threads as the command has

Runs take turns, so that what else the machine does falls on all; ratios are the medians of pairs, and above 1 where Python is quicker: by the clock, and by
the processor's time, which others on the machine disturb less. Start-up is in the command's time: how long it takes is printed, and so are the ratios without it.
"""
import argparse
import glob
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import readout

HERE = os.path.dirname(os.path.abspath(__file__))


def texts_of(folder, count):
    texts = [readout.read(path=path).text for path in sorted(glob.glob(os.path.join(folder, "**", "*"), recursive=True)) if os.path.isfile(path)]
    return [texts[i % len(texts)] for i in range(count)]


def write(path, texts):
    with open(path, "w", encoding="utf-8") as file:
        for i, text in enumerate(texts):
            file.write(json.dumps({"id": str(i), "text": text}, ensure_ascii=False) + "\n")
    return path


def timed(work):
    """Seconds by the clock, and of the processor, of this process and those it waited for."""
    clock, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    return time.perf_counter() - clock, sum(after[:4]) - sum(before[:4])


def command(binary, path, threads):
    with open(path, "rb") as given:
        done = subprocess.run([binary, "read", "--quiet", "--threads", str(threads), "-"], stdin=given, stdout=subprocess.DEVNULL)
    if done.returncode:
        sys.exit("%s read: status %d" % (binary, done.returncode))


def ratios(theirs, ours, start, by):
    """The median of pairs, the lowest, the highest; the median without the start."""
    pairs = [a[by] / b[by] for a, b in zip(theirs, ours)]
    bare = [(a[by] - start[by]) / b[by] for a, b in zip(theirs, ours)]
    return "%.3f (%.3f to %.3f; without the start %.3f)" % (statistics.median(pairs), min(pairs), max(pairs), statistics.median(bare))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--readout", required=True)
    ap.add_argument("--reports", default=os.path.join(HERE, "..", "examples", "reports"))
    ap.add_argument("--count", type=int, default=300)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--runs", type=int, default=5)
    args = ap.parse_args()
    texts = texts_of(args.reports, args.count)
    words = sum(len(text.split()) for text in texts)
    items = [{"id": str(i), "text": text} for i, text in enumerate(texts)]
    work = {
        "read": lambda: [readout.read(text) for text in texts],
        "read, objects": lambda: [readout.read(text).attributions for text in texts],
        "read_all": lambda: [doc for doc in readout.read_all(reports=iter(items), threads=args.threads)],
    }
    took = {name: [] for name in ["command", *work]}
    with tempfile.TemporaryDirectory() as folder:
        whole, none = write(folder + "/all.jsonl", texts), write(folder + "/none.jsonl", [])
        start = min(timed(lambda: command(args.readout, none, 1)) for _ in range(5))
        for _ in range(args.runs):
            took["command"].append(timed(lambda: command(args.readout, whole, args.threads or os.cpu_count())))
            for name, run in work.items():
                took[name].append(timed(run))
    print("%d reports, %d words; the command's start takes %.0f ms" % (len(texts), words, start[0] * 1000))
    for name, all in took.items():
        clock = [one[0] for one in all]
        print("%-14s %8.0f words/s (best; median %.0f)" % (name, words / min(clock), words / statistics.median(clock)))
    for name in work:
        print("%-14s ratio by the clock %s" % (name, ratios(took["command"], took[name], start, 0)))
        print("%-14s by the processor   %s" % ("", ratios(took["command"], took[name], start, 1)))


if __name__ == "__main__":
    main()

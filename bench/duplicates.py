#!/usr/bin/env python3
"""Copies among many texts: speed, recall and precision beside datasketch and rensa.

usage: duplicates.py --tool build/release/duplicates [--documents 20000] [--rounds 5] [--seed 1] [--data data] TEXTS…

TEXTS are JSON Lines (or .xz of it) with "text" in each line; the documents are made of their sentences, words and lengths. Run it with the interpreter of
an environment that has numpy, scipy, datasketch and rensa (pip install datasketch rensa). One thread everywhere; the systems take turns.

Documents. Six in ten are originals: half of them sentences of TEXTS drawn at random, so that they share sentences with each other, half words drawn at
random; as long as a text drawn at random, one in ten 10 to 60 words. The others are copies of an original with one kind of edit (KINDS).

Truth. Jaccard of the sets of five-word shingles of all pairs that share one, exactly: shingles are numbered, not hashed, and counted by a sparse product.

(1) From lists of words in memory to candidate pairs. Ours: ro_hash() of each word, shingles, sketch, keys of copies, couples (src/event). datasketch:
shingles joined by spaces and encoded, MinHash.generator() (which calls update_batch()), 128 permutations, MinHashLSH at threshold .8 with its own choice of
bands, insert() and query() of each. rensa: shingles joined by spaces, RMinHash.from_token_sets(), 128 permutations, RMinHashLSH at .8 with 16 bands (and with
32, whose recall is like ours), insert_many() and query_all().
(2) Recall of the pairs of Jaccard .8 and more, the share of candidates that are such, and both after verifying by exact Jaccard. Ours is verified by its
own shingles' hashes.
(3) From a file with a text a line to verified pairs with the engine's own words, beside reading the same file and finding its lines. The file is in the
system's cache.
"""
import argparse
import collections
import gc
import json
import lzma
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ[name] = "1"
import datasketch
import numpy as np
import rensa
import scipy.sparse

COPY = 0.8
PERMUTATIONS = 128


# -- documents ------------------------------------------------------------------------------------------------------------


class Source:
    """Sentences, words and lengths of the texts."""

    def __init__(self, paths, chance):
        self.chance, self.sentences, self.words, self.lengths = chance, [], [], []
        for path in paths:
            with lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8") as file:
                texts = [json.loads(line)["text"] for line in file if line.strip()]
            for text in texts:
                words = text.split()
                self.words += words
                self.lengths.append(len(words))
                self.sentences += [s.split() for s in re.split(r"(?<=[.!?])\s+|\n+", text) if s.strip()]

    def length(self):
        return self.chance.randint(10, 60) if self.chance.random() < 0.1 else max(10, self.chance.choice(self.lengths))

    def of_sentences(self, length):
        out = []
        while len(out) < length:
            out += self.chance.choice(self.sentences)
        return out[:length]

    def of_words(self, length):
        return self.chance.choices(self.words, k=length)

    def original(self):
        return self.chance.choice((self.of_sentences, self.of_words))(self.length())


def edit_words(source, words, rate, kinds):
    chance, out = source.chance, []
    for word in words:
        kind = chance.choice(kinds) if chance.random() < rate else ""
        if kind in ("substituted", "inserted"):
            out.append(chance.choice(source.words))
        if kind in ("", "inserted"):
            out.append(word)
    return out


def some_words(source, words, kinds):
    return edit_words(source, words, source.chance.uniform(0.002, 0.04), kinds)


def block_in(source, words):
    at = source.chance.randrange(len(words) + 1)
    return words[:at] + source.of_sentences(max(1, round(len(words) * source.chance.uniform(0.02, 0.3)))) + words[at:]


def block_out(source, words):
    n = max(1, round(len(words) * source.chance.uniform(0.02, 0.3)))
    at = source.chance.randrange(max(1, len(words) - n))
    return words[:at] + words[at + n :]


def cut(source, words):
    return words[: max(5, round(len(words) * source.chance.uniform(0.4, 0.98)))]


def part(source, words):
    n = round(len(words) * source.chance.uniform(0.25, 0.6))
    at = source.chance.randrange(len(words) - n + 1)
    rest = source.of_sentences(len(words) - n)
    half = source.chance.randrange(len(rest) + 1)
    return rest[:half] + words[at : at + n] + rest[half:]


KINDS = {
    "0.2 to 4 % of words substituted": lambda s, w: some_words(s, w, ["substituted"]),
    "0.2 to 4 % of words deleted": lambda s, w: some_words(s, w, ["deleted"]),
    "words inserted behind 0.2 to 4 %": lambda s, w: some_words(s, w, ["inserted"]),
    "0.2 to 4 % of words any of these": lambda s, w: some_words(s, w, ["substituted", "deleted", "inserted"]),
    "a block of 2 to 30 % inserted": block_in,
    "a block of 2 to 30 % deleted": block_out,
    "cut to 40 to 98 %": cut,
    "0.5 % of words, and a block deleted": lambda s, w: block_out(s, edit_words(s, w, 0.005, ["substituted", "deleted", "inserted"])),
    "25 to 60 % in another text": part,
}


def make_documents(source, n):
    """Texts; for each the number of what it was copied from, or itself; and the kind of edit."""
    chance, n_originals = source.chance, n * 6 // 10
    made = [(source.original(), i, None) for i in range(n_originals)]
    for _ in range(n - n_originals):
        of, kind = int(n_originals * chance.random() ** 1.5), chance.choice(list(KINDS))
        made.append((KINDS[kind](source, made[of][0]), of, kind))
    order = list(range(n))
    chance.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    return [" ".join(made[i][0]) for i in order], [place[made[i][1]] for i in order], [made[i][2] for i in order]


# -- truth ----------------------------------------------------------------------------------------------------------------


def true_pairs(lists):
    """Keys a * n + b with a < b of all pairs that share a shingle, rising, and their Jaccard."""
    number = collections.defaultdict(lambda: len(number))
    ids = np.fromiter((number[w] for words in lists for w in words), np.int64)
    owner = np.repeat(np.arange(len(lists)), [len(words) for words in lists])
    two = np.unique(ids[:-1] * len(number) + ids[1:], return_inverse=True)[1]
    four = np.unique(two[:-2] * (two.max() + 1) + two[2:], return_inverse=True)[1]
    five = np.unique(four[:-1] * len(number) + ids[4:], return_inverse=True)[1]
    whole = owner[:-4] == owner[4:]
    table = scipy.sparse.csr_matrix((np.ones(int(whole.sum()), np.int32), (owner[:-4][whole], five[whole])), shape=(len(lists), int(five.max()) + 1))
    table.sum_duplicates()
    table.data[:] = 1
    sizes = table.getnnz(axis=1)
    common = table[:, table.getnnz(axis=0) > 1]
    shared = scipy.sparse.triu(common @ common.T, k=1).tocoo()
    jaccard = shared.data / (sizes[shared.row] + sizes[shared.col] - shared.data)
    keys = shared.row.astype(np.int64) * len(lists) + shared.col
    order = np.argsort(keys)
    return keys[order], jaccard[order]


# -- the systems ----------------------------------------------------------------------------------------------------------


class Tool:
    """Our program, a round a line."""

    def __init__(self, *command):
        self.child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def round(self, what, path=""):
        self.child.stdin.write(f"{what} {path}".strip() + "\n")
        self.child.stdin.flush()
        return [float(x) for x in self.child.stdout.readline().split()]

    def close(self):
        self.child.stdin.close()
        self.child.wait()


def shingles(words):
    return [" ".join(words[i : i + 5]) for i in range(len(words) - 4)]


def run_datasketch(lists):
    lsh, pairs = datasketch.MinHashLSH(threshold=COPY, num_perm=PERMUTATIONS), set()
    made = list(datasketch.MinHash.generator(([s.encode() for s in shingles(words)] for words in lists), num_perm=PERMUTATIONS))
    for i, minhash in enumerate(made):
        lsh.insert(i, minhash, check_duplication=False)
    for i, minhash in enumerate(made):
        pairs.update((i, j) for j in lsh.query(minhash) if j > i)
    return pairs


def run_rensa(lists, bands=16):
    lsh, pairs = rensa.RMinHashLSH(COPY, PERMUTATIONS, bands), set()
    made = rensa.RMinHash.from_token_sets((shingles(words) for words in lists), PERMUTATIONS, 42)
    lsh.insert_many(made)
    for i, found in enumerate(lsh.query_all(made)):
        pairs.update((i, j) for j in found if j > i)
    return pairs


def run_shingles(lists):
    for words in lists:
        shingles(words)


def timed(run, *given):
    started = time.perf_counter()
    out = run(*given)
    return time.perf_counter() - started, out


# -- what was found -------------------------------------------------------------------------------------------------------


class Truth:
    def __init__(self, lists):
        self.n = len(lists)
        self.keys, self.jaccard = true_pairs(lists)
        self.short = np.array([len(words) <= 60 for words in lists])

    def keys_of(self, pairs):
        return np.unique(np.fromiter((a * self.n + b for a, b in pairs), np.int64))

    def jaccard_of(self, keys):
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.jaccard[at], 0.0)

    def recall(self, keys, low, high=1.01, among=None):
        chosen = (self.jaccard >= low) & (self.jaccard < high)
        if among is not None:
            chosen &= among
        return float(np.isin(self.keys[chosen], keys).mean()) if chosen.any() else float("nan")

    def of_short(self):
        return self.short[self.keys // self.n] & self.short[self.keys % self.n]

    def line(self, name, keys):
        jaccard = self.jaccard_of(keys)
        good = float((jaccard >= COPY).mean()) if len(keys) else float("nan")
        steps = [self.recall(keys, low, low + 0.05) for low in (0.8, 0.85, 0.9, 0.95)]
        return [name, f"{len(keys)}", f"{good:.3f}", f"{self.recall(keys, COPY):.4f}", *(f"{x:.3f}" for x in steps), f"{self.recall(keys, COPY, among=self.of_short()):.4f}"]


def read_pairs(path):
    with open(path) as file:
        return [(int(a), int(b)) for a, b, *_ in map(str.split, file)]


def print_table(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join([row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]))
    print(flush=True)


def write_lines(path, lines):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)
    return path


def print_documents(texts, of, kinds, truth):
    n, short = len(texts), int(truth.short.sum())
    families = collections.Counter(of)
    lengths = sorted(len(t.split()) for t in texts)
    print(f"{n} documents, {sum(lengths)} words, median {lengths[n // 2]}, {short} of at most 60; {sum(k is not None for k in kinds)} copies, "
          f"largest family {max(families.values())}; {len(truth.keys)} pairs share a shingle, {int((truth.jaccard >= COPY).sum())} have Jaccard .8 and more, "
          f"{int(((truth.jaccard >= 0.2) & (truth.jaccard < 0.3)).sum())} .2 to .3\n")
    rows = [["copies", "number", "mean Jaccard to original", ".8 and more"]]
    for kind in KINDS:
        chosen = [i for i in range(n) if kinds[i] == kind]
        got = truth.jaccard_of(np.array([min(i, of[i]) * n + max(i, of[i]) for i in chosen], np.int64))
        rows.append([kind, str(len(chosen)), f"{got.mean():.3f}", f"{(got >= COPY).mean():.3f}"])
    print_table(rows)


# -- rounds ---------------------------------------------------------------------------------------------------------------


def run_rounds(args, lists, words_path, folder):
    """Seconds of each system by round, and its candidates."""
    tool, seconds, pairs, parts = Tool(args.tool, "candidates", words_path), collections.defaultdict(list), {}, []
    for _ in range(args.rounds):
        for what in ("copies", "all"):
            got = tool.round(what, f"{folder}/{what}")
            seconds[what].append(got[0])
            parts += [got] if what == "copies" else []
        for name, run, given in (("rensa", run_rensa, ()), ("rensa 32", run_rensa, (32,)), ("shingles", run_shingles, ()), ("datasketch", run_datasketch, ())):
            took, pairs[name] = timed(run, lists, *given)
            seconds[name].append(took)
    tool.close()
    print(f"ours in a round: hashing the words {statistics.median(p[1] for p in parts):.3f} s, shingles, sketches and keys {statistics.median(p[2] for p in parts):.3f} s, "
          f"couples {statistics.median(p[3] for p in parts):.3f} s\n")
    pairs |= {what: read_pairs(f"{folder}/{what}") for what in ("copies", "all")}
    return seconds, pairs


def print_speed(seconds, n):
    names = {"copies": "ours, keys of copies", "all": "ours, all keys", "rensa": "rensa, 16 bands", "rensa 32": "rensa, 32 bands", "datasketch": "datasketch", "shingles": "(joining shingles in Python alone)"}
    rows, ratios = [["(1) words in memory to candidates", "documents/s", "seconds", "least", "most", "ours is faster by"]], {}
    for name, shown in names.items():
        ratios[name] = statistics.median(theirs / ours for theirs, ours in zip(seconds[name], seconds["copies"]))
        rows.append([shown, f"{n / statistics.median(seconds[name]):.0f}", *(f"{f(seconds[name]):.3f}" for f in (statistics.median, min, max)), f"{ratios[name]:.1f}"])
    print_table(rows)
    made = statistics.median((theirs - joined) / ours for theirs, joined, ours in zip(seconds["rensa"], seconds["shingles"], seconds["copies"]))
    print(f"rensa without the time of joining shingles: {made:.1f} times ours\n")
    return ratios


def print_found(truth, pairs, verified):
    rows = [["(2)", "candidates", ".8 and more", "recall", ".80-.85", ".85-.90", ".90-.95", ".95-1", "short texts"]]
    for name, shown in (("copies", "ours, keys of copies"), ("all", "ours, all keys"), ("rensa", "rensa, 16 bands"), ("rensa 32", "rensa, 32 bands"), ("datasketch", "datasketch")):
        keys = truth.keys_of(pairs[name])
        rows.append(truth.line(shown, keys))
        if name in ("rensa", "datasketch"):
            rows.append(truth.line("  verified", keys[truth.jaccard_of(keys) >= COPY]))
    rows.insert(2, truth.line("  verified", verified))
    print_table(rows)
    weak, steps = truth.keys_of(pairs["all"]), [(0.05, 0.1), (0.1, 0.2), (0.2, 0.3), (0.3, 0.5), (0.5, 0.8)]
    expected = 1 - (1 - truth.jaccard**2) ** 16
    rows = [["partial copies: recall at Jaccard", *(f"{low}-{high}" for low, high in steps)], ["ours, all keys", *(f"{truth.recall(weak, *s):.3f}" for s in steps)]]
    rows.append(["MinHash, 16 bands of 2 (expected)", *(f"{expected[(truth.jaccard >= low) & (truth.jaccard < high)].mean():.3f}" for low, high in steps)])
    print_table(rows)


def measure_disk(args, texts_path, folder, n):
    tool, rounds = Tool(args.tool, "verify", texts_path, args.data), {"forms": [], "words": []}
    for _ in range(args.rounds):
        for what in rounds:
            rounds[what].append(tool.round(what, f"{folder}/{what}"))
    tool.close()
    size = os.path.getsize(texts_path)
    rows = [["(3) file to verified copies", "documents/s", "MB/s", "seconds", "reading", "words", "sketches", "couples", "verifying", "times reading"]]
    medians = {what: [statistics.median(r[i] for r in got) for i in range(6)] for what, got in rounds.items()}
    for what, shown in (("forms", "ours, forms of words"), ("words", "ours, words with stems and meanings")):
        m = medians[what]
        rows.append([shown, f"{n / m[0]:.0f}", f"{size / m[0] / 1e6:.0f}", *(f"{x:.3f}" for x in m), f"{m[0] / m[1]:.1f}"])
    rows.append(["reading alone", f"{n / medians['forms'][1]:.0f}", f"{size / medians['forms'][1] / 1e6:.0f}", f"{medians['forms'][1]:.3f}", *[""] * 6])
    print_table(rows)
    return medians["forms"], read_pairs(f"{folder}/forms")


def measure_alike(args, source, folder):
    """One text over and over, a word changed in each: all share most keys."""
    text, rows = source.of_sentences(300), [["one text, each time with a word changed", "seconds", "couples", "microseconds a text"]]
    for n in (5000, 10000, 20000):
        places = [source.chance.randrange(len(text)) for _ in range(n)]
        path = write_lines(f"{folder}/alike", (" ".join(text[:at] + [f"other{i}"] + text[at + 1 :]) for i, at in enumerate(places)))
        tool = Tool(args.tool, "candidates", path)
        took = statistics.median(tool.round("all")[0] for _ in range(3))
        tool.round("all", f"{folder}/couples")
        tool.close()
        rows.append([str(n), f"{took:.3f}", str(len(read_pairs(f"{folder}/couples"))), f"{took / n * 1e6:.1f}"])
    print_table(rows)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--tool", required=True)
    ap.add_argument("--data", default=os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data"))
    ap.add_argument("--documents", type=int, default=20000)
    ap.add_argument("--rounds", type=int, default=5)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("texts", nargs="+")
    args = ap.parse_args()
    source = Source(args.texts, random.Random(args.seed))
    texts, of, kinds = make_documents(source, args.documents)
    with tempfile.TemporaryDirectory() as folder:
        texts_path, words_path = write_lines(f"{folder}/texts", texts), f"{folder}/words.txt"
        with open(words_path, "w") as out:
            subprocess.run([args.tool, "words", texts_path], stdout=out, check=True)
        with open(words_path, encoding="utf-8") as file:
            lists = [[sys.intern(w) for w in line.split(" ")[:-1]] for line in file]
        truth = Truth(lists)
        print_documents(texts, of, kinds, truth)
        gc.collect()
        gc.freeze()
        seconds, pairs = run_rounds(args, lists, words_path, folder)
        ratios = print_speed(seconds, len(texts))
        disk, copies = measure_disk(args, texts_path, folder, len(texts))
        verified = truth.keys_of(copies)
        print_found(truth, pairs, verified)
        measure_alike(args, source, folder)
    candidates, precision = truth.keys_of(pairs["copies"]), float((truth.jaccard_of(verified) >= COPY).mean())
    print(f"duplicates: documents_s={len(texts) / statistics.median(seconds['copies']):.0f} to_datasketch={ratios['datasketch']:.1f} to_rensa={ratios['rensa']:.1f} "
          f"recall={truth.recall(candidates, COPY):.4f} verified_recall={truth.recall(verified, COPY):.4f} verified_precision={precision:.4f} "
          f"datasketch_recall={truth.recall(truth.keys_of(pairs['datasketch']), COPY):.4f} rensa_recall={truth.recall(truth.keys_of(pairs['rensa']), COPY):.4f} "
          f"disk_documents_s={len(texts) / disk[0]:.0f} disk_to_reading={disk[0] / disk[1]:.1f}")


if __name__ == "__main__":
    main()

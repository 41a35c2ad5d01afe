#!/usr/bin/env python3
"""The export is a function of the set of reports.

usage: same_bytes.py --readout BIN --data DIR --reports DIR...

Adds all reports at once with 1 and with 2 threads, twice in a row, one by one, and in 20 random orders (fixed seeds), and fails where an export
differs from the first by a byte. Adding everything again must change nothing either.
"""
import argparse, os, random, subprocess, sys, tempfile


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--readout", required=True)
    ap.add_argument("--data", required=True)
    ap.add_argument("--reports", nargs="+", required=True)
    ap.add_argument("--orders", type=int, default=20)
    args = ap.parse_args()
    files = sorted(os.path.join(base, f) for folder in args.reports for base, _, names in os.walk(folder) for f in names)
    env = dict(os.environ, READOUT_DATA=args.data)

    def export(name, batches, threads, folder):
        record = os.path.join(folder, name + ".db")
        for batch in batches:
            subprocess.run([args.readout, "add", "--quiet", "--record", record, "--threads", str(threads), *batch], check=True, env=env)
        return subprocess.run([args.readout, "export", "--record", record], check=True, env=env, capture_output=True).stdout

    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        first = export("first", [files], 1, folder)
        runs = {"two-threads": ([files], 2), "again": ([files], 1), "twice": ([files, files], 2), "one-by-one": ([[f] for f in files], 1)}
        for seed in range(args.orders):
            order = files[:]
            random.Random(seed).shuffle(order)
            cut = random.Random(seed + 1000).randrange(1, len(order))
            runs[f"order-{seed}"] = ([order[:cut], order[cut:]], 1 + seed % 2)
        for name, (batches, threads) in runs.items():
            got = export(name, batches, threads, folder)
            if got != first:
                failed += 1
                a, b = first.split(b"\n"), got.split(b"\n")
                at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
                print(f"{name}: line {at + 1} differs:\n  {a[at][:300] if at < len(a) else None}\n  {b[at][:300] if at < len(b) else None}")
    print(f"{len(runs) - failed} passed, {failed} failed ({len(files)} reports, {len(first)} bytes)")
    sys.exit(failed > 0 or len(first) < 1000)


if __name__ == "__main__":
    main()

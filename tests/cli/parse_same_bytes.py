#!/usr/bin/env python3
"""`readout parse` gives the same bytes on every variant of the kernels, with any number of threads, again and again.

usage: parse_same_bytes.py --readout BIN --data DIR --reports DIR...

Variants that this processor does not have are named and left out; the portable one must be among those that ran.
"""
import argparse
import os
import subprocess
import sys

VARIANTS = ("portable", "sse4", "avx2", "avx512", "neon")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--readout", required=True)
    ap.add_argument("--data", required=True)
    ap.add_argument("--reports", nargs="+", required=True)
    args = ap.parse_args()

    def parse(kernels, threads):
        env = dict(os.environ, READOUT_DATA=args.data, READOUT_KERNELS=kernels)
        command = [args.readout, "parse", "--quiet", "--threads", str(threads), *args.reports]
        return subprocess.run(command, env=env, capture_output=True)

    first, failed, ran = parse("portable", 1), 0, 0
    if first.returncode != 0 or first.stdout.count(b"\tnsubj\t") < 20:
        sys.exit(f"parse: status {first.returncode}: {first.stderr.decode()}")
    for kernels in ("", *VARIANTS):
        for threads in (1, 2, 2):
            got = parse(kernels, threads)
            if got.returncode != 0 and b"no kernels" in got.stderr:
                print(f"{kernels}: not on this processor")
                break
            ran += 1
            if got.stdout != first.stdout:
                failed += 1
                print(f"kernels \"{kernels}\", {threads} threads: status {got.returncode}, other bytes than portable")
    print(f"{ran - failed} passed, {failed} failed ({len(first.stdout)} bytes)")
    sys.exit(failed > 0 or ran < 6)


if __name__ == "__main__":
    main()

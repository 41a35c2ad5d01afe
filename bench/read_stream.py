#!/usr/bin/env python3
"""Speed and memory of `readout read` on a stream.

usage: read_stream.py --readout BIN [--reports DIR] [--counts 1000 10000] [--threads N] [--runs 3]

Copies the reports of DIR (default: the sample reports) into JSON Lines until there are as many as asked for, streams them through
`readout read -`, and prints for each count the reports and megabytes a second (best of the runs, whole process) and the peak memory (resident), and
the ratio of the peaks. Machines are shared: the figures say what was seen, not what another machine gives.
"""
import argparse, glob, json, os, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))


def objects(folder):
    for path in sorted(p for p in glob.glob(os.path.join(folder, "**", "*"), recursive=True) if os.path.isfile(p)):
        body = open(path, encoding="utf-8", errors="replace").read()
        yield {"id": os.path.relpath(path, folder), ("html" if path.endswith((".html", ".htm")) else "text"): body}


def run(readout, path, threads):
    """Seconds and peak resident kilobytes of one run."""
    with open(path, "rb") as stream, open(os.devnull, "wb") as nowhere:
        started = time.monotonic()
        child = subprocess.Popen([readout, "read", "--quiet", *(["--threads", str(threads)] if threads else []), "-"], stdin=stream, stdout=nowhere)
        _, status, usage = os.wait4(child.pid, 0)
        if status:
            sys.exit(f"{readout} read: status {status}")
        return time.monotonic() - started, usage.ru_maxrss


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--readout", required=True)
    ap.add_argument("--reports", default=os.path.join(HERE, "..", "examples", "reports"))
    ap.add_argument("--counts", type=int, nargs="+", default=[1000, 10000])
    ap.add_argument("--threads", type=int, default=0)
    ap.add_argument("--runs", type=int, default=3)
    args = ap.parse_args()
    items, peaks = list(objects(args.reports)), []
    for count in args.counts:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
            for i in range(count):
                item = dict(items[i % len(items)])
                item["id"] = f"{i}-{item['id']}"
                out.write(json.dumps(item) + "\n")
            out.flush()
            size = os.path.getsize(out.name)
            seconds, peak = min(run(args.readout, out.name, args.threads) for _ in range(args.runs))
        peaks.append(peak)
        print(f"{count} reports: {count / seconds:.0f} reports/s, {size / seconds / 1e6:.2f} MB/s, peak {peak / 1024:.1f} MB")
    print(f"peak at {args.counts[-1]} / peak at {args.counts[0]}: {peaks[-1] / peaks[0]:.3f}")


if __name__ == "__main__":
    main()

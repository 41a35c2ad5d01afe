#!/usr/bin/env python3
"""Megabytes a second of `readout text` over a web archive, and its memory at two sizes.

usage: warc.py --readout BIN [--megabytes 50 200] [--threads 1 2] [--runs 3] [--packing gz|none|zst] [--sent 0.7] [--data data] [--keep FOLDER]

The archives are written here, from a fixed seed: for each page, as crawlers keep them, a request, an answer with a page as bench/news.py makes them (--sent of
them in gzip as it was sent), now and then a picture, a redirect or a page fetched again. Sizes are those of the archive expanded; rates are given for it, for
the file, and for the pages as they were before they were sent. Time is of the whole process, best and median of the runs; memory is the peak.
"""
import argparse
import gzip
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

import news

def record(kind, n, url, block, content_type):
    return (f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-05-03T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{n}-{kind}>\r\nContent-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n").encode() + block + b"\r\n\r\n"


def records(seed, data, sent):
    """(record, its page or None) of a crawl, without end; `sent` of the pages are in gzip."""
    r, room, n, page = random.Random(seed), news.Newsroom(seed, data), 0, None
    while True:
        n += 1
        kind, status, content_type, fields, body, shown, chance = "response", "200 OK", "text/html; charset=utf-8", "", b"", None, r.random()
        url = f"https://pictures.example/{n}"
        if chance < 0.15:
            content_type, body = "image/jpeg", r.randbytes(r.randint(5000, 80000))
        elif chance < 0.2:
            status = "301 Moved Permanently"
        elif chance < 0.25 and page:
            kind, url = "revisit", page.url
        else:
            shown = page = room.page()
            url, body = page.url, page.html
            if r.random() < sent:
                body, fields = gzip.compress(body, 6, mtime=0), "Content-Encoding: gzip\r\n"
        host, path = url[8:].split("/", 1)
        yield record("request", n, url, f"GET /{path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(), "application/http; msgtype=request"), None
        yield record(kind, n, url, f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{fields}\r\n".encode() + body, "application/http; msgtype=response"), shown


def write(path, megabytes, packing="gz", sent=0.7, seed=7, data="data"):
    """Returns the size expanded, and that of the pages; and of each page the paragraphs of its article, by its address."""
    size = shown = 0
    articles = {}
    with open(path, "wb") as file:
        for part, page in records(seed, data, sent):
            size += len(part)
            if page:
                shown += len(page.html)
                articles[page.url] = page.paragraphs
            file.write(gzip.compress(part, 6, mtime=0) if packing == "gz" else part)
            if size >= megabytes << 20:
                break
    if packing == "zst":
        subprocess.run(["zstd", "-q", "-f", "--rm", path, "-o", path + ".tmp"], check=True)
        os.rename(path + ".tmp", path)
    return size, shown, articles


def run(readout, path, threads):
    """Seconds and peak megabytes of the process."""
    started = time.monotonic()
    with subprocess.Popen([readout, "text", "--quiet", "--threads", str(threads), path], stdout=subprocess.DEVNULL) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = status
    if status:
        sys.exit(f"{readout} text {path}: status {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - started, usage.ru_maxrss / 1024


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--readout", required=True)
    ap.add_argument("--megabytes", type=int, nargs="+", default=[50, 200])
    ap.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    ap.add_argument("--runs", type=int, default=3)
    ap.add_argument("--packing", choices=["gz", "none", "zst"], default="gz")
    ap.add_argument("--sent", type=float, default=0.7)
    ap.add_argument("--data", default="data")
    ap.add_argument("--keep", help="write the archives into this folder and leave them there")
    args = ap.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for megabytes in args.megabytes:
            path = f"{args.keep or scratch}/{megabytes}.warc" + {"gz": ".gz", "none": "", "zst": ".zst"}[args.packing]
            expanded, shown = (size / 2**20 for size in write(path, megabytes, args.packing, args.sent, data=args.data)[:2])
            packed = os.path.getsize(path) / 2**20
            for threads in args.threads:
                runs = [run(args.readout, path, threads) for _ in range(args.runs)]
                best, median = min(s for s, _ in runs), statistics.median(s for s, _ in runs)
                print(f"{expanded:.0f} MB ({packed:.0f} on disk, {shown:.0f} of pages), {threads} thread{'s' * (threads > 1)}: {expanded / best:.0f} MB/s best, {expanded / median:.0f} "
                      f"median ({packed / best:.0f} of the file, {shown / best:.0f} of pages); peak {max(m for _, m in runs):.0f} MB", flush=True)


if __name__ == "__main__":
    main()

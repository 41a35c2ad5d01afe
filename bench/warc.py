#!/usr/bin/env python3
"""Megabytes a second of `readout text` over a web archive, and its memory at two sizes.

usage: warc.py --readout BIN [--megabytes 50 200] [--threads 1 2] [--runs 3] [--packing gz|none|zst] [--keep FOLDER]

The archives are written here, from a fixed seed: for each page, as crawlers keep them, a request, an answer with a page of 20 to 120 kilobytes (an article of
made-up sentences among navigation, scripts, cards of other pages; most in gzip as it was sent), now and then a picture, a redirect or a page fetched again. Sizes
are those of the archive expanded; rates are given for it, for the file, and for the pages as they were before they were sent. Time is of the whole process, best
and median of the runs; memory is the peak.
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

WHO = "Foreign Minister Ana Ruiz of Panama,Minister Mark Kent of Belize,the two ministers,President Lea Horn,the delegation,both sides,a spokesperson,Prime Minister Omar Sali".split(",")
DID = "said that,met to discuss,welcomed,agreed to strengthen,exchanged views on,called for,expressed concern over,signed,recalled".split(",")
WHAT = "trade between the two countries,the situation at the border,cooperation in health,a treaty on fisheries,visits of high level,the summit in Lima,mutual respect,a new port,student exchanges".split(",")
WHEN = "on 3 June 2023,last week,during the talks,after the meeting in Geneva,this year,at the opening of the conference,on Monday".split(",")


def sentence(r):
    return f"{r.choice(WHO)} {r.choice(DID)} {r.choice(WHAT)} {r.choice(WHEN)}. ".capitalize()


def paragraph(r):
    return "<p>" + "".join(sentence(r) for _ in range(r.randint(1, 6))) + "</p>\n"


def page(r, n):
    nav = "".join(f'<li class="nav-item"><a href="/section/{i}" data-track="nav-{r.randrange(9**9)}">Section {i}</a></li>\n' for i in range(r.randint(20, 80)))
    cards = "".join(f'<div class="card teaser"><a href="/story/{r.randrange(9**9)}"><img src="/i/{r.randrange(9**9)}.jpg" alt=""><h3>{sentence(r)}</h3></a></div>\n' for _ in range(r.randint(10, 60)))
    script = "".join(f'window.q=window.q||[];q.push(["{r.randrange(9**12):x}",{r.random()}]);\n' for _ in range(r.randint(200, 1500)))
    body = "".join(paragraph(r) for _ in range(r.randint(5, 40)))
    return (f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Story {n}: {sentence(r)}</title><script>{script}</script></head><body>'
            f'<nav><ul>{nav}</ul></nav><main><article><h1>{sentence(r)}</h1>\n{body}</article></main><aside>{cards}</aside><footer><p>Contact us</p></footer></body></html>').encode()


def record(kind, n, block, content_type):
    return (f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://news.example/story/{n}\r\nWARC-Date: 2024-05-03T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{n}-{kind}>\r\nContent-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n").encode() + block + b"\r\n\r\n"


def records(r):
    """(record, bytes of its page before it was sent) of a crawl, without end."""
    n = 0
    while True:
        n += 1
        yield record("request", n, f"GET /story/{n} HTTP/1.1\r\nHost: news.example\r\n\r\n".encode(), "application/http; msgtype=request"), 0
        kind, status, content_type, fields, body, shown = "response", "200 OK", "text/html; charset=utf-8", "", b"", 0
        chance = r.random()
        if chance < 0.15:
            content_type, body = "image/jpeg", r.randbytes(r.randint(5000, 80000))
        elif chance < 0.2:
            status = "301 Moved Permanently"
        elif chance < 0.25:
            kind = "revisit"
        else:
            body = page(r, n)
            shown = len(body)
            if r.random() < 0.7:
                body, fields = gzip.compress(body, 6, mtime=0), "Content-Encoding: gzip\r\n"
        yield record(kind, n, f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{fields}\r\n".encode() + body, "application/http; msgtype=response"), shown


def write(path, megabytes, packing):
    """Returns the size expanded, and that of the pages."""
    size = shown = 0
    with open(path, "wb") as file:
        for data, of_page in records(random.Random(7)):
            size += len(data)
            shown += of_page
            file.write(gzip.compress(data, 6, mtime=0) if packing == "gz" else data)
            if size >= megabytes << 20:
                break
    if packing == "zst":
        subprocess.run(["zstd", "-q", "-f", "--rm", path, "-o", path + ".tmp"], check=True)
        os.rename(path + ".tmp", path)
    return size, shown


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
    ap.add_argument("--keep", help="write the archives into this folder and leave them there")
    args = ap.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for megabytes in args.megabytes:
            path = f"{args.keep or scratch}/{megabytes}.warc" + {"gz": ".gz", "none": "", "zst": ".zst"}[args.packing]
            expanded, shown = (size / 2**20 for size in write(path, megabytes, args.packing))
            packed = os.path.getsize(path) / 2**20
            for threads in args.threads:
                runs = [run(args.readout, path, threads) for _ in range(args.runs)]
                best, median = min(s for s, _ in runs), statistics.median(s for s, _ in runs)
                print(f"{expanded:.0f} MB ({packed:.0f} on disk, {shown:.0f} of pages), {threads} thread{'s' * (threads > 1)}: {expanded / best:.0f} MB/s best, {expanded / median:.0f} "
                      f"median ({packed / best:.0f} of the file, {shown / best:.0f} of pages); peak {max(m for _, m in runs):.0f} MB", flush=True)


if __name__ == "__main__":
    main()

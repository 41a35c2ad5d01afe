#!/usr/bin/env python3
"""`readout watch` against a server of its own on loopback: what is fetched when, and what is refused.

usage: watch.py --readout BIN --data DIR
"""
import argparse
import gzip
import http.server
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time

TEXT = "Foreign Minister Ana Ruiz of Panama met Foreign Minister Mark Kent of Belize on %d June 2023. Ruiz said that Panama will open a port. " * 3


def page(day, more=""):
    return ("<html><head><title>Meeting %d</title></head><body><article><h1>Meeting %d</h1><p>%s%s</p></article></body></html>" % (day, day, TEXT % (day, day, day), more)).encode()


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    pages, seen, robots, feed, busy = {}, [], (404, b""), [], True

    def log_message(self, *args):
        pass

    def send(self, status, body=b"", length=None, **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        Server.seen.append(self.path)
        try:
            self.answer()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(self):
        here = "http://%s" % self.headers["Host"]
        if self.path == "/robots.txt":
            return self.send(Server.robots[0], Server.robots[1])
        if self.path == "/feed":
            items = "".join("<item><title>T</title><link>%s</link></item>" % link for link in Server.feed)
            return self.kept(("<rss version='2.0'><channel><title>F</title>%s</channel></rss>" % items).encode(), "application/rss+xml")
        if self.path == "/list":
            outlines = "<outline text='a'><outline xmlUrl='/feed' text='F'/></outline><outline text='no feed'/><outline xmlUrl='/list'/><outline xmlUrl='/2'/>"
            return self.send(200, ("<opml version='2.0'><body>%s</body></opml>" % outlines).encode(), Content_Type="text/x-opml")
        if self.path == "/later":
            return self.send(503, b"", Retry_After="2") if Server.busy else self.send(200, page(9), Content_Type="text/html")
        if self.path == "/moved":
            return self.send(301, b"", Location="/1")
        if self.path == "/circle":
            return self.send(302, b"", Location=here + "/circle")
        if self.path == "/scheme":
            return self.send(302, b"", Location="file:///etc/hostname")
        if self.path == "/bomb":
            return self.send(200, gzip.compress(bytes(64 << 20)), Content_Type="text/html", Content_Encoding="gzip")
        if self.path == "/short":
            self.close_connection = True
            return self.send(200, page(8), length=100000, Content_Type="text/html")
        if self.path in ("/endless", "/drip"):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.close_connection = True
            for _ in range(4096 if self.path == "/endless" else 60):
                self.wfile.write(b"x" * 65536 if self.path == "/endless" else b"x")
                if self.path == "/drip":
                    time.sleep(0.2)
            return None
        if self.path in Server.pages:
            return self.kept(Server.pages[self.path], "text/html; charset=utf-8")
        return self.send(404, b"none")

    def kept(self, body, kind):
        etag = '"%x"' % (hash(body) & 0xFFFFFFFF)
        if self.headers["If-None-Match"] == etag:
            return self.send(304, ETag=etag)
        return self.send(200, body, ETag=etag, Content_Type=kind)


class Check:
    def __init__(self, options, folder, port):
        self.options, self.folder, self.port, self.failed = options, folder, port, 0

    def command(self, record, *args):
        return [self.options.readout, "watch", "--record", os.path.join(self.folder, record), "--data", self.options.data, "--delay", "0", *args]

    def watch(self, record, *args, feeds=("/feed",), private=True):
        Server.seen.clear()
        addresses = [f if ":" in f else "http://127.0.0.1:%d%s" % (self.port, f) for f in feeds]
        done = subprocess.run(self.command(record, *(["--allow-private"] if private else []), *args, *addresses), capture_output=True, text=True, timeout=120)
        return done.returncode, done.stderr, list(Server.seen)

    def reports(self, record):
        out = subprocess.run([self.options.readout, "export", "--record", os.path.join(self.folder, record)], capture_output=True, text=True, check=True).stdout
        return [json.loads(line) for line in out.splitlines() if line.startswith('{"type":"report"')]

    def that(self, what, holds, *shown):
        if not holds:
            self.failed += 1
            print("FAILED:", what, *shown)


def passes(check):
    Server.pages.update({"/1": page(1), "/2": page(2)})
    Server.feed = ["/1", "/2"]
    status, said, seen = check.watch("a.db")
    check.that("new pages are added", status == 0 and len(check.reports("a.db")) == 2 and said.startswith("2 read"), status, said)
    check.that("each is asked for once", sorted(seen) == ["/1", "/2", "/feed", "/robots.txt"], seen)
    status, said, seen = check.watch("a.db")
    check.that("nothing is fetched twice", status == 0 and "3 unchanged" in said and said.startswith("0 read"), said)
    check.that("and all is asked for", sorted(seen) == ["/1", "/2", "/feed", "/robots.txt"], seen)
    Server.pages["/1"] = page(1, "Kent said that Belize welcomes it.")
    status, said, _ = check.watch("a.db")
    versions = sorted(r["version"] for r in check.reports("a.db") if r["url"].endswith("/1"))
    check.that("an edited page is version 2", status == 0 and "2 unchanged" in said and versions == [1, 2], said, versions)


def manners(check):
    Server.feed = ["/later", "/1"]
    status, said, seen = check.watch("b.db")
    check.that("503 is told", status == 1 and "/later\" answered 503" in said, said)
    check.that("and its host left alone", "/1" not in seen and "1 held back" in said, said, seen)
    status, said, seen = check.watch("b.db")
    check.that("until the time that it said", status == 0 and seen == [] and "held back" in said, said, seen)
    time.sleep(2.5)
    Server.busy = False
    status, said, seen = check.watch("b.db")
    check.that("and not longer", status == 0 and "/later" in seen and "/1" in seen, said, seen)
    Server.robots, Server.feed = (200, b"User-agent: *\nDisallow: /\nUser-agent: readout\nDisallow: /2\nCrawl-delay: 0.4\n"), ["/1", "/2"]
    begun = time.monotonic()
    status, said, seen = check.watch("c.db")
    check.that("robots.txt is obeyed", status == 0 and "/1" in seen and "/2" not in seen and "1 forbidden by robots.txt" in said, said, seen)
    check.that("and gives the delay", time.monotonic() - begun > 0.8)
    Server.robots = (500, b"")
    status, said, seen = check.watch("d.db")
    check.that("a robots.txt that fails forbids all", status == 1 and seen == ["/robots.txt"] and "robots.txt\" answered 500" in said, said, seen)
    Server.robots = (404, b"")


def lists(check):
    Server.feed = ["/1"]
    status, said, seen = check.watch("l.db", feeds=("/list",))
    check.that("a list's feeds are followed", status == 0 and sorted(seen) == ["/1", "/2", "/feed", "/list", "/robots.txt"], said, seen)
    path = os.path.join(check.folder, "feeds.opml")
    with open(path, "w", encoding="utf-8") as file:
        file.write("<opml version='2.0'><body><outline xmlUrl='http://127.0.0.1:%d/feed'/></body></opml>" % check.port)
    done = subprocess.run(check.command("m.db", "--allow-private", path), capture_output=True, text=True, timeout=120)
    check.that("also those of a file", done.returncode == 0 and done.stderr.startswith("1 read"), done.stderr)
    with open(path, "w", encoding="utf-8") as file:
        file.write("<rss><channel/></rss>")
    done = subprocess.run(check.command("m.db", path), capture_output=True, text=True, timeout=120)
    check.that("another file is refused", done.returncode == 1 and "is no OPML" in done.stderr, done.stderr)


def dangers(check):
    for name, what in (("/circle", "redirects more than 5 times"), ("/scheme", 'its scheme is "file"'), ("/bomb", "is larger than 16777216 bytes"),
                       ("/short", "ended before the length that it states"), ("/endless", "is larger than 16777216 bytes"), ("/drip", "took too long"),
                       ("ftp://x.example/", 'its scheme is "ftp"'), ("http://a:b@x.example/", "a user or password"), ("/gone", "answered 404")):
        Server.feed = [name, "/1"]
        begun = time.monotonic()
        record = "e%d.db" % abs(hash(name))
        status, said, _ = check.watch(record, "--timeout", "2")
        check.that("%s: told" % name, status == 1 and what in said, said)
        check.that("%s: the rest is read" % name, len(check.reports(record)) == 1, said)
        check.that("%s: in bounded time" % name, time.monotonic() - begun < 30)
    Server.feed = ["/moved"]
    check.watch("f.db")
    check.that("a redirect leads to the page", [r["url"].rsplit("/", 1)[1] for r in check.reports("f.db")] == ["1"])
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"):
        status, said, seen = check.watch("g.db", feeds=["http://%s:%d/feed" % (host, check.port)], private=False)
        check.that("%s is refused" % host, status == 1 and seen == [] and "is a private address" in said, said, seen)


def goes_on(check):
    Server.feed = ["/1"]
    run = subprocess.Popen(check.command("h.db", "--allow-private", "--every", "1", "http://127.0.0.1:%d/feed" % check.port), stderr=subprocess.PIPE, text=True)
    line = run.stderr.readline()
    check.that("--every goes on", line.startswith("1 read") and run.poll() is None, line)
    run.send_signal(signal.SIGTERM)
    check.that("and ends when it is told", run.wait(timeout=10) == 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readout", required=True)
    parser.add_argument("--data", required=True)
    options = parser.parse_args()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        check = Check(options, folder, server.server_port)
        for part in (passes, manners, lists, dangers, goes_on):
            part(check)
    sys.exit(check.failed > 0)


if __name__ == "__main__":
    main()

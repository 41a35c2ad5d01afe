#!/usr/bin/env python3
"""What `readout serve` holds: requests a second and how long they take, by wrk (Debian's) on loopback; and memory over a long run.

usage: serve.py --readout build/release/readout [--reports 100000] [--record FILE] [--connections 64] [--seconds 30] [--minutes 60] [--only meetings] [--seed 1] [--data data] [--work /dev/shm]

A record of --reports generated ones, filled as search.py does, or --record; one server. First single requests, one after the other, none of which was asked before: how
long each kind takes when nothing is kept. Then wrk with two threads and --connections: the list of meetings, its later pages, meetings, searches, and the page itself; of
"others" each request is another one, so that the answers kept are of little use. --minutes: the list of meetings and its later pages at half the rate that was measured; the
memory of the server is read every ten seconds, and the table has its slope by least squares, over all and over the second half, and what went wrong.
"""
import argparse
import atexit
import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

from search import Asker, Filler

LUA = """
local paths = {%s}
local at = math.random(#paths)
local wait = %s
init = function(args) math.randomseed(os.time() + tonumber(tostring({}):match("0x%%x+")) %% 100000) end
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
"""
DELAY = "delay = function() return wait * (0.5 + math.random()) end\n"


class Server:
    def __init__(self, options, record):
        atexit.register(self.end)
        self.process = subprocess.Popen([options.readout, "serve", "--record", record, "--port", "0", "--read-only"], stdout=subprocess.PIPE, text=True,
                                        env=dict(os.environ, READOUT_DATA=options.data))
        line = self.process.stdout.readline()
        self.port = int(re.search(r":(\d+)/", line)[1])
        self.base = f"http://127.0.0.1:{self.port}"

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        start = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        seconds = time.perf_counter() - start
        connection.close()
        if answer.status != 200:
            sys.exit(f"{path}: {answer.status}: {body[:300]}")
        return seconds, body

    def json(self, path):
        return json.loads(self.get(path)[1])

    def memory(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) / 1024

    def end(self):
        if self.process.poll() is None:
            self.process.kill()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(60) != 0:
            sys.exit(f"the server ended with {self.process.returncode}")


def wrk(options, server, paths, seconds, wait=None):
    """Requests a second, the 50th and 99th percentile and the most in ms, and what went wrong, as wrk says it."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        script.write(LUA % (",".join(json.dumps(path) for path in paths), wait or 0) + (DELAY if wait else ""))
        script.flush()
        said = subprocess.run(["wrk", "-t2", f"-c{options.connections}", f"-d{seconds}s", "--timeout", "10s", "--latency", "-s", script.name, server.base],
                              capture_output=True, text=True, check=True).stdout
    unit = {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}
    times = {name: float(value) * unit[what] for name, value, what in re.findall(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s|m)\s*$", said, re.M)}
    most = re.search(r"Latency\s+\S+\s+\S+\s+([\d.]+)(us|ms|s|m)", said)
    wrong = re.findall(r"(?:Non-2xx|Socket errors).*", said)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), times["50"], times["99"], float(most[1]) * unit[most[2]], "; ".join(wrong) or "none"


def single(server, kinds):
    print(f"{'asked for once':24} median ms  99th percentile  most")
    for name, paths in kinds:
        times = sorted(server.get(path)[0] * 1000 for path in paths)
        print(f"  {name:22} {times[len(times) // 2]:9.1f}  {times[int(len(times) * 0.99)]:15.1f}  {times[-1]:4.0f}", flush=True)


def load(options, server, kinds):
    rates = {}
    print(f"{options.connections} connections, {options.seconds} s   requests/s  median ms  99th percentile  most  wrong")
    for name, paths in kinds:
        rate, median, last, most, wrong = wrk(options, server, paths, options.seconds)
        rates[name] = rate
        print(f"  {name:22} {rate:14,.0f}  {median:9.1f}  {last:15.1f}  {most:4.0f}  {wrong}; {server.memory():.0f} MB", flush=True)
    return rates


def slope(points):
    """kB a minute of (minutes, MB)."""
    n, sx, sy = len(points), sum(x for x, _ in points), sum(y for _, y in points)
    sxx, sxy = sum(x * x for x, _ in points), sum(x * y for x, y in points)
    return 1024 * (n * sxy - sx * sy) / (n * sxx - sx * sx)


def long_run(options, server, paths, rate):
    seconds, points, start = int(options.minutes * 60), [], time.monotonic()
    pid = os.fork()
    if pid == 0:
        done = wrk(options, server, paths, seconds, wait=1000 * options.connections / (rate / 2))
        print("  %.0f requests/s, median %.1f ms, 99th percentile %.1f ms, most %.0f ms, wrong: %s" % done, flush=True)
        os._exit(0)
    while os.waitpid(pid, os.WNOHANG)[0] == 0:
        points.append(((time.monotonic() - start) / 60, server.memory()))
        time.sleep(min(10, seconds / 20))
    half = [point for point in points if point[0] > options.minutes / 2]
    print(f"  memory {points[0][1]:.1f} MB at first, {points[-1][1]:.1f} MB at last, at most {max(y for _, y in points):.1f}; slope {slope(points):.1f} kB a minute, "
          f"in the second half {slope(half):.1f}", flush=True)


def make_kinds(server, pick):
    """What is asked for: paths of each kind, the list of meetings alone; later pages and others of places that the record has."""
    pages, after = [], ""
    for _ in range(60):
        path = "/api/events?limit=50" + (f"&after={urllib.parse.quote(after)}" if after else "")
        pages.append(path)
        after = server.json(path)["page"]["next"]
        if not after:
            break
    events = [item["id"] for path in pages[:40] for item in server.json(path)["items"]]
    parties = [item["id"] for item in server.json("/api/entities?kind=country&limit=1000")["items"]]
    words = [w for e in events[:100] for item in server.json(f"/api/events/{e}/statements")["items"] for w in (item["content"] or "").split() if len(w) > 4]
    pick.shuffle(events)
    lists = [f"/api/events?party={a}&since={year}&limit={pick.randrange(20, 51)}" for a in parties for year in range(2005, 2025)]
    searches = [f"/api/search?words={urllib.parse.quote(a)}&party={pick.choice(parties)}&facets=true&limit=20" for a in sorted(set(words))]
    pick.shuffle(lists)
    pick.shuffle(searches)
    return {"meetings": ["/api/events"], "their later pages": pages[1:], "a meeting": [f"/api/events/{e}" for e in events[:200]], "its statements": [f"/api/events/{e}/statements" for e in events[:200]],
            "its matrix": [f"/api/events/{e}/matrix" for e in events[:200]], "lists of a party": lists, "searches": searches, "the page": ["/"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readout", required=True)
    parser.add_argument("--reports", type=int, default=100000)
    parser.add_argument("--record", help="this one instead of a generated one")
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--only", help="what is asked for, as the table names it; else all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", default="data")
    parser.add_argument("--work", default="/dev/shm")
    options = parser.parse_args()
    record = options.record or os.path.join(options.work, "serve.db")
    if not options.record:
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(record + suffix):
                os.remove(record + suffix)
        asker = Asker(options, record)
        asker.run("add", "--quiet", "-", text="")
        Filler(options, record).fill(options.reports)
        asker.run("add", "--quiet", "-", text="")
        print(f"{options.reports:,} reports, {os.path.getsize(record) / 1e6:.0f} MB", flush=True)
    pick = random.Random(options.seed)
    server = Server(options, record)
    kinds = make_kinds(server, pick)
    server.stop()
    server = Server(options, record)  # which has answered nothing yet
    wanted = {name: paths for name, paths in kinds.items() if options.only in (None, name)}
    single(server, [(name, paths[:200]) for name, paths in wanted.items()])
    rates = load(options, server, [(name, paths[200:] if len(paths) > 400 else paths) for name, paths in wanted.items()])
    if options.minutes and "meetings" in rates:
        print(f"{options.minutes:g} minutes at half that rate")
        long_run(options, server, kinds["meetings"] + kinds["their later pages"], rates["meetings"])
    server.stop()


if __name__ == "__main__":
    main()

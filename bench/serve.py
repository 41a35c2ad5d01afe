#!/usr/bin/env python3
"""What `readout serve` holds: requests a second and how long they take, by wrk (Debian's) on loopback; and memory over a long run.

usage: serve.py --readout build/release/readout [--reports 100000] [--record FILE] [--connections 64] [--seconds 20] [--windows 3] [--minutes 60] [--rate N]
                [--only meetings] [--seed 1] [--data data] [--work /dev/shm]

A record of --reports generated ones, filled as search.py does, or --record; one server. First single requests, one after the other, none of which was asked before: how
long each kind takes when nothing is kept. Then wrk with two threads and --connections, in --windows of --seconds each: the list of meetings, its later pages, meetings,
searches, and the page itself; of "others" each request is another one, so that the answers kept are of little use. Of the windows the table has the median and the best, by
the 99th percentile, and the machine's load before each: what others do there meanwhile is in all figures; how much of the time the server's first thread waited for a processor
tells how much.

--minutes: the list of meetings and its later pages at --rate requests a second, or half of what was measured, which bench/hold.c keeps to (--hold, else beside --readout, where
`ninja -C build/release hold` makes it) whatever the server does; what a request takes is counted from when it was due. Each minute has a line; the memory of the server is read with it, and its slope is told by least squares,
over all and over the second half, and what went wrong.
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
init = function(args) math.randomseed(os.time() + tonumber(tostring({}):match("0x%%x+")) %% 100000) end
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
"""


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

    def scheduled(self):
        """Seconds that its first thread, which reads and sends, ran, and that it waited for a processor which others had."""
        with open(f"/proc/{self.process.pid}/schedstat", encoding="ascii") as stat:
            return [int(value) / 1e9 for value in stat.read().split()[:2]]

    def rest(self):
        """Waits until it has done what was asked for and is waited for no more."""
        def used():
            with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as stat:
                return sum(int(ticks) for ticks in stat.read().rsplit(")", 1)[1].split()[11:13])
        for _ in range(120):
            before = used()
            time.sleep(0.5)
            if used() - before <= 1:
                return

    def end(self):
        if self.process.poll() is None:
            self.process.kill()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(60) != 0:
            sys.exit(f"the server ended with {self.process.returncode}")


def wrk(options, server, paths, seconds):
    """Requests a second, the 50th and 99th percentile and the most in ms, and what went wrong, as wrk says it."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        script.write(LUA % ",".join(json.dumps(path) for path in paths))
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
    """Requests a second of each kind, in its median window."""
    rates = {}
    print(f"{options.connections} connections, {options.windows} times {options.seconds} s")
    print(f"{'':24} requests/s  median ms  99th percentile   most  load  ran, waited for a processor")
    for name, paths in kinds:
        windows = []
        for _ in range(options.windows):
            busy, before = os.getloadavg()[0], server.scheduled()
            found = wrk(options, server, paths, options.seconds)
            windows.append((*found, busy, *((b - a) / options.seconds for a, b in zip(before, server.scheduled()))))
            server.rest()
        windows.sort(key=lambda window: window[2])
        median = windows[len(windows) // 2]
        rates[name] = median[0]
        for of, (rate, half, last, most, _, busy, ran, waited) in (("", median), ("  the best", windows[0])):
            print(f"  {of or name:22} {rate:10,.0f}  {half:9.1f}  {last:15.1f}  {most:5.0f}  {busy:4.1f}  {ran:.0%}, {waited:.0%}", flush=True)
        wrong = {window[4] for window in windows} - {"none"}
        print(f"    all 99th percentiles: {', '.join(f'{window[2]:.1f}' for window in windows)}; wrong: {'; '.join(wrong) or 'none'}; {server.memory():.0f} MB", flush=True)
    return rates


def slope(points):
    """kB a minute of (minutes, MB)."""
    n, sx, sy = len(points), sum(x for x, _ in points), sum(y for _, y in points)
    sxx, sxy = sum(x * x for x, _ in points), sum(x * y for x, y in points)
    return 1024 * (n * sxy - sx * sy) / (n * sxx - sx * sx)


def long_run(options, server, paths, rate):
    """Holds the rate for --minutes; a line a minute."""
    seconds, points, start, before, told = int(options.minutes * 60), [], time.monotonic(), server.scheduled(), 0
    first = before
    every = max(1, min(60, seconds // 4))
    hold = subprocess.Popen([options.hold, str(server.port), str(options.connections), f"{rate:.1f}", str(seconds), str(every)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    hold.stdin.write("\n".join(paths))
    hold.stdin.close()
    for line in hold.stdout:
        said, minutes, memory, after = json.loads(line), (time.monotonic() - start) / 60, server.memory(), server.scheduled()
        if said["of"] == "all":
            before, told = first, 0
        ran, waited = ((b - a) / ((minutes - told) * 60) for a, b in zip(before, after))
        if said["of"] == "part":
            points.append((minutes, memory))
            before, told = after, minutes
        wrong = ", ".join(f"{said[name]} {text}" for name, text in (("status", "other than 200"), ("lost", "lost"), ("late", "late")) if said[name])
        print(f"  {'all' if said['of'] == 'all' else f'{minutes:.1f} min':9} {said['requests']:11,} requests, {said['rate']:,.0f} a second, median {said['p50']:.2f} ms, 99th percentile "
              f"{said['p99']:.1f}, 99.9th {said['p999']:.1f}, most {said['most']:.0f} ms; wrong: {wrong or 'none'}; {memory:.1f} MB; load {os.getloadavg()[0]:.1f}, ran {ran:.0%}, "
              f"waited {waited:.0%}", flush=True)
    if hold.wait() != 0:
        sys.exit(f"{options.hold} ended with {hold.returncode}")
    later = [point for point in points if point[0] > options.minutes / 2]
    print(f"  memory {points[0][1]:.1f} MB at first, {points[-1][1]:.1f} MB at last, at most {max(y for _, y in points):.1f}; slope {slope(points):.1f} kB a minute, "
          f"in the second half {slope(later):.1f}", flush=True)


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
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--windows", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--rate", type=float, help="requests a second, for --minutes")
    parser.add_argument("--hold", help="bench/hold.c, built")
    parser.add_argument("--only", help="what is asked for, as the table names it; else all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", default="data")
    parser.add_argument("--work", default="/dev/shm")
    options = parser.parse_args()
    options.hold = options.hold or os.path.join(os.path.dirname(options.readout), "hold")
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
    rates = {}
    if options.windows:
        rates = load(options, server, [(name, paths[200:] if len(paths) > 400 else paths) for name, paths in wanted.items()])
    rate = options.rate or rates.get("meetings", 0) / 2
    if options.minutes and rate:
        print(f"{options.minutes:g} minutes at {rate:,.0f} requests a second")
        long_run(options, server, kinds["meetings"] + kinds["their later pages"], rate)
    server.stop()


if __name__ == "__main__":
    main()

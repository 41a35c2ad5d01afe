#!/usr/bin/env python3
"""`readout serve` over sockets: what it answers, to whom, and what those reach who mean it harm.

usage: serve.py --readout BIN --data DIR --reports DIR… [--idle N]
"""
import argparse
import concurrent.futures
import html.parser
import http.client
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
import xml.etree.ElementTree

TEXT = "Foreign Minister Ana Ruiz of Panama met Foreign Minister Mark Kent of Belize on %d June 2023. Ruiz said that Panama will open a port. "
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
ALWAYS = {
    "content-security-policy": "default-src 'none';",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-",
}


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


class Server:
    """A server of the test's own; `get` and `post` look at what every answer must say."""

    def __init__(self, options, record, *more, command="serve", folder=None, descriptors=None):
        self.env = {**os.environ, "READOUT_DATA": options.data, "TMPDIR": folder or tempfile.gettempdir()}
        given = ["--record", record] if record else []
        self.process = subprocess.Popen([options.readout, command, *given, "--port", "0", *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.env,
                                        preexec_fn=descriptors and (lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))))
        self.said, self.port, self.token = [], None, None
        while self.token is None:
            line = self.process.stdout.readline()
            if not line:
                raise AssertionError("it ended: %s%s" % ("".join(self.said), self.process.stderr.read()))
            self.said.append(line)
            self.port = self.port or int((re.search(r"http://127\.0\.0\.1:(\d+)/$", line.strip()) or [None, 0])[1])
            self.token = (re.search(r"#token=(\w{16,})", line) or [None, None])[1]
            if "--read-only" in more and self.port:
                self.token = "none"
            if "token in" in line:
                self.token = "in a file"
        self.host = "127.0.0.1:%d" % self.port

    def ask(self, method, target, body=None, timeout=60, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, target, body, {name.replace("_", "-"): value for name, value in headers.items()})
            given = connection.getresponse()
            answer = Answer(given.status, {name.lower(): value for name, value in given.getheaders()}, given.read())
        finally:
            connection.close()
        for name, value in ALWAYS.items():
            assert value in answer.headers.get(name, ""), (target, answer.status, name, answer.headers)
        assert "access-control-allow-origin" not in answer.headers
        if answer.status >= 400:
            assert answer.headers["content-type"] == "application/problem+json", (target, answer.headers)
            assert answer.json()["status"] == answer.status
        return answer

    def get(self, target, status=200, **headers):
        answer = self.ask("GET", target, **headers)
        assert answer.status == status, (target, answer.status, answer.body[:300])
        return answer

    def post(self, target, value, status=201):
        answer = self.ask("POST", target, json.dumps(value), Authorization="Bearer " + self.token, Content_Type="application/json")
        assert answer.status == status, (target, answer.status, answer.body[:300])
        return answer.json()

    def send_file(self, name, text):
        answer = self.ask("POST", "/api/uploads?name=" + name, text.encode(), Authorization="Bearer " + self.token)
        assert answer.status == 201, answer.body
        return answer.json()["id"]

    def add(self, *uploads):
        job = self.post("/api/jobs", {"uploads": list(uploads)}, 202)
        while job["state"] in ("waiting", "running"):
            job = self.get("/api/jobs/%s?wait=true&seen=%d" % (job["id"], job["change"])).json()
        assert job["state"] == "done", job
        return job

    def raw(self, sent, timeout=30, then=None):
        """What comes back to these bytes until the server closes, or for a second behind the last byte."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as s:
            try:
                s.sendall(sent)
                if then:
                    then(s)
            except (BrokenPipeError, ConnectionResetError):
                pass
            s.settimeout(1)
            return receive(s)

    def is_well(self):
        begun = time.monotonic()
        self.get("/api/record")
        taken = time.monotonic() - begun
        assert self.process.poll() is None
        return taken

    def memory(self):
        with open("/proc/%d/status" % self.process.pid, encoding="ascii") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) * 1024

    def stop(self, signal_number=signal.SIGTERM, seconds=60):
        self.process.send_signal(signal_number)
        try:
            _, said = self.process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        return self.process.returncode, said


def receive(s):
    parts = []
    try:
        while True:
            part = s.recv(65536)
            if not part:
                break
            parts.append(part)
    except (TimeoutError, ConnectionResetError):
        pass
    return b"".join(parts)


def statuses(answer):
    return [int(status) for status in re.findall(rb"^HTTP/1\.1 (\d\d\d)", answer, re.M)]


def run(options, *args, status=0):
    done = subprocess.run([options.readout, *args], capture_output=True, text=True, env={**os.environ, "READOUT_DATA": options.data}, check=False)
    assert done.returncode == status, (args, done.returncode, done.stderr)
    return done


# -- what it answers ------------------------------------------------------------------------------------------------------


def test_reads(server, options):
    events = server.get("/api/events")
    same = server.get("/api/events", 304, If_None_Match=events.headers["etag"])
    assert same.body == b"" and same.headers["etag"] == events.headers["etag"]
    head = server.ask("HEAD", "/api/events")
    assert head.status == 200 and head.body == b"" and head.headers["content-length"] == str(len(events.body))
    export = run(options, "export", "--record", options.record).stdout.encode()
    assert server.get("/api/export.jsonl").body == export
    lines = {line["id"]: line for line in map(json.loads, export.splitlines()) if line["type"] == "event"}
    assert len(events.json()["items"]) == len(lines) > 3
    assert all(lines[item["id"]] == item for item in events.json()["items"])
    page = server.get("/events/e-1")
    assert page.headers["content-type"] == "text/html; charset=utf-8" and b"<!DOCTYPE html>" in page.body[:200]
    policy = page.headers["content-security-policy"]
    assert "unsafe" not in policy and "http" not in policy and "frame-ancestors 'none'" in policy
    assert re.search(r"script-src 'self';", policy) and "sandbox" in server.get("/api/feed.atom").headers["content-security-policy"]


def test_keeps_connections(server, _):
    request = b"GET /api/cite HTTP/1.1\r\nHost: %s\r\n\r\n" % server.host.encode()
    assert statuses(server.raw(request * 20)) == [200] * 20
    assert statuses(server.raw(request.replace(b"1.1", b"1.0", 1) + request)) == [200]  # a connection of 1.0 ends
    with socket.create_connection(("127.0.0.1", server.port)) as s:
        for _ in range(5):
            s.sendall(request)
            s.settimeout(5)
            got = b""
            while b"}\n" not in got:
                got += s.recv(65536)
            assert statuses(got) == [200]


def test_decides_and_undoes(server, options):
    def conclusions():
        lines = [line for line in run(options, "export", "--record", options.record).stdout.splitlines() if not line.startswith('{"type":"review"')]
        return lines

    before = conclusions()
    persons = [one for one in server.get("/api/entities?kind=person").json()["items"] if one["evidence"]]
    merged = server.post("/api/reviews", {"action": "merge", "args": [persons[0]["id"], persons[1]["id"]], "who": "Ana", "why": "one person"})
    assert merged["item"]["action"] == "merge" and conclusions() != before
    assert len([one for one in server.get("/api/entities?kind=person").json()["items"] if one["evidence"]]) == len(persons) - 1
    undone = server.post("/api/reviews", {"action": "undo", "args": [merged["item"]["id"]], "who": "Ana"})
    assert undone["item"]["undoes"] == merged["item"]["id"]
    assert conclusions() == before
    assert [one["undoes"] for one in server.get("/api/reviews").json()["items"]] == [merged["item"]["id"], None]
    wrong = server.post("/api/reviews", {"action": "merge", "args": ["e-0", "e-1"], "who": "Ana"}, 422)
    assert wrong["type"] == "#decision" and wrong["detail"]


def test_adds_files(server, _):
    before = server.get("/api/record").json()["counts"]["reports"]
    job = server.add(server.send_file("one.txt", TEXT % 3), server.send_file("two.jsonl", json.dumps({"id": "b", "text": TEXT % 4, "title": "T"}) + "\nno line\n"))
    assert job["tally"]["read"] == 2 and job["tally"]["failed"] == 1, job
    assert "two.jsonl" in job["failures"][0]["message"] and "/" not in job["failures"][0]["id"]
    assert server.get("/api/record").json()["counts"]["reports"] == before + 2
    found = server.get("/api/reports?limit=1000").json()["items"]
    assert any(one["source"] == "one.txt" for one in found)
    again = server.add(server.send_file("one.txt", TEXT % 3))
    assert again["tally"]["duplicates"] == 1
    feed = xml.etree.ElementTree.fromstring(server.get("/api/feed.atom").body)
    assert any("Ruiz" in (entry.findtext("{*}title") or "") for entry in feed.iterfind("{*}entry"))


def test_fetches_no_private_address(server, _):
    if not server.get("/api/record").json()["may"]["fetch"]:
        return
    job = server.post("/api/jobs", {"urls": ["http://%s/api/record" % server.host]}, 202)
    while job["state"] in ("waiting", "running"):
        job = server.get("/api/jobs/%s?wait=true&seen=%d" % (job["id"], job["change"])).json()
    assert job["tally"]["read"] == 0 and "private" in json.dumps(job["failures"]), job


def test_reads_while_it_adds(server, _):
    """Each answer is of one state: what a page names stands beside it."""
    uploads = [server.send_file("r%d.txt" % i, (TEXT % (1 + i % 28)) + "Kent thanked Panama for report %d. " % i) for i in range(30)]
    job = server.post("/api/jobs", {"uploads": uploads}, 202)
    seen = set()

    def read(_):
        page = server.get("/api/events?limit=1000").json()
        named = {one["id"] for one in page["entities"]}
        for event in page["items"]:
            for party in event["parties"]:
                assert not party["person"] or party["person"] in named
        seen.add(page["page"]["given"])

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        while job["state"] in ("waiting", "running"):
            list(pool.map(read, range(16)))
            job = server.get("/api/jobs/" + job["id"]).json()
    assert job["state"] == "done" and job["tally"]["read"] == 30, job


# -- those who mean it harm ------------------------------------------------------------------------------------------------


def test_wrong_hosts_and_sites(server, _):
    for headers in ({"Host": "evil.example"}, {"Host": "evil.example:%d" % server.port}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}):
        for method, target in (("GET", "/api/events"), ("GET", "/api/feed.atom"), ("POST", "/api/reviews"), ("DELETE", "/api/jobs/j-1")):
            answer = server.ask(method, target, None if method == "GET" else "{}", Authorization="Bearer " + server.token, Content_Type="application/json", **headers)
            assert answer.status == 403 and answer.json()["type"] == "#origin", (headers, method, answer.status)
    for token in ("", "Bearer x", "Bearer " + server.token[:-1], "Basic eDp4", "Bearer " + server.token + "0"):
        answer = server.ask("POST", "/api/reviews", "{}", Authorization=token, Content_Type="application/json")
        assert answer.status == 401 and "bearer" in answer.headers["www-authenticate"].lower(), token
    # A form of another site can send no JSON, and a script of it must ask first.
    form = server.ask("POST", "/api/reviews", "{}", Authorization="Bearer " + server.token, Content_Type="text/plain")
    assert form.status == 415
    assert server.ask("OPTIONS", "/api/reviews", Origin="http://evil.example", Access_Control_Request_Method="POST").status == 403


def test_heads_that_are_none(server, _):
    host = server.host.encode()
    cases = [
        (b"GET /api/cite HTTP/1.1\r\n\r\n", {400, 403}),
        (b"GET /api/cite HTTP/1.1\r\nHost: %s\r\nHost: evil.example\r\n\r\n" % host, {400}),
        (b"GET /api/cite HTTP/1.1\r\nHost: evil.example\r\nhost: %s\r\n\r\n" % host, {400}),
        (b"GET http://evil.example/api/cite HTTP/1.1\r\nHost: %s\r\n\r\n" % host, {400}),
        (b"GET api/cite HTTP/1.1\r\nHost: %s\r\n\r\n" % host, {400}),
        (b"GET /%s HTTP/1.1\r\nHost: %s\r\n\r\n" % (b"a" * 5000, host), {400, 414}),
        (b"GET /%s HTTP/1.1\r\nHost: %s\r\n\r\n" % (b"a" * 20000, host), {400, 414}),
        (b"GET /%s HTTP/1.1\r\nHost: %s\r\n\r\n" % (b"a" * 2000000, host), {400, 413, 414, 431, None}),
        (b"GET / HTTP/1.1\r\nHost: %s\r\nX: %s\r\n\r\n" % (host, b"b" * 2000000), {400, 413, 431, None}),
        (b"GET / HTTP/1.1\r\nHost: %s\r\n%s\r\n" % (host, b"X: y\r\n" * 100000), {400, 413, 431, None}),
        (b"GET /\0 HTTP/1.1\r\nHost: %s\r\n\r\n" % host, {200, 400, None}),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)) * 4, {400, None}),
        (b"\r\n" * 100000, {400, 413, 414, 431, None}),
        (b"\0" * 100000, {400, 413, 414, 431, None}),
        (b"GET / HTTP/9.9\r\nHost: %s\r\n\r\n" % host, {200, 400, 505, None}),
        (b"GET /\r\n\r\n", {400, 403, None}),
        (b"BREW / HTTP/1.1\r\nHost: %s\r\n\r\n" % host, {401, 405}),
        (b"A" * 50000, {400, 413, 414, 431, None}),
    ]
    for sent, wanted in cases:
        got = statuses(server.raw(sent))
        # libmicrohttpd 0.9.75 gives its own refusal of a request without Host a second head.
        assert (got[0] if got else None) in wanted and len(got) <= (2 if b"Host" not in sent else 1), (sent[:60], got)
    server.is_well()


def test_bodies_that_are_none(server, _):
    host, token = server.host.encode(), server.token.encode()
    begin = b"POST /api/jobs HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n" % (host, token)
    upload = b"POST /api/uploads?name=a HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n" % (host, token)
    cases = [
        (begin + b"Content-Length: 300000\r\n\r\n", {413}),
        (begin + b"Content-Length: -1\r\n\r\n", {400}),
        (begin + b"Content-Length: 99999999999999999999999\r\n\r\n", {400, 413}),
        (begin + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", {400}),
        (begin + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", {400, 411}),
        (begin + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", {411}),
        (begin + b"Content-Length: 2\r\n\r\n{}", {400}),
        (begin + b"\r\n", {400}),
        (begin + b"Content-Length: 200000\r\n\r\n" + b"[" * 200000, {400}),
        (upload + b"Content-Length: 70000000\r\n\r\n", {413}),
        (upload + b"Expect: 100-continue\r\nContent-Length: 70000000\r\n\r\n", {413}),
        (b"GET / HTTP/1.1\r\nHost: %s\r\nContent-Length: 10\r\n\r\n0123456789" % host, {413}),
        (b"POST /api/uploads?name=a HTTP/1.1\r\nHost: %s\r\nContent-Length: 60000000\r\n\r\n" % host, {401}),
    ]
    for sent, wanted in cases:
        got = statuses(server.raw(sent))
        assert got and got[0] in wanted, (sent[-80:], got)
    got = server.raw(upload + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\n", then=lambda s: (time.sleep(0.3), s.sendall(b"abc")))
    assert statuses(got) == [100, 201], got
    server.is_well()


def test_paths_reach_no_file(server, _):
    for path in ("/../../../../etc/passwd", "/..%2f..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/....//....//etc/passwd", "//etc/passwd", "/api/../etc/passwd", "/etc/passwd%00.html", "/..\\..\\etc\\passwd",
                 "/%c0%ae%c0%ae/etc/passwd", "/api/events/..%2f..%2fetc%2fpasswd", "/api/tables/..%2f..%2fetc%2fpasswd.csv", "/api/pictures/..%2ftimeline.svg", "/proc/self/environ", "/api/reports/%2fetc%2fpasswd"):
        got = server.raw(b"GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" % (path.encode(), server.host.encode()))
        assert b"root:" not in got and b"READOUT_DATA" not in got, path
        assert statuses(got)[0] in (200, 400, 404), (path, got[:100])
        if statuses(got)[0] == 200:  # a path without an ending is the page
            assert b"<!DOCTYPE html>" in got, path
    assert server.ask("POST", "/api/uploads?name=../../x.txt", b"x", Authorization="Bearer " + server.token).status == 400


class Scripts(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "iframe", "object", "embed", "base", "form"):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:") or (name == "src" and not (value or "").startswith("data:")):
                self.found.append((tag, name, value))


def test_text_is_text(server, _):
    """A report that has a script in each of its fields, and a decision that has: no form that it is given in has it as one."""
    text = "Foreign Minister Ana %s Ruiz of Panama met Foreign Minister Mark Kent of Belize in %s City on 9 June 2023. Ruiz said that Panama will open a %s port. \"Trade %s is good\", Kent said." % ((SCRIPT,) * 4)
    lines = [{"id": SCRIPT + str(i), "text": text, "title": "Ruiz meets Kent " + SCRIPT, "outlet": "Gazette " + SCRIPT, "url": "javascript:alert(%d)//%s" % (i, SCRIPT), "date": "2023-06-09"} for i in range(2)]
    page = "<html><head><title>%s</title><meta property='og:site_name' content='%s'></head><body><article><p>%s</p></article></body></html>" % tuple(html_escape(one) for one in (SCRIPT, SCRIPT, TEXT % 9))
    server.add(server.send_file("%3Cscript%3Ealert(1)%3Cscript%3E.jsonl", "\n".join(map(json.dumps, lines))), server.send_file("page.html", page))
    country = server.get("/api/entities?called=Belize").json()["items"][0]["id"]
    server.post("/api/reviews", {"action": "rename", "args": [country, "Belize " + SCRIPT], "who": SCRIPT, "why": SCRIPT})
    events = [one["id"] for one in server.get("/api/events?party=%s&limit=1000" % country).json()["items"]]
    assert events
    for target in ["/api/feed.atom", "/api/pictures/timeline.svg", "/api/pictures/persons.svg?asked=" + country, "/api/pictures/strip.svg?asked=trade"] + ["/api/pictures/matrix.svg?asked=" + one for one in events]:
        answer = server.ask("GET", target)
        if answer.status == 400:  # nothing of it
            continue
        assert answer.headers["content-type"].split(";")[0] in ("image/svg+xml", "application/atom+xml")
        assert "script-src" not in answer.headers["content-security-policy"] and "sandbox" in answer.headers["content-security-policy"]
        for element in xml.etree.ElementTree.fromstring(answer.body).iter():
            assert not element.tag.lower().endswith(("}script", "}foreignobject", "}img")), (target, element.tag)
            for name, value in element.attrib.items():
                assert not name.lower().startswith("on") and not value.strip().lower().startswith("javascript:"), (target, name, value)
    hits = 0
    for event in events:
        document = server.get("/api/events/%s/document.html" % event)
        assert document.headers["content-disposition"].startswith("attachment;") and "sandbox" in document.headers["content-security-policy"]
        parser = Scripts()
        parser.feed(document.body.decode())
        assert not parser.found, (event, parser.found)
        hits += document.body.count(b"&lt;script&gt;")
    assert hits > 0  # it is there, as text
    for target in ("/api/events?party=" + country, "/api/reports", "/api/reviews", "/api/search?words=port"):
        answer = server.get(target)
        assert answer.headers["content-type"] == "application/json" and answer.json() is not None


def html_escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;")


# What drips: each connection sends a byte now and then and is cut off in its time all the same.
def drip(server, begin, rest, seconds):
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as s:
        s.sendall(begin)
        s.settimeout(0.2)
        for byte in rest:
            try:
                s.sendall(bytes([byte]))
                if s.recv(65536) == b"":
                    break
            except TimeoutError:
                pass
            except OSError:
                break
            if time.monotonic() - begun > seconds:
                return None
    return time.monotonic() - begun


def take_nothing(server, seconds):
    """Asks for much and takes none of it: its own side closes only when the server does."""
    begun = time.monotonic()
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        s.connect(("127.0.0.1", server.port))
        s.sendall(b"GET /api/export.jsonl HTTP/1.1\r\nHost: %s\r\n\r\n" % server.host.encode() * 200)
        while time.monotonic() - begun < seconds:
            time.sleep(0.5)
            with open("/proc/net/tcp", encoding="ascii") as table:
                local = "%04X" % server.port
                mine = "%04X" % s.getsockname()[1]
                states = [row.split()[3] for row in table if row.split()[1].endswith(":" + local) and row.split()[2].endswith(":" + mine)]
            if not states or states[0] != "01":  # no longer ESTABLISHED at the server's end
                return time.monotonic() - begun
    return None


def test_who_drips_is_cut_off(server, _):
    host, token = server.host.encode(), server.token.encode()
    head = b"GET /api/record HTTP/1.1\r\nHost: " + host
    body = b"POST /api/jobs HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n" % (host, token)
    with concurrent.futures.ThreadPoolExecutor(70) as pool:
        drips = [pool.submit(drip, server, head, b"\r\nX: " + b"y" * 1000, 25) for _ in range(32)]
        drips += [pool.submit(drip, server, body, b"[" * 1000, 25) for _ in range(32)]
        drips += [pool.submit(drip, server, b"", b"", 25), pool.submit(drip, server, b"", b"G" * 1000, 25), pool.submit(take_nothing, server, 30)]
        slowest = 0
        while not all(one.done() for one in drips):
            slowest = max(slowest, server.is_well())
            time.sleep(0.5)
        for i, one in enumerate(drips):
            assert one.result() is not None and one.result() < 27, (i, one.result())
    assert slowest < 2, slowest


def test_idle_connections(server, options):
    """As many as the machine lets this test have: others are answered, and the memory stays small."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    wanted = min(options.idle, hard - 100)
    held, before = [], server.memory()
    try:
        for i in range(wanted):
            s = socket.socket()
            s.setblocking(True)
            s.settimeout(10)
            try:
                s.connect(("127.0.0.1", server.port))
            except OSError:
                s.close()
                break
            if i % 2:
                s.sendall(b"GET / HTTP/1.1\r\nHost: a")
            held.append(s)
            if i % 500 == 0:
                assert server.is_well() < 5, i
        slowest = max(server.is_well() for _ in range(20))
        grown = server.memory() - before
        print("%d idle connections: %.1f MB more, slowest answer %.0f ms" % (len(held), grown / 1e6, slowest * 1000))
        assert len(held) > 500 and slowest < 2, (len(held), slowest)
        assert options.sanitized or grown < 80e6, grown
    finally:
        for s in held:
            s.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert server.is_well() < 5


def test_many_at_once(server, _):
    """Slow and quick ones of many clients, some of whom leave without their answer."""
    def one(i):
        if i % 3 == 0:
            with socket.create_connection(("127.0.0.1", server.port)) as s:
                s.sendall(b"GET /api/export.jsonl HTTP/1.1\r\nHost: %s\r\n\r\n" % server.host.encode())
            return None, 0
        target = ("/api/events", "/api/search?words=minister&facets=true", "/api/pictures/timeline.svg", "/api/entities", "/api/tables/statements.csv", "/api/formulations")[i // 3 % 6]
        return target, server.ask("GET", target).status

    with concurrent.futures.ThreadPoolExecutor(40) as pool:
        got = list(pool.map(one, range(600)))
    for target, status in got:  # what takes long is refused where too much of it waits
        assert status in ((200,) if target in ("/api/events", "/api/entities", "/api/formulations") else (0, 200, 503)), (target, status)


# -- how it is started and ends -------------------------------------------------------------------------------------------


def test_starts_as_asked(options, folder):
    record = options.record
    run(options, "serve", "--record", folder + "/none.db", status=3)
    assert "token-file" in run(options, "serve", "--record", record, "--listen", "127.0.0.1", status=2).stderr
    token = folder + "/token"
    with open(token, "w", encoding="ascii") as file:
        file.write("short\n")
    os.chmod(token, 0o600)
    assert "is no token" in run(options, "serve", "--record", record, "--listen", "127.0.0.1", "--token-file", token, status=2).stderr
    with open(token, "w", encoding="ascii") as file:
        file.write("0123456789abcdefghij\nmore\n")
    os.chmod(token, 0o644)
    assert "chmod" in run(options, "serve", "--record", record, "--listen", "127.0.0.1", "--token-file", token, status=2).stderr
    os.chmod(token, 0o600)
    assert "no address" in run(options, "serve", "--record", record, "--listen", "example.org", "--token-file", token, status=2).stderr
    server = Server(options, record, "--listen", "127.0.0.1", "--token-file", token, "--host", "readout.example")
    assert "0123456789abcdefghij" not in "".join(server.said)
    server.get("/api/events", 401)
    server.get("/")
    server.get("/api/events", Authorization="Bearer 0123456789abcdefghij")
    server.get("/api/feed.atom", Authorization="Basic YTowMTIzNDU2Nzg5YWJjZGVmZ2hpag==")
    server.get("/api/events", Host="readout.example", Authorization="Bearer 0123456789abcdefghij")
    server.get("/api/events", 403, Host="other.example", Authorization="Bearer 0123456789abcdefghij")
    assert "cannot listen" in run(options, "serve", "--record", record, "--port", str(server.port), status=3).stderr
    assert server.stop()[0] == 0
    server = Server(options, record, "--read-only")
    assert server.get("/api/record").json()["may"]["write"] is False
    assert server.ask("POST", "/api/jobs", "{}", Content_Type="application/json").status in (401, 403)
    assert server.stop(signal.SIGINT)[0] == 0


def test_few_descriptors(options, _):
    """Many who hold theirs, and take nothing of what they asked for: others are answered, and it does not turn in circles."""
    server = Server(options, options.record, "--read-only", descriptors=64)
    held = []
    for i in range(200):
        s = socket.create_connection(("127.0.0.1", server.port), timeout=10)
        if i % 2:
            s.sendall(b"GET /api/export.jsonl HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 3)
        held.append(s)

    def busy():
        with open("/proc/%d/stat" % server.process.pid, encoding="ascii") as stat:
            return sum(map(int, stat.read().rsplit(")", 1)[1].split()[11:13])) / os.sysconf("SC_CLK_TCK")

    begun = busy()
    time.sleep(4)
    assert busy() - begun < 2, busy() - begun
    for _ in range(5):
        assert server.is_well() < 5
    for s in held:
        s.close()
    assert server.stop()[0] == 0


def test_leaves_nothing(options, folder):
    """What is under way ends first; files that were sent and samples go."""
    tmp = folder + "/tmp"
    os.mkdir(tmp)
    server = Server(options, None, "--serve", command="demo", folder=tmp)
    assert server.get("/api/record").json()["counts"]["reports"] == 11
    waiting = server.send_file("later.txt", TEXT % 5)
    job = server.post("/api/jobs", {"uploads": [waiting]}, 202)
    server.send_file("never.txt", TEXT % 6)
    held = socket.create_connection(("127.0.0.1", server.port))
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        wait = pool.submit(server.ask, "GET", "/api/jobs/%s?wait=true&seen=%d" % (job["id"], job["change"]))
        time.sleep(0.2)
        begun = time.monotonic()
        status, said = server.stop()
        assert wait.result().status == 200
    held.close()
    assert status == 0 and time.monotonic() - begun < 30, (status, said)
    assert os.listdir(tmp) == [], os.listdir(tmp)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--readout", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--reports", nargs="+", required=True)
    parser.add_argument("--idle", type=int, default=10000)
    parser.add_argument("--sanitized", action="store_true")
    parser.add_argument("--only")
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        options.record = folder + "/r.db"
        run(options, "add", "--quiet", "--record", options.record, *options.reports)
        server = Server(options, options.record)
        tests = [(name, test) for name, test in globals().items() if name.startswith("test_") and (not options.only or options.only in name)]
        for name, test in tests:
            own = name in ("test_starts_as_asked", "test_few_descriptors", "test_leaves_nothing")
            begun = time.monotonic()
            try:
                test(options, folder) if own else test(server, options)
                print("ok    %s (%.1f s)" % (name, time.monotonic() - begun), flush=True)
            except Exception:  # each is told, and the rest goes on
                failed += 1
                print("FAIL  %s\n%s" % (name, traceback.format_exc()), flush=True)
                if server.process.poll() is not None:
                    print("it ended: %d: %s" % (server.process.returncode, server.process.stderr.read()))
                    break
        if server.process.poll() is None:
            status, said = server.stop()
            if status != 0:
                failed += 1
                print("FAIL  it ended with %d: %s" % (status, said))
    sys.exit(1 if failed else 0)


main()

#!/usr/bin/env python3
"""Pictures and documents of records: well formed, self-contained, the same bytes each time, of the size that was asked for; of a record with hostile
names in every field, of one of 5,000 meetings and 2,000 parties.

usage: pictures.py --readout BIN --data DIR --reports DIR [--pictures OFF]
"""
import argparse, json, os, random, shutil, sqlite3, struct, subprocess, sys, tempfile, time, xml.etree.ElementTree, zlib

NAMES = ["Penny Wong", "李伟", "محمد بن سلمان", "נחום ברק", "<script>alert(1)</script>", "]]> \"q\" 'q' & | x\ny", "\u202eevil\u202c \x01", "\ufffe\uffff",
         "- # 1. **b** [a](javascript:x) ![i](y) `c` \\", "A" * 400, " ", "&lt;script&gt;"]
SVG = "{http://www.w3.org/2000/svg}"
SLOW = 30  # seconds


def made_record(record, path, n_events, n_parties, names):
    """A copy of a record of plain lines with meetings and formulations put into its tables, as docs/formats/record-file.md has them."""
    shutil.copy(record, path)
    rng, db = random.Random(3), sqlite3.connect(path)
    parties = []
    for i in range(n_parties):
        kind = ("person", "person", "country", "organization")[i % 4]
        body = {"type": "entity", "id": "n-%016x" % i, "kind": kind, "name": names[i % len(names)] if names else "Party %d" % i, "aliases": [], "iso": None,
                "wikidata": None}
        parties.append(body["id"])
        db.execute("INSERT INTO entity VALUES (?, ?, ?, NULL, NULL, ?)", (body["id"], kind, body["name"], json.dumps(body)))
    events = []
    for i in range(n_events):
        date = "%04d-%02d-%02d" % (1996 + 30 * i // n_events, rng.randint(1, 12), rng.randint(1, 28))
        body = {"type": "event", "id": "e-%016x" % (i + 1), "kind": "meeting", "status": rng.choice(["held", "held", "planned", "cancelled", "unknown"]),
                "name": names[i % len(names)] if names and i % 2 else None, "date": {"from": date, "to": date, "precision": "day"}, "place": [parties[0]],
                "parties": [{"person": rng.choice(parties), "offices": names[:1] if names else [], "of": rng.choice(parties)} for _ in range(2)],
                "occasion": None, "requested_by": None, "reports": [], "mentioned_in": [], "origins": 1, "sides": [], "evidence": []}
        events.append((date, body["id"]))
        db.execute("INSERT INTO event VALUES (?, 'meeting', ?, NULL, ?, ?, 'day', NULL, 1, ?)", (body["id"], body["status"], date, date, json.dumps(body)))
    series = [id for _, id in sorted(events)]
    changes = ("new", "kept", "strengthened", "weakened", "dropped", "too-short")
    for i, phrase in enumerate(names or ["phrase %d" % i for i in range(50)]):
        between = [{"from": a, "to": b, "change": rng.choice(changes)} for a, b in zip(series, series[1:])]
        body = {"type": "formulation", "id": "f-%016x" % i, "phrase": phrase, "variants": ["made up"], "between": between,
                "uses": [{"event": c["to"], "speakers": parties[:1], "strength": phrase, "evidence": []} for c in between if c["change"] in changes[:4]]}
        db.execute("INSERT INTO formulation VALUES (?, ?, ?, NULL)", (body["id"], phrase, json.dumps(body)))
    if names:  # and what is there already: reports and statements
        for table, field in (("report", "outlet"), ("report", "title"), ("report", "source"), ("report", "key"), ("report", "published"),
                             ("statement", "content"), ("statement", "strength"), ("origin", "name"), ("entity", "name"), ("event", "name")):
            for i, (id, body) in enumerate(db.execute("SELECT id, body FROM " + table).fetchall()):
                body = json.loads(body)
                body[field] = names[i % len(names)]
                db.execute("UPDATE %s SET body = ? WHERE id = ?" % table, (json.dumps(body), id))
    db.commit()
    db.close()


def png_size(data):
    """Width and height of a PNG whose picture is whole."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "no PNG"
    at, pixels = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack(">I", data[at + 8 + length:at + 12 + length])[0], "a chunk is damaged"
        if kind == b"IHDR":
            width, height, depth, color = struct.unpack(">IIBB", body[:10])
        pixels += body if kind == b"IDAT" else b""
        at += 12 + length
    assert len(zlib.decompress(pixels)) == height * (1 + width * depth // 8 * {0: 1, 2: 3, 6: 4}[color]), "pixels are missing"
    return width, height


class Check:
    def __init__(self, args, folder):
        self.args, self.folder, self.n = args, folder, 0
        self.env = {k: v for k, v in os.environ.items() if not k.startswith("READOUT")} | {"READOUT_DATA": os.path.abspath(args.data)}

    def run(self, *command, status=0):
        begun = time.monotonic()
        done = subprocess.run([os.path.abspath(self.args.readout), *command], cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=300)
        self.n += 1
        assert done.returncode == status, "%s: exit %d: %s" % (" ".join(command), done.returncode, done.stderr.decode())
        assert time.monotonic() - begun < SLOW, "%s: %.0f s" % (" ".join(command), time.monotonic() - begun)
        return done.stderr.decode() if status else done.stdout

    def picture(self, record, *what):
        for width in ("320", "960", "4000"):
            command = ("picture", *what, "--record", record, "--width", width)
            if self.args.pictures == "OFF" and what[0] in ("network", "persons"):
                assert "-DREADOUT_PICTURES=ON" in self.run(*command, status=2)
                continue
            svg = self.run(*command)
            assert svg == self.run(*command, "--threads", "1"), "%s: not the same bytes" % " ".join(command)
            root = xml.etree.ElementTree.fromstring(svg)
            assert root.get("role") == "img" and root[0].tag == SVG + "title" and root[1].tag == SVG + "desc", command
            tags = {element.tag for element in root.iter()}
            allowed = "svg title desc style defs pattern g path rect circle text".split()
            assert tags <= {SVG + tag for tag in allowed}, tags
            assert all(key in ("class", "data-id") or not any(c in value for c in ":;<>") for e in root.iter() if e is not root for key, value in e.attrib.items())
            assert len(svg) < 1000000, "%s: %d bytes" % (" ".join(command), len(svg))
        table = self.run("picture", *what, "--record", record, "--json")
        assert json.loads(table)["type"] == "picture" and table.count(b"\n") == 1
        return json.loads(table)

    def png(self, record, *what):
        command = ("picture", *what, "--record", record, "--format", "png")
        if self.args.pictures == "OFF":
            assert "-DREADOUT_PICTURES=ON" in self.run(*command, status=2)
            return
        for width in (320, 1500):
            data = self.run(*command, "--width", str(width))
            assert png_size(data)[0] == width
            assert data == self.run(*command, "--width", str(width))
        assert "too large" in self.run(*command, "--width", "99999", status=2)

    def all_pictures(self, record, pair, phrase, event):
        for what in (("timeline",), ("timeline", pair), ("strip", phrase), ("network",), ("persons", pair), ("matrix", event)):
            self.picture(record, *what)
            self.png(record, *what)

    def wrong_use(self):
        assert "unknown picture" in self.run("picture", "map", "--record", "r.db", status=2)
        assert "of what" in self.run("picture", "strip", "--record", "r.db", status=2)
        assert "svg, png, json or csv" in self.run("picture", "timeline", "--format", "gif", "--record", "r.db", status=2)
        assert '"Freedonia"' in self.run("picture", "timeline", "Australia and Freedonia", "--record", "r.db", "--output", "not.svg", status=2)
        assert not os.path.exists(os.path.join(self.folder, "not.svg")), "a file of nothing"
        assert "no/such/file" in self.run("picture", "timeline", "--record", "r.db", "--output", "no/such/file", status=3)
        assert "json, html or markdown" in self.run("compare", "1", "--format", "odt", "--record", "r.db", status=2)

    def documents(self, record, event):
        for form in ("html", "markdown"):
            self.run("compare", event, "--record", record, "--format", form, "--output", "out." + form, "--quiet")
            with open(os.path.join(self.folder, "out." + form), "rb") as file:
                text = file.read()
            assert text == self.run("compare", event, "--record", record, "--format", form)
            assert b"<script" not in text.replace(b"\\<", b"")
            assert b"How to cite" in text and text.count(b"SHA-256") >= 5


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("readout", "data", "reports"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--pictures", default="ON")
    args = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        check = Check(args, folder)
        check.run("add", "--quiet", "--record", "r.db", os.path.abspath(args.reports))
        told = check.run("events", "--json", "--record", "r.db").decode().split("\n")
        event = next(e["id"] for e in map(json.loads, filter(None, told)) if len(e["reports"]) > 4)
        check.run("backup", "--quiet", "--plain", "--record", "r.db", "plain.db")
        made_record(folder + "/plain.db", folder + "/hostile.db", 60, 30, NAMES)
        made_record(folder + "/plain.db", folder + "/large.db", 5000, 2000, None)
        check.all_pictures("r.db", "Indonesia and Australia", "Indonesia and Australia", event)
        check.all_pictures("hostile.db", "n-0000000000000001", "made up", event)
        timeline, network = check.picture("large.db", "timeline"), check.picture("large.db", "network")
        strip = check.picture("large.db", "strip", "made up")
        check.png("large.db", "timeline")
        assert len(timeline["meetings"]) >= 5000 and sum(bar["told by reports"] + bar["only referred to"] for bar in timeline["bars"]) >= 1500
        assert sum(p["shown"] for p in network["parties"]) < 200 < len(network["parties"]) and any("others" in note for note in network["notes"])
        assert len(strip["formulations"]) == 30 and any("earlier ones" in note for note in strip["notes"])
        check.documents("r.db", event)
        check.documents("hostile.db", event)
        check.wrong_use()
        print("%d runs passed" % check.n)


if __name__ == "__main__":
    sys.exit(main())

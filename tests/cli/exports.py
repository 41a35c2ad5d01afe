#!/usr/bin/env python3
"""Exports for other programs, with nothing but Python's own library: what they say is what the lossless export says.

usage: exports.py --readout BIN --data DIR --reports DIR...

What the formats' own libraries think of them: exports_libraries.py.
"""
import argparse, collections, csv, json, os, random, re, subprocess, sys, tempfile
import xml.etree.ElementTree as ElementTree

from exports_record import ODD, Readout, make

FORMATS = ("jsonl", "csv", "plover", "annotations", "ftm", "gexf", "ics")
SIGNS = "=+-@\t\r\n＝＋－＠"


def of_type(lines, kind):
    return [line for line in lines if line["type"] == kind]


def plain(cell):
    """What stands in a cell, the apostrophe that keeps it from being a formula taken away."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] in tuple(SIGNS) else cell


def tables(folder):
    out = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".csv"):
            with open(os.path.join(folder, name), encoding="utf-8", newline="") as rows:
                text = rows.read()
            assert re.search(r"\r\n\Z", text), name
            out[name[:-4]] = list(csv.DictReader(text.splitlines(keepends=True), strict=True))
    return out


def check_csv(readout, lines, record, folder):
    got = tables(readout.export(record, "csv", folder))
    with open(os.path.join(folder, os.path.basename(record) + ".csv", "datapackage.json"), encoding="utf-8") as package:
        described = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in json.load(package)["resources"]}
    assert set(described) == set(got), set(described) ^ set(got)
    cells = [(name, column, cell) for name, rows in got.items() for row in rows for column, cell in row.items()]
    for name, column, cell in cells:
        assert column in described[name] and cell is not None, (name, column)
        assert cell[:1] not in tuple(SIGNS), (name, column, cell)
    for kind, name in (("report", "reports"), ("entity", "entities"), ("event", "events"), ("statement", "statements"), ("derivation", "derivations"),
                       ("discrepancy", "discrepancies"), ("formulation", "formulations"), ("origin", "origins"), ("review", "reviews")):
        assert [row["id"] for row in got[name]] == [line["id"] for line in of_type(lines, kind)], name
    want = [(s["id"], e["report"], e["quote"], json.dumps(e["spans"], separators=(",", ":"))) for s in of_type(lines, "statement") for e in s["evidence"]]
    assert [(row["statement"], row["report"], plain(row["quote"]), row["spans"]) for row in got["evidence"]] == want
    names = {e["id"]: e["name"] for e in of_type(lines, "entity")}
    want = [(e["id"], p["person"] or "", names.get(p["person"], ""), "; ".join(p["offices"]), p["of"] or "") for e in of_type(lines, "event") for p in e["parties"]]
    assert [(row["event"], row["person"], plain(row["person_name"]), plain(row["offices"]), row["of"]) for row in got["event_parties"]] == want
    want = [(s["id"], plain("".join(s["content"] or "")), "; ".join(names[n] for n in s["speakers"])) for s in of_type(lines, "statement")]
    assert [(row["id"], plain(row["content"]), plain(row["speaker_names"])) for row in got["statements"]] == want
    want = [(x["id"], v["value"] or "", e["report"], e["quote"]) for x in of_type(lines, "discrepancy") for v in x["values"] for e in v["evidence"]]
    assert [(row["discrepancy"], plain(row["value"]), row["report"], plain(row["quote"])) for row in got["discrepancy_evidence"]] == want
    texts = {r["id"]: r for r in of_type(lines, "report")}
    for row in got["plover_events"]:
        assert texts[row["report"]]["text"][int(row["start"]):int(row["end"])] == plain(row["quote"]), row
    for row in got["reports"]:
        assert plain(row["title"]) == (texts[row["id"]]["title"] or "") and plain(row["outlet"]) == (texts[row["id"]]["outlet"] or ""), row
        assert int(row["length"]) == len(texts[row["id"]]["text"])
    return len(cells)


def check_plover(readout, lines, record, folder):
    with open(readout.export(record, "plover", folder), encoding="utf-8") as text:
        got = [json.loads(line) for line in text]
    events = [g for g in got if g["level"] == "event"]
    assert [g["id"] for g in events] == [e["id"] for e in of_type(lines, "event")]
    statements = collections.defaultdict(list)
    texts = {r["id"]: r["text"] for r in of_type(lines, "report")}
    for s in of_type(lines, "statement"):
        statements[s["event"]].append(s["id"])
    coded = collections.defaultdict(set)
    for g in got:
        if g["level"] == "report":
            assert texts[g["report"]][g["start"]:g["end"]] == g["quote"] and g["because"], g
            coded[g["report"]].add((g["start"], g["end"], g["type"]))
    for g, line in zip(events, of_type(lines, "event")):
        assert [s["statement"] for s in g["stated"]] == statements[g["id"]]
        assert len(g["actors"]) == len(line["parties"]) and g["reports"] == line["reports"]
        assert (g["type"] is None) == (g["because"] is None) == (g["kind"] in ("announcement", "occurrence")), g
        for evidence in (e for s in g["stated"] for e in s["evidence"]):
            assert {(c["start"], c["end"], c["type"]) for c in evidence["coded"]} <= coded[evidence["report"]]
            assert all(part in texts[evidence["report"]] for part in evidence["quote"].split(" … "))
    return len(got)


def check_annotations(readout, lines, record, folder):
    with open(readout.export(record, "annotations", folder), encoding="utf-8") as text:
        got = json.load(text)
    assert got["@context"] == "http://www.w3.org/ns/anno.jsonld" and got["type"] == "AnnotationCollection", got["type"]
    items = got["first"]["items"]
    assert got["first"]["type"] == "AnnotationPage" and got["total"] == len(items) == len({a["id"] for a in items})
    reports = {}
    for r in of_type(lines, "report"):
        reports["urn:readout:" + r["id"]] = reports[r["url"]] = r
    want = iter([(s, e) for s in of_type(lines, "statement") for e in s["evidence"]])
    for a in items:
        statement, evidence = next(want)
        assert a["type"] == "Annotation" and a["motivation"] == "classifying"
        assert a["body"][-1]["source"] == "urn:readout:" + statement["id"] and a["body"][0]["value"].split(",")[0] == statement["act"]
        assert len([b for b in a["body"] if b.get("purpose") == "tagging"]) == len(statement["speakers"])
        quotes = []
        for target in a["target"]:
            report = reports[target["source"]]
            text, (quote, position) = report["text"], target["selector"]
            assert report["id"] == evidence["report"] and target["state"]["cached"] == "urn:sha256:" + report["sha256"]
            assert quote["type"] == "TextQuoteSelector" and position["type"] == "TextPositionSelector"
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"] and quote["prefix"] == text[max(0, start - 32):start] and quote["suffix"] == text[end:end + 32], target
            quotes.append(quote["exact"])
        assert " … ".join(quotes) == evidence["quote"]
    assert next(want, None) is None
    return len(items)


def check_ftm(readout, lines, record, folder):
    with open(readout.export(record, "ftm", folder), encoding="utf-8") as text:
        got = [json.loads(line) for line in text]
    schema_of = {g["id"]: g["schema"] for g in got}
    assert len(schema_of) == len(got), collections.Counter(g["id"] for g in got).most_common(3)
    for g in got:
        for name in ("document", "resolved", "involved", "proof", "holder", "post", "member", "organization", "entity"):
            for other in g["properties"].get(name, []):
                assert other in schema_of, (g["id"], name, other)
    for kind, schema in (("event", "Event"), ("report", "Article"), ("statement", "Note")):
        assert [g["id"] for g in got if g["schema"] == schema] == [line["id"] for line in of_type(lines, kind)], kind
    return len(got)


# What GEXF 1.3 knows of the elements that are used: attributes that must be there, that may, and what stands within.
GEXF = {
    "gexf": ({"version"}, set(), ["meta", "graph"]), "meta": (set(), set(), ["creator", "description"]), "creator": (set(), set(), []),
    "description": (set(), set(), []), "graph": ({"defaultedgetype", "mode", "timeformat", "timerepresentation"}, set(), ["attributes", "nodes", "edges"]),
    "attributes": ({"class", "mode"}, set(), ["attribute"]), "attribute": ({"id", "title", "type"}, set(), []), "nodes": (set(), set(), ["node"]),
    "edges": (set(), set(), ["edge"]), "node": ({"id", "label"}, set(), ["attvalues", "spells"]), "edge": ({"id", "source", "target"}, {"weight"}, ["spells"]),
    "attvalues": (set(), set(), ["attvalue"]), "attvalue": ({"for", "value"}, set(), []), "spells": (set(), set(), ["spell"]), "spell": ({"start", "end"}, set(), []),
}


def check_gexf_element(element, ns):
    needed, more, within = GEXF[element.tag.removeprefix(ns)]
    assert needed <= set(element.attrib) <= needed | more, element.attrib
    places = [within.index(child.tag.removeprefix(ns)) for child in element]
    assert places == sorted(places) and (element.tag != ns + "spells" or places), element.tag
    for child in element:
        check_gexf_element(child, ns)


def check_gexf(readout, lines, record, folder):
    tree = ElementTree.parse(readout.export(record, "gexf", folder))
    ns = "{http://gexf.net/1.3}"
    check_gexf_element(tree.getroot(), ns)
    nodes = {n.get("id"): n.get("label") for n in tree.iter(ns + "node")}
    names = {e["id"]: e["name"] for e in of_type(lines, "entity")}
    want = collections.Counter()
    for e in of_type(lines, "event"):
        pairs = set()
        for i, a in enumerate(e["parties"] if e["status"] == "held" else []):
            for b in e["parties"][i + 1:]:
                pairs |= {frozenset((a["person"] or a["of"], b["person"] or b["of"])), frozenset((a["of"], b["of"]))}
        want.update(p for p in pairs if len(p) == 2 and None not in p)
    got = {frozenset((e.get("source"), e.get("target"))): int(e.get("weight")) for e in tree.iter(ns + "edge")}
    assert got == want, (got, want)
    assert all(label == names[node].replace("\ufffe", "\ufffd") for node, label in nodes.items()) and all(p <= set(nodes) for p in got)
    assert all(s.get("start") <= s.get("end") for s in tree.iter(ns + "spell"))
    return len(got)


def unfolded(path):
    with open(path, "rb") as raw:
        data = raw.read()
    assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75 and line.decode() is not None, line
    return re.sub(b"\r\n[ \t]", b"", data).decode().split("\r\n")


def check_ics(readout, lines, record, folder):
    dated = [e for e in of_type(lines, "event") if re.match(r"\d{4}-\d\d", e["date"]["from"] or "")]
    for more, wanted in ((("--all",), dated), ((), [e for e in dated if e["status"] in ("planned", "cancelled")])):
        got = unfolded(readout.export(record, "ics", folder, *more))
        assert [line[4:-8] for line in got if line.startswith("UID:")] == [e["id"] for e in wanted], (more, got)
        starts = [line.split(":")[1] for line in got if line.startswith("DTSTART")]
        assert starts == [(e["date"]["from"] + "-01")[:10].replace("-", "") for e in wanted]
    return len(dated)


CHECKS = {"csv": check_csv, "plover": check_plover, "annotations": check_annotations, "ftm": check_ftm, "gexf": check_gexf, "ics": check_ics}


def read_all(path):
    if os.path.isdir(path):
        return b"".join(name.encode() + read_all(os.path.join(path, name)) for name in sorted(os.listdir(path)))
    with open(path, "rb") as data:
        return data.read()


def check_same_bytes(readout, record, folder, reports):
    """Whatever the order of adding and the threads."""
    files = sorted(os.path.join(base, f) for r in reports for base, _, names in os.walk(r) for f in names)
    random.Random(7).shuffle(files)
    other = os.path.join(folder, "other")
    for i in range(0, len(files), 5):
        readout.run("add", "--quiet", "--record", other, "--threads", 2, *files[i:i + 5])
    for format in FORMATS:
        a, b = (read_all(readout.export(r, format, folder)) for r in (record, other))
        assert a == b and len(a) > 100, (format, len(a), len(b))


def check_chosen(readout, lines, record, folder):
    """Some events: what belongs to them, and nothing of others."""
    events = [e for e in of_type(lines, "event") if len(e["reports"]) > 1][:2]
    ids = {e["id"] for e in events}
    shown = [json.loads(line) for line in readout.run("show", "--json", "--record", record, events[0]["id"]).stdout.splitlines()]
    alone = [json.loads(line) for line in readout.run("export", "--record", record, events[0]["id"]).stdout.splitlines()]
    assert alone[1:] == shown and alone[0]["type"] == "record"
    assert readout.run("export", "--record", record, *ids).stdout == readout.run("export", "--record", record, *sorted(ids), *ids).stdout
    chosen = [json.loads(line) for line in readout.run("export", "--record", record, "--format", "plover", *ids).stdout.splitlines()]
    assert {c["id"] for c in chosen if c["level"] == "event"} == ids
    assert {c["report"] for c in chosen if c["level"] == "report"} <= {r for e in events for r in e["reports"] + e["mentioned_in"]}
    rows = tables(readout.export(record, "csv", folder, *ids))
    assert {row["event"] for row in rows["statements"]} <= ids and rows["statements"] and not rows["reviews"]
    for format in FORMATS:
        if format != "csv":
            assert b"no event" in readout.run("export", "--record", record, "--format", format, "e-none", status=2).stderr


def check_output(readout, record, folder):
    """A file is there when it is whole, else it is as it was."""
    path = os.path.join(folder, "kept")
    with open(path, "w") as out:
        out.write("before")
    said = readout.run("export", "--record", record, "--output", path, "e-none", status=2).stderr
    assert b"e-none" in said and read_all(path) == b"before"
    limit = "ulimit -f 1; trap '' XFSZ; exec \"$@\""
    done = subprocess.run(["bash", "-c", limit, "bash", readout.binary, "export", "--record", record, "--output", path], env=readout.env, capture_output=True)
    assert done.returncode == 3 and b"cannot write" in done.stderr and b"kept" in done.stderr, done
    assert read_all(path) == b"before" and [n for n in os.listdir(folder) if n.startswith("kept")] == ["kept"]
    readout.run("export", "--quiet", "--record", record, "--output", path)
    mask = os.umask(0)
    os.umask(mask)
    assert read_all(path) == readout.run("export", "--record", record).stdout and os.stat(path).st_mode & 0o777 == 0o666 & ~mask
    if os.path.exists("/dev/full"):
        said = readout.run("export", "--record", record, "--output", "/dev/full", status=3).stderr
        assert b"No space left on device" in said and os.path.exists("/dev/full") and not os.path.isfile("/dev/full"), said
    os.mkfifo(os.path.join(folder, "pipe"))
    reader = subprocess.Popen(["head", "-c", "10", os.path.join(folder, "pipe")], stdout=subprocess.PIPE)
    ignoring = "trap '' PIPE; exec \"$@\""
    done = subprocess.run(["bash", "-c", ignoring, "bash", readout.binary, "export", "--record", record, "--output", os.path.join(folder, "pipe")], env=readout.env,
                          capture_output=True)
    assert len(reader.communicate()[0]) == 10
    assert done.returncode == 3 and b"Broken pipe" in done.stderr, done
    assert b"cannot make the folder" in readout.run("export", "--record", record, "--format", "csv", "--output", os.path.join(path, "no"), status=3).stderr
    assert b"--output FOLDER" in readout.run("export", "--record", record, "--format", "csv", status=2).stderr
    assert b"jsonl csv plover" in readout.run("export", "--record", record, "--format", "xml", status=2).stderr
    assert b"--all" in readout.run("export", "--record", record, "--all", status=2).stderr


def check_damaged(readout, record):
    """What is wrong in the record is said, not that something stopped."""
    import sqlite3

    with sqlite3.connect(record) as db:
        db.execute("UPDATE statement SET body = '{\"type\":\"statement\"}'")
    db.close()
    said = readout.run("export", "--record", record, "--format", "annotations", status=3).stderr
    assert b"id" in said and b"stopped" not in said, said


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("readout", "data"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--reports", nargs="+", required=True)
    args = ap.parse_args()
    readout = Readout(args.readout, args.data)
    with tempfile.TemporaryDirectory() as folder:
        records = make(readout, folder, args.reports)
        for name, record in records:
            lines = readout.lines(record)
            counts = {format: check(readout, lines, record, folder) for format, check in CHECKS.items()}
            print(name, counts)
            assert all(counts.values()), (name, counts)
        odd = readout.lines(records[-1][1])
        assert sum(len(of_type(odd, t)) for t in ("report",)) == len(ODD)
        assert any(e["status"] == "planned" for e in of_type(odd, "event"))
        check_chosen(readout, readout.lines(records[1][1]), records[1][1], folder)
        check_same_bytes(readout, records[1][1], folder, args.reports)
        check_output(readout, records[0][1], folder)
        check_damaged(readout, records[0][1])
    print("passed")


if __name__ == "__main__":
    main()

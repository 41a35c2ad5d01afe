#!/usr/bin/env python3
"""Exports for other programs, read by the programs' own libraries: pandas, Frictionless, followthemoney, networkx, icalendar.

usage: exports_libraries.py --readout BIN --data DIR --reports DIR...

Runs itself by the Python that tools/test-venv sets up; exit status 77 where that cannot be had. What the exports say: exports.py.
"""
import argparse, json, os, subprocess, sys, tempfile

from exports import of_type, plain
from exports_record import Readout, make


def check_pandas(readout, lines, record, folder):
    import pandas

    path = readout.export(record, "csv", folder)
    frames = {n[:-4]: pandas.read_csv(os.path.join(path, n)) for n in os.listdir(path) if n.endswith(".csv")}
    joined = frames["evidence"].merge(frames["statements"], left_on="statement", right_on="id", validate="many_to_one").merge(
        frames["reports"], left_on="report", right_on="id", validate="many_to_one")
    assert len(joined) == len(frames["evidence"]) == sum(len(s["evidence"]) for s in of_type(lines, "statement"))
    for name, column, kind in (("statements", "negated", "b"), ("statements", "origins", "i"), ("evidence", "start", "i"), ("evidence", "confidence", "f"),
                               ("reports", "version", "i"), ("plover_events", "future", "b"), ("event_parties", "number", "i")):
        assert frames[name][column].dtype.kind == kind, (name, column, frames[name][column].dtype)
    texts = {r["id"]: r["text"] for r in of_type(lines, "report")}
    for row in frames["evidence"].itertuples():
        assert " … ".join(texts[row.report][s:e] for s, e in json.loads(row.spans)) == plain(row.quote), row
    whole = frames["statements"]["content"].fillna("").str.replace(r"^'(?='*[=+\-@\t\r\n＝＋－＠])", "", regex=True) # as the manual has it
    assert list(whole) == [s["content"] or "" for s in of_type(lines, "statement")]
    codes = dict(zip(frames["entities"]["id"], frames["entities"]["iso3"]))
    assert all(isinstance(codes[e["id"]], str) and len(codes[e["id"]]) == 3 for e in of_type(lines, "entity") if e["kind"] == "country" and e["iso"])
    return sum(len(f) for f in frames.values())


def check_frictionless(readout, lines, record, folder):
    """Types, primary keys, foreign keys."""
    import frictionless

    path = readout.export(record, "csv", folder)
    os.chdir(path)
    report = frictionless.validate("datapackage.json")
    assert report.valid, report.flatten(["name", "type", "note"])[:5]
    os.chdir(folder)
    return sum(task.stats.get("rows") or 0 for task in report.tasks) or len(report.tasks)


def check_followthemoney(readout, lines, record, folder):
    from followthemoney import model

    n = 0
    schema_of = {}
    with open(readout.export(record, "ftm", folder), encoding="utf-8") as text:
        entities = [json.loads(line) for line in text]
    for data in entities:
        schema_of[data["id"]] = model.get(data["schema"])
    for data in entities:
        schema = schema_of[data["id"]]
        assert not schema.abstract
        schema.validate(data)
        for name, values in data["properties"].items():
            prop = schema.get(name)
            assert prop is not None and not prop.stub, (data["schema"], name)
            if prop.range is not None:
                for value in values:
                    assert schema_of[value].is_a(prop.range), (data["id"], name, value, schema_of[value])
        proxy = model.get_proxy(data, cleaned=False) # cleans each value, and drops what is none
        for name, values in data["properties"].items():
            assert len(proxy.get(name)) == len(set(values)), (name, values, proxy.get(name))
        n += 1
    return n


def check_networkx(readout, lines, record, folder):
    import networkx

    path = readout.export(record, "gexf", folder)
    graph = networkx.read_gexf(path, version="1.3")
    names = {e["id"]: e["name"] for e in of_type(lines, "entity")}
    for node, data in graph.nodes(data=True):
        assert data["label"] == names[node].replace("\ufffe", "\ufffd") and data["kind"] and data["meetings"] >= 1, (node, data)
    assert all(data["weight"] >= 1 for _, _, data in graph.edges(data=True))
    assert any(data.get("spells") for _, data in graph.nodes(data=True))
    return graph.number_of_edges()


def check_icalendar(readout, lines, record, folder):
    import icalendar

    n = 0
    labels = {e["id"]: e for e in of_type(lines, "event")}
    for more in ((), ("--all",)):
        with open(readout.export(record, "ics", folder, *more), "rb") as data:
            calendar = icalendar.Calendar.from_ical(data.read())
        assert calendar["VERSION"] == "2.0" and calendar["PRODID"] and not calendar.errors
        for event in calendar.walk("VEVENT"):
            assert not event.errors, event.errors
            line = labels[event["UID"].removesuffix("@readout")]
            assert str(event["DTSTART"].dt) == (line["date"]["from"] + "-01")[:10] and event["DTEND"].dt > event["DTSTART"].dt
            assert event["DTSTAMP"].dt.tzinfo is not None and str(event["SUMMARY"]), event
            for party in line["parties"]:
                person = next((e["name"] for e in of_type(lines, "entity") if e["id"] == party["person"]), "")
                assert person in str(event["DESCRIPTION"]), (person, str(event["DESCRIPTION"]))
            n += 1
    return n


def change_python():
    """Goes on in the Python that has the libraries."""
    tool = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools", "test-venv")
    found = subprocess.run([tool], stdout=subprocess.PIPE, text=True)
    if found.returncode:
        print("skipped: the libraries cannot be had here")
        sys.exit(found.returncode)
    os.execv(found.stdout.strip(), [found.stdout.strip(), *sys.argv, "--here"])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("readout", "data"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--reports", nargs="+", required=True)
    ap.add_argument("--here", action="store_true", help="this Python has the libraries")
    args = ap.parse_args()
    if not args.here:
        change_python()
    readout = Readout(args.readout, args.data)
    reports = [os.path.abspath(r) for r in args.reports]
    checks = (check_pandas, check_frictionless, check_followthemoney, check_networkx, check_icalendar)
    with tempfile.TemporaryDirectory() as folder:
        for name, record in make(readout, folder, reports):
            lines = readout.lines(record)
            counts = {check.__name__: check(readout, lines, record, folder) for check in checks}
            print(name, counts)
            assert all(counts.values()), counts
        os.chdir("/")
    print("passed")


if __name__ == "__main__":
    main()

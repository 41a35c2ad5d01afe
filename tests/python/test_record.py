"""A record: its exports are the command's, its views plain objects and tables."""
import json
import os
import pathlib

import pytest

import readout
from readout import things
from conftest import ROOT, SAMPLES


def test_exports_are_the_commands(command, command_record, record, tmp_path):
    exported = command("export", "--record", command_record, "--quiet")
    assert record.export() == exported
    for format in ("plover", "annotations", "ftm", "gexf", "ics"):
        assert record.export(format) == command("export", "--record", command_record, "--format", format, "--quiet"), format
    assert record.export("ics", all=True) == command("export", "--record", command_record, "--format", "ics", "--all", "--quiet")
    whole = command("export", "--record", command_record, "--with", "findings,originals", "--quiet")
    assert record.export(contents=["findings", "originals"]) == whole
    assert record.export(path=tmp_path / "r.jsonl") == b"" and (tmp_path / "r.jsonl").read_bytes() == exported
    one = command("export", "--record", command_record, "--quiet", "1")
    assert record.export(events=[1]) == one == record.export(events=[record.events()[0]])
    record.export("csv", tmp_path / "tables")
    command("export", "--record", command_record, "--format", "csv", "--output", tmp_path / "theirs", "--quiet")
    files = sorted(path.name for path in (tmp_path / "theirs").iterdir())
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == files and "datapackage.json" in files
    assert all((tmp_path / "tables" / name).read_bytes() == (tmp_path / "theirs" / name).read_bytes() for name in files)
    with pytest.raises(FileNotFoundError):
        record.export(path=tmp_path / "none" / "r.jsonl")
    with pytest.raises(readout.UsageError, match="e-0000"):
        record.export(path=tmp_path / "r.jsonl", events=["e-0000"])
    assert (tmp_path / "r.jsonl").read_bytes() == exported
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_things_are_the_lines_of_the_export(record):
    lines = [json.loads(line) for line in record.export().splitlines()]
    of = {kind: [line for line in lines if line["type"] == kind] for kind in things.KINDS}
    for kind, table in (
        ("origin", record.origins()), ("statement", record.statements()), ("report", record.reports()), ("derivation", record.derivations()),
        ("discrepancy", record.discrepancies()), ("entity", record.entities()), ("event", record.events()), ("formulation", record.formulations()),
    ):  # fmt: skip
        assert sorted(one.id for one in table) == sorted(line["id"] for line in of[kind]), kind
        by_id = {one.id: one for one in table}
        for line in of[kind]:
            check_fields(by_id[line["id"]], line)
    assert [c.statement for c in sorted(record.commitments(), key=lambda c: c.statement)] == [line["statement"] for line in of["commitment"]]
    texts = {report.id: report.text for report in record.reports()}
    quoted = [evidence for statement in record.statements() for evidence in statement.evidence]
    assert len(quoted) > 100
    for evidence in quoted:
        assert evidence.quote == " … ".join(texts[evidence.report][start:end] for start, end in evidence.spans)


def check_fields(thing, line):
    for name in thing.__dataclass_fields__:
        value, expected = getattr(thing, name), line.get(name.rstrip("_"))
        if isinstance(value, (str, int, float)) and not isinstance(expected, dict):
            assert value == expected, (name, value, expected)
        elif isinstance(value, tuple) and isinstance(expected, list):
            assert len(value) == len(expected), name
        elif value is None:
            assert expected is None, name


def test_events_and_what_belongs_to_them(record, command, command_record):
    events = record.events()
    assert len(events) == 9 and [event.reports != () for event in events] == [True] * 2 + [False] * 7
    first = record.event(1)
    assert first == events[0] == record.event(first.id) == record.event(first.id[:8]) == record.event("1") == record.event(first)
    assert first.id.name == "Meeting of Penny Wong and Retno Marsudi" and first.date.from_ == "2024-08-20"
    assert [(party.person.name, party.of.name) for party in first.parties] == [("Penny Wong", "Australia"), ("Retno Marsudi", "Indonesia")]
    assert [record.event(number).id for number in range(1, 10)] == [event.id for event in events]
    with pytest.raises(readout.UsageError, match='"10"'):
        record.event(10)
    assert [place.name for place in first.place] == ["Jakarta", "Indonesia"]
    assert [event.id for event in record.events(party=["Australia", "ID"])] == [event.id for event in events[:2]]
    assert [event.id for event in record.events(since="2024-02", until="2024-02-28")] == [events[1].id]
    assert len(record.events(told=False)) == 7 and len(record.events(differs=True)) == 2 and len(record.events(limit=3)) == 3
    assert {one.event for one in record.statements(1)} == {first.id} and sum(len(record.statements(event)) for event in events) == len(record.statements())
    assert {report.id for report in record.reports(1)} == set(first.reports)
    assert sorted(one.id for event in events for one in record.discrepancies(event)) == [one.id for one in record.discrepancies() if one.event] != []
    assert record.entities("person", called="retno")[0].name == "Retno Marsudi"
    assert isinstance(record.thing(first.id), things.Event) and isinstance(record.thing(first.reports[0]), things.Report)
    assert record.cite(first.id).of == first.id and len(record.cite(first.id).sources) == 5
    assert record.about()["counts"]["statements"] == len(record.statements())
    reasons = record.explain(1)[0]
    assert reasons["id"] == first.id and reasons["reasons"]


def test_compare(record, command, command_record):
    compared = record.compare(1)
    assert compared.event == record.events()[0].id and len(compared.rows) == len(record.statements(1)) and len(compared.columns) == 2
    assert compared.html().encode() == command("compare", "--record", command_record, "--format", "html", "1").replace(b"command.db", b"made.db")
    assert compared.markdown().encode() == command("compare", "--record", command_record, "--format", "markdown", "1").replace(b"command.db", b"made.db")
    assert compared.text(90).encode() == command("compare", "--record", command_record, "--width", "90", "1")
    assert compared._repr_svg_().encode() == command("picture", "--record", command_record, "matrix", "1")
    for row, line in zip(compared.rows, compared.to_dicts(), strict=True):
        assert [line[column.letter] for column in compared.columns] == [cell.kind for cell in row.cells] and "said" in [cell.kind for cell in row.cells]
    frame = compared.to_pandas()
    assert list(frame.columns) == ["statement", "speakers", "act", "content", "claim", "A", "B"] and len(frame) == len(compared.rows)
    assert compared.to_arrow().num_rows == len(compared.rows)


def test_pictures(record, command, command_record, tmp_path):
    drawn = {
        ("timeline",): record.timeline(), ("strip", "ASEAN centrality"): record.strip("ASEAN centrality"), ("matrix", "2"): record.matrix(2),
        ("timeline", "Indonesia"): record.timeline("Indonesia"),
    }  # fmt: skip
    for args, picture in drawn.items():
        assert picture._repr_svg_().encode() == command("picture", "--record", command_record, *args), args
        assert picture.csv().encode() == command("picture", "--record", command_record, "--format", "csv", *args), args
        assert picture.data == json.loads(command("picture", "--record", command_record, "--json", *args)), args
    assert 'width="400"' in record.timeline(width=400).svg or "400" in record.timeline(width=400).svg[:200]
    drawn[("timeline",)].save(tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text() == drawn[("timeline",)].svg
    with pytest.raises(readout.UsageError, match="is no picture's name"):
        drawn[("timeline",)].save(tmp_path / "a.gif")
    with pytest.raises(readout.UsageError, match='picture "map" is none: give one of timeline, strip'):
        record.picture("map")
    with pytest.raises(readout.UsageError, match='nobody is called "Atlantis"'):
        record.timeline("Atlantis")


def test_pictures_of_networks(record):
    try:
        network, persons = record.network(), record.network(persons=True)
    except readout.FileError as error:
        pytest.skip(str(error))
    assert network.kind == "network" and network.svg.startswith("<svg") and len(network.data["ties"]) == 1
    assert {party["name"] for party in persons.data["parties"]} == {"Penny Wong", "Retno Marsudi"}
    assert network.png(400)[:8] == b"\x89PNG\r\n\x1a\n"


def test_track_commitments_search(record, command, command_record):
    track = record.track("Indonesia and Australia")
    theirs = [json.loads(line) for line in command("track", "--record", command_record, "--json", "Indonesia and Australia").splitlines()]
    assert [one.id for one in track] == [line["id"] for line in theirs] and len(track) == 13
    (kept,) = [one for one in track if one.phrase == "ASEAN centrality"]
    assert [change.change for change in kept.between] == ["kept"] and len(kept.uses) == 2 and kept.uses[0].evidence[0].quote
    assert kept.uses[0].event.name == "Meeting of Penny Wong and Retno Marsudi"
    assert [c.statement for c in record.commitments("Indonesia")] == [
        json.loads(line)["statement"] for line in command("commitments", "--record", command_record, "--json", "Indonesia").splitlines()
    ]
    hits = record.search("trade")
    theirs = [json.loads(line) for line in command("search", "--record", command_record, "--json", "--limit", "0", "trade").splitlines()]
    assert hits.total == theirs[0]["total"] == len(hits) and [hit.report for hit in hits] == [line["report"] for line in theirs[1:]]
    said = record.search('"plan of action"', speaker="Indonesia", limit=1)
    assert len(said) == 1 and said.total >= 1 and said[0].statement and [one.name for one in said[0].speakers]
    assert len(record.search(party=["Australia", "Indonesia"], since="2024-08", within="reports")) == 5
    with pytest.raises(readout.UsageError, match="nobody.*Atlantis|Atlantis"):
        record.search("x", party="Atlantis")
    with pytest.raises(readout.UsageError, match='within "pages" is none: give one of reports, statements'):
        record.search("x", within="pages")


def test_review_and_undo(tmp_path):
    with readout.Record(tmp_path / "r.db", "a") as record:
        record.add(SAMPLES)
        before = [line for line in record.export().splitlines() if not line.startswith(b'{"type":"review"')]
        id = record.review("rename", record.events()[0].id, "Talks in Jakarta", who="Ana Brás", why="so called")
        assert record.event(1).name == "Talks in Jakarta" and record.events()[0].id.name == "Talks in Jakarta"
        (review,) = record.reviews()
        assert (review.id, review.who, review.why, review.action, review.state, review.value) == (
            id, "Ana Brás", "so called", "rename", "in-force", "Talks in Jakarta",
        )  # fmt: skip
        assert review.members and not record.reviews(unbound=True)
        with pytest.raises(readout.UsageError, match="v-0000"):
            record.review("undo", "v-0000", who="Ana Brás")
        with pytest.raises(readout.UsageError, match="shorten"):
            record.review("shorten", record.events()[0].id, who="Ana Brás")
        record.review("undo", id, who="Ana Brás")
        assert [line for line in record.export().splitlines() if not line.startswith(b'{"type":"review"')] == before
        os.environ["READOUT_WHO"] = "Somebody"
        record.review("accept", record.statements(1)[0].id)
        assert record.reviews()[0].who == os.environ.pop("READOUT_WHO") and record.statements(1)[0].verdict == "accepted"


def test_sql(record):
    rows = record.sql("SELECT id, date_from, origins FROM event_list WHERE reports > ?1 ORDER BY date_from", [0])
    assert rows.columns == ("id", "date_from", "origins") and [row[1:] for row in rows] == [("2024-02-22", 3), ("2024-08-20", 2)]
    assert rows.to_dicts()[0]["origins"] == 3 and len(rows[:1]) == 1 and "date_from" in rows._repr_html_()
    values = [None, -(1 << 63), 0.1, 'é"\n\0', b"\0\xff", True]
    assert record.sql("SELECT ?1, ?2, ?3, ?4, ?5, ?6", values)[0] == (None, -(1 << 63), 0.1, 'é"\n\0', b"\0\xff", 1)
    assert record.sql("SELECT json_extract(ro_unpack(body, NULL), '$.name') FROM entity WHERE iso = 'ID'")[0] == ("Indonesia",)
    assert record.sql("SELECT 1 AS one WHERE 0").columns == ("one",)
    assert list(rows.to_pandas().columns) == list(rows.columns) and rows.to_arrow().num_rows == 2
    for query, values, words in (
        ("DELETE FROM report", [], "only SELECT may be asked"),
        ("SELECT nobody", [], "not understood: no such column: nobody"),
        ("SELECT ?1", [], "places for 1 values, and 0 were given"),
        ("SELECT 1; SELECT 2", [], "more than one statement"),
        ("SELECT ?1", [1 << 63], "too large for SQLite"),
    ):
        with pytest.raises(readout.UsageError, match=words):
            record.sql(query, values)
    with pytest.raises(TypeError, match="a value must be"):
        record.sql("SELECT ?1", [object()])


def test_files(tmp_path, command):
    with pytest.raises((readout.FileError, readout.RecordError), match="none.db"):
        readout.Record(tmp_path / "none.db")
    with pytest.raises((readout.FileError, readout.RecordError), match="none.db"):
        readout.Record(tmp_path / "none.db", "r+")
    (tmp_path / "x.db").write_bytes(b"no record of readout, but a text that is long enough to be looked at" * 20)
    with pytest.raises(readout.RecordError, match="is no record"):
        readout.Record(tmp_path / "x.db")
    with pytest.raises(readout.UsageError, match='mode "w" is none: give one of r, r\\+, a'):
        readout.Record(tmp_path / "x.db", "w")
    record = readout.Record(tmp_path / "r.db", "a")
    tally = record.add({"id": "a", "text": "Minister Ana Ruiz of Panama met Mark Kent of Belize on 3 June 2023."}, {"id": "b"}, str(SAMPLES / "2024-08-jakarta"))
    assert (tally.read, tally.failed) == (6, 1) and 'line 2 of "-"' in tally.failures[0].message
    assert record.add(SAMPLES / "2024-08-jakarta").duplicates == 5
    record.backup(tmp_path / "copy.db")
    with pytest.raises(readout.UsageError, match="copy.db"):
        record.backup(tmp_path / "copy.db")
    record.backup(tmp_path / "copy.db", replace=True, plain=True)
    whole = record.export(contents=["findings", "originals"])
    (tmp_path / "whole.jsonl").write_bytes(whole)
    assert record.check() == [] == record.check(deep=True)
    with readout.Record(tmp_path / "again.db", "a") as again:
        assert again.import_(tmp_path / "whole.jsonl").read == 6
        assert again.export(contents=["findings", "originals"]) == whole
    with pytest.raises(readout.AbsentError):
        record.thing("e-0000000000000000")
    with pytest.raises(readout.UsageError, match='no event "e-0000": see events'):
        record.event("e-0000")
    with pytest.raises(readout.UsageError, match='format "xml" is none: give one of jsonl, csv'):
        record.export("xml")
    with pytest.raises(readout.UsageError, match='"csv" is a folder of tables'):
        record.export("csv")
    record.close()
    record.close()
    with pytest.raises(readout.UsageError, match='the record ".*r.db" is closed: open it anew'):
        record.events()
    with readout.Record(tmp_path / "r.db") as reading, pytest.raises(readout.ReadoutError):
        reading.add({"id": "c", "text": "x"})
    with pytest.raises(TypeError, match="cannot be pickled"):
        import pickle

        pickle.dumps(record)


def test_callbacks(tmp_path):
    stages, failures = [], []
    items = [{"id": str(i), "text": "Minister Ana Ruiz of Panama met Mark Kent of Belize on %d June 2023." % (i % 28 + 1)} for i in range(60)]
    with readout.Record(tmp_path / "r.db", "a") as record:
        tally = record.add(reports=[*items, {"id": "bad"}], on_progress=stages.append, on_failure=failures.append)
        assert tally.failed == len(failures) == 1 and tally.read == 60
        assert {progress.stage for progress in stages} & {"reading", "comparing", "saving"} and max(progress.done for progress in stages) >= 32
        caught = []

        def use(progress):
            for run in (record.events, record.close):
                try:
                    run()
                except readout.UsageError as error:
                    caught.append(str(error))

        record.add(reports=[{**item, "id": "x" + item["id"]} for item in items], on_progress=use)
        assert len(caught) > 1 and all("is at work on a call of this thread" in said for said in caught)

        def broken():
            yield from items[:3]
            raise ZeroDivisionError("mine")

        with pytest.raises(ZeroDivisionError, match="mine"):
            record.add(reports=broken())
        assert record.check() == []


def test_tables(record):
    pandas, pyarrow = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    statements = record.statements()
    frame, arrow = statements.to_pandas(), statements.to_arrow()
    assert list(frame.columns) == list(statements.columns) == arrow.column_names and len(frame) == arrow.num_rows == len(statements)
    assert frame["negated"].dtype == bool and frame["origins"].dtype == "int64"
    assert frame["speaker_names"].tolist() == [[speaker.name for speaker in one.speakers] for one in statements] == arrow["speaker_names"].to_pylist()
    assert ["Retno Marsudi"] in frame["speaker_names"].tolist()
    types = {field.name: str(field.type) for field in arrow.schema}
    assert types["origins"] == "int64" and types["negated"] == "bool" and types["speakers"].startswith("list<") and types["evidence"].startswith("list<")
    empty = record.events(party="Australia", since="2030")
    assert len(empty) == 0 and empty.to_arrow().schema == record.events().to_arrow().schema and list(empty.to_pandas().columns) == list(empty.columns)
    assert arrow.to_pylist()[0]["evidence"][0]["spans"][0] == dict(zip(("start", "end"), statements[0].evidence[0].spans[0]))
    assert "<table>" in statements._repr_html_() and "20 of %d rows" % len(statements) in statements._repr_html_()
    doc = readout.read(record.reports()[0].text)
    assert doc.statements().to_arrow().num_rows == len(doc.statements().to_pandas()) == sum(len(a.clauses) for a in doc.attributions)

    tables, frames = record.tables(), record.frames()
    assert set(tables) == set(frames) and {"events", "statements", "evidence", "reports", "plover_events"} <= set(tables)
    for name, table in tables.items():
        assert list(frames[name].columns) == table.column_names and len(frames[name]) == table.num_rows, name
    assert tables["statements"].num_rows == len(statements) == len(frames["statements"])
    kinds = frames["evidence"].dtypes
    assert kinds["start"] == "int64" and kinds["confidence"] == "float64" and frames["statements"]["negated"].dtype == bool
    assert tables["evidence"].schema.field("start").type == pyarrow.int64() and tables["statements"].schema.field("negated").type == pyarrow.bool_()
    joined = frames["evidence"].merge(frames["statements"], left_on="statement", right_on="id", validate="many_to_one")
    assert len(joined) == sum(len(one.evidence) for one in statements)
    assert tables["statements"]["content"].to_pylist() == [one.content for one in statements] == list(frames["statements"]["content"])


def test_tables_of_what_sheets_take_for_formulas(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    import pyarrow.parquet

    text = "Minister Ana Ruiz of Namibia met Mark Kent of Belize on 3 June 2023. Ruiz said that trade grew.\n"
    with readout.Record(tmp_path / "r.db", "a") as record:
        record.add({"id": "=a", "text": text, "title": "=1+1", "outlet": "'@x"}, {"id": "b", "text": text + "More.", "title": "NA", "outlet": "-"})
        tables = record.tables()
        assert sorted(tables["reports"]["title"].to_pylist()) == ["=1+1", "NA"] and sorted(tables["reports"]["outlet"].to_pylist()) == ["'@x", "-"]
        assert sorted(record.frames()["reports"]["title"]) == ["=1+1", "NA"]
        assert "NA" in tables["entities"]["iso"].to_pylist()
        assert record.export("parquet", tmp_path / "parquet") == b""
        for name, table in tables.items():
            assert pyarrow.parquet.read_table(tmp_path / "parquet" / (name + ".parquet")) == table
        assert record.tables(events=[1])["events"].num_rows == 1

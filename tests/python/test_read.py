"""Reading one report, many, and the stages: the bytes are those of the command."""
import json
import pickle
import threading
import time

import pytest

import readout
from readout import stages
from readout.findings import Span
from conftest import SAMPLES

TEXT = (
    "Foreign Minister Ana Ruiz of Panama met Foreign Minister Mark Kent of Belize on 3 June 2023. "
    "“Panama – Päñamá 😀 – will open a port,” Ruiz said. She said that the two sides don’t wait."
)


def test_read_gives_the_commands_bytes(command, sample_paths):
    lines = command("read", "--quiet", *sample_paths).splitlines(keepends=True)
    assert len(lines) == len(sample_paths) == 11
    for path, line in zip(sample_paths, lines):
        assert readout.read(path=path).line + b"\n" == line
    item = {"id": "a", "text": TEXT, "date": "2023-06-04", "title": "Talks", "outlet": "Wire", "url": "http://wire.example/1"}
    line = command("read", "--quiet", "-", given=json.dumps(item, ensure_ascii=False).encode())
    doc = readout.read(TEXT, id="a", date="2023-06-04", title="Talks", outlet="Wire", url="http://wire.example/1")
    assert doc.line + b"\n" == line
    assert (doc.published, doc.title, doc.outlet, doc.url) == ("2023-06-04", "Talks", "Wire", "http://wire.example/1")
    page = next(path for path in sample_paths if path.endswith(".html"))
    with open(page, encoding="utf-8") as file:
        html = file.read()
    line = command("read", "--quiet", "-", given=json.dumps({"id": "p", "html": html}, ensure_ascii=False).encode())
    assert readout.read(html=html, id="p").line + b"\n" == line


def test_what_is_found():
    doc = readout.read(TEXT)
    assert doc.id == "text" and doc.text == TEXT and doc.language == "en"
    assert [(name.kind, name.name) for name in doc.names[:2]] == [("person", "Ana Ruiz"), ("country", "Panama")]
    (meeting,) = [meeting for meeting in doc.meetings if meeting.told]
    assert meeting.date == "2023-06-03" and meeting.kind == "meeting" and doc.quote([meeting.date_span]) == "3 June 2023"
    assert [doc.entities[party.person].name for party in meeting.parties] == ["Ana Ruiz", "Mark Kent"]
    first = doc.attributions[0]
    assert first.speakers == ("Ana Ruiz",) and first.quoted and doc.quote(first.cue) == "said"
    assert first.clauses[0].act == "commitment" and doc.quote(first.clauses[0].spans).endswith("will open a port")
    assert 0 <= first.clauses[0].confidence <= 1
    assert doc.times[0].type == "DATE" and doc.events[0].type == "CONSULT"
    assert [doc.quote([span]) for span in doc.sentences][2].startswith("She said")
    said = doc.statements()
    assert said[0].content == doc.quote(first.clauses[0].spans) and said[0].speakers == ("Ana Ruiz",)
    assert "will open a port" in doc._repr_html_()
    again = pickle.loads(pickle.dumps(doc))
    assert again == doc and again.attributions == doc.attributions and hash(again) == hash(doc)


def test_spans_are_characters_and_bytes_can_be_had():
    doc = readout.read(TEXT + " é" * 700)
    data = doc.text.encode()
    for span in [*doc.sentences, *(name.span for name in doc.names), *(token.span for token in doc.tokens)]:
        there = doc.byte_span(span)
        assert data[there.start : there.end].decode() == doc.text[span.start : span.end]
        assert doc.character(there.start) == span.start
    assert doc.byte_span((0, len(doc.text))) == Span(0, len(data))
    with pytest.raises(IndexError, match="outside of the text"):
        doc.byte_span((0, len(doc.text) + 1))
    with pytest.raises(IndexError, match="no character"):
        doc.character(data.index("–".encode()) + 1)


def test_tokens(command, sample_paths):
    doc = readout.read(TEXT)
    for token in doc.tokens:
        assert token.text == doc.text[token.start : token.end]
        assert token.head is None or doc.tokens[token.head].sentence == token.sentence
    assert [token.text for token in doc.tokens if token.name == "B-PER"] == ["Ana", "Mark", "Ruiz"]
    assert [(token.text, token.upos) for token in doc.tokens if token.lemma == "not"] == [("n’t", "PART")]  # of "don’t"
    assert [token.number for token in doc.tokens[:3]] == [1, 2, 3] and doc.tokens[0].deprel and doc.tokens[0].xpos
    for path in sample_paths[:2] + [path for path in sample_paths if path.endswith(".html")][:1]:
        words = [line.split("\t") for line in command("parse", "--quiet", path).decode().split("\n") if line.count("\t") == 9]
        words = [word for word in words if word[0].isdigit()]
        doc = readout.read(path=path)
        assert [(word[1], word[3], word[7]) for word in words] == [(token.text, token.upos, token.deprel) for token in doc.tokens]


def test_bytes_have_a_charset():
    page = '<html><head><meta charset="windows-1252"><title>T</title></head><body><p>%s</p></body></html>'
    body = "Foreign Minister Zoë Müller of Belize said that trade – and more – will grow."
    doc = readout.read(html=(page % body).encode("windows-1252"))
    assert doc.text.strip() == body and doc.id == "page.html"
    doc = readout.read(body.encode("utf-16"), id="sixteen")
    assert doc.text == body and doc.id == "sixteen"


def test_errors_say_what_where_and_how_to_mend_it(tmp_path):
    cases = [
        (readout.UsageError, "nothing is given: give one of text, html and path", lambda: readout.read()),
        (readout.UsageError, "text and path are given: give one", lambda: readout.read("a", path="b")),
        (readout.FileError, 'cannot open ".*none.txt": no such file or directory; check the path', lambda: readout.read(path=tmp_path / "none.txt")),
        (readout.UsageError, "there are 11 reports in it: read_all\\(\\) gives each", lambda: readout.read(path=SAMPLES)),
        (readout.InputError, "has a NUL at byte 1 and is no text", lambda: readout.read("a\0b")),
        (readout.InputError, "half a surrogate pair at character", lambda: readout.read("a\ud800b")),
        (readout.UsageError, '"title" goes with a str', lambda: readout.read(path=SAMPLES, title="x")),
        (readout.UsageError, 'path "a.0b" holds a NUL', lambda: readout.read(path="a\0b")),
        (TypeError, "text must be str or bytes, not int", lambda: readout.read(3)),
        (readout.UsageError, "-1 threads cannot be", lambda: readout.read_all(SAMPLES, threads=-1)),
        (readout.UsageError, "standard input", lambda: readout.read_all("-")),
    ]
    for kind, words, run in cases:
        with pytest.raises(kind, match=words):
            run()
    (tmp_path / "lines.jsonl").write_text('{"id":"a","text":"one"}\nnot json\n')
    docs = readout.read_all(tmp_path / "lines.jsonl")
    assert [doc.id for doc in docs] == ["a"]
    (failure,) = docs.failures
    assert failure.line == 2 and failure.id.endswith("lines.jsonl:2") and 'line 2 of "' in failure.message and "is not JSON" in failure.message
    assert pickle.loads(pickle.dumps(readout.InputError("what", 3, 4))).line == 3


def test_read_all_in_order_and_bounded(sample_paths):
    docs = readout.read_all(SAMPLES, {"id": "x", "text": TEXT}, {"id": "y"}, sample_paths[0], reports=({"id": str(i), "text": TEXT} for i in range(30)))
    assert docs.tally is None
    ids = [doc.id for doc in docs]
    assert ids == [*sample_paths, "x", sample_paths[0], *map(str, range(30))]
    assert (docs.tally.read, docs.tally.failed) == (43, 1) and 'neither "text" nor "html"' in docs.failures[0].message

    taken = []

    def endless():
        while True:
            taken.append(1)
            yield {"text": TEXT}

    with readout.read_all(reports=endless(), threads=2) as docs:
        for _, doc in zip(range(5), docs):
            assert doc.text == TEXT
    time.sleep(0.1)
    assert len(taken) < 400
    assert threading.active_count() < 10 and not [t for t in threading.enumerate() if t.name == "readout"]


def test_exceptions_of_callbacks_come_through(tmp_path):
    def broken():
        yield {"text": TEXT}
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        list(readout.read_all(reports=broken()))
    with pytest.raises(TypeError, match="a report must be a mapping"):
        list(readout.read_all(reports=[3]))

    def refuse(failure):
        raise RuntimeError(failure.message)

    with pytest.raises(RuntimeError, match="neither"):
        list(readout.read_all({"id": "a"}, on_failure=refuse))


def test_stages_are_the_commands(command, sample_paths, made):
    lines = [json.dumps({"id": str(i), "text": open(path, encoding="utf-8").read()}, ensure_ascii=False) for i, path in enumerate(sample_paths) if path.endswith(".txt")]
    given = "\n".join(lines).encode()
    for name, args in (("text", []), ("parse", []), ("read", []), ("explain", ["--json"]), ("group", [])):
        stage = getattr(stages, name)
        expected = command(name, "--quiet", *args, "-", given=given)
        assert b"".join(stage(lines)) == expected, name
        assert b"".join(stage([json.loads(line) for line in lines], threads=1)) == expected, name
    assert len(list(stages.read(lines))) == len(lines)
    findings = list(stages.read(paths=sample_paths))
    with readout.Record(made) as record:
        assert b"".join(stages.settle(findings)) == record.export() == b"".join(stages.settle(paths=[SAMPLES]))
    assert b"".join(stages.group(findings)) == command("group", "--quiet", *sample_paths)


def test_pair(sample_paths):
    lines = {path.rsplit("/", 2)[-2][:4] + path.rsplit("/", 1)[1]: line for path, line in zip(sample_paths, stages.read(paths=sample_paths))}
    pair = stages.pair(lines["2024kemlu.html"], lines["2024asia-digest.txt"])
    assert pair["derivation"] is None or pair["derivation"]["kind"] in ("near-copy", "paraphrase", "same-origin", "identical")
    copy = json.loads(lines["2024dfat.txt"]) | {"id": "again", "source": "again"}
    pair = stages.pair(lines["2024dfat.txt"], copy)
    assert pair["derivation"]["kind"] == "identical" and len(pair["events"]) == 1 and len(pair["statements"]) > 5
    far = stages.pair({"id": "a", "text": TEXT}, {"id": "b", "text": "The minister of Norway met the minister of Chile in Oslo on 5 May 2019."})
    assert far == {"derivation": None, "events": [], "statements": []}
    with pytest.raises(readout.UsageError, match="are one"):
        stages.pair(lines["2024dfat.txt"], lines["2024dfat.txt"])
    with pytest.raises(readout.InputError, match="neither"):
        stages.pair({"id": "a"}, {"id": "b", "text": TEXT})

"""readout.spark against the command."""
import importlib.util
import json
import os
import pathlib
import random
import shutil
import signal

import pytest

import readout
import readout.spark
from conftest import ROOT, SAMPLES


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def reports():
    """Sample reports and made ones, with copies and versions; one that cannot be read."""
    made = load("any_order", ROOT / "tests/cli/any_order.py").make_reports(random.Random(4), 24)
    samples = [{"id": path.name, "text": path.read_text()} for path in sorted(SAMPLES.rglob("*.txt"))]
    return samples + made


@pytest.fixture(scope="module")
def given(reports):
    return "".join(json.dumps(report, ensure_ascii=False) + "\n" for report in reports)


@pytest.fixture(scope="module")
def exported(command, given):
    command("add", "--quiet", "--record", "theirs.db", "-", given=given.encode())
    return command("export", "--record", "theirs.db", "--format", "jsonl")


@pytest.fixture(scope="module")
def made(spark, given, tmp_path_factory):
    """The record of JSON Lines, one of which is none."""
    folder = tmp_path_factory.mktemp("spark")
    (folder / "reports.jsonl").write_text(given + '{"id": "bad"}\n')
    findings = readout.spark.read(spark.read.text(str(folder / "reports.jsonl")).repartition(5))
    lines = readout.spark.record(findings, str(folder / "work"), str(folder / "record"))
    return folder, findings, lines


def written(folder):
    return b"".join(part.read_bytes() for part in sorted((folder / "record" / "lines").glob("part-*")))


def test_the_record_is_the_commands(made, exported):
    head, lines = exported.split(b"\n", 1)
    assert written(made[0]) == lines


def test_bad_rows_have_reasons(made, spark):
    rows = spark.read.parquet(str(made[0] / "record" / "failures")).collect()
    assert [(row.id, "neither" in row.error) for row in rows] == [("bad", True)]


def test_tables_have_the_lines(made, spark, exported):
    lines = [json.loads(line) for line in exported.splitlines()[1:]]
    for name in ("report", "origin", "entity", "event", "statement", "derivation", "formulation", "commitment"):
        table = spark.read.parquet(str(made[0] / "record" / name))
        of = {line.get("id") or line["statement"]: line for line in lines if line["type"] == name}
        rows = {row[0]: row.asDict(recursive=True) for row in table.collect()}
        assert rows.keys() == of.keys()
        for key, row in rows.items():
            for field, value in row.items():
                expected = of[key].get(field)
                if isinstance(expected, (str, int, float, bool)):
                    assert value == expected, (name, field)
                elif expected is None:
                    assert value is None, (name, field)
                else:
                    assert value is not None, (name, field)


def test_record_file(made, exported):
    path = made[0] / "record.db"
    readout.spark.record_file(made[2], str(path))
    with readout.Record(path) as record:
        assert record.export() == exported


def test_pairs(made):
    folder, findings, _ = made
    pairs = {(row.a, row.b) for row in readout.spark.pairs(findings, str(folder / "work")).collect()}
    assert pairs and all(a < b for a, b in pairs)


def test_goes_on_where_it_was(made, exported):
    folder, findings, _ = made
    steps = sorted(path.name for path in (folder / "work").iterdir())
    for step in steps[-4:]:
        shutil.rmtree(folder / "work" / step)
    kept = {step: os.stat(folder / "work" / step / "_SUCCESS").st_mtime_ns for step in steps[:-4]}
    lines = readout.spark.lines(findings, str(folder / "work"))
    rows = sorted((row.key, row.line) for row in lines.collect())
    assert "".join(line + "\n" for _, line in rows).encode() == exported.split(b"\n", 1)[1]
    assert kept == {step: os.stat(folder / "work" / step / "_SUCCESS").st_mtime_ns for step in steps[:-4]}


def test_files(spark, command):
    read = readout.spark.read(readout.spark.files(spark, [str(SAMPLES)])).collect()
    assert b"".join(bytes(row.findings) for row in read) == command("read", SAMPLES)


def test_a_killed_worker_loses_nothing(spark, reports, command, given, tmp_path):
    flag = str(tmp_path / "killed")

    def fragile(batches):
        for batch in batches:
            yield batch
            if not pathlib.Path(flag).exists():
                pathlib.Path(flag).write_text("")
                os.kill(os.getpid(), signal.SIGKILL)

    (tmp_path / "reports.jsonl").write_text(given)
    lines = spark.read.text(str(tmp_path / "reports.jsonl")).mapInArrow(fragile, "value string")
    read = sorted(bytes(row.findings) for row in readout.spark.read(lines).collect())
    assert pathlib.Path(flag).exists()
    assert read == sorted(command("read", "-", given=given.encode()).splitlines(keepends=True))

"""Readout on Spark: reports read where they lie, and the record of all of them, byte for byte the command's (docs/spark.md).

    findings = readout.spark.read(spark.read.parquet("reports"))
    readout.spark.record(findings, "hdfs:///work", "hdfs:///record")

Every decision is the engine's, run on the workers, which need this package; here rows are moved by their keys. What a step gives is kept in
the working folder, so that a job that ended early goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from . import _library, _plan, stages

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["failures", "files", "lines", "pairs", "read", "record", "record_file"]

_BATCH_BYTES = 4 << 20
_FINDINGS = "id string, findings binary, error string"
_ROWS = "table string, key binary, value binary"

_EVIDENCE = "array<struct<report: string, spans: array<array<bigint>>, quote: string>>"
_TABLES = {
    "report": "id string, source string, sha256 string, version bigint, language string, title string, outlet string, credit string, side string, "
    "published string, modified string, dateline struct<place: string, date: string>, text string, main array<array<bigint>>, origins array<string>, "
    "key string, given_id string, url string, byline string",
    "origin": "id string, name string, side string, collected boolean, reports array<string>",
    "entity": "id string, kind string, name string, aliases array<string>, iso string, wikidata string, evidence " + _EVIDENCE,
    "event": "id string, kind string, status string, name string, date struct<`from`: string, to: string, precision: string>, place array<string>, "
    "parties array<struct<person: string, offices: array<string>, of: string>>, occasion string, requested_by string, reports array<string>, "
    "mentioned_in array<string>, origins bigint, sides array<struct<side: string, origins: array<string>>>, "
    "evidence array<struct<field: string, value: string, report: string, spans: array<array<bigint>>, quote: string>>",
    "statement": "id string, event string, speakers array<string>, addressees array<string>, act string, stance string, strength string, negated boolean, "
    "joint boolean, content string, topics array<string>, claimed_by array<string>, origins bigint, "
    "evidence array<struct<report: string, spans: array<array<bigint>>, quote: string, source: array<array<bigint>>, cue: array<array<bigint>>, "
    "confidence: double>>, absence array<struct<report: string, kind: string, reason: string>>",
    "derivation": "id string, a string, b string, kind string, direction string, coverage struct<a: double, b: double>, "
    "passages array<struct<a: array<bigint>, b: array<bigint>>>, because string",
    "discrepancy": "id string, event string, report string, field string, "
    "values array<struct<value: string, reports: array<string>, evidence: " + _EVIDENCE + ">>, best string, because string",
    "formulation": "id string, phrase string, variants array<string>, "
    "uses array<struct<event: string, speakers: array<string>, strength: string, evidence: " + _EVIDENCE + ">>, "
    "between array<struct<`from`: string, to: string, change: string>>",
    "commitment": "statement string, parties array<string>, action string, target string, framework string, deadline string, status string, "
    "followed array<struct<event: string, how: string>>",
}
"""The lines of a record as tables (docs/formats/record.md), by their type, in the order of the export."""


# -- reading ------------------------------------------------------------------------------------------------------------------------


def _given(batches: Iterable[pa.RecordBatch]) -> Iterator[bytes | dict[str, Any]]:
    """Reports of a table: lines of JSON in a column "value", or a column a field."""
    for batch in batches:
        if "value" in batch.schema.names:
            for line in batch.column("value").to_pylist():
                yield line if isinstance(line, bytes) else line.encode()
        else:
            for row in batch.to_pylist():
                yield {name: value for name, value in row.items() if value is not None}


def _paths(batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    for batch in batches:
        for path in batch.column("path").to_pylist():
            yield from stages.read(paths=[path], threads=1)


def _failure(line: bytes) -> dict[str, str] | None:
    """What stands in the place of a report that could not be read."""
    if not line.startswith(b'{"id":') or b'"error":' not in line[:4096] or len(line) > 4096:
        return None
    found = json.loads(line)
    return found if set(found) == {"id", "error"} else None


def _read_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import itertools

    import pyarrow as pa

    first = next(batches, None)
    if first is None:
        return
    batches = itertools.chain([first], batches)
    ids: list[str | None] = []
    findings: list[bytes | None] = []
    errors: list[str | None] = []
    size = 0
    schema = pa.schema([("id", pa.string()), ("findings", pa.binary()), ("error", pa.string())])
    lines_of = _paths(batches) if "path" in first.schema.names else stages.read(_given(batches), threads=1)
    for line in lines_of:
        failed = _failure(line)
        ids.append(failed["id"] if failed else None)
        findings.append(None if failed else line)
        errors.append(failed["error"] if failed else None)
        size += len(line)
        if size > _BATCH_BYTES:
            yield pa.RecordBatch.from_arrays([pa.array(ids, pa.string()), pa.array(findings, pa.binary()), pa.array(errors, pa.string())], schema=schema)
            ids, findings, errors, size = [], [], [], 0
    yield pa.RecordBatch.from_arrays([pa.array(ids, pa.string()), pa.array(findings, pa.binary()), pa.array(errors, pa.string())], schema=schema)


def files(spark: SparkSession, paths: Iterable[str], partitions: int = 0) -> DataFrame:
    """A table of files, for read(): whatever the command reads (web archives, JSON Lines, pages), where every worker finds it by its path."""
    table = spark.createDataFrame([(path,) for path in paths], "path string")
    return table.repartition(partitions) if partitions else table


def read(df: DataFrame) -> DataFrame:
    """Reads reports: a column "path" (files()), or "value" (spark.read.text() of JSON Lines), or those of reports ("id", "text" or "html", "date",
    "title", "outlet", "url", "modified"). Gives "findings", a line each, or, of what cannot be read, "id" and "error". Models are loaded once a worker."""
    return df.mapInArrow(_read_batches, _FINDINGS)


def failures(findings: DataFrame) -> DataFrame:
    """What could not be read: "id", "error"."""
    return findings.where("error IS NOT NULL").select("id", "error")


# -- rows ---------------------------------------------------------------------------------------------------------------------------


def _chunks(batches: Iterable[pa.RecordBatch], keyed: bool) -> Iterator[memoryview]:
    """The rows of batches as a step takes them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    tab, end = pa.scalar(b"\t", pa.binary()), pa.scalar(b"\n", pa.binary())
    for batch in batches:
        if batch.num_rows == 0:
            continue
        value = batch.column("value")
        parts = [batch.column("key"), tab, value, end] if keyed else [value, end]
        parts = [part.cast(pa.large_binary()) for part in parts]
        joined = pc.binary_join_element_wise(*parts, pa.scalar(b"", pa.large_binary()))
        yield memoryview(joined.buffers()[2])[: joined.offset + sum(pc.binary_length(joined).to_pylist())]


def _batch(pieces: list[bytes]) -> pa.RecordBatch:
    import pyarrow as pa

    rows = [row.split(b"\t", 2) for row in b"".join(pieces).split(b"\n")[:-1]]
    tables = pa.array([row[0] for row in rows], pa.binary()).cast(pa.string())
    return pa.RecordBatch.from_arrays(
        [tables, pa.array([row[1] for row in rows], pa.binary()), pa.array([row[2] if len(row) > 2 else b"" for row in rows], pa.binary())],
        names=["table", "key", "value"],
    )


def _step(step: str, keyed: bool) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        pieces: list[bytes] = []
        size = 0
        for piece in _library.Composed(step, _chunks(batches, keyed)):
            pieces.append(piece)
            size += len(piece)
            if size > _BATCH_BYTES:
                yield _batch(pieces)
                pieces, size = [], 0
        if pieces:
            yield _batch(pieces)

    return run


class _Kept:
    """Tables of rows in a working folder: a folder a step, which holds what it gives once it is all there."""

    def __init__(self, findings: DataFrame, work: str, partitions: int) -> None:
        self.spark = findings.sparkSession
        self.work = work.rstrip("/")
        self.partitions = partitions or int(self.spark.conf.get("spark.sql.shuffle.partitions") or 200)
        self.findings = findings
        self.made = 0
        self.tables: dict[str, DataFrame] = {}

    def _is_there(self, folder: str) -> bool:
        java: Any = self.spark.sparkContext._jvm
        path = java.org.apache.hadoop.fs.Path(folder + "/_SUCCESS")
        hadoop: Any = self.spark.sparkContext._jsc
        return bool(path.getFileSystem(hadoop.hadoopConfiguration()).exists(path))

    def keep(self, name: str, make: Callable[[], DataFrame], schema: str, by: str | None = None) -> DataFrame:
        """What `make` gives, made where an earlier job has not made it."""
        folder = f"{self.work}/{name}"
        if not self._is_there(folder):
            writer = make().write.mode("overwrite")
            (writer.partitionBy(by) if by else writer).parquet(folder)
        return self.spark.read.schema(schema).parquet(folder)

    def step(self, step: str, takes: tuple[str, ...], gives: Mapping[str, str], keyed: bool = True) -> None:
        """_plan.Rows.step()"""
        self.made += 1
        made = self.keep(f"{self.made:03}-{step}", lambda: self._run(step, takes, keyed), _ROWS, by="table")
        for name, table in gives.items():
            self.tables[table] = made.where(made["table"] == name).select("key", "value")

    def _run(self, step: str, takes: tuple[str, ...], keyed: bool) -> DataFrame:
        if not keyed:
            return self.findings.where("findings IS NOT NULL").selectExpr("findings AS value").mapInArrow(_step(step, False), _ROWS)
        rows = self.tables[takes[0]]
        for table in takes[1:]:
            rows = rows.unionByName(self.tables[table])
        return rows.repartition(self.partitions, "key").sortWithinPartitions("key", "value").mapInArrow(_step(step, True), _ROWS)

    def count(self, table: str) -> int:
        """Whether there are any."""
        return int(self.tables[table].limit(1).count())


def pairs(findings: DataFrame, work: str, partitions: int = 0) -> DataFrame:
    """What connects two reports, "a" and "b" by their identities: one is made from the other or both from one text, they tell of one meeting, or they are of
    one matter. Candidates share a key; each is compared by itself."""
    rows = _Kept(findings, work, partitions)
    _plan.pairs(rows)
    return rows.tables["near"].where("key < value").selectExpr("CAST(key AS string) AS a", "CAST(value AS string) AS b")


def lines(findings: DataFrame, work: str, partitions: int = 0) -> DataFrame:
    """The lines of the record of all reports: "key", by which they stand in the order of the export, "type", "line". Without its head."""
    rows = _Kept(findings, work, partitions)
    _plan.run(rows)
    made = rows.tables[_plan.LINES[0]]
    for table in _plan.LINES[1:]:
        made = made.unionByName(rows.tables[table])
    return made.selectExpr("CAST(key AS string) AS key", "substring_index(substring(CAST(value AS string), 10), '\"', 1) AS type", "CAST(value AS string) AS line")


def record(findings: DataFrame, work: str, path: str, partitions: int = 0) -> DataFrame:
    """Writes the record of all reports into the folder `path`: "lines", files whose lines, one after the other, are those of the command's export without its head;
    a Parquet table a type ("report", "event", …); "failures". `work` is the working folder, of one set of reports. Gives the lines."""
    from pyspark.sql import functions

    made = lines(findings, work, partitions).persist()
    path = path.rstrip("/")
    made.orderBy("key").select("line").write.mode("overwrite").text(path + "/lines")
    for name, schema in _TABLES.items():
        of = made.where(made["type"] == name).select(functions.from_json("line", schema).alias("it")).select("it.*")
        of.write.mode("overwrite").parquet(f"{path}/{name}")
    failures(findings).write.mode("overwrite").parquet(path + "/failures")
    made.unpersist()
    return made


def _write_file(path: str) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import os
        import tempfile

        import pyarrow as pa

        from . import Record, __version__

        with tempfile.NamedTemporaryFile(suffix=".jsonl") as export:
            head = {"type": "record", "format": 1, "readout": __version__}
            export.write(json.dumps(head, separators=(",", ":")).encode() + b"\n")
            for batch in batches:
                for line in batch.column("line").to_pylist():
                    export.write(line.encode() + b"\n")
            export.flush()
            beside = f"{path}.{os.getpid()}"
            with Record(beside, "a") as record:
                record.import_(export.name)
            os.replace(beside, path)
        yield pa.RecordBatch.from_arrays([pa.array([path])], names=["path"])

    return run


def record_file(made: DataFrame, path: str) -> None:
    """Puts the lines of lines() or record() into a record file, on one worker, in whose memory they must have room; `path` is the worker's. It holds what was
    concluded, and is read as any other; nothing is added to it (docs/keeping.md)."""
    made.repartition(1).sortWithinPartitions("key").mapInArrow(_write_file(path), "path string").collect()

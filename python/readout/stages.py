"""The stages of the engine over lines, as the commands of the same names are over standard input and output: JSON Lines in, lines out,
a generator each, in bounded memory but for group() and settle(). What a cluster distributes.

    for line in readout.stages.read(lines): ...

`lines` gives reports: lines of JSON (bytes or str), mappings, or, with `paths`, files and folders. Each function gives bytes, a line or the lines of one
report at a time, each with its line end, in the order of the input. A report that cannot be read gives a line {"id","error"} in its place, of parse() none. The same input gives the
same bytes, whatever `threads` (0: one a processor). A thread of its own takes the lines, a little ahead of whoever takes the result.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import _library, errors
from ._library import Path

__all__ = ["Line", "explain", "group", "pair", "parse", "read", "settle", "text"]

Line = bytes | str | Mapping[str, object]


def _stage(stage: int, lines: Iterable[Line] | None, paths: Iterable[Path], threads: int) -> Iterator[bytes]:
    stream = _library.Stream(stage, sources=tuple(paths), items=lines, threads=threads)
    whole = stage in (_library.lib.READOUT_GROUP, _library.lib.READOUT_SETTLE)
    try:
        for piece in stream:
            yield from piece.splitlines(keepends=True) if whole else [piece]
    finally:
        stream.close()


def text(lines: Iterable[Line] | None = None, *, paths: Iterable[Path] = (), threads: int = 0) -> Iterator[bytes]:
    """Bytes to report: text, main, metadata."""
    return _stage(_library.lib.READOUT_TEXT, lines, paths, threads)


def parse(lines: Iterable[Line] | None = None, *, paths: Iterable[Path] = (), threads: int = 0) -> Iterator[bytes]:
    """Sentences, tokens, tags, trees and names: CoNLL-U, a report at a time."""
    return _stage(_library.lib.READOUT_PARSE, lines, paths, threads)


def read(lines: Iterable[Line] | None = None, *, paths: Iterable[Path] = (), threads: int = 0) -> Iterator[bytes]:
    """Everything found in one report alone: a findings object a line."""
    return _stage(_library.lib.READOUT_READ, lines, paths, threads)


def explain(lines: Iterable[Line] | None = None, *, paths: Iterable[Path] = (), threads: int = 0) -> Iterator[bytes]:
    """Why each thing that read() finds was found: {"id","reasons"} a line."""
    return _stage(_library.lib.READOUT_EXPLAIN, lines, paths, threads)


def group(lines: Iterable[Line] | None = None, *, paths: Iterable[Path] = (), threads: int = 0) -> Iterator[bytes]:
    """Reports or findings to origins and events: {"id","origins","events"} a report, then derivations and events. Holds all findings in memory."""
    return _stage(_library.lib.READOUT_GROUP, lines, paths, threads)


def settle(lines: Iterable[Line] | None = None, *, paths: Iterable[Path] = (), threads: int = 0) -> Iterator[bytes]:
    """Reports or findings, and people's decisions (lines of type "review"), to all that they say as a set: the lines of the export of the record that they would be
    added to, its head first. Pairs are compared, components settled, references linked and series followed: of a set that holds all reports of a component,
    a reference or a series, what it gives of these is what the whole record has. Holds all findings in memory."""
    return _stage(_library.lib.READOUT_SETTLE, lines, paths, threads)


def pair(a: Line, b: Line) -> dict[str, Any]:
    """How two reports (or findings) relate, by these two alone: "derivation", its line or None where they are independent; "events", the lines of those that both
    tell; "statements", those that both carry. Raises InputError where one of them cannot be read."""
    lines = [json.loads(line) for line in settle([a, b], threads=1)]
    for line in lines:
        if "error" in line:
            raise errors.InputError(line["error"] if isinstance(line["error"], str) else str(line["error"]))
    both = {line["id"] for line in lines if line["type"] == "report"}
    if len(both) != 2:
        raise errors.UsageError("the two reports are one: give two with different ids")
    return {
        "derivation": next((line for line in lines if line["type"] == "derivation"), None),
        "events": [line for line in lines if line["type"] == "event" and set(line["reports"]) == both],
        "statements": [line for line in lines if line["type"] == "statement" and {one["report"] for one in line["evidence"]} == both],
    }

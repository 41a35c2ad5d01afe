"""The stages of the engine over lines, as the commands of the same names are over standard input and output: JSON Lines in, lines out,
a generator each, in bounded memory but for group(). What a cluster distributes.

    for line in readout.stages.read(lines): ...

`lines` gives reports: lines of JSON (bytes or str), mappings, or, with `paths`, files and folders. Each function gives bytes, a line or the lines of one
report at a time, each with its line end, in the order of the input. A report that cannot be read gives a line {"id","error"} in its place, of parse() none. The same input gives the
same bytes, whatever `threads` (0: one a processor). A thread of its own takes the lines, a little ahead of whoever takes the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from . import _library
from ._library import Path

__all__ = ["Line", "explain", "group", "parse", "read", "text"]

Line = bytes | str | Mapping[str, object]


def _stage(stage: int, lines: Iterable[Line] | None, paths: Iterable[Path], threads: int) -> Iterator[bytes]:
    stream = _library.Stream(stage, sources=tuple(paths), items=lines, threads=threads)
    try:
        yield from stream
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

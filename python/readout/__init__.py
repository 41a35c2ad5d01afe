"""Readout from Python: reports of diplomatic meetings in, a record out: who met whom, who said what, what was agreed, each traced to
the exact words in every report that carries it.

    doc = readout.read("Foreign Minister Ana Ruiz of Panama met …")      # one report alone
    with readout.Record("readout.db", "a") as record:                    # many reports, as a set
        record.add("reports/")
        record.compare(1)

The manual is docs/python.md.
"""

from __future__ import annotations

from . import errors, findings, stages, things
from ._library import Failure, Progress, Tally, lib as _lib, text_of as _text_of
from ._shapes import Id, Span
from .errors import (
    AbsentError,
    FileError,
    ForkError,
    InputError,
    NoMemoryError,
    ReadoutError,
    RecordError,
    StoppedError,
    UsageError,
)
from .findings import Doc
from .pictures import Comparison, Picture
from .reading import Docs, read, read_all
from .record import Record
from .table import Rows, Table

__all__ = [
    "AbsentError",
    "Comparison",
    "Doc",
    "Docs",
    "Failure",
    "FileError",
    "ForkError",
    "Id",
    "InputError",
    "NoMemoryError",
    "Picture",
    "Progress",
    "ReadoutError",
    "Record",
    "RecordError",
    "Rows",
    "Span",
    "StoppedError",
    "Table",
    "Tally",
    "UsageError",
    "errors",
    "findings",
    "read",
    "read_all",
    "stages",
    "things",
]

__version__: str = _text_of(_lib.readout_version())

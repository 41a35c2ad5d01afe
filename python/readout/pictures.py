"""Pictures of a record, drawn by the engine, and the comparison of an event's reports. Notebooks show them as they are."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ._library import Path
from ._shapes import Id
from .errors import UsageError

if TYPE_CHECKING:
    import pandas

__all__ = ["Cell", "Column", "Comparison", "Picture", "Row"]

Draw = Callable[[str, int], bytes]
"""Format ("svg", "png", "csv", "html", "markdown", "text") and width, drawn by the record."""


@dataclass(frozen=True)
class Picture:
    """A picture as SVG, and the table behind it. Both are those of the record as it was; png() asks the record again, which must be open."""

    kind: str
    title: str
    about: str
    notes: tuple[str, ...]
    svg: str = field(repr=False)
    data: Mapping[str, Any] = field(repr=False)
    """The table as the command's `--json` has it (docs/pictures.md)."""
    _draw: Draw = field(repr=False, compare=False)

    def png(self, width: int = 960) -> bytes:
        """`width` pixels, 320 to 4096. Raises FileError where librsvg is not on this machine."""
        return self._draw("png", width)

    def csv(self) -> str:
        """The table in rows (RFC 4180)."""
        return self._draw("csv", 0).decode("utf-8")

    def save(self, path: Path, width: int = 960) -> None:
        """Writes "….svg", "….png" or "….csv"."""
        ending = os.path.splitext(os.fspath(path))[1].lower()
        if ending not in (".svg", ".png", ".csv"):
            raise UsageError('"%s" is no picture\'s name: end it in .svg, .png or .csv' % os.fspath(path))
        made = self.svg.encode("utf-8") if ending == ".svg" else self._draw(ending[1:], width)
        with open(path, "wb") as out:
            out.write(made)

    def _repr_svg_(self) -> str:
        return self.svg


@dataclass(frozen=True)
class Column:
    """Reports of one origin. `collected` is False for a side whose account was not collected."""

    letter: str
    name: str | None
    side: str | None
    collected: bool
    origins: tuple[Id, ...]
    reports: tuple[Id, ...]


@dataclass(frozen=True)
class Cell:
    """How a column has a statement: said, weaker, contradicted, not mentioned, too short, unsure, not collected. `carried` of `among` reports say it."""

    column: str
    kind: str
    reason: str | None
    carried: int
    among: int


@dataclass(frozen=True)
class Row:
    """A statement against the columns. `claim`: whose claim a joint statement is, where it is not everybody's."""

    statement: Id
    speakers: str
    content: str
    act: str
    claim: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, repr=False)
class Comparison:
    """Who reports what: statements of one event against its reports, copies folded into their origin."""

    event: Id
    title: str
    about: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    svg: str
    _draw: Draw = field(compare=False)

    def __repr__(self) -> str:
        return "<Comparison %r, %s>" % (self.title, self.about)

    def html(self) -> str:
        """One self-contained page with the words of each report marked. The record must be open, here and below."""
        return self._draw("html", 0).decode("utf-8")

    def markdown(self) -> str:
        """Tables, each quote a footnote, and how to cite it."""
        return self._draw("markdown", 0).decode("utf-8")

    def text(self, width: int = 100) -> str:
        """For a terminal of so many columns."""
        return self._draw("text", width).decode("utf-8")

    def to_dicts(self) -> list[dict[str, Any]]:
        """A dict a statement: `statement`, `speakers`, `act`, `content`, `claim`, and what each column has, by its letter."""
        return [
            {"statement": str(row.statement), "speakers": row.speakers, "act": row.act, "content": row.content, "claim": row.claim}
            | {cell.column: cell.kind for cell in row.cells}
            for row in self.rows
        ]

    def to_pandas(self) -> pandas.DataFrame:
        """The same; what is not known is missing. Raises ImportError where pandas is missing."""
        import pandas

        names = ["statement", "speakers", "act", "content", "claim"] + [column.letter for column in self.columns]
        return pandas.DataFrame(self.to_dicts(), columns=names)

    def to_arrow(self) -> Any:
        """The same, all strings. Raises ImportError where pyarrow is missing."""
        import pyarrow

        names = ["statement", "speakers", "act", "content", "claim"] + [column.letter for column in self.columns]
        return pyarrow.Table.from_pylist(self.to_dicts(), schema=pyarrow.schema([(name, pyarrow.string()) for name in names]))

    def _repr_svg_(self) -> str:
        return self.svg

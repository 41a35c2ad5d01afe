"""Lists of plain objects that are tables too."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from . import _shapes

if TYPE_CHECKING:
    import pandas
    import pyarrow

__all__ = ["Rows", "Table"]

T = TypeVar("T")
SHOWN_ROWS = 20
SHOWN_CHARACTERS = 120


def html_table(names: Sequence[str], rows: Iterable[Sequence[object]], note: str = "") -> str:
    """A table for a notebook."""

    def cell(value: object) -> str:
        text = "" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        return html.escape(text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…")

    head = "".join("<th>%s</th>" % html.escape(name) for name in names)
    body = "".join("<tr>%s</tr>" % "".join("<td>%s</td>" % cell(value) for value in row) for row in rows)
    return "<table><thead><tr>%s</tr></thead><tbody>%s</tbody></table>%s" % (
        head,
        body,
        "<p>%s</p>" % html.escape(note) if note else "",
    )


class Table(Sequence[T], Generic[T]):
    """Objects of one dataclass, in order. Columns are its fields, and beside each field of identities what these are called
    (`speakers`, `speaker_names`)."""

    def __init__(self, of: type[T], rows: Iterable[T]) -> None:
        self.of = of
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[T]:
        return iter(self._rows)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Table[T]: ...
    def __getitem__(self, at: int | slice) -> T | Table[T]:
        return Table(self.of, self._rows[at]) if isinstance(at, slice) else self._rows[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self.of is other.of and self._rows == other._rows

    def __hash__(self) -> int:
        return hash((self.of, self._rows))

    def __repr__(self) -> str:
        return "<%d × %s>" % (len(self), self.of.__name__)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns, which do not hang on its rows."""
        return tuple(_shapes.columns(self.of))

    def to_dicts(self) -> list[dict[str, Any]]:
        """A dict a row: scalars, lists, and dicts for what is an object of its own."""
        return [_shapes.row(one) for one in self._rows]

    def to_pandas(self) -> pandas.DataFrame:
        """A row an object, a column a field; lists and dicts stay what they are, and truth values and counts keep their types.

        Raises ImportError where pandas is missing."""
        import pandas

        frame = pandas.DataFrame(self.to_dicts(), columns=list(self.columns))
        kinds = {bool: "bool", int: "int64", float: "float64"}
        return frame.astype({name: kinds[hint] for name, hint in _shapes.columns(self.of).items() if hint in kinds})

    def to_arrow(self) -> pyarrow.Table:
        """A row an object; types by the fields alone: strings, int64, float64, bool, lists, structs (spans are of `start`, `end`).

        Raises ImportError where pyarrow is missing."""
        import pyarrow

        schema = pyarrow.schema([(name, _shapes.arrow_type(hint)) for name, hint in _shapes.columns(self.of).items()])
        return pyarrow.Table.from_pylist(self.to_dicts(), schema=schema)

    def _repr_html_(self) -> str:
        names = [
            name
            for name, hint in _shapes.columns(self.of).items()
            if hint in (str, bool, int, float, str | None, int | None, tuple[str, ...]) and name != "text"
        ]
        rows = [[row[name] for name in names] for row in map(_shapes.row, self._rows[:SHOWN_ROWS])]
        return html_table(names, rows, "" if len(self) <= SHOWN_ROWS else "%d of %d rows" % (SHOWN_ROWS, len(self)))


class Rows(Sequence[tuple[Any, ...]]):
    """The answer to a query: `columns`, their names, and a tuple a row."""

    def __init__(self, columns: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> None:
        self.columns = tuple(columns)
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self._rows)

    @overload
    def __getitem__(self, at: int) -> tuple[Any, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> tuple[Any, ...] | Rows:
        return Rows(self.columns, self._rows[at]) if isinstance(at, slice) else self._rows[at]

    def __repr__(self) -> str:
        return "<%d rows of %s>" % (len(self), ", ".join(self.columns))

    def to_dicts(self) -> list[dict[str, Any]]:
        """A dict a row; of columns of one name the last counts."""
        return [dict(zip(self.columns, row)) for row in self._rows]

    def to_pandas(self) -> pandas.DataFrame:
        """Raises ImportError where pandas is missing."""
        import pandas

        return pandas.DataFrame.from_records(list(self._rows), columns=list(self.columns))

    def to_arrow(self) -> pyarrow.Table:
        """Types as pyarrow tells them by the values. Raises ImportError where pyarrow is missing."""
        import pyarrow

        return pyarrow.table([pyarrow.array([row[i] for row in self._rows]) for i in range(len(self.columns))], names=list(self.columns))

    def _repr_html_(self) -> str:
        return html_table(self.columns, self._rows[:SHOWN_ROWS], "" if len(self) <= SHOWN_ROWS else "%d of %d rows" % (SHOWN_ROWS, len(self)))

"""From the engine's JSON to plain objects by their annotations, and from these to the columns of tables."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar, Union

T = TypeVar("T")


class Span(NamedTuple):
    """A stretch of a report's text, start inclusive, end exclusive. Wherever nothing else is said it counts characters of the Python
    string (Unicode code points), so that `text[span.start:span.end]` is what it marks."""

    start: int
    end: int


class Id(str):
    """An identity, as "e-ff43e4bf7cfed9df", which is what it compares and hashes as. `name` is what it is called in the record that it came
    from, or None."""

    name: str | None = None

    def __new__(cls, id: str, name: str | None = None) -> Id:
        made = super().__new__(cls, id)
        made.name = name
        return made

    def __reduce__(self) -> tuple[type[Id], tuple[str, str | None]]:
        return Id, (str(self), self.name)

    def __repr__(self) -> str:
        return str.__repr__(self) if self.name is None else "%s (%s)" % (str.__repr__(self), self.name)


Names = Mapping[str, str]
_Convert = Callable[[Any, Names], Any]


def _none_or(hint: Any) -> Any:
    """X of `X | None`, else nothing."""
    if typing.get_origin(hint) in (Union, types.UnionType):
        rest = [arg for arg in typing.get_args(hint) if arg is not type(None)]
        if len(rest) == 1 and len(typing.get_args(hint)) == 2:
            return rest[0]
    return None


def _item_of(hint: Any) -> Any:
    """X of `tuple[X, ...]`, else nothing."""
    args = typing.get_args(hint)
    return args[0] if typing.get_origin(hint) is tuple and len(args) == 2 and args[1] is Ellipsis else None


def _spans(value: Any, names: Names) -> tuple[Span, ...]:
    return tuple([Span(start, end) for start, end in value or ()])


def _converter(hint: Any) -> _Convert | None:
    """What makes a value of JSON's; None where that is the value."""
    optional, item = _none_or(hint), _item_of(hint)
    if optional is not None:
        inner = _converter(optional)
        return inner and (lambda value, names: None if value is None else inner(value, names))
    if item is Span:
        return _spans
    if item is not None:
        of_item = _converter(item)
        if of_item is None:
            return lambda value, names: tuple(value or ())
        return lambda value, names: tuple([of_item(one, names) for one in value or ()])
    if hint is Id:
        return lambda value, names: Id(value, names.get(value))
    if hint is Span:
        return lambda value, names: Span(value[0], value[1])
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        cls: type[Any] = hint
        return lambda value, names: build(cls, value, names)
    return None


@functools.cache
def hints_of(cls: Any) -> dict[str, Any]:
    """The fields of a dataclass with their types, in order."""
    hints = typing.get_type_hints(cls)
    return {field.name: hints[field.name] for field in dataclasses.fields(cls)}


@functools.cache
def _plan(cls: Any) -> list[tuple[str, _Convert | None, Any]]:
    """Of each field: its key in JSON, what makes its value, and what stands there where JSON has none."""
    plan = []
    for name, hint in hints_of(cls).items():
        plain = {bool: False, int: 0, float: 0.0, str: ""}.get(hint)
        plan.append((name.rstrip("_"), _converter(hint), () if _item_of(hint) is not None else plain))
    return plan


def build(cls: type[T], data: Mapping[str, Any], names: Names = {}) -> T:
    """A dataclass of a JSON object; keys that it does not know are left alone."""
    of: Any = cls
    values = [
        absent if key not in data else data[key] if convert is None else convert(data[key], names) for key, convert, absent in _plan(of)
    ]
    return cls(*values)


# -- columns ----------------------------------------------------------------------------------------------------------------------


def _names_column(field: str, many: bool) -> str:
    if not many:
        return field + "_name"
    return (field[:-1] if field.endswith("s") else field) + "_names"


def plain(value: Any) -> Any:
    """A value as dicts, lists and scalars; beside identities stands what they are called."""
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Id):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return row(value)
    return value


def row(thing: Any) -> dict[str, Any]:
    """The columns of one object."""
    out: dict[str, Any] = {}
    of: Any = type(thing)
    for name, hint in hints_of(of).items():
        value = getattr(thing, name)
        name = name.rstrip("_")
        out[name] = plain(value)
        if hint is Id or _none_or(hint) is Id:
            if name != "id":
                out[_names_column(name, False)] = None if value is None else value.name
        elif _item_of(hint) is Id:
            out[_names_column(name, True)] = [one.name for one in value]
    return out


def columns(cls: Any) -> dict[str, Any]:
    """What row() gives for a class, with types."""
    out: dict[str, Any] = {}
    for name, hint in hints_of(cls).items():
        name = name.rstrip("_")
        out[name] = hint
        if hint is Id or _none_or(hint) is Id:
            if name != "id":
                out[_names_column(name, False)] = str | None
        elif _item_of(hint) is Id:
            out[_names_column(name, True)] = tuple[str, ...]
    return out


def arrow_type(hint: Any) -> Any:
    """The Arrow type of a column. pyarrow must be there."""
    import pyarrow as pa

    inner, item = _none_or(hint), _item_of(hint)
    if inner is not None:
        return arrow_type(inner)
    if item is not None:
        return pa.list_(arrow_type(item))
    if hint is Span:
        return pa.struct([("start", pa.int64()), ("end", pa.int64())])
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return pa.struct([(name, arrow_type(of)) for name, of in columns(hint).items()])
    return {bool: pa.bool_(), int: pa.int64(), float: pa.float64()}.get(hint, pa.string())

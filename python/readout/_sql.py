"""Values that go to SQL and come from it."""

from __future__ import annotations

import base64
from typing import Any, Union

from . import _library, errors
from ._library import ffi, lib

Value = Union[None, int, float, str, bytes]


def bind(at: Any, value: Value) -> Any:
    """Fills a readout_sql_value; what comes back must live until the call has ended."""
    if value is None:
        at.type = lib.READOUT_SQL_NULL
    elif isinstance(value, int):
        if not -(1 << 63) <= value < 1 << 63:
            raise errors.UsageError("%d is too large for SQLite: give it as text" % value)
        at.type, at.integer = lib.READOUT_SQL_INTEGER, value
    elif isinstance(value, float):
        at.type, at.real = lib.READOUT_SQL_REAL, value
    elif isinstance(value, (str, bytes)):
        data = _library.encoded(value) if isinstance(value, str) else value
        text = ffi.from_buffer("char[]", data)
        at.type = lib.READOUT_SQL_TEXT if isinstance(value, str) else lib.READOUT_SQL_BYTES
        at.text, at.len = text, len(data)
        return text
    else:
        raise TypeError("a value must be None, int, float, str or bytes, not %s" % type(value).__name__)
    return None


def value_of(value: Any) -> Any:
    """What a row's JSON has, as Python has it."""
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value

"""Files of an export: how one takes its place, and the tables of CSV as Arrow tables and data frames."""

from __future__ import annotations

import contextlib
import io
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ._library import Path

if TYPE_CHECKING:
    import pandas
    import pyarrow

# A text that a spreadsheet would take for a formula is led by an apostrophe (docs/formats/exports.md): this one is taken away.
FORMULA = re.compile(r"^'(?='*[=+\-@\t\r\n＝＋－＠])")


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Any]:
    """A file beside `path`, which takes its place when it is whole. Devices and pipes are written to as they are."""
    if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):
        with open(path, "wb") as out:
            yield out
        return
    folder, name = os.path.split(os.path.abspath(os.fspath(path)))
    made = os.path.join(folder, ".%s.%s" % (name[:100], secrets.token_hex(8)))
    try:
        with open(made, "xb") as out:
            yield out
        os.replace(made, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(made)
        raise


def arrow_table(data: bytes, types: Mapping[str, str]) -> pyarrow.Table:
    """A table of the CSV export; `types` are its columns' by datapackage.json."""
    import pyarrow
    import pyarrow.csv

    arrow = {"string": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64(), "boolean": pyarrow.bool_()}
    convert = pyarrow.csv.ConvertOptions(
        column_types={column: arrow.get(type, pyarrow.string()) for column, type in types.items()},
        null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False, true_values=["true"], false_values=["false"],
    )  # fmt: skip
    read = pyarrow.csv.ReadOptions(block_size=max(len(data), 1 << 20))  # a row may be longer than a block
    parse = pyarrow.csv.ParseOptions(newlines_in_values=True)
    table = pyarrow.csv.read_csv(io.BytesIO(data), read_options=read, parse_options=parse, convert_options=convert)
    for i, column in enumerate(table.column_names):
        if table.schema.field(i).type == pyarrow.string():
            plain = [None if value is None else FORMULA.sub("", value) for value in table.column(i).to_pylist()]
            table = table.set_column(i, column, pyarrow.array(plain, pyarrow.string()))
    return table


def data_frame(data: bytes, types: Mapping[str, str]) -> pandas.DataFrame:
    """The same. A column of counts or truth values that lacks some is of a type that can say so."""
    import pandas

    kinds = {"string": "object", "integer": "Int64", "number": "float64", "boolean": "boolean"}
    dtype = {column: kinds.get(type, "object") for column, type in types.items()}
    frame = pandas.read_csv(io.BytesIO(data), dtype=dtype, keep_default_na=False, na_values=[""])
    for column, type in types.items():
        if type == "string" and len(frame):
            frame[column] = frame[column].str.replace(FORMULA.pattern, "", regex=True)
        elif type in ("integer", "boolean") and not frame[column].isna().any():
            frame[column] = frame[column].astype("int64" if type == "integer" else "bool")
    return frame

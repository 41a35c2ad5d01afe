"""Reading reports one by one: functions of one report each."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator

from . import _library, errors
from ._library import Failure, Item, Path, Source, Tally
from .findings import Doc

__all__ = ["Docs", "read", "read_all"]


def read(
    text: str | bytes | None = None,
    *,
    html: str | bytes | None = None,
    path: Path | None = None,
    id: str | None = None,
    date: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    modified: str | None = None,
) -> Doc:
    """Reads one report: a text, a page (`html`) or the one report in a file. Bytes are decoded as a file's are, by what they say of
    their charset or by what they look like.

    `id` names it in what comes out ("text", "page.html" where it is not given). `date`, `modified` (EDTF), `title`, `outlet` and `url` go with a str, as the
    fields of JSON Lines do (docs/formats/input.md); a file and bytes say these themselves.

    Raises InputError where it cannot be read, FileError where the file cannot, UsageError where not exactly one of the three is
    given, or a file holds another number of reports than one (read_all() takes those). One thread; any number of calls at once.
    """
    given = [name for name, value in (("text", text), ("html", html), ("path", path)) if value is not None]
    if len(given) != 1:
        raise errors.UsageError("%s: give one of text, html and path" % ("nothing is given" if not given else " and ".join(given) + " are given"))
    about = {"date": date, "title": title, "outlet": outlet, "url": url, "modified": modified}
    about = {key: value for key, value in about.items() if value is not None}
    body = text if text is not None else html
    if isinstance(body, str):
        name = id if id is not None else "text" if text is not None else "page.html"
        return _only({"items": [{"id": name, given[0]: body, **about}]})
    if about:
        raise errors.UsageError('"%s" goes with a str: a file and bytes say it themselves' % next(iter(about)))
    if path is not None:
        return _only({"sources": [path], "names": None if id is None else [id]})
    if not isinstance(body, (bytes, bytearray, memoryview)):
        raise TypeError("%s must be str or bytes, not %s" % (given[0], type(body).__name__))
    with tempfile.TemporaryDirectory(prefix="readout-") as folder:
        name = "text.txt" if text is not None else "page.html"
        file = os.path.join(folder, name)
        with open(file, "wb") as out:
            out.write(body)
        return _only({"sources": [file], "names": [id if id is not None else name]})


def _only(given: dict[str, object]) -> Doc:
    lines: list[bytes] = []
    run = _library.Run(take=lines.append, threads=1, **given)  # type: ignore[arg-type]
    _library.run_stage(_library.lib.READOUT_READ, run)
    if run.first is not None:
        raise run.first
    if len(lines) != 1:
        raise errors.UsageError("there are %d reports in it: read_all() gives each" % len(lines))
    return Doc(lines[0].rstrip(b"\n"))


class Docs(Iterator[Doc]):
    """Docs in the order of the reports, as they are read. What could not be read is left out, and said in `failures`; `tally` counts all of
    it once the last was given, and is None before. close() ends the reading early."""

    def __init__(self, stream: _library.Stream, failures: list[Failure]) -> None:
        self._stream = stream
        self.failures = failures

    @property
    def tally(self) -> Tally | None:
        return self._stream.tally

    def __iter__(self) -> Docs:
        return self

    def __next__(self) -> Doc:
        while True:
            line = next(self._stream).rstrip(b"\n")
            if b'"error":' in line and set(json.loads(line)) == {"id", "error"}:
                continue
            return Doc(line)

    def close(self) -> None:
        self._stream.close()

    def __enter__(self) -> Docs:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read_all(
    *sources: Source,
    reports: Iterable[Item] | None = None,
    threads: int = 0,
    on_failure: Callable[[Failure], None] | None = None,
) -> Docs:
    """Reads many: files, folders, archives (docs/formats/input.md), reports as mappings with "text" or "html", and whatever `reports` gives, one
    after the other, in bounded memory. What cannot be read is told to `on_failure`, and the rest goes on.

    `threads`: 0, one a processor. Whoever stops taking docs, by close(), `with` or letting go of them, stops the reading. A thread of its own takes the reports of `reports` and calls `on_failure`, a little ahead of whoever takes the docs.
    """
    failures: list[Failure] = []

    def note(failure: Failure) -> None:
        failures.append(failure)
        if on_failure is not None:
            on_failure(failure)

    stream = _library.Stream(_library.lib.READOUT_READ, sources=sources, items=reports, threads=threads, on_failure=note)
    return Docs(stream, failures)

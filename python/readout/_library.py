"""The shared library: loading it, calling it, reports going in and lines coming out. All else of the package calls it through here.

The library's calls give up the interpreter's lock while they run. Callbacks come on the thread that called.
"""

from __future__ import annotations

import atexit
import collections.abc
import datetime
import errno
import json
import os
import pathlib
import queue
import re
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Union

from . import errors
from ._ffi import ffi as ffi

HERE = pathlib.Path(__file__).parent

Path = Union[str, "os.PathLike[str]"]
Item = Mapping[str, object]
"""A report: "text" or "html", and perhaps "id", "date", "title", "outlet", "url", "modified" (docs/formats/input.md)."""
Source = Union[Path, Item]
"""A file or folder, or a report."""


def _load() -> Any:
    try:
        return ffi.dlopen(str(HERE / "libreadout.so"))
    except OSError as why:
        missing = re.search(r"(lib[\w+.-]+\.so[\w.]*): cannot open shared object file", str(why))
        if missing is None or missing[1].startswith("libreadout"):
            raise ImportError("the readout library cannot be loaded: %s: install the wheel again" % why) from None
        raise ImportError(
            'the readout library needs "%s", which is not on this machine: on Debian 12 install it with apt-get install '
            "libbrotli1 libcld2-0 libcmark0.30.2 libcsv3 libexpat1 libicu72 libsqlite3-0 libssl3 libstdc++6 libuchardet0 libyaml-0-2 libzip4 "
            "libzstd1 zlib1g" % missing[1]
        ) from None


lib = _load()

_KINDS: dict[int, type[errors.ReadoutError]] = {
    lib.READOUT_ERR_INPUT: errors.InputError,
    lib.READOUT_ERR_IO: errors.FileError,
    lib.READOUT_ERR_MEMORY: errors.NoMemoryError,
    lib.READOUT_ERR_RECORD: errors.RecordError,
    lib.READOUT_ERR_USAGE: errors.UsageError,
    lib.READOUT_ERR_STOPPED: errors.StoppedError,
    lib.READOUT_ERR_ABSENT: errors.AbsentError,
}


def text_of(pointer: Any) -> str:
    """A C string; the end of a message may be cut within a character."""
    return str(ffi.string(pointer).decode("utf-8", "replace"))


def error_of(err: Any) -> errors.ReadoutError:
    message = text_of(err.message) or "it failed without a reason"
    return _KINDS.get(err.status, errors.ReadoutError)(message, err.line, err.offset)


def call(function: Any, *args: Any) -> None:
    """Calls what takes a readout_error last."""
    err = ffi.new("readout_error *")
    if function(*args, err) != lib.READOUT_OK:
        raise error_of(err)


class Strings:
    """C strings, alive as long as this is."""

    def __init__(self) -> None:
        self._kept: list[Any] = []

    def one(self, text: str | None, what: str = "argument") -> Any:
        if text is None:
            return ffi.NULL
        if not isinstance(text, str):
            raise TypeError("%s must be a str, not %s" % (what, type(text).__name__))
        if "\0" in text:
            raise errors.UsageError('%s "%s" holds a NUL: leave it out' % (what, text.replace("\0", "\\0")))
        self._kept.append(ffi.new("char[]", encoded(text)))
        return self._kept[-1]

    def path(self, path: Path) -> Any:
        given = os.fspath(path)
        if not isinstance(given, str):
            raise TypeError("a path must be a str or os.PathLike[str], not %s" % type(path).__name__)
        if "\0" in given:
            raise errors.UsageError('path "%s" holds a NUL: leave it out' % given.replace("\0", "\\0"))
        self._kept.append(ffi.new("char[]", os.fsencode(given)))
        return self._kept[-1]

    def many(self, pointers: list[Any]) -> Any:
        if not pointers:
            return ffi.NULL
        self._kept.append(ffi.new("const char *[]", pointers))
        return self._kept[-1]


def encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as why:
        raise errors.InputError(
            "the text has half a surrogate pair at character %d and is none: decode it from its bytes again" % why.start, 0, 0
        ) from None


# -- the engine: one a process ------------------------------------------------------------------------------------------------


class _Engine:
    def __init__(self) -> None:
        self.pid = os.getpid()
        kept, out = Strings(), ffi.new("readout_engine **")
        call(lib.readout_engine_open, kept.path(os.environ.get("READOUT_DATA") or HERE / "data"), out)
        self.handle = out[0]

    def __del__(self) -> None:
        if getattr(self, "handle", None) is not None and self.pid == os.getpid():
            lib.readout_engine_close(self.handle)


_engine: _Engine | None = None
_opening = threading.Lock()


def engine() -> _Engine:
    """Models and lists, read once a process and shared by its threads. Behind a fork the child opens its own."""
    global _engine
    with _opening:
        if _engine is None:
            _engine = _Engine()
        return _engine


def _forget_engine() -> None:
    global _engine, _opening
    _opening = threading.Lock()
    _engine = None


os.register_at_fork(after_in_child=_forget_engine)


# -- what goes in ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Failure:
    """A report that could not be read: which, and why."""

    id: str
    message: str
    line: int
    offset: int


@dataclass(frozen=True)
class Progress:
    """Where the work stands. `total_bytes` is 0 where it is not known."""

    stage: str
    done: int
    done_bytes: int
    total_bytes: int


@dataclass(frozen=True)
class Tally:
    """What became of reports: `read`, new or again; `duplicates`, already in the record byte for byte; `skipped`, kept, but in a
    language that is not read; `failed`. `failures` says which and why, `passed` what was no report and no failure, by reason."""

    read: int
    duplicates: int
    skipped: int
    failed: int
    failures: tuple[Failure, ...]
    passed: Mapping[str, int]


def _line_of(item: object) -> bytes:
    if isinstance(item, (bytes, bytearray)):
        line = bytes(item)
    elif isinstance(item, str):
        line = encoded(item)
    elif isinstance(item, collections.abc.Mapping):
        line = encoded(json.dumps(dict(item), ensure_ascii=False, default=_plain))
    else:
        raise TypeError("a report must be a mapping with \"text\" or \"html\", or a line of JSON, not %s" % type(item).__name__)
    return line.strip(b"\r\n") + b"\n"


def _plain(value: object) -> str:
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, os.PathLike):
        return str(os.fspath(value))
    raise TypeError("a report's fields must be str, not %s" % type(value).__name__)


class Run:
    """One call of the library that takes reports or gives bytes. `take` is given each piece of the output; a false value stops."""

    def __init__(
        self,
        take: Callable[[bytes], object] | None = None,
        sources: Iterable[Source] = (),
        items: Iterable[object] | None = None,
        names: list[str] | None = None,
        threads: int = 0,
        max_item_bytes: int = 0,
        on_progress: Callable[[Progress], None] | None = None,
        on_failure: Callable[[Failure], None] | None = None,
        on_file: Callable[[str], None] | None = None,
    ) -> None:
        self.take = take
        self.on_progress, self.on_failure, self.on_file = on_progress, on_failure, on_file
        self.raised: BaseException | None = None
        self.failures: list[Failure] = []
        self.first: errors.ReadoutError | None = None  # the first of them
        self.passed: dict[str, int] = {}
        self.handle = ffi.new_handle(self)
        self.tally = ffi.new("readout_tally *")
        self.strings = Strings()
        self._streams: list[Iterator[object]] = []
        self._ahead = b""
        paths = self._paths(sources)
        if items is not None:
            paths.append(self.strings.one("-"))
            self._streams.append(iter(items))
        self.input = ffi.new("readout_input *")
        self.input.paths = self.strings.many(paths)
        self.input.n_paths = len(paths)
        if names is not None:
            self.input.names = self.strings.many([self.strings.one(name) for name in names])
        if threads < 0:
            raise errors.UsageError("%d threads cannot be: give 0 for one a processor, or how many" % threads)
        self.input.threads = threads
        self.input.max_item_bytes = max_item_bytes
        self.input.read = _read
        self.input.on_failure = _on_failure
        self.input.on_passed = _on_passed
        self.input.on_progress = _on_progress if on_progress is not None else ffi.NULL
        self.input.ctx = self.handle

    def _paths(self, sources: Iterable[Source]) -> list[Any]:
        """Reports that follow each other are read where a "-" stands."""
        paths: list[Any] = []
        reports: list[object] | None = None
        for source in sources:
            if isinstance(source, collections.abc.Mapping):
                if reports is None:
                    reports = []
                    self._streams.append(iter(reports))
                    paths.append(self.strings.one("-"))
                reports.append(source)
                continue
            reports = None
            if os.fspath(source) == "-":
                raise errors.UsageError('"-" is standard input, which is not read from Python: give reports as objects')
            paths.append(self.strings.path(source))
        return paths

    def next_bytes(self, room: int) -> bytes | memoryview:
        """Some of the JSON Lines that the stream under way gives, a line at most; nothing at its end."""
        if not self._ahead and self._streams:
            try:
                self._ahead = _line_of(next(self._streams[0]))
            except StopIteration:
                self._streams.pop(0)
        out, self._ahead = self._ahead[:room], self._ahead[room:]
        return out

    def call(self, function: Any, *args: Any) -> None:
        """Calls it; what a callback raised comes before what the library says."""
        err = ffi.new("readout_error *")
        status = function(*args, err)
        if self.raised is not None:
            raise self.raised
        if status != lib.READOUT_OK:
            raise error_of(err)

    def result(self) -> Tally:
        t = self.tally
        return Tally(t.read, t.duplicates, t.skipped, t.failed, tuple(self.failures), dict(self.passed))


def _of(ctx: Any) -> Run:
    run: Run = ffi.from_handle(ctx)
    return run


@ffi.callback("bool(void *, const char *, size_t)", error=False)  # type: ignore[untyped-decorator, unused-ignore]
def sink(ctx: Any, data: Any, size: int) -> bool:
    run = _of(ctx)
    try:
        if run.raised is not None or run.take is None:
            return run.raised is None
        return run.take(ffi.unpack(data, size) if size else b"") is not False
    except BaseException as raised:  # handed on by Run.call()
        run.raised = raised
        return False


@ffi.callback("ptrdiff_t(void *, char *, size_t)", error=-1)  # type: ignore[untyped-decorator, unused-ignore]
def _read(ctx: Any, out: Any, room: int) -> int:
    run = _of(ctx)
    try:
        if run.raised is None:
            data = run.next_bytes(room)
            ffi.memmove(out, data, len(data))
            return len(data)
    except BaseException as raised:
        run.raised = raised
    ffi.errno = errno.ECANCELED
    return -1


@ffi.callback("void(void *, const char *, const readout_error *)")  # type: ignore[untyped-decorator, unused-ignore]
def _on_failure(ctx: Any, id: Any, err: Any) -> None:
    run = _of(ctx)
    try:
        failure = Failure(text_of(id), text_of(err.message), err.line, err.offset)
        run.failures.append(failure)
        run.first = run.first or error_of(err)
        if run.on_failure is not None and run.raised is None:
            run.on_failure(failure)
    except BaseException as raised:
        run.raised = raised


@ffi.callback("void(void *, const char *, size_t)")  # type: ignore[untyped-decorator, unused-ignore]
def _on_passed(ctx: Any, reason: Any, count: int) -> None:
    run = _of(ctx)
    try:
        run.passed[text_of(reason)] = count
    except BaseException as raised:
        run.raised = raised


@ffi.callback("void(void *, const readout_progress *)")  # type: ignore[untyped-decorator, unused-ignore]
def _on_progress(ctx: Any, progress: Any) -> None:
    run = _of(ctx)
    try:
        if run.on_progress is not None and run.raised is None:
            run.on_progress(Progress(text_of(progress.stage), progress.done, progress.done_bytes, progress.total_bytes))
    except BaseException as raised:
        run.raised = raised


@ffi.callback("bool(void *, const char *)", error=False)  # type: ignore[untyped-decorator, unused-ignore]
def on_file(ctx: Any, name: Any) -> bool:
    run = _of(ctx)
    try:
        if run.on_file is not None:
            run.on_file(text_of(name))
        return run.raised is None
    except BaseException as raised:
        run.raised = raised
        return False


# -- what comes out --------------------------------------------------------------------------------------------------------------


def run_stage(stage: int, run: Run) -> Tally:
    opened = engine()  # stays while it works, whatever becomes of the module
    run.call(lib.readout_stage, opened.handle, stage, run.input, sink, run.handle, run.tally)
    return run.result()


class Chunks(Run):
    """A call that takes bytes as they are, in chunks of any size."""

    def __init__(self, chunks: Iterable[bytes | memoryview], take: Callable[[bytes], object]) -> None:
        super().__init__(take=take)
        self._chunks = iter(chunks)
        self._chunk = memoryview(b"")

    def next_bytes(self, room: int) -> bytes | memoryview:
        while not self._chunk:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._chunk = memoryview(chunk)
        out, self._chunk = self._chunk[:room], self._chunk[room:]
        return out


def _compose(step: str, run: Run) -> None:
    opened, kept = engine(), Strings()
    run.call(lib.readout_compose, opened.handle, kept.one(step), run.input, sink, run.handle)


class _Pipe:
    """Between the thread that works and whoever takes: this much lies ready at most."""

    AHEAD = 64  # pieces of output

    def __init__(self, run: Callable[[Callable[[bytes], object]], Run]) -> None:
        self.pieces: queue.Queue[bytes | BaseException | None] = queue.Queue(self.AHEAD)
        self.closed = threading.Event()
        self.tally: Tally | None = None
        self.run = run(self.put)

    def put(self, piece: bytes | BaseException | None) -> bool:
        while not self.closed.is_set():
            try:
                self.pieces.put(piece, timeout=0.05)
                return True
            except queue.Full:
                continue
        return False

    def work(self, call: Callable[[Run], Tally | None]) -> None:
        try:
            self.tally = call(self.run)
            self.put(None)
        except BaseException as raised:
            self.put(raised)


class Stream(Iterator[bytes]):
    """Lines of a stage as they are made, by a thread of its own that is never far ahead of whoever takes them. It ends with the last
    line, with close(), or when nobody has the stream any more; `tally` is there after the last line."""

    def __init__(self, stage: int, **given: Any) -> None:
        self._start(lambda take: Run(take=take, **given), lambda run: run_stage(stage, run))

    def _start(self, run: Callable[[Callable[[bytes], object]], Run], call: Callable[[Run], Tally | None]) -> None:
        self._pid = os.getpid()
        self._pipe = _Pipe(run)
        self._ended = False
        self._thread = threading.Thread(target=self._pipe.work, args=(call,), name="readout", daemon=True)
        self._thread.start()
        _streams.add(self)

    @property
    def tally(self) -> Tally | None:
        return self._pipe.tally

    def __iter__(self) -> Stream:
        return self

    def __next__(self) -> bytes:
        if self._pid != os.getpid():
            raise errors.ForkError("these lines are made in process %d: begin anew behind the fork" % self._pid)
        if self._ended:
            raise StopIteration
        piece = self._pipe.pieces.get()
        if isinstance(piece, bytes):
            return piece
        self.close()
        if piece is not None:
            raise piece
        raise StopIteration

    def close(self) -> None:
        """Ends the work, wherever it is."""
        self._ended = True
        self._pipe.closed.set()
        if self._pid == os.getpid() and self._thread is not threading.current_thread():
            self._thread.join()

    def __del__(self) -> None:
        if hasattr(self, "_thread"):
            self.close()


class Composed(Stream):
    """Rows that a step gives for rows, whole ones, some at a time."""

    def __init__(self, step: str, chunks: Iterable[bytes | memoryview]) -> None:
        self._start(lambda take: Chunks(chunks, take), lambda run: _compose(step, run))


_streams: weakref.WeakSet[Stream] = weakref.WeakSet()


@atexit.register
def _end() -> None:
    """No thread may be at work when the interpreter goes."""
    for stream in list(_streams):
        stream.close()

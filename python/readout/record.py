"""A record: an SQLite file that holds what many reports say as a set."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, Union

from . import _exports, _library, _shapes, _sql, errors, pictures, things
from ._library import Failure, Path, Progress, Run, Source, Tally, ffi, lib
from ._shapes import Id
from ._sql import Value
from .pictures import Comparison, Picture
from .table import Rows, Table
from .things import (
    Citation,
    Commitment,
    Derivation,
    Discrepancy,
    Entity,
    Event,
    Formulation,
    Hit,
    Origin,
    Report,
    Review,
    Statement,
)

if TYPE_CHECKING:
    import pandas
    import pyarrow

__all__ = ["Hits", "Record"]

EventLike = Union[Event, str, int]
"""An event, its identity or the beginning of one, or its number in Record.events()."""
T = TypeVar("T")

_MODES = {"r": lib.READOUT_EXISTING, "r+": lib.READOUT_CHANGE, "a": lib.READOUT_CREATE}
_PICTURES = {
    "timeline": lib.READOUT_TIMELINE,
    "strip": lib.READOUT_STRIP,
    "network": lib.READOUT_NETWORK,
    "persons": lib.READOUT_PERSONS,
    "matrix": lib.READOUT_MATRIX,
}
_VIEWS = {
    "text": lib.READOUT_VIEW_TEXT,
    "json": lib.READOUT_VIEW_JSON,
    "html": lib.READOUT_VIEW_HTML,
    "markdown": lib.READOUT_VIEW_MARKDOWN,
    "svg": lib.READOUT_VIEW_SVG,
    "png": lib.READOUT_VIEW_PNG,
    "csv": lib.READOUT_VIEW_CSV,
}
_EXPORTS = {_library.text_of(lib.readout_export_format_name(i)): i for i in range(lib.READOUT_EXPORT_FORMATS)}
_WITH = {"findings": lib.READOUT_WITH_FINDINGS, "originals": lib.READOUT_WITH_ORIGINALS}
_IN = {None: lib.READOUT_SEARCH_BY_USE, "reports": lib.READOUT_SEARCH_REPORTS, "statements": lib.READOUT_SEARCH_STATEMENTS}
_PAGE = 1000
_IDENTITY = re.compile(rb'"([rnoefs]-[0-9a-f]{16})"')
_NAMED = {
    "r": "SELECT id, coalesce(outlet, credit, title, source) FROM report",
    "n": "SELECT id, name FROM entity",
    "o": "SELECT id, name FROM origin",
    "f": "SELECT id, phrase FROM formulation",
    "s": "SELECT id, content FROM statement",
    "e": "SELECT id, coalesce(name, upper(substr(kind, 1, 1)) || substr(kind, 2) || coalesce(' of ' || replace(persons, ', ', ' and '), '')) FROM event_list",
}


class Hits(Table[Hit]):
    """What was found, the best first. `total` counts all that fit, given or not."""

    def __init__(self, rows: Iterable[Hit], total: int) -> None:
        super().__init__(Hit, rows)
        self.total = total


def _words(value: str | Iterable[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _one_of(what: str, value: Any, known: Mapping[Any, int]) -> int:
    if value in known:
        return known[value]
    raise errors.UsageError('%s "%s" is none: give one of %s' % (what, value, ", ".join(str(one) for one in known if one is not None)))


class Record:
    """A record in a file. Modes: "r" reads one that is there, "r+" changes one that is there, "a" makes it where it is not.

        with readout.Record("readout.db", "a") as record:
            tally = record.add("reports/")

    Threads may share it: calls are made one after the other. It cannot be carried over a fork: the child opens its own (ForkError).
    Raises FileError or RecordError where the file cannot be had, is no record, is damaged, of a newer version or in use.
    """

    def __init__(self, path: Path, mode: str = "r") -> None:
        self.path = os.fspath(path)
        self.mode = mode
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._owner: int | None = None
        self._record: Any = None
        kept, out = _library.Strings(), ffi.new("readout_record **")
        how = _one_of("mode", mode, _MODES)
        self._engine = _library.engine()  # which must outlive the record
        _library.call(lib.readout_record_open, self._engine.handle, kept.path(path), how, out)
        self._record = out[0]

    def close(self) -> None:
        """Closes the file; again is nothing. Behind a fork the child's copy is let go of as it is."""
        if self._pid != os.getpid():
            self._record = None
            return
        self._refuse_again()
        with self._lock:
            record, self._record = self._record, None
            if record is not None:
                lib.readout_record_close(record)

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_record", None) is not None and self._pid == os.getpid():
            lib.readout_record_close(self._record)

    def __repr__(self) -> str:
        return "<Record %r%s>" % (self.path, "" if self._record is not None else ", closed")

    def __reduce__(self) -> Any:
        raise TypeError("a Record cannot be pickled: open the file where it is needed")

    # -- calling -----------------------------------------------------------------------------------------------------------

    def _refuse_again(self) -> None:
        if self._owner == threading.get_ident():
            raise errors.UsageError('the record "%s" is at work on a call of this thread: use it when that has ended' % self.path)

    @contextlib.contextmanager
    def _held(self) -> Iterator[Any]:
        """The handle, for one call."""
        if self._pid != os.getpid():
            raise errors.ForkError('the record "%s" was opened in process %d and this is %d: open it anew behind the fork' % (self.path, self._pid, os.getpid()))
        self._refuse_again()
        with self._lock:
            if self._record is None:
                raise errors.UsageError('the record "%s" is closed: open it anew' % self.path)
            self._owner = threading.get_ident()
            try:
                yield self._record
            finally:
                self._owner = None

    def _asked(self, function: Any, *args: Any) -> bytes:
        """What a function of the record gives to its sink."""
        pieces: list[bytes] = []
        run = Run(take=pieces.append)
        with self._held() as record:
            run.call(function, record, *args, _library.sink, run.handle)
        return b"".join(pieces)

    def _view(self, function: Any, *args: Any, format: str = "json", width: int = 0) -> bytes:
        view = ffi.new("readout_view *", {"format": _VIEWS[format], "width": width, "color": False})
        return self._asked(function, *args, view)

    # -- lines to things -----------------------------------------------------------------------------------------------------

    def _names(self, lines: bytes, known: Mapping[str, str] | None = None) -> dict[str, str]:
        """What the things are called whose identities stand in lines."""
        names = dict(known or {})
        wanted: dict[str, list[str]] = {}
        for id in sorted(set(_IDENTITY.findall(lines))):
            if id.decode() not in names:
                wanted.setdefault(id[:1].decode(), []).append(id.decode())
        for kind, ids in wanted.items():
            query = "%s WHERE id IN (SELECT value FROM json_each(?1))" % _NAMED[kind]
            names.update({id: name for id, name in self.sql(query, [json.dumps(ids)]) if name is not None})
        return names

    def _things(self, of: type[T], lines: bytes, known: Mapping[str, str] | None = None) -> list[T]:
        names = self._names(lines, known)
        return [_shapes.build(of, json.loads(line), names) for line in lines.splitlines()]

    def _all(self, of: type[T], query: str, values: Sequence[Value] = ()) -> Table[T]:
        """Things whose lines a query gives."""
        return Table(of, self._things(of, b"".join(line.encode("utf-8") + b"\n" for (line,) in self.sql(query, values))))

    def _pages(self, of: type[T], which: int, limit: int | None, **filters: Any) -> Table[T]:
        """All pages of a list."""
        lines: list[bytes] = []
        known: dict[str, str] = {}
        after: str | None = None
        while limit is None or len(lines) < limit:
            strings, page = _library.Strings(), ffi.new("readout_page *")
            page.of, page.after = which, strings.one(after)
            page.limit = _PAGE if limit is None else min(_PAGE, limit - len(lines))
            for key, value in filters.items():
                if key == "party":
                    named = [strings.one(name, "party") for name in value]
                    page.party, page.n_parties = strings.many(named), len(named)
                elif value is None or isinstance(value, str):
                    setattr(page, key, strings.one(value, key))
                else:
                    setattr(page, key, value)
            given = self._asked(lib.readout_record_page, page).splitlines(keepends=True)
            head = json.loads(given[0])
            lines += given[1 : 1 + head["given"]]
            for line in given[1 + head["given"] :]:
                beside = json.loads(line)
                if beside["type"] == "note" and beside["kind"] == "event":
                    known[beside["of"]] = beside["label"]
            after = head["next"]
            if after is None:
                break
        return Table(of, self._things(of, b"".join(lines), known))

    def _event_id(self, event: EventLike) -> str:
        """The whole identity of an event."""
        if isinstance(event, Event):
            return str(event.id)
        if isinstance(event, int) or event.isdecimal():
            kept = _library.Strings()
            return str(json.loads(self._view(lib.readout_record_picture, lib.READOUT_MATRIX, kept.one(str(event))))["event"])
        found = self.sql("SELECT id FROM event WHERE id >= ?1 AND id < ?1 || 'g' AND length(?1) > 2 LIMIT 2", [str(event)])
        if len(found) != 1:
            raise errors.UsageError('%s "%s": see events()' % ("no event" if not found else "several events begin so:", event))
        return str(found[0][0])

    @staticmethod
    def _asked_event(event: EventLike) -> str:
        return str(event.id) if isinstance(event, Event) else str(event)

    # -- adding --------------------------------------------------------------------------------------------------------------

    def add(
        self,
        *sources: Source,
        reports: Iterable[Mapping[str, object]] | None = None,
        threads: int = 0,
        on_failure: Callable[[Failure], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Tally:
        """Reads reports into the record, and concludes from all that it has. Sources are as for read_all(): files, folders, archives, mappings; and
        whatever `reports` gives. Adding what is there already changes nothing; an interrupted add() goes on when it is given again.

        `threads`: 0, one a processor. Callbacks come on the calling thread, and may not use the record. An exception in `reports` ends it, and what was added before is
        kept; one in a callback, and Ctrl-C, are raised when it has ended."""
        run = Run(sources=sources, items=reports, threads=threads, on_failure=on_failure, on_progress=on_progress)
        with self._held() as record:
            run.call(lib.readout_record_add, record, run.input, run.tally)
        return run.result()

    # -- what it holds ----------------------------------------------------------------------------------------------------------

    def events(
        self,
        *,
        party: str | Iterable[str] = (),
        framework: str | None = None,
        since: str | None = None,
        until: str | None = None,
        kind: str | None = None,
        status: str | None = None,
        told: bool | None = None,
        differs: bool | None = None,
        limit: int | None = None,
    ) -> Table[Event]:
        """The meetings: those that reports tell first, then the newest; the first of all is number 1.

        `party`: each of these, named by name, alias, ISO code or identity; `since`, `until`: EDTF ("2024-08"), inclusive; `told`: whether reports tell
        it or only refer to it; `differs`: whether its reports disagree, or one side alone claims an agreement."""
        return self._pages(
            Event, lib.READOUT_LIST_EVENTS, limit, party=_words(party), framework=framework, since=since, until=until, kind=kind, status=status,
            told=_whether(told), differs=_whether(differs),
        )  # fmt: skip

    def event(self, event: EventLike) -> Event:
        """One event by its identity, the beginning of one, or its number in events()."""
        return self._all(Event, "SELECT ro_unpack(body, NULL) FROM event WHERE id = ?1", [self._event_id(event)])[0]

    def statements(self, event: EventLike | None = None) -> Table[Statement]:
        """What was said, at one event or at all, in the order of the events' identities and of what was said there."""
        query = "SELECT ro_unpack(body, NULL) FROM statement %s ORDER BY event, ord, id"
        if event is None:
            return self._all(Statement, query % "")
        return self._all(Statement, query % "WHERE event = ?1", [self._event_id(event)])

    def reports(self, event: EventLike | None = None) -> Table[Report]:
        """The reports with their texts, of one event (those that tell it) or all, by identity."""
        query = "SELECT ro_unpack(body, text) FROM report %s ORDER BY id"
        if event is None:
            return self._all(Report, query % "")
        return self._all(
            Report, query % "WHERE id IN (SELECT report FROM event_report WHERE event = ?1 AND how = 'told')", [self._event_id(event)]
        )

    def entities(self, kind: str | None = None, called: str | None = None) -> Table[Entity]:
        """By name; of one kind, or with a name, alias or code that begins with the words of `called`."""
        return self._pages(Entity, lib.READOUT_LIST_ENTITIES, None, kind=kind, called=called)

    def origins(self) -> Table[Origin]:
        """By identity, as the next two."""
        return self._all(Origin, "SELECT ro_unpack(body, NULL) FROM origin ORDER BY id")

    def derivations(self) -> Table[Derivation]:
        return self._all(Derivation, "SELECT ro_unpack(body, NULL) FROM derivation ORDER BY id")

    def discrepancies(self, event: EventLike | None = None) -> Table[Discrepancy]:
        query = "SELECT ro_unpack(body, NULL) FROM discrepancy %s ORDER BY id"
        if event is None:
            return self._all(Discrepancy, query % "")
        return self._all(Discrepancy, query % "WHERE event = ?1", [self._event_id(event)])

    def track(self, asked: str) -> Table[Formulation]:
        """The formulations that hold the words of `asked`, or, where it names two parties ("Kenya and Somalia"), those used between them; each with its
        uses over time. strip() draws them."""
        kept = _library.Strings()
        return Table(Formulation, self._things(Formulation, self._view(lib.readout_record_track, kept.one(asked))))

    def formulations(self) -> Table[Formulation]:
        """All of them, by phrase."""
        return self._pages(Formulation, lib.READOUT_LIST_FORMULATIONS, None)

    def commitments(self, parties: str | None = None) -> Table[Commitment]:
        """What was undertaken, newest first, with what later events say of it; of all, or of parties ("Kenya", "China and Russia")."""
        kept = _library.Strings()
        return Table(Commitment, self._things(Commitment, self._view(lib.readout_record_commitments, kept.one(parties))))

    def thing(self, id: str) -> Any:
        """An Event, Statement, Report, Entity, Origin, Derivation, Discrepancy, Formulation or Review by its identity. Raises AbsentError."""
        kept = _library.Strings()
        line = self._asked(lib.readout_record_thing, kept.one(id)).split(b"\n", 1)[0]
        return _shapes.build(things.KINDS[json.loads(line)["type"]], json.loads(line), self._names(line))

    def cite(self, id: str | None = None) -> Citation:
        """How a thing, or the record, is cited. Raises AbsentError."""
        kept = _library.Strings()
        return self._things(Citation, self._asked(lib.readout_record_cite, kept.one(id)))[0]

    def explain(self, *ids: EventLike) -> list[dict[str, Any]]:
        """Why the record concludes what it does of origins, entities, events, statements, derivations, discrepancies, formulations: {"id","of","reasons"} each
        (docs/explain.md). The whole record is settled once more for it, in memory."""
        kept = _library.Strings()
        asked = [kept.one(self._asked_event(id)) for id in ids]
        return [json.loads(line) for line in self._view(lib.readout_record_explain, kept.many(asked), len(asked)).splitlines()]

    def about(self) -> dict[str, Any]:
        """{"type","format","readout","name","counts"}: how many of each it has."""
        return dict(json.loads(self._asked(lib.readout_record_about)))

    def search(
        self,
        words: str | None = None,
        *,
        within: str | None = None,
        party: str | Iterable[str] = (),
        framework: str | None = None,
        since: str | None = None,
        until: str | None = None,
        outlet: str | None = None,
        side: str | None = None,
        speaker: str | None = None,
        act: str | None = None,
        limit: int = 0,
    ) -> Hits:
        """Reports or statements (`within`: "reports", "statements"; without it statements where a speaker or an act is asked for) by words (all of them;
        '"a phrase"', -left-out, beg*) and by what they are about (docs/search.md). `limit` 0: all."""
        kept, search = _library.Strings(), ffi.new("readout_search *")
        named = [kept.one(name, "party") for name in _words(party)]
        setattr(search, "in", _one_of("within", within, _IN))
        search.party, search.n_parties = kept.many(named), len(named)
        about = {"words": words, "framework": framework, "since": since, "until": until, "outlet": outlet, "side": side, "speaker": speaker, "act": act}
        for key, value in about.items():
            setattr(search, key, kept.one(value, key))
        if limit < 0:
            raise errors.UsageError("%d results cannot be: give 0 for all, or how many" % limit)
        search.limit = limit
        lines = self._view(lib.readout_record_search, search)
        head, rest = lines.split(b"\n", 1)
        return Hits(self._things(Hit, rest), json.loads(head)["total"])

    # -- comparing and pictures ------------------------------------------------------------------------------------------------

    def compare(self, event: EventLike) -> Comparison:
        """Who reports what: the statements of an event against its reports."""
        asked = self._asked_event(event)
        drawn = self.picture("matrix", asked)
        data = drawn.data
        names = self._names(json.dumps(data).encode(), {data["event"]: data["title"]})

        def draw(format: str, width: int) -> bytes:
            kept = _library.Strings()
            return self._view(lib.readout_record_compare, kept.one(str(data["event"])), format=format, width=width)

        return Comparison(
            Id(data["event"], data["title"]),
            drawn.title,
            drawn.about,
            drawn.notes,
            tuple([_shapes.build(pictures.Column, one, names) for one in data["columns"]]),
            tuple([_shapes.build(pictures.Row, one, names) for one in data["rows"]]),
            drawn.svg,
            draw,
        )

    def picture(self, kind: str, asked: str | None = None, width: int = 960) -> Picture:
        """"timeline", "strip", "network", "persons" or "matrix" of what is asked, for `width` pixels, 320 to 1600 (docs/pictures.md)."""
        which = _one_of("picture", kind, _PICTURES)
        kept = _library.Strings()
        what = kept.one(asked)

        def draw(format: str, width: int) -> bytes:
            return self._view(lib.readout_record_picture, which, what, format=format, width=width)

        svg, data = draw("svg", width).decode("utf-8"), json.loads(draw("json", width))
        return Picture(kind, data["title"], data["about"], tuple(data["notes"]), svg, data, draw)

    def timeline(self, parties: str | None = None, width: int = 960) -> Picture:
        """The meetings over time: of all, or of parties ("Kenya", "China and Russia")."""
        return self.picture("timeline", parties, width)

    def strip(self, asked: str, width: int = 960) -> Picture:
        """Formulations over the meetings of their series; `asked` as for track()."""
        return self.picture("strip", asked, width)

    def network(self, parties: str | None = None, *, persons: bool = False, width: int = 960) -> Picture:
        """Which countries and bodies met, or which persons. Raises FileError where Graphviz is not on this machine."""
        return self.picture("persons" if persons else "network", parties, width)

    def matrix(self, event: EventLike, width: int = 960) -> Picture:
        """An event's statements against its reports."""
        return self.picture("matrix", self._asked_event(event), width)

    # -- what people decide ---------------------------------------------------------------------------------------------------

    def review(self, action: str, *args: str, who: str | None = None, why: str | None = None, when: str | None = None) -> Id:
        """Keeps a person's decision and concludes anew (docs/review.md): "merge", "not-same", "split", "rename", "correct", "accept", "reject", "status",
        "undo", with the arguments that the command takes. `who`: else $READOUT_WHO, else the user's name; `when`: UTC, else now.

        Gives the decision's identity. Raises UsageError, and keeps nothing, where it cannot be or would change nothing."""
        kept, decision = _library.Strings(), ffi.new("readout_decision *")
        given = [kept.one(str(arg)) for arg in args]
        decision.action, decision.args, decision.n_args = kept.one(action), kept.many(given), len(given)
        decision.who = kept.one(who or os.environ.get("READOUT_WHO") or getpass.getuser())
        decision.why, decision.when = kept.one(why), kept.one(when)
        id = ffi.new("char[24]")
        with self._held() as record:
            _library.call(lib.readout_record_decide, record, decision, id)
        return Id(_library.text_of(id))

    def reviews(self, *, unbound: bool = False) -> Table[Review]:
        """The decisions, the latest first; those alone whose words the record does not have."""
        return Table(Review, self._things(Review, self._view(lib.readout_record_reviews, ffi.NULL, unbound)))

    # -- for other programs -----------------------------------------------------------------------------------------------------

    def sql(self, query: str, values: Sequence[Value] = ()) -> Rows:
        """The answer to one SELECT over the record's tables and views (docs/formats/record-file.md), in which `values` stand for ?1, ?2 …. Of a packed line
        (`body`) `ro_unpack(body, NULL)` is the JSON, of a report's `ro_unpack(body, text)`.

        Raises UsageError, with SQLite's words, for all else. Do not open the file by Python's sqlite3 while this has it open for writing: two SQLites
        in one process drop each other's locks."""
        kept, given = _library.Strings(), ffi.new("readout_sql_value[]", max(len(values), 1))
        alive = [_sql.bind(given[i], value) for i, value in enumerate(values)]
        lines = self._asked(lib.readout_record_sql, kept.one(query, "query"), given, len(values)).splitlines()
        del alive
        rows = [tuple([_sql.value_of(one) for one in json.loads(line)]) for line in lines]
        return Rows(rows[0], rows[1:])

    def export(
        self,
        format: str = "jsonl",
        path: Path | None = None,
        *,
        events: Iterable[EventLike] = (),
        contents: Iterable[str] = (),
        all: bool = False,
    ) -> bytes:
        """Writes the record, or some events with what belongs to them, for other programs: "jsonl" (nothing is lost), "csv", "plover", "annotations", "ftm", "gexf", "ics"
        (docs/formats/exports.md), and "parquet", the tables of "csv" (needs pyarrow).

        Gives the bytes, or writes them to `path`, which takes its place when it is whole, and gives none. "csv" and "parquet" are of several files: `path` is their
        folder. `contents`: "findings" and "originals" go with "jsonl" of the whole record; `all`: held events, too, in "ics"."""
        if format == "parquet":
            return self._export_parquet(path, events)
        what, kept = self._export_of(format, events, contents, all)
        if format == "csv":
            if path is None:
                raise errors.UsageError('"csv" is a folder of tables: give its path, or ask for tables()')
            os.makedirs(path, exist_ok=True)
            for name, table in self._export_tables(what).items():
                with _exports.replacing(os.path.join(path, name)) as out:
                    out.write(table)
            return b""
        if path is None:
            return self._asked(lib.readout_record_export, what)
        with _exports.replacing(path) as out:
            run = Run(take=out.write)
            with self._held() as record:
                run.call(lib.readout_record_export, record, what, _library.sink, run.handle)
        del kept
        return b""

    def _export_of(self, format: str, events: Iterable[EventLike], contents: Iterable[str], all: bool) -> tuple[Any, _library.Strings]:
        what, kept = ffi.new("readout_export *"), _library.Strings()
        asked = [kept.one(self._asked_event(event)) for event in events]
        what.format = _one_of("format", format, {**_EXPORTS, "parquet": -1})
        what.events, what.n_events = kept.many(asked), len(asked)
        for word in contents:
            setattr(what, "with", getattr(what, "with") | _one_of("contents", word, _WITH))
        what.all = all
        return what, kept

    def _export_tables(self, what: Any) -> dict[str, bytes]:
        """The files of a CSV export by their names, datapackage.json last."""
        files: dict[str, list[bytes]] = {}
        names: list[str] = []

        def begin(name: str) -> None:
            names.append(name)
            files[name] = []

        run = Run(take=lambda piece: files[names[-1]].append(piece), on_file=begin)
        what.on_file = _library.on_file
        with self._held() as record:
            run.call(lib.readout_record_export, record, what, _library.sink, run.handle)
        return {name: b"".join(pieces) for name, pieces in files.items()}

    def _csv(self, events: Iterable[EventLike]) -> tuple[dict[str, bytes], dict[str, dict[str, str]]]:
        what, kept = self._export_of("csv", events, (), False)
        files = self._export_tables(what)
        del kept
        package = json.loads(files.pop("datapackage.json"))
        types = {one["path"]: {field["name"]: field["type"] for field in one["schema"]["fields"]} for one in package["resources"]}
        return files, types

    def tables(self, *, events: Iterable[EventLike] = ()) -> dict[str, pyarrow.Table]:
        """The tables of the "csv" export (docs/formats/exports.md) by their names ("events", "statements", "evidence" …), with names beside identities. Types are
        string, int64, float64 and bool; what is not known is null. Texts are whole: the mark that keeps spreadsheets from taking them for formulas is taken off.

        Raises ImportError where pyarrow is missing."""
        files, types = self._csv(events)
        return {name.removesuffix(".csv"): _exports.arrow_table(data, types[name]) for name, data in files.items()}

    def frames(self, *, events: Iterable[EventLike] = ()) -> dict[str, pandas.DataFrame]:
        """The same as data frames, without pyarrow: what is not known, and an empty text, are NaN or None; truth values and counts that are always there keep their types.

        Raises ImportError where pandas is missing."""
        files, types = self._csv(events)
        return {name.removesuffix(".csv"): _exports.data_frame(data, types[name]) for name, data in files.items()}

    def _export_parquet(self, path: Path | None, events: Iterable[EventLike]) -> bytes:
        import pyarrow.parquet

        if path is None:
            raise errors.UsageError('"parquet" is a folder of tables: give its path, or ask for tables()')
        os.makedirs(path, exist_ok=True)
        for name, table in self.tables(events=events).items():
            with _exports.replacing(os.path.join(path, name + ".parquet")) as out:
                pyarrow.parquet.write_table(table, out)
        return b""

    def backup(self, path: Path, *, replace: bool = False, plain: bool = False) -> None:
        """Copies the record to a new file, while others may use it, and checks the copy. `plain`: its lines are texts, for SQL's JSON functions in other programs."""
        kept = _library.Strings()
        how = (lib.READOUT_BACKUP_REPLACES if replace else 0) | (lib.READOUT_BACKUP_PLAIN if plain else 0)
        with self._held() as record:
            _library.call(lib.readout_record_backup, record, kept.path(path), how)

    def import_(self, *paths: Path, threads: int = 0, on_failure: Callable[[Failure], None] | None = None) -> Tally:
        """Takes exports ("jsonl"); with findings and originals the record is what was exported (docs/keeping.md)."""
        run = Run(sources=paths, threads=threads, on_failure=on_failure)
        tally = ffi.new("readout_import_tally *")
        with self._held() as record:
            run.call(lib.readout_record_import, record, run.input, tally)
        run.tally[0] = tally.reports
        return run.result()

    def check(self, *, deep: bool = False) -> list[dict[str, Any]]:
        """The faults of the file, {"fault","id","message"} each: none where it is sound. `deep`: each report is read again, too."""
        pieces: list[bytes] = []
        run, view = Run(take=pieces.append), ffi.new("readout_view *", {"format": lib.READOUT_VIEW_JSON})
        with self._held() as record:
            run.call(lib.readout_record_check, record, run.input, deep, view, _library.sink, run.handle, ffi.new("size_t *"))
        return [json.loads(line) for line in b"".join(pieces).splitlines()]


def _whether(value: bool | None) -> int:
    return int(lib.READOUT_EITHER if value is None else lib.READOUT_YES if value else lib.READOUT_NO)

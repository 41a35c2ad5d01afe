"""What is found in one report (docs/formats/record.md, "findings")."""

from __future__ import annotations

import html
import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from . import _library, _shapes
from ._shapes import Span
from .table import Table, html_table

__all__ = [
    "Actor",
    "Attribution",
    "Clause",
    "CodedEvent",
    "Dateline",
    "Doc",
    "FoundEntity",
    "Meeting",
    "Mention",
    "Office",
    "Party",
    "Span",
    "Time",
    "Token",
]


@dataclass(frozen=True)
class Dateline:
    """Place as written, date (EDTF), and where it stands; None where the report has none."""

    place: str | None
    date: str | None
    span: Span | None


@dataclass(frozen=True)
class Mention:
    """A stretch of text that names an entity. `kind`: person, country, organization, framework, initiative, instrument, place, issue;
    `name` the entity's; `entity` its index in `Doc.entities`."""

    start: int
    end: int
    kind: str
    name: str
    iso: str | None
    entity: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Office:
    """What a person holds, of which body, and where that stands."""

    title: str
    of: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True)
class FoundEntity:
    """Somebody or something that a report names. `iso`: ISO 3166-1 alpha-2; `within`: the country of a place, an index in
    `Doc.entities`."""

    kind: str
    name: str
    aliases: tuple[str, ...]
    iso: str | None
    offices: tuple[Office, ...]
    wikidata: str | None
    within: int | None


@dataclass(frozen=True)
class Party:
    """A person, and whom the person is of: indexes in `Doc.entities`."""

    person: int | None
    of: int | None


@dataclass(frozen=True)
class Meeting:
    """A meeting, call, visit, summit, conference, signing or announcement, as one report has it. `date` is EDTF; `place`, `places`
    (narrow to broad), `framework` and `requested_by` are indexes in `Doc.entities`, `occasion` one in `Doc.meetings`; `told`: the
    report carries what was said there, or announces it."""

    spans: tuple[Span, ...]
    kind: str
    status: str
    parties: tuple[Party, ...]
    date: str | None
    place: int | None
    occasion: int | None
    requested_by: int | None
    name: str | None
    told: bool
    places: tuple[int, ...]
    framework: int | None
    date_span: Span | None
    place_span: Span | None


@dataclass(frozen=True)
class Time:
    """A date, time, duration or set of them, with its TIMEX3 value."""

    start: int
    end: int
    type: str
    value: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Clause:
    """An elementary part of what was said, with one act: commitment, call, position, assessment, inform, discussion, announcement,
    expression. `stance`: support or oppose; `strength`: a rank's first word; `confidence`: probability, 0 to 1, that speaker, span and
    act are all right."""

    spans: tuple[Span, ...]
    act: str
    stance: str | None
    strength: str | None
    negated: bool
    future: bool
    hypothetical: bool
    confidence: float | None


@dataclass(frozen=True)
class Attribution:
    """Who said what: a source, a cue and a content. `speakers` and `addressees` are names, `speaker_entities` and
    `addressee_entities` the indexes of these in `Doc.entities`; `continues` an index in `Doc.attributions`, `meeting` one in
    `Doc.meetings` (None: the one that the report tells)."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    continues: int | None
    speakers: tuple[str, ...]
    addressees: tuple[str, ...]
    quoted: bool
    joint: bool
    clauses: tuple[Clause, ...]
    meeting: int | None
    speaker_entities: tuple[int | None, ...]
    addressee_entities: tuple[int | None, ...]


@dataclass(frozen=True)
class Actor:
    """Who acts in a coded event: ISO 3166-1 alpha-3 or PLOVER's code, PLOVER's sector, the report's words."""

    code: str | None
    sector: str | None
    name: str | None


@dataclass(frozen=True)
class CodedEvent:
    """An event as PLOVER codes it (docs/plover.md); `because` says what fired."""

    start: int
    end: int
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: str | None
    historical: bool
    future: bool
    hypothetical: bool
    negated: bool
    because: str | None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Token:
    """A word, as Universal Dependencies have it. `sentence` counts from 0, `number` within it from 1; `head` is the index of its head in
    `Doc.tokens`, None for a root; `name`: B-PER, I-PER, B-LOC, … or O."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str | None
    feats: str | None
    head: int | None
    deprel: str
    name: str
    sentence: int
    number: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Doc:
    """What was found in one report. Made by read(); holds nothing of the library, so that it may be kept, pickled and used in any
    thread and process.

    All spans count characters of `text` (Unicode code points, as Python strings do); byte_span() turns one into bytes of its UTF-8.
    A report in a language that is not read has text and main, and no findings.
    """

    def __init__(self, line: bytes) -> None:
        self.line = line
        """The findings as `readout read` writes them: a line of JSON, without its line end."""
        self._data: dict[str, Any] | None = None
        self._made: dict[str, Any] = {}

    def __reduce__(self) -> tuple[type[Doc], tuple[bytes]]:
        return Doc, (self.line,)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Doc) and self.line == other.line

    def __hash__(self) -> int:
        return hash(self.line)

    def __repr__(self) -> str:
        return "<Doc %r, %d characters, %d attributions>" % (self.id, len(self.text), len(self._list("attributions")))

    @property
    def data(self) -> Mapping[str, Any]:
        """The same as dicts and lists."""
        if self._data is None:
            self._data = json.loads(self.line)
        return self._data

    def _list(self, key: str) -> list[Any]:
        return self.data.get(key) or []

    def _tuple(self, key: str, cls: type[Any]) -> tuple[Any, ...]:
        if key not in self._made:
            self._made[key] = tuple([_shapes.build(cls, one) for one in self._list(key)])
        made: tuple[Any, ...] = self._made[key]
        return made

    def _spans(self, key: str) -> tuple[Span, ...]:
        return tuple([Span(start, end) for start, end in self._list(key)])

    @property
    def id(self) -> str:
        return str(self.data["id"])

    @property
    def source(self) -> str | None:
        return self.data.get("source")

    @property
    def text(self) -> str:
        """The decoded text; of a page its blocks with a blank line between two."""
        return str(self.data["text"])

    @property
    def main(self) -> tuple[Span, ...]:
        """The parts of the text that are the article itself."""
        return self._spans("main")

    @property
    def language(self) -> str | None:
        return self.data.get("language")

    @property
    def title(self) -> str | None:
        return self.data.get("title")

    @property
    def outlet(self) -> str | None:
        return self.data.get("outlet")

    @property
    def credit(self) -> str | None:
        """Whose text it says that it is."""
        return self.data.get("credit")

    @property
    def byline(self) -> str | None:
        return self.data.get("byline")

    @property
    def url(self) -> str | None:
        return self.data.get("url")

    @property
    def published(self) -> str | None:
        """EDTF."""
        return self.data.get("published")

    @property
    def modified(self) -> str | None:
        """EDTF."""
        return self.data.get("modified")

    @property
    def sha256(self) -> str:
        """Of the bytes given, 64 hex digits."""
        return str(self.data["sha256"])

    @property
    def dateline(self) -> Dateline:
        return _shapes.build(Dateline, self.data.get("dateline") or {})

    @property
    def sentences(self) -> tuple[Span, ...]:
        """Those of main, in order."""
        return self._spans("sentences")

    @property
    def names(self) -> tuple[Mention, ...]:
        """Where entities are named, in order of the text."""
        return self._tuple("mentions", Mention)

    @property
    def entities(self) -> tuple[FoundEntity, ...]:
        return self._tuple("entities", FoundEntity)

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        return self._tuple("meetings", Meeting)

    @property
    def times(self) -> tuple[Time, ...]:
        return self._tuple("times", Time)

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        return self._tuple("attributions", Attribution)

    @property
    def events(self) -> tuple[CodedEvent, ...]:
        """PLOVER's."""
        return self._tuple("events", CodedEvent)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the whole text, not of main alone, with tags, lemmas, trees and names: as `readout parse` has them. They are made
        when they are first asked for, which takes about as long as reading did."""
        if "tokens" not in self._made:
            pieces: list[bytes] = []
            run = _library.Run(take=pieces.append, items=[{"id": "", "text": self.text}], threads=1)
            _library.run_stage(_library.lib.READOUT_PARSE, run)
            if run.first is not None:
                raise run.first
            self._made["tokens"] = tuple(_tokens(b"".join(pieces).decode("utf-8")))
        made: tuple[Token, ...] = self._made["tokens"]
        return made

    def quote(self, spans: Iterable[tuple[int, int]]) -> str:
        """The words at spans, " … " between two."""
        text = self.text
        return " … ".join([text[start:end] for start, end in spans])

    def byte_span(self, span: tuple[int, int]) -> Span:
        """A span of `text` as bytes of `text.encode()`, start inclusive, end exclusive. Raises IndexError outside of the text."""
        return Span(self._byte(span[0]), self._byte(span[1]))

    def _byte(self, at: int) -> int:
        """Of every 256th character the bytes before it are kept."""
        text = self.text
        if not 0 <= at <= len(text):
            raise IndexError("character %d is outside of the text, which has %d" % (at, len(text)))
        if text.isascii():
            return at
        if "bytes" not in self._made:
            marks = [0]
            for start in range(0, len(text), 256):
                marks.append(marks[-1] + len(text[start : start + 256].encode("utf-8")))
            self._made["bytes"] = marks
        whole: int = self._made["bytes"][at // 256]
        return whole + len(text[at // 256 * 256 : at].encode("utf-8"))

    def character(self, byte: int) -> int:
        """The character of `text` that begins at a byte of `text.encode()`. Raises IndexError where none does."""
        at = bisect_left(range(len(self.text) + 1), byte, key=self._byte)
        if at > len(self.text) or self._byte(at) != byte:
            raise IndexError("no character of the text begins at byte %d" % byte)
        return at

    def statements(self) -> Table[Said]:
        """A row a clause: who says it, and what."""
        rows = []
        for number, attribution in enumerate(self.attributions):
            for clause in attribution.clauses:
                rows.append(
                    Said(
                        self.id, number, attribution.speakers, attribution.addressees, clause.act, clause.stance, clause.strength,
                        clause.negated, attribution.joint, self.quote(clause.spans), clause.spans, clause.confidence,
                    )
                )  # fmt: skip
        return Table(Said, rows)

    def _repr_html_(self) -> str:
        said = self.statements()
        head = "<p><b>%s</b> %s</p>" % (html.escape(self.title or self.id), html.escape(", ".join(filter(None, [self.outlet, self.published]))))
        return head + html_table(["speakers", "act", "content"], [[list(one.speakers), one.act, one.content] for one in said])


@dataclass(frozen=True)
class Said:
    """A clause of a report with its attribution (an index in `Doc.attributions`)."""

    report: str
    attribution: int
    speakers: tuple[str, ...]
    addressees: tuple[str, ...]
    act: str
    stance: str | None
    strength: str | None
    negated: bool
    joint: bool
    content: str
    spans: tuple[Span, ...]
    confidence: float | None


_RANGE = re.compile(r"(?:^|\|)TokenRange=(\d+):(\d+)")
_NAME = re.compile(r"(?:^|\|)NER=([^|]+)")


def _tokens(conllu: str) -> list[Token]:
    """The words of CoNLL-U: heads become indexes, multiword tokens' own lines are left out."""
    out: list[Token] = []
    sentence, first = -1, 0
    for line in conllu.split("\n"):
        if line.startswith("# sent_id"):
            sentence, first = sentence + 1, len(out)
        fields = line.split("\t")
        if len(fields) != 10 or not fields[0].isdigit():
            continue
        number, text, lemma, upos, xpos, feats, head, deprel, _, misc = fields
        place, name = _RANGE.search(misc), _NAME.search(misc)
        start, end = (int(place[1]), int(place[2])) if place else (out[-1].end, out[-1].end) if out else (0, 0)
        out.append(
            Token(
                start, end, text, lemma, upos, None if xpos == "_" else xpos, None if feats == "_" else feats,
                first + int(head) - 1 if head.isdigit() and head != "0" else None, deprel, name[1] if name else "O", sentence, int(number),
            )
        )  # fmt: skip
    return out

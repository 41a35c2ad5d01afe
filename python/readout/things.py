"""What a record holds: the lines of an export as plain objects (docs/formats/record.md). Identities are `Id`s, which know what they are called."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ._shapes import Id, Span

__all__ = [
    "Absence",
    "Change",
    "Citation",
    "CitedSource",
    "Commitment",
    "Coverage",
    "Derivation",
    "Discrepancy",
    "DiscrepancyValue",
    "Entity",
    "Event",
    "EventDate",
    "EventParty",
    "EventSide",
    "Evidence",
    "Followed",
    "Formulation",
    "Hit",
    "Id",
    "Origin",
    "Passage",
    "Report",
    "Review",
    "ReviewMember",
    "Snippet",
    "Statement",
    "Use",
]


@dataclass(frozen=True)
class Evidence:
    """Words of a report: `quote` is exactly its text at `spans`, " … " between two. Of events `field` and `value` say what it shows; of
    statements there are source and cue, and the probability, 0 to 1, that speaker, span and act are right."""

    report: Id
    spans: tuple[Span, ...]
    quote: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    confidence: float | None
    field: str | None
    value: str | None


@dataclass(frozen=True)
class Report:
    """One version of a report. `sha256` is of the bytes given, `side` the party whose account it is, `main` the article in `text`."""

    id: Id
    source: str | None
    sha256: str
    version: int
    language: str | None
    title: str | None
    outlet: str | None
    credit: str | None
    side: Id | None
    published: str | None
    modified: str | None
    text: str
    main: tuple[Span, ...]
    origins: tuple[Id, ...]
    key: str
    given_id: str | None
    url: str | None
    byline: str | None


@dataclass(frozen=True)
class Origin:
    """Reports that come from one text; `collected` is False for a text that is not in the record itself."""

    id: Id
    name: str | None
    side: Id | None
    collected: bool
    reports: tuple[Id, ...]


@dataclass(frozen=True)
class Entity:
    """A person, country, organization, framework, initiative, instrument, place or issue. `iso` is ISO 3166-1 alpha-2."""

    id: Id
    kind: str
    name: str
    aliases: tuple[str, ...]
    iso: str | None
    wikidata: str | None


@dataclass(frozen=True)
class EventDate:
    """EDTF; `precision`: day, month, year or None."""

    from_: str | None
    to: str | None
    precision: str | None


@dataclass(frozen=True)
class EventParty:
    """A person with offices and whose they are, or a country or body alone."""

    person: Id | None
    offices: tuple[str, ...]
    of: Id | None


@dataclass(frozen=True)
class EventSide:
    """A party, and the origins of its account: without any, none was collected."""

    side: Id
    origins: tuple[Id, ...]


@dataclass(frozen=True)
class Event:
    """A meeting, call, visit, summit, conference, signing, announcement or occurrence. `reports` tell it, `mentioned_in` only refer to it;
    `status`: held, planned, cancelled, unknown; `place` narrow to broad; `origins` counts. `id.name` is what it is called."""

    id: Id
    kind: str
    status: str
    name: str | None
    date: EventDate
    place: tuple[Id, ...]
    parties: tuple[EventParty, ...]
    occasion: Id | None
    requested_by: Id | None
    reports: tuple[Id, ...]
    mentioned_in: tuple[Id, ...]
    origins: int
    sides: tuple[EventSide, ...]
    verdict: str | None
    evidence: tuple[Evidence, ...] = dataclasses.field(repr=False)


@dataclass(frozen=True)
class Absence:
    """A report of the event that does not carry a statement: weaker, contradicted, not-mentioned, too-short or unsure."""

    report: Id
    kind: str
    reason: str | None


@dataclass(frozen=True)
class Statement:
    """The same thing said at one event by the same speakers, over all reports that carry it. `claimed_by`: the sides whose accounts do."""

    id: Id
    event: Id
    speakers: tuple[Id, ...]
    addressees: tuple[Id, ...]
    act: str
    stance: str | None
    strength: str | None
    negated: bool
    joint: bool
    content: str
    topics: tuple[Id, ...]
    claimed_by: tuple[Id, ...]
    origins: int
    verdict: str | None
    evidence: tuple[Evidence, ...] = dataclasses.field(repr=False)
    absence: tuple[Absence, ...] = dataclasses.field(repr=False)


@dataclass(frozen=True)
class Coverage:
    """The share of each report's main, 0 to 1, that the passages cover."""

    a: float
    b: float


@dataclass(frozen=True)
class Passage:
    """A stretch of each report that says the same."""

    a: Span
    b: Span


@dataclass(frozen=True)
class Derivation:
    """How two reports are of one text. `kind`: identical, near-copy, paraphrase, same-origin; `direction`: a-from-b, b-from-a, none, unknown."""

    id: Id
    a: Id
    b: Id
    kind: str
    direction: str
    coverage: Coverage
    because: str | None
    verdict: str | None
    passages: tuple[Passage, ...] = dataclasses.field(repr=False)


@dataclass(frozen=True)
class DiscrepancyValue:
    """What some reports say."""

    value: str
    reports: tuple[Id, ...]
    evidence: tuple[Evidence, ...] = dataclasses.field(repr=False)


@dataclass(frozen=True)
class Discrepancy:
    """Reports of one `event` that cannot all be right, or one `report` that contradicts itself. `best`: the value that most speaks for."""

    id: Id
    event: Id | None
    report: Id | None
    field: str
    values: tuple[DiscrepancyValue, ...]
    best: str | None
    because: str | None
    verdict: str | None


@dataclass(frozen=True)
class Use:
    """A formulation at one event."""

    event: Id
    speakers: tuple[Id, ...]
    strength: str | None
    evidence: tuple[Evidence, ...] = dataclasses.field(repr=False)


@dataclass(frozen=True)
class Change:
    """What became of a formulation from one event to the next: new, kept, strengthened, weakened, dropped, too-short."""

    from_: Id | None
    to: Id | None
    change: str


@dataclass(frozen=True)
class Formulation:
    """A set phrase that states a stand, a principle or a shared understanding, with its uses in order of time."""

    id: Id
    phrase: str
    variants: tuple[str, ...]
    uses: tuple[Use, ...]
    between: tuple[Change, ...]


@dataclass(frozen=True)
class Followed:
    """A later event, and what it did with a commitment: reaffirmed, strengthened, weakened, fulfilled."""

    event: Id
    how: str


@dataclass(frozen=True)
class Commitment:
    """A statement whose act is commitment, followed through later events. `status`: open, fulfilled, dropped, unknown."""

    statement: Id
    parties: tuple[Id, ...]
    action: str
    target: Id | None
    framework: Id | None
    deadline: str | None
    status: str
    followed: tuple[Followed, ...]


@dataclass(frozen=True)
class ReviewMember:
    """What a decision names: characters `start` to `end` of the text of the report whose bytes have this hash."""

    sha256: str
    start: int
    end: int
    quote: str
    part: int


@dataclass(frozen=True)
class Review:
    """What a person decided. `when`: UTC; `state`: in-force, undone, overruled, unbound."""

    id: Id
    who: str
    when: str
    why: str | None
    action: str
    kind: str | None
    target: Id | None
    field: str | None
    value: Any
    undoes: Id | None
    state: str | None
    members: tuple[ReviewMember, ...] = dataclasses.field(repr=False)


@dataclass(frozen=True)
class Snippet:
    """`text` stands at `spans` of the report, `marks` are the words that were found, in the report's text."""

    report: Id
    spans: tuple[Span, ...]
    text: str
    marks: tuple[Span, ...]


@dataclass(frozen=True)
class Hit:
    """A report, or a statement with its event, that was searched for."""

    number: int
    report: Id | None
    statement: Id | None
    event: Id | None
    date: str | None
    title: str | None
    outlet: str | None
    speakers: tuple[Id, ...]
    act: str | None
    content: str | None
    snippet: Snippet | None


@dataclass(frozen=True)
class CitedSource:
    report: Id
    text: str
    address: str | None
    sha256: str


@dataclass(frozen=True)
class Citation:
    """How a thing is cited, with its sources."""

    of: str | None
    text: str
    sources: tuple[CitedSource, ...]


KINDS: Mapping[str, type[Any]] = {
    "report": Report,
    "origin": Origin,
    "entity": Entity,
    "event": Event,
    "statement": Statement,
    "derivation": Derivation,
    "discrepancy": Discrepancy,
    "formulation": Formulation,
    "commitment": Commitment,
    "review": Review,
}

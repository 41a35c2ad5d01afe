"""Which step takes which rows (docs/spark.md): from findings to the lines of a record. `rows` runs them, on whatever holds the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

LINES = ("entities", "said", "finished", "followed")
"""The tables of lines: a key, by which they stand in the order of the export, and a line each."""


class Rows(Protocol):
    """Tables of rows, each a key, a tab and a value."""

    def step(self, step: str, takes: tuple[str, ...], gives: Mapping[str, str], keyed: bool = True) -> None:
        """Runs a step over the rows of some tables, all those of a key together in byte order; what it gives under one name makes the table of another."""

    def count(self, table: str) -> int:
        """How many rows there are."""


def _sets(rows: Rows, near: tuple[str, ...], name: str) -> str:
    """The table of the first of what is connected, of each that is: stars, until nothing moves."""
    turn = 0
    while True:
        now = f"{name}-{turn}"
        rows.step("large-stars", near, {"edge": f"{now}-edge", "moved": f"{now}-moved"})
        rows.step("small-stars", (f"{now}-edge",), {"near": f"{now}-near", "label": f"{now}-label", "moved": f"{now}-moved-too"})
        if rows.count(f"{now}-moved") == 0 and rows.count(f"{now}-moved-too") == 0:
            return f"{now}-label"
        near = (f"{now}-near",)
        turn += 1


def pairs(rows: Rows) -> None:
    """From "findings", lines of them without a key, to "near": what connects reports."""
    rows.step("identify", ("findings",), {"member": "member"}, keyed=False)
    rows.step("keys", ("member",), {"key": "key", "terms": "terms", "standing": "standing", "body": "body", "version": "version"})
    rows.step("couples", ("key",), {"couple": "couple"})
    rows.step("sift", ("terms", "couple"), {"sifted": "sifted"})
    rows.step("match", ("terms", "sifted"), {"pairing": "pairing"})
    rows.step("bring", ("standing", "pairing"), {"brought": "brought"})
    rows.step("pair", ("standing", "brought"), {"near": "near"})


def settle(rows: Rows) -> str:
    """Components, and what is told of each alone. The table of where reports are at home."""
    home = _sets(rows, ("near",), "component")
    rows.step("versions", ("version",), {"numbered": "numbered"})
    rows.step("route", (home, "body", "numbered"), {"settling": "settling"})
    gives = {"spoken": "spoken", "beside": "said-beside", "use": "said-use", "joined": "said-joined", "ask": "said-ask"}
    rows.step("component", ("settling",), gives | {"grouped": "said-grouped", "met": "told-met", "linked": "linked", "window": "window"})
    return home


def name(rows: Rows) -> None:
    """Whom words mean, entities, and by which identity names go."""
    rows.step("spoken", ("spoken",), {"beside": "spoken-beside", "use": "spoken-use", "joined": "spoken-joined", "ask": "spoken-ask"})
    rows.step("tallied", ("said-use", "spoken-use"), {"used": "used"})
    entity = _sets(rows, ("said-joined", "spoken-joined"), "entity")
    rows.step("route", (entity, "used"), {"entity": "entity"})
    rows.step("entities", ("entity",), {"line": "entities", "known": "known", "entity-line": "entity-line"})
    rows.step("named", ("known", "said-ask", "spoken-ask"), {"beside": "named-beside"})


def link(rows: Rows) -> None:
    """The events that references are to."""
    rows.step("meet", ("window",), {"met": "met"})
    rows.step("route", ("told-met", "met"), {"grouped": "met-grouped"})
    group = _sets(rows, ("linked",), "group")
    rows.step("route", (group, "said-grouped", "met-grouped"), {"linking": "linking"})
    rows.step("references", ("linking",), {"settling": "placed", "calls": "calls"})


def write(rows: Rows, home: str) -> None:
    """The lines of components and of events that are only referred to."""
    beside = ("said-beside", "spoken-beside", "named-beside")
    rows.step("route", (home, *beside), {"settling": "at-home"})
    rows.step("call", ("calls", "body", *beside), {"settling": "called"})
    rows.step("lines", ("settling", "placed", "at-home", "called"), {"line": "said", "told": "told", "event": "event"})
    rows.step("events", ("event",), {"line": "finished", "series": "series", "told": "asked", "entity-line": "asked-entity"})


def follow(rows: Rows) -> None:
    """Formulations and commitments."""
    rows.step("route", ("told", "asked"), {"series": "told-series"})
    rows.step("route", ("entity-line", "asked-entity"), {"series": "entity-series"})
    rows.step("series", ("series", "told-series", "entity-series"), {"line": "followed"})


def run(rows: Rows) -> None:
    """All of it: from "findings" to the tables of LINES."""
    pairs(rows)
    home = settle(rows)
    name(rows)
    link(rows)
    write(rows, home)
    follow(rows)

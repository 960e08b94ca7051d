"""What a country's vocabulary is made of; every row carries its names, its source and the dates it was true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from case_mgr.jurisdictions.enums import Phase, ReleaseLink, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact of the vocabulary was read; `general_knowledge` marks what nobody has checked yet."""

    code: str
    title: str
    publisher: str
    published: str
    kind: str
    url: str = ""

    @property
    def verified(self) -> bool:
        """Say whether the fact rests on something that can be read again."""
        return self.kind != "general_knowledge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row of a vocabulary; an open date means that the day is not known, not that there was none."""

    code: str
    names: Mapping[str, str] = field(hash=False)
    source: str
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""

    def valid_on(self, day: date) -> bool:
        """Say whether the row was true on that day, both ends included."""
        return not (self.valid_from and day < self.valid_from) and not (self.valid_to and day > self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Jurisdiction(Item):
    """A country whose vocabulary is shipped, and what is known to be missing from it."""

    languages: tuple[str, ...] = ()
    gaps: tuple[Mapping[str, str], ...] = field(default=(), hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facility(Item):
    """A place where people are held or must live."""

    kind: str
    region: str = ""
    regimes: tuple[str, ...] = ()
    women: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Court(Item):
    """A court that tries or reviews cases."""

    level: str
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Law(Item):
    """A code or a law under which people are prosecuted; `short` is how lawyers write it after a number."""

    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Item):
    """An article of a code under its number as lawyers write it; `successor` is its number in the next code."""

    law: str
    number: str
    successor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceKind(Item):
    """A punishment and what it takes: liberty, part of freedom, life, or neither."""

    takes: str
    additional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime(Item):
    """How strictly a sentence of deprivation of liberty is served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Item):
    """A hold on a person outside a sentence: custody, house arrest, bail, whereabouts unknown."""

    takes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRule(Item):
    """How many days of a sentence one day of an earlier measure counts for; always an estimate.

    `reaches_back` counts the days before `valid_from` too, for every term that still ran on that day.
    """

    from_measure: str
    to: tuple[str, ...]
    factor: Fraction
    exclusions: str = ""
    reaches_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitKind(Item):
    """The way in which custody ended."""

    free: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind(Item):
    """A kind of timeline event, where it is possible and to which stage it moves the case."""

    phase: Phase
    moves_to: Stage | None = None
    from_stages: frozenset[Stage] = frozenset()
    instead: Mapping[Stage, Stage] = field(default_factory=dict, hash=False)
    unlikely_from: frozenset[Stage] = frozenset()
    needs: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    link: ReleaseLink | None = None
    exit: str = ""
    reverses: bool = False
    opens_new_case: bool = False
    rank: int = 0

"""What a report may know of people, cases and what was done: no name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from case_mgr.support.types import EntryFact


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A person as far as a report may know them."""

    key: int
    public_id: str
    registered: datetime
    sex: str
    countries: tuple[str, ...]
    withheld: bool
    born: tuple[date | None, date | None] = (None, None)
    # From when to when each lawyer is recorded; None is not known.
    lawyers: tuple[tuple[date | None, date | None], ...] = ()
    # The kinds of what makes vulnerable, in words that the team may know.
    vulnerable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A case of a person."""

    key: int
    reference: str
    person: int
    jurisdiction: str
    held: bool
    opened: datetime | None = None
    # Law and article of each charge that stands.
    charges: tuple[tuple[str, str], ...] = ()


class EventFact(NamedTuple):
    """An event that holds, with the days between which it lies; a tuple, for there may be a million."""

    key: int
    case: int
    kind: str
    earliest: date | None
    latest: date | None
    batch: str | None
    recorded: datetime | None = None


@dataclass(frozen=True, slots=True)
class ExitFact:
    """How custody ended, as somebody confirmed it."""

    case: int
    kind: str
    batch: str | None


@dataclass(frozen=True, slots=True)
class TalkFact:
    """An interaction and the cases that it raised."""

    public_id: str
    earliest: date | None
    latest: date | None
    cases: tuple[int, ...]
    level: str = ""


@dataclass(frozen=True, slots=True)
class RecognitionFact:
    """That a person was recognised, with the days between which it was decided."""

    person: int
    earliest: date | None
    latest: date | None
    recorded: datetime | None = None
    # Between which days it ended; None while it stands, and a pair of None where the day is not known.
    ended: tuple[date | None, date | None] | None = None


@dataclass(frozen=True, slots=True)
class BatchFact:
    """A pardon batch: when, what sources state of its number, and who is verified to have come out with it."""

    reference: str
    earliest: date | None
    latest: date | None
    stated: tuple[int, ...] = ()
    verified: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestFact:
    """A request for help: between which days it was received, and whoever asked was told."""

    key: str
    received: tuple[date | None, date | None]
    answered: tuple[date | None, date | None] | None = None
    recorded: datetime | None = None


@dataclass(frozen=True, slots=True)
class ActFact:
    """Something that was done, by the figure that counts it; `key` finds its record."""

    figure: str
    key: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the builders count."""

    persons: Mapping[int, PersonFact]
    cases: Mapping[int, CaseFact]
    events: Mapping[int, tuple[EventFact, ...]]
    exits: Mapping[int, tuple[ExitFact, ...]]
    talks: tuple[TalkFact, ...]
    recognitions: tuple[RecognitionFact, ...] = ()
    acts: tuple[ActFact, ...] = ()
    entries: tuple[EntryFact, ...] = ()
    currency: str = ""
    batches: tuple[BatchFact, ...] = ()
    requests: tuple[RequestFact, ...] = ()
    # Of each person the last day of which anything is recorded by the end of the period.
    seen: Mapping[int, date] = field(default_factory=dict)

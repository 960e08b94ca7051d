"""What a report is made of: the period, the facts, what was counted, and how a report is listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a report stands."""

    DRAFT = "draft"
    PUBLISHED = "published"


class Placed(StrEnum):
    """Whether something that happened lies in a period."""

    IN = "in"
    OUT = "out"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a report, both included."""

    starts: date
    ends: date

    @property
    def since(self) -> datetime:
        """The first instant of the period."""
        return datetime.combine(self.starts, time.min, UTC)

    @property
    def until(self) -> datetime:
        """The first instant after it."""
        return datetime.combine(self.ends + timedelta(days=1), time.min, UTC)

    def place(self, earliest: date | None, latest: date | None) -> Placed:
        """Place something known to lie between two days: inside only if all of them are, never by a guess."""
        if (latest is not None and latest < self.starts) or (earliest is not None and earliest > self.ends):
            return Placed.OUT
        inside = earliest is not None and latest is not None and self.starts <= earliest and latest <= self.ends
        return Placed.IN if inside else Placed.UNSURE


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


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A case of a person."""

    key: int
    reference: str
    person: int
    jurisdiction: str
    held: bool


@dataclass(frozen=True, slots=True)
class EventFact:
    """An event that holds, with the days between which it lies."""

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


@dataclass(frozen=True, slots=True)
class RecognitionFact:
    """That a person was recognised, with the days between which it was decided."""

    person: int
    earliest: date | None
    latest: date | None
    recorded: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the builders count."""

    persons: Mapping[int, PersonFact]
    cases: Mapping[int, CaseFact]
    events: Mapping[int, tuple[EventFact, ...]]
    exits: Mapping[int, tuple[ExitFact, ...]]
    talks: tuple[TalkFact, ...]
    recognitions: tuple[RecognitionFact, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as lists show it."""

    reference: str
    period: Period
    grant: str
    donor: str
    state: State
    built_at: datetime
    built_by: str
    approved_at: datetime | None
    approved_by: str
    sha256: str
    own: bool
    edition: int = 1
    replaces: str = ""
    replaced_by: str = ""
    revoked_at: datetime | None = None
    revoked_reason: str = ""

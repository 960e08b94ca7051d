"""What a report is made of: the period, the facts, what was counted, and how a report is listed."""

from __future__ import annotations

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

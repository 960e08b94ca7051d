"""What the ledger of the stock gives to its pages, and how long it would take until nobody is held: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from case_mgr.core.dates import PartialDate


class TermKind(StrEnum):
    """A term of a ledger that opens a list of people."""

    OPENING = "opening"
    LEARNED = "learned"
    UNLEARNED = "unlearned"
    ENTRIES = "entries"
    EXITS = "exits"
    CLOSING = "closing"
    RELEASED = "released"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Term:
    """How many entered or left for one reason."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The stock on two days and what lies between; it adds up, or `off` says by how much it does not."""

    since: date
    until: date
    known: date
    opening: int
    learned: int
    unlearned: int
    entries: tuple[Term, ...]
    exits: tuple[Term, ...]
    closing: int

    @property
    def off(self) -> int:
        """Return 0: everything else would be a fault of the counting, and is shown as one."""
        came, went = sum(term.count for term in self.entries), sum(term.count for term in self.exits)
        return self.opening + self.learned - self.unlearned + came - went - self.closing


@dataclass(frozen=True, slots=True)
class Month:
    """A month: who entered, who left, who was held at its end."""

    first: date
    entries: int
    exits: int
    stock: int
    # Only a part of it lies between the two days that are asked about.
    whole: bool = True

    @property
    def name(self) -> PartialDate:
        """The month as a date that pages can say."""
        return PartialDate.month(self.first.year, self.first.month)


@dataclass(frozen=True, slots=True)
class StockRow:
    """Somebody in a term of the ledger."""

    public_id: str
    name: str
    case: str
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the stock shrank, in people a month, and between which days it would be empty; None is never."""

    exits: float
    entries: float
    soonest: date | None
    latest: date | None


SPANS = (3, 6, 12)


def pace(months: Sequence[Month], today: date) -> Pace | None:
    """Say by the last quarter, half year and year how fast people leave against how fast others are taken."""
    if not months or not months[-1].stock:
        return None
    stock, months = months[-1].stock, [month for month in months if month.whole]
    if not months:
        return None
    known = [span for span in SPANS if len(months) >= span] or [len(months)]
    ends = [_empty(months, span, stock, today) for span in known]
    longest = months[-max(known) :]
    found = [end for end in ends if end is not None]
    return Pace(
        sum(month.exits for month in longest) / len(longest),
        sum(month.entries for month in longest) / len(longest),
        min(found, default=None),
        max(found) if len(found) == len(ends) else None,
    )


def _empty(months: Sequence[Month], span: int, stock: int, today: date) -> date | None:
    last = months[-span:]
    shrinks = sum(month.exits - month.entries for month in last) / len(last)
    if shrinks <= 0:
        return None
    days = stock / shrinks * 30.44
    return today + timedelta(days=round(days)) if days < 365 * 200 else None

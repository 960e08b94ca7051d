"""What grants have and have spent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from case_mgr.support.threshold import USUAL


@dataclass(frozen=True, slots=True)
class Reader:
    """A donor's account that reads the published reports of a grant."""

    public_id: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of a grant's budget."""

    public_id: str
    code: str
    title: str
    amount: Decimal
    version: int = 1


@dataclass(frozen=True, slots=True)
class ClosingView:
    """That the books were closed up to a day, by whom and when."""

    until: date
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GrantView:
    """A grant as lists and pages show it."""

    public_id: str
    code: str
    donor: str
    title: str
    currency: str
    starts: date
    ends: date
    readers: tuple[Reader, ...] = ()
    lines: tuple[LineView, ...] = ()
    closed_until: date | None = None
    closings: tuple[ClosingView, ...] = ()
    version: int = 1
    threshold: int = USUAL

    @property
    def budget(self) -> Decimal | None:
        """The sum of its budget; None where nobody wrote one down."""
        return sum((line.amount for line in self.lines), Decimal(0)) if self.lines else None


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in one currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class LineTotal:
    """What a line of a budget, or a grant without one, has and has spent, in the currency of the grant."""

    code: str
    title: str
    budget: Decimal | None
    spent: Decimal
    pending: Decimal
    public_id: str = ""

    @property
    def left(self) -> Decimal | None:
        """What is left of the budget."""
        return None if self.budget is None else self.budget - self.spent

    @property
    def is_over(self) -> bool:
        """Whether more was spent than there is."""
        return self.budget is not None and self.spent > self.budget

    @property
    def will_be_over(self) -> bool:
        """Whether more would be spent than there is, if all that waits were paid."""
        return self.budget is not None and not self.is_over and self.spent + self.pending > self.budget


@dataclass(frozen=True, slots=True)
class CurrencyTotal:
    """What was spent in one currency, and what of it is part of the sum in the currency of the grant."""

    currency: str
    spent: Decimal
    pending: Decimal
    converted: Decimal
    # Spent, and in no sum of the grant: nobody has given a rate.
    without_rate: Decimal
    pending_without_rate: Decimal
    rate_from: date | None
    rate_to: date | None


@dataclass(frozen=True, slots=True)
class GrantTotals:
    """What a grant has spent, by the lines of its budget and by currency."""

    currency: str
    lines: tuple[LineTotal, ...]
    currencies: tuple[CurrencyTotal, ...]

    @property
    def whole(self) -> LineTotal:
        """All lines together."""
        budget = sum((line.budget for line in self.lines if line.budget is not None), Decimal(0))
        has_budget = any(line.budget is not None for line in self.lines)
        spent, pending = (
            sum((getattr(line, name) for line in self.lines), Decimal(0)) for name in ("spent", "pending")
        )
        return LineTotal("", "", budget if has_budget else None, spent, pending)

    @property
    def without_rate(self) -> tuple[Money, ...]:
        """What was spent and is in no sum, because nobody has given a rate."""
        return tuple(Money(one.without_rate, one.currency) for one in self.currencies if one.without_rate)

    @property
    def pending_without_rate(self) -> tuple[Money, ...]:
        """What waits and is in no sum, because nobody has given a rate."""
        return tuple(
            Money(one.pending_without_rate, one.currency) for one in self.currencies if one.pending_without_rate
        )


@dataclass(frozen=True, slots=True)
class Balance:
    """What a list adds up to in one currency; what waits is not part of it."""

    currency: str
    spent: Decimal
    pending: Decimal

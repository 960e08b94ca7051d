"""What the support room gives back to pages and to other rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from case_mgr.support.types import BOOKED, PENDING, Act, Kind, State


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

    @property
    def budget(self) -> Decimal | None:
        """The sum of its budget; None where nobody wrote one down."""
        return sum((line.amount for line in self.lines), Decimal(0)) if self.lines else None


@dataclass(frozen=True, slots=True)
class ShareView:
    """What one grant pays of an entry."""

    public_id: str
    grant: str
    grant_id: str
    line: str
    amount: Decimal
    grant_currency: str
    rate: Decimal | None
    rate_day: date | None
    rate_source: str
    converted: Decimal | None
    code: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of an entry."""

    act: Act
    at: datetime
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class Twin:
    """Another entry that uses the same receipt, and the grants that pay for it."""

    public_id: str
    reference: str
    grants: tuple[str, ...]
    other_grant: bool


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt: what it is, never what it says."""

    public_id: str
    format: str
    size: int
    sha256: str
    added_by: str
    added_at: datetime
    twins: tuple[Twin, ...]


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """The word of two people in the place of a receipt."""

    text: str
    declared_by: str
    declared_by_id: str
    signed_by: str
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Papers:
    """What proves an entry."""

    receipts: tuple[ReceiptView, ...]
    withdrawn: int
    declaration: DeclarationView | None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as lists show it: nobody's name."""

    public_id: str
    reference: str
    case: str
    kind: Kind
    state: State
    happened: date
    paid_on: date | None
    booked: date | None
    amount: Decimal
    currency: str
    recorded_by: str
    approved_by: str
    shares: tuple[ShareView, ...]
    # The hashes of its receipts, and whether two people declared that none can be kept.
    receipts: tuple[str, ...] = ()
    declared: bool = False

    @property
    def is_pending(self) -> bool:
        """Whether no money has moved yet."""
        return self.state in PENDING

    @property
    def is_booked(self) -> bool:
        """Whether it is in the books."""
        return self.state in BOOKED

    @property
    def lacks_receipt(self) -> bool:
        """Whether it was paid, and nothing proves it."""
        return self.state in (State.PAID, State.CONFIRMED) and not self.receipts and not self.declared

    @property
    def lacks_rate(self) -> bool:
        """Whether some of it is in a currency that nobody gave a rate for."""
        return any(share.converted is None for share in self.shares)


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry with its steps; who was helped is opened by itself."""

    row: EntryRow
    purpose: str
    for_person: bool
    has_beneficiary: bool
    recorded_by_id: str
    steps: tuple[StepView, ...]
    reverses: tuple[str, str] | None
    reversal: tuple[str, str] | None
    version: int


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
class Statement:
    """What a grant paid in a period: its totals, and the entries that the reader may open."""

    since: date
    until: date
    totals: GrantTotals
    rows: tuple[EntryRow, ...]
    # There are more than a page to sign holds.
    is_cut: bool
    # Some of what is in the totals is about people who are withheld from the reader.
    is_partial: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """What a list adds up to in one currency; what waits is not part of it."""

    currency: str
    spent: Decimal
    pending: Decimal

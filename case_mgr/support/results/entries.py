"""Entries of the ledger as pages show them, and what proves them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from case_mgr.support.types import BOOKED, PENDING, Act, Kind, State


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

"""What an entry of the ledger is, what somebody wants recorded of one, and what reports are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What money is spent on: help of a person, or what the work costs."""

    LEGAL = "legal"
    MEDICAL = "medical"
    PARCEL = "parcel"
    FAMILY = "family"
    RELOCATION = "relocation"
    REHABILITATION = "rehabilitation"
    PSYCHOSOCIAL = "psychosocial"
    FINES = "fines"
    ADVOCACY = "advocacy"
    SECURITY = "security"
    STAFF = "staff"
    OVERHEAD = "overhead"
    BANK = "bank"


# What is given to somebody; the rest are costs of the work.
HELP = frozenset(
    {Kind.LEGAL, Kind.MEDICAL, Kind.PARCEL, Kind.FAMILY, Kind.RELOCATION, Kind.REHABILITATION, Kind.PSYCHOSOCIAL}
    | {Kind.FINES}
)


class State(StrEnum):
    """Where an entry stands. What was paid is never unsaid: it is reversed by an entry of its own."""

    PLANNED = "planned"
    APPROVED = "approved"
    PAID = "paid"
    CONFIRMED = "confirmed"
    VOID = "void"
    REVERSED = "reversed"
    REVERSAL = "reversal"


# No money has moved yet: not part of any balance.
PENDING = frozenset({State.PLANNED, State.APPROVED})
# In the books; a reversal counts against what it reverses, so that their sum is what was spent.
BOOKED = frozenset({State.PAID, State.CONFIRMED, State.REVERSED, State.REVERSAL})


class Act(StrEnum):
    """What a step did to an entry."""

    PLANNED = "planned"
    APPROVED = "approved"
    OBJECTED = "objected"
    PAID = "paid"
    CONFIRMED = "confirmed"
    VOIDED = "voided"
    REVERSED = "reversed"
    RATED = "rated"
    DECLARED = "declared"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class RateDraft:
    """How much of the grant's currency one unit is, on which day, by whom; as typed."""

    rate: str = ""
    day: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class ShareDraft:
    """What a grant, or a line of its budget, pays of an entry: named by public id; no amount is what is left."""

    target: str
    amount: str = ""
    rate: RateDraft = RateDraft()


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """Money that somebody wants to spend."""

    kind: Kind
    happened: date | None
    amount: str
    currency: str
    shares: tuple[ShareDraft, ...]
    purpose: str = ""
    case: str = ""
    # Who is helped: the person of the case, or somebody else by name.
    for_person: bool = False
    beneficiary: str = ""
    # It belongs into a period that is closed, and is to be booked in the open one.
    late: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries somebody wants to see: by grant, case, day, state and kind."""

    grant: str = ""
    case: str = ""
    since: date | None = None
    until: date | None = None
    state: State | None = None
    kind: Kind | None = None
    # Only what was paid and nothing proves.
    unproved: bool = False
    # Only what is in the books.
    booked: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is filtered."""
        return self == Filter()


@dataclass(frozen=True, slots=True)
class EntryFact:
    """One share of money that was spent, as reports know it: no name, no purpose."""

    id: int
    case_id: int | None
    person_id: int | None
    kind: Kind
    line: str
    amount: Decimal
    currency: str
    converted: Decimal | None
    grant_currency: str
    happened: date
    code: str
    state: State
    # When it was written down as paid, or a reversal as made; only where somebody asks.
    recorded: datetime | None = None

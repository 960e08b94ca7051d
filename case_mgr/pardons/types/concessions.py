"""Reported concessions: what one side is said to have given, and what sources say of its link to a batch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from case_mgr.core.dates import PartialDate
from case_mgr.pardons.stocktaking import Term


class ReceiverKind(StrEnum):
    """Who has the benefit."""

    STATE = "state"
    AIRLINE = "airline"
    BANK = "bank"
    COMPANY = "company"
    OTHER = "other"


class Says(StrEnum):
    """What a source says of a concession and a batch."""

    REPORTED = "reported"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class ConcessionDraft:
    """A reported concession with its days and its source."""

    giver: str
    receiver: str
    measure: str
    source: str
    receiver_kind: ReceiverKind = ReceiverKind.STATE
    scope: str = ""
    promised: PartialDate | None = None
    in_force: PartialDate | None = None
    reversed: PartialDate | None = None
    archived: str = ""


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """What a source says of a concession and a batch."""

    batch: str
    says: Says
    source: str
    quotation: str = ""
    as_of: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class LinkView:
    """The same as pages show it."""

    batch: str
    title: str
    says: Says
    source: str
    quotation: str
    as_of: PartialDate | None
    author: str
    public_id: str
    # Why it was taken back, when it was.
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """A month in which something was promised or came into force: who was released in it, and who was arrested.

    Whoever left the stock otherwise stands apart, by reason.
    """

    first: date
    last: date
    released: int
    otherwise: tuple[Term, ...]
    arrested: int
    rearrested: int

    @property
    def name(self) -> PartialDate:
        """The month as a date that pages can say."""
        return PartialDate.month(self.first.year, self.first.month)


@dataclass(frozen=True, slots=True)
class ConcessionView:
    """A concession as the ledger shows it."""

    public_id: str
    giver: str
    receiver: str
    receiver_kind: ReceiverKind
    measure: str
    scope: str
    promised: PartialDate | None
    in_force: PartialDate | None
    reversed: PartialDate | None
    source: str
    archived: str
    version: int
    withdrawn: bool
    links: tuple[LinkView, ...]
    beside: tuple[Beside, ...]

    @property
    def standing(self) -> tuple[LinkView, ...]:
        """The links that were not taken back: what leaves the house has no others."""
        return tuple(link for link in self.links if link.withdrawn is None)

"""What somebody wants shared, and shares as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from case_mgr.access.shares import Compartment, Level
from case_mgr.core.text import N_

LONGEST = timedelta(days=365)
USUAL = timedelta(days=90)
SOON = timedelta(days=14)


class Answer(StrEnum):
    """What the other organisation said to an offer."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class State(StrEnum):
    """Where a share stands today; computed, so that nothing must run at midnight."""

    OFFERED = "offered"
    OPEN = "open"
    DECLINED = "declined"
    REVOKED = "revoked"
    REPLACED = "replaced"
    EXPIRED = "expired"


STATE_LABELS: dict[State, str] = {
    State.OFFERED: N_("Offered"),
    State.OPEN: N_("Open"),
    State.DECLINED: N_("Declined"),
    State.REVOKED: N_("Ended"),
    State.REPLACED: N_("Replaced"),
    State.EXPIRED: N_("Expired"),
}
STANDING = frozenset({State.OFFERED, State.OPEN})


def state_of(answer: str, ending: str | None, expires_on: date, today: date) -> State:
    """Compute where a share stands: what ended it counts before its last day, and that before the answer."""
    if answer == Answer.DECLINED:
        return State.DECLINED
    if ending is not None:
        return State(ending)
    if expires_on < today:
        return State.EXPIRED
    return State.OPEN if answer == Answer.ACCEPTED else State.OFFERED


@dataclass(frozen=True, slots=True)
class ShareDraft:
    """What is shared with whom, how far, for what, until when."""

    to: str
    level: Level
    purpose: str
    expires_on: date
    # Addresses with which the recipients sign in; nobody means the whole organisation.
    recipients: tuple[str, ...] = ()
    compartments: frozenset[Compartment] = frozenset()
    why_without_consent: str = ""


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """How far a case is shared from now on, and until when."""

    level: Level
    expires_on: date
    compartments: frozenset[Compartment] = frozenset()
    why_without_consent: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """Who of the other organisation opened a case, how often, and when last."""

    name: str
    times: int
    last: datetime


@dataclass(frozen=True, slots=True)
class ShareView:
    """A share as the page of the owner shows it."""

    public_id: str
    partner: str
    level: Level
    compartments: frozenset[Compartment]
    purpose: str
    recipients: tuple[str, ...]
    expires_on: date
    state: State
    given_by: str
    offered_at: datetime
    answered_by: str
    answered_at: datetime | None
    said: str
    ended_by: str
    ended_at: datetime | None
    reason: str
    why_without_consent: str
    version: int

    @property
    def stands(self) -> bool:
        """Whether it waits for an answer or is open."""
        return self.state in STANDING


@dataclass(frozen=True, slots=True)
class SharedRow:
    """A share in the lists of both organisations; the person is named only to whoever may open the case."""

    public_id: str
    reference: str
    jurisdiction: str
    other: str
    level: Level
    purpose: str
    expires_on: date
    state: State
    since: datetime
    person: str = ""
    opens: bool = False
    soon: bool = False
    person_state: str = ""

    @property
    def address(self) -> str:
        """The reference as addresses of the other organisation have it: references are unique in one alone."""
        return f"{self.reference}~{self.public_id}"


@dataclass(frozen=True, slots=True)
class Contents:
    """What somebody of the other organisation will see, in numbers, before it is offered."""

    events: int
    custody: int
    exits: int
    withheld: bool
    more: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Consented:
    """Whether consent covers disclosure to partners today, with the reasons in codes."""

    allowed: bool
    reasons: tuple[str, ...]

"""Closed lists of shares, their words, and where a share stands on a day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

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

"""What the verbs of the support room share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.support.models import Grant, SupportEntry, SupportStep
from case_mgr.support.money import BadAmount
from case_mgr.support.types import Act

LONGEST_TEXT = 2000
CHANGED = N_("Somebody else did something with this entry meanwhile. Nothing was written: look at it as it is now.")


class Misfilled(Refused):
    """One thing of a draft cannot be so; the field that it stands in is named."""

    def __init__(self, field: str, sentence: str, **params: object) -> None:
        super().__init__(sentence, **params)
        self.field = field


def at(field: str, error: BadAmount | Refused) -> Misfilled:
    """Say at its field why what was written there cannot be."""
    return Misfilled(field, error.sentence, **error.params)


def step(actor: Actor, row: SupportEntry, act: Act, note: str = "") -> None:
    """Add a step to an entry."""
    if len(note.strip()) > LONGEST_TEXT:
        raise Misfilled("note", N_("This is too long: write at most %(n)d characters."), n=LONGEST_TEXT)
    row.steps.append(
        SupportStep(
            organisation_id=row.organisation_id, act=str(act), note=note.strip() or None, author_id=actor.user_id
        )
    )


def tell(actor: Actor, what: Event, row: SupportEntry, **facts: Any) -> None:
    """Write down what was done to an entry: never for whom."""
    db.session.flush()
    audit.record(actor, what, row, label=row.reference, kind=row.kind, **facts)


def open_day(grants: Iterable[Grant], wanted: date) -> date:
    """Return the day on which something is booked: as wanted, or the first that is open in all of these grants."""
    day = wanted
    for grant in grants:
        if grant.closed_until is not None and day <= grant.closed_until:
            day = grant.closed_until + timedelta(days=1)
    for grant in grants:
        if day > grant.ends:
            raise Refused(
                N_(
                    "Grant %(code)s has no open day left to book this on: it is closed up to %(closed)s and ends on "
                    "%(ends)s. If the donor agrees, extend the grant first."
                ),
                code=grant.code,
                closed=grant.closed_until or "–",
                ends=grant.ends,
            )
    return day


def within(grant: Grant, day: date) -> bool:
    """Whether a day lies in the period of a grant."""
    return grant.starts <= day <= grant.ends

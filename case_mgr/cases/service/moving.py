"""Cases of a record that turned out to be another person's: they move as they are, none is joined to another."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases.models import Case
from case_mgr.detainees.moving import Mover
from case_mgr.extensions import db


def move_person(actor: Actor, mover: Mover) -> None:
    """Move the cases of a person to another one."""
    tell_moved(actor, mover.repoint(Case), mover.taking.public_id)


def tell_moved(actor: Actor, cases: Iterable[int], person: str) -> None:
    """Write down in the history of each case to whom it belongs now."""
    for case in db.session.scalars(select(Case).where(Case.id.in_(list(cases))).order_by(Case.id)).all():
        audit.record(actor, Event.CASE_MOVED, case, label=case.reference, other=person)

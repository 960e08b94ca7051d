"""The address by which a calendar application reads somebody's own days: secret, shown once, ended at any time."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, delete, update

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.queries import token_digest
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock, ids
from case_mgr.extensions import db
from case_mgr.tasks.models import CalendarLink

# How exactly the last use is remembered: applications ask every few minutes.
_TOUCH = timedelta(hours=1)


def make_link(actor: Actor) -> str:
    """Make an address for the own calendar and return its secret, once; one made before ends."""
    actor.require(Permission.TASK_READ)
    token = ids.new_token()
    db.session.execute(delete(CalendarLink).where(*_own(actor)))
    made = CalendarLink(organisation_id=actor.organisation_id, user_id=actor.user_id, token_digest=token_digest(token))
    db.session.add(made)
    audit.record(actor, Event.CALENDAR_LINK_CHANGED, change="made")
    return token


def end_link(actor: Actor) -> None:
    """End the address of the own calendar: whoever asks by it gets nothing from now on."""
    actor.require(Permission.TASK_READ)
    db.session.execute(delete(CalendarLink).where(*_own(actor)))
    audit.record(actor, Event.CALENDAR_LINK_CHANGED, change="ended")


def touch_link(actor: Actor) -> None:
    """Remember that the address was used, so that its owner can see whether somebody still asks by it."""
    late = CalendarLink.used_at.is_(None) | (CalendarLink.used_at < clock.now() - _TOUCH)
    db.session.execute(update(CalendarLink).where(*_own(actor), late).values(used_at=clock.now()))


def _own(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return CalendarLink.user_id == actor.user_id, CalendarLink.organisation_id == actor.organisation_id

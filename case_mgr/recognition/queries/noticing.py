"""Requests that whoever asked may soon decide alone: shown to whoever may open the case, so that they can object."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, not_, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.settled import is_ripe, ripe_at, settings_of
from case_mgr.accounts.types import Way
from case_mgr.cases import policy as cases
from case_mgr.cases.models import Case
from case_mgr.detainees.policy import near
from case_mgr.extensions import db
from case_mgr.recognition.models import Recognition
from case_mgr.recognition.policy import asked_by_decider, objected, visible
from case_mgr.recognition.queries.listing import with_person
from case_mgr.recognition.results import Notice
from case_mgr.recognition.types import WAITING

_MOST = 50


def list_notices(actor: Actor) -> list[Notice]:
    """List the requests to which the actor may still object, the oldest first."""
    now = settings_of(actor.organisation_id)
    if not _told(actor, now.recognition):
        return []
    rows = db.session.scalars(with_person().where(visible(actor), *_waiting()).order_by(Recognition.id).limit(_MOST))
    return [
        Notice(
            row.public_id,
            row.case.reference,
            row.standard,
            row.requester.name,
            ripe_at(row.created_at, now.recognition_since),
            is_ripe(row.created_at, now.recognition_since),
            row.requested_by_id == actor.user_id,
        )
        for row in rows
    ]


def count_withheld_notices(actor: Actor) -> int:
    """Count those about people who are withheld from the actor: a total, without a name or a reference."""
    if not _told(actor, settings_of(actor.organisation_id).recognition):
        return 0
    hidden = select(func.count(Recognition.id)).join(Recognition.case).join(Case.detainee)
    return db.session.scalar(hidden.where(cases.counted(actor), not_(near(actor)), *_waiting())) or 0


def _told(actor: Actor, way: Way) -> bool:
    return actor.guest is None and actor.may(Permission.CASE_READ) and way is Way.DELAY


def _waiting() -> tuple[ColumnElement[bool], ...]:
    return Recognition.stage.in_([str(stage) for stage in WAITING]), not_(objected()), asked_by_decider()

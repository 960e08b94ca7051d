"""Which exports an actor may see: the own ones, and those of colleagues for whoever approves them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, or_

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.exports.models import Export
from case_mgr.exports.types import State


def visible(actor: Actor) -> ColumnElement[bool]:
    """Exports of the own organisation that the actor asked for, or may decide about."""
    if not actor.may(Permission.EXPORT):
        return false()
    own = Export.user_id == actor.user_id
    theirs = or_(own, Export.state == str(State.WAITING), Export.decided_by_id == actor.user_id)
    return and_(Export.organisation_id == actor.organisation_id, theirs if decides(actor) else own)


def decides(actor: Actor) -> bool:
    """Whether somebody may be the second person of a large export."""
    return actor.may(Permission.EXPORT) and actor.may(Permission.EXPORT_APPROVE)

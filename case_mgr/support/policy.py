"""Which grants an actor may see."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, false

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.support.models import Grant, GrantReader


def visible(actor: Actor) -> ColumnElement[bool]:
    """Grants of the own organisation."""
    if not actor.may(Permission.GRANT_READ):
        return false()
    return Grant.organisation_id == actor.organisation_id


def read_by(actor: Actor) -> ColumnElement[bool]:
    """The statement's grant is one whose published reports this person was given to read."""
    return exists().where(GrantReader.grant_id == Grant.id, GrantReader.user_id == actor.user_id)

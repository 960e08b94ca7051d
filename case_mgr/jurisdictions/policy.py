"""Which own facilities and courts an actor may see."""

from __future__ import annotations

from sqlalchemy import ColumnElement, false

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.jurisdictions.models import OwnPlace


def visible(actor: Actor) -> ColumnElement[bool]:
    """Rows of the own organisation, for everybody who reads its cases."""
    if not actor.may(Permission.CASE_READ):
        return false()
    return OwnPlace.organisation_id == actor.organisation_id

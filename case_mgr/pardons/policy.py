"""Which batches an actor may see."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.pardons.models import Batch


def visible(actor: Actor) -> ColumnElement[bool]:
    """Batches of the own organisation."""
    if not actor.may(Permission.BATCH_READ):
        return false()
    return and_(Batch.organisation_id == actor.organisation_id, Batch.withdrawn_at.is_(None))

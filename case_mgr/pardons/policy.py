"""Which batches an actor may see."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import ColumnElement, and_, false

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.pardons.models import Batch

# Nobody's number: whoever it stands for is near to nobody.
_NOBODY = 0


def outward(actor: Actor) -> Actor:
    """Return the same reader near to nobody: what leaves the house finds no withheld person, whoever takes it out."""
    return replace(actor, user_id=_NOBODY)


def visible(actor: Actor) -> ColumnElement[bool]:
    """Batches of the own organisation."""
    if not actor.may(Permission.BATCH_READ):
        return false()
    return and_(Batch.organisation_id == actor.organisation_id, Batch.withdrawn_at.is_(None))

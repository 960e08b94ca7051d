"""Which saved views an actor may know of, and whose they may change."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.saved.models import SavedView
from case_mgr.saved.types import NEEDS


def visible(actor: Actor) -> ColumnElement[bool]:
    """Own views and those that colleagues share, of lists that the actor may see."""
    open_lists = [str(listing) for listing, permission in NEEDS.items() if actor.may(permission)]
    return and_(
        SavedView.organisation_id == actor.organisation_id,
        SavedView.listing.in_(open_lists),
        or_(SavedView.owner_id == actor.user_id, SavedView.shared),
    )


def may_change(actor: Actor, row: SavedView) -> bool:
    """Whoever saved a view names and shares it, and nobody else."""
    return row.owner_id == actor.user_id


def may_remove(actor: Actor, row: SavedView) -> bool:
    """A shared view may be removed by whoever leads the work too: its owner may have left."""
    return may_change(actor, row) or (row.shared and actor.may(Permission.WORK_LEAD))

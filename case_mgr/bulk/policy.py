"""Which acts on many cases an actor may know of."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, or_

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.bulk.models import BulkAct
from case_mgr.bulk.types import BEFORE_START

_BEFORE = [str(state) for state in BEFORE_START]


def visible(actor: Actor) -> ColumnElement[bool]:
    """Own acts; whoever leads the work sees those of colleagues as soon as they were started."""
    if not actor.may(Permission.CASE_WRITE):
        return false()
    own: ColumnElement[bool] = BulkAct.user_id == actor.user_id
    if actor.may(Permission.WORK_LEAD):
        own = or_(own, BulkAct.state.not_in(_BEFORE))
    return and_(BulkAct.organisation_id == actor.organisation_id, own)

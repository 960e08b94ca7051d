"""Which acts on many cases an actor may know of."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false, or_

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.bulk.models import BulkAct, BulkRow
from case_mgr.bulk.types import BEFORE_START
from case_mgr.cases import policy as cases
from case_mgr.cases.models import Case

_BEFORE = [str(state) for state in BEFORE_START]


def visible(actor: Actor) -> ColumnElement[bool]:
    """Own acts; whoever leads the work sees started ones of colleagues, as far as a case of them is open to both."""
    if not actor.may(Permission.CASE_WRITE):
        return false()
    own: ColumnElement[bool] = BulkAct.user_id == actor.user_id
    if actor.may(Permission.WORK_LEAD):
        known = exists().where(BulkRow.act_id == BulkAct.id, BulkRow.case_id == Case.id, cases.visible(actor))
        own = or_(own, and_(BulkAct.state.not_in(_BEFORE), known))
    return and_(BulkAct.organisation_id == actor.organisation_id, own)

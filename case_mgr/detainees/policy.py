"""Which people an actor may know of."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, or_

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import Sensitivity


def visible(actor: Actor) -> ColumnElement[bool]:
    """People of the own organisation; a restricted person only to whoever stands close to them."""
    if not actor.may(Permission.PERSON_READ):
        return false()
    return and_(
        Detainee.organisation_id == actor.organisation_id,
        Detainee.withdrawn_at.is_(None),
        or_(Detainee.sensitivity == Sensitivity.NORMAL, Detainee.registered_by_id == actor.user_id),
    )


def counted(actor: Actor) -> ColumnElement[bool]:
    """Everybody of the organisation, for totals without names: a withheld person counts, and only that."""
    return and_(Detainee.organisation_id == actor.organisation_id, Detainee.withdrawn_at.is_(None))

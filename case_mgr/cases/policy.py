"""Which cases an actor may know of."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.cases.models import Case
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import near_to

_Person = aliased(Detainee)


def visible(actor: Actor, case: Any = Case) -> ColumnElement[bool]:
    """Cases of the own organisation; those of a withheld person only to whoever stands close to them."""
    if not actor.may(Permission.CASE_READ):
        return false()
    return _visible(actor.organisation_id, actor.user_id, case)


@lru_cache(maxsize=512)
def _visible(organisation_id: int, user_id: int, case: Any) -> ColumnElement[bool]:
    # An alias of its own: a statement that joins the person itself must not correlate with this one.
    person = exists().where(_Person.id == case.detainee_id, near_to(user_id, _Person), _Person.withdrawn_at.is_(None))
    return and_(case.organisation_id == organisation_id, case.withdrawn_at.is_(None), person)


def counted(actor: Actor) -> ColumnElement[bool]:
    """Every case of the organisation, for totals without names."""
    return and_(Case.organisation_id == actor.organisation_id, Case.withdrawn_at.is_(None))

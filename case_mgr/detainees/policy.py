"""Which people an actor may know of."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.detainees.models import Detainee, Keeper
from case_mgr.detainees.types import Sensitivity


def visible(actor: Actor) -> ColumnElement[bool]:
    """People of the own organisation; a restricted person only to whoever stands close to them."""
    if not actor.may(Permission.PERSON_READ):
        return false()
    if actor.guest is not None:
        own = and_(Detainee.organisation_id == actor.organisation_id, Detainee.withdrawn_at.is_(None))
        return and_(own, near(actor))
    return _visible(actor.organisation_id, actor.user_id)


def near(actor: Actor, person: Any = Detainee) -> ColumnElement[bool]:
    """Whoever is not withheld; a withheld person for whoever registered them and for the teams of their cases.

    A guest stands near to the person of the shared case alone.
    """
    if actor.guest is not None:
        # The share was checked at the door, with the recipients that it names: this person, and nobody else.
        return and_(person.id == actor.guest.person_id, person.organisation_id == actor.organisation_id)
    return near_to(actor.user_id, person)


# A page asks this a dozen times, and to write a condition takes longer than to ask for one row by it.
@lru_cache(maxsize=512)
def _visible(organisation_id: int, user_id: int) -> ColumnElement[bool]:
    return and_(
        Detainee.organisation_id == organisation_id,
        Detainee.withdrawn_at.is_(None),
        near_to(user_id, Detainee),
    )


@lru_cache(maxsize=512)
def near_to(user_id: int, person: Any) -> ColumnElement[bool]:
    """Return the same for a member by number."""
    kept = exists().where(Keeper.detainee_id == person.id, Keeper.user_id == user_id)
    return or_(person.sensitivity == Sensitivity.NORMAL, person.registered_by_id == user_id, kept)


def withheld() -> ColumnElement[bool]:
    """Whoever is not open to all, as an index finds them."""
    return Detainee.sensitivity.in_([str(kind) for kind in Sensitivity if kind is not Sensitivity.NORMAL])


def counted(actor: Actor) -> ColumnElement[bool]:
    """Everybody of the organisation, for totals without names: a withheld person counts, and only that."""
    if actor.guest is not None:
        return visible(actor)
    return and_(Detainee.organisation_id == actor.organisation_id, Detainee.withdrawn_at.is_(None))

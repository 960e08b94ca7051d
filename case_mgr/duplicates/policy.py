"""Which suspected pairs an actor may know of: those of whom they may open both."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import ColumnElement, and_, exists, false
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.access.fields import Group, Level, level
from case_mgr.access.permissions import Permission
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import near_to
from case_mgr.duplicates.models import Pair

_First, _Second = aliased(Detainee), aliased(Detainee)


def visible(actor: Actor) -> ColumnElement[bool]:
    """Pairs of people both of whom the actor may open: with a withheld one it waits for their team alone."""
    if not actor.may(Permission.DUPLICATE_READ):
        return false()
    return _visible(actor.organisation_id, actor.user_id)


def sees_everything(actor: Actor) -> bool:
    """Whether no compartment of a person is closed to the actor: nobody merges what they cannot see."""
    return all(level(actor.permissions, group) is not Level.HIDDEN for group in Group)


# The page of a person asks this, and to write the condition takes longer than to ask by it.
@lru_cache(maxsize=512)
def _visible(organisation_id: int, user_id: int) -> ColumnElement[bool]:
    sides = ((_First, Pair.first_id), (_Second, Pair.second_id))
    both = (
        exists().where(person.id == column, person.withdrawn_at.is_(None), near_to(user_id, person))
        for person, column in sides
    )
    return and_(Pair.organisation_id == organisation_id, *both)

"""Which suspected pairs an actor may know of: those of whom they may open both."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.access.fields import Group, Level, level
from case_mgr.access.permissions import Permission
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import near
from case_mgr.duplicates.models import Pair


def visible(actor: Actor) -> ColumnElement[bool]:
    """Pairs of people both of whom the actor may open: with a withheld one it waits for their team alone."""
    if not actor.may(Permission.DUPLICATE_READ):
        return false()
    return and_(
        Pair.organisation_id == actor.organisation_id, _open(actor, Pair.first_id), _open(actor, Pair.second_id)
    )


def sees_everything(actor: Actor) -> bool:
    """Whether no compartment of a person is closed to the actor: nobody merges what they cannot see."""
    return all(level(actor.permissions, group) is not Level.HIDDEN for group in Group)


def _open(actor: Actor, column: Any) -> ColumnElement[bool]:
    person = aliased(Detainee)
    return exists().where(person.id == column, person.withdrawn_at.is_(None), near(actor, person))

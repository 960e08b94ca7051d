"""Which documents an actor may know of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false
from sqlalchemy.orm import aliased

from case_mgr.access import fields
from case_mgr.access.actor import Actor
from case_mgr.access.fields import Group, Level
from case_mgr.access.permissions import Permission
from case_mgr.cases import policy as cases
from case_mgr.cases.models import Case
from case_mgr.documents.models import Document
from case_mgr.documents.types import PARTS

_Case = aliased(Case)


def open_parts(actor: Actor) -> tuple[Group, ...]:
    """Return the parts of a record whose documents the actor may read."""
    return tuple(part for part in PARTS if fields.level(actor.permissions, part) is not Level.HIDDEN)


def visible(actor: Actor, document: Any = Document) -> ColumnElement[bool]:
    """Documents of cases that the actor may open, in the parts that their role reads: of others they never hear."""
    if not actor.may(Permission.DOCUMENT_READ):
        return false()
    return and_(
        document.organisation_id == actor.organisation_id,
        document.part.in_([str(part) for part in open_parts(actor)]),
        # Asked of the one case of each document: a set of all cases would be made for every page.
        exists().where(_Case.id == document.case_id, cases.visible(actor, _Case)),
    )

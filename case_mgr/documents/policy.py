"""Which documents an actor may know of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, false, select

from case_mgr.access import fields
from case_mgr.access.actor import Actor
from case_mgr.access.fields import Group, Level
from case_mgr.access.permissions import Permission
from case_mgr.cases import policy as cases
from case_mgr.cases.models import Case
from case_mgr.documents.models import Document
from case_mgr.documents.types import PARTS


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
        document.case_id.in_(select(Case.id).where(cases.visible(actor))),
    )

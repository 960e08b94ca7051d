"""Which documents an actor may know of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, true
from sqlalchemy.orm import aliased

from case_mgr.access import fields
from case_mgr.access.actor import Actor
from case_mgr.access.fields import Group, Level
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.cases import policy as cases
from case_mgr.cases.models import Case
from case_mgr.core.errors import Forbidden
from case_mgr.core.text import N_
from case_mgr.documents.models import Document
from case_mgr.documents.types import PARTS

_Case = aliased(Case)


def open_parts(actor: Actor) -> tuple[Group, ...]:
    """Return the parts of a record whose documents the actor may read."""
    return tuple(part for part in PARTS if fields.level(actor.permissions, part) is not Level.HIDDEN)


def may(actor: Actor, act: Act, author_id: int | None = None) -> bool:
    """Whether the actor may do this to documents of a case that they can open: a guest as share and own role permit."""
    if actor.guest is None:
        return actor.may(Permission.DOCUMENT_ADD)
    return actor.guest.home.may(Permission.DOCUMENT_ADD) and cases.may(actor, act, author_id)


def require(actor: Actor, act: Act, author_id: int | None = None) -> None:
    """Refuse what `may` does not permit."""
    if may(actor, act, author_id):
        return
    if actor.guest is None:
        actor.require(Permission.DOCUMENT_ADD)
    raise Forbidden(N_("The organisation that shares this case with you does not permit this."), permission=str(act))


def visible(actor: Actor, document: Any = Document) -> ColumnElement[bool]:
    """Documents of cases that the actor may open, in the parts that their role reads: of others they never hear."""
    if not actor.may(Permission.DOCUMENT_READ):
        return false()
    # What was taken back may have been added to the wrong case: it is the owner's alone.
    stands = document.withdrawn_at.is_(None) if actor.guest else true()
    return and_(
        stands,
        document.organisation_id == actor.organisation_id,
        document.part.in_([str(part) for part in open_parts(actor)]),
        # Asked of the one case of each document: a set of all cases would be made for every page.
        exists().where(_Case.id == document.case_id, cases.visible(actor, _Case)),
    )

"""Reads of parliamentary godparenthoods, and which cases have none; bounded by who asks."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, exists, func, not_, select
from sqlalchemy.orm import contains_eager, joinedload

from case_mgr.access.actor import Actor
from case_mgr.advocacy.models import Contact, Godparenthood
from case_mgr.advocacy.policy import visible, visible_godparents
from case_mgr.advocacy.types import GodparentDraft, GodparentView
from case_mgr.cases import policy as case_policy
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case
from case_mgr.cases.types import CaseRow, State
from case_mgr.core.db import earliest
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.extensions import db

_MOST = 200
# What goes on comes first, then what ended last.
_ORDER = (earliest(Godparenthood, "until").desc().nulls_first(), Godparenthood.id.desc())


def list_godparents_of_contact(actor: Actor, public_id: str) -> list[GodparentView]:
    """List for whom a member of parliament speaks or spoke."""
    return _list(_godparents(actor).where(Contact.public_id == public_id))


def list_godparents_of_case(actor: Actor, reference: str) -> list[GodparentView]:
    """List who speaks or spoke for the person of a case."""
    return _list(_godparents(actor).where(Case.reference == reference))


def get_godparent_row(actor: Actor, contact_id: str, public_id: str) -> Godparenthood:
    """Return the record behind a godparenthood, for services."""
    row = db.session.scalar(
        _godparents(actor).where(Contact.public_id == contact_id, Godparenthood.public_id == public_id)
    )
    if row is None:
        raise NotFound(N_("There is no such godparenthood."))
    return row


def get_godparent(actor: Actor, contact_id: str, public_id: str) -> GodparentView:
    """Return one godparenthood."""
    return _view(get_godparent_row(actor, contact_id, public_id))


def find_standing(contact: Contact, case_id: int) -> Godparenthood | None:
    """Find that a member of parliament speaks for the person of a case already."""
    wanted = (
        Godparenthood.contact_id == contact.id,
        Godparenthood.case_id == case_id,
        Godparenthood.withdrawn_at.is_(None),
        Godparenthood.until_edtf.is_(None),  # type: ignore[attr-defined]  # of a composite
    )
    return db.session.scalar(select(Godparenthood).where(*wanted).limit(1))


def list_unspoken(actor: Actor, request: PageRequest) -> Page[CaseRow]:
    """List cases of people in custody for whom no member of parliament speaks, the longest held first."""
    total = count_unspoken(actor)
    at = settle(request, total)
    order = (earliest(Case, "arrested").asc().nulls_last(), Case.id)
    ids = db.session.scalars(_unspoken(actor).order_by(*order).offset((at.number - 1) * at.size).limit(at.size)).all()
    return Page(cases.list_rows(actor, ids), total, at.number, at.size)


def count_unspoken(actor: Actor) -> int:
    """Count the same."""
    return db.session.scalar(select(func.count()).select_from(_unspoken(actor).subquery())) or 0


def _unspoken(actor: Actor) -> Select[int]:
    spoken: ColumnElement[bool] = exists(
        select(Godparenthood.id)
        .join(Contact, Contact.id == Godparenthood.contact_id)
        .where(
            Godparenthood.case_id == Case.id,
            Godparenthood.withdrawn_at.is_(None),
            Godparenthood.until_edtf.is_(None),  # type: ignore[attr-defined]  # of a composite
            visible(actor),
        )
        .correlate(Case)
    )
    return select(Case.id).where(case_policy.visible(actor), Case.state == str(State.IN_CUSTODY), not_(spoken))


def _godparents(actor: Actor) -> Select[Godparenthood]:
    return (
        select(Godparenthood)
        .join(Godparenthood.contact)
        .join(Godparenthood.case)
        .where(visible_godparents(actor))
        .options(
            contains_eager(Godparenthood.contact),
            contains_eager(Godparenthood.case).joinedload(Case.detainee),
            joinedload(Godparenthood.author),
        )
    )


def _list(wanted: Select[Godparenthood]) -> list[GodparentView]:
    return [_view(row) for row in db.session.scalars(wanted.order_by(*_ORDER).limit(_MOST))]


def _view(row: Godparenthood) -> GodparentView:
    return GodparentView(
        public_id=row.public_id,
        contact=row.contact.name,
        contact_id=row.contact.public_id,
        case=row.case.reference,
        person=row.case.detainee.name,
        draft=GodparentDraft(row.since, row.until, row.ended or "", row.note or ""),
        author=row.author.name if row.author else "",
        version=row.version,
    )

"""Reads of grants."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from case_mgr.access.actor import Actor
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.support.models import Grant, GrantReader
from case_mgr.support.policy import visible
from case_mgr.support.types import GrantView, Reader

_WITH_READERS = selectinload(Grant.readers).joinedload(GrantReader.user)


def get_row(actor: Actor, public_id: str) -> Grant:
    """Return the record behind a grant, for services."""
    row = db.session.scalar(select(Grant).where(visible(actor), Grant.public_id == public_id).options(_WITH_READERS))
    if row is None:
        raise NotFound(N_("There is no such grant."))
    return row


def find_by_code(actor: Actor, code: str) -> Grant | None:
    """Find a grant by its code."""
    return db.session.scalar(select(Grant).where(visible(actor), Grant.code == code.strip()))


def get_grant(actor: Actor, public_id: str) -> GrantView:
    """Return one grant with the accounts that read its reports."""
    return _view(get_row(actor, public_id))


def list_grants(actor: Actor, request: PageRequest) -> Page[GrantView]:
    """List grants, the latest first."""
    total = db.session.scalar(select(func.count()).select_from(Grant).where(visible(actor))) or 0
    at = settle(request, total)
    rows = db.session.scalars(
        select(Grant)
        .where(visible(actor))
        .options(_WITH_READERS)
        .order_by(Grant.ends.desc(), Grant.id.desc())
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    )
    return Page([_view(row) for row in rows], total, at.number, at.size)


def list_choices(actor: Actor, limit: int = 200) -> list[GrantView]:
    """List grants to choose from, by code."""
    rows = db.session.scalars(
        select(Grant).where(visible(actor)).options(_WITH_READERS).order_by(Grant.code).limit(limit)
    )
    return [_view(row) for row in rows]


def _view(row: Grant) -> GrantView:
    readers = sorted(row.readers, key=lambda reader: reader.user.name)
    return GrantView(
        public_id=row.public_id,
        code=row.code,
        donor=row.donor,
        title=row.title,
        currency=row.currency,
        starts=row.starts,
        ends=row.ends,
        readers=tuple(Reader(r.user.public_id, r.user.name, r.user.email) for r in readers),
    )

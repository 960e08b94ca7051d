"""Reads of grants."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import selectinload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.support.models import Grant, GrantClosing, GrantLine, GrantReader
from case_mgr.support.policy import chargeable, visible
from case_mgr.support.queries.totals import read_totals
from case_mgr.support.results import ClosingView, GrantTotals, GrantView, LineView, Reader

_MOST = 200
_NONE = N_("There is no such grant.")
_WITH_READERS = (
    selectinload(Grant.readers).joinedload(GrantReader.user),
    selectinload(Grant.lines),
    selectinload(Grant.closings).joinedload(GrantClosing.closed_by),
)


def get_row(actor: Actor, public_id: str) -> Grant:
    """Return the record behind a grant, for services."""
    row = find_row(visible(actor), Grant.public_id == public_id)
    if row is None:
        raise NotFound(_NONE)
    return row


def find_row(*conditions: ColumnElement[bool]) -> Grant | None:
    """Find a grant by what its policy and its caller ask."""
    return db.session.scalar(select(Grant).where(*conditions).options(*_WITH_READERS))


def find_by_code(actor: Actor, code: str) -> Grant | None:
    """Find a grant by its code."""
    return db.session.scalar(select(Grant).where(visible(actor), Grant.code == code.strip()))


def list_targets(actor: Actor, public_ids: Iterable[str], *, lock: bool) -> dict[str, tuple[Grant, GrantLine | None]]:
    """Return the grants, and lines of grants, that an entry can be charged to, by public id.

    When they are locked, whoever closes a period, books or corrects waits here for whoever came first.
    """
    wanted = sorted(set(public_ids))[:_MOST]
    of_lines = select(GrantLine.grant_id).where(GrantLine.public_id.in_(wanted))
    asked = (or_(Grant.public_id.in_(wanted), Grant.id.in_(of_lines)), chargeable(actor))
    rows = select(Grant).where(*asked).order_by(Grant.id).limit(_MOST).options(*_WITH_READERS)
    found = list_locked(*asked) if lock else list(db.session.scalars(rows))
    out: dict[str, tuple[Grant, GrantLine | None]] = {grant.public_id: (grant, None) for grant in found}
    out |= {line.public_id: (grant, line) for grant in found for line in grant.lines}
    return {public_id: target for public_id, target in out.items() if public_id in wanted}


def list_locked(*conditions: ColumnElement[bool]) -> list[Grant]:
    """Return grants as they are now, in one order for everybody who locks them."""
    rows = select(Grant).where(*conditions).order_by(Grant.id).limit(_MOST).with_for_update(of=Grant)
    return list(db.session.scalars(rows.options(*_WITH_READERS), execution_options={"populate_existing": True}))


def list_chargeable(actor: Actor) -> list[GrantView]:
    """List the grants that entries can be charged to, by code."""
    rows = select(Grant).where(chargeable(actor)).options(*_WITH_READERS).order_by(Grant.code).limit(_MOST)
    return [_view(row) for row in db.session.scalars(rows)]


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
        .options(*_WITH_READERS)
        .order_by(Grant.ends.desc(), Grant.id.desc())
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    )
    return Page([_view(row) for row in rows], total, at.number, at.size)


def get_totals(
    actor: Actor, public_id: str, since: date | None = None, until: date | None = None
) -> tuple[GrantView, GrantTotals]:
    """Return a grant that entries are charged to, and what it has spent; within a period, what was booked there."""
    if not actor.may(Permission.SUPPORT_READ):
        raise NotFound(_NONE)
    row = find_row(chargeable(actor), Grant.public_id == public_id)
    if row is None:
        raise NotFound(_NONE)
    return _view(row), read_totals(actor, row, since, until)


def list_choices(actor: Actor, limit: int = 200) -> list[GrantView]:
    """List grants to choose from, by code."""
    rows = db.session.scalars(
        select(Grant).where(visible(actor)).options(*_WITH_READERS).order_by(Grant.code).limit(limit)
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
        lines=tuple(LineView(one.public_id, one.code, one.title, one.amount, one.version) for one in row.lines),
        closed_until=row.closed_until,
        closings=tuple(ClosingView(one.until, one.closed_by.name, one.created_at) for one in row.closings),
        version=row.version,
        threshold=row.threshold,
    )

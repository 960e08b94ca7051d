"""Reads of exports, bounded by who asks."""

from __future__ import annotations

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.core import clock
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.exports import registry
from case_mgr.exports.models import Export
from case_mgr.exports.policy import decides, visible
from case_mgr.exports.types import ExportView, Form, State
from case_mgr.extensions import db


def get_row(actor: Actor, public_id: str, *, lock: bool = False) -> Export:
    """Return the record behind an export, for services."""
    found = select(Export).where(visible(actor), Export.public_id == public_id)
    row = db.session.scalar(found.with_for_update() if lock else found)
    if row is None:
        raise NotFound(N_("There is no such export."))
    return row


def get_export(actor: Actor, public_id: str) -> ExportView:
    """Return an export as its page shows it."""
    return view(actor, get_row(actor, public_id))


def list_exports(actor: Actor, request: PageRequest) -> Page[ExportView]:
    """List exports: what waits for the reader first, then the latest."""
    total = db.session.scalar(select(func.count()).select_from(Export).where(visible(actor))) or 0
    at = settle(request, total)
    first = case((Export.state == str(State.WAITING), 0), else_=1)
    found = _select().where(visible(actor)).order_by(first, Export.id.desc())
    rows = db.session.scalars(found.offset((at.number - 1) * at.size).limit(at.size))
    return Page([view(actor, row) for row in rows], total, at.number, at.size)


def count_waiting(actor: Actor) -> int:
    """Count what waits for the reader's answer."""
    if not decides(actor):
        return 0
    waits = (visible(actor), Export.state == str(State.WAITING), Export.user_id != actor.user_id)
    return db.session.scalar(select(func.count()).select_from(Export).where(*waits)) or 0


def list_due() -> list[int]:
    """List the exports of the installation whose time is over, by number."""
    over = Export.state.in_([str(State.READY), str(State.WAITING)])
    found = select(Export.id).where(over, Export.expires_at <= clock.now()).order_by(Export.id)
    return list(db.session.scalars(found.limit(200)))


def view(actor: Actor, row: Export) -> ExportView:
    """Return a record as its pages show it."""
    own = row.user_id == actor.user_id
    return ExportView(
        public_id=row.public_id,
        reference=row.reference,
        kind=row.kind,
        form=Form(row.form),
        state=_state(row),
        rows=row.rows,
        left=row.left if own else registry.screen().to_others(row.left),
        purpose=row.purpose,
        why=row.why or "",
        told=row.told or {},
        asked_by=row.user.name,
        asked_at=row.created_at,
        own=own,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        reason=row.reason or "",
        fault=row.fault,
        job=row.job or "",
        size=row.file.size if row.file else 0,
        expires_at=row.expires_at,
        fetched=row.fetched,
        fetched_at=row.fetched_at,
    )


def _state(row: Export) -> State:
    """Say the state of now, also while nobody has cleared away yet what is over."""
    over = row.expires_at is not None and row.expires_at <= clock.now()
    ends = {State.READY: State.EXPIRED, State.WAITING: State.LAPSED}
    state = State(row.state)
    return ends.get(state, state) if over else state


def _select() -> Select[Export]:
    return select(Export).options(joinedload(Export.user), joinedload(Export.decided_by), joinedload(Export.file))

"""Reads of acts on many cases; a row is shown to whoever may open its case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from case_mgr.access.actor import Actor
from case_mgr.bulk.models import BulkAct, BulkRow
from case_mgr.bulk.policy import visible
from case_mgr.bulk.types import (
    BEFORE_START,
    CAP,
    UNDO_FOR,
    UNDOABLE,
    ActKind,
    ActState,
    ActView,
    Outcome,
    RowView,
    Told,
    Undo,
)
from case_mgr.cases import policy as cases
from case_mgr.cases.models import Case
from case_mgr.cases.queries import conditions_of
from case_mgr.cases.types import CaseFilter
from case_mgr.core import clock
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.extensions import db

_BEFORE = [str(state) for state in BEFORE_START]


def get_row(actor: Actor, public_id: str) -> BulkAct:
    """Return the record behind an act, for services."""
    row = db.session.scalar(
        select(BulkAct).where(visible(actor), BulkAct.public_id == public_id).options(joinedload(BulkAct.user))
    )
    if row is None:
        raise NotFound(N_("There is no such act."))
    return row


def get_act(actor: Actor, public_id: str) -> ActView:
    """Return an act as its pages show it."""
    row = get_row(actor, public_id)
    return _view(actor, row, _count(actor, [row.id])[row.id])


def list_acts(actor: Actor, request: PageRequest) -> Page[ActView]:
    """List the acts that were started, the latest first."""
    wanted = (visible(actor), BulkAct.state.not_in(_BEFORE))
    total = db.session.scalar(select(func.count(BulkAct.id)).where(*wanted)) or 0
    at = settle(request, total)
    rows = db.session.scalars(
        select(BulkAct)
        .where(*wanted)
        .options(joinedload(BulkAct.user))
        .order_by(BulkAct.id.desc())
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    ).all()
    counts = _count(actor, [row.id for row in rows])
    return Page([_view(actor, row, counts[row.id]) for row in rows], total, at.number, at.size)


def list_matching(actor: Actor, wanted: CaseFilter) -> list[int]:
    """Return the keys of the cases that a filter finds, one more than an act may take at most."""
    found = select(Case.id).join(Case.detainee).where(cases.visible(actor), *conditions_of(actor, wanted))
    return list(db.session.scalars(found.order_by(Case.reference).limit(CAP + 1)))


def list_rows(act: BulkAct) -> list[BulkRow]:
    """Return all rows of an act with their cases, for the check: whoever looks is asked row by row."""
    return list(db.session.scalars(_rows(act).limit(CAP)))


def list_seen(actor: Actor, act: BulkAct) -> list[BulkRow]:
    """Return those rows whose cases the actor may open."""
    return list(db.session.scalars(_rows(act).where(cases.visible(actor)).limit(CAP)))


def list_pending(act: BulkAct, limit: int) -> list[BulkRow]:
    """Return the next rows of which nothing became yet."""
    return list(db.session.scalars(_rows(act).where(BulkRow.outcome.is_(None)).limit(limit)))


def list_standing(act: BulkAct, limit: int) -> list[BulkRow]:
    """Return the next rows that were done and not taken back yet."""
    done = (BulkRow.outcome == str(Outcome.DONE), BulkRow.undo.is_(None))
    return list(db.session.scalars(_rows(act).where(*done).limit(limit)))


def count_outcomes(act: BulkAct) -> Counter[str]:
    """Count what became of all rows, for the log."""
    return _grouped(select(BulkRow.outcome, func.count(BulkRow.id)).where(BulkRow.act_id == act.id), BulkRow.outcome)


def count_undone(act: BulkAct) -> Counter[str]:
    """Count what became of taking all rows back, for the log."""
    return _grouped(select(BulkRow.undo, func.count(BulkRow.id)).where(BulkRow.act_id == act.id), BulkRow.undo)


def count_seen(actor: Actor, public_id: str) -> tuple[Counter[str], Counter[str]]:
    """Count what became of the rows that the actor may see, and of taking them back."""
    act = get_row(actor, public_id)
    seen = (BulkRow.act_id == act.id, cases.visible(actor))
    found = [
        _grouped(select(column, func.count(BulkRow.id)).join(BulkRow.case).where(*seen), column)
        for column in (BulkRow.outcome, BulkRow.undo)
    ]
    return found[0], found[1]


def list_outcome(actor: Actor, public_id: str, which: Outcome | Undo, request: PageRequest) -> Page[RowView]:
    """List the rows that one figure of the result counts."""
    act = get_row(actor, public_id)
    column = BulkRow.outcome if isinstance(which, Outcome) else BulkRow.undo
    wanted: tuple[ColumnElement[bool], ...] = (BulkRow.act_id == act.id, column == str(which), cases.visible(actor))
    total = db.session.scalar(select(func.count(BulkRow.id)).join(BulkRow.case).where(*wanted)) or 0
    at = settle(request, total)
    rows = db.session.scalars(
        _rows(act).where(cases.visible(actor), column == str(which)).offset((at.number - 1) * at.size).limit(at.size)
    )
    return Page([_row(row) for row in rows], total, at.number, at.size)


def count_hidden(actor: Actor, public_id: str) -> int:
    """Count the rows of an own act whose cases the actor may no longer open."""
    act = get_row(actor, public_id)
    if act.user_id != actor.user_id:
        return 0
    total = db.session.scalar(select(func.count(BulkRow.id)).where(BulkRow.act_id == act.id)) or 0
    return total - _count(actor, [act.id])[act.id]


def _rows(act: BulkAct) -> Select[BulkRow]:
    return (
        select(BulkRow)
        .join(BulkRow.case)
        .join(Case.detainee)
        .where(BulkRow.act_id == act.id)
        .options(
            contains_eager(BulkRow.case).options(contains_eager(Case.detainee), joinedload(Case.owner)),
        )
        .order_by(BulkRow.row)
    )


def _grouped(statement: Any, column: Any) -> Counter[str]:
    return Counter({str(name): number for name, number in db.session.execute(statement.group_by(column)) if name})


def _count(actor: Actor, acts: Sequence[int]) -> Counter[int]:
    counted = select(BulkRow.act_id, func.count(BulkRow.id)).join(BulkRow.case)
    rows = db.session.execute(counted.where(BulkRow.act_id.in_(acts), cases.visible(actor)).group_by(BulkRow.act_id))
    return Counter({row[0]: row[1] for row in rows})


def _view(actor: Actor, row: BulkAct, rows: int) -> ActView:
    until = row.finished_at + UNDO_FOR if row.finished_at else None
    open_still = row.state in UNDOABLE and until is not None and clock.now() < until
    return ActView(
        public_id=row.public_id,
        reference=row.reference,
        kind=ActKind(row.kind),
        state=ActState(row.state),
        by=row.user.name,
        mine=row.user_id == actor.user_id,
        rows=rows,
        matching=row.matching,
        params=row.params or {},
        job=row.job,
        made_at=row.created_at,
        finished_at=row.finished_at,
        undone_at=row.undone_at,
        undoable_until=until if open_still else None,
    )


def _row(row: BulkRow) -> RowView:
    return RowView(
        reference=row.case.reference,
        person=row.case.detainee.name,
        person_id=row.case.detainee.public_id,
        before=(row.before or {}).get("name", ""),
        outcome=Outcome(row.outcome) if row.outcome else None,
        told=Told(**row.told) if row.told else Told(),
        undo=Undo(row.undo) if row.undo else None,
        undo_told=Told(**row.undo_told) if row.undo_told else Told(),
    )

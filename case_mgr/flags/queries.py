"""Reads of flags, bounded by who asks."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, exists, false, select
from sqlalchemy.orm import contains_eager, joinedload

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case
from case_mgr.core.blocks import blocks
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.flags.models import CaseFlag
from case_mgr.flags.policy import visible
from case_mgr.flags.types import ANY, FlagKind, FlagView

_BLOCK = 400
_MOST = 200


def get_row(actor: Actor, reference: str, public_id: str) -> CaseFlag:
    """Return the record behind a flag, for services."""
    row = db.session.scalar(_of_case(actor, reference).where(CaseFlag.public_id == public_id))
    if row is None:
        raise NotFound(N_("There is no such flag."))
    return row


def get_flag(actor: Actor, reference: str, public_id: str) -> FlagView:
    """Return one flag of a case."""
    return _view(get_row(actor, reference, public_id))


def list_of_case(actor: Actor, reference: str) -> list[FlagView]:
    """List the flags of a case: the open ones, the latest first, then the lowered ones."""
    rows = db.session.scalars(
        _of_case(actor, reference).order_by(CaseFlag.lowered_at.is_not(None), CaseFlag.id.desc()).limit(_MOST)
    )
    return [_view(row) for row in rows]


def list_open_rows(case: Case) -> list[CaseFlag]:
    """Return the open flags of a case that a service has locked."""
    found = select(CaseFlag).where(CaseFlag.case_id == case.id, CaseFlag.lowered_at.is_(None))
    return list(db.session.scalars(found.order_by(CaseFlag.id).limit(_MOST)))


def list_open_of(case_ids: Iterable[int]) -> dict[int, list[CaseFlag]]:
    """Return the open flags of several cases by their keys, for a service that was given the cases."""
    wanted, found = sorted(set(case_ids)), dict[int, list[CaseFlag]]()
    for block in blocks(wanted, _BLOCK):
        rows = select(CaseFlag).where(CaseFlag.case_id.in_(block), CaseFlag.lowered_at.is_(None)).order_by(CaseFlag.id)
        for row in db.session.scalars(rows):
            found.setdefault(row.case_id, []).append(row)
    return found


def list_kinds(actor: Actor, references: Iterable[str]) -> dict[str, tuple[FlagKind, ...]]:
    """Return the kinds of open flags by reference of the case, the most urgent first, for tags of lists."""
    wanted, found = sorted(set(references)), dict[str, set[str]]()
    for block in blocks(wanted, _BLOCK):
        rows = db.session.execute(
            select(Case.reference, CaseFlag.kind)
            .join(CaseFlag, CaseFlag.case_id == Case.id)
            .where(visible(actor), CaseFlag.lowered_at.is_(None), Case.reference.in_(block))
            .distinct()
        )
        for reference, kind in rows:
            found.setdefault(reference, set()).add(kind)
    return {reference: tuple(kind for kind in FlagKind if kind in kinds) for reference, kinds in found.items()}


def flagged(kind: str) -> ColumnElement[bool]:
    """Return the condition that a case has an open flag of this kind, or of any; the list asks who may see the case."""
    open_here = exists().where(CaseFlag.case_id == Case.id, CaseFlag.lowered_at.is_(None))
    if kind == ANY:
        return open_here
    return open_here.where(CaseFlag.kind == kind) if kind in set(FlagKind) else false()


def _of_case(actor: Actor, reference: str) -> Select[CaseFlag]:
    return (
        select(CaseFlag)
        .join(CaseFlag.case)
        .where(visible(actor), Case.reference == reference)
        .options(contains_eager(CaseFlag.case), joinedload(CaseFlag.raiser), joinedload(CaseFlag.lowerer))
    )


def _view(row: CaseFlag) -> FlagView:
    return FlagView(
        public_id=row.public_id,
        kind=FlagKind(row.kind),
        reason=row.reason or "",
        raised_by=row.raiser.name,
        raised_at=row.created_at,
        lowered_by=row.lowerer.name if row.lowerer else "",
        lowered_at=row.lowered_at,
        outcome=row.outcome or "",
        version=row.version,
    )

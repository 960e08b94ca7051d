"""Reads of the queue: pairs both of whose people the reader may open, with reasons computed as they are now."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, case, func, select, tuple_
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.cases import queries as cases
from case_mgr.cases.types import CaseRow
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees.models import Detainee
from case_mgr.duplicates.models import Pair
from case_mgr.duplicates.policy import visible
from case_mgr.duplicates.types import WAITING, Answer, PairRow, Side
from case_mgr.extensions import db
from case_mgr.names.score import score

# What somebody called the same waits for whoever merges; what nobody is sure of comes last.
_TURN = case({str(Answer.SAME): 0, str(Answer.OPEN): 1}, value=Pair.answer, else_=2)
_SHOWN: dict[str, tuple[Answer, ...]] = {
    "waiting": WAITING,
    "same": (Answer.SAME,),
    "unsure": (Answer.UNSURE,),
    "different": (Answer.DIFFERENT,),
}


def list_pairs(actor: Actor, show: str, request: PageRequest) -> Page[PairRow]:
    """List suspected pairs, those most alike first."""
    conditions = _conditions(actor, show)
    total = db.session.scalar(select(func.count(Pair.id)).where(*conditions)) or 0
    at = settle(request, total)
    rows = db.session.scalars(
        _whole().where(*conditions).order_by(*_order()).offset((at.number - 1) * at.size).limit(at.size)
    ).all()
    return Page(_shown(actor, rows), total, at.number, at.size)


def count_waiting(actor: Actor) -> int:
    """Count the pairs about which the actor may say something."""
    return db.session.scalar(select(func.count(Pair.id)).where(*_conditions(actor, "waiting"))) or 0


def get_pair(actor: Actor, public_id: str) -> PairRow:
    """Return one pair with both people side by side."""
    row = db.session.scalar(_whole().where(visible(actor), Pair.public_id == public_id))
    if row is None:
        raise NotFound(N_("There is no such pair."))
    return _shown(actor, [row])[0]


def get_row(actor: Actor, public_id: str) -> Pair:
    """Return the record behind a pair, for services."""
    row = db.session.scalar(select(Pair).where(visible(actor), Pair.public_id == public_id))
    if row is None:
        raise NotFound(N_("There is no such pair."))
    return row


def next_to(actor: Actor, public_id: str) -> tuple[str, str]:
    """Return the pairs before and after one in the queue, empty at its ends."""
    row = get_row(actor, public_id)
    place = select(_TURN, -Pair.score, Pair.id).where(Pair.id == row.id)
    here = tuple_(*db.session.execute(place).one())
    order = tuple_(_TURN, -Pair.score, Pair.id)
    waiting = _conditions(actor, "waiting")
    ahead = select(Pair.public_id).where(*waiting, order > here).order_by(*_order())
    back = select(Pair.public_id).where(*waiting, order < here).order_by(*(one.desc() for one in _parts()))
    return db.session.scalar(back.limit(1)) or "", db.session.scalar(ahead.limit(1)) or ""


def _parts() -> tuple[ColumnElement[int], ...]:
    return _TURN, -Pair.score, Pair.id.expression


def _order() -> tuple[ColumnElement[int], ...]:
    return tuple(part.asc() for part in _parts())


def _conditions(actor: Actor, show: str) -> tuple[ColumnElement[bool], ...]:
    return visible(actor), Pair.answer.in_([str(one) for one in _SHOWN.get(show, WAITING)])


def _whole() -> Select[Pair]:
    both = (Pair.first, Pair.second)
    return select(Pair).options(
        joinedload(Pair.answered_by),
        *(joinedload(side).selectinload(Detainee.names) for side in both),
        *(joinedload(side).selectinload(Detainee.nationalities) for side in both),
    )


def _shown(actor: Actor, rows: Iterable[Pair]) -> list[PairRow]:
    pairs = list(rows)
    everybody = {person.public_id for row in pairs for person in (row.first, row.second)}
    known = cases.list_of_people(actor, sorted(everybody))
    return [_row(row, known) for row in pairs]


def _row(row: Pair, known: dict[str, list[CaseRow]]) -> PairRow:
    found = score(people.evidence_of(row.first), people.evidence_of(row.second))
    return PairRow(
        public_id=row.public_id,
        first=_side(row.first, known),
        second=_side(row.second, known),
        score=round(found.value * 100),
        reasons_for=found.reasons_for,
        reasons_against=found.reasons_against,
        answer=Answer(row.answer),
        answered_by=row.answered_by.name if row.answered_by else "",
        reason=row.reason or "",
        changed_at=row.changed_at,
        by_hand=row.by_hand,
        version=row.version,
    )


def _side(row: Detainee, known: dict[str, list[CaseRow]]) -> Side:
    return Side(
        public_id=row.public_id,
        reference=row.reference,
        name=row.name,
        names=tuple(dict.fromkeys(name.full for name in row.names if name.full != row.name)),
        sex=row.sex,
        born=row.born,
        died=row.died,
        countries=tuple(dict.fromkeys(nationality.country for nationality in row.nationalities)),
        occupation=row.occupation,
        cases=tuple((one.reference, one.arrested, one.place) for one in known.get(row.public_id, ())),
    )

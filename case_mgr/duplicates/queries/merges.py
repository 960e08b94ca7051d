"""Reads of merges: what became part of a person, and which merge must be taken back first."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, case, false, or_, select
from sqlalchemy.orm import aliased, joinedload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound
from case_mgr.core.statements import kept
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import near
from case_mgr.duplicates.models import Merge, Pair
from case_mgr.duplicates.policy import visible
from case_mgr.duplicates.types import WAITING, Notice
from case_mgr.extensions import db

_FEW = 5
_Asked = aliased(Detainee)


def get_merge_row(actor: Actor, public_id: str) -> Merge:
    """Return the record behind a merge into a person whom the actor may open."""
    mine = (Merge.organisation_id == actor.organisation_id, Merge.public_id == public_id)
    row = db.session.scalar(_whole().where(*mine)) if actor.may(Permission.DUPLICATE_READ) else None
    if row is None or not _may_open(actor, row):
        raise NotFound(N_("There is no such merge."))
    return row


def _may_open(actor: Actor, row: Merge) -> bool:
    """Whether everybody whom a merge tells of is open to the actor, or lives on in a record that is."""
    told = [row.survivor.public_id] + ([row.absorbed.public_id] if row.undone_at else [])
    return people.list_readable(actor, told) == set(told)


def find_last_standing(merge: Merge) -> Merge | None:
    """Find the latest merge that stands and that one merge must wait for; None when it is the next to be undone."""
    there = merge.survivor_id
    return db.session.scalar(
        select(Merge)
        .where(
            Merge.id > merge.id,
            Merge.undone_at.is_(None),
            or_(Merge.survivor_id == there, Merge.absorbed_id == there),
        )
        .options(joinedload(Merge.absorbed), joinedload(Merge.survivor))
        .order_by(Merge.id.desc())
        .limit(1)
    )


def list_merges_of(actor: Actor, public_id: str) -> list[Merge]:
    """List the merges that stand into a person, the latest first."""
    number = people.get_id(actor, public_id)
    return list(db.session.scalars(_whole().where(*_stands(actor, number)).order_by(Merge.id.desc())))


def _stands(actor: Actor, person_id: int | ScalarSelect[int]) -> list[ColumnElement[bool]]:
    """Merges into a person, over several steps too, that nobody took back."""
    if not actor.may(Permission.DUPLICATE_READ):
        return [false()]
    return [Merge.survivor_id.in_(people.with_absorbed(person_id)), Merge.undone_at.is_(None)]


def notice_of(actor: Actor, public_id: str) -> Notice:
    """Return what the page of a person says of duplicates: pairs of whom the reader may open both, and merges."""
    asked = {"person": public_id}
    pairs, merges = db.session.execute(_pairs(actor), asked), db.session.execute(_merges(actor), asked)
    return Notice(pairs=tuple((row, ref) for row, ref in pairs), merges=tuple((row, ref) for row, ref in merges))


def _person(actor: Actor) -> ScalarSelect[int]:
    """Return the number of a person by public id, inside of a statement about them."""
    named = select(_Asked.id).where(_Asked.public_id == bindparam("person"), near(actor, _Asked))
    return named.where(_Asked.organisation_id == actor.organisation_id).scalar_subquery()


@kept
def _pairs(actor: Actor) -> Select[*tuple[Any, ...]]:
    number = _person(actor)
    other = case((Pair.first_id == number, Pair.second_id), else_=Pair.first_id)
    return (
        select(Pair.public_id, Detainee.reference)
        .join(Detainee, Detainee.id == other)
        .where(
            visible(actor),
            Pair.answer.in_([str(one) for one in WAITING]),
            or_(Pair.first_id == number, Pair.second_id == number),
        )
        .order_by(Pair.score.desc(), Pair.id)
        .limit(_FEW)
    )


@kept
def _merges(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(Merge.public_id, Detainee.reference)
        .join(Detainee, Merge.absorbed_id == Detainee.id)
        .where(*_stands(actor, _person(actor)))
        .order_by(Merge.id.desc())
    )


def _whole() -> Select[Merge]:
    return select(Merge).options(
        joinedload(Merge.survivor), joinedload(Merge.absorbed), joinedload(Merge.author), joinedload(Merge.undone_by)
    )

"""Reads of merges: what became part of a person, and which merge must be taken back first."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, Select, bindparam, case, false, or_, select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound
from case_mgr.core.statements import kept
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees.models import Detainee
from case_mgr.duplicates.models import Merge, Pair
from case_mgr.duplicates.policy import visible
from case_mgr.duplicates.types import WAITING, Notice
from case_mgr.extensions import db

_FEW = 5


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


def _stands(actor: Actor, person_id: int | BindParameter[int]) -> list[ColumnElement[bool]]:
    """Merges into a person, over several steps too, that nobody took back."""
    if not actor.may(Permission.DUPLICATE_READ):
        return [false()]
    return [Merge.survivor_id.in_(people.with_absorbed(person_id)), Merge.undone_at.is_(None)]


def notice_of(actor: Actor, public_id: str) -> Notice:
    """Return what the page of a person says of duplicates: pairs of whom the reader may open both, and merges."""
    asked = {"person": people.get_id(actor, public_id)}
    pairs, merges = db.session.execute(_pairs(actor), asked), db.session.execute(_merges(actor), asked)
    return Notice(pairs=tuple((row, ref) for row, ref in pairs), merges=tuple((row, ref) for row, ref in merges))


@kept
def _pairs(actor: Actor) -> Select[*tuple[Any, ...]]:
    number = bindparam("person", type_=Integer)
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
        .where(*_stands(actor, bindparam("person", type_=Integer)))
        .order_by(Merge.id.desc())
    )


def _whole() -> Select[Merge]:
    return select(Merge).options(
        joinedload(Merge.survivor), joinedload(Merge.absorbed), joinedload(Merge.author), joinedload(Merge.undone_by)
    )

"""Reads of merges: what became part of a person, and which merge must be taken back first."""

from __future__ import annotations

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound
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
    return _merges_into(actor, people.get_row(actor, public_id))


def _merges_into(actor: Actor, person: Detainee) -> list[Merge]:
    if not actor.may(Permission.DUPLICATE_READ):
        return []
    gone = people.list_absorbed_by(person)
    into = Merge.survivor_id.in_([person.id, *(row.id for row in gone)])
    return list(db.session.scalars(_whole().where(into, Merge.undone_at.is_(None)).order_by(Merge.id.desc())))


def notice_of(actor: Actor, public_id: str) -> Notice:
    """Return what the page of a person says of duplicates: pairs of whom the reader may open both, and merges."""
    person = people.get_row(actor, public_id)
    pairs = db.session.scalars(
        select(Pair)
        .where(
            visible(actor),
            Pair.answer.in_([str(one) for one in WAITING]),
            or_(Pair.first_id == person.id, Pair.second_id == person.id),
        )
        .options(joinedload(Pair.first), joinedload(Pair.second))
        .order_by(Pair.score.desc(), Pair.id)
        .limit(_FEW)
    )
    told = [(row.public_id, row.second if row.first_id == person.id else row.first) for row in pairs]
    return Notice(
        pairs=tuple((pair, other.reference) for pair, other in told),
        merges=tuple((row.public_id, row.absorbed.reference) for row in _merges_into(actor, person)),
    )


def _whole() -> Select[Merge]:
    return select(Merge).options(
        joinedload(Merge.survivor), joinedload(Merge.absorbed), joinedload(Merge.author), joinedload(Merge.undone_by)
    )

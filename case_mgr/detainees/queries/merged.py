"""Records that became part of another: where they lead, and what an evidence of anybody is for the machine."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Integer, ScalarSelect, Select, literal, select
from sqlalchemy.orm import aliased, selectinload

from case_mgr.access.actor import Actor
from case_mgr.core.blocks import blocks
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import visible
from case_mgr.detainees.queries.people import evidence_of, get_row
from case_mgr.extensions import db
from case_mgr.names.types import Evidence

_BLOCK = 400
# A record leads to another, that one to a third: nobody merges more often than this.
_LONGEST_WAY = 50
_Gone = aliased(Detainee)


def find_survivor(actor: Actor, public_id: str) -> Detainee | None:
    """Find the person into whose record another one was merged, when the actor may open them."""
    return _follow(actor, Detainee.public_id == public_id)


def find_survivor_of(actor: Actor, reference: str) -> Detainee | None:
    """Find by the reference of a record that was merged the person whom it belongs to now."""
    return _follow(actor, Detainee.reference == reference)


def _follow(actor: Actor, wanted: object) -> Detainee | None:
    gone = db.session.scalar(
        select(Detainee).where(
            Detainee.organisation_id == actor.organisation_id,
            Detainee.merged_into_id.is_not(None),
            wanted,  # type: ignore[arg-type]  # a condition of one of the two callers above
        )
    )
    for _ in range(_LONGEST_WAY):
        if gone is None:
            return None
        there = db.session.scalar(select(Detainee).where(visible(actor), Detainee.id == gone.merged_into_id))
        if there is not None:
            return there
        gone = db.session.scalar(
            select(Detainee).where(Detainee.id == gone.merged_into_id, Detainee.merged_into_id.is_not(None))
        )
    return None


def standing(actor: Actor, public_id: str) -> str:
    """Return the public id that a record has now: its own, or that of the person whom it was merged into."""
    there = find_survivor(actor, public_id)
    return there.public_id if there else public_id


def list_absorbed(actor: Actor, public_id: str) -> list[Detainee]:
    """List the records that became part of a person, over several merges too, the earliest registered first."""
    return list_absorbed_by(get_row(actor, public_id))


def list_absorbed_by(person: Detainee) -> list[Detainee]:
    """List the same of a person whom the actor has opened already."""
    gone = select(Detainee).where(Detainee.id.in_(with_absorbed(person.id)), Detainee.id != person.id)
    return list(db.session.scalars(gone.order_by(Detainee.id)))


def with_absorbed(person_id: int | ScalarSelect[int]) -> Select[int]:
    """Return the numbers of a record and of all that became part of it, for a condition of a statement."""
    own = literal(person_id, Integer) if isinstance(person_id, int) else person_id
    whole = select(own.label("id")).cte(recursive=True)
    whole = whole.union(select(_Gone.id).join(whole, _Gone.merged_into_id == whole.c.id))
    return select(whole.c.id)


def list_merged(actor: Actor, public_ids: Iterable[str]) -> set[str]:
    """Return those of the records that were merged into another, or into which another was."""
    wanted, found = sorted(set(public_ids)), set[str]()
    other = aliased(Detainee)
    for start in range(0, len(wanted), _BLOCK):
        block = (
            Detainee.organisation_id == actor.organisation_id,
            Detainee.public_id.in_(wanted[start : start + _BLOCK]),
        )
        away = select(Detainee.public_id).where(*block, Detainee.merged_into_id.is_not(None))
        into = select(Detainee.public_id).where(*block).join(other, other.merged_into_id == Detainee.id)
        found |= set(db.session.scalars(away.union(into)))
    return found


def list_readable(actor: Actor, public_ids: Iterable[str]) -> set[str]:
    """Return those of the records that the actor may open, or whose survivor they may open."""
    wanted, found = sorted(set(public_ids)), set[str]()
    for start in range(0, len(wanted), _BLOCK):
        block = Detainee.public_id.in_(wanted[start : start + _BLOCK])
        found |= set(db.session.scalars(select(Detainee.public_id).where(visible(actor), block)))
        gone = db.session.scalars(
            select(Detainee.public_id).where(
                Detainee.organisation_id == actor.organisation_id, Detainee.merged_into_id.is_not(None), block
            )
        )
        found |= {one for one in gone.all() if find_survivor(actor, one) is not None}
    return found


def list_evidence(organisation_id: int, ids: Iterable[int]) -> dict[int, Evidence]:
    """Return what is known of anybody of an organisation, withheld or not: for a machine that tells nobody."""
    wanted, found = sorted(set(ids)), dict[int, Evidence]()
    for block in blocks(wanted, _BLOCK):
        rows = db.session.scalars(
            select(Detainee)
            .where(
                Detainee.organisation_id == organisation_id,
                Detainee.withdrawn_at.is_(None),
                Detainee.id.in_(block),
            )
            .options(selectinload(Detainee.names), selectinload(Detainee.nationalities))
        )
        found |= {row.id: evidence_of(row) for row in rows}
    return found


def get_absorbed_row(actor: Actor, public_id: str) -> Detainee:
    """Return a record that was merged into a person whom the actor may open."""
    row = db.session.scalar(
        select(Detainee).where(Detainee.organisation_id == actor.organisation_id, Detainee.public_id == public_id)
    )
    if row is None or find_survivor(actor, public_id) is None:
        raise NotFound(N_("There is no such person."))
    return row

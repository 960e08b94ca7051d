"""Reads of how people stand to one another: only people whom the reader may open are there at all."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from case_mgr.access.actor import Actor
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee, Relation
from case_mgr.detainees.policy import visible
from case_mgr.detainees.queries.people import get_row
from case_mgr.detainees.types import RelationView, Tie, inverse
from case_mgr.extensions import db

_MOST = 500


def list_relations(actor: Actor, public_id: str) -> list[RelationView]:
    """List the people to whom a person stands in some relation, in the words of this person's page."""
    row = get_row(actor, public_id)
    found = [*_side(actor, row, Relation.first_id, Relation.second_id, turn=False)]
    found += _side(actor, row, Relation.second_id, Relation.first_id, turn=True)
    order = list(Tie)
    return sorted(found, key=lambda view: (order.index(view.tie), view.reference))


def get_relation(actor: Actor, public_id: str, relation_id: str) -> Relation:
    """Return a relation of a person when both are open to the actor."""
    if all(view.public_id != relation_id for view in list_relations(actor, public_id)):
        raise NotFound(N_("There is no such relation."))
    return db.session.scalars(select(Relation).where(Relation.public_id == relation_id)).one()


def _side(
    actor: Actor, row: Detainee, own: InstrumentedAttribute[int], other: InstrumentedAttribute[int], *, turn: bool
) -> list[RelationView]:
    rows = db.session.execute(
        select(Relation, Detainee)
        .join(Detainee, Detainee.id == other)
        .where(own == row.id, visible(actor))
        .order_by(Relation.id)
        .limit(_MOST)
    )
    return [_view(relation, person, turn=turn) for relation, person in rows]


def _view(relation: Relation, person: Detainee, *, turn: bool) -> RelationView:
    tie = inverse(Tie(relation.kind)) if turn else Tie(relation.kind)
    return RelationView(
        public_id=relation.public_id,
        tie=tie,
        person_id=person.public_id,
        reference=person.reference,
        name=person.name,
        since=relation.since,
        until=relation.until,
        source=relation.source,
    )

"""Reads of decisions: what was answered, by whom, with which score."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.extensions import db
from case_mgr.pardons.models import Batch, DecidedCandidate, Decision, Place
from case_mgr.pardons.queries.batches import get_row
from case_mgr.pardons.queries.mentions import find_people, mentions_of
from case_mgr.pardons.results import DecisionView, MentionView, PersonBrief
from case_mgr.pardons.types import Answer


def list_decisions(
    actor: Actor, batch: Batch, *, place: Place | None = None, limit: int = 8
) -> tuple[DecisionView, ...]:
    """List decisions of a batch or of one place, the latest first."""
    wanted = [Place.batch_id == batch.id]
    if place is not None:
        wanted.append(Place.id == place.id)
    rows = db.session.scalars(
        select(Decision)
        .join(Decision.place)
        .where(*wanted)
        .options(
            joinedload(Decision.author),
            joinedload(Decision.undone_by),
            joinedload(Decision.same_as),
            joinedload(Decision.place),
            selectinload(Decision.candidates),
        )
        .order_by(Decision.id.desc())
        .limit(limit)
    ).all()
    chosen = {row.id: one for row in rows for one in row.candidates if one.chosen}
    people = find_people(actor, (one.person_id for one in chosen.values()))
    printed = mentions_of([row.place_id for row in rows])
    return tuple(_decision(row, chosen.get(row.id), people, printed.get(row.place_id, ())) for row in rows)


def list_recent(actor: Actor, reference: str) -> tuple[DecisionView, ...]:
    """List the latest decisions about a batch, undone ones too."""
    return list_decisions(actor, get_row(actor, reference))


def _decision(
    row: Decision, chosen: DecidedCandidate | None, people: dict[int, PersonBrief], mentions: tuple[MentionView, ...]
) -> DecisionView:
    person = people.get(chosen.person_id) if chosen else None
    covered = chosen is not None and person is None
    return DecisionView(
        public_id=row.public_id,
        number=row.place.number,
        printed=mentions[0].printed if mentions else "",
        answer=Answer.NONE if covered else Answer(row.answer),
        person=person,
        score=chosen.score if chosen and person else None,
        same_as=row.same_as.number if row.same_as else None,
        comment="" if covered else row.comment,
        author=row.author.name if row.author else "",
        at=row.created_at,
        undone_at=row.undone_at,
        undone_by=row.undone_by.name if row.undone_by else "",
    )

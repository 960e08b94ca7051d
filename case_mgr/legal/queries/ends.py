"""Which sentences may have ended, asked by people and by the rule that opens tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.cases import policy as cases
from case_mgr.cases.models import Case
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import ENDED
from case_mgr.legal.ends import ending_of, in_order
from case_mgr.legal.models import Sentence
from case_mgr.legal.types.acts import EstimatedEnd

_BLOCK = 400


def list_estimated_ends(actor: Actor | None, until: date, *, organisation_id: int | None = None) -> list[EstimatedEnd]:
    """List open cases whose sentence may have ended by a day, soonest first.

    Nobody as the actor is the rule that opens “verify release” tasks: it names no person, and whoever may open the
    case sees the task. An estimate changes no status.
    """
    found = []
    for sentence in _sentences(actor, organisation_id):
        case, ending = sentence.case, ending_of(sentence.case, sentence)
        if ending.found and ending.found.earliest <= until:
            stated = in_order(sentence.versions)[-1].stated_end
            bounds = (ending.found.earliest, ending.found.latest)
            found.append(EstimatedEnd(case.id, case.reference, case.organisation_id, case.owner_id, *bounds, stated))
    return sorted(found, key=lambda end: (end.earliest, end.reference))


def _sentences(actor: Actor | None, organisation_id: int | None) -> Iterator[Sentence]:
    wanted = (
        select(Sentence)
        .join(Sentence.case)
        .where(Sentence.withdrawn_at.is_(None), Case.stage.not_in([str(stage) for stage in ENDED]))
        .options(selectinload(Sentence.versions), joinedload(Sentence.case).selectinload(Case.custody))
        .order_by(Sentence.id)
        .limit(_BLOCK)
    )
    wanted = wanted.where(cases.visible(actor)) if actor else wanted.where(Case.withdrawn_at.is_(None))
    if organisation_id is not None:
        wanted = wanted.where(Case.organisation_id == organisation_id)
    last = 0
    while block := db.session.scalars(wanted.where(Sentence.id > last)).all():
        yield from (sentence for sentence in block if in_order(sentence.versions))
        last = block[-1].id

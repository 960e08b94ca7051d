"""The sheet of a release day: figures, and the names of those alone whose publication is allowed."""

from __future__ import annotations

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.detainees import queries as people
from case_mgr.detainees.types import Purpose
from case_mgr.extensions import db
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.models import Place
from case_mgr.pardons.policy import outward
from case_mgr.pardons.queries import facts
from case_mgr.pardons.queries.batches import get_row, list_claims
from case_mgr.pardons.results import Sheet, SheetName

_MOST = 2000


def get_sheet(actor: Actor, reference: str) -> Sheet:
    """Return whose confirmed release may be told by name, how many more are confirmed, and the figures."""
    batch = get_row(actor, reference)
    actor = outward(actor)
    known = facts.conditions(actor)
    confirmed = and_(facts.live(batch), known[Fact.CONFIRMED])
    rows = db.session.scalars(
        select(Place)
        .where(confirmed, known[Fact.MATCHED])
        .options(joinedload(Place.person))
        .order_by(Place.number)
        .limit(_MOST)
    ).all()
    matched = [(row, row.person) for row in rows if row.person is not None]
    allowed = people.may_disclose(actor, [person.public_id for _, person in matched], Purpose.PUBLISH)
    named = [
        SheetName(person.name, row.link or "", row.happened)
        for row, person in matched
        if (decision := allowed.get(person.public_id)) is not None and decision.allowed
    ]
    figures = facts.get_figures(actor, batch, tuple(list_claims(batch)))
    ours = facts.count_ours_not_listed(actor, batch)
    return Sheet(tuple(named), figures.of(Fact.CONFIRMED) - len(named), figures, ours)

"""Reads of signs of life: of one case from what was loaded, of many cases in a few statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.cases import signs
from case_mgr.cases.models import Case, CaseMember, Correspondence, SignRound, TimelineEvent
from case_mgr.cases.policy import visible, visible_items
from case_mgr.cases.queries.reading import conditions_of
from case_mgr.cases.showing import letter_view, row_of
from case_mgr.cases.types import CaseFilter, CaseRow, State
from case_mgr.cases.types.correspondence import Kind
from case_mgr.cases.types.signs import Outcome, RoundView, Sign
from case_mgr.cases.versions import Told, counting, happenings
from case_mgr.core.blocks import blocks
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db

_BLOCK = 400
_MOST = 200
_GONE = tuple(str(state) for state in (State.FREE, State.DEAD, State.ABSENT))


def list_last_signs(actor: Actor, references: Iterable[str]) -> dict[str, Sign]:
    """Return the last sign of life in each of these cases, as far as the actor may see what tells of it."""
    lasts = ((reference, signs.last(told)) for reference, told in list_signs(actor, references).items())
    return {reference: sign for reference, sign in lasts if sign is not None}


def list_signs(actor: Actor, references: Iterable[str]) -> dict[str, list[Sign]]:
    """List every sign of life in each of these cases that the actor may see."""
    found: dict[str, list[Sign]] = {}
    wanted = sorted(set(references))
    for block in blocks(wanted, _BLOCK):
        for reference, sign in _of_block(actor, block):
            found.setdefault(reference, []).append(sign)
    return found


def list_records(actor: Actor, references: Iterable[str]) -> dict[str, Case]:
    """Return those of the cases that the actor may open, with their people and owners, for services."""
    wanted, found = sorted(set(references)), dict[str, Case]()
    for block in blocks(wanted, _BLOCK):
        rows = db.session.scalars(
            select(Case)
            .join(Case.detainee)
            .where(visible(actor), Case.reference.in_(block))
            .options(contains_eager(Case.detainee), joinedload(Case.owner))
            .order_by(Case.reference)
        )
        found |= {row.reference: row for row in rows}
    return found


def list_mine_inside(actor: Actor, words: str = "") -> list[CaseRow]:
    """List the cases that the actor owns or works on and whose person is not known to be out, by reference."""
    member = exists().where(CaseMember.case_id == Case.id, CaseMember.user_id == actor.user_id)
    rows = db.session.scalars(
        select(Case)
        .join(Case.detainee)
        .where(visible(actor), or_(Case.owner_id == actor.user_id, member), Case.state.not_in(_GONE))
        .where(*conditions_of(actor, CaseFilter(words=words, only_open=True)))
        .options(contains_eager(Case.detainee), joinedload(Case.owner))
        .order_by(Case.reference)
        .limit(_MOST)
    )
    return [row_of(row) for row in rows]


def get_round(actor: Actor, public_id: str) -> RoundView:
    """Return what became of each row of an act, for whoever did it."""
    row = db.session.scalar(
        select(SignRound).where(
            SignRound.organisation_id == actor.organisation_id,
            SignRound.author_id == actor.user_id,
            SignRound.public_id == public_id,
        )
    )
    if row is None:
        raise NotFound(N_("There is no such list of signs of life."))
    results = tuple((typed, Outcome(outcome)) for typed, outcome in row.results or ())
    return RoundView(row.public_id, Kind(row.kind), row.happened, row.source, row.created_at, results)


def _of_block(actor: Actor, references: Sequence[str]) -> Iterable[tuple[str, Sign]]:
    rows = db.session.execute(
        select(
            TimelineEvent.id,
            Case.reference,
            TimelineEvent.public_id,
            TimelineEvent.kind,
            TimelineEvent.happened,
            TimelineEvent.corrects_id,
            TimelineEvent.version_of_id,
            TimelineEvent.withdrawn_at,
            TimelineEvent.taken_as_true,
        )
        .join(TimelineEvent.case)
        .where(visible_items(actor, TimelineEvent), Case.reference.in_(references))
        .order_by(TimelineEvent.id)
    ).all()
    by_key = {row.id: row for row in rows}
    told = (Told(row[0], row[5], row[6], row[7] is not None, row[8]) for row in rows)
    for versions in happenings(told):
        version = counting(versions)
        row = by_key[version.latest] if version else None
        if row is not None and row.kind == signs.SIGN_OF_LIFE:
            yield row.reference, signs.of_event(row.happened, row.public_id)
    letters = db.session.scalars(
        select(Correspondence)
        .join(Correspondence.case)
        .where(visible_items(actor, Correspondence), Case.reference.in_(references))
        .where(Correspondence.withdrawn_at.is_(None))
        .options(
            contains_eager(Correspondence.case),
            joinedload(Correspondence.handler),
            joinedload(Correspondence.deputy),
            selectinload(Correspondence.steps),
        )
        .order_by(Correspondence.id)
    )
    for letter in letters:
        sign = signs.of_letter(letter_view(letter))
        if sign is not None:
            yield letter.case.reference, sign

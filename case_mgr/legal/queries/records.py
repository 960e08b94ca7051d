"""Reads of charges, hearings, sentences and the rest of one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case, TimelineEvent
from case_mgr.cases.policy import visible_items
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.legal import showing
from case_mgr.legal.models import (
    Charge,
    ChargeStatus,
    DetentionAct,
    Hearing,
    InCase,
    Listing,
    OfficialAct,
    Remedy,
    Sentence,
    SentenceVersion,
)
from case_mgr.legal.policy import visible, visible_acts
from case_mgr.legal.types.acts import LegalView
from case_mgr.legal.types.kinds import What
from case_mgr.legal.types.results import SentenceView

MODELS: Mapping[What, type[InCase]] = {
    What.CHARGE: Charge,
    What.HEARING: Hearing,
    What.SENTENCE: Sentence,
    What.DETENTION: DetentionAct,
    What.REMEDY: Remedy,
    What.LISTING: Listing,
}
# More than this in one case is a mistake of an import, and no page would show it.
_MOST = 500
RowT = TypeVar("RowT", bound=InCase)


def get_legal(actor: Actor, reference: str) -> LegalView:
    """Return everything about the law in a case."""
    case = cases.get_row(actor, reference)
    parts = _parts(actor, case)
    sentences = _rows(actor, case, Sentence)
    return LegalView(
        charges=showing.charges(_rows(actor, case, Charge), parts),
        hearings=tuple(showing.hearing(row, parts) for row in _rows(actor, case, Hearing)),
        sentences=tuple(showing.sentence(case, row, parts) for row in sentences),
        detentions=tuple(showing.detention(row, parts) for row in _rows(actor, case, DetentionAct)),
        remedies=tuple(showing.remedy(row, parts) for row in _rows(actor, case, Remedy)),
        listings=tuple(showing.listing(row) for row in _rows(actor, case, Listing)),
    )


def find_endings(actor: Actor, reference: str) -> tuple[SentenceView, ...]:
    """Return the sentences of a case with their estimates, for the overview of the case; none when there are none."""
    if not db.session.scalar(
        select(Sentence.id)
        .join(Sentence.case)
        .where(visible(actor, Sentence), Case.reference == reference)
        .order_by(Sentence.id)
        .limit(1)
    ):
        return ()
    case = cases.get_row(actor, reference)
    return tuple(showing.sentence(case, row, {}) for row in _rows(actor, case, Sentence))


def get_row(actor: Actor, case: Case, record: type[RowT], public_id: str) -> RowT:
    """Return one record of a case, for services."""
    row = db.session.scalar(
        select(record).where(visible(actor, record), record.case_id == case.id, record.public_id == public_id)
    )
    if row is None:
        raise NotFound(N_("There is no such record."))
    return row


def get_version(actor: Actor, case: Case, public_id: str) -> SentenceVersion:
    """Return one version of a sentence of a case, for services."""
    row = db.session.scalar(
        select(SentenceVersion)
        .join(SentenceVersion.sentence)
        .where(visible(actor, Sentence), Sentence.case_id == case.id, SentenceVersion.withdrawn_at.is_(None))
        .where(SentenceVersion.public_id == public_id)
    )
    if row is None:
        raise NotFound(N_("There is no such record."))
    return row


def list_told(actor: Actor, reference: str) -> frozenset[str]:
    """List the events of a timeline of which a record tells already, by their public ids."""
    case = cases.get_row(actor, reference)
    inside = select(TimelineEvent.public_id).join(TimelineEvent.case).where(visible_items(actor, TimelineEvent))
    found = inside.where(TimelineEvent.case_id == case.id).order_by(TimelineEvent.id)
    told = [
        select(record.event_id).where(record.withdrawn_at.is_(None), record.event_id.is_not(None))
        for record in (ChargeStatus, Hearing, SentenceVersion, DetentionAct, Listing)
    ]
    return frozenset(db.session.scalars(found.where(or_(*(TimelineEvent.id.in_(one) for one in told)))))


def _rows(actor: Actor, case: Case, record: type[RowT]) -> Sequence[RowT]:
    wanted = select(record).where(visible(actor, record), record.case_id == case.id).order_by(record.id).limit(_MOST)
    if record is Charge:
        wanted = wanted.options(selectinload(Charge.statuses))
    if record is Hearing:
        wanted = wanted.options(selectinload(Hearing.postponements))
    if record is Sentence:
        wanted = wanted.options(selectinload(Sentence.versions))
    return db.session.scalars(wanted).all()


def _parts(actor: Actor, case: Case) -> showing.Parts:
    acts = db.session.scalars(
        select(OfficialAct)
        .where(visible_acts(actor), OfficialAct.case_id == case.id)
        .options(joinedload(OfficialAct.official))
        .order_by(OfficialAct.id)
        .limit(_MOST)
    )
    return showing.parts_of(acts)


def name_of_record(actor: Actor, reference: str, what: What, public_id: str) -> str:
    """Return what a page calls a record, as its source writes it; one that is not there is not found."""
    case = cases.get_row(actor, reference)
    if what is What.SENTENCE:
        return get_version(actor, case, public_id).punishment
    row = get_row(actor, case, MODELS[what], public_id)
    return row.raw if isinstance(row, Charge) else ""

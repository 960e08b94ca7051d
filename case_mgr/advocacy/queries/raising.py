"""What was done for some cases, or with one contact: submissions, lists and talks, for whoever reads a chain."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, CompoundSelect, Select, exists, func, or_, select, union
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.advocacy.kinds import ListState, SubmissionState
from case_mgr.advocacy.models import (
    Contact,
    Godparenthood,
    Interaction,
    InteractionCase,
    Submission,
    SubmissionCase,
    SubmittedList,
    SubmittedName,
)
from case_mgr.advocacy.policy import visible_interactions, visible_lists, visible_submissions
from case_mgr.advocacy.queries.courses import addressed
from case_mgr.advocacy.queries.interactions import page_of
from case_mgr.advocacy.queries.submissions import page_of_submissions
from case_mgr.advocacy.types import HandedList, InteractionView, SubmissionRow
from case_mgr.cases import policy as case_policy
from case_mgr.cases.models import Case
from case_mgr.core.blocks import among
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db

MOST = 100
_ALL = PageRequest(1, MOST)
_SENT = Submission.state == str(SubmissionState.SENT)
_HANDED = SubmittedList.state == str(ListState.HANDED)


@dataclass(frozen=True, slots=True)
class Raising:
    """What was done: talks, submissions that were sent, lists that were handed over: the latest, and of how many."""

    talks: tuple[InteractionView, ...]
    submissions: tuple[SubmissionRow, ...]
    lists: tuple[HandedList, ...]
    talked: int = 0
    submitted: int = 0
    listed: int = 0


def raised_with(actor: Actor, contact: str) -> Raising:
    """Return what was done with one contact."""
    return _raising(
        actor,
        Interaction.contact.has(public_id=contact),
        addressed(contact),
        SubmittedList.contact.has(public_id=contact),
    )


def cases_raised_with(actor: Actor, contact: str) -> CompoundSelect[int]:
    """Select by number every case that was raised with a contact, also in what no page shows any more."""
    talked = (
        select(InteractionCase.case_id)
        .join(Interaction, Interaction.id == InteractionCase.interaction_id)
        .join(Contact, Contact.id == Interaction.contact_id)
        .where(visible_interactions(actor), Contact.public_id == contact)
    )
    named = (
        select(SubmissionCase.case_id)
        .join(Submission, Submission.id == SubmissionCase.submission_id)
        .where(visible_submissions(actor), _SENT, addressed(contact))
    )
    listed = (
        select(SubmittedName.case_id)
        .join(SubmittedList, SubmittedList.id == SubmittedName.list_id)
        .where(visible_lists(actor), _HANDED, SubmittedList.contact.has(public_id=contact))
    )
    return union(talked, named, listed)


def raised_for(actor: Actor, cases: Select[int], batch: str) -> Raising:
    """Return what was done for some cases, which a statement selects by number, or said about a batch."""
    talked = select(InteractionCase.interaction_id).where(InteractionCase.case_id.in_(cases))
    named = select(SubmissionCase.submission_id).where(SubmissionCase.case_id.in_(cases))
    listed = select(SubmittedName.list_id).where(SubmittedName.case_id.in_(cases))
    return _raising(
        actor,
        or_(Interaction.batch == batch, Interaction.id.in_(talked)),
        Submission.id.in_(named),
        SubmittedList.id.in_(listed),
    )


def _raising(
    actor: Actor, talks: ColumnElement[bool], submissions: ColumnElement[bool], lists: ColumnElement[bool]
) -> Raising:
    said = page_of(actor, (talks,), _ALL, (Interaction.id.desc(),))
    sent = page_of_submissions(actor, (submissions, _SENT), _ALL)
    handed = select(SubmittedList).where(visible_lists(actor), _HANDED, lists)
    listed = db.session.scalar(select(func.count()).select_from(handed.subquery())) or 0
    return Raising(tuple(said.items), tuple(sent.items), tuple(_handed(actor, handed)), said.total, sent.total, listed)


def _handed(actor: Actor, wanted: Select[SubmittedList]) -> list[HandedList]:
    rows = db.session.scalars(
        wanted.options(joinedload(SubmittedList.contact)).order_by(SubmittedList.id.desc()).limit(MOST)
    ).all()
    named = db.session.execute(
        select(SubmittedName.list_id, Case.reference)
        .join(Case, Case.id == SubmittedName.case_id)
        .where(SubmittedName.list_id.in_([row.id for row in rows]), case_policy.visible(actor))
        .order_by(SubmittedName.number)
    )
    cases: dict[int, list[str]] = {}
    for key, reference in named:
        cases.setdefault(key, []).append(reference)
    return [
        HandedList(
            row.public_id,
            row.reference,
            row.contact.name,
            row.contact.public_id,
            row.handed,
            tuple(cases.get(row.id, ())),
        )
        for row in rows
    ]


def list_tied(actor: Actor, references: Collection[str]) -> set[str]:
    """Return those of the cases that the actor may open which anything names, also what only others may read.

    For whoever is about to take a case back: what holds it is not said, only that something does.
    """
    named = or_(
        *(
            exists(select(row.case_id).where(row.case_id == Case.id).correlate(Case))
            for row in (InteractionCase, SubmissionCase, SubmittedName, Godparenthood)
        )
    )
    return among(
        db.session, select(Case.reference).where(case_policy.visible(actor), named), Case.reference, references
    )

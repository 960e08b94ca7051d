"""Reads what was done for people, bounded by the organisation of who asks: hearings, submissions, lawyers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, select

from case_mgr.access.actor import Actor
from case_mgr.advocacy.kinds import Response, SubmissionState
from case_mgr.advocacy.models import Contact, Submission
from case_mgr.advocacy.policy import visible_submissions
from case_mgr.cases.models import Case
from case_mgr.core.db import earliest, latest
from case_mgr.detainees import policy as person_policy
from case_mgr.detainees.models import Detainee, Relation
from case_mgr.detainees.types import Tie
from case_mgr.extensions import db
from case_mgr.legal.models import Hearing
from case_mgr.reports.types import ActFact
from case_mgr.support.models import Grant, GrantLine

Lawyers = dict[int, list[tuple[date | None, date | None]]]


def read_acts(actor: Actor, inside: ColumnElement[bool]) -> Iterator[ActFact]:
    """Read the hearings that somebody observed, and what was sent to bodies and answered by them."""
    hearings = (
        select(Hearing.public_id, earliest(Hearing, "happened"), latest(Hearing, "happened"))
        .join(Case, Case.id == Hearing.case_id)
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(inside, Hearing.planned.is_(False), Hearing.observer_sealed.is_not(None))
        .where(Hearing.withdrawn_at.is_(None))
        .order_by(Hearing.id)
    )
    yield from (ActFact("hearings_observed", *row) for row in db.session.execute(hearings))
    sent = (
        select(
            Submission.reference,
            earliest(Submission, "sent"),
            latest(Submission, "sent"),
            Submission.response,
            earliest(Submission, "responded"),
            latest(Submission, "responded"),
        )
        .join(Contact, Contact.id == Submission.contact_id)
        .where(visible_submissions(actor), Submission.state == SubmissionState.SENT, Submission.withdrawn_at.is_(None))
        .order_by(Submission.id)
    )
    for reference, first, last, response, since, until in db.session.execute(sent):
        yield ActFact("submissions", reference, first, last)
        if response != Response.NONE:
            yield ActFact("responses", reference, since, until)


def read_lawyers(actor: Actor) -> Lawyers:
    """Read from when to when each person has a lawyer, whichever of the two the tie was recorded with."""
    found: defaultdict[int, list[tuple[date | None, date | None]]] = defaultdict(list)
    rows = db.session.execute(
        select(
            Relation.first_id,
            Relation.second_id,
            Relation.kind,
            earliest(Relation, "since"),
            latest(Relation, "until"),
        )
        .join(Detainee, Detainee.id == Relation.first_id)
        .where(person_policy.counted(actor), Relation.kind.in_([str(Tie.LAWYER), str(Tie.CLIENT)]))
        .order_by(Relation.id)
    )
    for first, second, kind, since, until in rows:
        found[first if kind == Tie.LAWYER else second].append((since, until))
    return dict(found)


def list_lines_of(grant: Grant) -> list[str]:
    """List the codes of the budget lines of a grant."""
    rows = db.session.scalars(select(GrantLine.code).where(GrantLine.grant_id == grant.id).order_by(GrantLine.id))
    return list(rows)

"""Reads of submissions, of own letters and of corrected questionnaires, bounded by who asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import mechanisms
from case_mgr.advocacy.kinds import FileWay, Impact, Priority, Response, Status, SubmissionKind, SubmissionState
from case_mgr.advocacy.models import Submission, SubmissionCase, SubmissionFile
from case_mgr.advocacy.policy import visible_submissions
from case_mgr.advocacy.queries.noting import notes_of
from case_mgr.advocacy.types import CourseNote, RaisedCase, SubmissionPaper, SubmissionRow, SubmissionView
from case_mgr.cases import policy as case_policy
from case_mgr.cases.models import Case
from case_mgr.core.blocks import among
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import withheld
from case_mgr.extensions import db

_MOST = 5000


def list_submissions(
    actor: Actor,
    request: PageRequest,
    contact: str = "",
    state: SubmissionState | None = None,
    kind: SubmissionKind | None = None,
    status: Status | None = None,
) -> Page[SubmissionRow]:
    """List submissions, the newest first."""
    conditions: list[ColumnElement[bool]] = []
    if kind:
        conditions.append(Submission.kind == str(kind))
    if status:
        conditions.append(Submission.status == str(status))
    if contact:
        conditions.append(Submission.contact.has(public_id=contact))
    if state:
        conditions.append(Submission.state == str(state))
    return page_of_submissions(actor, conditions, request)


def page_of_submissions(
    actor: Actor, conditions: Collection[ColumnElement[bool]], request: PageRequest
) -> Page[SubmissionRow]:
    """Return one page of the submissions that the actor may see, by further conditions, the newest first."""
    wanted = _submissions(actor).where(*conditions)
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    at = settle(request, total)
    rows = db.session.scalars(
        wanted.order_by(Submission.id.desc()).offset((at.number - 1) * at.size).limit(at.size)
    ).all()
    return Page(_rows(actor, rows), total, at.number, at.size)


def list_submissions_of_case(actor: Actor, reference: str, limit: int = 100) -> list[SubmissionRow]:
    """List the submissions that name a case which the actor may open, the newest first."""
    of_case = (
        select(SubmissionCase.submission_id)
        .join(Case, Case.id == SubmissionCase.case_id)
        .where(case_policy.visible(actor), Case.reference == reference)
    )
    found = _submissions(actor).where(Submission.id.in_(of_case)).order_by(Submission.id.desc()).limit(limit)
    return _rows(actor, db.session.scalars(found).all())


def get_submission_row(actor: Actor, public_id: str) -> Submission:
    """Return the record behind a submission, for services."""
    row = db.session.scalar(_submissions(actor).where(Submission.public_id == public_id))
    if row is None:
        raise NotFound(N_("There is no such submission."))
    return row


def get_submission(actor: Actor, public_id: str) -> SubmissionView:
    """Return a submission with its text and what was answered."""
    row = get_submission_row(actor, public_id)
    shown, mechanism = _rows(actor, [row])[0], mechanisms.find(row.mechanism)
    return SubmissionView(
        row=shown,
        language=row.language,
        subject=row.subject or "",
        text=row.text or "",
        public=mechanism.public(row.sent) if mechanism and row.sent else None,
        responded=row.responded,
        note=row.response_note or "",
        impact=Impact(row.impact),
        author=row.author.name if row.author else "",
        version=row.version,
        form_number=row.form_number,
        answers=row.answers or {},
        files=tuple(_file(one) for one in row.files),
    )


def get_submission_file(actor: Actor, submission_id: str, public_id: str) -> SubmissionFile:
    """Return a file of a submission that the actor may open, for services; nobody opens one that was taken back."""
    row = get_submission_row(actor, submission_id)
    found = next((one for one in row.files if one.public_id == public_id and one.withdrawn_at is None), None)
    if found is None:
        raise NotFound(N_("There is no such file."))
    return found


def list_known_submissions(actor: Actor, public_ids: Collection[str]) -> set[str]:
    """Return those of the submissions that the actor may open."""
    wanted = select(Submission.public_id).where(visible_submissions(actor))
    return among(db.session, wanted, Submission.public_id, public_ids)


def list_all_unanswered(organisation_id: int) -> list[Submission]:
    """List what an organisation sent to mechanisms and is not answered, for rules that open tasks."""
    found = select(Submission).where(
        Submission.organisation_id == organisation_id,
        Submission.state == str(SubmissionState.SENT),
        Submission.status == str(Status.UNDER_WAY),
        Submission.response == str(Response.NONE),
        Submission.mechanism != "",
        Submission.withdrawn_at.is_(None),
    )
    return list(db.session.scalars(found.order_by(Submission.id).limit(_MOST)))


def names_withheld(submission_id: int) -> bool:
    """Whether somebody whom a submission names is withheld now."""
    about = (
        select(SubmissionCase.case_id)
        .join(Case, Case.id == SubmissionCase.case_id)
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(SubmissionCase.submission_id == submission_id, withheld())
    )
    return db.session.scalar(about.limit(1)) is not None


def list_people_of(actor: Actor, references: Collection[str]) -> dict[str, tuple[int, str, PartialDate | None]]:
    """Return by reference of each case that the actor may open its number, and the person and their birth."""
    rows = db.session.execute(
        select(Case.reference, Case.id, Detainee.public_id, Detainee.born)
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(case_policy.visible(actor), Case.reference.in_(sorted(references)))
    )
    return {reference: (key, person, born) for reference, key, person, born in rows}


def _submissions(actor: Actor) -> Select[Submission]:
    actor.require(Permission.CONTACT_READ)
    return (
        select(Submission)
        .where(visible_submissions(actor))
        .options(joinedload(Submission.contact), joinedload(Submission.author))
    )


def _rows(actor: Actor, rows: Sequence[Submission]) -> list[SubmissionRow]:
    ids = [row.id for row in rows]
    raised, notes = _raised(actor, ids) if rows else {}, notes_of(ids)
    return [_row(row, raised.get(row.id, ()), notes.get(row.id)) for row in rows]


def _raised(actor: Actor, ids: Sequence[int]) -> dict[int, tuple[RaisedCase, ...]]:
    rows = db.session.execute(
        select(SubmissionCase.submission_id, Case.reference, Detainee.name)
        .join(Case, Case.id == SubmissionCase.case_id)
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(SubmissionCase.submission_id.in_(ids), case_policy.visible(actor))
        .order_by(Case.reference)
    )
    found: dict[int, tuple[RaisedCase, ...]] = {}
    for key, reference, name in rows:
        found[key] = (*found.get(key, ()), RaisedCase(reference, name))
    return found


def _file(row: SubmissionFile) -> SubmissionPaper:
    return SubmissionPaper(
        row.public_id,
        FileWay(row.way),
        row.title or "",
        row.format,
        row.added_by.name,
        row.created_at,
        row.withdrawn_at is not None,
        row.reason or "",
    )


def _row(row: Submission, cases: tuple[RaisedCase, ...], course: CourseNote | None) -> SubmissionRow:
    mechanism = mechanisms.find(row.mechanism)
    return SubmissionRow(
        public_id=row.public_id,
        reference=row.reference,
        kind=SubmissionKind(row.kind),
        mechanism=row.mechanism,
        contact=row.contact.name,
        contact_id=row.contact.public_id,
        state=SubmissionState(row.state),
        priority=Priority(row.priority),
        sent=row.sent,
        due=mechanism.due(row.sent) if mechanism and row.sent else None,
        response=Response(row.response),
        status=Status(row.status),
        cases=cases,
        course=course,
    )

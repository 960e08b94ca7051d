"""Reads of what submissions are in public: whoever may see the submission sees it, and nobody else."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.advocacy.kinds import Finding, Status, StepKind, SubmissionKind
from case_mgr.advocacy.models import Contact, Submission, SubmissionCourse, SubmissionStep, SubmissionTarget
from case_mgr.advocacy.policy import visible
from case_mgr.advocacy.queries.submissions import get_submission_row
from case_mgr.advocacy.types import CourseDraft, CourseView, StepDraft, StepView, TargetView
from case_mgr.advocacy.types.courses import place
from case_mgr.core.db import latest
from case_mgr.extensions import db

_MOST = 5000


def get_course(actor: Actor, public_id: str) -> CourseView:
    """Return the public side of a submission that the actor may see; empty where nothing is known yet."""
    row = get_submission_row(actor, public_id)
    course = find_course_row(row.id)
    targets = tuple(list_targets(actor, row.id))
    steps = tuple(_step(one) for one in reversed(list_step_rows(row.id)))
    if course is None:
        return CourseView(CourseDraft(targets=tuple(one.public_id for one in targets)), targets, steps)
    draft = CourseDraft(
        host=course.host,
        number=course.number,
        languages=tuple(code for code in course.languages.split(",") if code),
        address=course.address or "",
        opened=course.opened,
        closed=course.closed,
        handed=course.handed,
        expires=course.expires,
        goal=course.goal,
        decision=course.decision,
        decided=course.decided,
        finding=Finding(course.finding),
        targets=tuple(one.public_id for one in targets),
    )
    return CourseView(draft, targets, steps, course.version)


def find_course_row(submission_id: int) -> SubmissionCourse | None:
    """Find what is recorded of the public side of a submission, for services."""
    return db.session.scalar(select(SubmissionCourse).where(SubmissionCourse.submission_id == submission_id))


def list_step_rows(submission_id: int, kind: StepKind | None = None) -> list[SubmissionStep]:
    """List the steps of a submission in the order of their days, for services."""
    wanted = select(SubmissionStep).where(SubmissionStep.submission_id == submission_id)
    if kind:
        wanted = wanted.where(SubmissionStep.kind == str(kind))
    rows = db.session.scalars(wanted.options(joinedload(SubmissionStep.author)).order_by(SubmissionStep.id).limit(1000))
    return sorted(rows, key=lambda row: (place(row.happened, row.created_at.date()), row.id))


def list_target_rows(submission_id: int) -> list[SubmissionTarget]:
    """List to whom a submission is addressed beside its first addressee, for services."""
    wanted = select(SubmissionTarget).where(SubmissionTarget.submission_id == submission_id)
    return list(db.session.scalars(wanted.options(joinedload(SubmissionTarget.contact)).order_by(SubmissionTarget.id)))


def list_targets(actor: Actor, submission_id: int) -> list[TargetView]:
    """List the same for pages: two contacts that became one stand there once."""
    rows = db.session.execute(
        select(Contact.public_id, Contact.name, Contact.reference)
        .join(SubmissionTarget, SubmissionTarget.contact_id == Contact.id)
        .where(SubmissionTarget.submission_id == submission_id, visible(actor))
        .order_by(SubmissionTarget.id)
    )
    return [TargetView(*row) for row in dict.fromkeys(tuple(row) for row in rows)]


def addressed(contact: str) -> Any:
    """Return the condition that a submission goes to a contact, as its first addressee or as one of its targets."""
    further = (
        select(SubmissionTarget.submission_id)
        .join(Contact, Contact.id == SubmissionTarget.contact_id)
        .where(Contact.public_id == contact)
    )
    return or_(Submission.contact.has(public_id=contact), Submission.id.in_(further))


def list_all_ending(organisation_id: int) -> list[tuple[Submission, SubmissionCourse]]:
    """List what goes on and has a day on which it ends, for rules that open tasks."""
    ends = or_(SubmissionCourse.expires.is_not(None), latest(SubmissionCourse, "closed").is_not(None))
    public = Submission.kind.in_([str(SubmissionKind.URGENT_ACTION), str(SubmissionKind.PETITION)])
    standing = Submission.withdrawn_at.is_(None), Submission.status == str(Status.UNDER_WAY)
    rows = db.session.execute(
        select(Submission, SubmissionCourse)
        .join(SubmissionCourse, SubmissionCourse.submission_id == Submission.id)
        .where(Submission.organisation_id == organisation_id, ends, public, *standing)
        .order_by(Submission.id)
        .limit(_MOST)
    )
    return [(row[0], row[1]) for row in rows]


def _step(row: SubmissionStep) -> StepView:
    draft = StepDraft(StepKind(row.kind), row.happened, row.signatures, row.until, row.note or "")
    return StepView(draft, row.corrects, row.author.name if row.author else "")

"""What lists and chains say in a line of the public side of submissions, read for a whole page at once."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from case_mgr.advocacy.kinds import Finding, StepKind
from case_mgr.advocacy.models import SubmissionCourse, SubmissionStep
from case_mgr.advocacy.types import CourseNote
from case_mgr.advocacy.types.courses import place
from case_mgr.extensions import db


def notes_of(ids: Collection[int]) -> dict[int, CourseNote]:
    """Return the line of each submission that has one, by its number; the statement before bounded them."""
    if not ids:
        return {}
    courses = db.session.scalars(select(SubmissionCourse).where(SubmissionCourse.submission_id.in_(ids))).all()
    counted = select(SubmissionStep).where(
        SubmissionStep.submission_id.in_(ids), SubmissionStep.kind == str(StepKind.COUNT)
    )
    latest: dict[int, SubmissionStep] = {}
    for row in sorted(
        db.session.scalars(counted), key=lambda one: (place(one.happened, one.created_at.date()), one.id)
    ):
        latest[row.submission_id] = row
    notes = {
        one.submission_id: CourseNote(one.number, one.expires, one.closed, one.handed, finding=Finding(one.finding))
        for one in courses
    }
    for key, row in latest.items():
        known = notes.get(key, CourseNote())
        notes[key] = CourseNote(
            known.number, known.expires, known.closes, known.handed, row.signatures, row.happened, known.finding
        )
    return notes

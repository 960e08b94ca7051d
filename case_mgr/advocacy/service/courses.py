"""The public side of submissions: kept, prolonged, counted; a count of signatures never falls without a reason."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries
from case_mgr.advocacy.kinds import Finding, StepKind, SubmissionKind, SubmissionState
from case_mgr.advocacy.models import Contact, Submission, SubmissionCourse, SubmissionStep, SubmissionTarget
from case_mgr.advocacy.service.deadlines import follow_course
from case_mgr.advocacy.service.shared import Misfilled, require_contactable, require_current, require_past
from case_mgr.advocacy.types import CourseDraft, StepDraft
from case_mgr.advocacy.types.courses import STEPS_OF, WITH_COURSE, WITH_TARGETS, falls, place
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db

MOST_SIGNATURES = 1_000_000_000
MOST_TARGETS = 30
_LONGEST_ADDRESS, _LONGEST_NOTE = 1000, 5000
# Years ahead in which an action may end.
_FARTHEST = 20
_PLAIN = ("host", "number", "expires", "goal", "decision", "opened", "closed", "handed", "decided")


def keep_course(actor: Actor, public_id: str, draft: CourseDraft, seen: int | None) -> SubmissionCourse:
    """Keep what is known of the public side: whose action it is, until when, to whom, what was decided."""
    row = _held(actor, public_id)
    course = queries.find_course_row(row.id)
    require_current(seen, course.version if course else 0)
    _require_sense(row, draft)
    if course is None:
        course = SubmissionCourse(organisation_id=actor.organisation_id, submission=row)
        db.session.add(course)
    values: dict[str, Any] = {name: getattr(draft, name) for name in _PLAIN}
    values |= {"languages": ",".join(draft.languages), "finding": str(draft.finding)}
    for name, value in values.items():
        said = " ".join(value.split()) if isinstance(value, str) else value
        if getattr(course, name) != said:
            setattr(course, name, said)
    if (course.address or "") != draft.address.strip():
        course.address = draft.address.strip() or None
    _address(actor, row, draft.targets)
    audit.record(actor, Event.SUBMISSION_COURSE_KEPT, row, label=row.reference)
    db.session.flush()
    follow_course(actor, row, course)
    return course


def record_step(actor: Actor, public_id: str, draft: StepDraft) -> SubmissionStep:
    """Add a dated step; those before it stay as they are."""
    row = _held(actor, public_id)
    if draft.kind not in STEPS_OF[SubmissionKind(row.kind)]:
        raise Misfilled("kind", N_("Choose what happened from the list."))
    if draft.happened is None or draft.happened.earliest is None:
        raise Misfilled("happened", N_("Say when it was, as exactly as you know."))
    require_past("happened", draft.happened)
    if len(draft.note) > _LONGEST_NOTE:
        raise Misfilled("note", N_("This is too long: write at most %(n)d characters."), n=_LONGEST_NOTE)
    course = queries.find_course_row(row.id)
    _require_after_begin(draft, course)
    step = SubmissionStep(
        organisation_id=actor.organisation_id,
        submission=row,
        kind=str(draft.kind),
        happened=draft.happened,
        author_id=actor.user_id,
        note=draft.note.strip() or None,
    )
    match draft.kind:
        case StepKind.COUNT:
            step.signatures, step.corrects = draft.signatures, _counted(row, draft)
        case StepKind.EXTENSION:
            course = _prolonged(actor, row, course, draft)
            step.until = draft.until
        case StepKind.UPDATE:
            if not draft.note.strip():
                raise Misfilled("note", N_("Say what was new."))
    db.session.add(step)
    audit.record(actor, Event.SUBMISSION_STEP_RECORDED, row, label=row.reference, step=str(draft.kind))
    db.session.flush()
    if course is not None:
        follow_course(actor, row, course)
    return step


def _held(actor: Actor, public_id: str) -> Submission:
    """Return a submission that has a public side, held: two people never count or prolong past one another."""
    actor.require(Permission.CONTACT_WRITE)
    row = queries.get_submission_row(actor, public_id)
    if SubmissionKind(row.kind) not in WITH_COURSE:
        raise NotFound(N_("There is no such page: a letter and a godparenthood are not public actions."))
    db.session.execute(select(Submission.id).where(Submission.id == row.id).with_for_update())
    return row


def _require_sense(row: Submission, draft: CourseDraft) -> None:
    kind = SubmissionKind(row.kind)
    if draft.address.strip():
        _require_address(draft.address.strip())
    for name in ("opened", "handed", "decided"):
        require_past(name, getattr(draft, name))
    _require_near(draft)
    if draft.opened and draft.closed and draft.closed.before(draft.opened):
        raise Misfilled("closed", N_("It ends before it begins. Correct one of the two dates."))
    if draft.opened and draft.opened.earliest and draft.expires and draft.expires < draft.opened.earliest:
        raise Misfilled("expires", N_("It ends before it begins. Correct one of the two dates."))
    if draft.opened and draft.handed and draft.handed.before(draft.opened):
        raise Misfilled("handed", N_("It was handed over before it was opened. Correct one of the two dates."))
    if draft.goal is not None and not 0 < draft.goal <= MOST_SIGNATURES:
        raise Misfilled("goal", N_("A goal is a number from 1 to %(n)d."), n=MOST_SIGNATURES)
    if draft.targets and kind not in WITH_TARGETS:
        raise Misfilled("targets", N_("A communication goes to one mechanism alone."))
    _require_decision(row, draft)


def _require_near(draft: CourseDraft) -> None:
    """A day that nobody lives to see is a slip of the hand, and the days of tasks are counted from it."""
    for name, day in (("closed", draft.closed.latest if draft.closed else None), ("expires", draft.expires)):
        if day is not None and day.year > clock.today().year + _FARTHEST:
            raise Misfilled(name, N_("This day lies too far ahead. Check the year."))


def _require_decision(row: Submission, draft: CourseDraft) -> None:
    decided = bool(draft.decided or draft.decision.strip() or draft.finding is not Finding.NONE)
    if not decided:
        return
    if row.state != SubmissionState.SENT:
        raise Misfilled("finding", N_("This submission was not sent yet: nobody can have decided."))
    if draft.finding is Finding.NONE:
        raise Misfilled("finding", N_("Say what was decided."))
    if draft.decided and row.sent and draft.decided.before(row.sent):
        raise Misfilled("decided", N_("This day lies before it was sent."))


def _require_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        known = False
    if not known or any(mark.isspace() for mark in address):
        raise Misfilled("address", N_("Type the whole address of the page, from https:// on."))
    if len(address) > _LONGEST_ADDRESS:
        raise Misfilled("address", N_("This is too long: write at most %(n)d characters."), n=_LONGEST_ADDRESS)


def _require_after_begin(draft: StepDraft, course: SubmissionCourse | None) -> None:
    if course and course.opened and draft.happened and draft.happened.before(course.opened):
        raise Misfilled("happened", N_("This day lies before it was opened."))


def _address(actor: Actor, row: Submission, targets: tuple[str, ...]) -> None:
    """Bring the further addressees up to date; each contact is held first, so that no merge runs past it."""
    if len(set(targets)) > MOST_TARGETS:
        raise Misfilled("targets", N_("Name at most %(n)d targets."), n=MOST_TARGETS)
    wanted = {one.id: one for one in _contacts(actor, targets) if one.id != row.contact_id}
    standing: set[int] = set()
    for one in queries.list_target_rows(row.id):
        if one.contact_id in wanted and one.contact_id not in standing:
            standing.add(one.contact_id)
        elif one.contact.withdrawn_at is None:
            # A contact that was taken back is not shown, so nobody left it out on purpose.
            db.session.delete(one)
    for key, contact in wanted.items():
        if key not in standing:
            if contact.do_not_contact:
                _require_reachable(contact)
            db.session.add(SubmissionTarget(submission=row, contact=contact))


def _contacts(actor: Actor, targets: tuple[str, ...]) -> list[Contact]:
    # In one order for everybody: two people who name the same contacts never wait for one another.
    held = {one: queries.get_row(actor, one, lock=True) for one in sorted(set(targets))}
    return [held[one] for one in dict.fromkeys(targets)]


def _require_reachable(contact: Contact) -> None:
    try:
        require_contactable(contact)
    except Misfilled as error:
        raise Misfilled("targets", error.sentence, **error.params) from error


def _counted(row: Submission, draft: StepDraft) -> bool:
    """Whether a count corrects a higher one; without a reason it does not."""
    if draft.signatures is None or not 0 <= draft.signatures <= MOST_SIGNATURES:
        raise Misfilled("signatures", N_("Say how many signed, as a number."))
    assert draft.happened is not None
    known = [
        (place(one.happened, one.created_at.date()), one.signatures)
        for one in queries.list_step_rows(row.id, StepKind.COUNT)
        if one.signatures is not None
    ]
    fell = falls(place(draft.happened, clock.today()), draft.signatures, known)
    if fell and not draft.note.strip():
        raise Misfilled(
            "note", N_("Signatures do not become fewer: say why this count is lower, or correct the number or the day.")
        )
    return fell


def _prolonged(actor: Actor, row: Submission, course: SubmissionCourse | None, draft: StepDraft) -> SubmissionCourse:
    if draft.until is None:
        raise Misfilled("until", N_("Say until when it goes on now."))
    if course is not None and course.expires is not None and draft.until <= course.expires:
        raise Misfilled("until", N_("It goes on until %(day)s already."), day=course.expires.isoformat())
    assert draft.happened is not None
    if draft.happened.earliest is not None and draft.until < draft.happened.earliest:
        raise Misfilled("until", N_("It ends before it begins. Correct one of the two dates."))
    if course is None:
        course = SubmissionCourse(organisation_id=actor.organisation_id, submission=row, finding=str(Finding.NONE))
        db.session.add(course)
    course.expires = draft.until
    return course

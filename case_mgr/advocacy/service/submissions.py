"""Submissions: begun, written, sent and frozen, answered."""

from __future__ import annotations

from collections.abc import Mapping

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.service import next_number
from case_mgr.advocacy import mechanisms, queries
from case_mgr.advocacy.kinds import ContactKind, Response, Status, SubmissionKind, SubmissionState
from case_mgr.advocacy.models import Submission, SubmissionCase
from case_mgr.advocacy.service.deadlines import follow_course, follow_no_more
from case_mgr.advocacy.service.naming import nameable
from case_mgr.advocacy.service.sending import require_agreed, require_open, require_sendable
from case_mgr.advocacy.service.shared import Misfilled, require_contactable, require_current, require_past
from case_mgr.advocacy.task_rules import REPLY, reply_of
from case_mgr.advocacy.types import ReplyDraft, SubmissionDraft
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.tasks import service as tasking

_LONGEST = 100_000


def begin_submission(actor: Actor, draft: SubmissionDraft) -> Submission:
    """Begin a submission for people who may be named to others."""
    actor.require(Permission.CONTACT_WRITE)
    contact, mechanism = queries.get_row(actor, draft.contact, lock=True), mechanisms.find(draft.mechanism)
    if draft.mechanism and mechanism is None:
        raise Misfilled("mechanism", N_("Choose a mechanism from the list."))
    if draft.kind is SubmissionKind.UN_COMMUNICATION and mechanism is None:
        raise Misfilled("mechanism", N_("Say to which mechanism it goes: its clock and its rules follow from it."))
    if mechanism and draft.kind is not SubmissionKind.UN_COMMUNICATION:
        raise Misfilled("mechanism", N_("Only a communication to the United Nations goes to a mechanism."))
    if mechanism and draft.language not in mechanism.languages:
        raise Misfilled("language", N_("This mechanism does not read this language."))
    if draft.kind is SubmissionKind.GODPARENTHOOD and contact.kind != ContactKind.PARLIAMENT:
        raise Misfilled("contact", N_("A godparent in parliament is a member of parliament: choose such a contact."))
    require_contactable(contact)
    keys = nameable(actor, draft.cases)
    if mechanism and mechanism.questionnaire and len(keys) > 1:
        raise Misfilled("cases", N_("The questionnaire is about one person: begin one submission for each case."))
    row = Submission(
        organisation_id=actor.organisation_id,
        reference=f"S-{next_number(actor.organisation_id, 'S'):05d}",
        contact=contact,
        kind=str(draft.kind),
        mechanism=draft.mechanism,
        language=draft.language,
        priority=str(draft.priority),
        state=str(SubmissionState.DRAFT),
        author_id=actor.user_id,
        subject=draft.subject.strip()[:300] or None,
        text=draft.text.strip()[:_LONGEST] or None,
        raised=[SubmissionCase(case_id=key) for key in keys],
    )
    db.session.add(row)
    audit.record(actor, Event.SUBMISSION_BEGUN, row, label=row.reference, cases=sorted(draft.cases))
    db.session.flush()
    return row


def write_submission(actor: Actor, public_id: str, subject: str, text: str, seen: int | None) -> Submission:
    """Change the text of a submission that was not sent."""
    row = _draft(actor, public_id, seen)
    row.subject, row.text = subject.strip()[:300] or None, text.strip() or None
    audit.record(actor, Event.SUBMISSION_WRITTEN, row, label=row.reference)
    db.session.flush()
    return row


def answer_question(actor: Actor, public_id: str, code: str, text: str, seen: int | None) -> Submission:
    """Write the answer to one question of a questionnaire; an empty one leaves it to the record again."""
    row = _draft(actor, public_id, seen)
    answers = {name: said for name, said in (row.answers or {}).items() if name != code}
    if text.strip():
        answers[code] = text.strip()
    row.answers = answers
    audit.record(actor, Event.SUBMISSION_WRITTEN, row, label=row.reference, question=code)
    db.session.flush()
    return row


def send_submission(
    actor: Actor, public_id: str, when: PartialDate | None, seen: int | None, answers: Mapping[str, str] | None = None
) -> Submission:
    """Write down that a submission was sent, and keep it as it went out; `answers` are those of a questionnaire."""
    row = _draft(actor, public_id, seen)
    if when is None or when.earliest is None:
        raise Misfilled("sent", N_("Say when it was sent, as exactly as you know."))
    require_past("sent", when)
    mechanism = mechanisms.find(row.mechanism)
    require_open(mechanism, row, when)
    require_sendable(actor, mechanism, row, when)
    row.state, row.sent, row.status = str(SubmissionState.SENT), when, str(Status.UNDER_WAY)
    if mechanism and mechanism.questionnaire:
        row.answers, row.form_number = dict(answers or {}), queries.get_form(actor, mechanism.questionnaire).number
    audit.record(actor, Event.SUBMISSION_SENT, row, label=row.reference, kind=row.kind, mechanism=row.mechanism)
    db.session.flush()
    follow = reply_of(row, closed=False)
    if follow is not None:
        tasking.follow(actor, REPLY, follow)
    return row


def record_reply(actor: Actor, public_id: str, draft: ReplyDraft, seen: int | None) -> Submission:
    """Record what was answered, what it did for the person, and how the action goes."""
    actor.require(Permission.CONTACT_WRITE)
    row = queries.get_submission_row(actor, public_id)
    require_current(seen, row.version)
    if row.state != SubmissionState.SENT:
        raise Refused(N_("This submission was not sent yet: nobody can have answered."))
    require_past("responded", draft.responded)
    if draft.responded and row.sent and draft.responded.before(row.sent):
        raise Misfilled("responded", N_("This day lies before it was sent."))
    row.response, row.impact, row.status = str(draft.response), str(draft.impact), str(draft.status)
    if row.responded != draft.responded:
        row.responded = draft.responded
    row.response_note = draft.note.strip() or None
    audit.record(actor, Event.SUBMISSION_ANSWERED, row, label=row.reference, response=row.response)
    db.session.flush()
    if draft.response is not Response.NONE or draft.status is not Status.UNDER_WAY:
        tasking.follow_no_more(actor, REPLY, f"submission:{row.public_id}")
    follow_course(actor, row, queries.find_course_row(row.id))
    return row


def withdraw_submission(actor: Actor, public_id: str) -> None:
    """Take a submission back that was begun and not sent."""
    row = _draft(actor, public_id, None)
    row.withdrawn_at = clock.now()
    audit.record(actor, Event.SUBMISSION_WITHDRAWN, row, label=row.reference)
    db.session.flush()
    follow_no_more(actor, row)


def take_out(actor: Actor, public_id: str) -> None:
    """Write down that the text of a submission leaves as a file; one that names somebody against a no does not."""
    actor.require(Permission.CONTACT_WRITE)
    row = queries.get_submission_row(actor, public_id)
    if queries.names_withheld(row.id):
        raise NotFound(N_("There is no such file: somebody whom the letter names is withheld now."))
    if row.state == SubmissionState.DRAFT:
        require_agreed(actor, row, "text")
    audit.record(actor, Event.SUBMISSION_TAKEN_OUT, row, label=row.reference)


def _draft(actor: Actor, public_id: str, seen: int | None) -> Submission:
    actor.require(Permission.CONTACT_WRITE)
    row = queries.get_submission_row(actor, public_id)
    require_current(seen, row.version)
    if row.state != SubmissionState.DRAFT:
        raise Refused(N_("This was sent: it stays as it went out. Begin a new submission."))
    return row

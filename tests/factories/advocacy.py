"""Contacts, lists of names and submissions, made through the verbs of the room."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.advocacy import service
from case_mgr.advocacy.kinds import SubmissionKind
from case_mgr.advocacy.models import Contact, LetterTemplate, Submission, SubmittedList
from case_mgr.advocacy.types import ContactDraft, ListDraft, SubmissionDraft, TemplateDraft
from case_mgr.core.dates import PartialDate
from tests import cast
from tests.factories.people import a_case


def a_contact(name: str = "Office of Invented Affairs", by: Actor | None = None) -> Contact:
    """Add a contact."""
    return service.add_contact(by or cast.COORDINATOR.actor(), ContactDraft(name))


def a_list(*cases: str, handed: str = "", by: Actor | None = None) -> SubmittedList:
    """Make a list of names, handed over when a day is given."""
    who = by or cast.COORDINATOR.actor()
    named = cases or (a_case(who).reference,)
    row = service.make_list(who, ListDraft(a_contact(by=who).public_id, named))
    if handed:
        service.hand_over(who, row.public_id, PartialDate.parse(handed), "", None)
    return row


def a_submission(*cases: str, mechanism: str = "", sent: str = "", by: Actor | None = None) -> Submission:
    """Begin a submission, sent when a day is given."""
    who = by or cast.COORDINATOR.actor()
    kind = SubmissionKind.UN_COMMUNICATION if mechanism else SubmissionKind.LETTER
    named = cases or (a_case(who).reference,)
    draft = SubmissionDraft(a_contact(by=who).public_id, kind, "en", named, mechanism, text="We ask.")
    row = service.begin_submission(who, draft)
    if sent:
        service.send_submission(who, row.public_id, PartialDate.parse(sent), None)
    return row


def a_letter_template(by: Actor | None = None) -> LetterTemplate:
    """Keep a letter to begin from."""
    draft = TemplateDraft("Our plea", SubmissionKind.LETTER, "en", "", "Dear {addressee}")
    return service.add_template(by or cast.COORDINATOR.actor(), draft)

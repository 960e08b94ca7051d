"""Contacts, lists of names and submissions, made through the verbs of the room."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.advocacy import service
from case_mgr.advocacy.kinds import ContactKind, Direction, Discretion, FileWay, Medium, StepKind, SubmissionKind
from case_mgr.advocacy.models import (
    Contact,
    ContactMerge,
    Godparenthood,
    Interaction,
    LetterTemplate,
    Submission,
    SubmittedList,
)
from case_mgr.advocacy.types import (
    ContactDraft,
    CourseDraft,
    GodparentDraft,
    InteractionDraft,
    ListDraft,
    StepDraft,
    SubmissionDraft,
    TemplateDraft,
)
from case_mgr.core.dates import PartialDate
from tests import cast
from tests.factories.people import a_case


def a_contact(name: str = "Office of Invented Affairs", by: Actor | None = None) -> Contact:
    """Add a contact."""
    return service.add_contact(by or cast.COORDINATOR.actor(), ContactDraft(name))


def a_closed_talk(by: Actor | None = None) -> Interaction:
    """Record a talk of which only its author knows."""
    who = by or cast.COORDINATOR.actor()
    day = PartialDate.day(2026, 2, 3)
    draft = InteractionDraft(day, Medium.MEETING, Direction.TO_THEM, summary="Invented", level=Discretion.NAMED)
    return service.record_interaction(who, a_contact(by=who).public_id, draft)


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


def an_action(by: Actor | None = None) -> Submission:
    """Begin an urgent action whose number is known, prolonged once."""
    who = by or cast.COORDINATOR.actor()
    case = a_case(who).reference
    draft = SubmissionDraft(a_contact(by=who).public_id, SubmissionKind.URGENT_ACTION, "en", (case,), text="We ask.")
    row = service.begin_submission(who, draft)
    service.keep_course(who, row.public_id, CourseDraft(number="UA 1/26"), None)
    step = StepDraft(StepKind.EXTENSION, PartialDate.parse("2026-03-03"), until=date(2027, 1, 1))
    service.record_step(who, row.public_id, step)
    return row


def a_letter_template(by: Actor | None = None) -> LetterTemplate:
    """Keep a letter to begin from."""
    draft = TemplateDraft("Our plea", SubmissionKind.LETTER, "en", "", "Dear {addressee}")
    return service.add_template(by or cast.COORDINATOR.actor(), draft)


def a_contact_merge(by: Actor | None = None) -> ContactMerge:
    """Merge two contacts."""
    who = by or cast.COORDINATOR.actor()
    kept, other = a_contact(by=who).public_id, a_contact(by=who).public_id
    return service.merge_contacts(who, kept, other, "One office, recorded twice")


def a_talk(*cases: str, by: Actor | None = None, contact: str = "", **more: Any) -> Interaction:
    """Record a talk; `more` is what else a draft says."""
    who = by or cast.COORDINATOR.actor()
    known: dict[str, Any] = {"happened": PartialDate.parse("2025-07-03"), "summary": "Said.", "cases": cases}
    draft = InteractionDraft(**{"medium": Medium.MEETING, "direction": Direction.TO_THEM, **known, **more})
    return service.record_interaction(who, contact or a_contact(by=who).public_id, draft)


def a_file_of(talk: Interaction, by: Actor | None = None) -> str:
    """Keep a file with a talk."""
    who = by or cast.COORDINATOR.actor()
    sealed = service.seal_file(who, io.BytesIO(b"What they wrote"), "letter.txt")
    return service.attach_file(who, talk.public_id, "Their letter", sealed).public_id


def a_paper_of(row: Submission, way: FileWay = FileWay.SENT, by: Actor | None = None) -> str:
    """Keep a file with a submission."""
    who = by or cast.COORDINATOR.actor()
    sealed = service.seal_file(who, io.BytesIO(b"What we wrote"), "letter.txt")
    return service.attach_to_submission(who, row.public_id, way, "Our letter", sealed).public_id


def a_godparent(*cases: str, by: Actor | None = None) -> Godparenthood:
    """Record that a member of parliament speaks for somebody."""
    who = by or cast.COORDINATOR.actor()
    contact = service.add_contact(who, ContactDraft("Vera Kalinskaja", kind=ContactKind.PARLIAMENT))
    draft = GodparentDraft(PartialDate.parse("2024-05"))
    return service.record_godparent(who, contact.public_id, cases or (a_case(who).reference,), draft)[0]

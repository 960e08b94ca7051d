"""Contacts, lists of names and submissions, made through the verbs of the room."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.advocacy import service
from case_mgr.advocacy.models import Contact, SubmittedList
from case_mgr.advocacy.types import ContactDraft, ListDraft
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

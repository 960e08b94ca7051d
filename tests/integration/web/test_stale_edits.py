"""What the page about a stale edit tells: words and no codes, no field that is closed to the reader, and who wrote."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.access import fields
from case_mgr.access.fields import Group
from case_mgr.access.permissions import Permission
from case_mgr.cases import service as cases
from case_mgr.cases.types.correspondence import Kind, LetterDraft, Party
from case_mgr.core.dates import PartialDate
from case_mgr.detainees import service
from case_mgr.detainees.types import FamilyDraft, Sex
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.letters import a_letter
from tests.factories.people import a_case, a_person, a_relative
from tests.house.test_crossings import told

CANARY, LATER = "canary-notes-4b1", "canary-notes-9f3"


def test_a_field_that_a_role_may_not_see_is_not_compared(
    here: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = a_person(notes=CANARY)
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    with monkeypatch.context() as patched:
        needs = frozenset({Permission.MEMBER_MANAGE})
        patched.setitem(fields.NEEDS, Group.NOTES, (needs, needs))
        mine = client.visit(f"/people/{row.public_id}/edit")
        assert CANARY not in mine.html
    service.amend(cast.COORDINATOR.actor(), row.public_id, {"notes": LATER, "occupation": "baker"}, row.version)
    db.session.commit()
    with monkeypatch.context() as patched:
        patched.setitem(fields.NEEDS, Group.NOTES, (needs, needs))
        # Whoever sends the field all the same, and says that it was open, learns nothing by it.
        page = client.submit(mine, 409, occupation="painter", opened='{"notes": "?", "occupation": ""}')
        assert told(page) == {"Occupation": ("Not recorded", "baker", "painter")}
        assert CANARY not in page.html
        assert LATER not in page.html


def test_dates_and_choices_are_told_in_words(here: Flask, client: PageClient) -> None:
    row = a_person(born=PartialDate.parse("1980-05"))
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    mine = client.visit(f"/people/{row.public_id}/edit")
    changes = {"born": PartialDate.parse("1980-05-02"), "sex": str(Sex.FEMALE), "groups": ("journalist",)}
    service.amend(cast.COORDINATOR.actor(), row.public_id, changes, row.version)
    db.session.commit()
    page = client.submit(mine, 409, sex="male", publication_hold="y", hold_reason="The family asks.")
    assert told(page) == {
        "Sex": ("Not known", "Female", "Male"),
        "Born": ("May 1980", "2 May 1980", "May 1980"),
        "Groups": ("Not recorded", "Journalist", "Not recorded"),
        "Do not publish anything about this person": ("No", "No", "Yes"),
        "Why it must not be published": ("Not recorded", "Not recorded", "The family asks."),
    }, "also what only the other one changed: writing over it would take it back"
    assert f"Changed by: {cast.COORDINATOR.name}" in page.text


def test_a_look_is_no_change(here: Flask, client: PageClient) -> None:
    person = a_person()
    row = a_relative(person, "Invented Aunt")
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    mine = client.visit(f"/people/{person.public_id}/family/{row.public_id}/edit")
    draft = FamilyDraft("Invented Aunt", relation="aunt")
    service.amend_family_contact(cast.COORDINATOR.actor(), person.public_id, row.public_id, draft, row.version)
    service.open_family(cast.SECOND_CASEWORKER.actor(), person.public_id)
    db.session.commit()
    page = client.submit(mine, 409, relation="mother")
    assert f"Changed by: {cast.COORDINATOR.name}" in page.text, "not whoever opened it last"


def test_a_name_that_a_form_never_shows_is_not_called_missing(here: Flask, client: PageClient) -> None:
    case = a_case()
    row = a_letter(case, party=Party.FAMILY, who="Invented Sister")
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    mine = client.visit(f"/cases/{case.reference}/correspondence/{row.public_id}/edit")
    draft = LetterDraft(Kind.LETTER, party=Party.FAMILY, content="Socks came.")
    cases.amend_letter(cast.COORDINATOR.actor(), case.reference, row.public_id, draft, row.version)
    db.session.commit()
    page = client.submit(mine, 409, who="Invented Cousin")
    assert told(page) == {
        "Their name": ("Not shown here", "Not shown here", "Invented Cousin"),
        "What was in it, or what was said": ("Not recorded", "Socks came.", "Not recorded"),
    }
    assert "Invented Sister" not in page.html

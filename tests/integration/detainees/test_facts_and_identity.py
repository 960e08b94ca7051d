"""Facts of a person, and what a state knows them by: encrypted, opened one look at a time."""

import pytest
from flask import Flask
from sqlalchemy import text

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import Forbidden, Refused
from case_mgr.detainees import queries, service
from case_mgr.detainees.types import DocumentDraft, DocumentKind
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.integration import records

NUMBER = "3110580A047PB5"


@pytest.fixture
def worker(here: Flask, client: PageClient) -> PageClient:
    client.sign_in(cast.CASEWORKER)
    return client


def test_facts_are_recorded_and_shown_in_words(worker: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    form = worker.visit(f"/people/{public_id}/edit")
    worker.submit(
        form, groups=["journalist", "union"], languages=["be", "pl"], mother="Вольга", affiliation="Radio Mroja"
    )
    said = worker.visit(f"/people/{public_id}").text
    for words in ("Journalist, Union member", "Belarusian, Polish", "Вольга", "Radio Mroja"):
        assert words in said
    assert "Ethnicity" not in said
    history = worker.visit(f"/people/{public_id}/history").text
    assert "Journalist, Union member" in history
    assert "Вольга" not in history
    assert "Mother’s name" in history
    assert "Notes" not in history


def test_names_of_the_living_and_what_the_law_keeps_apart_stand_encrypted(here: Flask) -> None:
    row = records.person(cast.CASEWORKER.actor())[0]
    service.amend(cast.CASEWORKER.actor(), row, {"mother": "Вольга Выдумка", "religion": "Quaker"})
    db.session.commit()
    stored = db.session.execute(text("SELECT * FROM detainee WHERE public_id = :id"), {"id": row}).one()
    assert "Quaker" not in str(stored)
    assert "Вольга" not in str(stored)
    assert all("Вольга".encode() not in bytes(value) for value in stored if isinstance(value, bytes | memoryview))
    assert queries.get_person(cast.CASEWORKER.actor(), row).religion == "Quaker"


def test_an_unknown_group_or_language_is_refused(here: Flask) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    for changes in ({"groups": ("king",)}, {"languages": ("xx-none",)}):
        with pytest.raises(Refused):
            service.amend(cast.CASEWORKER.actor(), public_id, changes)


def test_number_and_documents_are_opened_and_the_look_is_written_down(worker: PageClient) -> None:
    public_id, reference = records.person(cast.CASEWORKER.actor())
    page = worker.visit(f"/people/{public_id}")
    assert NUMBER not in page.text
    worker.submit(worker.visit(f"/people/{public_id}/identity/number"), national_number=NUMBER)
    form = worker.visit(f"/people/{public_id}/identity/documents/new")
    assert "Enter the number" in worker.submit(form, 422, number="").text
    assert "expires before" in worker.submit(form, 422, number="1", issued__year="2020", expires__year="2019").text
    page = worker.submit(form, number="MP 1234567", country="BY", holder="authorities", issued__year="2019")
    assert NUMBER in page.text
    assert "The authorities keep it" in page.text
    profile = worker.visit(f"/people/{public_id}")
    assert NUMBER not in profile.html
    assert "2 recorded" in profile.text
    history = worker.visit(f"/people/{public_id}/history").text
    assert history.count("The identity documents of a person were opened") == 2
    for place in ("/history", "", "/names", "/sources"):
        assert "1234567" not in worker.visit(f"/people/{public_id}{place}").html
    page = worker.submit(worker.visit(next(a.get("href") or "" for a in _removals(worker, public_id))))
    assert "1234567" not in page.text
    assert reference in page.text


def _removals(worker: PageClient, public_id: str) -> list:
    page = worker.visit(f"/people/{public_id}/identity")
    return [link for link in page.main.all("a") if (link.get("href") or "").endswith("/remove")]


def test_the_number_stands_nowhere_in_clear(here: Flask) -> None:
    who = cast.CASEWORKER.actor()
    public_id, _ = records.person(who)
    service.record_national_number(who, public_id, NUMBER)
    service.add_document(who, public_id, DocumentDraft(DocumentKind.PASSPORT, "MP 1234567"))
    db.session.commit()
    for table in ("detainee", "identity_document", "audit_entry", "audit_detail"):
        for stored in db.session.execute(text(f"SELECT * FROM {table}")):  # noqa: S608 - names from the line above
            said = "".join(bytes(v).decode("latin-1") if isinstance(v, bytes | memoryview) else str(v) for v in stored)
            assert NUMBER not in said
            assert "1234567" not in said


@pytest.mark.parametrize("member", [cast.ADVOCACY_OFFICER, cast.DATA_CLERK, cast.REVIEWER])
def test_whoever_may_not_open_them_learns_nothing(here: Flask, client: PageClient, member: cast.Member) -> None:
    who = cast.CASEWORKER.actor()
    public_id, _ = records.person(who)
    service.record_national_number(who, public_id, NUMBER)
    service.amend(who, public_id, {"notes": "told in confidence"})
    service.open_identity(who, public_id)
    client.sign_in(member)
    page = client.visit(f"/people/{public_id}")
    assert "documents" not in page.text
    assert "told in confidence" not in page.html
    assert "Notes" not in page.text
    client.visit(f"/people/{public_id}/identity", 403)
    history = client.visit(f"/people/{public_id}/history").text
    assert "identity" not in history
    assert "Notes" not in history
    with pytest.raises(Forbidden) as refused:
        service.open_identity(member.actor(), public_id)
    assert refused.value.permission == Permission.PERSON_IDENTITY


def test_the_log_shows_nobody_what_their_role_hides(here: Flask, client: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor(), "Тарас Вярбіцкі")
    service.amend(cast.CASEWORKER.actor(), public_id, {"occupation": "baker of bread"})
    db.session.commit()
    client.sign_in(cast.AUDITOR)
    entries = [href for text, href in client.visit("/audit").links.items() if "/audit/entries/" in href]
    pages = [client.visit(href) for href in entries]
    assert any("detainee.occupation" in page.text for page in pages)
    assert not any("baker of bread" in page.html or "Вярбіцкі" in page.html for page in pages)
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    assert any("baker of bread" in client.visit(href).html for href in entries)

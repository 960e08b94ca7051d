"""Where a batch stands published, copies that stay, and mediators whom not everybody may see."""

from __future__ import annotations

import io
import zlib

import pytest
from flask import Flask

from case_mgr.access.permissions import Permission
from case_mgr.access.roles import Role, permissions_of
from case_mgr.advocacy import service as advocacy
from case_mgr.advocacy.types import ContactDraft
from case_mgr.audit import queries as log
from case_mgr.core.errors import Forbidden, NotFound, Refused
from case_mgr.extensions import db
from case_mgr.pardons import queries, service
from case_mgr.pardons.types import MediatorDraft, SourceDraft
from tests import cast
from tests.client import PageClient
from tests.integration.pardons import walk


def _picture() -> bytes:
    """The smallest picture there is: one grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = (1).to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00\x80")) + chunk(b"IEND", b"")
    )


@pytest.fixture
def reference(here: Flask) -> str:
    """A batch."""
    made = walk.batch(cast.CASEWORKER.actor())
    db.session.commit()
    return made


def test_a_page_is_kept_with_its_address_and_a_copy_that_is_given_out_as_it_was(
    client: PageClient, reference: str
) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/pardons/{reference}/sources/new")
    page = client.submit(page, 422, title="Decree")
    assert "Give the address of the page, of an archived copy, or a file." in page.text
    page = client.submit(page, 422, title="Decree", file=(io.BytesIO(b"MZ\x90 no page"), "page.png"))
    assert 'value="Decree"' in page.html
    picture = _picture()
    page = client.submit(
        page,
        title="Decree of the press service",
        link="https://example.org/decree",
        archived="https://archive.example.org/1",
        file=(io.BytesIO(picture), "page.png"),
    )
    for said in ("Decree of the press service", "https://archive.example.org/1", "Take the copy out"):
        assert said in page.text
    (one,) = queries.list_sources(cast.CASEWORKER.actor(), reference)
    got = client.get(f"/pardons/{reference}/sources/{one.public_id}/copy")
    assert (got.status_code, got.data) == (200, picture)
    assert reference in got.headers["Content-Disposition"]
    events = [entry.event for entry in log.list_history(cast.CASEWORKER.actor(), _batch(reference))]
    assert "batch_copy_taken_out" in events
    page = client.submit(client.visit(f"/pardons/{reference}/sources/{one.public_id}/withdraw"), reason="Another batch")
    assert "taken back: Another batch" in page.text
    client.visit(f"/pardons/{reference}/sources/{one.public_id}/withdraw", 404)


def _batch(reference: str) -> str:
    return queries.get_batch(cast.CASEWORKER.actor(), reference).public_id


def test_a_source_of_another_organisation_is_nowhere(client: PageClient, reference: str) -> None:
    row = service.add_source(cast.CASEWORKER.actor(), reference, SourceDraft("A page", "https://example.org"))
    db.session.commit()
    client.sign_in(cast.STRANGER)
    for act in ("copy", "withdraw"):
        client.visit(f"/pardons/{reference}/sources/{row.public_id}/{act}", 404)
    with pytest.raises(NotFound):
        service.take_copy_out(cast.CASEWORKER.actor(), reference, row.public_id)


def test_a_mediator_is_shown_to_whoever_may_see_contacts(client: PageClient, reference: str) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    advocacy.add_contact(officer, ContactDraft("Envoy of Invented Affairs"))
    service.add_mediator(
        officer, reference, MediatorDraft("envoy of invented affairs", "a news agency", "spoke for both")
    )
    db.session.commit()
    client.sign_in(cast.ADVOCACY_OFFICER)
    page = client.visit(f"/pardons/{reference}")
    assert "Envoy of Invented Affairs: spoke for both" in page.text
    # What was said of a contact stands encrypted: the history of the batch tells it to nobody.
    history = client.visit(f"/pardons/{reference}/history").text
    assert "A pardon batch was amended" in history
    assert "spoke for both" not in history
    assert "Envoy of" not in history


def test_whoever_may_see_no_contacts_learns_of_no_mediator(
    client: PageClient, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    contact = advocacy.add_contact(officer, ContactDraft("Envoy of Invented Affairs"))
    service.add_mediator(officer, reference, MediatorDraft(contact.reference, "a news agency", "spoke for both"))
    db.session.commit()
    # Every role that reads batches reads contacts today; a role that does not must learn nothing either.
    allowed = permissions_of(frozenset({Role.REVIEWER})) - {Permission.CONTACT_READ}
    monkeypatch.setattr("case_mgr.access.actor.permissions_of", lambda roles: allowed)
    who = cast.REVIEWER.actor()
    assert queries.list_mediators(who, reference) == ()
    client.sign_in(cast.REVIEWER)
    page = client.visit(f"/pardons/{reference}")
    for secret in ("Envoy of", "spoke for both", "Mediators", "a news agency"):
        assert secret not in page.text, secret


def test_mediators_are_named_exactly_once_and_with_who_says_so(reference: str) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    with pytest.raises(Refused, match="Add the contact first"):
        service.add_mediator(officer, reference, MediatorDraft("Nobody Known", "a news agency"))
    first = advocacy.add_contact(officer, ContactDraft("Ministry of Invented Affairs"))
    with pytest.raises(Refused, match="is a claim"):
        service.add_mediator(officer, reference, MediatorDraft(first.reference, " "))
    row = service.add_mediator(officer, reference, MediatorDraft(first.reference, "a news agency"))
    with pytest.raises(Refused, match="already"):
        service.add_mediator(officer, reference, MediatorDraft(first.name, "another"))
    second = advocacy.add_contact(officer, ContactDraft("Ministry of Invented Affairs", country="AT"))
    with pytest.raises(Refused, match=second.reference):
        service.add_mediator(officer, reference, MediatorDraft(first.name, "another"))
    service.withdraw_mediator(officer, reference, row.public_id, "mixed up")
    (shown,) = queries.list_mediators(officer, reference)
    assert shown.withdrawn_reason == "mixed up"
    with pytest.raises(NotFound):
        service.withdraw_mediator(officer, reference, row.public_id, "again")
    with pytest.raises(Forbidden):
        service.add_mediator(cast.REVIEWER.actor(), reference, MediatorDraft(first.reference, "a news agency"))

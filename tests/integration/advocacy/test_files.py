"""Files of talks: whoever may read the talk takes them out, and that is written down."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask

from case_mgr.advocacy import service
from case_mgr.advocacy.kinds import Direction, Discretion, Medium
from case_mgr.advocacy.types import InteractionDraft
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from case_mgr.files import service as files
from tests import cast
from tests.client import PageClient
from tests.factories.advocacy import a_contact

NOTE = "canary: what the envoy wrote"


def _talk(**more: Any) -> str:
    officer = cast.ADVOCACY_OFFICER.actor()
    contact = a_contact(by=officer).public_id
    draft = InteractionDraft(PartialDate.year(2026), Medium.LETTER, Direction.FROM_THEM, summary="Said.", **more)
    row = service.record_interaction(officer, contact, draft)
    db.session.commit()
    return f"/contacts/{contact}/interactions/{row.public_id}"


def _upload(client: PageClient, path: str, data: bytes, status: int, name: str = "letter.txt") -> Any:
    page = client.visit(f"{path}/files")
    token = page.root.all("input", name="csrf_token")[0].get("value")
    sent = {"csrf_token": token, "title": "Their letter", "file": (io.BytesIO(data), name)}
    response = client.post(f"{path}/files", data=sent, content_type="multipart/form-data")
    assert response.status_code == status
    return response


def test_a_file_goes_in_and_comes_out(app: Flask, client: PageClient, another_client: PageClient) -> None:
    with app.app_context():
        path = _talk()
    client.sign_in(cast.ADVOCACY_OFFICER)
    _upload(client, path, NOTE.encode(), 303)
    shown = client.visit(path)
    assert "Their letter" in shown.text
    href = shown.links["Their letter"]
    another_client.sign_in(cast.REVIEWER)
    response = another_client.get(href)
    assert response.get_data(as_text=True) == NOTE
    assert response.headers["Content-Disposition"].startswith('attachment; filename="I-')
    with app.app_context():
        found = log.list_entries(
            cast.AUDITOR.actor(), EntryFilter(event=Event.TALK_FILE_TAKEN_OUT), PageRequest()
        ).items
    assert [entry.actor_name for entry in found] == [cast.REVIEWER.name]
    another_client.sign_out()
    another_client.sign_in(cast.STRANGER)
    another_client.visit(href, 404)


def test_the_file_of_a_closed_talk_is_missing_to_others(
    app: Flask, client: PageClient, another_client: PageClient
) -> None:
    with app.app_context():
        path = _talk(level=Discretion.NAMED)
    client.sign_in(cast.ADVOCACY_OFFICER)
    _upload(client, path, NOTE.encode(), 303)
    href = client.visit(path).links["Their letter"]
    another_client.sign_in(cast.COORDINATOR)
    another_client.visit(href, 404)
    another_client.visit(f"{path}/files", 404)


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"MZ\x90\x00" + b"\0" * 200, "letter.pdf"), (b"<html><script>1</script></html>", "x.html"), (b"", "e.txt")],
)
def test_what_is_no_document_is_refused_and_leaves_nothing(
    app: Flask, client: PageClient, data: bytes, name: str
) -> None:
    with app.app_context():
        path, before = _talk(), files.compare()
    client.sign_in(cast.ADVOCACY_OFFICER)
    _upload(client, path, data, 422, name)
    assert "No file yet." in client.visit(path).text
    with app.app_context():
        assert files.compare() == before

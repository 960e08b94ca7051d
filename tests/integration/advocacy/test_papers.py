"""Files of submissions: what was sent and what came back, encrypted; each look is written down."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from pypdf import PdfReader

from case_mgr.advocacy import queries, service
from case_mgr.advocacy.kinds import FileWay
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core.errors import Refused
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.advocacy import a_contact, a_paper_of, a_submission

ANSWER = "canary: the minister regrets"


def test_what_came_back_goes_in_and_out_and_is_taken_back(
    app: Flask, client: PageClient, another_client: PageClient
) -> None:
    with app.app_context():
        path = f"/contacts/submissions/{a_submission(sent='2025-07-03').public_id}"
        db.session.commit()
    client.sign_in(cast.ADVOCACY_OFFICER)
    form = client.visit(client.visit(path).links["Add a file"])
    file = (io.BytesIO(ANSWER.encode()), "answer.txt")
    page = client.submit(form, title="Their answer", way="came", file=file)
    assert "What came back" in page.text
    href = page.links["Their answer"]
    another_client.sign_in(cast.REVIEWER)
    response = another_client.get(href)
    assert response.get_data(as_text=True) == ANSWER
    assert response.headers["Content-Disposition"].startswith('attachment; filename="S-00001-')
    with app.app_context():
        entries = EntryFilter(event=Event.SUBMISSION_FILE_TAKEN_OUT)
        found = log.list_entries(cast.AUDITOR.actor(), entries, PageRequest()).items
        assert [entry.actor_name for entry in found] == [cast.REVIEWER.name]
    another_client.sign_out()
    another_client.sign_in(cast.STRANGER)
    another_client.visit(href, 404)
    wrong = client.submit(client.visit(page.links["Take back Their answer"]), 422, reason="")
    assert "Say why it is taken back" in wrong.text
    gone = client.submit(wrong, reason="It belongs to another letter")
    assert "It belongs to another letter" in gone.text
    client.visit(href, 404)


def test_nothing_comes_back_before_it_was_sent(here: Flask) -> None:
    row = a_submission()
    with pytest.raises(Refused, match="not sent yet"):
        a_paper_of(row, FileWay.CAME)
    a_paper_of(row, FileWay.SENT)
    db.session.commit()
    found = queries.get_submission(cast.REVIEWER.actor(), row.public_id)
    assert [(one.way, one.title) for one in found.files] == [(FileWay.SENT, "Our letter")]


def test_a_file_that_is_refused_leaves_what_was_typed(app: Flask, client: PageClient) -> None:
    with app.app_context():
        path = f"/contacts/submissions/{a_submission().public_id}/files"
        db.session.commit()
    client.sign_in(cast.ADVOCACY_OFFICER)
    file = (io.BytesIO(b"MZ\x90\x00" + b"\0" * 200), "letter.pdf")
    page = client.submit(client.visit(path), 422, title="Our letter", way="sent", file=file)
    assert "Our letter" in page.html
    assert "No file yet." in client.visit(path.removesuffix("/files")).text


def test_the_finished_letter_is_shown_before_it_is_sent_and_taken_out_twice(app: Flask, client: PageClient) -> None:
    with app.app_context():
        row = a_submission()
        service.write_submission(
            cast.COORDINATOR.actor(), row.public_id, "Our plea", "We ask.\n\nFor them.", row.version
        )
        db.session.commit()
        path = f"/contacts/submissions/{row.public_id}"
    client.sign_in(cast.ADVOCACY_OFFICER)
    page = client.visit(client.visit(path).links["It was sent"])
    assert "As it will go out" in page.text
    assert "Our plea We ask. For them." in page.text
    printed = client.get(page.links["PDF"])
    assert (printed.mimetype, printed.headers["Content-Disposition"]) == (
        "application/pdf",
        'attachment; filename="S-00001.pdf"',
    )
    assert "For them." in PdfReader(io.BytesIO(printed.data)).pages[0].extract_text()
    assert client.get(page.links["Word file"]).data.startswith(b"PK")
    with app.app_context():
        wanted = EntryFilter(event=Event.SUBMISSION_TAKEN_OUT)
        assert log.list_entries(cast.AUDITOR.actor(), wanted, PageRequest()).total == 2


def test_the_questionnaire_is_printed_with_what_is_known(app: Flask, client: PageClient) -> None:
    with app.app_context():
        row = a_submission(mechanism="wgad")
        service.answer_question(cast.COORDINATOR.actor(), row.public_id, "II.2", "Six men in masks", row.version)
        db.session.commit()
        path = f"/contacts/submissions/{row.public_id}"
    client.sign_in(cast.ADVOCACY_OFFICER)
    page = client.visit(path)
    assert "What is missing" in page.text
    printed = PdfReader(io.BytesIO(client.get(page.links["PDF"]).data))
    words = " ".join(part.extract_text() for part in printed.pages)
    assert "Six men in masks" in words
    order = [words.index(f"{code}. ") for code in ("I.1", "II.1", "II.2", "III.1")]
    assert order == sorted(order)


def test_the_same_goes_to_another_addressee_in_their_words(app: Flask, client: PageClient) -> None:
    with app.app_context():
        row = a_submission()
        a_contact("Envoy of Nowhere")
        db.session.commit()
        path, case = f"/contacts/submissions/{row.public_id}", row.raised[0].case.reference
    client.sign_in(cast.ADVOCACY_OFFICER)
    form = client.visit(client.visit(path).links["The same to another addressee"])
    assert case in form.html
    begun = client.submit(form, contact="Envoy of Nowhere", template="with:plea", language="be")
    assert "S-00002" in begun.text
    assert "Envoy of Nowhere" in begun.text
    assert "Просім" in begun.text
    # What no page offers is not filled in.
    odd = client.visit("/contacts/submissions/new?kind=appeal&language=xx&priority=dire")
    assert "xx" not in [option.get("value") for option in odd.root.all("option") if option.get("selected") is not None]

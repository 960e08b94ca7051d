"""Pages of documents: what somebody sends, sees and takes out."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import FileMultiDict, MultiDict
from werkzeug.test import encode_multipart

from case_mgr.access.fields import Group
from case_mgr.audit import queries as log
from case_mgr.audit.types import Event
from case_mgr.cases.models import Case
from case_mgr.core.spool import Spool
from case_mgr.documents.models import Document
from case_mgr.documents.types import LARGEST, Kind
from case_mgr.extensions import db
from case_mgr.files import blobs
from case_mgr.files.models import StoredFile
from case_mgr.web.headers import SANDBOX
from tests import cast
from tests.client import Page, PageClient, fill
from tests.factories import files
from tests.factories.documents import a_document
from tests.factories.people import a_case, a_person, an_event

TITLE = "Прысуд Прыдуманага"


@pytest.fixture
def case(app: Flask) -> Case:
    with app.app_context():
        made = a_case(person=a_person(None, "Ганна Няісная"))
        an_event(made, "verdict", "2023-06-01")
        db.session.commit()
        db.session.refresh(made)
        db.session.expunge(made)
        return made


def upload(client: PageClient, case: Case, content: bytes, name: str, status: int = 200, **fields: Any) -> Page:
    """Send a file by the form."""
    page = client.visit(f"/cases/{case.reference}/documents/new")
    given = {"title": TITLE, "kind": "verdict", "part": "case"} | fields
    wanted = {key.replace("__", "-"): value for key, value in given.items()} | {"file": (BytesIO(content), name)}
    return send(client, page, fill(page.form(names=frozenset(wanted)), wanted), status)


def send(client: PageClient, page: Page, data: MultiDict[str, Any], status: int = 200) -> Page:
    """Send a form whose body stands in memory: the client of the tests would leave a large one on the disk."""
    boundary, body = encode_multipart(_with_files(data))
    kind = f'multipart/form-data; boundary="{boundary}"'
    headers = {"Referer": f"http://localhost{page.path}", "Sec-Fetch-Site": "same-origin"}
    response = client.post(page.path, data=body, content_type=kind, headers=headers)
    if response.status_code == 303:
        return client.visit(response.location or "/")
    assert response.status_code == status
    return Page(response, page.path)


def _with_files(data: MultiDict[str, Any]) -> FileMultiDict:
    out = FileMultiDict()
    for name, value in data.items(multi=True):
        if isinstance(value, tuple):
            out.add_file(name, value[0], value[1])
        else:
            out.add(name, value)
    return out


def kept(app: Flask) -> tuple[int, int, int]:
    """Count documents, stored files, and files on disk."""
    with app.app_context():
        return db.session.query(Document).count(), db.session.query(StoredFile).count(), len(list(blobs.list_all()))


def test_a_document_is_added_found_taken_out_and_taken_back(app: Flask, client: PageClient, case: Case) -> None:
    client.sign_in(cast.CASEWORKER)
    empty = client.visit(f"/cases/{case.reference}/documents")
    assert "No document is kept with this case yet" in empty.text
    page = upload(
        client, case, files.a_pdf(), "verdict.pdf", source="S-7", dated__kind="month", dated__month="6",
        dated__year="2023", language="be", note="From the lawyer",
    )  # fmt: skip
    assert TITLE in page.text
    assert TITLE not in page.title
    for said in ("June 2023", "S-7", "Belarusian", "From the lawyer", "a PDF document", "verdict.pdf", "Nobody yet"):
        assert said in page.text
    download = page.links["Download"]
    response = client.get(download)
    assert response.data == files.a_pdf()
    page = client.visit(page.path)
    assert cast.CASEWORKER.name in page.text.split("Who took it out")[1]
    listed = client.visit(f"/cases/{case.reference}/documents")
    assert listed.links[TITLE] == page.path
    overview = client.visit(f"/cases/{case.reference}")
    assert overview.links[TITLE] == page.path
    gone = client.submit(client.visit(page.links["Take back"]), reason="Of another person")
    assert TITLE not in gone.text
    gone = client.visit(gone.links["1 document was taken back"])
    page = client.visit(gone.links[TITLE])
    assert "Of another person" in page.text
    assert "Download" not in page.links
    assert client.get(download).status_code == 422
    page = client.submit(page, action=f"{page.path}/restore")
    assert "Download" in page.links


def test_a_download_is_a_file_and_never_a_page(app: Flask, client: PageClient, case: Case) -> None:
    with app.app_context():
        row = a_document(case, files.MAIL, "letter.eml", kind=Kind.LETTER)
        db.session.commit()
        path, name = f"/cases/{case.reference}/documents/{row.public_id}", row.public_id[:6]
    client.sign_in(cast.ADVOCACY_OFFICER)
    response = client.get(f"{path}/download")
    headers = response.headers
    assert headers["Content-Disposition"] == f'attachment; filename="{case.reference}-{name}.eml"'
    assert headers["Content-Type"].split(";")[0] == "message/rfc822"
    assert headers["Content-Length"] == str(len(files.MAIL))
    assert headers["Content-Security-Policy"] == SANDBOX
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_the_entry_of_the_log_is_there_before_the_first_byte(app: Flask, client: PageClient, case: Case) -> None:
    with app.app_context():
        row = a_document(case, files.a_large_pdf(2_000_000))
        db.session.commit()
        public_id = row.public_id
    client.sign_in(cast.CASEWORKER)
    response = client.get(f"/cases/{case.reference}/documents/{public_id}/download", buffered=False)
    with app.app_context():
        entry = log.list_history(cast.COORDINATOR.actor(), public_id)[0]
        assert entry.event is Event.DOCUMENT_DOWNLOADED
        assert entry.actor_name == cast.CASEWORKER.name
        assert entry.facts == {"document": public_id, "case": case.reference}
    assert len(response.data) > 2_000_000


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (files.a_zip({"a": b"a"}), "verdict.pdf", "This file is named .pdf but is a ZIP archive."),
        (files.SVG, "drawing.svg", "This is an SVG drawing, which can run scripts. Save it as PNG or PDF."),
        (files.an_openxml(more={"word/vbaProject.bin": b"v"}), "a.docm", "This file holds macros"),
        (files.an_old_office_file(), "a.xls", "save it as .xlsx"),
        (b"", "a.pdf", "This file is empty."),
        (files.a_bomb(), "a.png", "claims more pixels"),
    ],
)
def test_a_bad_file_is_refused_at_its_field_and_leaves_nothing(
    app: Flask, client: PageClient, case: Case, content: bytes, name: str, sentence: str
) -> None:
    client.sign_in(cast.CASEWORKER)
    before = kept(app)
    page = upload(client, case, content, name, 422, note="What I typed", source="S-9", certainty="likely")
    error = next(one for one in page.root.all("p") if one.get("id") == "file-error")
    assert sentence in error.text
    form = page.form(names=frozenset({"file"}))
    assert next(one for one in form.all("input", name="title")).get("value") == TITLE
    assert next(one for one in form.all("input", name="source")).get("value") == "S-9"
    assert form.all("textarea", name="note")[0].text == "What I typed"
    assert kept(app) == before
    # What stood in the way was the file alone: the same form goes on with another one.
    sent = client.submit(page, file=(BytesIO(files.a_pdf()), "verdict.pdf"))
    assert "What I typed" in sent.text


def test_what_is_typed_wrong_leaves_no_file(app: Flask, client: PageClient, case: Case) -> None:
    client.sign_in(cast.CASEWORKER)
    before = kept(app)
    page = upload(client, case, files.a_pdf(), "a.pdf", 422, kind="medical")
    assert "belongs to the closed part “Health and vulnerability in detail”" in page.text
    page = upload(client, case, files.a_pdf(), "a.pdf", 422, title=" ", kind="")
    assert "Give the document a title" in page.text
    page = client.submit(client.visit(f"/cases/{case.reference}/documents/new"), 422, title=TITLE, kind="verdict")
    assert "Choose a file" in page.text
    assert kept(app) == before


def test_a_file_that_is_a_little_too_large_keeps_what_was_typed(app: Flask, client: PageClient, case: Case) -> None:
    client.sign_in(cast.CASEWORKER)
    before = kept(app)
    page = upload(client, case, bytes(LARGEST + 1), "scan.pdf", 422, note="What I typed")
    assert "This file is larger than 50 MB." in page.text
    assert "What I typed" in page.text
    assert kept(app) == before


def test_a_file_that_is_far_too_large_is_not_read(app: Flask, client: PageClient, case: Case) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/cases/{case.reference}/documents/new")
    refused = send(client, page, MultiDict([("file", (BytesIO(bytes(66 * 1024**2)), "scan.pdf"))]), 413)
    assert "The file is too large" in refused.text


def test_an_upload_goes_through_a_spool_that_encrypts(
    app: Flask, client: PageClient, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    begun = Spool.__init__

    def watched(self: Spool, largest: int | None = None) -> None:
        begun(self, largest)
        made.append(self)

    monkeypatch.setattr(Spool, "__init__", watched)
    client.sign_in(cast.CASEWORKER)
    upload(client, case, files.a_large_pdf(1_000_000), "a.pdf")
    assert [one.largest for one in made] == [LARGEST]
    assert all(one.closed for one in made)


def test_a_form_sent_twice_adds_one_document(app: Flask, client: PageClient, case: Case) -> None:
    client.sign_in(cast.CASEWORKER)
    before = kept(app)
    page = client.visit(f"/cases/{case.reference}/documents/new")
    fields: Any = {"title": TITLE, "kind": "verdict"}
    first = client.submit(page, file=(BytesIO(files.a_pdf()), "a.pdf"), **fields)
    second = client.submit(page, file=(BytesIO(files.a_pdf()), "a.pdf"), **fields)
    assert second.path == first.path
    assert kept(app) == tuple(number + 1 for number in before)


def test_the_same_file_is_told_to_whoever_may_open_the_other_case(app: Flask, client: PageClient, case: Case) -> None:
    from case_mgr.detainees.types import Sensitivity

    with app.app_context():
        worker = cast.CASEWORKER.actor()
        other, hidden = a_case(worker), a_case(worker, a_person(worker, sensitivity=Sensitivity.RESTRICTED))
        a_document(other)
        a_document(hidden, by=worker)
        db.session.commit()
        open_one, closed_one = other.reference, hidden.reference
    client.sign_in(cast.SECOND_CASEWORKER)
    page = upload(client, case, files.a_pdf(), "a.pdf")
    assert f"This file is already kept with case {open_one}" in page.text
    assert closed_one not in page.html


def test_a_closed_document_is_opened_one_look_at_a_time(app: Flask, client: PageClient, case: Case) -> None:
    with app.app_context():
        row = a_document(case, title="Psychiatrist", kind=Kind.MEDICAL, part=Group.HEALTH)
        db.session.commit()
        public_id = row.public_id
    client.sign_in(cast.COORDINATOR)
    for path in (f"/cases/{case.reference}/documents", f"/cases/{case.reference}"):
        page = client.visit(path)
        assert "Psychiatrist" not in page.html
        assert "Medical record, closed" in page.links
    page = client.visit(page.links["Medical record, closed"])
    assert "Psychiatrist" in page.text
    page = client.visit(page.path)
    assert cast.COORDINATOR.name in page.text.split("Who looked at it")[1]
    client.sign_out()
    client.sign_in(cast.REVIEWER)
    assert "Medical record" not in client.visit(f"/cases/{case.reference}/history").text
    assert client.get(f"/cases/{case.reference}/documents/{public_id}").status_code == 404
    client.sign_out()
    client.sign_in(cast.AUDITOR)
    entry = next(href for href in client.visit("/audit?size=100").links.values() if href.startswith("/audit/"))
    assert "Psychiatrist" not in client.visit(entry).html


def test_a_picture_is_shown_painted_anew(app: Flask, client: PageClient, case: Case) -> None:
    client.sign_in(cast.CASEWORKER)
    page = upload(client, case, files.a_picture("JPEG", place=True), "face.jpg", kind="photograph")
    shown = page.main.all("img")[0]
    response = client.get(shown.get("src") or "")
    assert response.mimetype == "image/jpeg"
    assert response.headers["Content-Security-Policy"] == SANDBOX
    assert b"Camera of Nobody" not in response.data


def test_a_stale_edit_shows_both(app: Flask, client: PageClient, another_client: PageClient, case: Case) -> None:
    client.sign_in(cast.CASEWORKER)
    page = upload(client, case, files.a_pdf(), "a.pdf")
    mine = client.visit(page.links["Amend"])
    another_client.sign_in(cast.COORDINATOR)
    another_client.submit(another_client.visit(page.links["Amend"]), title="Their title")
    conflict = client.submit(mine, 409, title="My title")
    for said in (TITLE, "Their title", "My title", cast.COORDINATOR.name):
        assert said in conflict.text


def test_what_a_document_proves_is_named_as_the_event_stands_now(app: Flask, client: PageClient, case: Case) -> None:
    from case_mgr.cases import queries as cases
    from case_mgr.cases import service
    from case_mgr.cases.types import EventDraft
    from case_mgr.core.dates import PartialDate

    with app.app_context():
        event = cases.get_case(cast.CASEWORKER.actor(), case.reference).events[0].public_id
    client.sign_in(cast.CASEWORKER)
    page = upload(client, case, files.a_pdf(), "a.pdf", events=[event])
    assert "1 June 2023" in page.text.split("Which events it proves")[1]
    with app.app_context():
        draft = EventDraft("verdict", PartialDate.parse("2023-06-08"))
        service.correct_event(cast.CASEWORKER.actor(), case.reference, event, draft)
        db.session.commit()
    proves = client.visit(page.path).text.split("Which events it proves")[1]
    assert "8 June 2023" in proves
    timeline = client.visit(f"/cases/{case.reference}/timeline")
    link = next(href for text, href in timeline.links.items() if text.startswith(f"Proved by: {TITLE}"))
    assert link == page.path
    assert "1 June 2023" not in proves


def test_the_history_of_the_case_says_what_was_added_in_words(app: Flask, client: PageClient, case: Case) -> None:
    client.sign_in(cast.CASEWORKER)
    upload(client, case, files.a_pdf(), "a.pdf")
    text = client.visit(f"/cases/{case.reference}/history").text
    assert "A document was added to a case" in text
    assert "Verdict" in text
    assert TITLE not in text


def test_a_newer_version_starts_from_what_is_recorded(app: Flask, client: PageClient, case: Case) -> None:
    client.sign_in(cast.CASEWORKER)
    page = upload(client, case, files.a_pdf(), "a.pdf", note="From the lawyer")
    form = client.visit(page.links["Add a newer version"])
    newer = client.submit(form, file=(BytesIO(files.a_pdf(b"<< >>")), "b.pdf"))
    assert "From the lawyer" in newer.text
    assert "Version 2, this one" in newer.text
    older = client.visit(newer.links["Version 1"])
    assert "There is a newer version" in older.text


def test_an_address_of_a_file_opens_only_under_its_own_case(app: Flask, client: PageClient, case: Case) -> None:
    with app.app_context():
        row, other = a_document(case), a_case()
        db.session.commit()
        reference, public_id = other.reference, row.public_id
    client.sign_in(cast.COORDINATOR)
    for page in ("", "/download", "/preview", "/edit", "/newer", "/withdraw"):
        assert client.get(f"/cases/{reference}/documents/{public_id}{page}").status_code == 404

"""Whatever somebody brings to the import pages: a sentence, the right status, nothing changed, nothing lost."""

import io
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from case_mgr.detainees.models import Detainee
from case_mgr.extensions import db
from case_mgr.files import blobs
from case_mgr.files.models import StoredFile
from case_mgr.imports import service
from case_mgr.imports.models import Import, ImportRow
from case_mgr.imports.states import Decision, State
from tests import cast
from tests.client import Page, PageClient, fill
from tests.integration.imports import lists

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
OWN = {"Sec-Fetch-Site": "same-origin"}
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200)
TWICE = "Full name,Date of birth\nЯсень Кацярына,1990\nЯсень Кацярына,1990-01-02\nКлён Пятро,1971\n"


def count(model: type) -> int:
    """Count the rows of a table."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def files_kept() -> int:
    """Count the files on disk."""
    return sum(path.is_file() for path in blobs.folder().rglob("*"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "The selected file is empty", id="empty"),
        pytest.param(PICTURE, "PNG", id="picture named .csv"),
        pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200), "JPEG", id="photograph named .csv"),
        pytest.param(b"Full name,Date of birth\n", "no rows", id="header only"),
    ],
)
def test_a_file_that_is_no_list_leaves_nothing_behind(
    here: Flask, client: PageClient, content: bytes, said: str
) -> None:
    client.sign_in(cast.CASEWORKER)
    stored = files_kept()
    page = client.submit(
        client.visit("/imports/new"), 422, file=(io.BytesIO(content), "list.csv"), source="Invented press, 2021"
    )
    assert said in page.text
    assert "Invented press, 2021" in page.html, "what was typed is kept"
    assert (count(Import), count(StoredFile)) == (0, 0)
    assert files_kept() == stored


def test_a_list_imported_twice_makes_nobody_twice(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    actor = cast.CASEWORKER.actor()
    lists.imported(here, actor)
    again = lists.checked(actor)
    page = client.visit(f"/imports/{again}/check")
    assert "This file was imported before" in page.text
    assert "3 Imported before, and unchanged since" in page.text
    counts = lists.run(here, actor, again)
    assert (counts["created"], counts["unchanged"], counts["undecided"]) == (0, 3, 0)
    assert count(Detainee) == 3


def test_an_impossible_date_is_named_with_its_place_and_the_row_is_kept(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    public_id = lists.checked(cast.CASEWORKER.actor(), lists.ONE_BAD_DATE)
    page = client.visit(f"/imports/{public_id}/check")
    assert "Line 2 4 Дата рождения 31.02.1985 Value left out" in page.text
    assert "is not understood as a date. Correct it in the list; the rest of the row is kept" in page.text
    assert lists.run(here, cast.CASEWORKER.actor(), public_id)["created"] == 3
    person = str(lists.lines(cast.CASEWORKER.actor(), public_id)[0].person)
    row = db.session.scalars(sa.select(Detainee).where(Detainee.public_id == person)).one()
    assert row.born is None, "nothing is guessed in its place"


def test_a_second_editor_of_the_columns_is_told_what_the_first_one_chose(
    here: Flask, client: PageClient, another_client: PageClient
) -> None:
    client.sign_in(cast.CASEWORKER)
    another_client.sign_in(cast.COORDINATOR)
    public_id = lists.stage(cast.CASEWORKER.actor(), "Name,When,Where\nЯсень Кацярына,2021,Zeltweg\n")
    path = f"/imports/{public_id}/columns"
    first, second = client.visit(path), another_client.visit(path)
    client.submit(first, action=path, column_1="date_of_arrest", column_2="place_of_arrest")
    page = another_client.submit(second, 409, action=path, column_1="date_of_birth", column_2="place_of_birth")
    assert "When Do not import Date of arrest Date of birth" in page.text, "opened, now, yours"
    assert "Where Do not import Place of arrest Place of birth" in page.text
    assert f"Changed by: {cast.CASEWORKER.name}" in page.text
    row = lists.row_of(cast.CASEWORKER.actor(), public_id)
    assert (row.columns["1"], row.state) == ("date_of_arrest", State.CHECKED), "nothing was written"
    done = another_client.submit(page, action=path, button="Write mine over it")
    assert done.path == f"/imports/{public_id}/check"
    assert lists.row_of(cast.CASEWORKER.actor(), public_id).columns["1"] == "date_of_birth"


def test_a_second_reader_of_a_list_throws_no_check_away(
    here: Flask, client: PageClient, another_client: PageClient
) -> None:
    client.sign_in(cast.CASEWORKER)
    another_client.sign_in(cast.COORDINATOR)
    public_id = lists.stage(cast.CASEWORKER.actor(), TWICE)
    old = another_client.visit(f"/imports/{public_id}/read")
    client.submit(client.visit(f"/imports/{public_id}/columns"), action=f"/imports/{public_id}/columns")
    page = another_client.submit(old, 409, encoding="utf-8")
    assert "Someone else changed this while you were editing" in page.text
    assert count(ImportRow) == 3, "the check of the first one stands"


def test_a_second_decision_about_a_row_is_no_silent_one(
    here: Flask, client: PageClient, another_client: PageClient
) -> None:
    client.sign_in(cast.CASEWORKER)
    another_client.sign_in(cast.COORDINATOR)
    public_id = lists.checked(cast.CASEWORKER.actor(), TWICE)
    path = f"/imports/{public_id}/duplicates/2"
    first, second = client.visit(path), another_client.visit(path)
    client.submit(first, choice="create")
    page = another_client.submit(second, 409, choice="skip")
    assert "Decision Leave for later Create a new person Leave this row out" in page.text
    assert f"Changed by: {cast.CASEWORKER.name}" in page.text
    assert lists.lines(cast.CASEWORKER.actor(), public_id)[1].decision == Decision.CREATE
    another_client.submit(page, action=path, button="Write mine over it")
    assert lists.lines(cast.CASEWORKER.actor(), public_id)[1].decision == Decision.SKIP


def test_a_row_that_was_written_meanwhile_is_not_decided_again(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor, TWICE)
    page = client.visit(f"/imports/{public_id}/duplicates/2")
    service.decide(actor, public_id, 2, Decision.SKIP)
    lists.run(here, actor, public_id)
    page = client.submit(page, 422, choice="create")
    assert "This import" in page.text or "written already" in page.text
    assert count(Detainee) == 2


def test_a_stranger_changes_nothing_by_sending_forms(here: Flask, another_client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor, TWICE)
    another_client.sign_in(cast.STRANGER)
    token = another_client.visit("/imports/new").form(names=frozenset({"file"}))
    hidden = {field.get("name"): field.get("value") for field in token.all("input", type="hidden")}
    for page, data in {
        "read": {"encoding": "cp1251"},
        "columns": {"column_0": "full_name", "on_match": "skip"},
        "duplicates/2": {"choice": "create"},
        "run": {},
        "undo": {},
        "discard": {},
    }.items():
        response = another_client.post(f"/imports/{public_id}/{page}", data=hidden | data, headers=OWN)
        assert response.status_code == 404, page
        assert "Ясень" not in response.get_data(as_text=True)
    row = lists.row_of(actor, public_id)
    assert (row.state, row.on_match, row.encoding_asked) == (State.CHECKED, "ask", None)
    assert [line.decision for line in lists.lines(actor, public_id)] == [None, None, None]


def test_an_expired_form_keeps_the_chosen_columns(app: Flask, client: PageClient) -> None:
    """The sign-in is renewed meanwhile, as by work in another tab; the old form is sent the next day."""
    with time_machine.travel(NOW, tick=False) as clock:
        client.sign_in(cast.CASEWORKER)
        with app.app_context():
            public_id = lists.stage(cast.CASEWORKER.actor(), "Name,When\nЯсень Кацярына,2021\n")
        path = f"/imports/{public_id}/columns"
        data = fill(client.visit(path).form(path), {"column_1": "date_of_arrest", "save_as": "Invented press"})
        clock.move_to(NOW + timedelta(hours=13))
        with client.session_transaction() as session:
            token = session["csrf_token"]
        client.sign_in(cast.CASEWORKER)
        with client.session_transaction() as session:
            session["csrf_token"] = token
        response = client.post(path, data=data.to_dict(), headers=OWN)
        page = Page(response, path)
        assert response.status_code == 400
        assert "expired" in page.text
        assert "Invented press" in page.text
        with app.app_context():
            assert lists.row_of(cast.CASEWORKER.actor(), public_id).state == State.UPLOADED, "nothing was changed"
        done = client.submit(page, action=path)
    assert done.path == f"/imports/{public_id}/check"
    with app.app_context():
        assert lists.row_of(cast.CASEWORKER.actor(), public_id).columns["1"] == "date_of_arrest", "nothing was lost"

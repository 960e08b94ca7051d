"""What was typed is not lost when a sign-in ends under somebody's hands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
import time_machine
from flask import Flask

from case_mgr.accounts.types import IDLE
from case_mgr.extensions import db
from case_mgr.web.drafts import KEPT_FOR
from case_mgr.web.models import Draft
from tests import cast
from tests.client import Page, PageClient, fill
from tests.factories.people import a_case

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
OWN = {"Sec-Fetch-Site": "same-origin"}
TEXT = "Ён сказаў маці: «усё добра»,\nале голас быў чужы."


def _case(app: Flask) -> str:
    with app.app_context():
        reference = a_case().reference
        db.session.commit()
        return reference


def _typed(client: PageClient, reference: str, **fields: str) -> tuple[str, dict[str, list[str]]]:
    page = client.visit(f"/cases/{reference}/events/new?kind=detention")
    form = page.form(names=frozenset({"text"}))
    return form.get("action") or page.path, fill(form, {"text": TEXT} | fields).to_dict(flat=False)


def _token(client: PageClient) -> str:
    form = client.visit("/account").forms(everywhere=True)[0]
    return form.all("input", name="csrf_token")[0].get("value") or ""


def _rows(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(Draft)) or 0


def _box(page: Page, name: str) -> str:
    text = next(field.raw_text for field in page.main.all("textarea") if field.get("name") == name)
    return text.replace("\r\n", "\n").removeprefix("\n")


def _lost(client: PageClient, clock: Any, reference: str) -> Page:
    client.sign_in(cast.CASEWORKER)
    path, data = _typed(client, reference, **{"happened-year": "2025"})
    clock.move_to(NOW + IDLE + timedelta(minutes=1))
    return client.visit(client.post(path, data=data, headers=OWN).location or "")


def test_after_signing_in_the_text_is_back_in_its_form(app: Flask, client: PageClient) -> None:
    reference = _case(app)
    with time_machine.travel(NOW, tick=False) as clock:
        door = _lost(client, clock, reference)
        assert "What you typed is kept" in door.text
        page = client.submit(door, email=cast.CASEWORKER.email, password=cast.PASSWORD)
        assert page.path.startswith(f"/cases/{reference}/events/new?kind=detention")
        assert "Your text is back" in page.text
        assert _box(page, "text") == TEXT
        assert "чужы" not in client.visit(f"/cases/{reference}/timeline").text
        done = client.submit(page, text=TEXT)
        assert "чужы" in done.text
    assert _rows(app) == 0


def test_nobody_else_gets_the_text(app: Flask, client: PageClient) -> None:
    reference = _case(app)
    with time_machine.travel(NOW, tick=False) as clock:
        door = _lost(client, clock, reference)
        client.submit(door, 404, email=cast.SECOND_CASEWORKER.email, password=cast.PASSWORD)
        page = client.visit(f"/cases/{reference}/events/new?kind=detention")
        assert "чужы" not in page.html
    assert _rows(app) == 1


def test_it_is_sealed_and_holds_no_key_of_the_form(app: Flask, client: PageClient) -> None:
    reference = _case(app)
    with time_machine.travel(NOW, tick=False) as clock:
        _lost(client, clock, reference)
    with app.app_context():
        row = db.session.scalars(sa.select(Draft)).one()
        assert "чужы".encode() not in (row.typed_sealed or b"")
        names = {name for name, _value in row.typed}
        assert "text" in names
        assert not names & {"csrf_token", "once", "page_address"}


def test_a_text_without_a_sign_in_to_belong_to_is_not_stored(app: Flask, client: PageClient) -> None:
    reference = _case(app)
    client.sign_in(cast.CASEWORKER)
    path, data = _typed(client, reference)
    with app.app_context():
        db.session.execute(sa.text("DELETE FROM user_session"))
        db.session.commit()
    answer = client.post(path, data=data, headers=OWN)
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert _rows(app) == 0


def test_passwords_are_never_kept(app: Flask, client: PageClient) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client.sign_in(cast.CASEWORKER)
        form = client.visit("/account/password").form(names=frozenset({"current"}))
        data = fill(form, {"current": cast.PASSWORD, "password": "a new one of many words"}).to_dict(flat=False)
        clock.move_to(NOW + IDLE + timedelta(minutes=1))
        client.post("/account/password", data=data, headers=OWN)
    assert _rows(app) == 0


def test_a_form_without_a_page_of_its_own_shows_the_text_and_sends_it(app: Flask, client: PageClient) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client.sign_in(cast.CASEWORKER)
        sent = {"note": "watched since the trial", "csrf_token": _token(client)}
        reference = _case(app)
        clock.move_to(NOW + IDLE + timedelta(minutes=1))
        answer = client.post(f"/cases/{reference}/watch", data=sent, headers=OWN)
        page = client.submit(client.visit(answer.location or ""), email=cast.CASEWORKER.email, password=cast.PASSWORD)
        assert page.heading == "Your text was not sent"
        client.submit(page, action=f"/cases/{reference}/watch")
    assert _rows(app) == 0


def test_a_page_keeps_a_text_while_it_is_typed(app: Flask, client: PageClient) -> None:
    reference = _case(app)
    client.sign_in(cast.CASEWORKER)
    path, data = _typed(client, reference)
    kept = {name: values for name, values in data.items() if name != "once"} | {"form_address": [path]}
    for _ in range(2):
        assert client.post("/drafts", data=kept, headers=OWN).status_code == 200
    assert _rows(app) == 1
    page = client.visit(f"/cases/{reference}/events/new?kind=detention")
    assert "You typed here before" in page.text
    assert _box(page, "text") == ""
    page = client.visit(page.links["Put my text back"])
    assert _box(page, "text") == TEXT
    page = client.submit(page, action="/drafts/")
    assert "thrown away" in page.text
    assert _rows(app) == 0


def test_a_page_cannot_keep_what_no_form_would_take(app: Flask, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    token, form = _token(client), f"/cases/{_case(app)}/events/new"
    for place in (
        "/account/password",
        "/nowhere",
        f"//evil.example{form}",
        f"https://evil.example{form}",
        "/static/x",
        "",
    ):
        sent = {"csrf_token": token, "form_address": place, "text": "x"}
        assert client.post("/drafts", data=sent, headers=OWN).status_code == 204, place
    long = {"csrf_token": token, "form_address": form, "text": "x" * 300_000}
    assert client.post("/drafts", data=long, headers=OWN).status_code == 204
    assert _rows(app) == 0


def test_old_texts_go(app: Flask, client: PageClient) -> None:
    reference = _case(app)
    with time_machine.travel(NOW, tick=False) as clock:
        _lost(client, clock, reference)
        clock.move_to(NOW + KEPT_FOR + timedelta(hours=1))
        client.sign_in(cast.CASEWORKER)
        assert "You typed here before" not in client.visit(f"/cases/{reference}/events/new?kind=detention").text

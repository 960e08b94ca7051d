"""Forms of strangers, of other sessions, and forms that have expired."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from case_mgr.accounts.models import Invitation
from case_mgr.extensions import db
from tests import cast
from tests.client import Page, PageClient, fill

EMAIL = "guest@harbour-watch.example"
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
OWN = {"Sec-Fetch-Site": "same-origin"}


def _written(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(Invitation)) or 0


@pytest.fixture
def form(client: PageClient) -> Page:
    client.sign_in(cast.ADMINISTRATOR)
    return client.visit("/members/invite")


def _data(page: Page, **more: str) -> dict[str, str]:
    filled = fill(page.form(names=frozenset({"email", "roles"})), {"email": EMAIL, "roles": "caseworker"} | more)
    return filled.to_dict()


def test_a_form_without_its_token_changes_nothing(app: Flask, client: PageClient, form: Page) -> None:
    data = _data(form)
    del data["csrf_token"]
    response = client.post("/members/invite", data=data, headers=OWN)
    assert response.status_code == 400
    assert _written(app) == 0


def test_the_token_of_another_session_is_refused(
    app: Flask, client: PageClient, another_client: PageClient, form: Page
) -> None:
    another_client.sign_in(cast.COORDINATOR)
    theirs = another_client.visit("/members/invite").form(names=frozenset({"email"}))
    token = theirs.all("input", name="csrf_token")[0].get("value") or ""
    assert client.post("/members/invite", data=_data(form, csrf_token=token), headers=OWN).status_code == 400
    assert _written(app) == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"email": EMAIL}},
        {"data": '{"email": "x"}', "content_type": "text/plain"},
        {"data": b"\xff\xfe\x00", "content_type": "application/octet-stream"},
        {"query_string": {"email": EMAIL, "roles": "caseworker"}},
    ],
)
def test_other_kinds_of_bodies_are_refused(app: Flask, client: PageClient, form: Page, sent: dict[str, object]) -> None:
    assert client.post("/members/invite", **sent).status_code == 400
    assert _written(app) == 0


def test_a_method_cannot_be_overridden(app: Flask, client: PageClient, form: Page) -> None:
    assert client.get("/sign-out", headers={"X-HTTP-Method-Override": "POST"}).status_code == 405
    assert client.get("/sign-out?_method=POST").status_code == 405
    client.visit("/members")


@pytest.mark.parametrize("path", ["/sign-out", "/language"])
def test_nothing_is_done_by_a_link(client: PageClient, form: Page, path: str) -> None:
    assert client.visit(path, 405).heading
    client.visit("/members")


def test_an_expired_form_keeps_what_was_typed(app: Flask, client: PageClient) -> None:
    """The sign-in is renewed meanwhile, as by work in another tab; the old form is sent the next day."""
    with time_machine.travel(NOW, tick=False) as clock:
        client.sign_in(cast.ADMINISTRATOR)
        data = _data(client.visit("/members/invite"))
        clock.move_to(NOW + timedelta(hours=13))
        with client.session_transaction() as session:
            token = session["csrf_token"]
        client.sign_in(cast.ADMINISTRATOR)
        with client.session_transaction() as session:
            session["csrf_token"] = token
        response = client.post("/members/invite", data=data, headers=OWN)
        page = Page(response, "/members/invite")
        assert response.status_code == 400
        assert "expired" in page.text
        assert EMAIL in page.text
        assert _written(app) == 0
        done = client.submit(page, action="/members/invite")
    assert EMAIL in done.text
    assert _written(app) == 1


def test_a_stranger_gets_no_button_to_send_again(app: Flask, client: PageClient, form: Page) -> None:
    """A page of another site that posts here must not be helped to a form with a good token."""
    data = _data(form)
    del data["csrf_token"]
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        response = client.post("/members/invite", data=data, headers=headers)
        assert response.status_code == 400
        assert EMAIL not in response.get_data(as_text=True)
    assert _written(app) == 0


def test_a_password_is_never_shown_again(client: PageClient) -> None:
    response = client.post("/sign-in", data={"email": "a@b.example", "password": "a very secret thing"}, headers=OWN)
    assert response.status_code == 400
    assert "a very secret thing" not in response.get_data(as_text=True)
    assert "a@b.example" in response.get_data(as_text=True)

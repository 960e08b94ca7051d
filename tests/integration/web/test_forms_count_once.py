"""A form counts once, however often its button is pressed."""

from __future__ import annotations

import threading
from typing import Any

import sqlalchemy as sa
from flask import Flask

from case_mgr.accounts.models import Invitation
from case_mgr.extensions import db
from tests import cast
from tests.client import Page, PageClient, fill
from tests.conftest import page_client

EMAIL = "guest@harbour-watch.example"


def _invitations(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).where(Invitation.email == EMAIL)) or 0


def _filled(page: Page) -> dict[str, list[Any]]:
    form = page.form(names=frozenset({"email", "roles"}))
    return fill(form, {"email": EMAIL, "roles": "caseworker"}).to_dict(flat=False)


def test_a_form_sent_twice_writes_once(app: Flask, client: PageClient) -> None:
    client.sign_in(cast.ADMINISTRATOR)
    data = _filled(client.visit("/members/invite"))
    first = client.post("/members/invite", data=data)
    second = client.post("/members/invite", data=data)
    assert first.status_code == 200
    assert second.status_code == 303
    assert _invitations(app) == 1


def test_sent_again_it_leads_where_it_led(app: Flask, client: PageClient) -> None:
    client.sign_in(cast.ADMINISTRATOR)
    client.submit(client.visit("/members/invite"), email=EMAIL, roles="caseworker")
    page = client.visit("/members")
    form = next(form for form in page.forms() if "/withdraw" in (form.get("action") or ""))
    data, path = fill(form, {}), form.get("action") or ""
    first, second = client.post(path, data=data), client.post(path, data=data)
    assert (first.status_code, first.location) == (second.status_code, second.location) == (303, "/members")
    assert client.visit("/members").text.count("The invitation was taken back") == 1


def test_a_refused_form_can_be_sent_again(app: Flask, client: PageClient) -> None:
    client.sign_in(cast.ADMINISTRATOR)
    page = client.submit(client.visit("/members/invite"), 422, email="nonsense", roles="caseworker")
    assert "name@example.org" in page.text
    client.submit(page, email=EMAIL, roles="caseworker")
    assert _invitations(app) == 1


def test_the_key_of_another_person_is_another_key(app: Flask, client: PageClient, another_client: PageClient) -> None:
    client.sign_in(cast.ADMINISTRATOR)
    another_client.sign_in(cast.COORDINATOR)
    own = client.visit("/members/invite")
    client.submit(own, email=EMAIL, roles="caseworker")
    theirs = another_client.visit("/members/invite")
    once = own.form(names=frozenset({"email"})).all("input", name="once")[0].get("value")
    another_client.submit(theirs, email=f"x{EMAIL}", roles="caseworker", once=once)
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).where(Invitation.email.contains(EMAIL))) == 2


def test_two_at_once_write_once(fresh_app: Flask) -> None:
    client = page_client(fresh_app)
    client.sign_in(cast.ADMINISTRATOR)
    data = _filled(client.visit("/members/invite"))
    cookie = client.get_cookie("case-mgr")
    assert cookie is not None
    gate, statuses = threading.Barrier(4), []

    def send() -> None:
        other = page_client(fresh_app)
        other.set_cookie("case-mgr", cookie.value)
        gate.wait()
        statuses.append(other.post("/members/invite", data=data).status_code)

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 303, 303, 303]
    assert _invitations(fresh_app) == 1

"""Tries are counted per account and per address, in the database."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
import time_machine
from flask import Flask

from case_mgr.app import create_app
from case_mgr.audit.types import Event
from case_mgr.extensions import db
from case_mgr.web.models import Tries
from tests import cast
from tests.client import Page, PageClient
from tests.conftest import close, page_client
from tests.databases import Database

NOW = datetime(2026, 3, 4, 8, tzinfo=UTC)
WRONG = "not the password"


def _try(client: PageClient, email: str, password: str = WRONG, **kwargs: Any) -> int:
    page = client.visit("/sign-in")
    token = page.form(names=frozenset({"email"})).all("input", name="csrf_token")[0].get("value")
    data = {"csrf_token": token, "email": email, "password": password}
    return client.post("/sign-in", data=data, **kwargs).status_code


def test_six_wrong_passwords_stop_one_account_and_no_other(client: PageClient, another_client: PageClient) -> None:
    assert [_try(client, cast.CASEWORKER.email) for _ in range(6)] == [422] * 5 + [429]
    assert _try(client, cast.CASEWORKER.email, cast.PASSWORD) == 429
    another_client.sign_in(cast.COORDINATOR)


def test_the_page_says_how_long_to_wait(client: PageClient) -> None:
    for _ in range(5):
        _try(client, cast.CASEWORKER.email)
    page = client.submit(client.visit("/sign-in"), 429, email=cast.CASEWORKER.email, password=WRONG)
    assert 0 < int(page.response.headers["Retry-After"]) <= 15 * 60
    assert "minutes" in page.text


def test_spelling_of_the_address_does_not_reset_the_count(client: PageClient) -> None:
    email = cast.CASEWORKER.email
    spellings = [email, email.upper(), f" {email}", email.title(), f"{email} "]
    assert [_try(client, spelling) for spelling in spellings] == [422] * 5
    assert _try(client, email) == 429


def test_a_whole_office_signs_in_behind_one_address(client: PageClient) -> None:
    for _ in range(16):
        for member in (cast.CASEWORKER, cast.COORDINATOR):
            client.sign_in(member)
            client.sign_out()


def test_a_success_takes_off_its_own_try_and_no_other(client: PageClient, another_client: PageClient) -> None:
    statuses = []
    for number in range(31):
        statuses.append(_try(client, f"nobody{number}@nowhere.example"))
        if number % 10 == 0 and number < 30:
            another_client.sign_in(cast.CASEWORKER)
            another_client.sign_out()
    assert statuses == [422] * 30 + [429]


def test_a_header_cannot_choose_the_address(client: PageClient) -> None:
    statuses = [
        _try(client, f"nobody{number}@nowhere.example", headers={"X-Forwarded-For": f"10.0.0.{number}"})
        for number in range(31)
    ]
    assert statuses == [422] * 30 + [429]


def test_a_success_forgives_the_account(client: PageClient) -> None:
    for _ in range(4):
        _try(client, cast.CASEWORKER.email)
    client.sign_in(cast.CASEWORKER)
    client.sign_out()
    assert [_try(client, cast.CASEWORKER.email) for _ in range(5)] == [422] * 5


def test_the_window_passes(client: PageClient) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(6):
            _try(client, cast.CASEWORKER.email)
        clock.move_to(NOW + timedelta(minutes=14, seconds=59))
        assert _try(client, cast.CASEWORKER.email, cast.PASSWORD) == 429
        clock.move_to(NOW + timedelta(minutes=15, seconds=1))
        client.sign_in(cast.CASEWORKER)


def test_a_clock_a_little_behind_resets_nothing(client: PageClient) -> None:
    """Two tries at once read the clock in one order and take the row in the other."""
    with time_machine.travel(NOW, tick=False) as clock:
        statuses = []
        for step in range(6):
            clock.move_to(NOW - timedelta(milliseconds=step))
            statuses.append(_try(client, cast.CASEWORKER.email))
    assert statuses == [422] * 5 + [429]


def test_the_count_survives_a_restart(own_database: Database) -> None:
    for _ in range(2):
        app = create_app(own_database.environ())
        client = page_client(app)
        statuses = [_try(client, cast.CASEWORKER.email) for _ in range(4)]
        close(app)
    assert statuses == [422, 429, 429, 429]


def test_first_tries_at_once_are_all_counted(fresh_app: Flask) -> None:
    gate, statuses = threading.Barrier(8), []

    def run() -> None:
        client = page_client(fresh_app)
        client.visit("/sign-in")
        gate.wait()
        statuses.append(_try(client, cast.CASEWORKER.email))

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [422] * 5 + [429] * 3


def test_no_address_is_kept_in_the_clear(app: Flask, client: PageClient) -> None:
    _try(client, cast.CASEWORKER.email)
    with app.app_context():
        buckets = list(db.session.scalars(sa.select(Tries.bucket)))
    assert len(buckets) == 2
    assert not [bucket for bucket in buckets if "@" in bucket or "127" in bucket]


def test_a_stopped_try_stands_in_the_log(client: PageClient, another_client: PageClient) -> None:
    for _ in range(6):
        _try(client, cast.CASEWORKER.email)
    another_client.sign_in(cast.ADMINISTRATOR)
    page: Page = another_client.visit(f"/audit?event={Event.THROTTLED}")
    assert "Too many tries were stopped" in page.main.all("table")[0].text

"""Signing in and out: what a sign-in is, and everything that ends it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from case_mgr.access.actor import Operator
from case_mgr.access.roles import Role
from case_mgr.accounts import passwords, queries, service
from case_mgr.accounts.models import User, UserSession
from case_mgr.accounts.types import ABSOLUTE, IDLE, MemberDraft
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.conftest import page_client

NOW = datetime(2026, 3, 4, 8, tzinfo=UTC)
NEW_PASSWORD = "nine purple anvils sing"


def cookie_of(client: PageClient) -> str:
    """Return the cookie that a thief would copy."""
    found = client.get_cookie("case-mgr")
    assert found is not None
    return found.value


def lives(app: Flask, cookie: str) -> bool:
    """Whether somebody who brings this cookie is signed in."""
    thief = page_client(app)
    thief.set_cookie("case-mgr", cookie)
    return not thief.visit("/account").path.startswith("/sign-in")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_sign_in_and_out(client: PageClient) -> None:
    page = client.sign_in(cast.COORDINATOR)
    assert page.path == "/"
    client.visit("/audit")
    assert client.sign_out().path == "/sign-in"
    assert client.visit("/audit").path.startswith("/sign-in")


@pytest.mark.parametrize("member", cast.MEMBERS, ids=lambda member: member.name)
def test_everybody_in_the_cast_signs_in(client: PageClient, member: cast.Member) -> None:
    client.sign_in(member)
    assert cast.ORGANISATIONS[member.organisation] in client.visit("/account").root.text


def test_a_copied_cookie_dies_with_the_sign_out(app: Flask, client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    cookie = cookie_of(client)
    assert lives(app, cookie)
    client.sign_out()
    assert not lives(app, cookie)


def test_other_sign_ins_die_with_a_change_of_password(
    app: Flask, client: PageClient, another_client: PageClient
) -> None:
    another_client.sign_in(cast.COORDINATOR)
    elsewhere = cookie_of(another_client)
    client.sign_in(cast.COORDINATOR)
    client.submit(client.visit("/account/password"), current=cast.PASSWORD, password=NEW_PASSWORD, repeat=NEW_PASSWORD)
    assert not lives(app, elsewhere)
    client.visit("/account")
    client.sign_out()
    client.submit(client.visit("/sign-in"), 422, email=cast.COORDINATOR.email, password=cast.PASSWORD)
    assert client.submit(client.visit("/sign-in"), email=cast.COORDINATOR.email, password=NEW_PASSWORD).path == "/"


def test_a_cookie_dies_with_the_membership(app: Flask, client: PageClient, another_client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    cookie = cookie_of(client)
    with app.app_context():
        public_id = cast.CASEWORKER.actor().public_id
    another_client.sign_in(cast.ADMINISTRATOR)
    another_client.submit(another_client.visit(f"/members/{public_id}/end"))
    assert not lives(app, cookie)
    client.submit(client.visit("/sign-in"), 422, email=cast.CASEWORKER.email, password=cast.PASSWORD)


def test_a_cookie_dies_when_the_user_is_disabled(app: Flask, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    with app.app_context():
        db.session.execute(sa.update(User).where(User.email == cast.CASEWORKER.email).values(disabled_at=NOW))
        db.session.commit()
    assert not lives(app, cookie_of(client))


def test_one_sign_in_can_be_ended_from_another(app: Flask, client: PageClient, another_client: PageClient) -> None:
    another_client.sign_in(cast.CASEWORKER)
    elsewhere = cookie_of(another_client)
    client.sign_in(cast.CASEWORKER)
    client.submit(client.visit("/account"), action="/account/sessions/")
    assert not lives(app, elsewhere)
    client.visit("/account")


def test_a_sign_in_has_a_new_secret_each_time(app: Flask, client: PageClient) -> None:
    seen = set()
    for _ in range(3):
        client.sign_in(cast.CASEWORKER)
        with client.session_transaction() as session:
            seen.add(session["_user_id"])
        client.sign_out()
    assert len(seen) == 3
    with app.app_context():
        digests = set(db.session.scalars(sa.select(UserSession.token_digest)))
    assert not seen & digests


def test_a_cookie_set_before_the_sign_in_is_not_the_one_after(app: Flask, client: PageClient) -> None:
    client.visit("/sign-in")
    before = cookie_of(client)
    client.sign_in(cast.CASEWORKER)
    assert not lives(app, before)


def test_an_idle_sign_in_ends(app: Flask, client: PageClient, clock: time_machine.Traveller) -> None:
    client.sign_in(cast.CASEWORKER)
    cookie = cookie_of(client)
    clock.move_to(NOW + IDLE - timedelta(seconds=1))
    assert lives(app, cookie)
    clock.shift(IDLE)
    assert not lives(app, cookie)


def test_use_keeps_a_sign_in_alive_but_not_for_ever(
    app: Flask, client: PageClient, clock: time_machine.Traveller
) -> None:
    client.sign_in(cast.CASEWORKER)
    cookie = cookie_of(client)
    step = IDLE - timedelta(minutes=1)
    passed = step
    while passed < ABSOLUTE:
        clock.move_to(NOW + passed)
        assert lives(app, cookie), passed
        passed += step
    clock.move_to(NOW + ABSOLUTE)
    assert not lives(app, cookie)


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1), timedelta(days=400)])
def test_a_clock_set_back_lengthens_nothing(
    app: Flask, client: PageClient, clock: time_machine.Traveller, back: timedelta
) -> None:
    client.sign_in(cast.CASEWORKER)
    cookie = cookie_of(client)
    clock.move_to(NOW - back)
    assert not lives(app, cookie)


def test_a_disabled_or_unknown_cookie_is_nobody(app: Flask) -> None:
    for cookie in ("", "x", "eyJfdXNlcl9pZCI6IjEifQ.aaaa.bbbb"):
        assert not lives(app, cookie)


@pytest.mark.parametrize("password", ["", cast.PASSWORD + " ", cast.PASSWORD.upper(), cast.PASSWORD[:-1], "a" * 5000])
def test_only_the_exact_password_fits(client: PageClient, password: str) -> None:
    client.submit(client.visit("/sign-in"), 422, email=cast.CASEWORKER.email, password=password)


def test_the_address_may_be_typed_in_any_case(client: PageClient) -> None:
    page = client.visit("/sign-in")
    assert client.submit(page, email=f"  {cast.CASEWORKER.email.upper()} ", password=cast.PASSWORD).path == "/"


def test_unknown_and_known_addresses_get_the_same_page(client: PageClient) -> None:
    bodies = set()
    for email in (cast.CASEWORKER.email, "nobody@nowhere.example"):
        page = client.submit(client.visit("/sign-in"), 422, email=email, password="not the password")
        bodies.add(page.text.replace(email, ""))
    assert len(bodies) == 1


def test_a_check_costs_the_same_for_nobody(here: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time is the hash: it is computed once whether the address is known or not."""
    calls: list[str] = []

    class Hasher:
        def verify(self, stored: str, password: str) -> bool:
            calls.append(stored)
            return False

        def hash(self, password: str) -> str:
            return "x"

    passwords._nobody()
    monkeypatch.setattr(passwords, "_hasher", Hasher())
    service.check_password(cast.CASEWORKER.email, "a")
    service.check_password("nobody@nowhere.example", "a")
    assert len(calls) == 2


def test_somebody_in_two_organisations_sees_one_at_a_time(app: Flask, client: PageClient) -> None:
    with app.app_context():
        other = queries.find_organisation(cast.OTHER)
        assert other is not None
        draft = MemberDraft(cast.COORDINATOR.email, frozenset({Role.CASEWORKER}))
        service.add_member(Operator(), other, draft, "", None)
        db.session.commit()
    client.sign_in(cast.COORDINATOR)
    client.submit(client.visit("/account"), action="/account/organisation/")
    page = client.visit("/members")
    assert cast.STRANGER.email in page.text
    assert cast.CASEWORKER.email not in page.text
    # Roles are of a membership: a coordinator there is a caseworker here.
    client.visit("/audit", 403)

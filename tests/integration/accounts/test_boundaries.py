"""Who may do what: by role, by organisation, at once, and never by a field that a form does not have."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from case_mgr.access.roles import Role
from case_mgr.accounts import queries, service
from case_mgr.accounts.models import Invitation, Membership, Organisation, User
from case_mgr.accounts.types import MemberDraft
from case_mgr.audit.models import AuditEntry
from case_mgr.audit.types import Event
from case_mgr.core.errors import Refused
from case_mgr.extensions import db
from tests import cast
from tests.cast import Member
from tests.client import PageClient, fill

PAGES = {
    "/": set(Role),
    "/account": set(Role),
    "/members": set(Role) - {Role.DATA_CLERK, Role.AUDITOR, Role.DONOR},
    "/members/roles": set(Role) - {Role.DATA_CLERK, Role.AUDITOR, Role.DONOR},
    "/members/invite": {Role.ADMINISTRATOR, Role.COORDINATOR},
    "/audit": {Role.ADMINISTRATOR, Role.COORDINATOR, Role.AUDITOR},
    "/audit/integrity": {Role.ADMINISTRATOR, Role.COORDINATOR, Role.AUDITOR},
}


def _public_id(app: Flask, member: Member) -> str:
    with app.app_context():
        return member.actor().public_id


def _roles(app: Flask, member: Member) -> frozenset[Role]:
    with app.app_context():
        return member.actor().roles


@pytest.mark.parametrize("role", Role)
def test_each_role_opens_its_pages_and_no_other(client: PageClient, role: Role) -> None:
    client.sign_in(cast.BY_ROLE[role])
    for path, roles in PAGES.items():
        client.visit(path, 200 if role in roles else 403)


def test_a_refusal_says_what_and_whom_to_ask(client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit("/audit", 403)
    assert "Read the audit log" in page.text
    assert "Auditor" in page.text


def test_a_refusal_stands_in_the_log(client: PageClient, another_client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    client.visit("/audit", 403)
    another_client.sign_in(cast.AUDITOR)
    page = another_client.visit(f"/audit?event={Event.ACCESS_REFUSED}")
    assert cast.CASEWORKER.name in page.main.all("table")[0].text


@pytest.mark.parametrize("path", ["/members/{}/roles", "/members/{}/end"])
def test_a_member_of_another_organisation_is_as_if_missing(app: Flask, client: PageClient, path: str) -> None:
    client.sign_in(cast.ADMINISTRATOR)
    foreign = client.visit(path.format(_public_id(app, cast.STRANGER)), 404)
    missing = client.visit(path.format("0" * 24), 404)
    assert foreign.main.text == missing.main.text
    assert foreign.title == missing.title


@pytest.mark.parametrize("path", ["/members/{}/roles", "/members/{}/end", "/members/invitations/{}/withdraw"])
def test_another_organisation_cannot_be_written_to(app: Flask, client: PageClient, path: str) -> None:
    with app.app_context():
        draft = MemberDraft("guest@lantern-committee.example", frozenset({Role.CASEWORKER}))
        service.invite(cast.STRANGER_ADMINISTRATOR.actor(), draft)
        db.session.commit()
        invitation = db.session.scalars(sa.select(Invitation.public_id)).one()
    client.sign_in(cast.ADMINISTRATOR)
    target = invitation if "invitations" in path else _public_id(app, cast.STRANGER)
    data = fill(client.visit("/members/invite").form(names=frozenset({"email"})), {"roles": "auditor"})
    bodies = []
    for public_id in (target, "0" * 24):
        response = client.post(path.format(public_id), data=data)
        assert response.status_code == 404
        bodies.append(response.get_data(as_text=True).split("<main")[1].split("</main>")[0])
    assert bodies[0] == bodies[1]
    assert _roles(app, cast.STRANGER) == cast.STRANGER.roles
    with app.app_context():
        assert db.session.scalars(sa.select(Invitation.ended_at)).one() is None


def test_lists_show_the_own_organisation_alone(client: PageClient, another_client: PageClient) -> None:
    another_client.sign_in(cast.STRANGER)
    client.sign_in(cast.ADMINISTRATOR)
    for path in ("/members", "/audit?size=100"):
        html = client.visit(path).html
        for member in (cast.STRANGER, cast.STRANGER_ADMINISTRATOR, cast.STRANGER_CASEWORKER):
            assert member.name not in html
            assert member.email not in html


def test_an_entry_of_another_organisation_is_as_if_missing(app: Flask, client: PageClient) -> None:
    with app.app_context():
        theirs = cast.STRANGER.actor().organisation_public_id
        seq = db.session.scalars(sa.select(sa.func.min(AuditEntry.seq)).where(AuditEntry.organisation == theirs)).one()
    client.sign_in(cast.AUDITOR)
    foreign, missing = client.visit(f"/audit/entries/{seq}", 404), client.visit("/audit/entries/99999999", 404)
    assert foreign.main.text == missing.main.text


def test_a_role_taken_away_is_gone_with_the_next_request(
    app: Flask, client: PageClient, another_client: PageClient
) -> None:
    client.sign_in(cast.AUDITOR)
    client.visit("/audit")
    another_client.sign_in(cast.ADMINISTRATOR)
    page = another_client.visit(f"/members/{_public_id(app, cast.AUDITOR)}/roles")
    another_client.submit(page, roles=["donor"])
    client.visit("/audit", 403)
    assert _roles(app, cast.AUDITOR) == {Role.DONOR}


EXTRA = {
    "organisation_id": "2",
    "organisation": cast.OTHER,
    "is_admin": "1",
    "created_by": "1",
    "invited_by_id": "1",
    "public_id": "0" * 24,
    "id": "1",
    "token_digest": "0" * 64,
    "expires_at": "2099-01-01",
    "ended_at": "2020-01-01",
    "user_id": "1",
}


def test_fields_that_a_form_does_not_have_are_ignored(app: Flask, client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    form = client.visit("/members/invite").form(names=frozenset({"email"}))
    filled = {"email": "guest@harbour-watch.example", "roles": "caseworker"} | EXTRA
    assert client.post("/members/invite", data=fill(form, filled)).status_code == 200
    with app.app_context():
        row = db.session.scalars(sa.select(Invitation)).one()
        assert row.organisation.slug == cast.OWN
        assert row.ended_at is None
        assert row.public_id != "0" * 24
        assert row.token_digest != "0" * 64
        assert row.expires_at.year < 2099
        assert row.roles == "caseworker"


@pytest.mark.parametrize("roles", [["administrator"], ["caseworker", "administrator"], ["owner"], ["caseworker", "x"]])
def test_a_role_that_one_may_not_give_is_refused(app: Flask, client: PageClient, roles: list[str]) -> None:
    client.sign_in(cast.COORDINATOR)
    page = client.visit("/members/invite")
    client.submit(page, 422, email="guest@harbour-watch.example", roles=roles)
    with app.app_context():
        assert db.session.scalars(sa.select(Invitation)).all() == []


def test_nobody_changes_the_own_roles(app: Flask, client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    page = client.visit(f"/members/{_public_id(app, cast.COORDINATOR)}/roles")
    client.submit(page, 422, roles=["coordinator", "auditor"])
    assert _roles(app, cast.COORDINATOR) == cast.COORDINATOR.roles


def test_a_coordinator_does_not_touch_an_administrator(app: Flask, client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    page = client.visit(f"/members/{_public_id(app, cast.ADMINISTRATOR)}/roles")
    client.submit(page, 422, roles=["auditor"])
    client.submit(client.visit(f"/members/{_public_id(app, cast.ADMINISTRATOR)}/end"), 422)
    assert _roles(app, cast.ADMINISTRATOR) == {Role.ADMINISTRATOR}


def test_the_last_administrator_stays(app: Flask) -> None:
    with app.app_context():
        admin = cast.ADMINISTRATOR.actor()
        organisation = db.session.scalars(sa.select(Organisation).where(Organisation.slug == cast.OWN)).one()
        second = service.add_member(
            admin,
            organisation,
            MemberDraft("second@harbour-watch.example", frozenset({Role.ADMINISTRATOR})),
            "Sefa Lund",
            cast.PASSWORD,
        )
        db.session.commit()
        other = queries.find_actor(second.email)
        assert other is not None
        service.end_membership(other, admin.public_id)
        db.session.commit()
        with pytest.raises(Refused, match="own"):
            service.end_membership(other, other.public_id)
        left = db.session.scalars(sa.select(Membership.role).where(Membership.role == "administrator")).all()
        assert len(left) == 2, "one of each organisation"


def test_an_invitation_works_once(app: Flask, client: PageClient, another_client: PageClient) -> None:
    client.sign_in(cast.ADMINISTRATOR)
    page = client.submit(client.visit("/members/invite"), email="guest@harbour-watch.example", roles="caseworker")
    link = next(
        word
        for word in page.html.replace('"', " ").replace("<", " ").replace(">", " ").split()
        if "/invitations/" in word
    )
    path = "/invitations/" + link.split("/invitations/")[1]
    fields: dict[str, Any] = {
        "name": "Gunda Vale",
        "password": "four brown kettles hum",
        "repeat": "four brown kettles hum",
    }
    weak: dict[str, Any] = {"name": "Gunda Vale", "password": "short", "repeat": "short"}
    page = another_client.submit(another_client.visit(path), 422, **weak)
    arrived = another_client.submit(page, **fields)
    assert arrived.path == "/sign-in"
    another_client.visit(path, 410)
    another_client.submit(arrived, email="guest@harbour-watch.example", password=fields["password"])
    with app.app_context():
        user = db.session.scalars(sa.select(User).where(User.name == "Gunda Vale")).one()
        assert {m.role for m in user.memberships} == {"caseworker"}

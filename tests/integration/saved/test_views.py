"""Saved views: kept, opened, shared, explained when a criterion is gone, and never a way to a name."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.access.roles import Role
from case_mgr.accounts import service as accounts
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.saved import queries, service
from case_mgr.saved.types import MOST, Listing, ViewDraft
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person

NAME = "Янка Захаваны"
READERS = {Role.COORDINATOR, Role.CASEWORKER, Role.ADVOCACY_OFFICER, Role.DATA_CLERK, Role.REVIEWER}


def a_view(name: str = "Women held", by: cast.Member = cast.CASEWORKER, *, shared: bool = False, **asked: str) -> str:
    """Save a view of the list of cases."""
    wanted = asked or {"sex": "female", "state": "in_custody"}
    row = service.keep(by.actor(), ViewDraft(Listing.CASES, name, wanted, shared))
    db.session.commit()
    return row.public_id


def as_(client: PageClient, member: cast.Member) -> PageClient:
    client.sign_out()
    client.sign_in(member)
    return client


def test_from_a_filter_to_a_shared_view(here: Flask, client: PageClient) -> None:
    a_case(cast.CASEWORKER.actor(), a_person(cast.CASEWORKER.actor(), NAME))
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/cases?words={NAME}&open=1&arrested_from-year=2021&sort=name")
    save = page.links["Save this view"]
    assert "Захаваны" not in save
    page = client.visit(save)
    for words in ("Cases", NAME, "open cases", "2021", "shown to them too"):
        assert words in page.text
    page = client.submit(page, 422, name="")
    assert "Enter a name for the view" in page.text
    page = client.submit(page, name="  My   search ", sight="private")
    assert "The view was saved." in page.text
    assert "My search" in page.links
    assert page.path.startswith("/cases?")
    opened = client.visit(client.visit("/views").links["My search"])
    assert NAME in opened.text
    assert "Name or reference: " in opened.text
    assert "open cases" in opened.text
    assert "Захаваны" not in opened.path
    page = client.submit(client.visit(save), 422, name="my SEARCH", sight="private")
    assert "with this name already" in page.text

    as_(client, cast.COORDINATOR)
    assert "My search" not in client.visit("/cases").text
    assert "My search" not in client.visit("/views").text
    as_(client, cast.CASEWORKER)
    page = client.visit("/views")
    page = client.visit(next(href for text, href in page.links.items() if text.startswith("Rename or share")))
    page = client.submit(page, name="Team search", sight="team")
    assert "The view was changed." in page.text
    as_(client, cast.SECOND_CASEWORKER)
    page = client.visit("/cases")
    link = next(href for text, href in page.links.items() if text.startswith("Team search"))
    assert NAME in client.visit(link).text
    assert "Rename or share" not in client.visit("/views").text
    as_(client, cast.STRANGER)
    assert "Team search" not in client.visit("/cases").text
    client.visit(link, 404)


def test_who_deletes(here: Flask, client: PageClient) -> None:
    shared, private = a_view("For all", shared=True), a_view("For me")
    client.sign_in(cast.SECOND_CASEWORKER)
    client.visit(f"/views/{shared}/delete", 404)
    client.visit(f"/views/{shared}/edit", 404)
    client.visit(f"/views/open/{private}", 404)
    as_(client, cast.COORDINATOR)
    client.visit(f"/views/{private}/delete", 404)
    client.visit(f"/views/{shared}/edit", 404)
    page = client.visit(f"/views/{shared}/delete")
    assert "It goes for everybody who sees it." in page.text
    assert "The view was deleted." in client.submit(page).text
    client.visit(f"/views/open/{shared}", 404)
    as_(client, cast.CASEWORKER)
    client.submit(client.visit(f"/views/{private}/delete"))
    assert "No view is saved yet" in client.visit("/views").text


def test_a_criterion_that_is_gone_is_said_and_left_out(here: Flask, client: PageClient) -> None:
    gone = a_view("Old", stage="exiled", owner="0" * 24, country="LT", flagged="purple", state="free", sex="unsaid")
    bad = {"arrested_from-day": "31", "arrested_from-month": "2", "arrested_from-year": "2021"}
    service.keep(cast.CASEWORKER.actor(), ViewDraft(Listing.CASES, "Bad date", bad, shared=False))
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/views/open/{gone}")
    for words in ("Stage: exiled", "Followed by: somebody who has left", "Flagged: purple", "Sex: unsaid"):
        assert f"{words} – that no longer exists" in page.text
    assert "Nationality: Lithuania – that" not in page.text
    assert set(page.path.partition("?")[2].split("&")) == {"country=LT", "state=free"}
    page = client.visit(client.visit("/views").links["Bad date"])
    assert "Detained from: 31 2 2021 – that no longer exists" in page.text
    assert page.path == "/cases"


def test_a_view_of_somebody_who_left_stays_until_it_is_removed(here: Flask, client: PageClient) -> None:
    shared = a_view(
        "From before", by=cast.SECOND_CASEWORKER, shared=True, owner=cast.SECOND_CASEWORKER.actor().public_id
    )
    accounts.end_membership(cast.ADMINISTRATOR.actor(), cast.SECOND_CASEWORKER.actor().public_id)
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    assert "(no longer a member)" in client.visit("/views").text
    page = client.visit(f"/views/open/{shared}")
    assert "Followed by: somebody who has left – that no longer exists" in page.text
    client.submit(client.visit(f"/views/{shared}/delete"))


def test_words_that_name_a_withheld_person_stay_with_whoever_may_know(here: Flask, client: PageClient) -> None:
    person = a_person(cast.CASEWORKER.actor(), NAME)
    db.session.commit()
    shared = a_view("Search", shared=True, words=NAME)
    person.sensitivity = str(Sensitivity.RESTRICTED)
    audit.record(cast.CASEWORKER.actor(), Event.PERSON_AMENDED, person)
    db.session.commit()
    with pytest.raises(service.NotShareable, match="somebody who is withheld"):
        a_view("Another", shared=True, words=NAME)
    client.sign_in(cast.CASEWORKER)
    assert NAME in client.visit(f"/views/open/{shared}").text
    private = a_view("Mine", words=NAME)
    page = client.submit(client.visit(f"/views/{private}/edit"), 422, sight="team")
    assert "somebody who is withheld" in page.text
    as_(client, cast.COORDINATOR)
    page = client.visit(f"/views/open/{shared}")
    assert "for its owner only" in page.text
    assert NAME not in page.html
    assert page.path == "/cases"


def test_views_are_bounded_and_sealed(here: Flask) -> None:
    for number in range(MOST):
        a_view(f"View {number}")
    with pytest.raises(service.Misnamed, match="50 saved views already"):
        a_view("One more")
    row = queries.get_row(cast.CASEWORKER.actor(), queries.list_views(cast.CASEWORKER.actor())[0].public_id)
    assert b"View" not in (row.name_sealed or b"")
    assert b"female" not in (row.asked_sealed or b"")
    entry = log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.VIEW_SAVED), PageRequest()).items[0]
    assert entry.facts == {"list": "cases", "shared": False}
    assert "View" not in entry.subject_label


@pytest.mark.parametrize("role", list(Role))
def test_every_role(here: Flask, client: PageClient, role: Role) -> None:
    shared = a_view("For all", shared=True)
    client.sign_in(cast.BY_ROLE[role])
    reads = role in READERS
    client.visit("/views", 200 if reads else 403)
    client.visit("/views/new/cases?sex=female", 200 if reads else 403)
    client.visit(f"/views/open/{shared}", 200 if reads else 403)
    if reads:
        client.visit("/views/new/secrets", 404)


def test_nothing_to_save_and_a_stale_window(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    assert "Save this view" not in client.visit("/people").links
    assert "Save this view" in client.visit("/people?sex=female").links
    page = client.submit(client.visit("/views/new/people"), 422, name="All", sight="private")
    assert "there is nothing to save" in page.text
    view = a_view()
    page = client.visit(f"/views/{view}/edit")
    service.amend(cast.CASEWORKER.actor(), view, "Renamed", shared=False)
    client.submit(page, 409, name="Mine", sight="private")
    assert queries.get_view(cast.CASEWORKER.actor(), view).name == "Renamed"

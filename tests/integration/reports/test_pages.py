"""The pages of reports, for staff, reviewer, donor and stranger."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from case_mgr.reports import files, service
from case_mgr.support import service as support
from case_mgr.support.types import GrantDraft
from tests import cast
from tests.client import PageClient
from tests.integration.reports import world

DATES: dict[str, Any] = {
    "starts__day": 1,
    "starts__month": 1,
    "starts__year": 2025,
    "ends__day": 31,
    "ends__month": 12,
    "ends__year": 2025,
}


def _grant(app: Flask, *, readers: bool = True) -> None:
    with app.app_context():
        actor = cast.COORDINATOR.actor()
        draft = GrantDraft("HR-7", "Lighthouse Fund", "Legal aid", "EUR", world.YEAR.starts, world.YEAR.ends)
        row = support.add_grant(actor, draft)
        if readers:
            support.choose_readers(actor, row.public_id, [cast.DONOR.actor().public_id])
        db.session.commit()


def _populate(app: Flask) -> None:
    with app.app_context():
        world.populate(cast.CASEWORKER.actor())
        db.session.commit()


def test_from_period_to_published_report(app: Flask, client: PageClient, another_client: PageClient) -> None:
    _grant(app)
    _populate(app)
    client.sign_in(cast.COORDINATOR)
    page = client.submit(client.visit("/reports/new?grant=HR-7"), **DATES)
    page = client.submit(page, indicators=["arrests", "releases"])
    page = client.submit(page, by=["sex", "nationality"], across="batch", status=422)
    assert "must be one of the groups" in page.text
    page = client.submit(page, by=["sex", "nationality"], across="sex")
    for bad, words in ((1, "hides nothing"), (2, "hides nothing"), (11, "hardly a number")):
        page = client.submit(page, 422, threshold=bad)
        assert words in page.text
    page = client.submit(page, 422, threshold=4)
    assert "This grant hides numbers below 5" in page.text
    assert page.main.all("input", name="threshold")[0].get("value") == "4", "what was typed is not lost"
    page = client.submit(page, threshold=6)
    page = client.submit(page, 422, title_1="Summary", text_1="")
    assert "heading and a text" in page.text
    # Leave, and come back from the list: everything is there.
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    plan = client.visit("/reports").links
    check = next(href for href in plan.values() if "/reports/plans/" in href)
    page = client.submit(client.visit(f"{check}/words"), title_1="Summary", text_1="A hard year.")
    assert page.path == check
    assert "by nationality" in page.text
    page = world.built(app, client, check)
    assert page.path == "/reports/DR-0001"
    assert "A hard year." in page.text
    assert "People newly registered" not in page.text
    assert "by nationality and by sex" in page.text
    assert "Draft" in page.text
    assert "Approve and publish" not in page.links
    behind = client.visit("/reports/DR-0001/figures/arrests")
    assert "16 counted" in behind.text
    assert behind.title.startswith("Cases with a first detention, Report DR-0001")
    assert "1 withheld" in behind.text
    assert len(behind.main.all("tbody")[0].all("tr")) == 15

    another_client.sign_in(cast.REVIEWER)
    page = another_client.visit("/reports/DR-0001")
    page = another_client.visit(page.links["Approve and publish"])
    page = another_client.submit(page, 422, action=page.path)
    assert "checked the report" in page.text
    page = another_client.submit(page, action=page.path, checked="y")
    assert "Published" in page.text
    assert "Approved by Reviewer" in " ".join(page.text.split())


def test_a_fact_that_an_entry_lacks_is_not_recorded(app: Flask, client: PageClient) -> None:
    with app.app_context():
        service.build(cast.COORDINATOR.actor(), world.YEAR)
        db.session.commit()
    client.sign_in(cast.COORDINATOR)
    entries = client.visit("/audit").links
    page = client.visit(
        next(
            href
            for text, href in entries.items()
            if text.isdigit() and int(text) == max(map(int, filter(str.isdigit, entries))) - 1
        )
    )
    assert "A donor report was built" in page.text
    assert "grant Not recorded" in page.text


def test_a_donor_sees_published_reports_of_its_grants_and_nothing_else(
    app: Flask, client: PageClient, another_client: PageClient
) -> None:
    _grant(app)
    _populate(app)
    with app.app_context():
        actor, reviewer = cast.COORDINATOR.actor(), cast.REVIEWER.actor()
        mine = service.build(actor, world.YEAR, "HR-7")
        service.approve(reviewer, mine.reference, mine.sha256)
        general = service.build(actor, world.YEAR)
        service.approve(reviewer, general.reference, general.sha256)
        draft = service.build(actor, world.YEAR, "HR-7")
        references = [row.reference for row in (mine, general, draft)]
        db.session.commit()
    client.sign_in(cast.DONOR)
    page = client.visit("/reports")
    assert [link for link in page.links if link.startswith("DR-")] == [references[0]]
    page = client.visit(f"/reports/{references[0]}")
    assert "People newly registered" in page.text
    assert not [href for href in page.links.values() if "/figures/" in href]
    assert cast.COORDINATOR.name not in page.text
    for reference in references[1:]:
        for path in (f"/reports/{reference}", f"/reports/{reference}.html", "/reports/DR-9999"):
            client.visit(path, 404)
    client.visit(f"/reports/{references[0]}/figures/arrests", 403)
    client.visit("/reports/new", 403)
    client.visit("/contacts", 403)
    another_client.sign_in(cast.STRANGER)
    another_client.visit(f"/reports/{references[0]}", 404)


@pytest.mark.parametrize("file_kind", files.TYPES)
def test_a_file_is_intact_and_its_taking_is_logged(app: Flask, client: PageClient, file_kind: str) -> None:
    _populate(app)
    with app.app_context():
        service.build(cast.COORDINATOR.actor(), world.YEAR)
        db.session.commit()
    client.sign_in(cast.COORDINATOR)
    response = client.get(f"/reports/DR-0001.{file_kind}")
    assert response.status_code == 200
    assert response.mimetype == files.TYPES[file_kind]
    assert f"donor-report-DR-0001-draft.{files.SUFFIXES[file_kind]}" in response.headers["Content-Disposition"]
    assert files.check(response.get_data()).fault is None
    with app.app_context():
        entries = log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.REPORT_DOWNLOADED), PageRequest())
        assert entries.items[0].facts["format"] == file_kind


def test_a_kind_of_file_that_is_not_made(app: Flask, client: PageClient) -> None:
    with app.app_context():
        service.build(cast.COORDINATOR.actor(), world.YEAR)
        db.session.commit()
    client.sign_in(cast.COORDINATOR)
    for path in ("/reports/DR-0001.exe", "/reports/DR-0001/figures/nothing"):
        client.visit(path, 404)


def test_bad_periods_are_told_at_the_field(client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    page = client.submit(client.visit("/reports/new"), 422, **(DATES | {"ends__year": 2024}))
    assert "ends before it begins" in page.text
    page = client.submit(client.visit("/reports/new"), 422, **(DATES | {"ends__day": 41}))
    assert page.title.startswith("Error:")
    page = client.submit(client.visit("/reports/new"), 422, **(DATES | {"ends__year": 2190}))
    assert "has not ended" in page.text


def test_the_indicators_are_explained(client: PageClient) -> None:
    client.sign_in(cast.DONOR)
    assert "counts once" in client.visit("/reports/indicators").text


def test_an_empty_period_says_so(app: Flask, client: PageClient) -> None:
    with app.app_context():
        service.build(cast.COORDINATOR.actor(), world.YEAR)
        db.session.commit()
    client.sign_in(cast.COORDINATOR)
    assert "Nothing was recorded in this period." in client.visit("/reports/DR-0001").text


def test_a_second_version_replaces_the_first_and_both_are_read(
    app: Flask, client: PageClient, another_client: PageClient
) -> None:
    _grant(app)
    _populate(app)
    with app.app_context():
        first = service.build(cast.COORDINATOR.actor(), world.YEAR, "HR-7")
        service.approve(cast.REVIEWER.actor(), first.reference, first.sha256)
        db.session.commit()
        world.case(cast.CASEWORKER.actor(), 60)
        db.session.commit()
    client.sign_in(cast.COORDINATOR)
    page = client.visit("/reports/DR-0001/changes")
    assert "Cases with a first detention: 16 → 17" in page.text
    assert "Counted now, not then" in page.text
    page = client.visit("/reports/new?replaces=DR-0001")
    assert (page.heading, page.title.split(" – ")[0]) == ("A new version of DR-0001",) * 2
    page = client.submit(page)
    check = page.path.rsplit("/", 1)[0]
    page = world.built(app, client, check)
    assert page.path == "/reports/DR-0002"
    assert "Version 2, replaces DR-0001" in page.text
    row = next(row for row in page.main.all("tr") if row.text.startswith("Cases with a first detention 16"))
    assert " ".join(row.text.split()) == "Cases with a first detention 16 17 1 recorded after the version before"
    another_client.sign_in(cast.REVIEWER)
    page = another_client.visit("/reports/DR-0002/approve")
    another_client.submit(page, action=page.path, checked="y")
    client.sign_out()
    client.sign_in(cast.DONOR)
    old = client.visit("/reports/DR-0001")
    assert "A later version replaces this one" in old.text
    assert old.links["DR-0002"] == "/reports/DR-0002"
    assert "Replaced" in client.visit("/reports").text
    page = another_client.visit("/reports/DR-0002/revoke")
    another_client.submit(page, 422, action=page.path, reason="")
    page = another_client.submit(page, action=page.path, reason="A list was counted twice")
    assert "This report was taken back" in page.text
    assert "A list was counted twice" in client.visit("/reports/DR-0002").text
    client.visit("/reports/DR-0002/revoke", 403)
    client.visit("/reports/DR-0001/changes", 403)

"""Whoever has a link reads one published report, is counted, and gets nothing else; a donor's account gets no more."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, EntryView, Event
from case_mgr.core import clock
from case_mgr.core.errors import Forbidden, NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.donors import queries, service
from case_mgr.donors.models import ReportLink
from case_mgr.extensions import db
from case_mgr.reports import files
from case_mgr.reports import queries as reports
from case_mgr.reports import service as building
from case_mgr.web.public import PUBLIC
from tests import cast
from tests.client import PageClient
from tests.integration.reports import world

# What somebody with the role of a donor may open: reports, their own account, and nothing of anybody.
OPEN_TO_DONORS = {
    "reports.reports", "reports.report", "reports.indicators", "reports.download", "desk.home",
    "accounts.account", "accounts.password", "jobs.show", "jobs.state", "web.draft",
}  # fmt: skip


@pytest.fixture
def published(here: Flask) -> str:
    """A report that was approved by a second person."""
    world.populate(cast.CASEWORKER.actor())
    reference = building.build(cast.COORDINATOR.actor(), world.YEAR).reference
    reviewer = cast.REVIEWER.actor()
    building.approve(reviewer, reference, reports.get_report(reviewer, reference)[0].sha256)
    db.session.commit()
    return reference


def _entries(event: Event) -> list[EntryView]:
    return list(log.list_entries(cast.COORDINATOR.actor(), EntryFilter(event=event), PageRequest()).items)


def _made(client: PageClient, reference: str) -> str:
    page = client.submit(client.visit(f"/reports/{reference}/links"), whom="The office of the fund", days="7")
    (link,) = [one.text for one in page.main.all("code") if "/r/" in one.text]
    assert link not in client.visit(f"/reports/{reference}/links").html, "shown once"
    return link[link.index("/r/") :]


def test_a_link_is_made_opened_counted_and_taken_back(
    published: str, client: PageClient, another_client: PageClient
) -> None:
    client.sign_in(cast.COORDINATOR)
    path = _made(client, client.visit(f"/reports/{published}").path.rsplit("/", 1)[1])
    stored = db.session.query(ReportLink).one()
    assert path.removeprefix("/r/") not in (stored.token_digest, stored.public_id)
    page = another_client.visit(path)
    assert published in page.heading
    assert "Figures of the period" in page.html
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    assert page.response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.response.headers["Cache-Control"] == "no-store"
    assert "/people/" not in page.html
    assert "/figures/" not in page.html
    for kind in files.TYPES:
        answer = another_client.get(f"{path}/file.{kind}")
        assert files.check(answer.get_data()).fault is None
    assert another_client.get(f"{path}/file.exe").status_code == 404
    assert another_client.get("/reports").status_code == 303, "a link is no sign-in"
    listed = client.visit(f"/reports/{published}/links")
    assert "The office of the fund" in listed.text
    (link,) = queries.list_links(cast.COORDINATOR.actor(), published)
    assert (link.opened, link.stands) == (6, True)
    opened = _entries(Event.REPORT_LINK_OPENED)
    assert [entry.facts["format"] for entry in reversed(opened)] == ["page", *files.TYPES]
    assert {entry.actor for entry in opened} == {link.public_id}
    client.submit(listed, action=f"/reports/{published}/links/{link.public_id}/revoke")
    gone = another_client.visit(path, 410)
    assert "expired or was withdrawn" in gone.text
    assert "Figures of the period" not in gone.html
    assert gone.response.headers["Referrer-Policy"] == "no-referrer"
    assert len(_entries(Event.REPORT_LINK_REFUSED)) == 1
    assert len(_entries(Event.REPORT_LINK_REVOKED)) == 1


def test_a_report_that_was_taken_back_is_read_by_no_link(
    published: str, client: PageClient, another_client: PageClient
) -> None:
    client.sign_in(cast.COORDINATOR)
    path = _made(client, published)
    building.revoke(cast.REVIEWER.actor(), published, "A number was wrong")
    db.session.commit()
    assert "expired or was withdrawn" in another_client.visit(path, 410).text
    assert another_client.get(f"{path}/file.csv").status_code == 410
    assert "Report taken back" in client.visit(f"/reports/{published}/links").text
    with pytest.raises(Refused, match="taken back"):
        service.make_link(cast.COORDINATOR.actor(), published, "Another office", 7)


def test_a_link_ends_by_itself(published: str, client: PageClient) -> None:
    token = service.make_link(cast.COORDINATOR.actor(), published, "The fund", 7)
    db.session.commit()
    client.visit(f"/r/{token}")
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1)):
        client.visit(f"/r/{token}", 410)
        client.visit(f"/r/{token}/file.json", 410)
    client.visit(f"/r/{token[:-1]}", 404)
    client.visit(f"/r/{'x' * 300}", 404)


def test_who_tries_secrets_is_stopped(client: PageClient) -> None:
    answers = [client.get(f"/r/{number}").status_code for number in range(61)]
    assert answers == [404] * 60 + [429]


def test_what_is_refused(published: str, here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    draft = building.build(who, world.YEAR).reference
    with pytest.raises(Refused, match="Only a published report"):
        service.make_link(who, draft, "x", 7)
    with pytest.raises(Refused, match="for whom"):
        service.make_link(who, published, " ", 7)
    for days in (0, 91):
        with pytest.raises(Refused, match="1 to 90 days"):
            service.make_link(who, published, "x", days)
    for member in (cast.REVIEWER, cast.DONOR, cast.AUDITOR):
        with pytest.raises(Forbidden):
            service.make_link(member.actor(), published, "x", 7)
    with pytest.raises(NotFound):
        service.make_link(cast.STRANGER.actor(), published, "x", 7)
    service.make_link(who, published, "x", 7)
    (link,) = queries.list_links(who, published)
    with pytest.raises(NotFound):
        service.revoke_link(cast.STRANGER.actor(), link.public_id)
    assert queries.list_links(cast.STRANGER.actor(), published) == []
    service.revoke_link(who, link.public_id)
    with pytest.raises(Refused, match="already"):
        service.revoke_link(who, link.public_id)


def test_a_donor_reaches_reports_and_nothing_else(published: str, client: PageClient) -> None:
    """Every page of the product is asked for as a donor; what is not a report is closed, whatever it names."""
    client.sign_in(cast.DONOR)
    seen: dict[str, int] = {}
    for rule in client.application.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in PUBLIC:
            continue
        path = re.sub(r"<int:[^>]+>", "1", rule.rule)
        path = re.sub(r"<(?:path:)?reference>", published if path.startswith("/reports") else "BY-2021-00001", path)
        seen[rule.endpoint] = client.get(re.sub(r"<[^>]+>", "x", path)).status_code
    opened = {endpoint for endpoint, status in seen.items() if status not in (403, 404)}
    assert opened <= OPEN_TO_DONORS, sorted(opened - OPEN_TO_DONORS)
    assert (seen["reports.reports"], seen["reports.report"]) == (200, 404), (
        "a report of no grant of theirs is not there"
    )
    assert len(seen) > 150

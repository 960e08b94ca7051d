"""Reports for the house itself: each number is the list behind it, and nobody counts what they may not open."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import queries as cases
from case_mgr.cases.types import CaseFilter
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity, Sex
from case_mgr.extensions import db
from case_mgr.insight import queries
from case_mgr.insight.types import COLUMNS, NOBODY, Month, Sheet
from case_mgr.tasks import queries as tasks
from case_mgr.tasks import service as tasking
from case_mgr.tasks.types import Filter, TaskDraft
from case_mgr.tasks.types import Group as Due
from tests import cast
from tests.client import PageClient
from tests.factories.advocacy import a_closed_talk
from tests.integration import records

HIDDEN = "Вера Схаваная"


@pytest.fixture
def world(here: Flask) -> str:
    """Three people with cases, one of them followed and one withheld from the coordinator; returns a case."""
    who = cast.CASEWORKER.actor()
    coordinator = cast.COORDINATOR.actor()
    born, _ = records.person(who, "Тарас Вярбіцкі", born="1980-02-03")
    followed = records.case(who, born, *records.HELD, owner=who.public_id)
    bare, _ = records.person(coordinator, "Ганна Пустая", countries=(), sex=Sex.UNKNOWN)
    records.case(coordinator, bare)
    hidden, _ = records.person(who, HIDDEN, countries=(), sensitivity=Sensitivity.RESTRICTED)
    records.case(who, hidden, *records.HELD)
    yesterday = PartialDate.from_date(clock.today() - timedelta(days=1))
    for due in (yesterday, PartialDate.from_date(clock.today() + timedelta(days=40))):
        tasking.add(coordinator, TaskDraft("Call the lawyer", due=due, case=followed, assignee=who.public_id))
    db.session.commit()
    return followed


def _month() -> Month:
    return Month.read("", clock.today())


def test_each_number_is_the_list_behind_it(world: str) -> None:
    who = cast.COORDINATOR.actor()
    for sheet in Sheet:
        rows = queries.count_all(who, sheet, _month())
        for key in COLUMNS[sheet]:
            for row in rows:
                assert queries.list_behind(who, key, _month(), row.who, PageRequest()).total == row.counts[key], key
            whole = queries.list_behind(who, key, _month(), "", PageRequest())
            assert whole.total == sum(row.counts[key] for row in rows), key
            assert HIDDEN not in {line.name for line in whole.items}


def test_what_is_missing_and_by_whom(world: str) -> None:
    who = cast.COORDINATOR.actor()
    found = {row.who: row.counts for row in queries.count_all(who, Sheet.QUALITY, _month())}
    assert (found[NOBODY]["nationality"], found[NOBODY]["sex"], found[NOBODY]["birth"]) == (1, 1, 1)
    assert found[NOBODY]["empty"] == 1
    assert found[cast.CASEWORKER.actor().public_id]["birth"] == 0
    near = cast.CASEWORKER.actor()
    with pytest.raises(Forbidden):
        queries.count_all(near, Sheet.QUALITY, _month())
    assert queries.count_all(cast.STRANGER.actor(), Sheet.QUALITY, _month()) == []


def test_they_agree_with_the_lists_of_other_pages(world: str) -> None:
    who, worker = cast.COORDINATOR.actor(), cast.CASEWORKER.actor().public_id
    late = {row.who: row.counts["late"] for row in queries.count_all(who, Sheet.OVERDUE, _month())}
    assert late[worker] == tasks.count_tasks(who, Filter(group=Due.OVERDUE, assignee=worker)) == 1
    load = queries.count_all(who, Sheet.CASELOAD, _month())
    assert sum(row.counts["open"] for row in load) == cases.count_cases(who, CaseFilter(only_open=True))
    followed = next(row.counts["open"] for row in load if row.who == worker)
    assert followed == cases.count_cases(who, CaseFilter(only_open=True, owner=worker)) == 1
    before = _month().moved(-1)
    assert queries.count_all(who, Sheet.MONTH, before) == []
    with time_machine.travel(clock.now() + timedelta(days=100)):
        still = queries.count_all(who, Sheet.OVERDUE, _month())
        assert sum(row.counts["still"] for row in still) == cases.count_cases(who, CaseFilter(only_open=True))


def test_the_review_of_access_is_the_log_under_the_same_filter(world: str, client: PageClient) -> None:
    person = cases.get_case(cast.CASEWORKER.actor(), world).row.person_id
    client.sign_in(cast.CASEWORKER)
    for _ in range(2):
        client.visit(f"/people/{person}/family")
    client.sign_out()
    officer = cast.ADVOCACY_OFFICER.actor()
    talk = a_closed_talk(officer)
    audit.record(officer, Event.TALK_FILE_TAKEN_OUT, talk, label=talk.reference)
    db.session.commit()
    client.sign_in(cast.AUDITOR)
    page = client.visit("/insight/access")
    assert "talk_file_taken_out" not in page.html, "a number whose list the log would not show"
    looked = EntryFilter(event=Event.FAMILY_OPENED, actor=cast.CASEWORKER.actor().public_id)
    count = log.list_entries(cast.AUDITOR.actor(), looked, PageRequest()).total
    assert count > 0
    href = next(a.get("href") or "" for a in page.main.all("a") if "family_opened" in (a.get("href") or ""))
    listed = client.visit(href)
    assert f"{count} entr" in listed.text
    assert (
        "Nobody opened anything"
        in client.visit(
            "/insight/access?since-day=1&since-month=1&since-year=2020&until-day=2&until-month=1&until-year=2020"
        ).text
    )


def test_the_pages(world: str, client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    page = client.visit(
        client.visit("/reports").links["Reports for ourselves: the month, caseload, overdue, what is missing"]
    )
    for sheet in ("The month", "Caseload", "Overdue", "What is missing"):
        shown = client.visit(page.links[sheet])
        for href in {a.get("href") or "" for a in shown.main.all("a") if "/insight/" in (a.get("href") or "")}:
            client.visit(href)
        assert HIDDEN not in shown.html
    month = client.visit("/insight/month?month=2199-77")
    assert month.heading == f"The month: {_month().first:%B %Y}"
    client.visit("/insight/nothing", 404)
    client.visit("/insight/month/birth", 404)
    for member in (cast.CASEWORKER, cast.AUDITOR, cast.DONOR):
        client.sign_out()
        client.sign_in(member)
        client.visit("/insight", 403)

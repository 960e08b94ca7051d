"""The pages of tasks: set, give, put off, close, take up again; the list, the calendar and its file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from icalendar import Calendar

from case_mgr.accounts import service as members
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import service as cases
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.imports.service.ties import TASKED
from case_mgr.tasks import queries, service
from case_mgr.tasks.types import Filter, Whose
from tests import cast
from tests.client import Page, PageClient
from tests.factories import law
from tests.factories.people import a_case, a_person, an_event
from tests.factories.tasks import a_task, checked

NAME, SECRET = "Тарас Вярбіцкі", "Call Taras’s mother about the letter"


@pytest.fixture
def case(here: Flask) -> Case:
    """A case of somebody in custody."""
    made = a_case(cast.CASEWORKER.actor(), a_person(cast.CASEWORKER.actor(), NAME))
    an_event(made, day="2023-05-04")
    db.session.commit()
    return made


def day(name: str, on: date) -> dict[str, Any]:
    return {f"{name}__day": on.day, f"{name}__month": on.month, f"{name}__year": on.year}


def ahead(count: int) -> str:
    return (clock.today() + timedelta(count)).isoformat()


def figures(page: Page) -> dict[str, tuple[int, str]]:
    """Return the numbers of a page by their label, each with where it leads."""
    found = [link for link in page.main.all("a") if link.text.split()[:1] and link.text.split()[0].isdigit()]
    return {" ".join(link.text.split()[1:]): (int(link.text.split()[0]), link.get("href") or "") for link in found}


def test_from_setting_a_task_to_its_outcome(case: Case, client: PageClient) -> None:
    ref = case.reference
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/cases/{ref}/tasks")
    assert "There is no task in this case" in page.text
    page = client.visit(page.links["Set a task"])
    page = client.submit(page, 422, what=" ", case=ref)
    assert "Write what is to be done" in page.text
    due = clock.today() + timedelta(3)
    page = client.submit(
        page, what=SECRET, case=ref, assignee=cast.SECOND_CASEWORKER.actor().public_id, **day("due", due)
    )
    assert "due in 3 days" in page.text
    assert NAME not in page.title
    page = client.visit(page.links[SECRET])
    assert cast.SECOND_CASEWORKER.name in page.text
    page = client.submit(
        client.visit(page.links["Put off"]), 422, reason="The lawyer is away.", **day("until", clock.today())
    )
    assert "Choose a day after today." in page.text
    page = client.submit(page, reason="The lawyer is away.", **day("until", clock.today() + timedelta(20)))
    assert "put off until" in page.text
    assert "The lawyer is away." in page.text
    page = client.submit(client.visit(page.links["Give to somebody"]), assignee="")
    assert "nobody yet" in page.text
    page = client.submit(client.visit(page.links["Done"]), 422, outcome="  ")
    page = client.submit(page, outcome="She got two letters.")
    assert "She got two letters." in page.text
    for said in ("A task was set", "A task was put off", "A task was given to somebody", "A task was done"):
        assert said in page.text
    page = client.submit(page, action=f"/tasks/{page.path.rsplit('/', maxsplit=1)[-1]}/reopen")
    assert "due in 3 days" in page.text


def test_somebody_else_was_quicker(case: Case, client: PageClient, another_client: PageClient) -> None:
    task = a_task(case, SECRET).public_id
    client.sign_in(cast.CASEWORKER)
    another_client.sign_in(cast.COORDINATOR)
    slow = client.visit(f"/tasks/{task}/done")
    another_client.submit(another_client.visit(f"/tasks/{task}/assign"), assignee="")
    page = client.submit(slow, 409, outcome="Called her.")
    assert "Called her." in page.html, "nothing typed is lost"
    page = client.submit(page, action=f"/tasks/{task}/done")
    assert "The task is done." in page.text


def test_the_list_is_grouped_and_its_numbers_are_its_lists(case: Case, client: PageClient) -> None:
    a_task(case, "Long ago", "2024-03")
    a_task(case, "Soon", ahead(2))
    a_task(None, "Some day")
    a_task(case, "Far", f"{ahead(40)}/{ahead(60)}")
    service.finish(cast.COORDINATOR.actor(), a_task(case, "Over").public_id, "Good.")
    a_task(case, "Of another", ahead(1), to=cast.CASEWORKER.actor().public_id)
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    page = client.visit("/tasks")
    assert [caption.text for caption in page.main.all("caption")] == [
        "Overdue",
        "This week",
        "Later",
        "No date",
        "Done",
    ]
    assert "Of another" not in page.text
    found = figures(page)
    assert {label: count for label, (count, _) in found.items()} == {
        "Overdue": 1, "This week": 1, "Later": 1, "No date": 1, "Done": 1,
    }  # fmt: skip
    for _, href in found.values():
        assert "1 task" in client.visit(href).text
    assert "between" in page.text
    page = client.visit(
        f"/tasks?whose=all&case={case.reference}&rule=person&assignee={cast.CASEWORKER.actor().public_id}"
    )
    assert "Of another" in page.text
    assert "Soon" not in page.text
    assert "0 tasks for these filters" in client.visit("/tasks?whose=all&case=BY-1999-00001").text


def test_what_is_due_sooner_stands_first(case: Case) -> None:
    who = cast.COORDINATOR.actor()
    for count in (6, 2, 4, 30):
        a_task(case, f"in {count}", ahead(count))
    asleep = a_task(case, "asleep", ahead(-3))
    service.snooze(who, asleep.public_id, clock.today() + timedelta(3), "The lawyer is away.")
    rows = queries.list_tasks(who, Filter(), PageRequest()).items
    assert [row.what for row in rows] == ["in 2", "in 4", "in 6", "asleep", "in 30"]
    shown = queries.list_due_between(who, clock.today(), clock.today() + timedelta(7))
    assert [row.what for row in shown] == ["in 2", "asleep", "in 4", "in 6"]


def test_a_withheld_case_is_given_to_nobody_who_may_not_open_it(here: Flask, client: PageClient) -> None:
    who = cast.CASEWORKER.actor()
    case = a_case(who, a_person(who, NAME, sensitivity=Sensitivity.RESTRICTED))
    task = a_task(case, SECRET, ahead(1), by=who)
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/tasks/{task.public_id}/assign")
    choices = page.root.all("select", name="assignee")[0].text
    assert cast.CASEWORKER.name in choices
    assert cast.COORDINATOR.name not in choices
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    for path in (f"/tasks/{task.public_id}", f"/tasks/{task.public_id}/done", f"/cases/{case.reference}/tasks"):
        client.visit(path, 404)
    assert SECRET not in client.visit("/tasks?whose=all").html
    page = client.submit(client.visit("/tasks/new"), 422, what="Look", case=case.reference)
    assert "There is no such case." in page.text
    assert case.reference not in client.visit("/calendar?whose=all").html
    assert case.reference.encode() not in client.get("/calendar.ics?whose=all").data
    assert SECRET not in client.visit("/audit").html


def test_the_calendar_shows_tasks_and_hearings_and_its_file_only_references(case: Case, client: PageClient) -> None:
    due = clock.today() + timedelta(1)
    task = a_task(case, SECRET, due.isoformat(), by=cast.CASEWORKER.actor())
    a_task(None, "Buy stamps", due.isoformat(), by=cast.CASEWORKER.actor())
    law.a_hearing(case.reference, day="2026-01-20")
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/calendar?month={due:%Y-%m}")
    (table,) = page.main.all("table")
    assert table.all("caption")
    assert len(table.all("th", scope="col")) == 7
    assert SECRET in table.text
    shown = client.visit(f"/calendar?day={due.isoformat()}")
    assert "Buy stamps" in shown.text
    assert "Hearing" not in client.visit("/calendar?month=2026-01").text, "no case of mine"
    january = client.visit("/calendar?month=2026-01&whose=all")
    assert "Hearing" in january.main.all("table")[0].text
    assert "Hearing" not in client.visit(january.links["February 2026"]).main.all("table")[0].text
    for nonsense in ("2026-13", "0000-00", "x", "99999-01"):
        client.visit(f"/calendar?month={nonsense}")
    client.visit("/calendar?day=2026-02-30")
    response = client.get("/calendar.ics")
    assert response.mimetype == "text/calendar"
    assert NAME not in response.headers["Content-Disposition"]
    events = [event for event in Calendar.from_ical(response.data).walk("VEVENT") if event.decoded("dtstart") == due]
    assert {str(event["summary"]) for event in events} == {case.reference, "Task"}
    assert f"{task.public_id}@case-mgr" in {str(event["uid"]) for event in events}
    for secret in (SECRET, NAME, "stamps", "lawyer"):
        assert secret.encode() not in response.data
    entry = log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.EXPORT_MADE), PageRequest()).items[0]
    assert entry.facts["what"] == "calendar"


def test_an_address_for_a_calendar_application(case: Case, client: PageClient, another_client: PageClient) -> None:
    who = cast.CASEWORKER.actor()
    a_task(case, SECRET, ahead(2), by=who)
    a_task(case, "Of another", ahead(2), by=cast.COORDINATOR.actor())
    client.sign_in(cast.CASEWORKER)
    page = client.visit(client.visit("/calendar").links["An address for a calendar application"])
    assert "You have none." in page.text
    page = client.submit(page, action="/calendar/link")
    first = urlsplit(page.root.all("code")[0].text).path
    assert first not in client.visit("/calendar/link").html, "it is shown once"
    response = another_client.get(first)
    assert (response.status_code, response.mimetype) == (200, "text/calendar")
    assert len(Calendar.from_ical(response.data).walk("VEVENT")) == 1, "the own days alone"
    for secret in (SECRET, NAME, who.name, who.email):
        assert secret.encode() not in response.data
    page = client.visit("/calendar/link")
    assert "It was last used on" in page.text
    page = client.submit(page, action="/calendar/link")
    second = urlsplit(page.root.all("code")[0].text).path
    assert another_client.get(first).status_code == 404, "one made before has ended"
    assert another_client.get(second).status_code == 200
    members.end_membership(cast.ADMINISTRATOR.actor(), who.public_id)
    db.session.commit()
    assert another_client.get(second).status_code == 404, "whoever is no member has no calendar"
    assert another_client.get("/calendar/feed/x.ics").status_code == 404


def test_a_calendar_address_is_ended_by_its_owner(case: Case, client: PageClient, another_client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.submit(client.visit("/calendar/link"), action="/calendar/link")
    address = urlsplit(page.root.all("code")[0].text).path
    client.submit(client.visit("/calendar/link"), action="/calendar/link/end")
    assert another_client.get(address).status_code == 404
    said = log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.CALENDAR_LINK_CHANGED), PageRequest()).items
    assert [entry.facts["change"] for entry in said] == ["ended", "made"]
    assert address.rsplit("/", maxsplit=1)[-1].removesuffix(".ics") not in str(said)


def test_my_work_begins_with_what_is_due(case: Case, client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    assert "Nothing is due." in client.visit("/").text
    a_task(case, "Far", "2999-06-12")
    assert "Nothing is due. Next deadline: 12 June 2999" in client.visit("/").text
    for number in range(11):
        a_task(case, f"Call number {number}", ahead(number % 3))
    page = client.visit("/")
    assert page.text.count("Call number") == 10
    assert "11 tasks" in client.visit(page.links["See all (11)"]).text
    assert "A task was set" in page.text, "what I did last"
    client.sign_out()
    client.sign_in(cast.DATA_CLERK)
    page = client.visit("/")
    assert "Needs action today" not in page.text
    assert "Tasks" not in page.links
    client.visit("/tasks", 403)
    client.visit("/calendar", 403)


def test_a_rule_leads_to_the_page_where_its_act_is_done(case: Case, client: PageClient) -> None:
    an_event(case, "last_sign_of_life", "2023-06-01")
    checked()
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    page = client.submit(client.visit("/tasks?whose=all"), action="/tasks/check")
    assert "The rules were checked" in page.text
    page = client.visit(page.links["Ask for a sign of life: none for 30 days"])
    assert "30 days after the last sign of life, or after we began to follow the case: 1 June 2023" in page.text
    assert "Change" not in page.links, "what a rule says is not rewritten"
    page = client.visit(page.links["Record a sign of life"])
    assert page.path.startswith(f"/cases/{case.reference}/events/new?kind=last_sign_of_life")


def test_an_import_is_not_taken_back_under_somebodys_work(case: Case) -> None:
    from case_mgr.imports.models import ImportRow
    from case_mgr.imports.service.ties import Ties

    row = ImportRow(case_reference=case.reference, person=case.detainee.public_id)
    who = cast.COORDINATOR.actor()
    an_event(case, "last_sign_of_life", "2023-06-01")
    checked()
    assert Ties(who, [row]).of_case(row) == "", "what a rule opened by itself holds nothing"
    service.snooze(who, queries.list_of_case(who, case.reference)[0].public_id, clock.today() + timedelta(3), "Later.")
    assert Ties(who, [row]).of_person(row) == TASKED


def test_my_team_are_the_cases_on_which_i_work(case: Case) -> None:
    a_task(case, by=cast.CASEWORKER.actor())
    who = cast.SECOND_CASEWORKER.actor()
    assert queries.count_tasks(who, Filter(Whose.TEAM)) == 0
    cases.join_team(cast.CASEWORKER.actor(), case.reference, who.public_id)
    db.session.flush()
    assert queries.count_tasks(who, Filter(Whose.TEAM)) == 1

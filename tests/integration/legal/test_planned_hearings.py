"""Hearings that lie ahead: planned, moved with the old day kept, asked about by a task, told once they were held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.legal import queries, service
from case_mgr.legal.models import Hearing
from case_mgr.legal.refusals import Wrong
from case_mgr.legal.types.drafts import HearingDraft, PostponementDraft
from case_mgr.legal.types.kinds import What
from case_mgr.tasks import queries as tasks
from case_mgr.tasks.models import Task
from case_mgr.tasks.types import State, Whose
from tests import cast
from tests.client import PageClient
from tests.factories import law
from tests.factories.people import a_case, a_person, an_event
from tests.factories.tasks import checked

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TO_COME, LATER = "2026-03-20", "2026-04-14"


@pytest.fixture
def clock(here: Flask) -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    with time_machine.travel(START, tick=False) as moved:
        yield moved


def held(**facts: object) -> Case:
    """A case of somebody detained and charged, followed by a caseworker."""
    who = cast.CASEWORKER.actor()
    case = a_case(who, a_person(who, **facts), owner=who.public_id)
    an_event(case, day="2026-01-10", by=who)
    an_event(case, "charge", "2026-02-01", by=who)
    db.session.commit()
    return case


def planned(case: Case, day: str = TO_COME, **facts: object) -> Hearing:
    row = law.a_plan(case.reference, day, cast.CASEWORKER.actor(), **facts)
    db.session.commit()
    return row


def kinds(case: Case) -> list[str]:
    events = cases.get_case(cast.CASEWORKER.actor(), case.reference).events
    return [event.kind for event in reversed(events) if not event.withdrawn]


def stage(case: Case) -> str:
    return str(cases.get_case(cast.CASEWORKER.actor(), case.reference).row.stage)


def the_task() -> Task:
    db.session.expire_all()
    (row,) = db.session.scalars(select(Task).where(Task.rule == "hearing").order_by(Task.id))
    return row


def move(
    case: Case, row: Hearing, to: str | None = LATER, reason: str = "The judge is ill.", **facts: object
) -> Hearing:
    draft = PostponementDraft(PartialDate.parse(to) if to else None, reason=reason, **facts)  # type: ignore[arg-type]  # dates and texts
    found = service.postpone_hearing(cast.CASEWORKER.actor(), case.reference, row.public_id, draft, row.version)
    db.session.commit()
    return found


def told_of(case: Case) -> list[Event]:
    seen = log.list_entries(cast.COORDINATOR.actor(), EntryFilter(), PageRequest(1, 100)).items
    return [
        entry.event
        for entry in seen
        if str(entry.event).startswith("hearing") and entry.subject_label == case.reference
    ]


@pytest.mark.usefixtures("clock")
def test_a_day_that_lies_ahead_plans_a_hearing_and_moves_no_stage() -> None:
    case = held()
    draft = HearingDraft(law.told(TO_COME), hour="9.05", observer="Обсервер Прыдуманы")
    row = service.record_hearing(cast.CASEWORKER.actor(), case.reference, draft)
    db.session.commit()
    (view,) = queries.get_legal(cast.CASEWORKER.actor(), case.reference).hearings
    assert (row.planned, view.planned, view.hour, view.observer) == (True, True, "09:05", "Обсервер Прыдуманы")
    assert row.event is None
    assert (kinds(case), stage(case)) == (["detention", "charge"], "charged")
    assert told_of(case) == [Event.HEARING_PLANNED]


@pytest.mark.usefixtures("clock")
def test_a_month_that_has_begun_is_planned_when_somebody_says_so() -> None:
    case = held()
    assert planned(case, "2026-03").planned
    assert not law.a_hearing(case.reference, "2026-03", cast.CASEWORKER.actor()).planned
    assert kinds(case) == ["detention", "charge", "hearing"]


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("day", "facts", "field"),
    [
        ("2026-03-01", {}, "happened"),
        (None, {}, "happened"),
        (TO_COME, {"result": "Sentenced."}, "result"),
        (TO_COME, {"hour": "25:00"}, "hour"),
        (TO_COME, {"hour": "noon"}, "hour"),
    ],
)
def test_what_is_no_plan_is_refused_at_its_field(day: str | None, facts: dict[str, Any], field: str) -> None:
    case = held()
    with pytest.raises(Wrong) as refused:
        service.record_hearing(cast.CASEWORKER.actor(), case.reference, HearingDraft(law.told(day), True, **facts))
    assert refused.value.field == field
    db.session.rollback()
    assert queries.get_legal(cast.CASEWORKER.actor(), case.reference).hearings == ()


@pytest.mark.usefixtures("clock")
def test_nothing_is_planned_in_a_case_that_has_ended() -> None:
    case = held()
    an_event(case, "acquittal", "2026-02-20", by=cast.CASEWORKER.actor(), reason="the court file")
    with pytest.raises(Wrong, match="has ended"):
        planned(case)


@pytest.mark.usefixtures("clock")
def test_a_postponement_keeps_the_day_that_was_announced() -> None:
    case = held()
    row = planned(case, hour="10:00")
    with pytest.raises(Wrong, match="postpone it"):
        service.amend_hearing(
            cast.CASEWORKER.actor(), case.reference, row.public_id, HearingDraft(law.told(LATER)), row.version
        )
    db.session.rollback()
    move(case, row, decided=PartialDate.parse("2026-03-01"), hour="11:30", source="lawyer, 7")
    (view,) = queries.get_legal(cast.CASEWORKER.actor(), case.reference).hearings
    (one,) = view.postponements
    assert (view.happened, view.hour, view.planned) == (law.on(LATER), "11:30", True)
    assert (one.before, one.after, one.decided) == (law.on(TO_COME), law.on(LATER), law.on("2026-03-01"))
    assert (one.reason, one.source) == ("The judge is ill.", "lawyer, 7")
    assert kinds(case) == ["detention", "charge"]
    move(case, row, None, "Adjourned without a day.")
    (view,) = queries.get_legal(cast.CASEWORKER.actor(), case.reference).hearings
    assert (view.happened, [one.before for one in view.postponements]) == (None, [law.on(TO_COME), law.on(LATER)])
    assert told_of(case).count(Event.HEARING_POSTPONED) == 2


@pytest.mark.usefixtures("clock")
def test_a_postponement_without_sense_is_refused() -> None:
    case = held()
    row = planned(case)
    for facts, field in (
        ({"reason": " "}, "reason"),
        ({"to": TO_COME}, "after"),
        ({"to": "2026-03-01"}, "after"),
        ({"decided": law.on("2026-03-03")}, "decided"),
    ):
        with pytest.raises(Wrong) as refused:
            move(case, row, **facts)
        assert refused.value.field == field
        db.session.rollback()
    seen = row.version
    move(case, row)
    with pytest.raises(Stale):
        service.postpone_hearing(
            cast.CASEWORKER.actor(), case.reference, row.public_id, PostponementDraft(None, reason="Again."), seen
        )


def test_the_task_follows_the_day_and_is_closed_by_the_result(clock: time_machine.Traveller) -> None:
    case = held()
    row = planned(case)
    checked()
    task = the_task()
    assert (task.case_id, task.base, task.due, task.state) == (case.id, law.on(TO_COME), law.on(TO_COME), State.OPEN)
    assert task.assignee_id == cast.CASEWORKER.actor().user_id
    move(case, row)
    checked()
    task = the_task()
    assert (task.due, task.due_before) == (law.on(LATER), law.on(TO_COME))
    move(case, row, None, "No new day.")
    checked()
    assert the_task().due == PartialDate.unknown()
    move(case, row, LATER, "A day was set.")
    checked()
    clock.move_to(datetime(2026, 4, 16, 9, 0, tzinfo=UTC))
    checked()
    assert (the_task().state, the_task().due) == (State.OPEN, law.on(LATER))
    draft = HearingDraft(law.told(LATER), result="Adjourned after the witnesses.")
    service.hold_hearing(cast.CASEWORKER.actor(), case.reference, row.public_id, draft, row.version)
    db.session.commit()
    assert (kinds(case), stage(case)) == (["detention", "charge", "hearing"], "on_trial")
    assert not queries.list_planned(cast.CASEWORKER.actor(), case.reference)
    checked()
    assert (the_task().state, the_task().closed_by_id) == (State.DONE, None)
    with pytest.raises(Refused, match="held already"):
        move(case, row)


def test_nobody_records_the_result_of_what_lies_ahead(clock: time_machine.Traveller) -> None:
    case = held()
    row = planned(case)
    with pytest.raises(Wrong, match="future"):
        service.hold_hearing(
            cast.CASEWORKER.actor(), case.reference, row.public_id, HearingDraft(law.told(TO_COME)), row.version
        )
    db.session.rollback()
    assert (row.planned, kinds(case)) == (True, ["detention", "charge"])


@pytest.mark.usefixtures("clock")
def test_a_plan_that_was_taken_back_leaves_no_task_and_no_day() -> None:
    case = held()
    row = planned(case)
    checked()
    service.take_back(cast.CASEWORKER.actor(), case.reference, What.HEARING, row.public_id, "Another man’s.")
    db.session.commit()
    checked()
    assert the_task().state == State.DONE
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert queries.list_hearings_between(cast.CASEWORKER.actor(), *year) == []


@pytest.mark.usefixtures("clock")
def test_a_plan_in_a_withheld_case_is_known_to_its_team_alone() -> None:
    case = held(sensitivity=Sensitivity.RESTRICTED)
    row = planned(case)
    checked()
    year = (date(2026, 1, 1), date(2026, 12, 31))
    for member in (cast.SECOND_CASEWORKER, cast.STRANGER):
        who = member.actor()
        assert queries.list_hearings_between(who, *year) == []
        assert queries.list_planned(who, case.reference) == []
        assert tasks.list_due_between(who, *year, Whose.ALL) == []
        with pytest.raises(NotFound):
            service.postpone_hearing(who, case.reference, row.public_id, PostponementDraft(None, reason="x"), 1)
    ((day, one),) = queries.list_hearings_between(cast.CASEWORKER.actor(), *year)
    assert (day, one.case, one.planned) == (date(2026, 3, 20), case.reference, True)


@pytest.mark.usefixtures("clock")
def test_pages_plan_postpone_and_show_the_next_step(client: PageClient) -> None:
    case = held()
    client.sign_in(cast.CASEWORKER)
    legal = client.visit(f"/cases/{case.reference}/legal")
    form = client.visit(legal.links["Plan a hearing"])
    page = client.submit(form, happened__day="20", happened__month="3", happened__year="2026", hour="10:00")
    assert "Planned" in page.text
    assert "Next step" in client.visit(f"/cases/{case.reference}").text
    assert "Hearing on 20 March 2026" in client.visit(f"/cases/{case.reference}").text
    checked()
    mine = client.visit("/tasks")
    assert f"Hearing in {case.reference} on 20 March 2026: observe it, or record the result" in mine.text
    assert "Planned hearing" in client.visit("/calendar?month=2026-03").text
    file = client.get("/calendar.ics").get_data(as_text=True)
    assert "DTSTART;VALUE=DATE:20260320" in file
    assert f"SUMMARY:{case.reference}" in file
    assert "10:00" not in file
    form = client.visit(next(href for text, href in page.links.items() if text.startswith("Postpone")))
    page = client.submit(form, 422, after__day="14", after__month="4", after__year="2026")
    assert "Say why it was postponed" in page.text
    page = client.submit(page, reason="The judge is ill.")
    assert "Postponed on 2 March 2026: from 20 March 2026 to 14 April 2026." in page.text
    assert "A planned hearing was postponed" in client.visit(f"/cases/{case.reference}/history").text


def test_the_result_is_recorded_through_its_page(clock: time_machine.Traveller, client: PageClient) -> None:
    case = held()
    planned(case)
    client.sign_in(cast.CASEWORKER)
    checked()
    clock.move_to(datetime(2026, 3, 21, 9, 0, tzinfo=UTC))
    client.sign_in(cast.CASEWORKER)
    assert "This day has passed: record what came of it." in client.visit(f"/cases/{case.reference}").text
    task = client.visit(f"/tasks/{the_task().public_id}")
    form = client.visit(task.links["Record the result"])
    page = client.submit(form, result="Adjourned after the witnesses.")
    assert "Adjourned after the witnesses." in page.text
    assert kinds(case) == ["detention", "charge", "hearing"]
    client.visit(form.path, 404)

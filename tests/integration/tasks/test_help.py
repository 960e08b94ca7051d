"""Requests for help: asked, decided, answered; nobody learns of one who may not know of the person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from case_mgr.access.shares import Level
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.desk import discretion
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.imports.models import ImportRow
from case_mgr.imports.service.ties import ASKED, Ties
from case_mgr.tasks import queries, service
from case_mgr.tasks.help_types import (
    AnswerDraft,
    Asker,
    Channel,
    Decision,
    DecisionDraft,
    HelpDraft,
    HelpFilter,
    HelpKind,
    Stage,
    Tab,
    Urgency,
)
from case_mgr.tasks.models import HelpRequest, Task
from case_mgr.tasks.service import Misfilled
from tests import cast
from tests.client import PageClient
from tests.factories.help import a_request_for_help, answered, decided
from tests.factories.people import a_case, a_person
from tests.factories.shares import a_guest, a_share, address
from tests.factories.tasks import checked

NAME, SECRET = "Тарас Вярбіцкі", "Insulin for the camp"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock(here: Flask) -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    with time_machine.travel(START, tick=False) as moved:
        yield moved


@pytest.fixture
def case(here: Flask) -> Case:
    """A case that everybody may open."""
    made = a_case(cast.CASEWORKER.actor(), a_person(cast.CASEWORKER.actor(), NAME))
    db.session.commit()
    return made


def withheld() -> Case:
    """Return a case of somebody withheld, near to the caseworker alone."""
    who = cast.CASEWORKER.actor()
    return a_case(who, a_person(who, NAME, sensitivity=Sensitivity.RESTRICTED))


def days(clock: time_machine.Traveller, count: int) -> None:
    clock.move_to(datetime.now(UTC) + timedelta(days=count))


def of_rule(rule: str) -> list[Task]:
    return list(db.session.scalars(select(Task).where(Task.rule == rule).order_by(Task.id)))


def draft(row: HelpRequest, **facts: object) -> HelpDraft:
    """Return what is recorded of a request, with some of it changed."""
    same = HelpDraft(
        HelpKind(row.kind),
        Asker(row.asker),
        row.asked or "",
        row.received,
        Channel(row.channel),
        Urgency(row.urgency),
        row.case.reference if row.case else "",
        row.assignee.public_id if row.assignee else "",
    )
    return replace(same, **facts)  # type: ignore[arg-type]  # facts of a draft


def test_steps_go_forward_and_each_is_taken_back_with_a_reason(case: Case) -> None:
    who = cast.CASEWORKER.actor()
    row = a_request_for_help(case)
    with pytest.raises(Refused, match="waits for no answer"):
        answered(row)
    with pytest.raises(Refused, match="Nothing was decided yet"):
        service.take_back_help(who, row.public_id, "A mistake")
    decided(row)
    with pytest.raises(Refused, match="waits for no decision"):
        decided(row)
    answered(row)
    with pytest.raises(Refused, match="closed already"):
        service.withdraw_help(who, row.public_id, "Not needed")
    with pytest.raises(Refused, match="Take its last step back"):
        service.amend_help(who, row.public_id, draft(row))
    with pytest.raises(Misfilled, match="Write why"):
        service.take_back_help(who, row.public_id, " ")
    service.take_back_help(who, row.public_id, "It was another mother")
    view = queries.get_help(who, row.public_id)
    assert (view.row.stage, view.row.answered, view.note, view.answered_by) == (Stage.DECIDED, None, "", "")
    assert view.taken_back == "It was another mother"
    service.withdraw_help(who, row.public_id, "She found another lawyer")
    service.take_back_help(who, row.public_id, "She did not")
    view = queries.get_help(who, row.public_id)
    assert (view.row.stage, view.row.decision) == (Stage.DECIDED, Decision.GRANTED), "the decision still holds"
    service.take_back_help(who, row.public_id, "The fund is empty")
    view = queries.get_help(who, row.public_id)
    assert (view.row.stage, view.row.decision, view.row.decided, view.reason) == (Stage.RECEIVED, None, None, "")
    db.session.commit()
    steps = [
        entry.facts.get("step")
        for entry in log.list_entries(
            cast.AUDITOR.actor(), EntryFilter(event=Event.HELP_TAKEN_BACK), PageRequest()
        ).items
    ]
    assert steps == ["decided", "withdrawn", "answered"]


def test_days_stand_in_order_and_none_lies_ahead(clock: time_machine.Traveller) -> None:
    who = cast.COORDINATOR.actor()
    with pytest.raises(Misfilled, match="has not come yet"):
        a_request_for_help(day="2026-04")
    row = a_request_for_help(day="2026-02")
    for day, said in (("2026-01-31", "only after this day"), ("2026-03-03", "has not come yet")):
        with pytest.raises(Misfilled, match=said):
            decided(row, day)
    with pytest.raises(Misfilled, match="Write why it was decided"):
        service.decide_help(who, row.public_id, DecisionDraft(Decision.REFUSED, PartialDate.parse("2026-03"), " "))
    # Within the same month nobody knows which was first.
    decided(row, "2026-02")
    with pytest.raises(Misfilled, match="before this day"):
        service.amend_help(who, row.public_id, draft(row, received=PartialDate.parse("2026-03-01")))
    with pytest.raises(Misfilled, match="decided only after"):
        service.answer_help(who, row.public_id, AnswerDraft(PartialDate.parse("2026-01"), Channel.EMAIL))
    answered(row, "2026-03-01")


def test_only_who_may_open_the_case_knows_of_the_request_or_is_given_it(here: Flask) -> None:
    near, other = cast.CASEWORKER.actor(), cast.SECOND_CASEWORKER.actor()
    row = a_request_for_help(withheld(), SECRET, by=near)
    open_ = a_request_for_help(None, "What can an appeal bring?")
    db.session.commit()
    everything = HelpFilter(Tab.ALL)
    assert [one.public_id for one in queries.list_help(other, everything, PageRequest()).items] == [open_.public_id]
    assert queries.list_help_counts(other, everything).by_tab[Tab.ALL] == 1
    assert queries.list_help_counts(near, everything).by_tab[Tab.ALL] == 2
    with pytest.raises(NotFound):
        queries.get_help(other, row.public_id)
    with pytest.raises(Misfilled, match="may open this case"):
        service.amend_help(near, row.public_id, draft(row, assignee=other.public_id))
    for stranger in (cast.STRANGER.actor(), cast.AUDITOR.actor(), cast.DONOR.actor()):
        assert queries.count_help(stranger, everything) == 0
    with pytest.raises(Forbidden):
        a_request_for_help(by=cast.AUDITOR.actor())
    entries = log.list_entries(cast.COORDINATOR.actor(), EntryFilter(event=Event.HELP_ASKED), PageRequest()).items
    shown = {entry.subject_id: entry.closed for entry in discretion.discreet(cast.COORDINATOR.actor(), entries)}
    assert shown == {row.public_id: True, open_.public_id: False}


def test_rules_open_and_close_their_tasks(clock: time_machine.Traveller, client: PageClient) -> None:
    who = cast.CASEWORKER.actor()
    case = a_case(who, a_person(who), owner=who.public_id)
    row, early = a_request_for_help(case, day="2026-03-01"), a_request_for_help(day="2026-02-27")
    service.withdraw_help(who, early.public_id, "It was asked by mistake")
    days(clock, 12)
    checked()
    assert of_rule("help_undecided") == []
    days(clock, 1)
    checked()
    (task,) = of_rule("help_undecided")
    assert (task.case_id, task.base, task.assignee_id) == (case.id, PartialDate.parse("2026-03-01"), who.user_id)
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    assert client.visit(f"/tasks/{task.public_id}").links["Open the request"] == f"/help/{row.public_id}"
    decided(row, "2026-03-15")
    checked()
    assert task.state == "done"
    assert task.closed_by_id is None
    days(clock, 7)
    checked()
    (asks,) = of_rule("help_unanswered")
    assert asks.state == "open"
    answered(row, "2026-03-22")
    checked()
    assert asks.state == "done"
    service.take_back_help(who, row.public_id, "Nobody called her")
    service.take_back_help(who, row.public_id, "The board had no quorum")
    checked()
    assert [one.state for one in of_rule("help_undecided")] == ["open"], "the same task opens again"


def test_tasks_follow_a_request_into_a_case_that_is_withheld(clock: time_machine.Traveller) -> None:
    near, other = cast.CASEWORKER.actor(), cast.SECOND_CASEWORKER.actor()
    row = a_request_for_help(day="2026-02-01", to=other.public_id)
    checked()
    (task,) = of_rule("help_undecided")
    assert (task.case_id, task.assignee_id) == (None, other.user_id)
    case = withheld()
    service.amend_help(near, row.public_id, draft(row, case=case.reference, assignee=""))
    db.session.commit()
    assert (task.case_id, task.assignee_id) == (case.id, None)
    with pytest.raises(NotFound):
        queries.get_task(other, task.public_id)


def test_a_stale_step_is_refused_and_what_was_written_stays(
    case: Case, client: PageClient, another_client: PageClient
) -> None:
    row = a_request_for_help(case, SECRET)
    db.session.commit()
    seen = row.version
    client.sign_in(cast.CASEWORKER)
    another_client.sign_in(cast.COORDINATOR)
    slow = client.visit(f"/help/{row.public_id}/decide")
    edited = another_client.visit(f"/help/{row.public_id}/edit")
    another_client.submit(edited, asked="Insulin and needles")
    page = client.submit(slow, 409, decision="granted", reason="The doctor says so.")
    assert "The doctor says so." in page.html, "nothing typed is lost"
    with pytest.raises(Stale):
        service.withdraw_help(cast.COORDINATOR.actor(), row.public_id, "x", seen)
    page = client.submit(page, action=f"/help/{row.public_id}/decide")
    assert "The decision was recorded." in page.text


def test_from_the_page_of_a_case_to_the_answer(case: Case, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/cases/{case.reference}")
    page = client.visit(page.links["Record a request"])
    facts: dict[str, Any] = {
        "kind": "medical",
        "asker": "relative",
        "channel": "phone",
        "urgency": "now",
        "asked": SECRET,
    }
    page = client.submit(page, 422, **{**facts, "asked": " "})
    assert "Write what is asked" in page.text
    page = client.submit(page, 422, **facts, case="BY-1999-99999")
    assert "There is no such case" in page.text
    page = client.submit(page, **facts, case=case.reference)
    assert SECRET in page.text
    assert SECRET not in page.title
    assert NAME not in page.text + page.title, "a request names nobody"
    reference = page.title.split(maxsplit=4)[3]
    page = client.visit(f"/cases/{case.reference}")
    assert "Waiting for a decision, since today" in page.text
    listed = client.visit(client.visit("/tasks").links["Help requests"])
    assert f"Medical help, {reference}" in listed.text
    page = client.visit(listed.links[f"Medical help, {reference}"])
    page = client.submit(client.visit(page.links["Decide"]), 422, decision="passed_on", reason="")
    assert "Write why it was decided so" in page.text
    page = client.submit(page, decision="passed_on", reason="To the doctors’ network.")
    assert f"by {cast.CASEWORKER.name}" in page.text, "whoever decided is noted"
    page = client.submit(client.visit(page.links["Record the answer"]), note="Told her.")
    assert "Told her." in page.text
    assert reference not in client.visit("/help").text
    assert reference in client.visit("/help?show=answered&kind=medical").text
    assert reference not in client.visit("/help?show=answered&kind=legal").text
    page = client.submit(client.visit(page.links["Take the answer back"]), reason="Wrong number")
    assert "Wrong number" in page.text
    assert reference in client.visit(f"/help?show=answer&case={case.reference}&assignee=nobody").text


def test_every_kind_and_everybody_who_may_ask_can_be_chosen(case: Case, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit("/help/new")
    kinds = {box.get("value") for box in page.main.all("input", name="kind")}
    askers = {option.get("value") for option in page.main.all("option")}
    assert kinds == {str(kind) for kind in HelpKind}
    assert {str(asker) for asker in Asker} <= askers
    facts: dict[str, Any] = {"kind": "other", "asker": "other", "channel": "other", "asked": "Invented"}
    page = client.submit(page, **facts)
    for said in ("Other help", "Somebody else", "Other way"):
        assert said in page.text


def test_contacts_are_shown_only_through_the_family_page_where_looks_are_written_down(
    case: Case, client: PageClient
) -> None:
    public_id = a_request_for_help(case).public_id
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/help/{public_id}")
    assert f"/people/{case.detainee.public_id}/family" in page.html
    before = log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.FAMILY_OPENED), PageRequest()).total
    client.visit(f"/people/{case.detainee.public_id}/family")
    assert log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.FAMILY_OPENED), PageRequest()).total > before


def test_a_case_in_which_somebody_asked_stays_when_its_import_is_taken_back(case: Case) -> None:
    who, row = cast.COORDINATOR.actor(), ImportRow(case_reference=case.reference, person=case.detainee.public_id)
    assert Ties(who, [row]).of_case(row) == ""
    a_request_for_help(case)
    assert Ties(who, [row]).of_person(row) == ASKED
    assert queries.list_asked(cast.STRANGER.actor(), [case.reference]) == set()


def test_a_guest_of_a_shared_case_learns_of_no_request(case: Case, client: PageClient) -> None:
    row, share = a_request_for_help(case, SECRET), a_share(case, level=Level.EDIT)
    guest = a_guest(share)
    assert queries.count_help(guest, HelpFilter(Tab.ALL)) == 0
    with pytest.raises(NotFound):
        queries.get_help(guest, row.public_id)
    db.session.commit()
    client.sign_in(cast.STRANGER)
    page = client.visit(address(share))
    assert case.reference in page.text
    assert "Asked for help" not in page.text
    assert row.reference not in page.html


def test_the_most_urgent_and_the_oldest_wait_first(here: Flask) -> None:
    third = a_request_for_help(day="2024-01-01")
    second = a_request_for_help(day="2024-03-02", urgency=Urgency.NOW)
    first = a_request_for_help(day="2024-03-01", urgency=Urgency.NOW)
    found = queries.list_help(cast.COORDINATOR.actor(), HelpFilter(Tab.DECISION), PageRequest()).items
    assert [row.public_id for row in found] == [first.public_id, second.public_id, third.public_id]
    decided(first)
    counts = queries.list_help_counts(cast.COORDINATOR.actor(), HelpFilter(Tab.ANSWERED)).by_tab
    assert counts == {Tab.DECISION: 2, Tab.ANSWER: 1, Tab.ANSWERED: 0, Tab.ALL: 3}

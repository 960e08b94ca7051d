"""What kinds of events ask for: recorded by the kind, shown on the timeline, health behind a look that is written."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.cases import queries, service
from case_mgr.cases.models import Case
from case_mgr.cases.types import EventDraft
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person, an_event

DIAGNOSIS = "запаленне лёгкіх"


@pytest.fixture
def case(here: Flask) -> Case:
    wanda = cast.CASEWORKER.actor()
    made = a_case(wanda, a_person(wanda), owner=wanda.public_id)
    an_event(made, by=wanda)
    db.session.commit()
    return made


def test_two_steps_without_a_script(case: Case, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    new = f"/cases/{case.reference}/events/new"
    page = client.visit(f"{new}?kind=punishment_cell&step=2")
    shown = [part for part in page.root.all("div") if part.get("data-kinds") and part.get("hidden") is None]
    assert ["How many days" in part.text or "Reason given" in part.text for part in shown] == [True, True]
    page = client.submit(page, 422, detail__days="many", text="kept")
    assert "Write a whole number, such as 15" in page.text
    assert "kept" in page.html
    page = client.submit(page, detail__days="15", detail__reason_given="an unbuttoned collar")
    assert "15 days" in page.text
    assert "an unbuttoned collar" in page.text


def test_answers_of_another_kind_are_not_kept(case: Case) -> None:
    draft = EventDraft("search", PartialDate.parse("2024"), details={"days": "3", "seized": "a phone"})
    row = service.record_event(cast.CASEWORKER.actor(), case.reference, draft)
    assert row.details == {"seized": "a phone"}


def test_a_facility_of_nobody_is_refused(case: Case) -> None:
    draft = EventDraft("transfer", PartialDate.parse("2024"), details={"to_facility": "no-such-place"})
    with pytest.raises(NotFound):
        service.record_event(cast.CASEWORKER.actor(), case.reference, draft)


def test_health_is_opened_one_look_at_a_time_by_whoever_may(case: Case, client: PageClient) -> None:
    row = an_event(case, "hospital", "2024-01-02", cast.CASEWORKER.actor(), details={"diagnosis": DIAGNOSIS})
    db.session.commit()
    timeline, look = f"/cases/{case.reference}/timeline", f"/cases/{case.reference}/events/{row.public_id}/health"
    client.sign_in(cast.REVIEWER)
    for path in (timeline, f"/cases/{case.reference}/history", f"/cases/{case.reference}"):
        assert DIAGNOSIS not in client.visit(path).html
    assert "belongs to health" not in client.visit(timeline).text
    client.visit(look, status=403)
    client.sign_out()
    client.sign_in(cast.CASEWORKER)
    assert DIAGNOSIS not in client.visit(timeline).html
    assert DIAGNOSIS not in client.visit(f"/cases/{case.reference}/events/{row.public_id}/correct").html
    assert DIAGNOSIS in client.visit(look).text
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    assert "The detail of a person's vulnerabilities was opened" in client.visit("/audit").text
    with pytest.raises(Forbidden):
        service.open_health(cast.REVIEWER.actor(), case.reference, row.public_id)


def test_a_correction_keeps_what_its_form_does_not_show_and_differences_stand_in_the_history(
    case: Case, client: PageClient
) -> None:
    wanda = cast.CASEWORKER.actor()
    given = {"methods": "beating", "perpetrator": "two in masks"}
    first = an_event(case, "torture_report", "2024-01-02", wanda, details=given)
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    form = client.visit(f"/cases/{case.reference}/events/{first.public_id}/correct")
    assert "two in masks" in form.html
    page = client.submit(form, detail__perpetrator="three in masks", detail__medical_evidence="yes")
    assert "three in masks" in page.text
    assert "Earlier:" in page.text
    event = queries.get_case(wanda, case.reference).events[0]
    opened = service.open_health(wanda, case.reference, event.public_id)
    assert opened == {"methods": "beating", "medical_evidence": "yes"}
    history = client.visit(f"/cases/{case.reference}/history").text
    assert "What belongs to health" in history
    assert "beating" not in history.casefold()


def test_a_huge_or_strange_answer_is_told_at_its_field(case: Case, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/cases/{case.reference}/events/new?kind=search&step=2")
    page = client.submit(page, 422, detail__seized="x" * 200_000, happened__day="31", happened__month="2",
                         happened__year="2024")  # fmt: skip
    assert "There is no such day in the calendar" in page.text
    assert "2000" in page.text

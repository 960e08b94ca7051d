"""Sources that tell one event otherwise: all stand on the page, one counts, and somebody may say which."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.cases import queries, service
from case_mgr.cases.models import Case, TimelineEvent
from case_mgr.cases.types import CaseRow, EventDraft, Level
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import Stage
from case_mgr.reports.queries.facts import read_facts
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person, an_event, an_exit


@pytest.fixture
def case(here: Flask) -> Case:
    wanda = cast.CASEWORKER.actor()
    made = a_case(wanda, a_person(wanda), owner=wanda.public_id, year=2023)
    an_event(made, day="2023-05-04", by=wanda, source="L1")
    db.session.commit()
    return made


def otherwise(case: Case, day: str = "2023-05-06", kind: str = "detention", **facts: object) -> TimelineEvent:
    """Record how another source tells the first event."""
    first = case.events[0].public_id
    draft = EventDraft(kind, PartialDate.parse(day), source="L2", **facts)  # type: ignore[arg-type]  # of a test
    row = service.tell_otherwise(cast.CASEWORKER.actor(), case.reference, first, draft)
    db.session.commit()
    return row


def row_of(case: Case) -> CaseRow:
    db.session.expire_all()
    return queries.get_case(cast.CASEWORKER.actor(), case.reference).row


def arrested(case: Case) -> str:
    found = row_of(case).arrested
    return found.edtf if found else ""


def test_the_first_counts_until_somebody_settles_it_and_it_can_be_left_open_again(case: Case) -> None:
    wanda, other = cast.CASEWORKER.actor(), otherwise(case)
    assert (arrested(case), queries.get_case(wanda, case.reference).disputed) == ("2023-05-04", True)
    service.take_as_true(wanda, case.reference, other.public_id, "the protocol has this day")
    db.session.commit()
    assert (arrested(case), queries.get_case(wanda, case.reference).disputed) == ("2023-05-06", False)
    service.take_as_true(wanda, case.reference, case.events[0].public_id, "no, the other protocol")
    db.session.commit()
    assert [row.taken_as_true for row in case.events] == [True, False]
    service.leave_open(wanda, case.reference, case.events[0].public_id)
    db.session.commit()
    assert (arrested(case), queries.get_case(wanda, case.reference).disputed) == ("2023-05-04", True)


def test_the_stage_never_counts_an_event_twice(case: Case) -> None:
    otherwise(case, kind="charge")
    assert row_of(case).stage is Stage.DETAINED
    otherwise(case, day="2023-05-09")
    facts = read_facts(cast.COORDINATOR.actor()).events[case.id]
    assert [event.kind for event in facts] == ["detention"]


def test_a_correction_of_the_true_version_stays_true_and_its_end_brings_the_first_back(case: Case) -> None:
    wanda, other = cast.CASEWORKER.actor(), otherwise(case)
    service.take_as_true(wanda, case.reference, other.public_id, "two witnesses")
    draft = EventDraft("detention", PartialDate.parse("2023-05-07"))
    corrected = service.correct_event(wanda, case.reference, other.public_id, draft)
    db.session.commit()
    assert arrested(case) == "2023-05-07"
    service.withdraw_event(wanda, case.reference, corrected.public_id, "an invention")
    db.session.commit()
    assert arrested(case) == "2023-05-04"


def test_only_the_owner_or_a_coordinator_settles_and_only_with_a_reason(case: Case) -> None:
    other = otherwise(case)
    with pytest.raises(NotFound):
        service.take_as_true(cast.SECOND_CASEWORKER.actor(), case.reference, other.public_id, "I think so")
    with pytest.raises(Refused, match="Say why"):
        service.take_as_true(cast.COORDINATOR.actor(), case.reference, other.public_id, " ")
    service.take_as_true(cast.COORDINATOR.actor(), case.reference, other.public_id, "seen the file")
    assert other.ruling == "seen the file"


def test_nothing_is_settled_where_one_version_stands(case: Case) -> None:
    with pytest.raises(Refused, match="only one version"):
        service.take_as_true(cast.CASEWORKER.actor(), case.reference, case.events[0].public_id, "so it was")


def test_an_event_that_proves_an_exit_is_told_once(case: Case) -> None:
    made = an_exit(case, "pardon", "free", by=cast.CASEWORKER.actor(), evidence="seen")
    with pytest.raises(Refused, match="An exit from custody rests on this event"):
        service.tell_otherwise(cast.CASEWORKER.actor(), case.reference, made.event.public_id, EventDraft("free"))


def test_a_confidential_version_counts_for_the_stage_alone(case: Case) -> None:
    wanda = cast.CASEWORKER.actor()
    other = otherwise(case, "2023-05-06", level=Level.TEAM)
    service.take_as_true(wanda, case.reference, other.public_id, "our own lawyer")
    db.session.commit()
    seen = queries.get_case(cast.SECOND_CASEWORKER.actor(), case.reference)
    assert ([event.source for event in seen.events], seen.disputed, arrested(case)) == (["L1"], False, "2023-05-04")


def test_versions_stand_side_by_side_and_are_settled_by_hand(case: Case, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    timeline = f"/cases/{case.reference}/timeline"
    form = client.visit(_link(client, timeline, "/otherwise"))
    page = client.submit(form, 422, source="L2", happened__day="31", happened__month="2", happened__year="2023")
    assert "There is no such day in the calendar" in page.text
    page = client.submit(page, source="L2", happened__day="6", happened__month="5", happened__year="2023")
    assert "Told in 2 versions" in page.text
    assert ("L1" in page.text, "L2" in page.text, "Counts until it is settled" in page.text) == (True, True, True)
    assert "Disputed: sources tell an event differently" in client.visit(f"/cases/{case.reference}").text
    settle = client.visit(_link(client, timeline, "/settle"))
    assert "Say why this version is true" in client.submit(settle, 422, reason="").text
    page = client.submit(settle, reason="the protocol")
    assert "Taken as true by Wanda Okafor: the protocol" in page.text
    assert "Disputed" not in page.text
    page = client.submit(page, action=_action(page))
    assert "The event is disputed again" in page.text
    client.sign_out()
    client.sign_in(cast.SECOND_CASEWORKER)
    assert "/settle" not in client.visit(timeline).html


def _link(client: PageClient, path: str, end: str) -> str:
    links = [link.get("href") or "" for link in client.visit(path).root.all("a")]
    return next(link for link in links if link.endswith(end))


def _action(page: object) -> str:
    forms = page.forms()  # type: ignore[attr-defined]  # a page of the client
    return str(next(form.get("action") for form in forms if (form.get("action") or "").endswith("/leave-open")))

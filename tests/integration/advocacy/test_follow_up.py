"""What slips: each figure is as long as its list, and tells nothing of what is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from case_mgr.advocacy import queries, service
from case_mgr.advocacy.kinds import Direction, Discretion, Medium
from case_mgr.advocacy.types import ContactDraft, InteractionDraft
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.advocacy import a_submission
from tests.factories.people import a_case, a_person, an_event


def _talk(contact: str, days_ago: int, **more: Any) -> Any:
    day = PartialDate.from_date(clock.today() - timedelta(days_ago))
    draft = InteractionDraft(day, Medium.CALL, Direction.TO_THEM, summary="Said.", **more)
    row = service.record_interaction(cast.ADVOCACY_OFFICER.actor(), contact, draft)
    db.session.commit()
    return row


def _contact(name: str, **more: Any) -> str:
    return service.add_contact(cast.ADVOCACY_OFFICER.actor(), ContactDraft(name, **more)).public_id


def _silent(member: cast.Member, days: int) -> list[str]:
    who, today = member.actor(), clock.today()
    page = queries.list_silent(who, days, today, PageRequest())
    assert page.total == len(page.items) == queries.count_silent(who, days, today)
    return [row.name for row in page.items]


def test_who_was_not_contacted_for_so_many_days(here: Flask) -> None:
    _contact("Never")
    _contact("Must not", do_not_contact=True, reason="asked us")
    _talk(_contact("Ninety"), 90)
    _talk(_contact("Sixty"), 60)
    _talk(_contact("Yesterday"), 1)
    assert _silent(cast.CASEWORKER, 59) == ["Never", "Ninety", "Sixty"]
    assert _silent(cast.CASEWORKER, 60) == ["Never", "Ninety"]
    assert _silent(cast.STRANGER, 30) == []


def test_a_closed_talk_counts_for_its_readers_alone(here: Flask) -> None:
    _talk(_contact("Envoy"), 1, level=Discretion.NAMED, follow_up="Write")
    assert _silent(cast.ADVOCACY_OFFICER, 30) == []
    assert _silent(cast.CASEWORKER, 30) == ["Envoy"]
    counts = [queries.count_promised(member.actor()) for member in (cast.ADVOCACY_OFFICER, cast.CASEWORKER)]
    assert counts == [1, 0]


def test_what_was_promised_and_not_done(here: Flask) -> None:
    contact, today = _contact("Envoy"), clock.today()
    late = _talk(contact, 9, follow_up="Late", follow_up_due=today - timedelta(2))
    _talk(contact, 8, follow_up="No day")
    _talk(contact, 7)
    done = _talk(contact, 6, follow_up="Done")
    service.settle_follow_up(cast.ADVOCACY_OFFICER.actor(), done.public_id, "yes")
    db.session.commit()
    page = queries.list_promised(cast.CASEWORKER.actor(), PageRequest())
    assert [item.follow_up for item in page.items] == ["Late", "No day"]
    assert page.total == queries.count_promised(cast.CASEWORKER.actor())
    assert page.items[0].public_id == late.public_id


@pytest.mark.parametrize("member", [cast.ADVOCACY_OFFICER, cast.COORDINATOR, cast.SECOND_CASEWORKER])
def test_cases_that_nobody_has_raised(here: Flask, member: cast.Member) -> None:
    who = cast.CASEWORKER.actor()
    made = []
    for number in range(5):
        hidden = number == 4
        sensitivity = Sensitivity.RESTRICTED if hidden else Sensitivity.NORMAL
        case = a_case(who, a_person(who, f"Прыдуманы{number}", sensitivity=sensitivity))
        if number != 3:
            an_event(case, day=f"2024-02-0{number + 1}", by=who)
        made.append(case.reference)
    _talk(_contact("Envoy"), 3, cases=(made[0],))
    a_submission(made[1], by=who)
    page = queries.list_unraised(member.actor(), PageRequest())
    # A letter that nobody sent has raised nobody; who is free and who is withheld from the reader does not wait here.
    assert [row.reference for row in page.items] == [made[1], made[2]]
    assert page.total == queries.count_unraised(member.actor())


def test_the_page_and_the_calendar(app: Flask, client: PageClient) -> None:
    with app.app_context():
        contact = _contact("Envoy of Nowhere")
        _talk(contact, 9, follow_up="canary: he calls the minister", follow_up_due=clock.today())
        case = a_case(cast.CASEWORKER.actor())
        an_event(case, day="2024-02-02", by=cast.CASEWORKER.actor())
        reference = case.reference
        db.session.commit()
    client.sign_in(cast.ADVOCACY_OFFICER)
    page = client.visit("/contacts/follow-up?show=cases")
    assert reference in page.links
    assert "Raised with nobody 1" in page.text
    promises = client.visit(page.links["Promised and not done 1"])
    assert "canary" in promises.text
    assert "Follow up what was promised in a talk" in client.visit(promises.links["Calendar"]).text
    file = client.get("/calendar.ics?whose=all").get_data(as_text=True)
    assert f"DTSTART;VALUE=DATE:{clock.today():%Y%m%d}" in file
    assert "canary" not in file
    assert "Envoy" not in file
    client.visit("/contacts/follow-up?days=7&show=x&page=99999")

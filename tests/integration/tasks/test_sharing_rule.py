"""A consent that was taken back ends no share by itself: the owner of the case is asked, once, until they decide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.detainees import service as people
from case_mgr.detainees.models import Consent
from case_mgr.detainees.types import Answer, Giver, Purpose
from case_mgr.extensions import db
from case_mgr.shares import service as shares
from case_mgr.shares.models import CaseShare
from case_mgr.tasks import service
from case_mgr.tasks.models import Task
from case_mgr.tasks.types import State
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_consent, a_person
from tests.factories.shares import a_guest, a_share
from tests.factories.tasks import checked

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock(here: Flask) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as moved:
        yield moved


def shared() -> tuple[Case, CaseShare, Consent]:
    """A case that Wanda follows, shared with consent."""
    who = cast.CASEWORKER.actor()
    case = a_case(who, a_person(who), owner=who.public_id)
    consent = a_consent(case.detainee, Purpose.PARTNERS)
    row = a_share(case)
    db.session.commit()
    return case, row, consent


def withdraw(case: Case, consent: Consent) -> None:
    when = PartialDate.from_date(START.date())
    people.withdraw_consent(cast.CASEWORKER.actor(), case.detainee.public_id, consent.public_id, when)
    db.session.commit()


def tasks() -> list[Task]:
    db.session.expire_all()
    return list(db.session.scalars(select(Task).where(Task.rule == "share_consent").order_by(Task.id)))


def test_a_withdrawal_asks_the_owner_and_leaves_the_partner_in(clock: time_machine.Traveller) -> None:
    case, row, consent = shared()
    checked()
    assert tasks() == []
    withdraw(case, consent)
    checked()
    (task,) = tasks()
    today = PartialDate.from_date(START.date())
    assert (task.case_id, task.assignee_id) == (case.id, cast.CASEWORKER.actor().user_id)
    assert (task.base, task.due) == (today, today)
    assert a_guest(row).guest is not None, "the share stands until somebody ends it"
    checked()
    assert len(tasks()) == 1


def test_the_task_closes_with_the_share_or_with_a_new_consent(clock: time_machine.Traveller) -> None:
    case, row, consent = shared()
    withdraw(case, consent)
    checked()
    shares.end(cast.COORDINATOR.actor(), case.reference, row.public_id, "Consent was withdrawn.")
    db.session.commit()
    checked()
    assert [task.state for task in tasks()] == [State.DONE]
    other, _row, taken = shared()
    withdraw(other, taken)
    checked()
    clock.move_to(START + timedelta(days=1))
    a_consent(other.detainee, Purpose.PARTNERS, obtained=PartialDate.parse("2026-03-03"))
    db.session.commit()
    checked()
    assert [task.state for task in tasks()] == [State.DONE, State.DONE]


def test_who_decided_to_go_on_is_not_asked_again_about_the_same_answer(clock: time_machine.Traveller) -> None:
    case, _row, consent = shared()
    withdraw(case, consent)
    checked()
    (task,) = tasks()
    service.finish(cast.CASEWORKER.actor(), task.public_id, "Their lawyer needs it for the appeal.", task.version)
    db.session.commit()
    checked()
    assert [one.state for one in tasks()] == [State.DONE]
    a_consent(case.detainee, Purpose.PARTNERS, answer=Answer.REFUSED, giver=Giver.PERSON)
    clock.move_to(START + timedelta(days=2))
    a_consent(case.detainee, Purpose.PARTNERS, answer=Answer.REFUSED, obtained=PartialDate.parse("2026-03-04"))
    db.session.commit()
    checked()
    assert [one.state for one in tasks()] == [State.DONE, State.OPEN]


def test_what_was_shared_knowingly_after_the_answer_asks_nobody(clock: time_machine.Traveller) -> None:
    who = cast.CASEWORKER.actor()
    case = a_case(who, a_person(who), owner=who.public_id)
    consent = a_consent(case.detainee, Purpose.PARTNERS)
    withdraw(case, consent)
    clock.move_to(START + timedelta(days=1))
    a_share(case, why="Their lawyer asks.")
    db.session.commit()
    checked()
    assert tasks() == []


def test_consent_about_something_else_asks_nobody(clock: time_machine.Traveller) -> None:
    case, _row, _consent = shared()
    other = a_consent(case.detainee, Purpose.PUBLISH)
    withdraw(case, other)
    checked()
    assert tasks() == []


def test_the_page_says_what_is_to_be_decided_and_leads_there(clock: time_machine.Traveller, client: PageClient) -> None:
    case, _row, consent = shared()
    withdraw(case, consent)
    checked()
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/tasks/{tasks()[0].public_id}")
    assert f"Decide whether {case.reference} stays shared" in page.text
    assert "No consent covers this today" in client.visit(page.links["Open the sharing"]).text

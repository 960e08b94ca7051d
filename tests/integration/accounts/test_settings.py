"""What an organisation settles: who may, what is refused, that it is in the log, and that rules follow it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from case_mgr.accounts import service
from case_mgr.accounts.settled import days_of, settings_of
from case_mgr.accounts.types import Settings, SettingsDraft, Way
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core.errors import Forbidden, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from case_mgr.tasks.models import Task
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person, an_event
from tests.factories.settings import settled
from tests.factories.tasks import checked

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BY_HAND = (cast.CASEWORKER, cast.REVIEWER, cast.AUDITOR, cast.ADVOCACY_OFFICER)


@pytest.fixture
def clock(here: Flask) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as moved:
        yield moved


@pytest.mark.usefixtures("here")
def test_who_settled_nothing_works_in_twos() -> None:
    assert settings_of(cast.COORDINATOR.actor().organisation_id) == Settings()
    assert (Settings().recognition, Settings().confirmation) == (Way.MEMBER, Way.MEMBER)


@pytest.mark.usefixtures("here")
def test_settings_hold_for_the_own_organisation_and_stand_in_the_log() -> None:
    row = settled(Way.DELAY, by=cast.ADMINISTRATOR.actor(), silence=45)
    db.session.commit()
    own = cast.COORDINATOR.actor().organisation_id
    assert (settings_of(own).recognition, days_of(own, "silence"), days_of(own, "stale")) == (Way.DELAY, 45, 90)
    assert row.days == {"silence": 45}
    assert settings_of(cast.STRANGER.actor().organisation_id) == Settings()
    found = log.list_entries(cast.COORDINATOR.actor(), EntryFilter(), PageRequest(1, 20)).items
    (entry,) = [one for one in found if one.event == Event.SETTINGS_CHANGED]
    assert "organisation_settings.recognition" in str(entry.changes)
    assert "delay" in str(entry.changes)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("member", BY_HAND, ids=lambda member: member.name.split()[0])
def test_only_coordinators_and_administrators_settle(member: cast.Member) -> None:
    with pytest.raises(Forbidden):
        settled(by=member.actor())


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("recognition", "confirmation", "partner", "days", "field"),
    [
        (Way.ALONE, Way.ALONE, "", {}, "recognition"),
        (Way.MEMBER, Way.PARTNER, "", {}, "confirmation"),
        (Way.PARTNER, Way.ALONE, "", {}, "partner"),
        (Way.MEMBER, Way.ALONE, "nobody", {}, "partner"),
        (Way.MEMBER, Way.ALONE, "", {"stale": 0}, "days_stale"),
        (Way.MEMBER, Way.ALONE, "", {"stale": 366}, "days_stale"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(
    recognition: Way, confirmation: Way, partner: str, days: dict[str, Any], field: str
) -> None:
    with pytest.raises(service.Unsettled) as refused:
        settled(recognition, confirmation, partner, None, **days)
    assert refused.value.field == field


@pytest.mark.usefixtures("here")
def test_an_organisation_is_no_partner_of_itself_and_a_stale_edit_writes_nothing() -> None:
    own = cast.COORDINATOR.actor()
    with pytest.raises(service.Unsettled, match="Choose the organisation"):
        settled(Way.PARTNER, partner=own.organisation_public_id)
    settled(stale=60)
    db.session.commit()
    with pytest.raises(Stale):
        service.settle(own, SettingsDraft(Way.DELAY, Way.ALONE, "", {}), 0)
    assert settings_of(own.organisation_id).recognition is Way.MEMBER


def test_the_days_of_a_rule_are_those_of_the_organisation(clock: time_machine.Traveller, client: PageClient) -> None:
    who = cast.CASEWORKER.actor()
    case = a_case(who, a_person(who), owner=who.public_id)
    an_event(case, day="2026-03-02", by=who)
    settled(silence=10)
    db.session.commit()
    clock.move_to(START + timedelta(days=9))
    checked()
    assert _silence() == []
    clock.move_to(START + timedelta(days=11))
    checked()
    assert [str(task.state) for task in _silence()] == ["open"]
    client.sign_in(cast.CASEWORKER)
    assert "Ask for a sign of life: none for 10 days" in client.visit("/tasks").text
    settled(silence=60)
    db.session.commit()
    checked()
    assert [str(task.state) for task in _silence()] == ["done"]


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    client.visit("/organisation/settings", 403)
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    form = client.visit(client.visit("/members").links["Settings of the organisation"])
    page = client.submit(form, 422, days_stale="soon", recognition="delay")
    assert "Write a number of days between 1 and 365." in page.text
    page = client.submit(page, days_stale="45")
    assert "The settings of the organisation were changed." in page.text
    again = client.visit("/organisation/settings")
    assert 'value="45"' in again.html
    assert settings_of(cast.COORDINATOR.actor().organisation_id).recognition is Way.DELAY


def _silence() -> list[Task]:
    db.session.expire_all()
    return list(db.session.scalars(select(Task).where(Task.rule == "silence").order_by(Task.id)))

"""Who is the second person of a recognition: another member, a trusted partner, or a day in which all may object."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from case_mgr.access.shares import Level
from case_mgr.accounts.types import Way
from case_mgr.cases.models import Case
from case_mgr.core.errors import Forbidden, NotFound, Refused
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.recognition import queries, service
from case_mgr.recognition.models import Recognition
from case_mgr.recognition.types import Act, Stage
from case_mgr.shares.queries import find_guest
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person
from tests.factories.recognition import a_decision, a_request
from tests.factories.settings import settled
from tests.factories.shares import a_share, address

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(hours=24)


@pytest.fixture
def clock(here: Flask) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as moved:
        yield moved


def case(**facts: object) -> Case:
    who = cast.COORDINATOR.actor()
    return a_case(who, a_person(who, **facts))


def asked(of: Case | None = None) -> Recognition:
    """A request of the coordinator, who may decide but not about her own."""
    row = a_request(of or case(), by=cast.COORDINATOR.actor())
    db.session.commit()
    return row


def decide(row: Recognition, by: cast.Member = cast.COORDINATOR) -> Recognition:
    return a_decision(row, by=by.actor())


def test_with_the_delay_whoever_asked_decides_after_a_day(clock: time_machine.Traveller) -> None:
    settled(Way.DELAY)
    row = asked()
    clock.move_to(START + DAY - timedelta(seconds=1))
    with pytest.raises(Refused, match="24 hours"):
        decide(row)
    db.session.rollback()
    assert queries.list_waiting(cast.COORDINATOR.actor()) == []
    clock.move_to(START + DAY)
    assert [one.public_id for one in queries.list_waiting(cast.COORDINATOR.actor())] == [row.public_id]
    assert decide(row).stage == Stage.RECOGNISED
    assert queries.list_notices(cast.CASEWORKER.actor()) == []


def test_another_member_need_not_wait(clock: time_machine.Traveller) -> None:
    settled(Way.DELAY)
    assert decide(asked(), by=cast.REVIEWER).stage == Stage.RECOGNISED


def test_without_the_delay_a_day_changes_nothing(clock: time_machine.Traveller) -> None:
    row = asked()
    clock.move_to(START + 30 * DAY)
    with pytest.raises(Refused, match="somebody else decides"):
        decide(row)
    db.session.rollback()
    assert queries.list_waiting(cast.COORDINATOR.actor()) == []


def test_what_was_asked_before_waits_a_day_from_the_new_rule_on(clock: time_machine.Traveller) -> None:
    row = asked()
    clock.move_to(START + 10 * DAY)
    settled(Way.DELAY)
    db.session.commit()
    with pytest.raises(Refused, match="24 hours"):
        decide(row)
    db.session.rollback()
    assert queries.list_waiting(cast.COORDINATOR.actor()) == []
    # Another setting changed meanwhile begins no new day.
    clock.move_to(START + 11 * DAY)
    settled(Way.DELAY, stale=40)
    assert decide(row).stage == Stage.RECOGNISED


@pytest.mark.parametrize("member", [cast.CASEWORKER, cast.DATA_CLERK, cast.ADVOCACY_OFFICER])
def test_any_member_who_sees_the_case_objects_and_stops_it(clock: time_machine.Traveller, member: cast.Member) -> None:
    settled(Way.DELAY)
    row = asked()
    (notice,) = queries.list_notices(member.actor())
    assert (notice.case, notice.ripe_at, notice.own) == (row.case.reference, START + DAY, False)
    with pytest.raises(Refused, match="Write why"):
        service.object_to(member.actor(), row.case.reference, row.public_id, " ")
    service.object_to(member.actor(), row.case.reference, row.public_id, "The post called for violence.")
    db.session.commit()
    clock.move_to(START + 2 * DAY)
    with pytest.raises(Refused, match="Somebody objected"):
        decide(row)
    db.session.rollback()
    assert queries.list_notices(member.actor()) == []
    assert queries.list_waiting(cast.COORDINATOR.actor()) == []
    assert decide(row, by=cast.REVIEWER).stage == Stage.RECOGNISED
    assert [step.act for step in row.steps] == [Act.REQUESTED, Act.OBJECTED, Act.RECOGNISED]


def test_nobody_objects_where_nobody_decides_alone_or_too_late(clock: time_machine.Traveller) -> None:
    row = asked()
    with pytest.raises(Refused, match="Nobody decides alone"):
        service.object_to(cast.CASEWORKER.actor(), row.case.reference, row.public_id, "No.")
    settled(Way.DELAY)
    decide(row, by=cast.REVIEWER)
    with pytest.raises(Refused, match="decided already"):
        service.object_to(cast.CASEWORKER.actor(), row.case.reference, row.public_id, "No.")


def test_a_withheld_person_is_a_number_in_the_notice_and_nothing_else(
    clock: time_machine.Traveller, client: PageClient
) -> None:
    settled(Way.DELAY)
    row = asked(case(sensitivity=Sensitivity.RESTRICTED))
    who = cast.CASEWORKER.actor()
    assert queries.list_notices(who) == []
    assert queries.count_withheld_notices(who) == 1
    assert queries.count_withheld_notices(cast.STRANGER.actor()) == 0
    with pytest.raises(NotFound):
        service.object_to(who, row.case.reference, row.public_id, "No.")
    a_person(cast.CASEWORKER.actor())
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    home = client.visit("/").text
    assert "1 request about somebody who is withheld" in home
    assert row.case.reference not in home


def test_a_trusted_partner_decides_in_a_case_that_is_shared_with_it(here: Flask, client: PageClient) -> None:
    stranger = cast.STRANGER.actor()
    row = asked()
    share = a_share(row.case, level=Level.VIEW)
    db.session.commit()
    guest = find_guest(stranger, share.public_id)
    assert guest is not None
    with pytest.raises(Forbidden):
        a_decision(row, by=guest)
    settled(Way.PARTNER, partner=stranger.organisation_public_id)
    db.session.commit()
    client.sign_in(cast.STRANGER)
    page = client.visit(f"{address(share)}/recognition")
    form = client.visit(page.links["Decide"])
    assert cast.COORDINATOR.name not in form.text
    page = client.submit(form, decision="declined", note="Too little is known.")
    assert "Declined" in page.text
    db.session.expire_all()
    assert row.stage == Stage.DECLINED
    assert row.decided_by_id == stranger.user_id


def test_of_a_partner_only_whoever_decides_at_home_does(here: Flask) -> None:
    settled(Way.PARTNER, partner=cast.STRANGER.actor().organisation_public_id)
    row = asked()
    share = a_share(row.case, level=Level.EDIT)
    db.session.commit()
    guest = find_guest(cast.STRANGER_CASEWORKER.actor(), share.public_id)
    if guest is not None:
        with pytest.raises(Forbidden):
            a_decision(row, by=guest)
    with pytest.raises(NotFound):
        a_decision(asked(), by=cast.STRANGER.actor())


def test_pages_show_the_notice_and_take_the_objection(clock: time_machine.Traveller, client: PageClient) -> None:
    settled(Way.DELAY)
    row = asked()
    client.sign_in(cast.CASEWORKER)
    home = client.visit("/")
    assert "Decided by whoever asked, unless somebody objects" in home.text
    form = client.visit(home.links[f"Object {row.case.reference}"])
    page = client.submit(form, 422)
    assert "Write why you object" in page.text
    page = client.submit(page, reason="The post called for violence.")
    assert "Somebody objected: another member decides." in page.text
    client.sign_out()
    client.sign_in(cast.REVIEWER)
    decide_page = client.visit(f"/cases/{row.case.reference}/recognition/{row.public_id}/decide").text
    assert "The post called for violence." in decide_page


@pytest.mark.parametrize(("way", "sentence"), [(Way.MEMBER, "Somebody else decides."), (Way.DELAY, "or you after 24")])
def test_whoever_asked_is_told_who_decides(here: Flask, client: PageClient, way: Way, sentence: str) -> None:
    settled(way)
    of = case()
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    form = client.visit(f"/cases/{of.reference}/recognition/new?standard=pace-1900")
    page = client.submit(form, note="For an opinion.")
    assert sentence in page.text


def test_of_whoever_decides_nothing_by_role_no_notice_says_otherwise(clock: time_machine.Traveller) -> None:
    settled(Way.DELAY)
    row = a_request(case(), by=cast.CASEWORKER.actor())
    db.session.commit()
    clock.move_to(START + 2 * DAY)
    assert queries.list_notices(cast.ADVOCACY_OFFICER.actor()) == []
    with pytest.raises(Forbidden):
        decide(row, by=cast.CASEWORKER)

"""Two people confirm; a duty officer confirms alone for hours that somebody else named, and is looked after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from case_mgr.accounts import queries as accounts
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import queries as cases
from case_mgr.cases.types import State
from case_mgr.core.errors import Forbidden, NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from case_mgr.pardons import queries, service
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.models import Duty
from case_mgr.pardons.types import DutyDraft, Scope
from tests import cast
from tests.client import PageClient
from tests.integration.pardons import walk

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(here: Flask) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as moved:
        yield moved


def named(officer: cast.Member = cast.CASEWORKER, hours: int = 12, by: cast.Member = cast.COORDINATOR) -> Duty:
    found = next(row for row in accounts.list_members(by.actor()) if row.email == officer.email)
    row = service.name_duty_officer(by.actor(), DutyDraft(found.public_id, START, hours, "The release of March"))
    db.session.commit()
    return row


def matched() -> tuple[str, str]:
    who = cast.CASEWORKER.actor()
    ours = walk.person(who, "Сяргей Вярбіцкі")
    case = walk.held(who, ours)
    reference = walk.batch(who)
    walk.paste(who, reference)
    service.decide(who, reference, 1, walk.matched(ours))
    db.session.commit()
    return reference, case.reference


def state(case: str) -> State:
    return cases.get_case(cast.CASEWORKER.actor(), case).row.state


def test_an_organisation_that_settled_nothing_confirms_in_twos() -> None:
    reference, case = matched()
    with pytest.raises(Refused, match="in twos"):
        service.confirm(cast.CASEWORKER.actor(), reference, 1, walk.proof())
    row = service.ask_to_confirm(cast.CASEWORKER.actor(), reference, 1, walk.proof())
    with pytest.raises(Refused, match="another member"):
        service.agree(cast.CASEWORKER.actor(), reference, 1, row.public_id)
    assert state(case) is State.IN_CUSTODY
    service.agree(cast.COORDINATOR.actor(), reference, 1, row.public_id)
    assert state(case) is State.FREE


def test_the_duty_officer_confirms_alone_in_these_hours_and_nobody_else(clock: time_machine.Traveller) -> None:
    reference, case = matched()
    named()
    with pytest.raises(Refused, match="in twos"):
        service.confirm(cast.SECOND_CASEWORKER.actor(), reference, 1, walk.proof())
    proof = service.confirm(cast.CASEWORKER.actor(), reference, 1, walk.proof())
    db.session.commit()
    assert (state(case), proof.alone) == (State.FREE, True)
    assert queries.get_batch(cast.REVIEWER.actor(), reference).figures.of(Fact.ALONE) == 1
    (waits,) = queries.list_unreviewed(cast.COORDINATOR.actor())
    assert (waits.number, waits.due_at, waits.late) == (1, START + timedelta(hours=48), False)
    clock.move_to(START + timedelta(hours=12))
    with pytest.raises(Refused, match="in twos"):
        service.confirm(cast.CASEWORKER.actor(), reference, 2, walk.proof())
    clock.move_to(START + timedelta(hours=49))
    assert queries.list_unreviewed(cast.COORDINATOR.actor())[0].late is True


def test_somebody_else_looks_at_what_was_confirmed_alone() -> None:
    reference, _case = matched()
    named()
    proof = service.confirm(cast.CASEWORKER.actor(), reference, 1, walk.proof())
    with pytest.raises(Refused, match="another member"):
        service.review(cast.CASEWORKER.actor(), reference, 1, proof.public_id)
    with pytest.raises(Forbidden):
        service.review(cast.ADVOCACY_OFFICER.actor(), reference, 1, proof.public_id)
    with pytest.raises(NotFound):
        service.review(cast.STRANGER.actor(), reference, 1, proof.public_id)
    service.review(cast.COORDINATOR.actor(), reference, 1, proof.public_id)
    db.session.commit()
    assert queries.list_unreviewed(cast.COORDINATOR.actor()) == []
    (seen,) = queries.get_place(cast.CASEWORKER.actor(), reference, 1).proofs
    assert (seen.alone, seen.reviewed_by) == (True, cast.COORDINATOR.name)
    found = log.list_entries(cast.COORDINATOR.actor(), EntryFilter(), PageRequest(1, 50)).items
    assert {Event.DUTY_NAMED, Event.PROOF_REVIEWED, Event.RELEASE_CONFIRMED} <= {entry.event for entry in found}


def test_the_list_of_batches_says_what_waits_for_a_second_look(
    client: PageClient, clock: time_machine.Traveller
) -> None:
    reference, _case = matched()
    named()
    proof = service.confirm(cast.CASEWORKER.actor(), reference, 1, walk.proof())
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    page = client.visit("/pardons")
    assert f"confirmed by {cast.CASEWORKER.name}, to be looked at until" in page.text
    assert "Late" not in page.text
    clock.move_to(START + timedelta(hours=49))
    client.sign_in(cast.COORDINATOR)
    page = client.visit("/pardons")
    assert "Late" in page.text
    client.visit(page.links[f"{reference}, place 1"])
    service.review(cast.COORDINATOR.actor(), reference, 1, proof.public_id)
    db.session.commit()
    assert "to be looked at until" not in client.visit("/pardons").text


def test_what_two_people_confirmed_needs_no_further_look() -> None:
    reference, _case = matched()
    row = service.ask_to_confirm(cast.CASEWORKER.actor(), reference, 1, walk.proof())
    proof = service.agree(cast.COORDINATOR.actor(), reference, 1, row.public_id)
    db.session.commit()
    assert queries.list_unreviewed(cast.COORDINATOR.actor()) == []
    with pytest.raises(NotFound):
        service.review(cast.SECOND_CASEWORKER.actor(), reference, 1, proof.public_id)


def test_nobody_names_themselves_or_somebody_who_confirms_nothing_or_hours_without_end() -> None:
    with pytest.raises(Refused, match="Somebody else names you"):
        named(cast.COORDINATOR)
    with pytest.raises(Refused, match="confirms no releases"):
        named(cast.ADVOCACY_OFFICER)
    for hours in (0, 49):
        with pytest.raises(Refused, match="from 1 to 48 hours"):
            named(hours=hours)
    with pytest.raises(Forbidden):
        named(cast.SECOND_CASEWORKER, by=cast.CASEWORKER)
    with pytest.raises(StopIteration):
        named(cast.STRANGER_CASEWORKER)


def test_a_duty_that_is_ended_ends_at_once_and_strangers_end_none() -> None:
    reference, _case = matched()
    row = named()
    with pytest.raises(NotFound):
        service.end_duty(cast.STRANGER.actor(), row.public_id)
    service.end_duty(cast.ADMINISTRATOR.actor(), row.public_id)
    db.session.commit()
    with pytest.raises(Refused, match="in twos"):
        service.confirm(cast.CASEWORKER.actor(), reference, 1, walk.proof())
    with pytest.raises(Refused, match="over already"):
        service.end_duty(cast.ADMINISTRATOR.actor(), row.public_id)


def test_the_scope_has_its_evidence_and_keeps_what_was_said_before() -> None:
    reference, _case = matched()
    who = cast.CASEWORKER.actor()
    with pytest.raises(Refused, match="by what this is known"):
        service.decide_scope(who, reference, 1, Scope.POLITICAL)
    service.decide_scope(who, reference, 1, Scope.POLITICAL, "Recognised in 2022")
    service.decide_scope(who, reference, 1, Scope.NOT_POLITICAL, "The verdict is for smuggling")
    db.session.commit()
    place = queries.get_place(who, reference, 1)
    assert place.row.scope is Scope.NOT_POLITICAL
    assert [(word.scope, word.evidence) for word in place.scopes] == [
        (Scope.NOT_POLITICAL, "The verdict is for smuggling"),
        (Scope.POLITICAL, "Recognised in 2022"),
    ]


def test_the_pages_of_a_duty(client: PageClient) -> None:
    reference, case = matched()
    client.sign_in(cast.COORDINATOR)
    page = client.visit("/organisation/settings")
    page = client.visit(page.links["Duty officers, who confirm alone for the hours of a release day"])
    officers = {option.text: option.get("value") for option in page.root.all("option")}
    assert cast.ADVOCACY_OFFICER.name not in officers
    page = client.submit(page, 422, officer=officers[cast.CASEWORKER.name], hours="90", reason="March")
    assert "from 1 to 48 hours" in page.text
    page = client.submit(page, officer=officers[cast.CASEWORKER.name], hours="6", reason="March", hour="09:00")
    assert cast.CASEWORKER.name in page.text
    assert f"On duty now, confirming alone: {cast.CASEWORKER.name}" in client.visit(f"/pardons/{reference}").text
    client.sign_out()
    client.sign_in(cast.CASEWORKER)
    form = client.visit(f"/pardons/{reference}/places/1/confirm")
    assert "You are on duty" in form.text
    page = client.submit(
        form, link="free", happened__day="1", happened__month="3", happened__year="2026", evidence="Seen.", source="S"
    )
    assert f"written into {case}" in page.html
    assert "Nobody else has looked at it yet." in page.text
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    page = client.submit(client.visit(f"/pardons/{reference}/places/1"), button="I looked at it and agree")
    assert f"Looked at by {cast.COORDINATOR.name}." in page.text

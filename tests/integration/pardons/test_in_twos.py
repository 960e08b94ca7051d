"""Confirmations in twos: evidence counts nowhere before another agrees, or a day passes without an objection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from case_mgr.accounts.types import Way
from case_mgr.cases import queries as cases
from case_mgr.cases.types import Consent, Documents, ExitFacts, Petition, State
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound, Refused
from case_mgr.extensions import db
from case_mgr.pardons import queries, service
from case_mgr.pardons.models import AskedProof
from case_mgr.pardons.service.seconding import _packed, unpacked
from case_mgr.pardons.types import Verification
from tests import cast
from tests.client import PageClient
from tests.factories.settings import settled
from tests.integration.pardons import walk

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(hours=24)


@pytest.fixture
def clock(here: Flask) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as moved:
        yield moved


def matched(way: Way = Way.DELAY) -> tuple[str, str]:
    who = cast.CASEWORKER.actor()
    ours = walk.person(who, "Сяргей Вярбіцкі")
    case = walk.held(who, ours)
    reference = walk.batch(who)
    walk.paste(who, reference)
    service.decide(who, reference, 1, walk.matched(ours))
    settled(confirmation=way)
    db.session.commit()
    return reference, case.reference


def asked(reference: str) -> AskedProof:
    row = service.ask_to_confirm(cast.CASEWORKER.actor(), reference, 1, walk.proof())
    db.session.commit()
    return row


def state(case: str) -> tuple[State, int]:
    found = cases.get_case(cast.CASEWORKER.actor(), case)
    return found.row.state, len(found.exits)


def agree(row: AskedProof, reference: str, member: cast.Member = cast.CASEWORKER) -> None:
    service.agree(member.actor(), reference, 1, row.public_id)
    db.session.commit()


@pytest.mark.parametrize("way", [Way.MEMBER, Way.DELAY])
def test_evidence_counts_nowhere_before_another_agrees(clock: time_machine.Traveller, way: Way) -> None:
    reference, case = matched(way)
    with pytest.raises(Refused, match="confirms in twos"):
        service.confirm(cast.CASEWORKER.actor(), reference, 1, walk.proof())
    row = asked(reference)
    place = queries.get_place(cast.CASEWORKER.actor(), reference, 1)
    assert (place.row.verification, place.proofs, state(case)) == (Verification.REPORTED, (), (State.IN_CUSTODY, 0))
    with pytest.raises(Refused, match="waits for a second person already"):
        service.ask_to_confirm(cast.COORDINATOR.actor(), reference, 1, walk.proof())
    db.session.rollback()
    with pytest.raises(Refused, match="You gave this evidence"):
        agree(row, reference)
    db.session.rollback()
    agree(row, reference, cast.COORDINATOR)
    (proof,) = queries.get_place(cast.CASEWORKER.actor(), reference, 1).proofs
    assert (proof.author, proof.written, state(case)) == (cast.CASEWORKER.name, True, (State.FREE, 1))
    with pytest.raises(NotFound):
        agree(row, reference, cast.COORDINATOR)


def test_after_a_day_whoever_gave_it_confirms_alone_and_an_objection_stops_it(clock: time_machine.Traveller) -> None:
    reference, case = matched()
    row = asked(reference)
    clock.move_to(START + DAY)
    service.object_to(cast.ADVOCACY_OFFICER.actor(), reference, 1, row.public_id, "He called from the colony.")
    db.session.commit()
    with pytest.raises(Refused, match="Somebody objected"):
        agree(row, reference)
    db.session.rollback()
    service.drop_asked(cast.CASEWORKER.actor(), reference, 1, row.public_id, "The source was wrong.")
    again = asked(reference)
    clock.move_to(START + 2 * DAY - timedelta(seconds=1))
    with pytest.raises(Refused, match="24 hours"):
        agree(again, reference)
    db.session.rollback()
    clock.move_to(START + 2 * DAY)
    agree(again, reference)
    assert state(case) == (State.FREE, 1)


def test_with_another_member_no_day_makes_one_person_two(clock: time_machine.Traveller) -> None:
    reference, case = matched(Way.MEMBER)
    row = asked(reference)
    clock.move_to(START + 30 * DAY)
    with pytest.raises(Refused, match="another member confirms"):
        agree(row, reference)
    db.session.rollback()
    with pytest.raises(Refused, match="Nobody confirms alone"):
        service.object_to(cast.COORDINATOR.actor(), reference, 1, row.public_id, "No.")
    assert state(case) == (State.IN_CUSTODY, 0)


def test_whoever_may_not_confirm_agrees_to_nothing_and_strangers_find_nothing(clock: time_machine.Traveller) -> None:
    reference, _case = matched()
    row = asked(reference)
    with pytest.raises(Forbidden):
        agree(row, reference, cast.ADVOCACY_OFFICER)
    with pytest.raises(NotFound):
        agree(row, reference, cast.STRANGER)
    assert queries.list_all_asked(cast.STRANGER.actor()) == []
    assert queries.list_all_asked(cast.DATA_CLERK.actor()) == []
    (seen,) = queries.list_all_asked(cast.ADVOCACY_OFFICER.actor())
    assert (seen.batch, seen.number, seen.agrees, seen.ripe_at) == (reference, 1, False, START + DAY)


def test_what_was_written_down_is_what_counts() -> None:
    facts = ExitFacts("Vilnius", "", Documents.WITHHELD, "Torn up.", Petition.COERCED, Consent.REFUSED)
    draft = replace(walk.proof(), facts=facts, happened=PartialDate.parse("2025-09"), seen_version=None)
    assert unpacked(_packed(draft)) == draft


def test_pages_ask_agree_and_object(clock: time_machine.Traveller, client: PageClient) -> None:
    reference, case = matched()
    place = f"/pardons/{reference}/places/1"
    client.sign_in(cast.CASEWORKER)
    form = client.visit(f"{place}/confirm")
    assert "counts nowhere before a second person agrees" in form.text
    page = client.submit(
        form, link="free", happened__day="11", happened__month="9", happened__year="2025",
        evidence="A neighbour saw him.", source="S-4",
    )  # fmt: skip
    assert "Waits for a second person" in page.text
    assert "Agree: the release is confirmed" not in page.text
    client.sign_out()
    client.sign_in(cast.ADVOCACY_OFFICER)
    home = client.visit("/")
    assert "Confirmations that wait for a second person" in home.text
    form = client.visit(client.visit(place).links["Object"])
    page = client.submit(form, reason="He called from the colony.")
    assert "objected: He called from the colony." in page.text
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    page = client.submit(client.visit(place), button="Agree: the release is confirmed")
    assert f"written into {case}" in page.text
    assert state(case) == (State.FREE, 1)

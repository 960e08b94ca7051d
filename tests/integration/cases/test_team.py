"""Who works on a case, how it is handed over, and to whom a restricted person is named."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import queries, service
from case_mgr.cases.types import Answer, EventDraft
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.detainees import queries as people
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.integration import records

NAME = "Тарас Вярбіцкі"


@pytest.fixture
def withheld(here: Flask) -> tuple[str, str]:
    """A restricted person registered by a caseworker, and their case."""
    public_id, _ = records.person(cast.CASEWORKER.actor(), NAME, sensitivity=Sensitivity.RESTRICTED)
    return public_id, records.case(cast.CASEWORKER.actor(), public_id, *records.HELD)


def knows(member: cast.Member, public_id: str, reference: str) -> tuple[bool, bool]:
    """Return whether somebody can open the person, and the case."""
    case = queries.list_known(member.actor(), [reference])
    return people.find_row(member.actor(), public_id) is not None, reference in case


def test_a_restricted_person_is_named_to_the_owner_and_no_longer_to_a_former_one(withheld: tuple[str, str]) -> None:
    public_id, ref = withheld
    assert knows(cast.SECOND_CASEWORKER, public_id, ref) == (False, False)
    service.amend_case(cast.CASEWORKER.actor(), ref, {"owner": cast.SECOND_CASEWORKER.actor().public_id})
    assert knows(cast.SECOND_CASEWORKER, public_id, ref) == (True, True)
    assert knows(cast.COORDINATOR, public_id, ref) == (False, False)
    service.amend_case(cast.CASEWORKER.actor(), ref, {"owner": ""})
    assert knows(cast.SECOND_CASEWORKER, public_id, ref) == (False, False)


def test_the_team_knows_of_a_restricted_person_as_long_as_it_works_on_a_case(withheld: tuple[str, str]) -> None:
    public_id, ref = withheld
    other = records.case(cast.CASEWORKER.actor(), public_id, year=2023)
    member = cast.SECOND_CASEWORKER.actor().public_id
    service.join_team(cast.CASEWORKER.actor(), ref, member, "contact with the family")
    service.join_team(cast.CASEWORKER.actor(), other, member)
    assert knows(cast.SECOND_CASEWORKER, public_id, ref) == (True, True)
    service.leave_team(cast.CASEWORKER.actor(), ref, member)
    assert knows(cast.SECOND_CASEWORKER, public_id, ref) == (True, True), "still in the team of the other case"
    service.leave_team(cast.CASEWORKER.actor(), other, member)
    assert knows(cast.SECOND_CASEWORKER, public_id, ref) == (False, False)


def test_a_case_is_handed_over_when_it_is_accepted_and_the_giver_stays_in_the_team(withheld: tuple[str, str]) -> None:
    public_id, ref = withheld
    giver, taker = cast.CASEWORKER.actor(), cast.SECOND_CASEWORKER.actor()
    service.amend_case(giver, ref, {"owner": giver.public_id})
    service.offer_handover(giver, ref, taker.public_id, "The sister calls on Mondays.")
    db.session.commit()
    assert [offer.note for offer in queries.list_offered(taker)] == ["The sister calls on Mondays."]
    assert queries.get_case(taker, ref).row.owner == cast.CASEWORKER.name, "nothing changes before an answer"
    with pytest.raises(Refused, match="waits for an answer"):
        service.offer_handover(giver, ref, cast.COORDINATOR.actor().public_id, "Another")
    service.answer_handover(taker, ref, Answer.ACCEPTED)
    db.session.commit()
    assert queries.get_case(taker, ref).row.owner == cast.SECOND_CASEWORKER.name
    assert [member.name for member in queries.get_team(taker, ref).members] == [cast.CASEWORKER.name]
    assert queries.list_offered(taker) == []
    assert knows(cast.CASEWORKER, public_id, ref) == (True, True)


def test_whoever_declines_knows_no_more_of_a_restricted_person(withheld: tuple[str, str]) -> None:
    public_id, ref = withheld
    giver, taker = cast.CASEWORKER.actor(), cast.SECOND_CASEWORKER.actor()
    service.offer_handover(giver, ref, taker.public_id, "Please")
    assert knows(cast.SECOND_CASEWORKER, public_id, ref) == (True, True)
    service.answer_handover(taker, ref, Answer.DECLINED)
    assert knows(cast.SECOND_CASEWORKER, public_id, ref) == (False, False)


def test_only_whoever_was_asked_answers_and_only_the_giver_takes_back(withheld: tuple[str, str]) -> None:
    _, ref = withheld
    giver, taker = cast.CASEWORKER.actor(), cast.SECOND_CASEWORKER.actor()
    service.offer_handover(giver, ref, taker.public_id, "Please")
    for member, answer in ((giver, Answer.ACCEPTED), (giver, Answer.DECLINED), (taker, Answer.WITHDRAWN)):
        with pytest.raises(NotFound):
            service.answer_handover(member, ref, answer)
    service.answer_handover(giver, ref, Answer.WITHDRAWN)
    with pytest.raises(NotFound):
        service.answer_handover(taker, ref, Answer.ACCEPTED)


@pytest.mark.parametrize("member", [cast.ADMINISTRATOR, cast.AUDITOR, cast.DONOR, cast.STRANGER])
def test_a_team_is_no_way_around_roles_and_organisations(withheld: tuple[str, str], member: cast.Member) -> None:
    _, ref = withheld
    with pytest.raises((Refused, NotFound)):
        service.join_team(cast.CASEWORKER.actor(), ref, member.actor().public_id)
    with pytest.raises((Refused, NotFound)):
        service.offer_handover(cast.CASEWORKER.actor(), ref, member.actor().public_id, "Please")


def test_changes_of_a_watched_case_stand_on_my_work_until_looked_at(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    ref = records.case(actor, records.person(actor, NAME)[0], *records.HELD)
    client.sign_in(cast.SECOND_CASEWORKER)
    client.submit(client.visit(f"/cases/{ref}/team"), action=f"/cases/{ref}/watch")
    assert "nothing new" in client.visit("/").text
    service.record_event(cast.CASEWORKER.actor(), ref, EventDraft("charge", source="a lawyer", reason="said so"))
    db.session.commit()
    assert "1 change since you looked" in client.visit("/").text
    client.visit(f"/cases/{ref}")
    assert "nothing new" in client.visit("/").text
    client.submit(client.visit(f"/cases/{ref}/team"), action=f"/cases/{ref}/watch")
    assert "Cases that you watch" not in client.visit("/").text


def test_the_pages_lead_from_the_offer_to_the_answer(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    ref = records.case(actor, records.person(actor, NAME)[0], owner=actor.public_id)
    second = cast.SECOND_CASEWORKER.actor().public_id
    client.sign_in(cast.CASEWORKER)
    page = client.submit(client.visit(f"/cases/{ref}/team"), action=f"/cases/{ref}/team", member=second, part="letters")
    assert "letters" in page.text
    page = client.submit(client.visit(f"/cases/{ref}/handover"), 422, member=second, note="")
    assert "what waits, what was promised" in page.text
    page = client.submit(page, member=second, note="The sister calls on Mondays.")
    assert f"{ref} was offered to {cast.SECOND_CASEWORKER.name}." in page.html
    client.sign_out()
    client.sign_in(cast.SECOND_CASEWORKER)
    assert "Cases that you are asked to follow" in client.visit("/").text
    page = client.visit(f"/cases/{ref}/team")
    assert "The sister calls on Mondays." in page.text
    page = client.submit(page, action=f"/cases/{ref}/handover/answer", answer="accepted")
    assert f"You follow {ref} now." in page.html
    events = log.list_entries(cast.COORDINATOR.actor(), EntryFilter(), PageRequest(size=100)).items
    said = [entry.event for entry in events if entry.subject_label == ref]
    assert said[:3] == [Event.HANDOVER_ANSWERED, Event.HANDOVER_OFFERED, Event.TEAM_CHANGED]

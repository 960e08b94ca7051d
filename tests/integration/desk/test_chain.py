"""The chain from a contact to releases, read from both ends, without a word on what came of what."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from case_mgr.advocacy import service
from case_mgr.advocacy.kinds import Direction, Discretion, Medium
from case_mgr.advocacy.queries import raising
from case_mgr.advocacy.types import ContactDraft, InteractionDraft, ListDraft
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import PageRequest
from case_mgr.desk import chain
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.pardons import service as pardons
from case_mgr.pardons.types import BatchDraft
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person, an_event, an_exit


def _case(number: int, freed: str = "", batch: str | None = None, **more: Any) -> str:
    who = cast.CASEWORKER.actor()
    case = a_case(who, a_person(who, f"Прыдуманы {number}", **more))
    an_event(case, day="2024-02-02", by=who)
    if freed:
        an_exit(case, "pardon", "border", day=freed, by=who, evidence="seen", source="S", batch=batch)
    return str(case.reference)


def _talk(contact: str, day: str, *cases: str, **more: Any) -> None:
    draft = InteractionDraft(
        PartialDate.parse(day), Medium.MEETING, Direction.TO_THEM, summary="Said.", cases=cases, **more
    )
    service.record_interaction(cast.ADVOCACY_OFFICER.actor(), contact, draft)


@pytest.fixture
def world(here: Flask) -> tuple[str, str]:
    """A contact with whom a list, a talk and a closed talk were, and a batch in which some came out."""
    officer = cast.ADVOCACY_OFFICER.actor()
    batch = pardons.create(officer, BatchDraft("Freed in September", announced=PartialDate.parse("2025-09-11")))
    freed = [_case(number, "2025-09-11", batch.reference) for number in range(2)]
    _case(7, "2025-09-11", batch.reference, sensitivity=Sensitivity.RESTRICTED)
    _case(8, "2025-09-12", batch.reference)
    contact = service.add_contact(officer, ContactDraft("Envoy of Nowhere")).public_id
    made = service.make_list(officer, ListDraft(contact, (freed[0], _case(9))))
    service.hand_over(officer, made.public_id, PartialDate.parse("2025-07-03"), "", None)
    _talk(contact, "2025-08", freed[1])
    _talk(contact, "2025-09-01", level=Discretion.NAMED, batch=batch.reference)
    db.session.commit()
    return contact, batch.reference


def _told(found: chain.Chain) -> list[str]:
    return [item["title"] for item in found.items]


def test_from_the_contact(app: Flask, world: tuple[str, str]) -> None:
    with app.test_request_context():
        mine = _told(chain.from_contact(cast.ADVOCACY_OFFICER.actor(), world[0]))
        other = _told(chain.from_contact(cast.SECOND_CASEWORKER.actor(), world[0]))
    assert mine == [
        "List of names handed to Envoy of Nowhere",
        "Meeting with Envoy of Nowhere",
        "Meeting with Envoy of Nowhere",
        "Freed in September",
        "2 came out",
    ]
    # Of the list and of the closed talk others know nothing, nor that somebody of the list came out.
    assert other == ["Meeting with Envoy of Nowhere", "Freed in September", "1 came out"]


def test_from_the_batch(app: Flask, world: tuple[str, str]) -> None:
    with app.test_request_context():
        mine = _told(chain.from_batch(cast.ADVOCACY_OFFICER.actor(), world[1]))
        other = _told(chain.from_batch(cast.SECOND_CASEWORKER.actor(), world[1]))
        near = _told(chain.from_batch(cast.CASEWORKER.actor(), world[1]))
    assert mine == [
        "List of names handed to Envoy of Nowhere",
        "Meeting with Envoy of Nowhere",
        "Meeting with Envoy of Nowhere",
        "Freed in September",
        "2 came out",
        "1 came out",
    ]
    assert other == ["Meeting with Envoy of Nowhere", "Freed in September", "2 came out", "1 came out"]
    # Who stands near to a withheld person counts them.
    assert "3 came out" in near


def test_what_a_room_tells_of_concessions(app: Flask, world: tuple[str, str]) -> None:
    asked: list[set[str]] = []

    def told(_actor: Any, batches: Any) -> list[chain.Concession]:
        asked.append(set(batches))
        return [chain.Concession(PartialDate.parse("2025-09-11"), "Relief for an airline", "as one says", "/x")]

    before = list(chain._readers)
    chain.tell_concessions(told)
    try:
        with app.test_request_context():
            found = chain.from_batch(cast.ADVOCACY_OFFICER.actor(), world[1])
    finally:
        chain._readers[:] = before
    assert asked == [{world[1]}]
    assert "Relief for an airline" in _told(found)


def test_a_long_chain_counts_all_and_says_what_it_leaves_out(
    client: PageClient, app: Flask, world: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, contact = cast.ADVOCACY_OFFICER.actor(), world[0]
    for number in (11, 12, 13):
        service.hand_over(
            officer,
            service.make_list(officer, ListDraft(contact, (_case(number, "2025-12-01"),))).public_id,
            PartialDate.parse("2025-10-01"),
            "",
            None,
        )
    monkeypatch.setattr(raising, "MOST", 1)
    monkeypatch.setattr(raising, "_ALL", PageRequest(1, 10))
    for day in range(1, 12):
        _talk(contact, f"2025-10-{day:02d}", *([_case(20 + day, "2025-12-02")] if day == 1 else []))
    db.session.commit()
    with app.test_request_context():
        found = chain.from_contact(officer, contact)
    assert found.cut == ["The latest 10 of 13 talks are shown.", "The latest 1 of 4 lists are shown."]
    # Who stood on what is not shown came out all the same.
    assert {"3 came out", "1 came out"} <= set(_told(found))
    client.sign_in(cast.ADVOCACY_OFFICER)
    assert "The latest 1 of 4 lists are shown." in client.visit(f"/contacts/{contact}/chain").text


def test_the_pages(client: PageClient, another_client: PageClient, world: tuple[str, str]) -> None:
    client.sign_in(cast.ADVOCACY_OFFICER)
    page = client.visit(client.visit(f"/contacts/{world[0]}").links["Chain"])
    assert "does not say that it came of it" in page.text
    assert "Envoy" not in page.title
    batch = client.visit(f"/pardons/{world[1]}/chain")
    assert "came out" in batch.text
    assert world[1] in client.visit(batch.links["Record an interaction"]).html
    another_client.sign_in(cast.STRANGER)
    another_client.visit(f"/contacts/{world[0]}/chain", 404)
    another_client.visit(f"/pardons/{world[1]}/chain", 404)

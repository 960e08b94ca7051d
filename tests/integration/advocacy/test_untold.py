"""Of a closed talk and a list of names no page of this room or above tells anybody else: each says the same with them
and without."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from case_mgr.accounts.models import Series
from case_mgr.advocacy import service
from case_mgr.advocacy.kinds import Direction, Discretion, Medium, Outcome
from case_mgr.advocacy.models import Interaction, SubmittedList
from case_mgr.advocacy.types import ContactDraft, InteractionDraft, ListDraft
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.extensions import db
from case_mgr.pardons import service as pardons
from case_mgr.pardons.types import BatchDraft
from tests import cast
from tests.client import PageClient
from tests.factories.advocacy import a_file_of, a_talk
from tests.factories.people import a_case, a_person, an_event

OFFICER = cast.ADVOCACY_OFFICER
CANARY = "Kanarejka of the airline"


def _world() -> dict[str, str]:
    who = OFFICER.actor()
    case = a_case(None, a_person(None, "Ясень Кацярына"))
    an_event(case, "detention", day="2021-05-10")
    one = service.add_contact(who, ContactDraft("Envoy of Nowhere")).public_id
    two = service.add_contact(who, ContactDraft("Envoy of Nowhere, the")).public_id
    batch = pardons.create(cast.COORDINATOR.actor(), BatchDraft("Freed in September")).reference
    db.session.commit()
    return {"case": case.reference, "person": case.detainee.public_id, "one": one, "two": two, "batch": batch}


def _say(world: dict[str, str]) -> None:
    """A closed talk with everything that a talk can have, amended since, another one taken back, and a list."""
    who, due = OFFICER.actor(), clock.today() + timedelta(days=3)
    more: dict[str, Any] = {"level": Discretion.NAMED, "batch": world["batch"], "participants": CANARY}
    row = a_talk(world["case"], by=who, contact=world["one"], summary=CANARY, follow_up=CANARY, **more)
    a_file_of(row, who)
    draft = InteractionDraft(
        PartialDate.parse("2025-07-04"),
        Medium.CALL,
        Direction.MUTUAL,
        summary=f"{CANARY} again",
        outcome=Outcome.PROMISED,
        follow_up=CANARY,
        follow_up_due=due,
        cases=(world["case"],),
        batch=world["batch"],
    )
    service.amend_interaction(who, row.public_id, draft, CANARY, row.version)
    gone = a_talk(world["case"], by=who, contact=world["one"], summary=CANARY, **more)
    service.withdraw_interaction(who, gone.public_id, CANARY)
    made = service.make_list(who, ListDraft(world["one"], (world["case"],), reason=CANARY))
    service.hand_over(who, made.public_id, PartialDate.parse("2025-07-05"), CANARY, None)
    db.session.commit()


def _pages(world: dict[str, str]) -> list[str]:
    contact, case, batch = (world[name] for name in ("one", "case", "batch"))
    return [
        "/contacts",
        "/contacts/duplicates",
        f"/contacts/{contact}",
        f"/contacts/{contact}/chain",
        f"/contacts/{contact}/same/{world['two']}",
        "/contacts/lists",
        "/contacts/submissions",
        *(f"/contacts/follow-up?show={show}" for show in ("contacts", "promises", "cases", "godparents")),
        f"/cases/{case}",
        f"/people/{world['person']}",
        f"/pardons/{batch}",
        f"/pardons/{batch}/chain",
        "/tasks?whose=all",
        "/calendar?whose=all",
        "/calendar.ics?whose=all",
        "/search?words=Kanarejka",
        "/search?words=I-",
        "/search?words=L-",
        "/",
    ]


def _said(client: PageClient, path: str) -> str:
    if ".ics" in path:
        lines = client.get(path).get_data(as_text=True).splitlines()
        return "\n".join(line for line in lines if not line.startswith("DTSTAMP"))
    # What I did last is of whoever looks.
    return client.visit(path).text.split("What I did last")[0]


def test_every_page_says_the_same_as_if_it_were_not(app: Flask, client: PageClient, another_client: PageClient) -> None:
    with app.app_context():
        world = _world()
    # No role opens more than this one, and a closed talk is closed to it too.
    client.sign_in(cast.COORDINATOR)
    before = {path: _said(client, path) for path in _pages(world)}
    with app.app_context():
        _say(world)
    another_client.sign_in(OFFICER)
    told = [path for path in _pages(world)[:17] if _said(another_client, path) != before[path]]
    assert len(told) > 8, "the talk stands nowhere for its author either"
    assert {path for path in before if _said(client, path) != before[path]} == set()


def test_a_merge_of_contacts_moves_a_closed_talk_and_tells_nobody(
    app: Flask, client: PageClient, another_client: PageClient
) -> None:
    with app.app_context():
        world = _world()
        _say(world)
        tables: tuple[Any, ...] = (Interaction, SubmittedList)
        told = [one.reference for table in tables for one in db.session.query(table)]
        row = service.merge_contacts(cast.COORDINATOR.actor(), world["two"], world["one"], "One envoy, twice")
        db.session.commit()
        merge = row.public_id
    client.sign_in(cast.COORDINATOR)
    for path in (f"/contacts/{world['two']}", f"/contacts/merges/{merge}", f"/contacts/{world['two']}/chain"):
        shown = client.visit(path).html
        assert [one for one in told if one in shown] == []
    another_client.sign_in(OFFICER)
    assert told[0] in another_client.visit(f"/contacts/{world['two']}/chain").text


def test_no_reference_tells_by_its_place_in_a_row_that_something_lies_between(here: Flask) -> None:
    world, said = _world(), []
    for number in range(3):
        said.append(a_talk(by=OFFICER.actor(), contact=world["one"]).reference)
        said.append(service.make_list(OFFICER.actor(), ListDraft(world["one"], (world["case"],))).reference)
        if number == 1:
            _say(world)
    assert all(re.fullmatch(r"[IL]-[2-9B-DF-HJ-NP-TV-X]{6}", one) for one in said)
    assert len({one[2:] for one in said}) == len(said)
    # Nor does anything else of the organisation count them.
    counted = db.session.scalars(select(Series.series).where(Series.series.in_(["I", "L"]))).all()
    assert counted == []

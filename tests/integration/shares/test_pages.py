"""The pages of shares: offering after a check, accepting, what a guest reads, ending; and what a guest never reads."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.cases.models import Case
from case_mgr.detainees.models import Detainee
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person, an_event
from tests.factories.shares import partner_id
from tests.integration.recognition.test_pages import as_

NAME = "Тарас Вярбіцкі"


@pytest.fixture
def person(here: Flask) -> Detainee:
    """Somebody with notes and parents."""
    return a_person(cast.COORDINATOR.actor(), NAME, notes="Ask Zina first", father="Рыгор Вярбіцкі")


@pytest.fixture
def case(person: Detainee) -> Case:
    """A case of somebody in custody."""
    made = a_case(cast.COORDINATOR.actor(), person, owner=cast.CASEWORKER.actor().public_id)
    an_event(made, day="2023-05-04", text="Taken from home")
    db.session.commit()
    return made


def test_from_the_offer_to_the_end(case: Case, client: PageClient) -> None:
    ref = case.reference
    client.sign_in(cast.COORDINATOR)
    page = client.visit(client.visit(f"/cases/{ref}").links["Sharing"])
    assert "This case is shared with nobody" in page.text
    page = client.visit(page.links["Share with another organisation"])
    page = client.submit(page, 422, to=partner_id(), level="contribute", purpose="Legal aid at the appeal")
    assert "No consent covers sharing with partners" in page.text
    page = client.submit(page, why="The sister asked us to.")
    assert "1 event of the timeline" in page.text
    assert "none: family, health and identity stay closed" in page.text
    page = client.submit(page)
    assert f"{ref} was offered to Lantern Committee." in page.text
    assert "Offered to Lantern Committee to view and add until" in page.text
    as_(client, cast.STRANGER)
    page = client.visit("/")
    assert "1 case of another organisation waits for your answer" in page.text
    page = client.visit(page.links["1 case of another organisation waits for your answer"])
    assert ref in page.text
    assert "Legal aid at the appeal" in page.text
    assert NAME not in page.text
    page = client.submit(page)
    assert NAME in page.text
    page = client.visit(page.links[ref])
    assert "Shared by Harbour Watch" in page.text
    assert NAME in page.text
    assert "Taken from home" in page.text
    assert cast.COORDINATOR.name not in page.text
    assert cast.CASEWORKER.name not in page.text
    for tab in ("Timeline", "Custody", "Legal", "Recognition", "History"):
        shown = client.visit(next(href for label, href in page.links.items() if label.startswith(tab)))
        assert cast.COORDINATOR.name not in shown.text, tab
    assert not {"Team", "Sharing"} & page.links.keys()
    shown = client.visit(next(href for label, href in page.links.items() if label.startswith("P-")))
    assert NAME in shown.text
    assert "Zina" not in shown.text
    assert "Рыгор" not in shown.text
    for label, href in {**page.links, **shown.links}.items():
        if href.startswith(("/cases/", "/people/")):
            assert client.get(href).status_code == 200, (label, href)
    as_(client, cast.COORDINATOR)
    page = client.visit(f"/cases/{ref}/sharing")
    assert f"{cast.STRANGER.name} (Lantern Committee)" in page.text
    page = client.submit(client.visit(page.links["End it now"]), reason="The appeal is over.")
    assert "no longer shared" in page.text
    assert "Ended because: The appeal is over." in page.text
    as_(client, cast.STRANGER)
    assert client.visit("/shared").text.count(ref) == 0

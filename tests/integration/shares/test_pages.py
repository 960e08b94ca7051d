"""The pages of shares: offering after a check, accepting, what a guest reads, ending; and what a guest never reads."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.access.shares import Compartment, Level
from case_mgr.cases.models import Case
from case_mgr.detainees import service as people
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import Sensitivity, VulnerabilityDraft, VulnerabilityKind
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person, a_relative, an_event
from tests.factories.shares import a_share, address, an_offer, partner_id
from tests.house.test_withheld import walk
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


def test_nothing_of_a_shared_case_stands_in_lists_and_figures_of_the_other(case: Case, client: PageClient) -> None:
    """Every page that links reach is read before and after: only the list of shared cases and the search differ."""
    ours = a_case(cast.STRANGER.actor(), a_person(cast.STRANGER.actor()))
    an_event(ours, by=cast.STRANGER.actor())
    db.session.commit()
    before = walk(client, cast.STRANGER)
    a_share(case)
    db.session.commit()
    after = walk(client, cast.STRANGER)
    named = {path for path, html in after.raw.items() if NAME in html and "words=" not in path}
    assert {path for path in named if not path.startswith(("/cases/BY-2026-00001~", "/people/"))} == {"/shared"}
    assert all("~" in path for path in named if path != "/shared")
    changed = {path for path, text in before.seen.items() if after.seen[path] != text and "words=" not in path}
    assert changed == {"/shared"}


def test_the_search_marks_what_others_share(case: Case, client: PageClient) -> None:
    a_share(case)
    client.sign_in(cast.STRANGER)
    page = client.visit("/search?words=Вярбіцкі")
    assert "0 results" in page.text
    assert "Shared by Harbour Watch" in page.text
    assert f"/cases/{case.reference}~" in page.html
    as_(client, cast.STRANGER_ADMINISTRATOR)
    client.visit("/search?words=Вярбіцкі", 403)


@pytest.mark.parametrize("shared", [None, *Compartment])
def test_compartments_open_only_when_the_share_names_them(
    case: Case, person: Detainee, client: PageClient, shared: Compartment | None
) -> None:
    who = cast.COORDINATOR.actor()
    a_relative(person, "Зінаіда Прыдуманая")
    people.add_vulnerability(who, person.public_id, VulnerabilityDraft(VulnerabilityKind.HEALTH, detail="дыябет"))
    people.record_national_number(who, person.public_id, "1234567A001PB1")
    row = a_share(case, compartments=frozenset({shared} if shared else ()))
    client.sign_in(cast.STRANGER_CASEWORKER)
    base = f"/people/{person.public_id}~{row.public_id}"
    shown = {
        Compartment.FAMILY: ("family", "Зінаіда"),
        Compartment.HEALTH: ("health", "дыябет"),
        Compartment.IDENTITY: ("identity", "1234567A001PB1"),
    }
    for one, (page, words) in shown.items():
        response = client.get(f"{base}/{page}")
        assert response.status_code == (200 if one is shared else 403), one
        assert (words in response.get_data(as_text=True)) is (one is shared)
    profile = client.visit(base)
    assert ("Рыгор" in profile.text) is (shared is Compartment.FAMILY)
    assert ("Poor health" in profile.text) is (shared is Compartment.HEALTH)
    assert client.get(f"{base}/vulnerabilities").status_code == (200 if shared is Compartment.HEALTH else 404)
    if shared:
        client.sign_out()
        client.sign_in(cast.COORDINATOR)
        assert f"{cast.STRANGER_CASEWORKER.name} (Lantern Committee)" in client.visit("/audit").html


def test_a_restricted_person_asks_for_names_on_the_form(here: Flask, client: PageClient) -> None:
    who = cast.COORDINATOR.actor()
    hidden = a_case(who, a_person(who, NAME, sensitivity=Sensitivity.RESTRICTED))
    client.sign_in(cast.COORDINATOR)
    page = client.visit(f"/cases/{hidden.reference}/sharing/new")
    assert "Name each person of the other organisation" in page.text
    page = client.submit(page, 422, to=partner_id(), level="view", purpose="Legal aid", why="Their lawyer asks.")
    assert "name each person of the other organisation who may know of them" in page.text
    page = client.submit(page, 422, recipients="nobody@nowhere.example")
    assert "signs in with nobody@nowhere.example" in page.text
    page = client.submit(page, recipients=cast.STRANGER_CASEWORKER.email)
    assert cast.STRANGER_CASEWORKER.name in page.text
    client.submit(page)


def test_a_contributor_adds_and_sees_no_way_to_amend(case: Case, client: PageClient) -> None:
    row = a_share(case, level=Level.CONTRIBUTE)
    client.sign_in(cast.STRANGER_CASEWORKER)
    page = client.visit(f"{address(row)}/events/new?kind=charge")
    page = client.submit(page, place="Нідзе")
    assert "was added to the timeline" in page.text
    acts = [link for label, link in page.links.items() if label.startswith("Correct")]
    assert len(acts) == 1, "their own event, and not the one of the owner"
    assert "Amend the case" not in page.links
    assert "Correct" not in " ".join(client.visit(f"{address(row)}/custody").links)
    assert cast.STRANGER_CASEWORKER.name in page.text


def test_an_editor_amends_and_the_owner_of_the_case_stays(case: Case, client: PageClient) -> None:
    row = a_share(case, level=Level.EDIT)
    client.sign_in(cast.STRANGER_CASEWORKER)
    page = client.visit(f"{address(row)}/edit")
    assert "Who of us follows the case" not in page.text
    page = client.submit(page, charges="арт. 342")
    assert "арт. 342" in page.text
    assert page.path.startswith(address(row))
    db.session.expire_all()
    assert case.owner is not None
    assert case.owner.name == cast.CASEWORKER.name


def test_an_offer_is_answered_by_coordinators_of_the_other_organisation_alone(case: Case, client: PageClient) -> None:
    row = an_offer(case)
    page = client.sign_in(cast.COORDINATOR)
    token = page.root.all("input", name="csrf_token")[0].get("value") or ""
    for path in (f"/shared/{row.public_id}/accept", f"/shared/{row.public_id}/decline"):
        assert client.post(path, data={"csrf_token": token, "reason": "No."}).status_code == 404
    page = as_(client, cast.STRANGER_CASEWORKER).visit("/shared")
    assert case.reference not in page.text
    token = page.root.all("input", name="csrf_token")[0].get("value") or ""
    assert client.post(f"/shared/{row.public_id}/accept", data={"csrf_token": token}).status_code == 403
    page = as_(client, cast.STRANGER).visit("/shared")
    page = client.visit(page.links["Decline"])
    page = client.submit(page, 422, reason=" ")
    assert "the other organisation reads it" in page.text
    page = client.submit(page, reason="We have nobody in that town.")
    assert f"{case.reference} was declined." in page.text
    page = as_(client, cast.COORDINATOR).visit(f"/cases/{case.reference}/sharing")
    assert "They said: We have nobody in that town." in page.text


def test_a_change_is_a_form_that_a_stale_edit_does_not_pass(case: Case, client: PageClient) -> None:
    row = a_share(case)
    client.sign_in(cast.COORDINATOR)
    path = f"/cases/{case.reference}/sharing/{row.public_id}/change"
    first, second = client.visit(path), client.visit(path)
    shown = client.submit(first, level="edit", why="Their lawyer asks.")
    assert "Shared with Lantern Committee to view, add and amend until" in shown.text
    client.submit(second, 409, level="view")


def test_the_log_of_the_other_organisation_opens(case: Case, client: PageClient) -> None:
    row = a_share(case, level=Level.CONTRIBUTE)
    client.sign_in(cast.STRANGER)
    client.visit(address(row))
    page = client.visit("/audit")
    assert "A case that another organisation shares was opened" in page.text
    assert NAME not in page.html

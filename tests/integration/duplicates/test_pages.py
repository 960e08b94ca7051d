"""The pages: from the queue to a merge and back, for whoever may, and what does not exist for everybody else."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.detainees import service as register
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import NameDraft, NationalityDraft, Sensitivity
from case_mgr.duplicates.service.looking import mark
from case_mgr.extensions import db
from tests import cast
from tests.client import Page, PageClient
from tests.factories.duplicates import ONE, TWO, a_merge, a_pair, look, two_records
from tests.factories.people import a_case, a_person, an_event


@pytest.fixture
def pair(here: Flask) -> tuple[str, Detainee, Detainee]:
    """One person registered twice, and what the machine makes of it."""
    first, second = two_records()
    an_event(a_case(person=second, year=2022))
    look()
    db.session.commit()
    return a_pair(first, second).public_id, first, second


def as_(client: PageClient, member: cast.Member) -> PageClient:
    client.sign_out()
    client.sign_in(member)
    return client


def merged(client: PageClient, pair: str) -> Page:
    """Go through the pages of a merge as a coordinator."""
    client.sign_in(cast.COORDINATOR)
    asked = client.visit(f"/duplicates/{pair}/merge")
    check = client.submit(asked, reason="The passport is the same.")
    return client.submit(check, action=f"/duplicates/{pair}/merge")


def test_a_pair_is_answered_and_never_comes_again(client: PageClient, pair: tuple[str, Detainee, Detainee]) -> None:
    public_id, first, second = pair
    client.sign_in(cast.CASEWORKER)
    queue = client.visit("/duplicates").text
    assert first.reference in queue
    assert second.reference in queue
    assert "born on the same day" in queue
    client.submit(client.visit(f"/duplicates/{public_id}"), answer="different", reason="Two cousins.")
    mark(first.organisation_id, [first.id, second.id])
    look()
    assert "No pair waits for you" in client.visit("/duplicates").text
    assert first.reference in client.visit("/duplicates?show=different").text
    page = client.visit(f"/duplicates/{public_id}")
    assert "Two cousins." in page.text
    client.submit(page, action=f"/duplicates/{public_id}/reopen")
    assert first.reference in client.visit("/duplicates").text


def test_both_are_shown_with_what_is_known_of_each(client: PageClient, here: Flask) -> None:
    country = NationalityDraft("LT")
    first, second = a_person(None, "Ганна Выдумка", nationalities=(country,)), a_person(None, "Ганна Выдумка")
    public_id = a_pair(first, second).public_id
    client.sign_in(cast.CASEWORKER)
    assert "Lithuania" in client.visit(f"/duplicates/{public_id}").text


def test_a_second_answer_from_an_old_page_is_refused(client: PageClient, pair: tuple[str, Detainee, Detainee]) -> None:
    public_id, _, _ = pair
    client.sign_in(cast.CASEWORKER)
    old = client.visit(f"/duplicates/{public_id}")
    client.submit(client.visit(f"/duplicates/{public_id}"), answer="unsure")
    late = client.submit(old, 409, answer="different")
    assert "Somebody else answered about these two" in late.text
    assert cast.CASEWORKER.name in late.text


def test_a_merge_leads_on_from_the_old_address_and_reference(
    client: PageClient, pair: tuple[str, Detainee, Detainee]
) -> None:
    public_id, first, second = pair
    old = f"/people/{second.public_id}"
    assert f"{second.reference} was merged into {first.reference}." in merged(client, public_id).text
    moved = client.get(f"{old}/names")
    assert (moved.status_code, moved.location) == (308, f"/people/{first.public_id}/names")
    found = client.visit(f"/search?words={second.reference.lower()}")
    assert f"{second.reference} was merged into {first.reference}" in found.text
    assert second.reference not in client.visit("/people").text
    history = client.visit(f"/people/{first.public_id}/history").text
    assert history.count("A person was registered") == 2
    assert "Two records of one person were merged" in history
    shown = client.visit(old)
    undo = client.visit(client.visit(shown.links[f"Undo merge {second.reference}"]).path)
    client.submit(undo, action=undo.path)
    assert TWO in client.visit(old).text
    assert second.reference in client.visit("/people").text


def test_an_old_address_is_nothing_to_whoever_may_not_open_the_person(client: PageClient, here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    kept, other = a_person(who, sensitivity=Sensitivity.RESTRICTED), a_person(who)
    a_merge(kept, other)
    client.sign_in(cast.SECOND_CASEWORKER)
    missing = client.visit(f"/people/{'0' * 24}", 404)
    assert client.visit(f"/people/{other.public_id}", 404).text == missing.text
    assert kept.reference not in client.visit(f"/search?words={other.reference}").text


def test_fields_that_contradict_are_chosen(client: PageClient, here: Flask) -> None:
    kept, other = a_person(occupation="baker"), a_person(occupation="driver")
    public_id = a_pair(kept, other).public_id
    client.sign_in(cast.COORDINATOR)
    page = client.visit(f"/duplicates/{public_id}/merge")
    refused = client.submit(page, 422, reason="The same passport.")
    assert "Choose which of the two stands" in refused.text
    assert "The same passport." in refused.html
    check = client.submit(refused, line__occupation="other")
    assert "driver" in check.text
    client.submit(check, action=f"/duplicates/{public_id}/merge")
    assert "driver" in client.visit(f"/people/{kept.public_id}").text
    said = client.visit(f"/people/{kept.public_id}").links[f"What was merged {other.reference}"]
    kept_text = client.visit(said).text
    assert "driver" in kept_text
    assert "baker" in kept_text.split(f"What {kept.reference} said before")[1]


def test_the_other_record_may_stand(client: PageClient, pair: tuple[str, Detainee, Detainee]) -> None:
    public_id, first, second = pair
    client.sign_in(cast.COORDINATOR)
    flipped = client.visit(client.visit(f"/duplicates/{public_id}/merge").links[f"Keep {second.reference} instead"])
    check = client.submit(flipped, reason="The passport is the same.", line__name="other")
    client.submit(check, action=f"/duplicates/{public_id}/merge")
    page = client.visit(f"/people/{first.public_id}")
    assert second.reference in page.heading + page.text
    assert page.heading == ONE


def test_what_changed_meanwhile_is_shown(client: PageClient, pair: tuple[str, Detainee, Detainee]) -> None:
    public_id, first, _ = pair
    client.sign_in(cast.COORDINATOR)
    page = client.visit(f"/duplicates/{public_id}/merge")
    register.amend(cast.COORDINATOR.actor(), first.public_id, {"occupation": "baker"})
    late = client.submit(page, 409, reason="The passport is the same.")
    assert "One of the two records changed while you were choosing" in late.text


def test_a_suspicion_stands_on_the_page_of_both(client: PageClient, pair: tuple[str, Detainee, Detainee]) -> None:
    _, first, second = pair
    client.sign_in(cast.CASEWORKER)
    assert f"as {second.reference}" in client.visit(f"/people/{first.public_id}").text
    assert "Possible duplicate" in client.visit(f"/people/{second.public_id}").text
    assert "Possible duplicate" not in as_(client, cast.REVIEWER).visit(f"/people/{first.public_id}").text


def test_two_are_set_side_by_side_by_hand(client: PageClient, here: Flask) -> None:
    one, two = a_person(), a_person()
    hidden = a_person(cast.CASEWORKER.actor(), sensitivity=Sensitivity.RESTRICTED)
    client.sign_in(cast.SECOND_CASEWORKER)

    def compared(first: str, second: str, status: int = 422) -> str:
        return client.submit(client.visit("/duplicates"), status, first=first, second=second).text.replace(second, "")

    assert one.name in compared(one.reference.lower(), two.reference, 200)
    assert compared(one.reference, hidden.reference) == compared(one.reference, "P-999999")
    assert "the same reference" in compared(one.reference, one.reference)


@pytest.mark.parametrize(
    "member",
    [cast.SECOND_CASEWORKER, cast.REVIEWER, cast.DATA_CLERK, cast.AUDITOR, cast.DONOR, cast.STRANGER],
    ids=lambda member: member.email.split("@")[0],
)
def test_a_pair_with_somebody_withheld_is_nothing_to_others(
    client: PageClient, here: Flask, member: cast.Member
) -> None:
    worker = cast.CASEWORKER.actor()
    hidden = a_person(worker, ONE, sensitivity=Sensitivity.RESTRICTED)
    other = a_person(None, TWO)
    look()
    public_id = a_pair(hidden, other, worker).public_id
    client.sign_in(member)
    for path in (f"/duplicates/{public_id}", f"/duplicates/{public_id}/merge"):
        assert client.get(path).status_code in (403, 404)
    if client.get("/duplicates").status_code == 200:
        page = client.visit("/duplicates").text
        assert other.reference not in page
        assert hidden.reference not in page
        assert "Possible duplicate" not in client.get(f"/people/{other.public_id}").get_data(as_text=True)


def test_the_team_of_the_withheld_person_finds_the_pair(client: PageClient, here: Flask) -> None:
    hidden = a_person(cast.CASEWORKER.actor(), ONE, sensitivity=Sensitivity.RESTRICTED)
    other = a_person(cast.SECOND_CASEWORKER.actor(), TWO)
    look()
    client.sign_in(cast.CASEWORKER)
    page = client.visit("/duplicates").text
    assert hidden.reference in page
    assert other.reference in page


def test_a_caseworker_says_the_same_and_a_coordinator_merges(
    client: PageClient, pair: tuple[str, Detainee, Detainee]
) -> None:
    public_id, first, _ = pair
    client.sign_in(cast.CASEWORKER)
    client.submit(client.visit(f"/duplicates/{public_id}"), answer="same", reason="I know the mother.")
    client.visit(f"/duplicates/{public_id}/merge", 403)
    as_(client, cast.COORDINATOR)
    assert first.reference in client.visit("/duplicates?show=same").text
    page = client.visit(f"/duplicates/{public_id}")
    assert "I know the mother." in page.text
    assert "Merge the two records" in page.links


def test_an_undo_says_what_came_since(client: PageClient, pair: tuple[str, Detainee, Detainee]) -> None:
    public_id, first, second = pair
    page = merged(client, public_id)
    register.add_name(cast.COORDINATOR.actor(), first.public_id, NameDraft("Касцюк"))
    db.session.commit()
    undo = client.visit(page.links[f"Undo merge {second.reference}"])
    assert f"Names: 1 were recorded since and stay with {first.reference}." in undo.text
    client.submit(undo, action=undo.path)
    assert "Касцюк" in client.visit(f"/people/{first.public_id}/names").text


def test_looking_for_everybody_is_asked_for_by_a_button(client: PageClient, here: Flask) -> None:
    client.sign_in(cast.COORDINATOR)
    page = client.submit(client.visit("/duplicates"), action="/duplicates/look")
    assert "Looking for duplicates" in page.text

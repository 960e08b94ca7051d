"""Registering and amending people through the pages."""

import pytest
from flask import Flask

from tests import cast
from tests.client import PageClient
from tests.integration import records


@pytest.fixture
def worker(here: Flask, client: PageClient) -> PageClient:
    client.sign_in(cast.CASEWORKER)
    return client


def test_register_after_a_search_that_finds_nobody(worker: PageClient) -> None:
    page = worker.submit(worker.visit("/people/new"), name="  Проба   Пробная ", year="1990")
    assert page.heading == "Nobody like this is recorded"
    page = worker.submit(page)
    assert page.root.all("input", name="born-year")[0].get("value") == "1990"
    page = worker.submit(
        page, other="Proba Probnaya", country0="XX", country1="BY", born__month="5", occupation="poet", sex="female"
    )
    assert page.path.startswith("/people/")
    assert "P-000001 was registered" in page.text
    assert "May 1990" in page.text
    assert "stateless, Belarus" in page.text
    assert "Проба Пробная" in page.heading
    for word in ("Проба", "Proba"):
        assert word not in page.title
        assert word not in page.path


def test_who_may_be_meant_is_shown_with_reasons(worker: PageClient) -> None:
    public_id, reference = records.person(cast.CASEWORKER.actor(), "Сяргей Вярбіцкі", born="1980-03-02")
    page = worker.submit(worker.visit("/people/new"), name="Сергей Вербицкий", year="1980")
    assert page.heading == "Is it one of these?"
    assert reference in page.text
    assert "birth dates agree" in page.text
    assert page.links["Сяргей Вярбіцкі"] == f"/people/{public_id}"


def test_the_search_before_registering_writes_nothing_and_can_be_sent_again(worker: PageClient) -> None:
    page = worker.visit("/people/new")
    assert worker.submit(page, name="Проба Пробная").heading == worker.submit(page, name="Проба Пробная").heading
    assert worker.visit("/people").text.count("P-0") == 0


def test_a_form_sent_twice_registers_one_person(worker: PageClient) -> None:
    form = worker.submit(worker.submit(worker.visit("/people/new"), name="Проба Пробная"))
    first, second = worker.submit(form), worker.submit(form)
    assert first.path == second.path
    assert "Showing 1 person" in worker.visit("/people").text


def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(worker: PageClient) -> None:
    assert "four digits" in worker.submit(worker.visit("/people/new"), 422, name="А", year="90").text
    form = worker.submit(worker.submit(worker.visit("/people/new"), name="Проба Пробная"))
    page = worker.submit(form, 422, born__year="2999", occupation="poet")
    assert page.title.startswith("Error:")
    assert "lies in the future" in page.text
    assert page.root.all("input", name="occupation")[0].get("value") == "poet"
    assert page.root.all("input", name="born-year")[0].get("value") == "2999"


def test_names_are_added_chosen_and_removed(worker: PageClient) -> None:
    public_id, reference = records.person(cast.CASEWORKER.actor(), "Тарас Вярбіцкі")
    here = f"/people/{public_id}/names"
    page = worker.submit(worker.visit(f"{here}/new"), full="Taras Viarbicki", language="en", kind="press", source="L1")
    assert f"A name was added to {reference}" in page.text
    undo = page.links["Undo"]
    assert undo.endswith("/remove")
    choose = next(f.get("action") for f in page.forms() if (f.get("action") or "").endswith("/primary"))
    page = worker.submit(page, action=choose)
    assert "Taras Viarbicki" in worker.visit(f"/people/{public_id}").heading
    assert "Remove this name?" in worker.visit(undo).heading
    page = worker.submit(worker.visit(undo))
    assert "Taras Viarbicki" not in page.text
    assert "Тарас Вярбіцкі" in worker.visit(f"/people/{public_id}").heading
    assert (
        "This name is recorded already" in worker.submit(worker.visit(f"{here}/new"), 422, full="Тарас Вярбіцкі").text
    )


def test_the_last_name_stays(worker: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    page = worker.visit(f"/people/{public_id}/names")
    assert "Remove" not in page.text


def test_nationalities_stand_side_by_side(worker: PageClient) -> None:
    public_id, reference = records.person(cast.CASEWORKER.actor(), countries=("BY",))
    here = f"/people/{public_id}/nationalities"
    page = worker.submit(worker.visit(f"{here}/new"), country="BY", basis="stripped")
    assert page.text.count("Belarus") >= 2
    assert "recorded already" in worker.submit(worker.visit(f"{here}/new"), 422, country="BY", basis="stripped").text
    page = worker.submit(worker.visit(page.links["Undo"]))
    assert f"A nationality was removed from {reference}" in page.text


def test_a_stale_edit_shows_three_values_and_loses_nothing(worker: PageClient, another_client: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor(), born="1980")
    form = worker.visit(f"/people/{public_id}/edit")
    another_client.sign_in(cast.SECOND_CASEWORKER)
    another_client.submit(another_client.visit(f"/people/{public_id}/edit"), occupation="baker")
    page = worker.submit(form, 409, occupation="painter")
    assert "Someone else changed this" in page.heading
    assert "Tomas Ilves" in page.text
    row = next(row for row in page.main.all("tr") if "Occupation" in row.text)
    assert "baker" in row.text
    assert "painter" in row.text
    assert page.links["Keep what is there now and open it"] == f"/people/{public_id}"
    page = worker.submit(page, action=f"/people/{public_id}/edit")
    assert "painter" in worker.visit(f"/people/{public_id}").text


def test_the_history_tells_who_changed_what(worker: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor(), born="1980")
    worker.submit(worker.visit(f"/people/{public_id}/edit"), occupation="baker", notes="a thing told in confidence")
    text = worker.visit(f"/people/{public_id}/history").text
    assert "A person's record was amended" in text
    assert "Wanda Okafor" in text
    assert "baker" in text
    assert "a thing told in confidence" not in text


def test_a_hold_needs_a_reason_and_is_seen_everywhere(worker: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    form = worker.visit(f"/people/{public_id}/edit")
    assert "Say why nothing must be published" in worker.submit(form, 422, publication_hold="y").text
    worker.submit(worker.visit(f"/people/{public_id}/edit"), publication_hold="y", hold_reason="the family asks")
    for place in ("", "/names", "/history", "/edit"):
        assert "Do not publish. the family asks" in worker.visit(f"/people/{public_id}{place}").text


def test_whoever_hides_a_person_from_themselves_is_not_sent_to_a_missing_page(worker: PageClient) -> None:
    public_id, reference = records.person(cast.SECOND_CASEWORKER.actor())
    page = worker.submit(worker.visit(f"/people/{public_id}/edit"), sensitivity="restricted")
    assert page.path == "/people"
    assert f"{reference} was amended" in page.text
    worker.visit(f"/people/{public_id}", 404)


@pytest.mark.parametrize(
    "place", ["", "/edit", "/names", "/nationalities", "/sources", "/history", "/cases", "/cases/new"]
)
def test_a_stranger_finds_nobody(here: Flask, client: PageClient, place: str) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    client.sign_in(cast.STRANGER)
    missing, hidden = client.visit(f"/people/{'0' * 24}{place}", 404), client.visit(f"/people/{public_id}{place}", 404)
    assert missing.text == hidden.text


@pytest.mark.parametrize("member", [cast.ADMINISTRATOR, cast.AUDITOR, cast.DONOR])
def test_roles_without_people_see_none(here: Flask, client: PageClient, member: cast.Member) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor(), "Тарас Вярбіцкі")
    client.sign_in(member)
    for path in ("/people", f"/people/{public_id}", "/people/new", "/search?words=Тарас", "/people/export"):
        assert "Вярбіцкі" not in client.visit(path, 403).html
    assert "Вярбіцкі" not in client.visit("/").html


def test_a_data_clerk_reads_and_changes_nothing(here: Flask, client: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    client.sign_in(cast.DATA_CLERK)
    page = client.visit(f"/people/{public_id}")
    assert "Amend" not in page.text
    client.visit(f"/people/{public_id}/edit", 403)
    client.visit("/people/new", 403)

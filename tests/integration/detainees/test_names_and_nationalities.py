"""Names with their parts, a form for each language, and nationalities side by side with dates."""

import pytest
from flask import Flask

from tests import cast
from tests.client import Page, PageClient
from tests.integration import records

HIDDEN = "Тарас \u202eікціброяВ"


@pytest.fixture
def worker(here: Flask, client: PageClient) -> PageClient:
    client.sign_in(cast.CASEWORKER)
    return client


def _edit(worker: PageClient, page: Page, at: str, what: str) -> Page:
    found = [link.get("href") or "" for link in page.root.all("a") if (link.get("href") or "").endswith(f"/{what}")]
    return worker.visit(next(href for href in found if f"/{at}/" in href))


def test_parts_of_a_name_are_recorded_later_and_none_is_required(worker: PageClient) -> None:
    public_id, reference = records.person(cast.CASEWORKER.actor(), "Тарас Іванавіч Вярбіцкі")
    page = worker.visit(f"/people/{public_id}/names")
    assert "Patronymic" not in page.text
    form = _edit(worker, page, "names", "edit")
    page = worker.submit(form, given="Тарас", patronymic="Іванавіч", language="be")
    assert f"A name of {reference} was amended" in page.text
    assert "PatronymicІванавіч" in page.text
    assert "Surname" not in page.text
    assert "Used in Belarusian" in page.text
    history = worker.visit(f"/people/{public_id}/history").text
    assert "Given name" in history


def test_a_stale_edit_of_a_name_writes_nothing(worker: PageClient, another_client: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor(), "Тарас Вярбіцкі")
    form = _edit(worker, worker.visit(f"/people/{public_id}/names"), "names", "edit")
    another_client.sign_in(cast.SECOND_CASEWORKER)
    other = _edit(another_client, another_client.visit(f"/people/{public_id}/names"), "names", "edit")
    another_client.submit(other, given="Тарас")
    page = worker.submit(form, 409, given="Тараc", source="kept as typed")
    assert "kept as typed" in page.html
    rows = [[cell.text for cell in row.all("td")] for row in page.main.all("tr")[1:]]
    assert rows == [["Not recorded", "Тарас", "Тараc"], ["Not recorded", "Not recorded", "kept as typed"]]
    assert cast.SECOND_CASEWORKER.name in page.text
    assert "kept as typed" not in worker.visit(f"/people/{public_id}/names").text


def test_a_stale_edit_is_gone_through_in_its_form(worker: PageClient, another_client: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor(), "Тарас Вярбіцкі")
    form = _edit(worker, worker.visit(f"/people/{public_id}/names"), "names", "edit")
    another_client.sign_in(cast.SECOND_CASEWORKER)
    other = _edit(another_client, another_client.visit(f"/people/{public_id}/names"), "names", "edit")
    another_client.submit(other, given="Тарас")
    page = worker.submit(form, 409, given="Тараc", source="kept as typed")
    page = worker.submit(page, action="/drafts", button="Put mine into the form and go through it")
    assert page.path.startswith(f"/people/{public_id}/names/")
    assert page.root.all("input", name="source")[0].get("value") == "kept as typed"
    worker.submit(page, given="Тарас", source="kept as typed")
    assert "kept as typed" in worker.visit(f"/people/{public_id}/names").text


def test_one_form_for_each_language(worker: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor(), "Тарас Вярбіцкі")
    here = f"/people/{public_id}/names"
    worker.submit(worker.visit(f"{here}/new"), full="Taras Viarbicki", language="en")
    page = worker.submit(worker.visit(f"{here}/new"), full="Taras Verbitsky", language="en")
    assert page.text.count("Used in English") == 1
    choose = next(f.get("action") for f in page.forms() if (f.get("action") or "").endswith("/language"))
    page = worker.submit(page, action=choose)
    row = next(row for row in page.main.all("tr") if "Used in English" in row.text)
    assert "Verbitsky" in row.text
    page = worker.submit(
        worker.visit(next(a.get("href") or "" for a in row.all("a") if "remove" in (a.get("href") or "")))
    )
    row = next(row for row in page.main.all("tr") if "Used in English" in row.text)
    assert "Viarbicki" in row.text


def test_a_mark_that_turns_the_reading_is_shown_and_left_out_only_on_request(worker: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    form = worker.visit(f"/people/{public_id}/names/new")
    page = worker.submit(form, 422, full=HIDDEN, source="kept")
    assert "U+202E right-to-left override" in page.text
    assert "\u202e" not in page.html
    typed = page.root.all("input", name="full")[0].get("value")
    assert typed == "Тарас [U+202E]ікціброяВ"
    again = worker.submit(page, 422)
    assert "U+202E" in again.text
    assert "ікціброяВ" not in worker.visit(f"/people/{public_id}/names").text
    page = worker.submit(again, full__stripped="1")
    assert "Тарас ікціброяВ" in page.text
    assert "\u202e" not in page.html


def test_such_a_mark_is_refused_when_a_person_is_registered(worker: PageClient) -> None:
    page = worker.submit(worker.visit("/people/new"), 422, name=HIDDEN)
    assert "U+202E" in page.text
    page = worker.submit(page, name__stripped="1")
    assert page.heading == "Nobody like this is recorded"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Y" * 1024**2, "300 characters"),
        ("Ta" + "\u0301" * 40 + "ras", "heap of marks"),
        ("Тарас\x1b[31m", "U+001B control character"),
    ],
)
def test_no_such_name_is_kept(worker: PageClient, name: str, said: str) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    page = worker.submit(worker.visit(f"/people/{public_id}/names/new"), 422, full=name)
    assert said in page.text
    assert worker.visit(f"/people/{public_id}/names").text.count("Legal name") == 1


@pytest.mark.parametrize(
    ("day", "month", "year", "said"),
    [("31", "2", "1990", "no such day in the calendar"), ("", "", "2999", "lies in the future")],
)
def test_no_such_birth(worker: PageClient, day: str, month: str, year: str, said: str) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    form = worker.visit(f"/people/{public_id}/edit")
    page = worker.submit(form, 422, born__day=day, born__month=month, born__year=year)
    assert said in page.text
    assert page.root.all("input", name="born-year")[0].get("value") == year


def test_nationalities_have_dates_and_a_contradiction_is_seen(worker: PageClient) -> None:
    public_id, reference = records.person(cast.CASEWORKER.actor(), countries=("BY",))
    here = f"/people/{public_id}/nationalities"
    new = worker.visit(f"{here}/new")
    page = worker.submit(new, country="BY", basis="stripped", since__year="2023", since__month="May", source="decree")
    assert "May 2023" in page.text
    assert page.text.count("Sources disagree") == 2
    row = next(row for row in page.main.all("tr") if "Reported by others" in row.text)
    form = worker.visit(next(link.get("href") or "" for link in row.all("a") if "edit" in (link.get("href") or "")))
    page = worker.submit(form, until__year="2023")
    assert f"A nationality of {reference} was amended" in page.text
    assert "Sources disagree" not in page.text


def test_two_sources_may_say_the_same_country(worker: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor(), countries=("BY",))
    here = f"/people/{public_id}/nationalities/new"
    page = worker.submit(worker.visit(here), country="BY", source="another list")
    assert page.text.count("Reported by others") == 2
    assert "recorded already" in worker.submit(worker.visit(here), 422, country="BY", source="another list").text


def test_a_nationality_that_ends_before_it_begins_is_refused(worker: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    form = worker.visit(f"/people/{public_id}/nationalities/new")
    page = worker.submit(form, 422, country="PL", since__year="2020", until__year="2019")
    assert "ends before it begins" in page.text
    assert "lies in the future" in worker.submit(form, 422, country="PL", since__year="2999").text

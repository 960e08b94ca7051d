"""Lists, files, search and the start page."""

import csv
import io

import pytest
from flask import Flask
from sqlalchemy import event

from case_mgr.detainees import service as people
from case_mgr.detainees.types import Sex
from case_mgr.extensions import db
from tests import cast
from tests.client import Page, PageClient
from tests.exports import a_file
from tests.factories.tasks import a_task
from tests.integration import records


@pytest.fixture
def reader(here: Flask, client: PageClient) -> PageClient:
    client.sign_in(cast.COORDINATOR)
    return client


def some(count: int) -> None:
    """Register people with a case each."""
    actor = cast.CASEWORKER.actor()
    for number in range(count):
        public_id, _ = records.person(
            actor, f"Тарас Вярбіцкі {'абвгдежзік'[number % 10]}{number}", born=str(1960 + number)
        )
        records.case(actor, public_id, *records.HELD)


def column(page: Page, label: str) -> list[str]:
    return [cell.text for cell in page.main.all("td") if cell.get("data-label") == label]


def test_empty_lists_say_what_to_do(reader: PageClient) -> None:
    assert "Nobody is registered yet" in reader.visit("/people").text
    assert "No case is open yet" in reader.visit("/cases").text
    assert "Nothing is recorded yet" in reader.visit("/").text


def test_filters_are_named_and_taken_away_one_by_one(reader: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    records.person(actor, "Ганна Крыніца", countries=("UA", "BY"), sex=Sex.FEMALE)
    records.person(actor, "Тарас Вярбіцкі", countries=("LV",))
    assert column(reader.visit("/people?country=UA"), "Nationality") == ["Ukraine, Belarus"]
    page = reader.visit("/people?words=Hanna+Krynitsa&sex=female&country=UA")
    assert "Showing 1 person" in page.text
    less = reader.visit(page.links["Remove this filter: Sex: Female"])
    assert "Showing 1 person" in less.text
    assert "Remove this filter: Nationality: Ukraine" in less.links
    assert "Remove this filter: Sex: Female" not in less.links
    page = reader.visit("/people?words=Nobody+Atall")
    assert "0 people for these filters" in page.text
    assert page.links["Clear filters"] == "/people"


def test_people_by_the_group_that_they_belong_to(reader: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    for name, groups in (
        ("Ганна Крыніца", ("journalist", "lawyer")),
        ("Тарас Вярбіцкі", ("lawyer",)),
        ("Рыгор Ніва", ()),
    ):
        public_id, _ = records.person(actor, name)
        people.amend(actor, public_id, {"groups": groups})
    db.session.commit()
    page = reader.submit(reader.visit("/people"), group="journalist")
    assert "Showing 1 person" in page.text
    assert "Ганна" in page.text
    assert any("Group:" in link for link in page.links)
    assert "Showing all 2 people" in reader.visit("/people?group=lawyer").text
    assert "Showing all 3 people" in reader.visit("/people?group=nonsense").text


def test_cases_by_state_and_by_a_period_as_exact_as_it_is_typed(reader: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    held = records.case(actor, records.person(actor)[0], ("detention", "2021-05"))
    free = records.case(actor, records.person(actor, "Ганна Крыніца")[0], ("detention", "2020"), ("free", "2023"))
    for query, expected in (
        ("state=in_custody", [held]),
        ("open=1", [held]),
        ("stage=released", [free]),
        ("arrested_from-year=2021", [held]),
        ("arrested_to-year=2020", [free]),
        ("arrested_from-year=2020&arrested_from-month=11&arrested_to-year=2021", [held, free]),
        ("words=krynitsa+hanna", [free]),
        (f"words={held.lower()}", [held]),
    ):
        page = reader.visit(f"/cases?{query}")
        assert [row.text for row in page.main.all("th", scope="row")] == expected, query
    assert "four digits" in reader.visit("/cases?arrested_from-year=21").text


def test_sorting_covers_the_whole_list_and_keeps_filters(reader: PageClient) -> None:
    some(27)
    page = reader.visit("/people?sort=-born&sex=male&page=2")
    assert [cell.text for cell in page.main.all("td") if cell.get("data-label") == "Born"] == ["1961", "1960"]
    heading = page.main.all("th", aria_sort="descending")[0]
    assert "Born" in heading.text
    assert heading.all("a")[0].get("href") == "/people?sex=male&sort=born"
    assert page.title.startswith("People – page 2 of 2")
    assert reader.visit("/people?page=999").title.startswith("People – page 1 of 2")


@pytest.mark.parametrize("path", ["/people", "/cases", "/search?words=Вярбіцкі", "/"])
def test_the_number_of_statements_does_not_grow_with_the_rows(reader: PageClient, path: str) -> None:
    some(2)
    few = statements(reader, path)
    some(9)
    assert statements(reader, path) == few


def statements(reader: PageClient, path: str) -> int:
    """Count the statements of one page."""
    seen: list[str] = []

    def count(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        reader.visit(path)
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    return len(seen)


def test_a_file_holds_every_row_runs_no_formula_and_is_written_down(reader: PageClient) -> None:
    some(27)
    records.person(cast.CASEWORKER.actor(), "=cmd|calc", countries=())
    page = reader.visit("/people?sex=male")
    response = reader.submit(reader.visit(page.links["CSV or XLSX"]), purpose="For the ombudsman").response
    assert response.mimetype == "text/csv"
    assert "people-" in response.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(response.get_data(as_text=True).removeprefix("\ufeff"))))
    assert len(rows) == 28
    assert {row["name"] for row in rows if "cmd" in row["name"]} == {"'=cmd|calc"}
    assert rows[0]["nationality_names"] in {"Belarus", ""}
    assert "A list was exported" in reader.visit("/audit?event=export_made").text
    entry = reader.visit(next(h for t, h in reader.visit("/audit?event=export_made").links.items() if t.isdigit()))
    assert "28" in entry.text
    assert "For the ombudsman" in entry.text
    assert "sex" in entry.text
    cases = a_file(reader, "cases", "?state=in_custody")
    assert cases.count("\r\n") == 28


def test_only_some_roles_take_files_out(here: Flask, client: PageClient) -> None:
    some(1)
    client.sign_in(cast.CASEWORKER)
    assert "CSV" not in client.visit("/people").text
    for what in ("people", "cases"):
        client.visit(f"/{what}/export", 403)
        client.visit(f"/{what}.csv", 404)


def test_a_reference_leads_straight_there(reader: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    public_id, reference = records.person(actor)
    ref = records.case(actor, public_id)
    for typed in (reference, "p-1", "P1", " p-000001 "):
        assert reader.visit("/search", query_string={"words": typed}).path == f"/people/{public_id}"
    for typed in (ref, "by-2021-1", "BY–2021–00001"):
        assert reader.visit("/search", query_string={"words": typed}).path == f"/cases/{ref}"
    assert "0 results" in reader.visit("/search?words=P-999999").text


def test_a_search_finds_any_script_and_says_which_name_matched(reader: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    records.person(actor, "Сяргей Вярбіцкі", "Петр Маскоўскі")
    records.person(actor, "Ганна Крыніца")
    page = reader.visit("/search", query_string={"words": "Сергей Вербицкий"})
    assert page.title.startswith("Search results"), "its tab is told from that of an empty search"
    text = page.text
    assert "1 result" in text
    assert "matched alias" not in text
    assert "matched alias: Петр Маскоўскі" in reader.visit("/search", query_string={"words": "Piotr Maskouski"}).text


def test_what_is_typed_into_the_search_is_only_text(reader: PageClient) -> None:
    some(1)
    page = reader.visit("/search", query_string={"words": "<b>zzqq%_"})
    assert "<b>zzqq" not in page.html
    assert "0 results for “<b>zzqq%_”" in page.text
    assert "at least two letters" in reader.visit("/search?words=a").text


def test_a_search_that_finds_nobody_carries_the_name_on(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.submit(client.visit("/search", query_string={"words": "Проба Пробная"}), action="/people/new")
    assert page.heading == "Nobody like this is recorded"
    assert "Проба Пробная" in page.text


def test_every_number_of_the_start_page_equals_its_list(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    some(3)
    records.case(
        actor, records.person(actor, "Ганна Крыніца")[0], ("detention", "2020"), ("free", "2023"), owner=actor.public_id
    )
    records.case(actor, records.person(actor, "Зоя Крыніца")[0], *records.SERVING, owner=actor.public_id)
    for day in ("2024-05-04", "2024-06"):
        a_task(due=day, by=actor)
    client.sign_in(cast.CASEWORKER)
    home = client.visit("/")
    numbers = {
        link.get("href"): int(next(span for span in link.all("span") if "value" in (span.get("class") or "")).text)
        for link in home.main.all("a", class_="figure-row__link")
    }
    assert sorted(numbers.values()) == [1, 2, 4, 4, 5]
    for href, number in numbers.items():
        assert len(client.visit(href or "").main.all("th", scope="row")) == number, href


@pytest.mark.parametrize("member", [cast.ADMINISTRATOR, cast.AUDITOR, cast.DONOR])
def test_the_start_page_of_a_role_without_people_shows_what_it_has(
    here: Flask, client: PageClient, member: cast.Member
) -> None:
    some(1)
    page = client.sign_in(member)
    assert "What your role opens" in page.text
    assert "People" not in page.links


def test_lists_of_another_organisation_are_empty(here: Flask, client: PageClient) -> None:
    some(2)
    client.sign_in(cast.STRANGER)
    for path in ("/people", "/cases", "/search?words=Вярбіцкі", "/"):
        assert "P-0000" not in client.visit(path).text

"""Lists that are longer than what is counted: every row is reached, none twice, and no name stands in an address."""

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from flask import Flask

from case_mgr.core import paging, seek
from case_mgr.core.dates import PartialDate
from case_mgr.detainees.types import Sensitivity
from tests import cast
from tests.client import Page, PageClient
from tests.exports import a_file
from tests.factories.people import a_case, a_person, an_event

PEOPLE, COUNTED = 88, 50


@pytest.fixture
def reader(here: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch) -> PageClient:
    """Count less than usual, so that a test needs no thousand people."""
    monkeypatch.setattr(paging, "BOUND", COUNTED)
    monkeypatch.setattr(seek, "BOUND", COUNTED)
    caseworker = cast.CASEWORKER.actor()
    for number in range(PEOPLE):
        born = PartialDate.year(1950 + number // 3) if number % 4 else None
        case = a_case(caseworker, a_person(caseworker, f"Тарас Вярбіцкі-{number % 7}", born=born))
        if number % 5:
            an_event(case, day=f"2022-0{1 + number % 9}-11", by=caseworker)
    client.sign_in(cast.COORDINATOR)
    return client


def rows(page: Page) -> list[str]:
    return [cell.text for cell in page.main.all("span", class_="reference") or page.main.all("th", scope="row")]


def walk(reader: PageClient, page: Page, to: str) -> Iterator[Page]:
    yield page
    while href := page.links.get(to):
        assert "Вярб" not in unquote(href)
        assert "Viarb" not in href
        page = reader.visit(href)
        yield page


@pytest.mark.parametrize("path", ["/people", "/cases"])
def test_every_row_is_reached_once_there_and_back(reader: PageClient, path: str) -> None:
    for sort in ("name", "-name", "born", "-born", "registered", "arrested", "-arrested", "reference"):
        there = list(walk(reader, reader.visit(f"{path}?sort={sort}"), "Next"))
        assert [len(rows(page)) for page in there] == [25, 25, 25, 13], sort
        seen = [row for page in there for row in rows(page)]
        assert len(set(seen)) == PEOPLE, sort
        back = list(walk(reader, there[-1], "Previous"))
        assert [rows(page) for page in back] == [rows(page) for page in reversed(there)], sort


def test_a_list_counts_as_far_as_it_is_cheap_and_says_so(reader: PageClient) -> None:
    first, second, third, last = walk(reader, reader.visit("/people"), "Next")
    assert "Showing 1 to 25 of more than 50 people" in first.text
    assert "Showing 51 to 75 of more than 75 people" in third.text
    assert "Showing 76 to 88 of more than 88 people" in last.text
    assert [page.title.split(" – ")[1].split(" by ")[0] for page in (first, third)] == ["page 1", "page 3"]
    assert "Next" not in last.links
    assert "Showing all 13 people" not in second.text
    few = reader.visit("/people?words=Вярбіцкі-3")
    assert "of more than" not in few.text


def test_a_page_that_is_not_there_is_the_first(reader: PageClient) -> None:
    first = rows(reader.visit("/people"))
    for query in ("page=999", "page=999&after=nobody", "page=3", "page=3&before="):
        assert rows(reader.visit(f"/people?{query}")) == first, query


def test_nobody_finds_where_a_withheld_person_stands(reader: PageClient) -> None:
    caseworker = cast.CASEWORKER.actor()
    hidden = a_person(caseworker, "Тарас Вярбіцкі-3", sensitivity=Sensitivity.RESTRICTED)
    asked = reader.visit(f"/people?page=3&after={hidden.public_id}")
    assert rows(asked) == rows(reader.visit("/people"))


def test_a_filter_or_another_order_leads_to_the_first_page(reader: PageClient) -> None:
    third = list(walk(reader, reader.visit("/people?sex=unknown"), "Next"))[2]
    for label, href in third.links.items():
        if label.startswith(("Remove this filter", "Born", "Reference")):
            assert "page=" not in href, label
            assert "after=" not in href, label


def test_a_file_holds_the_whole_of_a_long_list(reader: PageClient) -> None:
    text = a_file(reader, "people")
    assert text.count("\r\n") == PEOPLE + 1


def test_a_long_timeline_has_pages(reader: PageClient) -> None:
    case = a_case(cast.CASEWORKER.actor())
    for number in range(60):
        day = f"2021-{1 + number // 28:02}-{1 + number % 28:02}"
        an_event(case, "note", day=day, by=cast.CASEWORKER.actor(), text=f"No. {number}.")
    page = reader.visit(f"/cases/{case.reference}/timeline")
    assert "Showing 1 to 50 of 60 events" in page.text
    oldest = reader.visit(f"/cases/{case.reference}/timeline?order=oldest")
    last = reader.visit(page.links["Next"])
    assert "Showing 51 to 60 of 60 events" in last.text
    assert "No. 0." in oldest.text
    assert "No. 0." in last.text
    assert "No. 0." not in page.text

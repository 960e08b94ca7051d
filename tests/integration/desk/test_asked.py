"""A name that somebody looks for stands in no address."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote_plus, urlsplit

import pytest

from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core.paging import PageRequest
from tests import cast
from tests.client import Page, PageClient
from tests.integration import records

NAME = "Ганна Крыніца"
LISTS = ("/people", "/cases", "/search", "/contacts", "/officials")


@pytest.fixture
def reader(here: object, client: PageClient) -> PageClient:
    client.sign_in(cast.COORDINATOR)
    return client


def addresses(page: Page) -> str:
    """Return every address on a page and its own, as a person would read them in a log."""
    links = [element.get(name) or "" for element in page.root for name in ("href", "action", "src")]
    return unquote_plus(" ".join([page.path, *links]))


@pytest.mark.parametrize("path", LISTS)
def test_words_sent_by_the_form_stand_in_no_address(reader: PageClient, path: str) -> None:
    records.person(cast.COORDINATOR.actor(), NAME)
    page = reader.visit(path)
    assert all((form.get("method") or "").lower() != "get" or not named(form) for form in page.root.all("form"))
    response = reader.post(path, data={"words": NAME, "csrf_token": token(page)})
    assert response.status_code == 303
    assert NAME.split()[1] not in unquote_plus(response.location or "")
    found = reader.visit(response.location or "")
    assert NAME in found.html
    assert NAME.split()[1] not in addresses(found)


@pytest.mark.parametrize("path", LISTS)
def test_words_typed_into_the_address_are_replaced_at_once(reader: PageClient, path: str) -> None:
    page = reader.visit(path, query_string={"words": NAME, "size": "25"})
    asked = parse_qs(urlsplit(page.path).query)
    assert asked["size"] == ["25"]
    assert "Крыніца" not in unquote_plus(page.path)
    assert NAME in page.html


def test_an_address_shows_a_colleague_the_same_and_a_stranger_nothing(reader: PageClient) -> None:
    records.person(cast.COORDINATOR.actor(), NAME)
    there = reader.visit("/people", query_string={"words": NAME}).path
    reader.sign_out()
    reader.sign_in(cast.CASEWORKER)
    assert NAME in reader.visit(there).html
    reader.sign_out()
    reader.sign_in(cast.STRANGER)
    assert NAME not in reader.visit(there).html


def test_two_names_of_different_length_look_alike(reader: PageClient) -> None:
    paths = [reader.visit("/people", query_string={"words": name}).path for name in ("Ян", NAME)]
    assert len(paths[0]) == len(paths[1])
    assert paths[0] != paths[1]


def test_a_changed_address_finds_nobody_and_breaks_nothing(reader: PageClient) -> None:
    records.person(cast.COORDINATOR.actor(), NAME)
    there = reader.visit("/people", query_string={"words": NAME}).path
    middle = len(there) - 40
    changed = there[:middle] + ("A" if there[middle] != "A" else "B") + there[middle + 1 :]
    assert "0 people for these filters" in reader.visit(changed).text


def test_the_log_keeps_what_was_looked_for_when_a_list_was_exported(reader: PageClient) -> None:
    records.person(cast.COORDINATOR.actor(), NAME)
    page = reader.visit("/people", query_string={"words": NAME})
    export = next(link.get("href") for link in page.main.all("a") if "people/export" in (link.get("href") or ""))
    assert "Крыніца" not in unquote_plus(export or "")
    file = reader.submit(reader.visit(export or ""), purpose="For the family's lawyer")
    assert file.response.mimetype == "text/csv"
    assert "Крыніца" not in unquote_plus(file.path)
    entries = log.list_entries(cast.COORDINATOR.actor(), EntryFilter(event=Event.EXPORT_MADE), PageRequest())
    assert entries.items[0].facts["filter"] == {"words": NAME}


def named(form: object) -> bool:
    return any(field.get("name") == "words" for field in form.all("input"))  # type: ignore[attr-defined]  # an Element


def token(page: Page) -> str:
    fields = page.root.all("input")
    return next(field.get("value") or "" for field in fields if field.get("name") == "csrf_token")

"""Columns that were chosen once are found again by their headings, whatever stands between them."""

import pytest
from flask import Flask

from case_mgr.core.errors import Refused
from case_mgr.extensions import db
from case_mgr.imports import service
from tests import cast
from tests.client import Page, PageClient
from tests.integration.imports import lists

FIRST = "Who;When;Where\nЯсень Кацярына;1990;Мінск\n"
SAME_IN_ANOTHER_ORDER = "Remarks;WHERE;Who ;when\nx;Мінск;Клён Пятро;1969\n"
ONE_MISSING = "Who;Where;Other\nКлён Пятро;Мінск;x\n"
CHOSEN = {0: "full_name", 1: "date_of_birth", 2: "place_of_birth"}


def remember(text: str = FIRST) -> None:
    """Map a list and remember its columns."""
    actor = cast.CASEWORKER.actor()
    service.map_columns(actor, lists.stage(actor, text), CHOSEN, "ask", save_as="Press of May")
    db.session.commit()


def chosen(page: Page) -> list[str | None]:
    """Return what each column is to hold."""
    return [
        next((o.get("value") for o in select.all("option") if o.get("selected") is not None), "")
        for select in page.main.all("select")
    ]


def test_a_list_with_the_same_headings_is_mapped_by_itself(here: Flask, client: PageClient) -> None:
    remember()
    public_id = lists.stage(cast.CASEWORKER.actor(), SAME_IN_ANOTHER_ORDER)
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/imports/{public_id}/columns")
    assert chosen(page) == ["", "place_of_birth", "full_name", "date_of_birth"]
    assert "Press of May: 3 headings are here" in page.text


def test_one_that_fits_in_part_can_be_chosen(here: Flask, client: PageClient) -> None:
    remember()
    public_id = lists.stage(cast.CASEWORKER.actor(), ONE_MISSING)
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/imports/{public_id}/columns")
    assert "Press of May: 2 headings are here, 1 is missing" in page.text
    page = client.visit(page.links["Press of May"])
    assert chosen(page) == ["full_name", "place_of_birth", ""]
    assert "those of “Press of May”" in page.text


def test_the_command_line_names_a_mapping(here: Flask) -> None:
    remember()
    actor = cast.CASEWORKER.actor()
    public_id = lists.stage(actor, SAME_IN_ANOTHER_ORDER)
    row = service.map_as_asked(actor, public_id, {}, "Press of May", "ask")
    named = {"1": "place_of_birth", "2": "full_name", "3": "date_of_birth"}
    assert row.columns == named, "what the mapping does not name is left out, as on the page"
    row = service.map_as_asked(actor, public_id, {"notes": "Remarks"}, " Press of May ", "ask")
    assert row.columns == {"0": "notes"} | named, "unless somebody says so"
    row = service.map_as_asked(actor, public_id, {"full_name": "#0"}, "Press of May", "ask")
    assert row.columns == {"0": "full_name", "1": "place_of_birth", "3": "date_of_birth"}
    assert service.map_as_asked(actor, public_id, {}, None, "ask").columns["0"] == "notes", "guessed without one"
    with pytest.raises(Refused, match="no saved mapping"):
        service.map_as_asked(actor, public_id, {}, "Press of June", "ask")


def test_the_order_of_dates_is_remembered_with_the_columns(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    first = lists.stage(actor, FIRST)
    service.read_again(actor, first, date_order="mdy")
    service.map_columns(actor, first, CHOSEN, "ask", save_as="Press of May")
    db.session.commit()
    by_itself = lists.stage(actor, SAME_IN_ANOTHER_ORDER)
    assert lists.row_of(actor, by_itself).date_order == "mdy"
    by_name = lists.stage(actor, ONE_MISSING.replace("Other", "When it was"))
    assert service.map_as_asked(actor, by_name, {}, "Press of May", "ask").date_order == "mdy"
    client.sign_in(cast.CASEWORKER)
    by_hand = lists.stage(actor, ONE_MISSING)
    page = client.visit(client.visit(f"/imports/{by_hand}/columns").links["Press of May"])
    client.submit(page, column_0="full_name")
    assert lists.row_of(actor, by_hand).date_order == "mdy"
    said = lists.stage(actor, ONE_MISSING)
    service.read_again(actor, said, date_order="dmy")
    assert service.map_as_asked(actor, said, {}, "Press of May", "ask").date_order == "dmy", "what was said goes first"


def test_mappings_of_others_are_not_offered(here: Flask, client: PageClient) -> None:
    remember()
    public_id = lists.stage(cast.STRANGER.actor(), FIRST)
    client.sign_in(cast.STRANGER)
    page = client.visit(f"/imports/{public_id}/columns")
    assert "Press of May" not in page.text

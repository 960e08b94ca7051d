"""Columns that were chosen once are found again by their headings, whatever stands between them."""

import pytest
from flask import Flask

from case_mgr.core.errors import Refused
from case_mgr.extensions import db
from case_mgr.imports import plan, service
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
    assert lists.row_of(actor, by_itself).order == "mdy"
    by_name = lists.stage(actor, ONE_MISSING.replace("Other", "When it was"))
    assert service.map_as_asked(actor, by_name, {}, "Press of May", "ask").order == "mdy"
    client.sign_in(cast.CASEWORKER)
    by_hand = lists.stage(actor, ONE_MISSING)
    page = client.visit(client.visit(f"/imports/{by_hand}/columns").links["Press of May"])
    client.submit(page, column_0="full_name")
    assert lists.row_of(actor, by_hand).order == "mdy"
    said = lists.stage(actor, ONE_MISSING)
    service.read_again(actor, said, date_order="dmy")
    assert service.map_as_asked(actor, said, {}, "Press of May", "ask").order == "dmy", "what was said goes first"


TWO_WAYS = "Name;Born;Town\nВербалоз Андрэй;03/04/1985;Мінск\nДубрава Янка;05/06/1990;Мінск\n"


def remember_two(text: str = TWO_WAYS) -> None:
    """Remember two ways to read the same headings: the fuller one is applied by itself."""
    actor = cast.CASEWORKER.actor()
    for name, order, columns in (
        ("American", "mdy", {0: "full_name", 1: "date_of_birth"}),
        ("European", "dmy", {0: "full_name", 1: "date_of_birth", 2: "place_of_birth"}),
    ):
        public_id = lists.stage(actor, text)
        service.read_again(actor, public_id, date_order=order)
        service.map_columns(actor, public_id, columns, "ask", save_as=name)
    db.session.commit()


def births(public_id: str) -> list[object]:
    """Check a list; return the births that were read, where day and month were told apart."""
    actor = cast.CASEWORKER.actor()
    service.check(actor, public_id)
    db.session.commit()
    found = [plan.date_of(plan.from_json(line.fields), "date_of_birth") for line in lists.lines(actor, public_id)]
    return [day.edtf if day else None for day in found]


def doubted(public_id: str) -> int:
    """Check a list; return how many dates are told as ambiguous."""
    births(public_id)
    rows = lists.lines(cast.CASEWORKER.actor(), public_id)
    return sum(problem["code"] == "date_ambiguous" for line in rows for problem in line.problems)


def test_the_order_of_the_mapping_in_use_holds_and_of_no_other(here: Flask) -> None:
    remember_two()
    actor = cast.CASEWORKER.actor()
    public_id = lists.stage(actor, TWO_WAYS)
    assert lists.row_of(actor, public_id).order == "dmy", "the fuller one is applied by itself"
    service.map_as_asked(actor, public_id, {}, "American", "ask")
    assert births(public_id) == ["1985-03-04", "1990-05-06"]
    assert doubted(public_id) == 0
    service.map_as_asked(actor, public_id, {}, "European", "ask")
    assert births(public_id) == ["1985-04-03", "1990-06-05"]
    service.map_as_asked(actor, public_id, {}, None, "ask")
    assert doubted(public_id) == 2, "guessed columns have no order of dates: import and dry run say the same"
    service.read_again(actor, public_id, date_order="dmy")
    service.map_as_asked(actor, public_id, {}, "American", "ask")
    assert births(public_id) == ["1985-04-03", "1990-06-05"], "what somebody said goes before any mapping"


def test_find_it_out_is_an_answer_and_reading_anew_is_none(here: Flask, client: PageClient) -> None:
    remember_two()
    actor = cast.CASEWORKER.actor()
    public_id = lists.stage(actor, TWO_WAYS)
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/imports/{public_id}/read")
    page = client.submit(page, encoding="utf-8")
    assert lists.row_of(actor, public_id).date_order is None, "nobody said anything of dates"
    assert lists.row_of(actor, public_id).order == "dmy"
    client.submit(page, date_order="")
    assert lists.row_of(actor, public_id).order is None
    client.submit(client.visit(f"/imports/{public_id}/columns"))
    assert lists.row_of(actor, public_id).order is None, "it is not undone by the columns"
    page = client.visit(f"/imports/{public_id}/read")
    client.submit(page, date_order="mdy")
    assert lists.row_of(actor, public_id).order == "mdy"


def test_columns_as_they_were_keep_their_order_and_others_do_not(here: Flask, client: PageClient) -> None:
    remember_two()
    actor = cast.CASEWORKER.actor()
    client.sign_in(cast.CASEWORKER)
    kept = lists.stage(actor, TWO_WAYS)
    client.submit(client.visit(f"/imports/{kept}/columns"), save_as="Third")
    assert lists.row_of(actor, kept).order == "dmy"
    third = service.get_saved(actor, "Third")
    assert third is not None
    assert third.date_order == "dmy"
    other = lists.stage(actor, TWO_WAYS)
    client.submit(client.visit(f"/imports/{other}/columns"), column_1="date_of_arrest", save_as="Fourth")
    assert lists.row_of(actor, other).order is None
    fourth = service.get_saved(actor, "Fourth")
    assert fourth is not None
    assert fourth.date_order is None, "the order of one mapping is not handed to the next"


def test_mappings_of_others_are_not_offered(here: Flask, client: PageClient) -> None:
    remember()
    public_id = lists.stage(cast.STRANGER.actor(), FIRST)
    client.sign_in(cast.STRANGER)
    page = client.visit(f"/imports/{public_id}/columns")
    assert "Press of May" not in page.text

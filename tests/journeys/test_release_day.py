"""A release day: sources differ, the list grows, somebody is seen at the border, two confirm, the sheet is printed."""

from __future__ import annotations

import pytest

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.screens import both_lone_screens
from tests.journeys.walk.steps import become, figure, says, type_date

pytestmark = pytest.mark.browser
FIRST = "1. Mikalaj Stojki\n2. Larysa Sinichka"
GROWN = "1. Mikalaj Stojki\n2. Larysa Sinitchka, journalist\n3. Jan Obcy (1970)"


@both_lone_screens
def test_from_the_first_number_to_the_sheet(lone_visitor: Visitor) -> None:
    visitor = lone_visitor
    visitor.sign_in(cast.CASEWORKER)
    batch = announced(visitor)
    sources_differ(visitor, batch)
    the_list_grows(visitor, batch)
    seen_at_the_border(visitor, batch)
    decided_by_keyboard(visitor, batch)
    become(visitor, cast.COORDINATOR)
    visitor.visit(f"/pardons/{batch}/places/1")
    visitor.press("Agree: the release is confirmed")
    printed(visitor, batch)
    given(visitor, batch)


def announced(visitor: Visitor) -> str:
    """The agency says three."""
    page = visitor.page
    visitor.visit("/pardons/new")
    page.get_by_label("Title").fill("Release of September")
    type_date(visitor, "announced", "11", "September", "2025")
    page.locator("input[name=claim_source]").fill("press service")
    page.get_by_label("How many people the source says").fill("3")
    visitor.press("Record the batch")
    return page.url.rsplit("/", 1)[-1]


def sources_differ(visitor: Visitor, batch: str) -> None:
    """A ministry counts its own citizens only, and counts more of them."""
    page = visitor.page
    for source, total, countries in (("a neighbour", "3", "LT 1, PL 1"), ("Polish ministry", "", "PL 2")):
        visitor.visit(f"/pardons/{batch}/claims/new")
        page.locator("input[name=source]").fill(source)
        page.locator("input[name=total]").fill(total)
        page.get_by_label("By nationality").fill(countries)
        visitor.press("Add the claim")
    says(visitor, "Nationality Poland: 2 according to Polish ministry; 1 according to a neighbour.")
    visitor.shoot("day-claims")


def the_list_grows(visitor: Visitor, batch: str) -> None:
    """The same page again: only what changed is asked about."""
    page = visitor.page
    for text in (FIRST, GROWN):
        visitor.visit(f"/pardons/{batch}/names")
        page.get_by_label("Which list is this").fill("press list")
        page.get_by_label("Names, one person a line").fill(text)
        visitor.press("Look what is understood")
        if text == GROWN:
            says(visitor, "1 line may have changed: answer below.")
            visitor.shoot("day-changed")
            page.get_by_label("Yes: the same person, printed otherwise").check()
        visitor.press("Add these names")


def seen_at_the_border(visitor: Visitor, batch: str) -> None:
    """From a phone, on the spot."""
    page = visitor.page
    visitor.visit(f"/pardons/{batch}/seen")
    page.get_by_label("What was seen, and when").fill("seen at the border, 14:20")
    page.get_by_label("Name, as you heard it").fill("Mikalaj Stojki")
    page.get_by_label("How far did the release go?").select_option("Crossed the border")
    page.get_by_label("Source", exact=True).fill("V-3")
    visitor.shoot("day-seen")
    visitor.press("Write it down")
    says(visitor, "It was written down at place 1 and waits for a second person. Write down the next.")


def decided_by_keyboard(visitor: Visitor, batch: str) -> None:
    """Whoever has no mouse answers with arrows and Enter, and the place in the list is kept."""
    page = visitor.page
    visitor.visit(f"/pardons/{batch}/reconcile")
    for _ in range(3):
        page.locator("input[name=answer]").first.focus()
        page.keyboard.press("ArrowDown")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        visitor.look()
        says(visitor, "Record somebody who is new to us")
        visitor.shoot("day-new-to-us")
        page.locator("input[name=name]").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        visitor.look()
    says(visitor, "Every place is decided")
    visitor.visit(f"/pardons/{batch}")
    assert (figure(visitor, "Named"), figure(visitor, "New to us"), figure(visitor, "Confirmed")) == ("3", "3", "0")
    assert figure(visitor, "Matched") == "3"


def printed(visitor: Visitor, batch: str) -> None:
    """The sheet names nobody who did not agree to it; the ledger adds up."""
    visitor.visit(f"/pardons/{batch}/sheet")
    says(visitor, "1 more is confirmed and is not named here.")
    visitor.shoot("day-sheet")
    visitor.visit(f"/pardons/{batch}/divided")
    visitor.shoot("day-divided")
    visitor.visit("/pardons/stock")
    visitor.press("Count anew")
    visitor.shoot("day-stock")


def given(visitor: Visitor, batch: str) -> None:
    """What was reported to have been given, and by whom that is denied."""
    page = visitor.page
    visitor.visit("/pardons/concessions/new")
    page.get_by_label("What was given").fill("Landing rights")
    page.get_by_label("Who gave it").fill("an overseas state")
    page.get_by_label("Who has the benefit").fill("an airline")
    type_date(visitor, "in_force", "11", "September", "2025")
    page.get_by_label("Source", exact=True).fill("a newspaper")
    visitor.press("Save the concession")
    page.get_by_label("Reference of the batch").fill(batch)
    page.get_by_label("Denies it").check()
    page.get_by_label("Who says so").fill("a president")
    visitor.press("Add the claim")
    says(visitor, f"{batch}: denied by a president")
    visitor.visit("/pardons/concessions")
    visitor.shoot("day-concessions")
    visitor.visit("/pardons/concessions/brief")

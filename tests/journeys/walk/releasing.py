"""Chapters of the walk about a pardon batch: what is claimed, who is named, who it is, and the evidence."""

from __future__ import annotations

from playwright.sync_api import expect

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.walk.steps import become, fact, figure, heading, main, open_figure, rows, says, timeline, type_date

PRINTED = """\
Released on 9 October:

1. VERASNIAUSKAYA Katsiaryna
2. Piatro Bulbiankou
3. Ihar Kamianiarka
4. Zakhar Nichyi
"""
FREED, MATCHED = "Верасняўская Кацярына", "Бульбянкоў Пятро"


def announce(visitor: Visitor) -> str:
    """Record a batch with the number that was stated; returns its reference."""
    visitor.follow("Pardons", within=".site-nav")
    visitor.follow("Record a batch", within="main")
    page = visitor.page
    page.get_by_label("Title").fill("Release of autumn")
    type_date(visitor, "announced", "9", "October", "2025")
    page.locator("input[name=claim_source]").fill("press service")
    page.get_by_label("How many people the source says").fill("twelve")
    visitor.press("Record the batch")
    says(visitor, "Write the number with digits")
    page.get_by_label("How many people the source says").fill("12")
    visitor.press("Record the batch")
    assert (figure(visitor, "Stated"), figure(visitor, "Named")) == ("12", "0")
    return page.url.rsplit("/", 1)[-1]


def name(visitor: Visitor) -> None:
    """Paste the list that was printed: look first, then add."""
    visitor.follow("Add names", within=".sub-navigation")
    visitor.page.get_by_label("Which list is this").fill("press list")
    visitor.page.get_by_label("Names, one person a line").fill(PRINTED)
    visitor.press("Look what is understood")
    visitor.shoot("walk-understood")
    assert len(rows(visitor)) == 4
    says(visitor, "Released on 9 October:")
    visitor.press("Add these names")


def decide(visitor: Visitor) -> None:
    """Say of each name who it is; each time the next one follows."""
    visitor.shoot("walk-place")
    visitor.press("Save and next")
    says(visitor, "Choose who this is")
    for answer in (f"This is {FREED}", f"This is {MATCHED}", "New to us", "Not ours"):
        visitor.page.get_by_role("radio", name=answer).first.check()
        visitor.press("Save and next")
        if answer == "New to us":
            visitor.shoot("walk-newcomer")
            visitor.follow("Later: on to the next place")
    says(visitor, "Every place is decided")
    visitor.follow("Overview", within=".sub-navigation")
    visitor.shoot("walk-batch")
    assert {label: figure(visitor, label) for label in ("Stated", "Named", "Matched", "Confirmed", "New to us")} == {
        "Stated": "12",
        "Named": "4",
        "Matched": "2",
        "Confirmed": "0",
        "New to us": "1",
    }
    says(visitor, "12 stated − 4 named = 8 on no list")


def confirm(visitor: Visitor, batch: str) -> str:
    """A match changed no case; evidence does. Returns the reference of the case of the one who is free."""
    visitor.follow("2 matched, release not confirmed")
    visitor.follow("VERASNIAUSKAYA Katsiaryna")
    case = main(visitor).get_by_role("link", name="BY-").first.inner_text()
    visitor.follow(case, within="main")
    says(visitor, "In custody")
    visitor.visit(f"/pardons/{batch}/places/1/confirm")
    visitor.press("Write it down for a second person")
    visitor.shoot("walk-confirm")
    asked = visitor.page.locator(".error-summary a").all_inner_texts()
    assert asked[0] == "Choose how far it is confirmed", "errors stand in the order of the page"
    page = visitor.page
    page.get_by_label("Free", exact=True).check()
    type_date(visitor, "happened", "10", "10", "2025")
    page.get_by_label("Evidence", exact=True).fill("Seen by a volunteer, and spoke with the family")
    page.get_by_label("Source of the evidence").fill("V-07")
    visitor.press("Write it down for a second person")
    says(visitor, "It counts when a second person agrees")
    become(visitor, cast.CASEWORKER)
    visitor.visit(f"/pardons/{batch}/places/1")
    visitor.press("Agree: the release is confirmed")
    visitor.shoot("walk-confirmed")
    says(visitor, f"was confirmed and written into {case}")
    become(visitor, cast.COORDINATOR)
    visitor.visit(f"/pardons/{batch}")
    assert len(open_figure(visitor, "Confirmed")) == 1
    return case


def see_it_in_the_case(visitor: Visitor, case: str, batch: str) -> None:
    """The case of the one who is free says so, with the evidence and the batch."""
    visitor.visit(f"/cases/{case}")
    assert heading(visitor) == FREED
    says(visitor, "This person has been released.")
    assert fact(visitor, "Evidence") == "Seen by a volunteer, and spoke with the family"
    expect(main(visitor).get_by_role("link", name=batch)).to_be_visible()
    visitor.follow("Timeline 3")
    _charge, release, detention = timeline(visitor)
    assert release.startswith("10 October 2025 Confirmed free")
    assert detention.startswith("3 April 2024 Detention")

"""Four releases entered in the browser as they happened, with what their sources say otherwise, on invented people."""

from __future__ import annotations

import re

import pytest

from case_mgr.demo.waves import WAVES, Wave
from case_mgr.pardons.types import ClaimDraft, Topic
from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.screens import SCREENS
from tests.journeys.walk.steps import figure, says

pytestmark = pytest.mark.browser
# The range of what sources state, and what the page says in words where they differ.
TOLD = {
    "2025-06-21": ("14", ""),
    "2025-09-11": ("51–52", "Nationality Poland: 3 according to Polish foreign ministry; 2 according to press service"),
    "2025-12-13": ("114–123", "Nationality Belarus: 109 according to a coordination staff; 104 according to another"),
    "2026-03-19": ("250", ""),
}


@pytest.mark.parametrize("lone_visitor", [SCREENS[3]], indirect=True)
def test_four_releases_are_entered_as_they_happened(lone_visitor: Visitor) -> None:
    visitor = lone_visitor
    visitor.sign_in(cast.CASEWORKER)
    for wave in WAVES:
        batch = announced(visitor, wave)
        for claim in wave.claims[1:]:
            claimed(visitor, batch, claim)
        for one in wave.lists:
            visitor.visit(f"/pardons/{batch}/names")
            visitor.page.get_by_label("Which list is this").fill(one.label)
            visitor.page.get_by_label("Names, one person a line").fill(one.text)
            visitor.press("Look what is understood")
            visitor.press("Add these names")
        for start in range(0, wave.counted, 100):
            visitor.visit(f"/pardons/{batch}/names")
            visitor.page.locator("input[name=count]").fill(str(min(100, wave.counted - start)))
            visitor.page.locator("input[name=note]").fill(wave.anonymous)
            visitor.press("Add without a name")
        visitor.visit(f"/pardons/{batch}")
        stated, words = TOLD[wave.day]
        assert figure(visitor, "Stated") == stated
        if words:
            says(visitor, words)
        visitor.shoot(f"wave-{wave.day}")
    visitor.visit("/pardons/stock")
    visitor.press("Count anew")
    says(visitor, "Stock ledger")


def announced(visitor: Visitor, wave: Wave) -> str:
    """The first source says how many, and of whom."""
    page, first = visitor.page, wave.claims[0]
    visitor.visit("/pardons/new")
    page.get_by_label("Title").fill(wave.title)
    page.get_by_label("Announced by").fill(first.source)
    page.locator("input[name=claim_source]").fill(first.source)
    page.get_by_label("How many people the source says").fill(str(first.total))
    visitor.press("Record the batch")
    batch = page.url.rsplit("/", 1)[-1]
    assert re.fullmatch(r"R-[0-9]{4}-[0-9]{3}", batch)
    # What the source says of parts of its number is a claim of its own day.
    claimed(visitor, batch, first)
    return batch


def claimed(visitor: Visitor, batch: str, claim: ClaimDraft) -> None:
    """Another source counts otherwise, or only a part."""
    page = visitor.page
    visitor.visit(f"/pardons/{batch}/claims/new")
    page.locator("input[name=source]").fill(claim.source)
    page.locator("input[name=total]").fill("" if claim.total is None else str(claim.total))
    for topic, label in (
        (Topic.NATIONALITY, "By nationality"),
        (Topic.DESTINATION, "By the country that they were brought to"),
    ):
        told = ", ".join(f"{code} {number}" for code, number in claim.parts.get(topic, {}).items())
        page.get_by_label(label).fill(told)
    women = claim.parts.get(Topic.SEX, {}).get("female")
    page.get_by_label("Of them women").fill("" if women is None else str(women))
    visitor.press("Add the claim")

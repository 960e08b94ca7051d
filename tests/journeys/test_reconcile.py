"""A list of fifty-two decided by the keyboard alone; and a few places of it on a telephone without scripts."""

from __future__ import annotations

import pytest

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.screens import both_lone_screens
from tests.journeys.walk.steps import figure, says

pytestmark = pytest.mark.browser
GIVEN = (
    "Ihar",
    "Pavel",
    "Anton",
    "Ales",
    "Vadzim",
    "Hanna",
    "Volha",
    "Nina",
    "Maryna",
    "Dzianis",
    "Mikalaj",
    "Zmicier",
    "Vera",
)
SURNAMES = ("Krynichanski", "Vierasovich", "Aziarchau", "Lesavik")
PRINTED = "\n".join(f"{n}. {GIVEN[n % 13]} {SURNAMES[n % 4]}" for n in range(1, 53))
# What one person answers on such a day: most are not theirs here, some unsure, one undone, one looked up.
KEYS = {"o": "not_ours", "u": "unsure", "x": "none"}


@both_lone_screens
def test_a_list_is_decided_and_the_place_is_kept(lone_visitor: Visitor) -> None:
    visitor, page = lone_visitor, lone_visitor.page
    visitor.sign_in(cast.COORDINATOR)
    visitor.visit("/pardons/new")
    page.get_by_label("Title").fill("Release of September")
    visitor.press("Record the batch")
    batch = page.url.rsplit("/", 1)[-1]
    visitor.visit(f"/pardons/{batch}/names")
    page.get_by_label("Which list is this").fill("press list")
    page.get_by_label("Or a file").set_input_files(
        {"name": "list.txt", "mimeType": "text/plain", "buffer": PRINTED.encode("cp1251")}
    )
    visitor.press("Look what is understood")
    says(visitor, "52 names would be new here,")
    visitor.shoot("list-from-a-file")
    visitor.press("Add these names")
    visitor.visit(f"/pardons/{batch}/reconcile")
    visitor.shoot("decide")
    (_by_keys if visitor.javascript else _by_arrows)(visitor, batch)


def _by_keys(visitor: Visitor, batch: str) -> None:
    page, keys = visitor.page, "ooxou"
    for number in range(1, 53):
        says(visitor, f"Place {number}")
        key = keys[number % len(keys)]
        page.keyboard.press(key)
        assert page.locator(f"input[value={KEYS[key]}]").is_checked()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    visitor.look()
    says(visitor, "Every place is decided")
    unsure = sum(keys[number % len(keys)] == "u" for number in range(1, 53))
    says(visitor, f"{52 - unsure} of 52 decided · {unsure} unsure")
    # The last answer is taken back by its key where places are asked about, and asked again.
    visitor.visit(f"/pardons/{batch}/reconcile?show=unsure")
    page.keyboard.press("?")
    says(visitor, "undo the last decision")
    visitor.shoot("decide-keys")
    with page.expect_navigation():
        page.keyboard.press("z")
    says(visitor, "place 52 was undone.")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "other"
    page.keyboard.type("nobody")
    assert page.locator("input[name=other]").input_value() == "nobody"
    # Whoever wants no single keys turns them off, and they stay off.
    page.locator("[data-keys] summary").click()
    page.get_by_label("Single keys are on").uncheck()
    page.reload()
    page.keyboard.press("o")
    assert not page.locator("input[value=not_ours]").is_checked()
    visitor.visit(f"/pardons/{batch}")
    assert figure(visitor, "Named") == "52"


def _by_arrows(visitor: Visitor, batch: str) -> None:
    page = visitor.page
    for number in range(1, 5):
        says(visitor, f"Place {number}")
        page.locator("input[name=answer]").first.focus()
        for _ in range(2):
            page.keyboard.press("ArrowDown")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    visitor.look()
    says(visitor, "4 of 52 decided")
    visitor.visit(f"/pardons/{batch}")
    assert figure(visitor, "Named") == "52"

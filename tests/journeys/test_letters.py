"""A letter comes, the lawyer was there, two sources disagree, and one tap says for many that they live."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.journeys.fixtures import Visitor

pytestmark = pytest.mark.browser
TWO_SCREENS = pytest.mark.parametrize(
    "visitor",
    [pytest.param((1280, True), id="1280-js"), pytest.param((360, False), id="360-nojs")],
    indirect=True,
)


@TWO_SCREENS
def test_from_a_letter_to_signs_of_life_of_many(visitor: Visitor) -> None:
    page = visitor.sign_in(cast.CASEWORKER)
    name = f"Ліст Прыдуманы-{visitor.width}"
    visitor.visit("/people/new")
    page.get_by_label("Name, in any script and spelling").fill(name)
    visitor.press("Search", within="main")
    page.locator("main").get_by_role("button", name="register", exact=False).last.click()
    visitor.press("Register", within="main")
    visitor.follow("Open a case", within=".identity-bar")
    visitor.press("Open the case", within="main")
    case = page.url.removeprefix(visitor.live.base)

    # The kind first; with a script its questions follow the choice, without one they come with the next step.
    visitor.visit(f"{case}/events/new?kind=detention&step=2")
    page.locator("input[name=happened-year]").fill("2023")
    visitor.press("Save", within="main")
    visitor.visit(f"{case}/events/new?kind={'detention' if visitor.javascript else 'punishment_cell'}&step=2")
    if visitor.javascript:
        expect(page.get_by_label("How many days")).to_be_hidden()
        page.get_by_label("What happened", exact=True).select_option("punishment_cell")
    page.get_by_label("How many days").fill("15")
    page.locator("input[name=happened-year]").fill("2024")
    visitor.shoot("event-questions")
    visitor.press("Save", within="main")
    expect(page.locator("main")).to_contain_text("15 days")

    page.get_by_role("link", name="Another source tells it differently").first.click()
    visitor.look()
    page.get_by_label("How many days").fill("30")
    page.locator("input[name=happened-year]").fill("2024")
    visitor.shoot("event-otherwise")
    visitor.press("Save this version", within="main")
    expect(page.locator("main")).to_contain_text("Told in 2 versions")
    visitor.shoot("timeline-versions")
    page.get_by_role("link", name="Take as true").first.click()
    visitor.look()
    page.get_by_label("Why is this version true?").fill("The order of the governor says so.")
    visitor.press("Take it as true", within="main")
    expect(page.locator("main")).to_contain_text("Taken as true by")
    visitor.shoot("timeline-settled")

    visitor.visit(f"{case}/correspondence")
    visitor.shoot("letters-empty")
    page.get_by_role("link", name="Record a letter, parcel, visit or call").first.click()
    visitor.look()
    page.get_by_label("Letter", exact=True).check()
    page.get_by_label("Sent, or asked for").check()
    page.locator("input[name=happened-year]").fill("2024")
    page.get_by_label("What was in it, or what was said").fill("Asks for books.")
    visitor.shoot("letter-new")
    visitor.press("Save", within="main")
    page.get_by_label("Arrived", exact=True).check()
    page.locator("input[name=happened-year]").fill("2024")
    visitor.press("Add what became of it", within="main")
    visitor.shoot("letter")
    visitor.visit(case)
    expect(page.locator("main")).to_contain_text("by a letter from the prisoner")
    visitor.press("Phone call", within="main")
    expect(page.locator("body")).to_contain_text("A sign of life of today was recorded")
    visitor.shoot("case-heard-of")

    visitor.visit("/signs-of-life")
    visitor.shoot("signs")
    page.get_by_label("More references, as you have them").fill(f"{case.rsplit('/', maxsplit=1)[1]}, BY-1999-00001")
    page.get_by_label("Lawyer’s visit").check()
    visitor.press("Check", within="main")
    expect(page.locator("main")).to_contain_text("No such case, or not one of yours")
    visitor.shoot("signs-check")
    page.get_by_role("link", name="Choose anew").click()
    visitor.look()
    page.get_by_label("More references, as you have them").fill(case.rsplit("/", maxsplit=1)[1])
    page.get_by_label("Lawyer’s visit").check()
    page.locator("input[name=happened-year]").fill("2024")
    page.locator("input[name=happened-month]").fill("5")
    page.locator("input[name=happened-day]").fill("6")
    visitor.press("Check", within="main")
    visitor.press("Record 1 sign of life", within="main")
    expect(page.locator("body")).to_contain_text("1 sign of life was recorded")
    visitor.shoot("signs-done")

"""A caseworker asks for a recognition, a reviewer decides, and the number of the day grows."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.screens import every_screen

pytestmark = pytest.mark.browser


@every_screen
def test_from_a_request_to_the_count_of_a_day(visitor: Visitor) -> None:
    page = visitor.sign_in(cast.CASEWORKER)
    name = f"Проба Прызнаная-{visitor.width}{'а' if visitor.javascript else 'б'}"
    visitor.visit("/people/new")
    page.get_by_label("Name, in any script and spelling").fill(name)
    visitor.press("Search", within="main")
    page.locator("main").get_by_role("button", name="register", exact=False).last.click()
    visitor.press("Register", within="main")
    visitor.follow("Open a case", within=".identity-bar")
    page.get_by_label("Year of the first detention or charge").fill("2021")
    visitor.press("Open the case", within="main")
    visitor.follow("Recognition", within="main")
    case = page.url.removeprefix(visitor.live.base)
    visitor.shoot("recognition-empty")

    visitor.follow("Request a recognition", within="main")
    visitor.shoot("recognition-standard")
    page.get_by_label("PACE Resolution 1900 (2012)", exact=False).check()
    visitor.press("Continue", within="main")
    visitor.press("Request the recognition", within="main")
    expect(page.locator("main")).to_contain_text("Say which criterion is met and why")
    page.get_by_label("Why criterion a is met").fill("Held for a comment about the elections.")
    visitor.shoot("recognition-new")
    visitor.press("Request the recognition", within="main")
    expect(page.locator("main")).to_contain_text(f"Who may: {cast.COORDINATOR.name}, {cast.REVIEWER.name}.")
    visitor.shoot("recognition-requested")
    visitor.press("Sign out")

    visitor.sign_in(cast.REVIEWER)
    visitor.visit("/")
    visitor.shoot("recognition-home")
    visitor.visit(case)
    visitor.press("Begin the review", within="main")
    visitor.follow("Decide", within="main")
    visitor.shoot("recognition-decide")
    page.get_by_label("Recognised", exact=False).first.check()
    visitor.press("Record the decision", within="main")
    expect(page.locator("main")).to_contain_text("Recognised as a political prisoner")
    expect(page.locator(".identity-bar")).to_contain_text("Recognised")
    visitor.shoot("recognition-recognised")
    visitor.visit("/recognition")
    visitor.shoot("recognition-list")
    visitor.follow("How many on another day?", within="main")
    expect(page.locator("main")).to_contain_text(name)
    visitor.shoot("recognition-day")
    visitor.visit(case)
    visitor.follow("End the recognition", within="main")
    visitor.shoot("recognition-end")

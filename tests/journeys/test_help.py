"""Somebody asks for help in a case; it is decided, answered, and a step is taken back."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.journeys.fixtures import Visitor

pytestmark = pytest.mark.browser
SCREENS = [pytest.param((1280, True), id="1280-js"), pytest.param((360, False), id="360-nojs")]


@pytest.mark.parametrize("visitor", SCREENS, indirect=True)
def test_from_a_request_to_its_answer(visitor: Visitor) -> None:
    page = visitor.sign_in(cast.CASEWORKER)
    name = f"Проба Просьбіт-{visitor.width}"
    visitor.visit("/people/new")
    page.get_by_label("Name, in any script and spelling").fill(name)
    visitor.press("Search", within="main")
    page.locator("main").get_by_role("button", name="register", exact=False).last.click()
    visitor.press("Register", within="main")
    visitor.follow("Open a case", within=".identity-bar")
    page.get_by_label("Year of the first detention or charge").fill("2021")
    visitor.press("Open the case", within="main")
    case = page.url.removeprefix(visitor.live.base)

    visitor.follow("Record a request", within="main")
    visitor.shoot("help-new")
    page.get_by_label("Medical help").check()
    page.get_by_label("What is asked").fill("Insulin does not reach the colony.")
    page.get_by_label("Who asks").select_option(label="A relative")
    page.get_by_label("At once").check()
    visitor.press("Record the request", within="main")
    expect(page.locator("main")).to_contain_text("Choose how it came")
    page.get_by_label("How it came").select_option(label="Telephone")
    visitor.press("Record the request", within="main")
    expect(page.locator("main")).to_contain_text("Insulin does not reach the colony.")
    assert name not in page.title() + page.url
    visitor.shoot("help-received")

    visitor.visit("/tasks")
    visitor.shoot("help-tasks-head")
    visitor.follow("Help requests", within="main, header")
    visitor.shoot("help-list")
    page.locator("main").get_by_role("link", name="Medical help, H-", exact=False).first.click()
    visitor.follow("Decide", within="main")
    page.get_by_label("Granted in part").check()
    page.get_by_label("Why, and what will be done").fill("The doctors’ network sends it once.")
    visitor.shoot("help-decide")
    visitor.press("Record the decision", within="main")
    visitor.follow("Record the answer", within="main")
    page.get_by_label("Note").fill("Her mother knows.")
    visitor.shoot("help-answer")
    visitor.press("Record the answer", within="main")
    expect(page.locator("main")).to_contain_text("Her mother knows.")
    visitor.follow("Take the answer back", within="main")
    visitor.shoot("help-take-back")
    page.get_by_label("Why").fill("It was her aunt.")
    visitor.press("Take back", within="main")
    expect(page.locator("main")).to_contain_text("It was her aunt.")
    visitor.shoot("help-decided")
    visitor.visit(case)
    expect(page.locator("main")).to_contain_text("Waiting for an answer")
    visitor.shoot("help-case")

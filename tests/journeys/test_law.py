"""From the charges on a list to a sentence with its expected end, and the judge who passed it."""

import re

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
def test_from_charges_as_written_to_an_expected_end(visitor: Visitor) -> None:
    page = visitor.sign_in(cast.CASEWORKER)
    visitor.visit("/people/new")
    page.get_by_label("Name, in any script and spelling").fill(f"Спроба Судовая-{visitor.width}")
    visitor.press("Search", within="main")
    page.locator("main").get_by_role("button", name=re.compile("[Rr]egister$")).click()
    visitor.look()
    visitor.press("Register", within="main")
    visitor.follow("Open a case", within=".identity-bar")
    page.get_by_label("Charges as written").fill("ч.1 ст. 342, ст. 369 УК и другое")
    visitor.press("Open the case", within="main")
    visitor.follow("Legal")
    expect(page.locator("main")).to_contain_text("2 articles read from the text are not recorded yet")

    visitor.follow("Check and record")
    expect(page.locator("main")).to_contain_text("Article 369 Criminal Code")
    expect(page.locator("main")).to_contain_text("Not understood, and kept in the text")
    page.locator("input[name=happened-year]").fill("2021")
    visitor.shoot("law-charges")
    visitor.press("Record the charges", within="main")
    expect(page.locator("main")).to_contain_text("2 charges were recorded")

    visitor.follow("Record a hearing")
    page.locator("input[name=happened-year]").fill("2021")
    page.get_by_label("Closed hearing").check()
    visitor.shoot("law-hearing")
    visitor.press("Save", within="main")
    page.locator("section", has=page.locator("#hearings")).get_by_role("link", name="Name an official").click()
    visitor.look()
    page.get_by_label("Name as the source prints it").fill(f"Судзя Прыдуманы-{visitor.width}")
    page.get_by_label("Part in it").select_option("judged")
    page.get_by_label("Who it is").select_option("judge")
    visitor.shoot("law-official")
    visitor.press("Name the official", within="main")
    if page.get_by_text("Say whether it is one of them").count():
        page.get_by_label("None of these: a new official").check()
        visitor.press("Name the official", within="main")

    visitor.follow("Record a sentence")
    page.get_by_label("Punishment", exact=True).select_option("deprivation_of_liberty")
    page.get_by_label("Years").fill("3")
    page.get_by_label("Article 342 part 1 Criminal Code").check()
    for box, value in {"day": "1", "month": "3", "year": "2022"}.items():
        page.locator(f"input[name=happened-{box}]").fill(value)
    visitor.shoot("law-sentence")
    visitor.press("Save", within="main")
    expect(page.locator(".estimate")).to_contain_text("28 February 2025")
    expect(page.locator(".estimate")).to_contain_text("verify the release")
    page.get_by_text("Rules and what they rest on").click()
    expect(page.locator(".estimate")).to_contain_text("taken is the day of the decision, 1 March 2022")
    visitor.look()
    visitor.shoot("law")
    assert "Спроба" not in page.title() + page.url

    page.locator("main").get_by_role("link", name=re.compile("^Судзя")).click()
    visitor.look()
    assert "Судзя" not in page.title() + page.url
    visitor.shoot("official")

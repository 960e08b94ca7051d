"""An organisation settles that whoever asked may decide after a day; a colleague reads the notice and objects."""

import re

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.journeys.fixtures import Visitor

pytestmark = pytest.mark.browser
TWO_SCREENS = pytest.mark.parametrize(
    "lone_visitor",
    [pytest.param((1280, True), id="1280-js"), pytest.param((360, False), id="360-nojs")],
    indirect=True,
)


@TWO_SCREENS
def test_a_day_in_which_everybody_may_object(lone_visitor: Visitor) -> None:
    visitor = lone_visitor
    page = visitor.sign_in(cast.COORDINATOR)
    visitor.visit("/members")
    if visitor.width == 1280 and page.get_by_role("link", name="Settings of the organisation").count():
        visitor.follow("Settings of the organisation", within="main")
    else:
        visitor.visit("/organisation/settings")
    page.get_by_label("Another member, or after 24 hours whoever asked, if nobody objects").first.check()
    page.get_by_label("Days without any change until somebody is asked to look into a case").fill("many")
    visitor.shoot("settings")
    visitor.press("Save the settings", within="main")
    expect(page.locator("main")).to_contain_text("Write a number of days between 1 and 365.")
    page.get_by_label("Days without any change until somebody is asked to look into a case").fill("60")
    visitor.press("Save the settings", within="main")
    expect(page.locator("main")).to_contain_text("The settings of the organisation were changed.")

    visitor.visit("/people/new")
    page.get_by_label("Name, in any script and spelling").fill("Другая Прыдуманая")
    visitor.press("Search", within="main")
    page.locator("main").get_by_role("button", name=re.compile("[Rr]egister$")).click()
    visitor.look()
    visitor.press("Register", within="main")
    visitor.follow("Open a case", within=".identity-bar")
    visitor.press("Open the case", within="main")
    case = page.url.removeprefix(visitor.live.base)
    visitor.visit(f"{case}/recognition/new?standard=pace-1900")
    page.locator("main textarea").first.fill("Held for a post about the elections.")
    page.locator("main form button[type=submit]").last.click()
    visitor.look()
    expect(page.locator("main")).to_contain_text("Whoever asked may decide alone from")
    visitor.shoot("recognition-notice")
    visitor.visit("/")
    visitor.press("Sign out")

    visitor.sign_in(cast.CASEWORKER)
    expect(page.locator("section", has=page.locator("#notices"))).to_contain_text("asked by Cora Lindqvist")
    visitor.shoot("home-notice")
    page.locator("section", has=page.locator("#notices")).get_by_role("link", name="Object").click()
    visitor.look()
    page.get_by_label("Why you object").fill("The post called for violence.")
    visitor.shoot("recognition-object")
    visitor.press("Object", within="main")
    expect(page.locator("main")).to_contain_text("Somebody objected: another member decides.")

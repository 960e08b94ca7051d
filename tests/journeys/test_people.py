"""A caseworker's first hour: search, register, open a case, record a detention, and an exit with its check."""

import re

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.screens import every_screen

pytestmark = pytest.mark.browser


@every_screen
def test_from_a_name_to_a_release(visitor: Visitor) -> None:
    page = visitor.sign_in(cast.CASEWORKER)
    name = f"Проба Пробны-{visitor.width}{'а' if visitor.javascript else 'б'}"
    visitor.visit("/people/new")
    page.get_by_label("Name, in any script and spelling").fill(name)
    visitor.press("Search", within="main")
    visitor.shoot("person-search")
    page.locator("main").get_by_role("button", name=re.compile("[Rr]egister$")).click()
    visitor.look()
    page.get_by_label("Nationality", exact=False).first.select_option("BY")
    page.locator("input[name=born-month]").fill("May")
    page.locator("input[name=born-year]").fill("1990")
    visitor.shoot("person-new")
    visitor.press("Register", within="main")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator("main")).to_contain_text("May 1990")
    assert "Проба" not in page.title() + page.url
    visitor.shoot("person")

    visitor.follow("Open a case", within=".identity-bar")
    page.get_by_label("Year of the first detention or charge").fill("2021")
    visitor.press("Open the case", within="main")
    visitor.follow("Record an event", within=".identity-bar")
    visitor.shoot("event-kind")
    page.get_by_label("Detention", exact=True).check()
    visitor.press("Continue", within="main")
    page.locator("input[name=happened-year]").fill("2021")
    visitor.shoot("event")
    visitor.press("Save", within="main")
    expect(page.locator(".timeline")).to_contain_text("2021")
    visitor.shoot("timeline")

    visitor.visit(page.url.removeprefix(visitor.live.base).replace("/timeline", "/exit"))
    page.get_by_label("Exchange").check()
    page.get_by_label("Crossed the border").check()
    page.locator("textarea[name=evidence]").fill("seen on the other side")
    visitor.press("Continue", within="main")
    expect(page.locator("main")).to_contain_text("moves from “Detained” to “Released”")
    visitor.shoot("exit-check")
    visitor.press("Record the exit", within="main")
    expect(page.locator("main")).to_contain_text("This person has been released")
    visitor.shoot("released")
    visitor.visit("/people")
    visitor.shoot("people")
    visitor.visit("/")
    visitor.shoot("home")

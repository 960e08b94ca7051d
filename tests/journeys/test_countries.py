"""A coordinator looks a country up, adds a facility that the files lack, and ends it."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.screens import every_screen

pytestmark = pytest.mark.browser


@every_screen
def test_from_the_foot_of_a_page_to_an_own_facility(visitor: Visitor) -> None:
    page = visitor.sign_in(cast.COORDINATOR)
    name = f"Invented yard {visitor.width}{'a' if visitor.javascript else 'b'}"
    visitor.follow("Countries", within=".site-footer")
    visitor.shoot("countries")
    visitor.follow("Belarus", within="main")
    expect(page.locator("main")).to_contain_text("Known to be missing")
    visitor.shoot("country")
    for label in ("Articles", "Credit rules", "Facilities"):
        page.locator(".sub-navigation").get_by_role("link", name=label).click()
        visitor.look()
        expect(page.locator("main")).to_contain_text("Sources")
        visitor.shoot(f"country-{label.split()[0].lower()}")
    visitor.follow("Add a facility", within="main")
    visitor.press("Add a facility", within="main")
    expect(page.locator("main")).to_contain_text("Say where it is known from")
    visitor.shoot("place-refused")
    page.get_by_label("Name in English").fill(name)
    page.get_by_label("Kind").select_option("prison")
    page.locator("input[name=source]").fill("A letter")
    visitor.press("Add a facility", within="main")
    expect(page.locator("main")).to_contain_text("Added by your organisation")
    visitor.shoot("places")
    page.locator("main").get_by_role("link", name=name, exact=True).click()
    visitor.look()
    visitor.follow("End it", within="main")
    page.locator("input[name=ended-year]").fill("2025")
    visitor.press("End it", within="main")
    expect(page.locator("main")).to_contain_text("until 2025")
    visitor.shoot("place-ended")

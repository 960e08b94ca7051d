"""Two organisations work on one case: offered after a check, accepted, added to, and ended."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.screens import SCREENS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("visitor", [SCREENS[0], SCREENS[3]], indirect=True)
def test_a_case_is_shared_added_to_and_closed(visitor: Visitor) -> None:
    page = visitor.sign_in(cast.COORDINATOR)
    name = f"Проба Падзельная-{visitor.width}"
    visitor.visit("/people/new")
    page.get_by_label("Name, in any script and spelling").fill(name)
    visitor.press("Search", within="main")
    page.locator("main").get_by_role("button", name="register", exact=False).last.click()
    visitor.press("Register", within="main")
    visitor.follow("Open a case", within=".identity-bar")
    page.get_by_label("Year of the first detention or charge").fill("2021")
    visitor.press("Open the case", within="main")
    reference = page.url.rpartition("/")[2]
    visitor.follow("Sharing", within="main")
    case = page.url.removeprefix(visitor.live.base)
    visitor.shoot("sharing-empty")
    visitor.follow("Share with another organisation", within="main")
    page.get_by_label("Organisation", exact=True).select_option(label="Lantern Committee")
    page.get_by_label("For what", exact=True).fill("Legal aid at the appeal")
    page.get_by_label("View and add", exact=False).first.check()
    page.get_by_label("Health and vulnerability", exact=False).check()
    page.get_by_label("Why it is shared without consent").fill("The sister asked us to.")
    visitor.shoot("sharing-new")
    visitor.press("Check what they will see", within="main")
    expect(page.locator("main")).to_contain_text("Also: Health and vulnerability")
    visitor.shoot("sharing-check")
    visitor.press("Offer the case", within="main")
    expect(page.locator("main")).to_contain_text("Offered to Lantern Committee to view and add until")
    visitor.shoot("sharing-offered")
    visitor.press("Sign out")

    visitor.sign_in(cast.STRANGER)
    visitor.visit("/")
    visitor.shoot("sharing-home")
    page.locator("main a[href='/shared']").first.click()
    visitor.look()
    expect(page.locator("main")).not_to_contain_text(name)
    visitor.shoot("sharing-inbox")
    page.locator("li", has_text=reference).get_by_role("button", name="Accept").click()
    visitor.look()
    visitor.shoot("sharing-accepted")
    page.locator("tr", has_text=name).get_by_role("link").first.click()
    visitor.look()
    expect(page.locator(".identity-bar")).to_contain_text("Shared by Harbour Watch")
    shared = page.url.removeprefix(visitor.live.base)
    visitor.shoot("sharing-guest")
    visitor.visit(f"{shared}/events/new?kind=detention")
    page.get_by_label("Place as the source writes it").fill("Нідзе")
    visitor.press("Save", within="main")
    expect(page.locator("main")).to_contain_text("was added to the timeline")
    visitor.shoot("sharing-added")
    visitor.press("Sign out")

    visitor.sign_in(cast.COORDINATOR)
    visitor.visit(case)
    expect(page.locator("main")).to_contain_text(f"{cast.STRANGER.name} (Lantern Committee)")
    visitor.shoot("sharing-open")
    visitor.follow("Change", within="main")
    visitor.shoot("sharing-change")
    visitor.visit(case)
    visitor.follow("End it now", within="main")
    page.get_by_label("Why it ends").fill("The appeal is over.")
    visitor.shoot("sharing-end")
    visitor.press("End the sharing", within="main")
    expect(page.locator("main")).to_contain_text("What was shared before")
    visitor.shoot("sharing-ended")

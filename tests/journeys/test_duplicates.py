"""One of two suspicions is refused, the other merged: the old address leads on, and the merge is taken back."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.screens import every_screen

pytestmark = pytest.mark.browser


def registered(visitor: Visitor, name: str, occupation: str) -> str:
    """Register somebody though the search finds somebody alike; return the address of their page."""
    page = visitor.page
    visitor.visit("/people/new")
    page.get_by_label("Name, in any script and spelling").fill(name)
    visitor.press("Search", within="main")
    page.locator("main").get_by_role("button", name="register", exact=False).last.click()
    page.wait_for_load_state()
    page.locator("[name=born-year]").fill("1988")
    page.get_by_label("Occupation", exact=False).fill(occupation)
    visitor.press("Register", within="main")
    return page.url.removeprefix(visitor.live.base)


@every_screen
def test_from_a_suspicion_to_a_merge_and_back(visitor: Visitor) -> None:
    page = visitor.sign_in(cast.COORDINATOR)
    mark = f"{visitor.width}{'а' if visitor.javascript else 'б'}"
    names = [f"Кастусь Двайны-{mark}", f"Константин Двайной-{mark}", f"Костя Двойный-{mark}"]
    addresses = [registered(visitor, *one) for one in zip(names, ("baker", "driver", ""), strict=True)]
    references = []
    for address in addresses:
        visitor.visit(address)
        references.append(page.locator(".identity-bar .reference").first.inner_text())

    visitor.visit("/duplicates")
    visitor.shoot("duplicates-empty")
    for other in (references[1], references[2]):
        visitor.visit("/duplicates")
        page.get_by_label("First reference").fill(references[0])
        page.get_by_label("Second reference").fill(other)
        visitor.press("Compare", within="main")
    visitor.shoot("duplicates-pair")
    page.get_by_label("Not the same person", exact=False).check()
    page.get_by_label("Why", exact=False).last.fill("Two cousins of one name.")
    visitor.press("Answer", within="main")
    visitor.visit("/duplicates")
    visitor.shoot("duplicates-queue")
    links = page.locator("main").get_by_role("link")
    links.filter(has_text=references[0]).filter(has_text=references[1]).click()
    visitor.look()
    page.get_by_label("The same person", exact=False).last.check()
    visitor.press("Answer", within="main")
    visitor.shoot("duplicates-merge")
    page.get_by_label("driver", exact=False).check()
    page.get_by_label("Why these are one person").fill("The passport is the same.")
    visitor.press("Continue to the check", within="main")
    visitor.shoot("duplicates-check")
    visitor.press("Merge the two records", within="main")
    expect(page.locator("main")).to_contain_text(f"{references[1]} is a part of this record.")
    visitor.shoot("duplicates-merged-person")

    visitor.visit(addresses[1])
    expect(page).to_have_url(visitor.live.url(addresses[0]))
    page.locator("main").get_by_role("link", name="What was merged", exact=False).click()
    visitor.look()
    visitor.shoot("duplicates-merged")
    visitor.follow("Undo merge", within="main")
    visitor.shoot("duplicates-undo")
    visitor.press("Undo merge", within="main")
    visitor.visit(addresses[1])
    expect(page.locator(".identity-bar")).to_contain_text(names[1])

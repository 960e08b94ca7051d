"""An advocacy officer corrects a talk by keyboard alone, and makes one contact of two on a small screen."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.keys import enter, reach, tick, write

pytestmark = pytest.mark.browser


def _contact(visitor: Visitor, name: str, *, again: bool = False) -> str:
    visitor.visit("/contacts/new")
    visitor.page.get_by_label("Name", exact=True).fill(name)
    visitor.page.get_by_label("Kind").select_option(label="Member of parliament")
    visitor.press("Add the contact", within="main")
    if again:
        visitor.page.get_by_label("This is somebody else").check()
        visitor.press("Add the contact", within="main")
    return visitor.page.url.removeprefix(visitor.live.base)


def test_a_talk_is_recorded_and_corrected_by_keyboard_alone(visitor: Visitor) -> None:
    page = visitor.sign_in(cast.ADVOCACY_OFFICER)
    contact = _contact(visitor, "Prydumanaja Halina")
    visitor.visit(f"{contact}/interactions/new")
    reach(visitor, "Exact day")
    tick(visitor, "Exact day")
    for part in ("3", "2", "2026"):
        page.keyboard.press("Tab")
        page.keyboard.type(part)
    reach(visitor, "We turned to them")
    page.keyboard.press("Space")
    write(visitor, "What was said", "She will ask the minister.")
    write(visitor, "Promised follow-up", "She writes back")
    enter(visitor, "Record the interaction")
    enter(visitor, "Amend")
    write(visitor, "What was said", "She asked the minister already.")
    write(visitor, "Why it is changed", "Misheard on the phone")
    enter(visitor, "Keep the amendment")
    expect(page.locator("main")).to_contain_text("What stood there before")
    expect(page.locator("main")).to_contain_text("She will ask the minister.")
    enter(visitor, "Take it back")
    write(visitor, "Why it is taken back", "It was another deputy")
    enter(visitor, "Take the interaction back")
    enter(visitor, "Put it back")
    expect(page.locator("main")).to_contain_text("was put back")


@pytest.mark.parametrize("visitor", [pytest.param((360, False), id="360-nojs")], indirect=True)
def test_two_contacts_become_one_and_two_again(visitor: Visitor) -> None:
    page = visitor.sign_in(cast.ADVOCACY_OFFICER)
    one = _contact(visitor, "Vymyslenaja Alena")
    _contact(visitor, "Alena Vymyslenaya", again=True)
    visitor.visit(one)
    page.locator("main").get_by_role("link", name="Compare").first.click()
    page.get_by_label("Vymyslenaja Alena").check()
    page.get_by_label("Why they are the same").fill("One deputy, spelled twice")
    visitor.press("Merge the two", within="main")
    expect(page.locator("main")).to_contain_text("Also recorded as: Alena Vymyslenaya")
    page.locator("main").get_by_role("link", name="became part of it").click()
    visitor.look()
    visitor.press("Take the merge back", within="main")
    expect(page.locator("main")).to_contain_text("stands by itself again")
    page.locator("main").get_by_role("link", name="Compare").first.click()
    visitor.press("Not the same", within="main")
    expect(page.locator("main")).to_contain_text("These two are not suggested again.")

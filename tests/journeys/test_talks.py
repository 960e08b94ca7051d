"""An advocacy officer corrects a talk by keyboard alone, and makes one contact of two on a small screen."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.journeys.fixtures import Visitor

pytestmark = pytest.mark.browser
_REACHED = """() => {
    const one = document.activeElement;
    const label = one.labels && one.labels.length ? one.labels[0].innerText : one.innerText;
    return (label || "").trim();
}"""
_MOST = 200


def _reach(visitor: Visitor, name: str) -> None:
    """Press Tab until the focus is on what has this name, as somebody without a mouse does."""
    for _ in range(_MOST):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate(_REACHED).startswith(name):
            return
    raise AssertionError(f"{visitor.page.url}: no Tab leads to “{name}”")


def _type(visitor: Visitor, name: str, text: str) -> None:
    _reach(visitor, name)
    visitor.page.keyboard.press("ControlOrMeta+A")
    visitor.page.keyboard.type(text)


def _enter(visitor: Visitor, name: str) -> None:
    _reach(visitor, name)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.look()


def _tick(visitor: Visitor, name: str) -> None:
    """Choose one of several with the arrows."""
    box = visitor.page.get_by_label(name, exact=True)
    for _ in range(12):
        if box.is_checked():
            return
        visitor.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{visitor.page.url}: no arrow leads to “{name}”")


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
    _reach(visitor, "Exact day")
    _tick(visitor, "Exact day")
    for part in ("3", "2", "2026"):
        page.keyboard.press("Tab")
        page.keyboard.type(part)
    _reach(visitor, "We turned to them")
    page.keyboard.press("Space")
    _type(visitor, "What was said", "She will ask the minister.")
    _type(visitor, "Promised follow-up", "She writes back")
    _enter(visitor, "Record the interaction")
    _enter(visitor, "Amend")
    _type(visitor, "What was said", "She asked the minister already.")
    _type(visitor, "Why it is changed", "Misheard on the phone")
    _enter(visitor, "Keep the amendment")
    expect(page.locator("main")).to_contain_text("What stood there before")
    expect(page.locator("main")).to_contain_text("She will ask the minister.")
    _enter(visitor, "Take it back")
    _type(visitor, "Why it is taken back", "It was another deputy")
    _enter(visitor, "Take the interaction back")
    _enter(visitor, "Put it back")
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

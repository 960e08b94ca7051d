"""From a contact to a closed talk, a letter, a list that is handed over, and the chain that they make."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.keys import enter, reach, write

pytestmark = pytest.mark.browser
SCREENS = [pytest.param((1280, True), id="1280-js"), pytest.param((360, False), id="360-nojs")]


@pytest.mark.parametrize("visitor", SCREENS, indirect=True)
def test_from_a_contact_to_its_chain(visitor: Visitor) -> None:
    page = visitor.sign_in(cast.CASEWORKER)
    name, who = f"Проба Адвакацкая-{visitor.width}", f"Envoy {visitor.width}"
    visitor.visit("/people/new")
    page.get_by_label("Name, in any script and spelling").fill(name)
    visitor.press("Search", within="main")
    page.locator("main").get_by_role("button", name="register", exact=False).last.click()
    visitor.press("Register", within="main")
    visitor.follow("Open a case", within=".identity-bar")
    page.get_by_label("Year of the first detention or charge").fill("2021")
    visitor.press("Open the case", within="main")
    case = page.url.rsplit("/", 1)[1]

    visitor.visit("/contacts/new")
    page.get_by_label("Name", exact=True).fill(who)
    page.get_by_label("Kind").select_option(label="Envoy")
    visitor.press("Add the contact", within="main")
    if page.get_by_label("This is somebody else").count():
        page.get_by_label("This is somebody else").check()
        visitor.press("Add the contact", within="main")
    contact = page.url.removeprefix(visitor.live.base)

    visitor.visit(f"/cases/{case}")
    visitor.follow("Record an interaction", within="main")
    visitor.shoot("advocacy-quick")
    page.get_by_label("Contact", exact=True).fill(who)
    page.get_by_label("Exact day").check()
    for part, value in (("day", "3"), ("month", "2"), ("year", "2026")):
        page.locator(f"#happened-{part}").fill(value)
    page.get_by_label("We turned to them").check()
    page.get_by_label("What was said").fill("Said behind a closed door.")
    page.get_by_label("Promised follow-up").fill("They write back")
    page.get_by_label("Only I and the members ticked below").check()
    visitor.press("Record the interaction", within="main")
    expect(page.locator("main")).to_contain_text("Said behind a closed door.")
    visitor.shoot("advocacy-talk")

    visitor.visit(f"/contacts/submissions/new?cases={case}")
    page.get_by_label("To whom").fill(who)
    page.get_by_label("Letter to begin from").select_option(label="Plea for prisoners")
    visitor.shoot("advocacy-submission-new")
    visitor.press("Begin the submission", within="main")
    expect(page.locator("main")).to_contain_text("Not everybody named here agreed to it")
    visitor.shoot("advocacy-submission")

    _petition(visitor, case, who)

    visitor.visit(f"/contacts/lists/new?cases={case}")
    page.get_by_label("For whom").fill(who)
    page.get_by_label("In Latin letters").check()
    visitor.press("Make the list", within="main")
    visitor.follow("Hand over", within="main")
    page.locator("#handed-kind-year").check()
    page.locator("#handed-year").fill("2025")
    visitor.shoot("advocacy-hand-over")
    visitor.press("Keep it as handed over", within="main")
    expect(page.locator("main")).to_contain_text("1 name was handed over (2025).")
    visitor.shoot("advocacy-list")
    _answer(visitor)

    visitor.visit(f"{contact}/chain")
    expect(page.locator("main")).to_contain_text(f"List of names handed to {who}")
    visitor.shoot("advocacy-chain")
    visitor.visit("/contacts/follow-up?show=promises")
    expect(page.locator("main")).to_contain_text("They write back")
    visitor.shoot("advocacy-follow-up")
    assert who not in page.title() + page.url


def _answer(visitor: Visitor) -> None:
    """Write down by keyboard alone what was answered about a name of a list."""
    enter(visitor, "Answer")
    reach(visitor, "Answer")
    visitor.page.keyboard.type("Promised")
    write(visitor, "In which words", "They look into it.")
    enter(visitor, "Keep the answer")
    expect(visitor.page.locator("main")).to_contain_text("They look into it.")
    expect(visitor.page.locator("main table")).to_contain_text("Promised to act")


def _petition(visitor: Visitor, case: str, who: str) -> None:
    """Begin a petition, say where it is signed, count twice, and be told that signatures do not become fewer."""
    page = visitor.page
    visitor.visit(f"/contacts/submissions/new?cases={case}&kind=petition")
    page.get_by_label("To whom").fill(who)
    visitor.press("Begin the submission", within="main")
    visitor.follow("Change", within="main")
    page.get_by_label("Where it is signed").fill("On paper, in churches")
    page.get_by_label("Goal").fill("5 000")
    visitor.shoot("advocacy-petition")
    visitor.press("Keep what is public", within="main")
    for count, note in (("1200", ""), ("1100", ""), ("1100", "A hundred were counted twice.")):
        if note == "" or "steps" not in page.url:
            visitor.follow("Record a step", within="main")
        page.get_by_label("Exact day").check()
        for part, value in (("day", "3"), ("month", "2"), ("year", "2026")):
            page.locator(f"#happened-{part}").fill(value)
        page.get_by_label("How many had signed").fill(count)
        page.get_by_label("What was new, or why a count is lower").fill(note)
        visitor.press("Record the step", within="main")
        if count == "1100" and not note:
            expect(page.locator("main")).to_contain_text("Signatures do not become fewer")
            visitor.shoot("advocacy-step")
    expect(page.locator("main")).to_contain_text("Corrects a higher count")
    visitor.shoot("advocacy-petition-shown")
    visitor.visit("/contacts/submissions?kind=petition")
    visitor.shoot("advocacy-submissions")

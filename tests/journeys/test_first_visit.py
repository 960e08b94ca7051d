"""Somebody signs in, looks around and signs out: on a desk and on a phone, with and without scripts."""

from __future__ import annotations

import pytest

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.screens import every_screen

pytestmark = pytest.mark.browser


@every_screen
def test_sign_in_look_and_sign_out(visitor: Visitor) -> None:
    page = visitor.visit("/audit")
    assert page.url.startswith(visitor.live.url("/sign-in"))
    visitor.sign_in(cast.COORDINATOR)
    assert page.locator("h1").inner_text() == "My work"
    visitor.shoot("start")
    visitor.visit("/audit")
    assert page.locator("h1").inner_text() == "Audit log"
    assert page.locator("table tbody tr").count() > 3
    visitor.shoot("audit")
    page.locator("table tbody th a").first.click()
    visitor.look()
    visitor.shoot("entry")
    visitor.visit("/audit/integrity")
    visitor.visit("/members")
    visitor.shoot("members")
    visitor.visit("/account")
    visitor.press("Sign out")
    assert page.url == visitor.live.url("/sign-in")
    page.go_back()
    visitor.look()
    assert page.url.startswith(visitor.live.url("/sign-in")), "nothing of the inside is shown after the sign-out"


@every_screen
def test_a_wrong_password_is_said_at_the_field(visitor: Visitor) -> None:
    page = visitor.visit("/sign-in")
    page.get_by_label("E-mail address").fill(cast.AUDITOR.email)
    page.get_by_label("Password", exact=True).fill("not the password")
    visitor.press("Sign in", within="main")
    assert page.title().startswith("Error:")
    assert page.get_by_label("E-mail address").input_value() == cast.AUDITOR.email
    assert page.get_by_label("Password", exact=True).input_value() == ""
    visitor.shoot("wrong-password")


@every_screen
def test_a_page_that_one_may_not_open(visitor: Visitor) -> None:
    visitor.sign_in(cast.CASEWORKER)
    page = visitor.visit("/audit")
    assert "Read the audit log" in page.locator("main").inner_text()
    visitor.visit("/nowhere")
    visitor.shoot("not-found")


@every_screen
def test_leaving_in_a_hurry_signs_out(visitor: Visitor) -> None:
    """The neutral page is outside; what counts is that the sign-in is over on the server."""
    visitor.sign_in(cast.DONOR)
    page = visitor.page
    page.route("https://**", lambda route: route.fulfill(status=200, body="<title>elsewhere</title>"))
    visitor.faults.clear()
    page.get_by_role("link", name="Leave this site", exact=True).click()
    page.wait_for_url("https://**")
    page.goto(visitor.live.url("/account"))
    assert page.url.startswith(visitor.live.url("/sign-in"))
    assert all("another host: https://www.wikipedia.org/" in fault for fault in visitor.faults)
    visitor.faults.clear()


def test_moving_by_keyboard(visitor: Visitor) -> None:
    """The first stop leads to the page itself, and nothing traps the focus."""
    visitor.sign_in(cast.COORDINATOR)
    page = visitor.visit("/members")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.tagName"))
    assert "BODY" in stops, "the focus comes around to the browser again"


@pytest.mark.parametrize("language", ["be", "ru", "en"])
def test_the_language_can_be_chosen_before_signing_in(visitor: Visitor, language: str) -> None:
    page = visitor.visit("/sign-in")
    page.locator(f"footer button[value='{language}']").click()
    visitor.look()
    assert page.locator("html").get_attribute("lang") == language
    assert page.url == visitor.live.url("/sign-in")

"""The checks of the browser find what they look for: without this, a silent check would pass everything."""

from __future__ import annotations

import pytest

from tests import browser
from tests.journeys.fixtures import Visitor

pytestmark = pytest.mark.browser


def test_axe_finds_a_picture_without_words(visitor: Visitor) -> None:
    page = visitor.visit("/sign-in")
    page.locator("main").evaluate("main => main.append(new Image())")
    assert any("image-alt" in fault for fault in browser.axe_faults(page))


def test_a_page_too_wide_is_found(visitor: Visitor) -> None:
    page = visitor.visit("/sign-in")
    page.locator("main").evaluate("main => { main.style.minInlineSize = '5000px' }")
    assert browser.overflow(page) > 0


def test_a_request_to_another_host_and_an_inline_script_are_found(visitor: Visitor) -> None:
    page = visitor.visit("/sign-in")
    with page.expect_console_message():
        page.evaluate("fetch('https://evil.example/').catch(() => {})")
    with page.expect_console_message():
        page.evaluate(
            "() => { const s = document.createElement('script'); s.textContent = '1'; document.body.append(s) }"
        )
    assert any("Content Security Policy" in fault or "another host" in fault for fault in visitor.faults)
    assert any("inline script" in fault for fault in visitor.faults)
    visitor.faults.clear()


def test_a_failing_script_is_found(visitor: Visitor) -> None:
    page = visitor.visit("/sign-in")
    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('planted') })")
    assert any("planted" in fault for fault in visitor.faults)
    visitor.faults.clear()

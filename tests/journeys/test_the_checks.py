"""The checks of the browser find what they look for: without this, a silent check would pass everything."""

from __future__ import annotations

import pytest

from tests import browser, cast
from tests.journeys.fixtures import Visitor
from tests.pages import checks

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


@pytest.mark.parametrize(
    ("spoiling", "fault"),
    [
        ("main => main.insertAdjacentHTML('beforeend', '<button class=small>i</button>')", "too small to press"),
        ("main => main.querySelector('p').replaceChildren('x'.repeat(400))", "cut off"),
        ("main => main.insertAdjacentHTML('beforeend', '<a>nowhere</a>')", "of no use without scripts"),
        ("main => main.insertAdjacentHTML('beforeend', '<button type=button>none</button>')", "of no use without"),
    ],
)
@pytest.mark.parametrize("visitor", [pytest.param((360, False), id="360-nojs")], indirect=True)
def test_the_eye_finds_what_is_spoilt(visitor: Visitor, spoiling: str, fault: str) -> None:
    page = visitor.visit("/sign-in")
    page.locator("main").evaluate(spoiling)
    page.evaluate("document.querySelector('.small')?.style.setProperty('all', 'initial')")
    page.evaluate("document.querySelector('main p').style.setProperty('overflow-wrap', 'normal')")
    assert any(fault in found for found in checks.of_view(page, 360, javascript=False))


def test_a_focus_that_nobody_sees_and_a_lost_way_to_the_page_are_found(visitor: Visitor) -> None:
    visitor.sign_in(cast.CASEWORKER)
    page = visitor.visit("/account")
    # In a low window the focus scrolls; it is seen where it has gone, not where it glides past.
    page.set_viewport_size({"width": 1280, "height": 300})
    assert checks.of_keyboard(page) == []
    page.evaluate("document.activeElement.blur()")
    page.evaluate("document.querySelectorAll('.skip-link').forEach(link => link.remove())")
    page.evaluate("document.querySelectorAll('a').forEach(link => link.style.outline = '0')")
    found = checks.of_keyboard(page)
    assert any("the first stop" in fault for fault in found)
    assert any("focus is not seen" in fault for fault in found)


def test_a_menu_on_paper_is_found(visitor: Visitor) -> None:
    visitor.sign_in(cast.CASEWORKER)
    page = visitor.visit("/people")
    assert checks.of_print(page) == []
    page.evaluate("document.querySelector('.site-nav').style.setProperty('display', 'block', 'important')")
    page.evaluate("document.querySelector('footer .print-only').remove()")
    assert checks.of_print(page) == [".site-nav is printed", "it says no time"]


def test_a_name_in_a_title_or_an_address_is_found() -> None:
    names = frozenset({"Proba Probny"})
    assert len(checks.of_names("proba probny – case-mgr", "http://host/people/Proba%20Probny", names)) == 2
    assert checks.of_names("Search – case-mgr", "http://host/search?q=Proba+Probny", names) == []

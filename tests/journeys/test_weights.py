"""A page is light on its first view, in whatever letters the names of its people are written."""

from __future__ import annotations

import re

import pytest

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.pages.checks import MOST_FIRST_VIEW, MOST_HTML, MOST_SCRIPTS, Weights

pytestmark = pytest.mark.browser
# Łacinka, Lithuanian, Polish, Turkish and Azerbaijani letters; the last two are written in other scripts.
NAMES = ("Šymon Łukaševič", "Šarūnas Žemaitis", "Świętosława Żądło", "Gülşen Çağlayan Əliyev", "נעם בדוי", "نام ساختگی")


def _register(visitor: Visitor, name: str) -> str:
    """Register somebody of this name; returns the path of their page."""
    page = visitor.visit("/people/new")
    page.get_by_label("Name, in any script and spelling").fill(name)
    visitor.press("Search", within="main")
    page.locator("main").get_by_role("button", name=re.compile("[Rr]egister$")).click()
    visitor.press("Register", within="main")
    return page.url.removeprefix(visitor.live.base)


@pytest.mark.parametrize("name", NAMES)
def test_a_first_view_is_light(visitor: Visitor, name: str) -> None:
    visitor.sign_in(cast.CASEWORKER)
    path = _register(visitor, name)
    for page in (path, "/people"):
        answer = visitor.page.goto(visitor.live.url(page))
        assert answer is not None
        visitor.page.evaluate("document.fonts.ready")
        html = answer.body()
        whole, scripts = Weights().of(visitor.page, html)
        assert len(html) <= MOST_HTML
        assert whole <= MOST_FIRST_VIEW, f"{page} with “{name}” weighs {whole}"
        assert scripts <= MOST_SCRIPTS
    shown = visitor.page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length")
    assert shown >= 2, "the name is written in the product's own font"


def test_style_sheets_and_scripts_travel_compressed(visitor: Visitor) -> None:
    visitor.visit("/sign-in")
    sizes = visitor.page.evaluate(
        "performance.getEntriesByType('resource').filter(e => /\\.(css|js)\\?/.test(e.name))"
        ".map(e => [e.name, e.encodedBodySize, e.decodedBodySize])"
    )
    assert len(sizes) > 10
    assert [name for name, sent, whole in sizes if sent >= whole > 300] == []

"""An administrator invites somebody: the link is shown once, and can be copied."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.screens import every_screen

pytestmark = pytest.mark.browser


@every_screen
def test_a_link_to_hand_over(visitor: Visitor) -> None:
    page = visitor.sign_in(cast.ADMINISTRATOR)
    visitor.visit("/members")
    visitor.follow("Invite a member", within="main")
    page.get_by_label("E-mail address").fill(f"new-{visitor.width}-{visitor.javascript}@guest.example".lower())
    page.get_by_label("Auditor").check()
    visitor.press("Make the invitation", within="main")
    link = page.locator("#link").inner_text()
    assert link.startswith(visitor.live.base)
    copy = page.get_by_role("button", name="Copy", exact=True)
    if visitor.javascript:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        copy.click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == link
    else:
        expect(copy).to_have_count(0)
    visitor.visit("/members")
    expect(page.get_by_role("table", name="Whom you invited")).to_contain_text("guest.example")
    visitor.shoot("members")

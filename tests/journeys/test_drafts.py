"""A line breaks, a sign-in ends: what was typed is back in its form."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from case_mgr.app import create_app
from case_mgr.extensions import db
from tests import browser as browsers
from tests import cast
from tests.databases import Database
from tests.factories.people import a_case
from tests.journeys.fixtures import Visitor, beside
from tests.journeys.screens import both_lone_screens

pytestmark = pytest.mark.browser
TEXT = "Яго бачылі ў калідоры суда.\nЁн кульгаў."


@both_lone_screens
def test_a_text_outlives_its_sign_in(lone_visitor: Visitor) -> None:
    visitor = lone_visitor
    reference = beside(lambda: _a_case(visitor.live.database))
    page = visitor.sign_in(cast.CASEWORKER)
    visitor.visit(f"/cases/{reference}/events/new?kind=detention")
    box = page.locator("textarea[name=text]")
    box.fill(TEXT)
    if visitor.javascript:
        expect(page.locator("main")).to_contain_text("is kept here, and not sent yet", timeout=15_000)
        page = visitor.page = _another_window(visitor)
        visitor.visit(f"/cases/{reference}/events/new?kind=detention")
        expect(page.locator("main")).to_contain_text("You typed here before")
        visitor.shoot("draft-kept")
        visitor.follow("Put my text back", within="main")
        box = page.locator("textarea[name=text]")
        expect(box).to_have_value(TEXT)
    beside(lambda: _idle_for_hours(visitor.live.database))
    visitor.press("Save", within="main")
    expect(page.locator("main")).to_contain_text("What you typed is kept")
    visitor.shoot("draft-door")
    page.get_by_label("E-mail address").fill(cast.CASEWORKER.email)
    page.get_by_label("Password", exact=True).fill(cast.CASEWORKER.password)
    visitor.press("Sign in", within="main")
    expect(page.locator("main")).to_contain_text("Your text is back")
    expect(box).to_have_value(TEXT)
    visitor.shoot("draft-restored")
    visitor.press("Save", within="main")
    expect(page.locator(".timeline")).to_contain_text("Ён кульгаў")


def _another_window(visitor: Visitor) -> Page:
    """The window dies with the form open; its owner opens another."""
    window = visitor.page.context.new_page()
    visitor.page.close()
    visitor.faults += browsers.watch(window, visitor.live.base)
    return window


def _a_case(database: Database) -> str:
    app = create_app(database.environ())
    with app.app_context():
        reference = a_case(cast.CASEWORKER.actor()).reference
        db.session.commit()
        return reference


def _idle_for_hours(database: Database) -> None:
    # Nobody waits half an hour: the sign-ins of this one server were last seen long ago.
    with create_app(database.environ()).app_context():
        db.session.execute(sa.text("UPDATE user_session SET last_seen = '2020-01-01 00:00:00'"))
        db.session.commit()

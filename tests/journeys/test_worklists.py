"""A coordinator ticks cases, checks, has them assigned and takes it back; and shares the list as a view."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from case_mgr.app import create_app
from case_mgr.extensions import db
from tests import cast
from tests.databases import Database
from tests.factories.flags import a_flag
from tests.factories.people import a_case, an_event
from tests.journeys.fixtures import Visitor, beside
from tests.journeys.screens import SCREENS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lone_visitor", [SCREENS[0], SCREENS[3]], indirect=True)
def test_from_ticks_to_a_shared_view(lone_visitor: Visitor) -> None:
    visitor = lone_visitor
    references = beside(lambda: _cases(visitor.live.database))
    page = visitor.sign_in(cast.COORDINATOR)
    main = page.locator("main")
    visitor.visit(f"/cases/{references[0]}/flags")
    visitor.shoot("flags")
    visitor.visit("/cases")
    visitor.press("Assign", within="main")
    expect(main).to_contain_text("Select at least one case.")
    visitor.shoot("bulk-none")
    for reference in references[:2]:
        page.get_by_label(f"Select {reference}").check()
    visitor.shoot("bulk-ticked")
    visitor.press("Assign", within="main")
    expect(main).to_contain_text("2 of 3 cases of the list are chosen.")
    visitor.press("Choose all 3 cases that match the filters", within="main")
    page.get_by_label("Who follows these cases from now on?").select_option(label=cast.CASEWORKER.name)
    page.get_by_label("Take them over").check()
    visitor.shoot("bulk-ask")
    visitor.press("Check before anything is changed", within="main")
    expect(main).to_contain_text("nobody yet")
    visitor.shoot("bulk-check")
    visitor.press("Change 3 cases now", within="main")
    _wait(visitor, "what was done")
    expect(main).to_contain_text("3 Done as asked", use_inner_text=False)
    visitor.shoot("bulk-result")
    visitor.follow("Take this back", within="main")
    visitor.shoot("bulk-undo")
    visitor.press("Take this act back", within="main")
    _wait(visitor, "Put back")
    visitor.shoot("bulk-undone")
    visitor.visit("/bulk")
    visitor.shoot("bulk-list")

    visitor.visit("/cases?open=1&flagged=any")
    visitor.follow("Save this view", within="main")
    page.get_by_label("Name of the view").fill("Flagged and open")
    page.get_by_label("My colleagues too").check()
    visitor.shoot("view-save")
    visitor.press("Save the view", within="main")
    expect(main).to_contain_text("The view was saved.")
    visitor.press("Sign out")
    visitor.sign_in(cast.SECOND_CASEWORKER)
    visitor.visit("/cases")
    page.locator("main details.menu summary").click()
    visitor.shoot("views-menu")
    page.locator("main").get_by_role("link", name="Flagged and open").click()
    visitor.look()
    expect(main).to_contain_text("any flag")
    expect(main).to_contain_text(references[0])
    expect(main).not_to_contain_text(references[1])
    visitor.shoot("view-opened")
    visitor.visit("/views")
    visitor.shoot("views")
    visitor.visit("/")
    visitor.shoot("worklists-home")


def _wait(visitor: Visitor, words: str) -> None:
    """Follow the page of the job until it leads on; it reloads itself, with a script or without."""
    heading = visitor.page.locator("main")
    for _ in range(40):
        if heading.get_by_text(words).count():
            break
        visitor.page.wait_for_timeout(500)
        if not visitor.javascript and visitor.page.get_by_role("link", name="Reload").count():
            visitor.follow("Reload", within="main")
    expect(visitor.page.get_by_text(words).first).to_be_visible(timeout=30_000)
    visitor.look()


def _cases(database: Database) -> list[str]:
    app = create_app(database.environ())
    with app.app_context():
        made = [a_case() for _ in range(3)]
        an_event(made[0])
        a_flag(made[0])
        db.session.commit()
        return [case.reference for case in made]

"""Somebody looks for what they half know: a part of an alias, an article, a facility, and nobody at all."""

import pytest
from playwright.sync_api import expect

from case_mgr.app import create_app
from case_mgr.cases import service as cases
from case_mgr.cases.types import CustodyDraft
from case_mgr.extensions import db
from tests import cast
from tests.factories import law
from tests.factories.people import a_case, a_person
from tests.journeys.fixtures import Visitor, beside
from tests.journeys.screens import every_screen

pytestmark = pytest.mark.browser


def known(visitor: Visitor, mark: str) -> str:
    """Record somebody with an alias, a charge and a place; returns the reference of the case."""
    app = create_app(visitor.live.database.environ())
    with app.app_context():
        coordinator = cast.COORDINATOR.actor()
        case = a_case(coordinator, a_person(coordinator, f"Ганна {mark}", f"Hanna von {mark}-Bullfinch"))
        law.charges(case.reference, "ч. 2 ст. 293 УК")
        cases.record_custody(coordinator, case.reference, CustodyDraft("ik-4"))
        db.session.commit()
        reference = case.reference
        db.engine.dispose()
    return reference


@every_screen
def test_one_box_finds_people_and_cases(visitor: Visitor) -> None:
    mark = f"Шукач{visitor.width}{'а' if visitor.javascript else 'б'}"

    reference = beside(lambda: known(visitor, mark))
    page = visitor.sign_in(cast.CASEWORKER)

    def search(words: str) -> None:
        page.locator("main").get_by_label("Name, reference, article or facility").fill(words)
        visitor.press("Search", within="main")

    visitor.visit("/search")
    visitor.shoot("search-empty")
    search(f"{mark}-bull")
    expect(page.locator("main")).to_contain_text(f"matched alias: Hanna von {mark}-Bullfinch")
    visitor.shoot("search-people")
    search("ст. 293 ч. 2")
    expect(page.locator("main")).to_contain_text("charged with: Article 293 part 2")
    visitor.shoot("search-article")
    search("калонія 4")
    expect(page.locator("main")).to_contain_text("held in: Women's penal colony No. 4")
    page.locator(".sub-navigation").get_by_role("link", name="Cases").click()
    visitor.look()
    expect(page.locator("main")).to_contain_text(reference)
    visitor.shoot("search-cases")
    search(f"Ніхто {mark[::-1]}")
    visitor.shoot("search-nobody")
    visitor.press("Register this person", within="main")
    expect(page.locator("main")).to_contain_text("Nobody like this is recorded")
    search_at_top = page.locator("#site-search")
    search_at_top.fill(reference)
    visitor.press("Search", within=".site-header")
    assert page.url.endswith(f"/cases/{reference}")

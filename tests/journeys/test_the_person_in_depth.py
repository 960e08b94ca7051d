"""A caseworker says more of a person: facts, a relative, a relation, an answer about consent, a photograph."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.screens import SCREENS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("visitor", [SCREENS[0], SCREENS[-1]], indirect=True)
def test_what_is_known_of_a_person(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.sign_in(cast.CASEWORKER)
    visitor.visit("/people/new")
    page.get_by_label("Name, in any script and spelling").fill(f"Глыбокая Проба-{visitor.width}")
    visitor.press("Search", within="main")
    page.locator("main").get_by_role("button", name=re.compile("[Rr]egister$")).click()
    visitor.press("Register", within="main")
    person = page.url.removeprefix(visitor.live.base)

    visitor.visit(f"{person}/edit")
    page.get_by_label("Journalist").check()
    page.get_by_label("Belarusian").check()
    page.get_by_label("Mother’s name").fill("Вольга Прыдуманая")
    visitor.shoot("person-edit")
    visitor.press("Save", within="main")
    expect(page.locator("main")).to_contain_text("Journalist")

    visitor.visit(f"{person}/vulnerabilities/new")
    page.get_by_label("Poor health").check()
    page.get_by_label("Detail").fill("needs medicine")
    visitor.press("Add the vulnerability", within="main")
    visitor.shoot("vulnerabilities")

    visitor.visit(f"{person}/family/new")
    page.get_by_label("Name", exact=True).fill("Цётка")
    page.locator("input[name=value0]").fill("@invented")
    visitor.shoot("family-new")
    visitor.press("Add the relative", within="main")
    expect(page.locator("main")).to_contain_text("@invented")
    visitor.shoot("family")

    visitor.visit(f"{person}/consent/new")
    page.get_by_label("Agrees").check()
    page.get_by_label("Publish", exact=True).check()
    visitor.shoot("consent-new")
    visitor.press("Record the answer", within="main")
    expect(page.locator("main")).to_contain_text("the person agreed")
    visitor.shoot("consent")

    out = BytesIO()
    Image.new("RGB", (300, 400), "teal").save(out, "PNG")
    (tmp_path / "face.png").write_bytes(out.getvalue())
    visitor.visit(f"{person}/photograph")
    page.locator("input[type=file]").set_input_files(tmp_path / "face.png")
    visitor.press("Add the photograph", within="main")
    expect(page.locator(".identity-bar__photo")).to_be_visible()
    expect(page.locator("main")).to_contain_text("May be published: yes, the person agreed.")
    visitor.shoot("person-deep")

    for place in ("names", "nationalities/new", "relations/new", "identity", "health", "biography/en", "history"):
        visitor.visit(f"{person}/{place}")
        visitor.shoot(f"person-{place.replace('/', '-')}")
    visitor.visit("/members/roles")
    visitor.shoot("roles")

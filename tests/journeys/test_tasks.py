"""A rule opens a task; it is put off, done with an outcome, and the calendar goes into a file of references."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from case_mgr.core import clock
from tests import cast
from tests.journeys.fixtures import Visitor

pytestmark = pytest.mark.browser
SCREENS = [pytest.param((1280, True), id="1280-js"), pytest.param((360, False), id="360-nojs")]


def fill_day(visitor: Visitor, name: str, ahead: int) -> None:
    day = clock.today() + timedelta(days=ahead)
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        visitor.page.locator(f"input[name={name}-{part}]").fill(str(value))


@pytest.mark.parametrize("visitor", SCREENS, indirect=True)
def test_from_a_rule_to_the_calendar(visitor: Visitor) -> None:
    page = visitor.sign_in(cast.COORDINATOR)
    name = f"Проба Маўклівы-{visitor.width}"
    visitor.visit("/people/new")
    page.get_by_label("Name, in any script and spelling").fill(name)
    visitor.press("Search", within="main")
    page.locator("main").get_by_role("button", name="register", exact=False).last.click()
    visitor.press("Register", within="main")
    visitor.follow("Open a case", within=".identity-bar")
    page.get_by_label("Year of the first detention or charge").fill("2021")
    visitor.press("Open the case", within="main")
    case = page.url.removeprefix(visitor.live.base)
    reference = case.rsplit("/", maxsplit=1)[-1]
    for kind in ("detention", "last_sign_of_life"):
        visitor.visit(f"{case}/events/new?kind={kind}")
        page.locator("input[name=happened-year]").fill("2021")
        visitor.press("Save", within="main")

    visitor.visit("/tasks?whose=all")
    visitor.press("Check the rules now", within="main")
    visitor.visit(f"/tasks?whose=all&case={reference}")
    visitor.shoot("tasks-list")
    visitor.follow("Ask for a sign of life: none for 30 days", within="main")
    expect(page.locator("main")).to_contain_text("due today")
    assert name not in page.title() + page.url
    visitor.shoot("tasks-task")
    visitor.follow("Put off", within="main")
    fill_day(visitor, "until", 5)
    visitor.shoot("tasks-snooze")
    visitor.press("Put off", within="main")
    expect(page.locator("main")).to_contain_text("Write why it can wait")
    page.get_by_label("Why it can wait").fill("The lawyer visits on Friday.")
    visitor.press("Put off", within="main")
    expect(page.locator("main")).to_contain_text("put off until")
    visitor.visit("/calendar?whose=all")
    visitor.shoot("tasks-calendar")

    visitor.visit(case)
    expect(page.locator("main")).to_contain_text("put off until")
    visitor.follow("Tasks", within=".sub-navigation")
    visitor.follow("Set a task", within="main")
    page.get_by_label("What is to be done").fill("Bring the parcel")
    fill_day(visitor, "due", 0)
    visitor.shoot("tasks-new")
    visitor.press("Set the task", within="main")
    visitor.shoot("tasks-case")
    visitor.visit("/")
    visitor.shoot("tasks-home")
    visitor.follow("Bring the parcel", within="main")
    visitor.follow("Done", within="main")
    page.get_by_label("What came of it").fill("It was taken.")
    visitor.press("Close as done", within="main")
    expect(page.locator("main")).to_contain_text("It was taken.")

    visitor.visit("/calendar?whose=all")
    with page.expect_download() as download:
        page.get_by_role("link", name="calendar file (references only)").click()
    text = download.value.path().read_text("utf-8")
    assert reference in text
    assert "parcel" not in text
    assert name not in text

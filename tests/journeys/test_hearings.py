"""A hearing is planned, postponed, seen as the next step and on the calendar, and its result recorded."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.journeys.fixtures import Visitor

pytestmark = pytest.mark.browser
TWO_SCREENS = pytest.mark.parametrize(
    "visitor",
    [pytest.param((1280, True), id="1280-js"), pytest.param((360, False), id="360-nojs")],
    indirect=True,
)
TODAY = dt.datetime.now(dt.UTC).date()
SOON, LATER = TODAY + dt.timedelta(days=12), TODAY + dt.timedelta(days=40)


def fill_day(page: Page, field: str, day: dt.date) -> None:
    for box, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"input[name={field}-{box}]").fill(str(value))


def said(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


@TWO_SCREENS
def test_a_hearing_from_its_announcement_to_its_result(visitor: Visitor) -> None:
    page = visitor.sign_in(cast.COORDINATOR)
    visitor.visit("/people/new")
    page.get_by_label("Name, in any script and spelling").fill(f"Чаканая Прыдуманая-{visitor.width}")
    visitor.press("Search", within="main")
    page.locator("main").get_by_role("button", name=re.compile("[Rr]egister$")).click()
    visitor.look()
    visitor.press("Register", within="main")
    visitor.follow("Open a case", within=".identity-bar")
    visitor.press("Open the case", within="main")
    case = page.url
    visitor.follow("Legal")

    visitor.follow("Plan a hearing")
    expect(page.get_by_label("It is planned, and was not held yet")).to_be_checked()
    fill_day(page, "happened", SOON)
    page.get_by_label("At what time").fill("quarter to ten")
    visitor.shoot("hearing-plan")
    visitor.press("Save", within="main")
    expect(page.locator("main")).to_contain_text("such as 09:30")
    page.get_by_label("At what time").fill("9:45")
    visitor.press("Save", within="main")
    expect(page.locator("main")).to_contain_text("a task will ask for its result")
    expect(page.locator("main")).to_contain_text("09:45")
    visitor.shoot("hearing-planned")

    page.locator("section", has=page.locator("#hearings")).get_by_role("link", name="Postpone").click()
    visitor.look()
    fill_day(page, "after", LATER)
    page.get_by_label("Why was it postponed?").fill("The prosecutor did not come.")
    visitor.shoot("hearing-postpone")
    visitor.press("Postpone it", within="main")
    expect(page.locator("main")).to_contain_text(f"from {said(SOON)} to {said(LATER)}")

    visitor.visit(case.removeprefix(visitor.live.base))
    expect(page.locator("section", has=page.locator("#next-step"))).to_contain_text(f"Hearing on {said(LATER)}")
    visitor.shoot("hearing-next-step")
    visitor.visit(f"/calendar?month={LATER:%Y-%m}&whose=all")
    expect(page.locator("#agenda")).to_contain_text("Planned hearing")

    visitor.visit("/tasks?whose=all")
    visitor.press("Check the rules now", within="main")
    page.get_by_role("link", name=re.compile(f"on {said(LATER)}: observe it")).first.click()
    visitor.look()
    visitor.follow("Record the result", within="main")
    fill_day(page, "happened", TODAY)
    page.get_by_label("Result").fill("It was held earlier than announced; adjourned.")
    reason = page.get_by_label("How it is known")
    visitor.shoot("hearing-held")
    visitor.press("Save", within="main")
    if reason.count():
        reason.fill("The lawyer was in the room.")
        visitor.press("Save", within="main")
    expect(page.locator("main")).to_contain_text("the timeline tells of it")
    visitor.visit(case.removeprefix(visitor.live.base) + "/timeline")
    expect(page.locator("main")).to_contain_text("Hearing")

"""A caseworker writes down what a lawyer costs, a coordinator approves it, and an auditor draws it by its code."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.journeys.fixtures import Visitor

pytestmark = pytest.mark.browser
PHONE = pytest.mark.parametrize("lone_visitor", [pytest.param((360, False), id="360-nojs")], indirect=True)


def fill_day(page: Page, legend: str, day: date) -> None:
    """Fill in the three boxes of a day."""
    boxes = page.get_by_role("group", name=legend, exact=True)
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(label, exact=True).fill(str(value))


@PHONE
def test_money_takes_two_people_and_an_auditor_sees_a_code(lone_visitor: Visitor) -> None:
    visitor = lone_visitor
    page, today = visitor.sign_in(cast.COORDINATOR), date.today()  # noqa: DTZ011 - a day of the calendar
    visitor.visit("/grants/new")
    for label, value in (("Code", "HR-7"), ("Donor", "Lighthouse Fund"), ("Title", "Help"), ("Currency", "EUR")):
        page.get_by_label(label, exact=True).fill(value)
    fill_day(page, "First day", today - timedelta(days=200))
    fill_day(page, "Last day", today + timedelta(days=200))
    visitor.press("Add the grant", within="main")
    visitor.visit("/")
    visitor.press("Sign out")

    visitor.sign_in(cast.CASEWORKER)
    visitor.visit("/support/new")
    page.get_by_label("What for").select_option("legal")
    fill_day(page, "Day", today - timedelta(days=3))
    page.get_by_label("Amount", exact=True).fill("1 250,50")
    page.get_by_label("Currency", exact=True).fill("EUR")
    page.get_by_label("Somebody else, such as a relative").check()
    page.get_by_label("Who else").fill("Вольга Прыдуманая")
    visitor.press("Write it down", within="main")
    expect(page.locator("main")).to_contain_text("Choose the grant")
    page.get_by_label("Paid by", exact=True).first.select_option(label="HR-7 · EUR")
    visitor.press("Write it down", within="main")
    expect(page.locator("main")).to_contain_text("This is not part of the current balance.")
    entry = page.url.removeprefix(visitor.live.base)
    visitor.shoot("entry-planned")
    visitor.press("Sign out")

    visitor.sign_in(cast.COORDINATOR)
    visitor.visit(entry)
    visitor.press("Approve", within="main")
    visitor.follow("Write the payment down", within="main")
    visitor.press("Write it down", within="main")
    expect(page.locator("main")).to_contain_text("Receipt missing")
    visitor.press("Sign out")

    visitor.sign_in(cast.AUDITOR)
    visitor.visit("/support/samples/new")
    page.get_by_label("Grant", exact=True).select_option(label="HR-7")
    page.get_by_label("How many payments").fill("5")
    visitor.press("Draw it", within="main")
    expect(page.locator("main")).to_contain_text("1 of 1")
    expect(page.locator("main")).to_contain_text("1,250.50")
    expect(page.locator("main")).not_to_contain_text("Вольга")
    visitor.shoot("sample")

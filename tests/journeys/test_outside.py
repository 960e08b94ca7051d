"""Whoever stands outside: a donor reads a report by a link and takes it along; an auditor asks who looked at what."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from case_mgr.reports import files
from tests import cast
from tests.journeys.fixtures import Visitor

pytestmark = pytest.mark.browser
NARROW = pytest.mark.parametrize("lone_visitor", [pytest.param((360, False), id="360-nojs")], indirect=True)


@NARROW
def test_a_donor_and_an_auditor(lone_visitor: Visitor, tmp_path: Path) -> None:
    visitor = lone_visitor
    page = visitor.sign_in(cast.COORDINATOR)
    visitor.visit("/reports/new")
    for name in ("starts", "ends"):
        for part, value in (("day", "1"), ("month", "1"), ("year", "2026")):
            page.locator(f"[name='{name}-{part}']").fill(value)
    for button in ("Go on to the figures", *["Save and go on"] * 4):
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name=button, exact=True).click()
        visitor.look()
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Build the draft", exact=True).click()
    # The page of the work reloads itself, without a script, and leads on to the draft.
    page.wait_for_url(re.compile("/reports/DR-"), timeout=60_000)
    visitor.look()
    reference = page.url.rsplit("/", 1)[1]
    assert re.fullmatch(r"DR-[0-9]{4}", reference)
    visitor.visit("/")
    visitor.press("Sign out")

    visitor.sign_in(cast.REVIEWER)
    visitor.visit(f"/reports/{reference}/approve")
    page.locator("main input[type=checkbox]").check()
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()
    visitor.look()
    visitor.visit("/")
    visitor.press("Sign out")

    visitor.sign_in(cast.COORDINATOR)
    visitor.visit(f"/reports/{reference}")
    visitor.follow("Links for readers without an account", within="main")
    page.get_by_label("For whom is the link?").fill("The office of the fund")
    visitor.press("Make the link", within="main")
    link = page.locator("main code").filter(has_text="/r/").inner_text().strip()
    visitor.shoot("links")
    visitor.visit("/")
    visitor.press("Sign out")

    # The donor has no account: the link, and nothing else.
    visitor.visit(link.removeprefix(visitor.live.base))
    expect(page.locator("h1")).to_contain_text(reference)
    expect(page.locator("main")).to_contain_text("Audit statement")
    visitor.shoot("link-opened")
    for kind in ("PDF", "XLSX"):
        with page.expect_download() as begun:
            page.locator("main").get_by_role("link", name=kind, exact=True).click()
        taken = tmp_path / kind
        begun.value.save_as(taken)
        assert files.check(taken.read_bytes()).fault is None
    visitor.visit("/reports")
    expect(page).to_have_url(re.compile("/sign-in"))

    visitor.sign_in(cast.AUDITOR)
    visitor.visit(f"/reports/{reference}")
    expect(page.locator("main")).to_contain_text("the chain is unbroken")
    visitor.visit("/audit")
    visitor.follow("Access review: who opened what is guarded", within="main")
    expect(page.locator("main")).to_contain_text("Nobody opened anything guarded in this period.")
    visitor.shoot("access-review")
    visitor.visit("/audit?event=report_link_opened")
    expect(page.locator("main")).to_contain_text("A donor report was opened by a link")
    expect(page.locator("main tbody tr")).to_have_count(3)
    visitor.shoot("audit-of-a-link")

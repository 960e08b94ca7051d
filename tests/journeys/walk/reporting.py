"""Chapters of the walk about others: a ministry, a donor, and whoever checks the log."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.walk import listing
from tests.journeys.walk.importing import GRANT
from tests.journeys.walk.steps import become, fact, main, rows, says, type_date

MINISTRY = "Desk for Eastern Europe"
STEPS = (
    "A list was uploaded",
    "Columns of a list were mapped",
    "A list was checked",
    "A row of a list was decided",
    "An import was started",
    "A person was registered",
    "A case was opened",
    "An import was applied",
    "An event was recorded on a timeline",
    "A pardon batch was created",
    "A claim about a batch was added",
    "Names were added to a batch",
    "A match was decided",
    "A release was confirmed",
    "An exit from custody was recorded",
    "An advocacy contact was added",
    # Talks may be closed: whoever may read none is told of none which they are.
    "Something that only some may read was worked on",
    "A donor report was built",
    "A donor report was approved and published",
    "A donor report was downloaded",
)


def raise_case(visitor: Visitor, case: str) -> None:
    """Tell a ministry about a case, and find the talk from both sides."""
    visitor.follow("Contacts", within=".site-nav")
    visitor.page.locator("main").get_by_role("link", name="Add a contact").first.click()
    page = visitor.page
    page.get_by_label("Name", exact=True).fill(MINISTRY)
    page.locator("select[name=kind]").select_option("ministry")
    page.locator("select[name=country]").select_option("LT")
    page.locator("input[name=channel_value]").fill("desk@ministry.example")
    visitor.press("Add the contact")
    assert "desk@ministry.example" not in page.content(), "channels are shown on a page of their own only"
    visitor.follow("Record an interaction", within=".identity-bar")
    type_date(visitor, "happened", "20", "10", "2025")
    page.get_by_label("We turned to them").check()
    page.get_by_label("What was said").fill("Asked to name him in the talks.")
    page.get_by_label("Cases raised").fill(f"{case}, BY-2023-99999")
    visitor.press("Record the interaction")
    says(visitor, "BY-2023-99999")
    page.get_by_label("Cases raised").fill(case)
    visitor.press("Record the interaction")
    visitor.shoot("walk-interaction")
    says(visitor, "Meeting, 20 October 2025")
    visitor.follow(case, within="main")
    visitor.shoot("walk-raised")
    panel = " ".join(main(visitor).locator(".panel", has_text="Raised with").inner_text().split())
    assert panel == f"Raised with Record an interaction {MINISTRY} Meeting · 20 October 2025"
    visitor.follow(MINISTRY, within="main")


def build_report(visitor: Visitor) -> str:
    """Build a donor report of the year; each number opens a list of as many lines. Returns its reference."""
    visitor.follow("Reports", within=".site-nav")
    visitor.follow("Build a report", within="main")
    visitor.page.get_by_label("Grant").select_option(GRANT)
    type_date(visitor, "starts", "1", "1", "2025")
    type_date(visitor, "ends", "31", "12", "2025")
    _go_on(visitor, "Go on to the figures")
    for step in ("figures", "groups", "privacy", "words"):
        assert visitor.page.url.endswith(f"/{step}")
        visitor.shoot(f"walk-report-{step}")
        _go_on(visitor, "Save and go on")
    visitor.shoot("walk-report-check")
    _go_on(visitor, "Build the draft")
    # It is counted in the background; with scripts and without, the page of the work leads on to the draft.
    visitor.page.wait_for_url(re.compile("/reports/DR-"), timeout=60_000)
    visitor.shoot("walk-report")
    reference = visitor.page.url.rsplit("/", 1)[-1]
    shown = figures(visitor)
    assert shown["Cases with a first detention"] == "8"
    assert shown["People in custody at the end"] == "34"
    assert shown["Advocacy interactions"] == "1"
    assert shown["Pardon batches with a confirmed release"] == "1"
    assert shown["People released"] == "<5", "a small number of people is hidden"
    for label, lines in (
        ("Cases with a first detention", 8),
        ("People in custody at the end", 34),
        ("People released", 1),
        ("Cases with a first verdict", 1),
        ("Cases raised in advocacy", 1),
    ):
        visitor.visit(f"/reports/{reference}")
        main(visitor).locator("table tbody tr", has_text=label).first.get_by_role("link").first.click()
        visitor.look()
        assert len(rows(visitor)) == lines, label
    return reference


def _go_on(visitor: Visitor, button: str) -> None:
    """Press a button that leads to the next step, and check the page that comes."""
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=button, exact=True).click()
    visitor.look()


def figures(visitor: Visitor) -> dict[str, str]:
    """Return the figures of a report by their names."""
    table = main(visitor).locator("table").first
    return {
        row.locator("th").inner_text(): row.locator("td").first.inner_text() for row in table.locator("tbody tr").all()
    }


def publish(visitor: Visitor, reference: str) -> None:
    """Whoever built the report cannot approve it; a reviewer does, after looking."""
    visitor.visit(f"/reports/{reference}")
    assert visitor.page.get_by_role("link", name="Approve and publish").count() == 0
    become(visitor, cast.REVIEWER)
    visitor.follow("Reports", within=".site-nav")
    visitor.follow(reference)
    visitor.follow("Approve and publish")
    visitor.press("Publish the report")
    says(visitor, "Say that you have checked the report")
    visitor.page.get_by_label("I opened the lists behind the figures").check()
    visitor.press("Publish the report")
    visitor.shoot("walk-published")
    says(visitor, f"Report {reference} is published.")


def verify_file(visitor: Visitor, reference: str, folder: Path) -> None:
    """Take the report as JSON; anybody can check it without a network, and see that one digit was changed."""
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="JSON").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    answer = command(visitor, "report", "verify", str(path))
    assert answer.startswith(f"{reference} (published) is intact.")
    other = path.with_name("changed.json")
    other.write_text(re.sub(r"\b34\b", "35", path.read_text("utf-8"), count=1), "utf-8")
    assert "intact" not in command(visitor, "report", "verify", str(other), fails=True)


def audit(visitor: Visitor) -> None:
    """The auditor finds every step in the log, and nobody's name; the chain is whole, on the page and by command."""
    become(visitor, cast.AUDITOR)
    visitor.follow("Audit", within=".site-nav")
    visitor.shoot("walk-audit")
    log: list[str] = []
    while not log or visitor.page.get_by_role("link", name="Next").count() > 0:
        visitor.visit(f"/audit?size=100&page={len(log) // 100 + 1}")
        log += rows(visitor)
    assert [step for step in STEPS if not any(step in row for row in log)] == [], "a step that the log does not know"
    assert sum("A person was registered" in row for row in log) == listing.ROWS, "the list, and who was known before"
    assert not any("Журавінскі" in row for row in log)
    visitor.visit("/audit")
    if (filters := visitor.page.locator(".filter-panel > summary")).is_visible():
        filters.click()
    visitor.page.locator("select[name=event]").select_option(label="A release was confirmed")
    visitor.press("Apply filters")
    assert len(rows(visitor)) == 1
    visitor.visit("/audit/integrity")
    visitor.press("Check now")
    # The worker checks it: the page of the job leads on by itself, by its script or by reloading.
    visitor.page.wait_for_url("**/audit/integrity", timeout=60_000)
    visitor.look()
    visitor.shoot("walk-integrity")
    says(visitor, "The chain is unbroken")
    entries = int(fact(visitor, "Entries"))
    assert entries > 100
    assert command(visitor, "audit", "verify")


def command(visitor: Visitor, *arguments: str, fails: bool = False) -> str:
    """Run a command of the product beside the server and return what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "case_mgr.cli", *arguments],
        env=os.environ | visitor.live.database.environ(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode != 0) is fails, done.stdout + done.stderr
    return done.stdout

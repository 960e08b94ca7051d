"""Chapters of the walk about the list: read, check, decide, run, open, and at the end take back."""

from __future__ import annotations

from datetime import date

from case_mgr.app import create_app
from case_mgr.core.dates import PartialDate
from case_mgr.detainees import service as people
from case_mgr.detainees.types import NameDraft, PersonDraft
from case_mgr.extensions import db
from case_mgr.support import service as support
from case_mgr.support.types import GrantDraft
from tests import cast
from tests.conftest import close
from tests.databases import Database
from tests.journeys.fixtures import Visitor, beside
from tests.journeys.walk import listing
from tests.journeys.walk.steps import (
    fact,
    figure,
    heading,
    main,
    open_figure,
    rows,
    says,
    timeline,
    type_date,
    wait_for_result,
)

KNOWN = "Aliaksei Tumanchuk"
GRANT = "HW-2025-01"


def prepare(visitor: Visitor) -> None:
    """Let the organisation know one of the people of the list already, in another spelling, and have a grant."""
    beside(lambda: _prepare(visitor.live.database))


def _prepare(database: Database) -> None:
    app = create_app(database.environ())
    with app.app_context():
        actor = cast.COORDINATOR.actor()
        people.register(actor, PersonDraft((NameDraft(KNOWN),), born=PartialDate.year(1979)))
        grant = GrantDraft(GRANT, "Lighthouse Fund", "Legal aid", "EUR", date(2025, 1, 1), date(2025, 12, 31))
        made = support.add_grant(actor, grant)
        support.choose_readers(actor, made.public_id, [cast.DONOR.actor().public_id])
        db.session.commit()
    close(app)


def upload(visitor: Visitor) -> None:
    """Choose the file and see it as it was read, title rows passed over."""
    visitor.visit("/")
    visitor.follow("Imports", within=".site-nav")
    visitor.follow("Import a list")
    visitor.press("Upload")
    says(visitor, "Select a list")
    page = visitor.page
    page.get_by_label("List", exact=True).set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": listing.content()}
    )
    page.get_by_label("Source of the list").fill("a volunteer's list, November 2025")
    visitor.press("Upload")
    visitor.shoot("walk-read")
    assert fact(visitor, "Encoding") == "cp1251"
    assert fact(visitor, "Separator") == "Semicolon"
    assert fact(visitor, "Row of headings") == "4"
    assert rows(visitor)[0].startswith("5 1 Журавінскі Аляксей"), "the first line of people, its line counted"


def choose_columns(visitor: Visitor) -> None:
    """All columns are understood by themselves."""
    visitor.follow("It is right: choose the columns")
    visitor.shoot("walk-columns")
    chosen = [box.evaluate("box => box.selectedOptions[0].text") for box in main(visitor).locator("td select").all()]
    assert chosen == [
        "Reference in the list",
        "Full name",
        "Sex",
        "Date of birth",
        "Nationality",
        "Date of arrest",
        "Charges",
        "Place of detention",
    ]
    visitor.press("Check the list")


def check(visitor: Visitor) -> None:
    """One day does not exist: its value is left out and said with line and column; one row waits."""
    visitor.shoot("walk-check")
    assert figure(visitor, "New") == str(listing.ROWS - 1)
    assert figure(visitor, "Perhaps known") == "1"
    (problem,) = [row for row in rows(visitor) if "31.02.1980" in row]
    assert problem.startswith("Line 7")
    assert "Дата нараджэння" in problem
    assert "Value left out" in problem


def decide_duplicate(visitor: Visitor) -> None:
    """Somebody known in Latin letters stands in the list in Cyrillic: a person says that it is the same."""
    visitor.follow("Decide the rows that wait")
    assert len(rows(visitor)) == 1
    visitor.follow("Decide one after another")
    visitor.shoot("walk-decide")
    says(visitor, KNOWN)
    says(visitor, "For:")
    says(visitor, "14 February 2025")
    visitor.page.get_by_label("Same person: fill what is blank").check()
    visitor.press("Decide")
    says(visitor, "0 rows wait for a decision")


def run(visitor: Visitor) -> None:
    """Write the rows in the background, and read what came of it."""
    visitor.follow("Run")
    visitor.press(f"Import {listing.ROWS} rows")
    wait_for_result(visitor)
    visitor.shoot("walk-result")
    assert figure(visitor, "Created") == str(listing.ROWS - 1)
    assert figure(visitor, "Updated") == "1"
    assert figure(visitor, "Rows with problems") == "1"
    assert open_figure(visitor, "Updated")[0].startswith("8 Туманчук Аляксей BY-2025-")


def open_person(visitor: Visitor) -> None:
    """The person of the first row knows what the list knew, and nothing more exactly."""
    visitor.follow("Result")
    visitor.follow(f"{listing.ROWS - 1} Created")
    assert "BY-2023-" in rows(visitor)[0]
    visitor.follow("Журавінскі Аляксей")
    visitor.shoot("walk-person")
    assert heading(visitor) == "Журавінскі Аляксей"
    assert fact(visitor, "Born") == "12 September 1987"
    says(visitor, "May 2023")
    assert "1 May 2023" not in main(visitor).inner_text(), "a month stays a month"
    says(visitor, "Penal colony No. 15")
    visitor.follow("Sources")
    visitor.shoot("walk-sources")
    (arrest,) = [row for row in rows(visitor) if row.startswith("Date of arrest")]
    assert arrest.startswith("Date of arrest May 2023 05.2023 5")
    visitor.follow("Overview")


def record_verdict(visitor: Visitor) -> str:
    """A verdict moves the case to its next stage; returns the reference of the case."""
    case = main(visitor).get_by_role("link", name="BY-2023-").first.inner_text()
    visitor.follow(case, within="main")
    assert fact(visitor, "Stage") == "Charged Computed from the timeline, never typed"
    visitor.follow("Record an event", within=".identity-bar")
    visitor.page.get_by_label("Guilty verdict", exact=True).check()
    visitor.press("Continue", within="main")
    type_date(visitor, "happened", "30", "February", "2025")
    visitor.press("Save", within="main")
    says(visitor, "There is no such day in the calendar")
    type_date(visitor, "happened", "3", "March", "2025")
    visitor.page.get_by_label("Source", exact=False).last.fill("a newspaper")
    visitor.press("Save", within="main")
    visitor.shoot("walk-timeline")
    charge, verdict, detention = timeline(visitor)
    assert charge.startswith("Date not known Charge brought"), "the list gives no day, so nobody makes one up"
    assert verdict.startswith("3 March 2025 Guilty verdict")
    assert detention.startswith("May 2023 Detention")
    says(visitor, "Sentenced")
    return case


def take_back(visitor: Visitor, kept: list[str]) -> None:
    """Take the import back: what nobody touched goes, what somebody worked on stays and is named."""
    visitor.follow("Imports", within=".site-nav")
    visitor.page.locator("main tbody th a").click()
    visitor.follow("Take this import back")
    visitor.shoot("walk-undo")
    assert fact(visitor, "People to be taken out") == str(listing.ROWS - 1 - len(kept))
    assert fact(visitor, "Rows to be kept, because somebody worked with them since") == str(len(kept))
    visitor.press("Take the import back")
    wait_for_result(visitor)
    visitor.shoot("walk-undone")
    assert figure(visitor, "Taken back") == str(listing.ROWS - len(kept))
    assert figure(visitor, "Could not be taken back") == "0"
    lines = open_figure(visitor, "Kept, because somebody worked with it since")
    assert sorted(line.split(" BY-")[0].split(maxsplit=1)[1] for line in lines) == sorted(kept)
    visitor.follow("Журавінскі Аляксей")
    says(visitor, "3 March 2025")
    visitor.visit("/people")
    visitor.shoot("walk-people")
    assert len(rows(visitor)) == len(kept) + 1, "those who were kept, and the one who was known before"

"""One case as it happens: arrest, recognition, sentence, a pardon refused at the border, the colony again, free."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.journeys.fixtures import Visitor
from tests.journeys.screens import both_lone_screens
from tests.journeys.walk.steps import become, figure, main, says, timeline, type_date

pytestmark = pytest.mark.browser
NAME = "Неўміручы Прыдуманы"
PRINTED = "Nieumiručy Prydumany"


@both_lone_screens
def test_from_the_arrest_to_freedom(lone_visitor: Visitor) -> None:
    visitor = lone_visitor
    visitor.sign_in(cast.CASEWORKER)
    case = arrested(visitor)
    recognised(visitor, case)
    sentenced(visitor, case)
    batch = pardoned(visitor)
    refused_at_the_border(visitor, case, batch)
    back_in_the_colony(visitor, case)
    free(visitor, case)
    counted_as_what_they_are(visitor, case, batch)


def arrested(visitor: Visitor) -> str:
    """Look for the man first, register him, open his case, record the detention; returns the reference."""
    page = visitor.page
    visitor.visit("/people/new")
    page.get_by_label("Name, in any script and spelling").fill(NAME)
    visitor.press("Search", within="main")
    main(visitor).get_by_role("button", name=re.compile("[Rr]egister$")).click()
    visitor.look()
    page.locator("input[name=born-year]").fill("1971")
    visitor.press("Register", within="main")
    visitor.follow("Open a case", within=".identity-bar")
    page.get_by_label("Year of the first detention or charge").fill("2022")
    visitor.press("Open the case", within="main")
    case = page.url.rsplit("/", 1)[-1].partition("?")[0]
    record(visitor, case, "Detention", ("14", "March", "2022"), "Taken at work.")
    assert status(visitor) == "In custody"
    return case


def recognised(visitor: Visitor, case: str) -> None:
    """The caseworker asks, a reviewer decides."""
    page = visitor.page
    visitor.visit(f"/cases/{case}/recognition")
    visitor.follow("Request a recognition", within="main")
    page.get_by_label("PACE Resolution 1900 (2012)", exact=False).check()
    visitor.press("Continue", within="main")
    page.get_by_label("Why criterion a is met").fill("Held for words about a war.")
    visitor.press("Request the recognition", within="main")
    become(visitor, cast.REVIEWER)
    visitor.visit(f"/cases/{case}/recognition")
    visitor.press("Begin the review", within="main")
    visitor.follow("Decide", within="main")
    page.get_by_label("Recognised", exact=False).first.check()
    visitor.press("Record the decision", within="main")
    expect(page.locator(".identity-bar")).to_contain_text("Recognised")
    become(visitor, cast.CASEWORKER)


def sentenced(visitor: Visitor, case: str) -> None:
    """A charge, the trial, the verdict, the colony."""
    record(visitor, case, "Charge brought", ("20", "March", "2022"))
    page = visitor.page
    visitor.visit(f"/cases/{case}/legal")
    visitor.follow("Record a sentence")
    page.get_by_label("Punishment", exact=True).select_option("deprivation_of_liberty")
    page.get_by_label("Years").fill("6")
    type_date(visitor, "happened", "5", "September", "2022")
    visitor.press("Save", within="main")
    expect(page.locator(".estimate")).to_contain_text("2028")
    visitor.shoot("life-sentenced")
    record(visitor, case, "Began to serve the sentence", ("11", "November", "2022"))
    says(visitor, "Serving")


def pardoned(visitor: Visitor) -> str:
    """A batch is announced and its list pasted; he stands on it in another spelling. Returns the batch."""
    page = visitor.page
    visitor.visit("/pardons")
    visitor.follow("Record a batch", within="main")
    page.get_by_label("Title").fill("Release of September")
    type_date(visitor, "announced", "11", "September", "2025")
    page.locator("input[name=claim_source]").fill("press service")
    page.get_by_label("How many people the source says").fill("2")
    visitor.press("Record the batch")
    batch = page.url.rsplit("/", 1)[-1]
    visitor.follow("Add names", within=".sub-navigation")
    page.get_by_label("Which list is this").fill("press list")
    page.get_by_label("Names, one person a line").fill(f"1. {PRINTED}\n2. Zakhar Nichyi")
    visitor.press("Look what is understood")
    visitor.press("Add these names")
    page.get_by_role("radio", name=f"This is {NAME}").first.check()
    visitor.press("Save and next")
    page.get_by_role("radio", name="Not ours").first.check()
    visitor.press("Save and next")
    says(visitor, "Every place is decided")
    return batch


def refused_at_the_border(visitor: Visitor, case: str, batch: str) -> None:
    """A match frees nobody; what is confirmed is that he would not leave."""
    visitor.visit(f"/cases/{case}")
    assert status(visitor) == "In custody"
    page = visitor.page
    visitor.visit(f"/pardons/{batch}/places/1/confirm")
    page.get_by_label("Refused to leave", exact=True).check()
    type_date(visitor, "happened", "11", "9", "2025")
    page.get_by_label("Evidence", exact=True).fill("Sat down between the two posts; seen by three who crossed.")
    page.get_by_label("Source of the evidence").fill("V-11")
    visitor.press("Write it down for a second person")
    visitor.shoot("life-refused")
    become(visitor, cast.COORDINATOR)
    visitor.visit(f"/pardons/{batch}/places/1")
    visitor.press("Agree: the release is confirmed")
    become(visitor, cast.CASEWORKER)
    visitor.visit(f"/cases/{case}")
    assert status(visitor) == "In custody", "a pardon that broke at the border frees nobody"
    says(visitor, "Serving")


def back_in_the_colony(visitor: Visitor, case: str) -> None:
    """The same evening he is where he was."""
    record(
        visitor, case, "Returned to custody, release taken back", ("11", "September", "2025"), "Lights at ten, as ever."
    )
    visitor.shoot("life-returned")
    assert status(visitor) == "In custody"


def free(visitor: Visitor, case: str) -> None:
    """Three months later he is out, and this time it is seen."""
    page = visitor.page
    visitor.visit(f"/cases/{case}/exit")
    page.get_by_label("Pardon", exact=True).check()
    page.get_by_role("radio", name=re.compile("^Free")).check()
    type_date(visitor, "happened", "13", "12", "2025")
    page.locator("textarea[name=evidence]").fill("Spoke with his sister from her kitchen.")
    page.get_by_label("Petition for mercy").select_option("Refused to sign")
    visitor.press("Continue", within="main")
    says(visitor, "moves from “Serving” to “Released”")
    says(visitor, "Refused to sign")
    visitor.press("Record the exit", within="main")
    says(visitor, "This person has been released")
    visitor.shoot("life-free")


def counted_as_what_they_are(visitor: Visitor, case: str, batch: str) -> None:
    """The timeline keeps every turn; the batch still says what happened to him in September."""
    visitor.visit(f"/cases/{case}/timeline")
    told = timeline(visitor)
    visitor.shoot("life-timeline")
    order = [
        "Confirmed free",
        "Returned to custody",
        "Refused to leave",
        "Began to serve",
        "Guilty verdict",
        "Charge brought",
        "Detention",
    ]
    assert [next((word for word in order if word in item), item) for item in told] == order
    visitor.visit(f"/pardons/{batch}")
    assert (figure(visitor, "Matched"), figure(visitor, "Confirmed")) == ("1", "1")
    visitor.visit(f"/pardons/{batch}/places/1")
    says(visitor, "Refused to leave")


def record(visitor: Visitor, case: str, kind: str, day: tuple[str, str, str], text: str = "") -> None:
    """Record an event of the timeline."""
    visitor.visit(f"/cases/{case}/events/new")
    visitor.page.get_by_label(kind, exact=True).check()
    visitor.press("Continue", within="main")
    type_date(visitor, "happened", *day)
    visitor.page.locator("textarea[name=text]").fill(text)
    visitor.press("Save", within="main")
    visitor.visit(f"/cases/{case}")


def status(visitor: Visitor) -> str:
    """Return where the bar says that he is."""
    return visitor.page.locator(".identity-bar .tag").first.inner_text()

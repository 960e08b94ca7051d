"""The sheet of a release day names nobody whose publication is not allowed."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from werkzeug.test import TestResponse

from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Purpose, Sensitivity
from case_mgr.extensions import db
from case_mgr.pardons import queries, service
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.types import ClaimDraft, ConcessionDraft, LinkDraft, Says
from tests import cast
from tests.client import Page, PageClient, fill
from tests.factories.people import a_consent
from tests.integration.pardons import walk


@pytest.fixture
def batch(here: Flask) -> str:
    """Three confirmed: one who agreed to be named, one whom nobody asked, one withheld who had agreed."""
    walk.alone()
    who = cast.CASEWORKER.actor()
    people = [
        walk.person(who, "Сяргей Вярбіцкі"),
        walk.person(who, "Іван Дубравін"),
        walk.person(who, "Ганна Рачная", sensitivity=Sensitivity.RESTRICTED),
    ]
    reference = walk.batch(who)
    walk.paste(who, reference)
    for number, one in enumerate(people, 1):
        walk.held(who, one)
        service.decide(who, reference, number, walk.matched(one))
        service.confirm(who, reference, number, walk.proof())
    for one in (people[0], people[2]):
        a_consent(one, Purpose.PUBLISH, by=who)
    db.session.commit()
    return reference


def test_only_who_may_be_published_is_named(batch: str) -> None:
    found = queries.get_sheet(cast.CASEWORKER.actor(), batch)
    assert ([one.name for one in found.named], found.unnamed) == (["Сяргей Вярбіцкі"], 2)
    found = queries.get_sheet(cast.REVIEWER.actor(), batch)
    assert ([one.name for one in found.named], found.unnamed) == (["Сяргей Вярбіцкі"], 2)


def test_the_page_has_figures_their_meaning_and_no_other_name(client: PageClient, batch: str) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit(client.visit(f"/pardons/{batch}").links["Release-day sheet to print"])
    assert "2 more are confirmed and are not named here." in page.text
    assert "As known at" in page.text
    assert "Evidence says how far the release went." in page.text
    for hidden in ("Дубравін", "Дубравин", "Рачная", "Rachnaya"):
        assert hidden not in page.html


def test_the_figures_are_the_same_whoever_prints_the_sheet(batch: str) -> None:
    near, far = (queries.get_sheet(who.actor(), batch) for who in (cast.CASEWORKER, cast.REVIEWER))
    assert near == far
    # Whoever is near to the third reads of them on the page of the batch, and there alone.
    shown = queries.get_batch(cast.CASEWORKER.actor(), batch).figures
    assert (shown.of(Fact.MATCHED), near.figures.of(Fact.MATCHED)) == (3, 2)


def _taken(client: PageClient, page: Page, action: str) -> TestResponse:
    """Press the button; a file is no page."""
    return client.post(action, data=fill(page.form(action), {}))


def _words(made: bytes) -> str:
    reader = PdfReader(io.BytesIO(made))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_paper_says_what_the_page_says_names_nobody_else_and_bears_who_printed_it(
    client: PageClient, batch: str
) -> None:
    service.add_claim(cast.COORDINATOR.actor(), batch, ClaimDraft('A ministry #panic("x") *no markup*', 51))
    client.sign_in(cast.COORDINATOR)
    page = client.visit(f"/pardons/{batch}/sheet")
    made = _taken(client, page, f"/pardons/{batch}/sheet.pdf")
    assert made.mimetype == "application/pdf"
    assert made.headers["Content-Disposition"] == f'attachment; filename="{batch}-sheet.pdf"'
    text = _words(made.data)
    for said in ("Autumn pardon", "51–52", "Сяргей Вярбіцкі", "2 more are confirmed", 'A ministry #panic("x") *no'):
        assert said in text, said
    assert cast.COORDINATOR.name not in text, "paper may reach anybody"
    (mark,) = re.findall(r"Mark ([0-9A-Z]{5}-[0-9A-Z]{5})", text)
    told = client.visit(f"/audit/notes?number={mark}").text
    assert f"Who {cast.COORDINATOR.name}" in " ".join(told.split())
    for hidden in ("Дубравін", "Рачная"):
        assert hidden not in text
    root: Any = PdfReader(io.BytesIO(made.data)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    taken = log.list_entries(cast.COORDINATOR.actor(), EntryFilter(event=Event.EXPORT_MADE), PageRequest()).items
    assert [(entry.facts["what"], entry.facts["rows"]) for entry in taken] == [("release_sheet", 1)]


def test_the_brief_names_sources_and_no_person_and_only_who_may_take_lists_out_gets_it(
    client: PageClient, batch: str
) -> None:
    who = cast.COORDINATOR.actor()
    draft = ConcessionDraft(
        "An overseas state", "The airline", "Landing rights", "A newspaper", in_force=walk.ANNOUNCED
    )
    row = service.record_concession(who, draft).public_id
    service.link_concession(who, row, LinkDraft(batch, Says.DENIED, "A president", "It was not so."))
    client.sign_in(cast.COORDINATOR)
    page = client.visit("/pardons/concessions/brief")
    text = _words(_taken(client, page, "/pardons/concessions/brief.pdf").data)
    for said in ("Landing rights", "in force 11 September 2025", f"{batch}: denied by A president", "arrested"):
        assert said in text, said
    assert "in exchange for" not in text
    client.sign_out(client.visit("/account"))
    client.sign_in(cast.CASEWORKER)
    for address in (f"/pardons/{batch}/sheet", "/pardons/concessions/brief"):
        page = client.visit(address)
        assert "Take it out as PDF" not in page.text
        assert "Print this page" in page.text

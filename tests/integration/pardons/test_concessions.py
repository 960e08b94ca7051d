"""Reported concessions: links are claims that others deny, and no cause is claimed."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask

from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from case_mgr.pardons import queries, service
from case_mgr.pardons.tables import HEAD
from case_mgr.pardons.types import ConcessionDraft, LinkDraft, ReceiverKind, Says
from tests import cast
from tests.client import Page, PageClient
from tests.factories.people import an_exit
from tests.factories.recognition import a_recognition
from tests.integration.pardons import walk

DRAFT = ConcessionDraft(
    "An invented union",
    "=An airline",
    "Part of a sanction lifted",
    "A newspaper of that day",
    ReceiverKind.AIRLINE,
    promised=PartialDate.parse("2025-09-09"),
    in_force=PartialDate.parse("2025-09-11"),
)


def test_a_link_is_a_claim_and_another_source_denies_it(here: Flask) -> None:
    who = cast.ADVOCACY_OFFICER.actor()
    batch = walk.batch(who)
    row = service.record_concession(who, DRAFT).public_id
    service.link_concession(who, row, LinkDraft(batch, Says.REPORTED, "A news agency"))
    service.link_concession(who, row, LinkDraft(batch, Says.DENIED, "The president of a neighbour", "Not in exchange."))
    db.session.commit()
    shown = queries.get_concession(who, row)
    assert [(link.batch, link.says, link.source) for link in shown.links] == [
        (batch, Says.REPORTED, "A news agency"),
        (batch, Says.DENIED, "The president of a neighbour"),
    ]
    assert queries.list_concessions(who, PageRequest(), batch).total == 1
    assert queries.list_concessions(who, PageRequest(), "R-1999-001").total == 0


def test_beside_it_stand_who_left_and_who_was_arrested_in_the_same_months(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    case = walk.held(who, walk.person(who, "Ігар Лесавік"))
    a_recognition(case, "2022-01-01")
    an_exit(case, "pardon", "free", "2025-09-11", by=who, evidence="Seen.")
    service.record_concession(who, DRAFT)
    service.count_stock(who)
    db.session.commit()
    (shown,) = queries.list_concessions(who, PageRequest()).items
    assert [(month.name.edtf, month.left, month.arrested) for month in shown.beside] == [("2025-09", 1, 0)]


@pytest.mark.usefixtures("here")
def test_what_makes_no_sense_is_refused_and_strangers_see_nothing() -> None:
    who = cast.CASEWORKER.actor()
    row = service.record_concession(who, DRAFT)
    db.session.commit()
    with pytest.raises(Refused, match="give the source"):
        service.record_concession(who, ConcessionDraft("a", "b", "c", " "))
    late = ConcessionDraft("a", "b", "c", "d", in_force=PartialDate.year(2025), reversed=PartialDate.year(2024))
    with pytest.raises(Refused, match="before it came into force"):
        service.record_concession(who, late)
    with pytest.raises(NotFound, match="no such batch"):
        service.link_concession(who, row.public_id, LinkDraft("R-1999-001", Says.REPORTED, "x"))
    with pytest.raises(Stale):
        service.amend_concession(who, row.public_id, DRAFT, row.version + 1)
    with pytest.raises(NotFound):
        queries.get_concession(cast.STRANGER.actor(), row.public_id)
    with pytest.raises(Forbidden):
        service.record_concession(cast.REVIEWER.actor(), DRAFT)
    with pytest.raises(Forbidden):
        service.export_concessions(who)
    service.withdraw_concession(who, row.public_id, "Entered twice.")
    db.session.commit()
    assert queries.list_concessions(who, PageRequest()).total == 0


def test_pages_table_and_brief(client: PageClient, here: Flask) -> None:
    batch = walk.batch(cast.COORDINATOR.actor())
    client.sign_in(cast.COORDINATOR)
    page = client.visit(client.visit("/pardons").links["Reported concessions"])
    page = client.submit(
        client.visit(page.links["Record a concession"]),
        measure="Potash licence",
        giver="An invented state",
        receiver="=A company",
        receiver_kind="company",
        source="A newspaper",
        in_force__day="13", in_force__month="12", in_force__year="2025",
    )  # fmt: skip
    page = client.submit(page, 422, batch="R-1999-001", says="reported", said_by="An agency")
    assert "There is no such batch." in page.text
    page = client.submit(page, batch=batch, says="denied", said_by="The envoy")
    assert f"{batch}: denied by The envoy" in page.text
    withdraw = client.visit(page.links["Withdraw"])
    assert "Say why" in client.submit(withdraw, 422, reason="").text
    page = client.visit("/pardons/concessions/brief")
    assert "No person is named here." in page.text
    assert "December 2025" in page.text
    listed = client.visit("/pardons/concessions")
    answer = client.post("/pardons/concessions/table", data=_token(listed))
    (head, row) = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert tuple(head) == HEAD
    assert (row[1][0], row[6]) == ("'", "2025-12-13")


def _token(page: Page) -> dict[str | None, str | None]:
    form = page.form("/pardons/concessions/table")
    return {field.get("name"): field.get("value") for field in form.all("input")}

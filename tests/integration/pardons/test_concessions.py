"""Reported concessions: links are claims that others deny, and no cause is claimed."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import service as cases
from case_mgr.cases.types import EventDraft
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.pardons import queries, service
from case_mgr.pardons.tables import HEAD
from case_mgr.pardons.types import ConcessionDraft, LinkDraft, ReceiverKind, Says
from tests import cast
from tests.client import PageClient
from tests.exports import taken_out, through_the_door
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


def test_a_claim_is_taken_back_with_its_reason_and_leaves_the_house_no_more(client: PageClient, here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    batch = walk.batch(who)
    row = service.record_concession(who, DRAFT).public_id
    wrong = service.link_concession(who, row, LinkDraft(batch, Says.REPORTED, "A wrong agency")).public_id
    service.link_concession(who, row, LinkDraft(batch, Says.DENIED, "An envoy"))
    db.session.commit()
    with pytest.raises(Refused, match="Say why"):
        service.withdraw_link(who, row, wrong, " ")
    with pytest.raises(NotFound):
        service.withdraw_link(cast.STRANGER.actor(), row, wrong, "x")
    with pytest.raises(Forbidden):
        service.withdraw_link(cast.REVIEWER.actor(), row, wrong, "x")
    client.sign_in(cast.COORDINATOR)
    page = client.visit(f"/pardons/concessions/{row}")
    page = client.visit(f"/pardons/concessions/{row}/claims/{wrong}/withdraw")
    page = client.submit(page, reason="Another concession was meant.")
    assert "Another concession was meant." in page.text
    assert "A wrong agency" in " ".join(struck.text for struck in page.main.all("s"))
    assert "An envoy" not in " ".join(struck.text for struck in page.main.all("s"))
    client.visit(f"/pardons/concessions/{row}/claims/{wrong}/withdraw", 404)
    brief = client.visit("/pardons/concessions/brief").text
    assert ("A wrong agency" in brief, "An envoy" in brief) == (False, True)
    table = taken_out(who, "concessions")
    assert ("A wrong agency" in table, "An envoy" in table) == (False, True)
    found = log.list_entries(who, EntryFilter(), PageRequest(1, 50)).items
    assert Event.CONCESSION_UNLINKED in {entry.event for entry in found}
    # A batch of which only claims were taken back has no concession.
    (denied,) = (link for link in queries.get_concession(who, row).links if link.withdrawn is None)
    service.withdraw_link(who, row, denied.public_id, "Also wrong.")
    assert queries.list_concessions(who, PageRequest(), batch).total == 0


@pytest.mark.usefixtures("here")
def test_beside_it_stand_who_was_released_and_who_was_arrested_in_the_same_months() -> None:
    who = cast.COORDINATOR.actor()
    names = ("Ігар Лесавік", "Пётр Галка", "Зоя Новая")
    freed, dead, taken = (walk.held(who, walk.person(who, name)) for name in names)
    for case in (freed, dead):
        a_recognition(case, "2022-01-01")
    an_exit(freed, "pardon", "free", "2025-09-11", by=who, evidence="Seen.")
    died = EventDraft("death_in_custody", PartialDate.parse("2025-09-12"), source="a certificate")
    cases.record_event(who, dead.reference, died)
    # Recognised half a year after the arrest, as most are.
    a_recognition(taken, "2021-09-01")
    service.record_concession(who, DRAFT)
    old = ConcessionDraft("a", "b", "c", "d", promised=PartialDate.parse("2021-03-20"))
    service.record_concession(who, old)
    service.count_stock(who)
    db.session.commit()
    shown, before = queries.list_concessions(who, PageRequest()).items
    (month,) = shown.beside
    assert (month.name.edtf, month.released, month.arrested, month.rearrested) == ("2025-09", 1, 0, 0)
    assert [(one.reason, one.count) for one in month.otherwise] == [("died", 1)]
    assert [(one.arrested, one.rearrested) for one in before.beside] == [(3, 0)]


@pytest.mark.usefixtures("here")
def test_what_leaves_the_house_counts_nobody_withheld_whoever_takes_it() -> None:
    who = cast.CASEWORKER.actor()
    hidden = walk.person(who, "Зоя Схаваная")
    case = walk.held(who, hidden)
    a_recognition(case, "2022-01-01")
    withheld = update(Detainee).where(Detainee.id == hidden.id).values(sensitivity=str(Sensitivity.RESTRICTED))
    db.session.execute(withheld)
    an_exit(case, "pardon", "free", "2025-09-11", by=who, evidence="Seen.")
    service.record_concession(who, DRAFT)
    service.count_stock(who)
    db.session.commit()
    (near,) = queries.list_concessions(who, PageRequest()).items
    (out,) = queries.list_outward(who, PageRequest()).items
    assert (near.beside[0].released, out.beside[0].released) == (1, 0)


@pytest.mark.usefixtures("here")
def test_the_table_has_all_and_the_brief_says_how_many_it_leaves_out(client: PageClient) -> None:
    who = cast.COORDINATOR.actor()
    for number in range(103):
        service.record_concession(who, ConcessionDraft("a", "b", f"Licence {number}", "d"))
    db.session.commit()
    assert len(set(taken_out(who, "concessions").splitlines())) == 104
    client.sign_in(cast.COORDINATOR)
    assert "The latest 100 of 103 concessions." in client.visit("/pardons/concessions/brief").text


def test_figures_of_the_month_that_runs_open_their_lists(client: PageClient, here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    with time_machine.travel(datetime(2025, 9, 15, 12, tzinfo=UTC), tick=False):
        service.record_concession(who, DRAFT)
        ahead = ConcessionDraft("a", "b", "Later", "d", in_force=PartialDate.parse("2025-11-01"))
        service.record_concession(who, ahead)
        db.session.commit()
        client.sign_in(cast.COORDINATOR)
        page = client.visit("/pardons/concessions")
        hrefs = [link.get("href") or "" for link in page.main.all("a") if "/stock/people" in (link.get("href") or "")]
        assert len(hrefs) == 3
        for href in hrefs:
            client.visit(href)
        assert "November 2025:" not in page.text


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
        taken_out(who, "concessions")
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
    door = client.visit("/pardons/concessions").links["Take out as a table"]
    (head, row) = list(csv.reader(io.StringIO(through_the_door(client, door).removeprefix("\ufeff"))))
    assert tuple(head) == HEAD
    assert (row[1][0], row[6]) == ("'", "2025-12-13")

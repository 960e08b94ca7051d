"""An auditor draws by codes and never reads a name; the ledger as a file has codes too."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from flask import Flask

from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core.errors import Forbidden, NotFound
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.support import queries, service
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person
from tests.factories.support import a_grant, a_share, ago, an_entry, paid, receipted

PERIOD = (None, None)


def test_an_auditor_draws_and_an_officer_opens(here: Flask, client: PageClient) -> None:
    who, case, grant = cast.COORDINATOR.actor(), a_case(), a_grant(None, ("A", "100"))
    team = cast.CASEWORKER.actor().public_id
    hidden = a_case(who, a_person(who, sensitivity=Sensitivity.RESTRICTED), owner=team)
    told: dict[str, Any] = {"case": case.reference, "beneficiary": "Вольга Прыдуманая", "purpose": "Для Вольгі"}
    entry = paid(an_entry(a_share(grant, line="A"), **told))
    closed = paid(an_entry(a_share(grant, line="A"), case=hidden.reference, for_person=True))
    receipt = receipted(entry)
    an_entry(a_share(grant, line="A"))
    db.session.commit()
    client.sign_in(cast.AUDITOR)
    form = client.visit(client.visit("/support/samples").links["Draw a sample"])
    for size, words in (("0", "between 1 and 200"), ("many", "between 1 and 200"), ("2.5", "between 1 and 200")):
        assert words in client.submit(form, 422, grant=grant.public_id, size=size).text
    assert "up to 40 Latin" in client.submit(form, 422, grant=grant.public_id, size="2", seed="né").text
    page = client.submit(form, grant=grant.public_id, size="5", seed="dice42")
    assert "2 of 2" in page.text
    for shown in ("dice42", "S-000001", "S-000002", entry.shares[0].code, receipt.file.sha256, "receipt missing"):
        assert shown in page.text
    for name in (
        "Вольга",
        "Вольгі",
        case.reference,
        case.detainee.name,
        hidden.reference,
        f"/support/{entry.public_id}",
    ):
        assert name not in page.html
    client.visit(f"/support/{entry.public_id}", 403)
    client.visit("/support/evidence", 403)
    client.sign_out()
    client.sign_in(cast.SECOND_CASEWORKER)
    page = client.visit("/support/evidence")
    page = client.visit(next(href for href in page.links.values() if href.startswith("/support/evidence/")))
    assert page.links["S-000001"] == f"/support/{entry.public_id}"
    assert "S-000002" not in page.links
    assert closed.public_id not in page.html
    entries = log.list_entries(cast.COORDINATOR.actor(), EntryFilter(event=Event.SUPPORT_SAMPLED), PageRequest())
    assert [one.facts for one in entries.items] == [{"seed": "dice42", "drawn": 2, "population": 2}]


def test_the_seed_draws_the_same_again_and_nobody_else_draws(here: Flask) -> None:
    auditor, grant = cast.AUDITOR.actor(), a_grant()
    with pytest.raises(service.Misfilled, match="nothing to draw from"):
        service.draw_sample(auditor, grant.public_id, PERIOD, "3")
    for _ in range(12):
        paid(an_entry(a_share(grant)))
    first = service.draw_sample(auditor, grant.public_id, PERIOD, "4")
    again = service.draw_sample(cast.REVIEWER.actor(), grant.public_id, PERIOD, "4", first.seed)
    assert first.chosen == again.chosen
    assert len(set(first.chosen)) == 4
    with pytest.raises(service.Misfilled, match="ends before"):
        service.draw_sample(auditor, grant.public_id, (ago(1), ago(5)), "4")
    for member, error in ((cast.CASEWORKER, Forbidden), (cast.STRANGER, Forbidden), (cast.DONOR, Forbidden)):
        with pytest.raises(error):
            service.draw_sample(member.actor(), grant.public_id, PERIOD, "4")
    strange = a_grant(cast.STRANGER.actor())
    with pytest.raises(NotFound):
        service.draw_sample(auditor, strange.public_id, PERIOD, "4")
    for member in (cast.STRANGER, cast.DONOR, cast.ADVOCACY_OFFICER):
        with pytest.raises(NotFound):
            queries.get_sample(member.actor(), first.public_id)
        assert queries.list_samples(member.actor()).total == 0


def test_the_ledger_as_a_file_is_for_a_purpose_and_names_nobody(here: Flask, client: PageClient) -> None:
    near, case, grant = cast.COORDINATOR.actor(), a_case(), a_grant()
    hidden = a_case(near, a_person(near, sensitivity=Sensitivity.RESTRICTED))
    paid(an_entry(a_share(grant, rate="0.3", source="=1+1"), case=case.reference, for_person=True, currency="BYN"))
    an_entry(a_share(grant), case=hidden.reference, for_person=True, by=near)
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    page = client.visit(client.visit(f"/support?grant={grant.public_id}").links["CSV or XLSX"])
    assert "Say what the file is for" in client.submit(page, 422, purpose=" ").text
    answer = client.submit(page, purpose="For the audit of May").response
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    text = answer.get_data(as_text=True).removeprefix("\ufeff")
    (row,) = list(csv.DictReader(io.StringIO(text)))
    assert (row["entry"], row["amount"], row["converted"], row["rate_source"]) == ("S-000001", "10.00", "3.00", "'=1+1")
    assert case.reference not in text
    assert case.detainee.name not in text
    (entry,) = log.list_entries(near, EntryFilter(event=Event.EXPORT_MADE), PageRequest()).items
    assert (entry.facts["what"], entry.facts["rows"], entry.facts["why"]) == ("support", 1, "For the audit of May")
    client.sign_out()
    client.sign_in(cast.CASEWORKER)
    assert "CSV or XLSX" not in client.visit("/support").links
    client.visit("/support/export", 403)

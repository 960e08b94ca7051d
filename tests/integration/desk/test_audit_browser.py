"""The log as people read it: asked by person, who and where; taken out as a file; who opened a record."""

from __future__ import annotations

import csv
import io
import json

import pytest
from flask import Flask

from case_mgr.access.actor import Operator
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import service as cases
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import PageRequest
from case_mgr.desk import audit_reading
from case_mgr.detainees import service as people
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.advocacy import a_closed_talk
from tests.factories.people import a_case, a_person, a_relative

LEAVES = "CSV, XLSX or JSON lines"


def _found(member: cast.Member, **wanted: object) -> int:
    return audit_reading.page_of(member.actor(), EntryFilter(**wanted), PageRequest()).total  # type: ignore[arg-type]  # handed on


def test_a_closed_talk_is_found_by_no_kind(here: Flask) -> None:
    """The number of hits told that there is a talk which only some may know of."""
    a_closed_talk(cast.COORDINATOR.actor())
    db.session.commit()
    for member, hits in ((cast.COORDINATOR, 1), (cast.AUDITOR, 0), (cast.ADMINISTRATOR, 0)):
        assert _found(member, event=Event.INTERACTION_RECORDED) == hits, member.name
    # Without a question for its kind it stands in the list all the same, as something that only some may read.
    whole = log.list_entries(cast.ADMINISTRATOR.actor(), EntryFilter(), PageRequest())
    assert _found(cast.ADMINISTRATOR) == whole.total
    (line,) = [
        one
        for one in map(audit_reading.told, audit_reading.lines(cast.AUDITOR.actor(), EntryFilter()))
        if one["event"] == "closed"
    ]
    assert line["subject_type"] == "-"
    assert line["facts"] == {}


def test_the_log_is_asked_by_the_reference_of_a_person_or_case(here: Flask, client: PageClient) -> None:
    person, other = a_person(), a_person()
    case = a_case(None, person)
    people.amend(cast.CASEWORKER.actor(), person.public_id, {"occupation": "Настаўніца"})
    cases.amend_case(cast.CASEWORKER.actor(), case.reference, {"charges": "ст. 342"})
    db.session.commit()
    reference, unlike, of_case = person.reference, other.reference, case.reference
    client.sign_in(cast.COORDINATOR)
    page = client.visit(f"/audit?about={reference.lower()}")
    for said in ("A person was registered", "A person's record was amended", "A case was opened", "A case was amended"):
        assert said in page.text.replace("’", "'"), said
    assert unlike not in page.main.text.split("Entries, newest first")[-1]
    assert "A person was registered" not in client.visit(f"/audit?about={of_case}").text.split("newest first")[-1]
    assert "There is no such person" in client.visit("/audit?about=P-999999", 422).text
    client.sign_out()
    client.sign_in(cast.AUDITOR)
    client.visit(f"/audit?about={reference}", 422)


def test_a_withheld_person_is_found_by_nobody_else(here: Flask) -> None:
    hidden = a_person(cast.CASEWORKER.actor(), sensitivity=Sensitivity.RESTRICTED)
    db.session.commit()
    assert audit_reading.records_of(cast.CASEWORKER.actor(), hidden.reference)
    with pytest.raises(NotFound):
        audit_reading.records_of(cast.COORDINATOR.actor(), hidden.reference)


def test_what_belongs_to_others_is_counted_and_not_shown(here: Flask, client: PageClient) -> None:
    a_person(cast.STRANGER.actor())
    audit.record(Operator(), Event.DEMO_LOADED)
    db.session.commit()
    own = log.list_entries(cast.COORDINATOR.actor(), EntryFilter(), PageRequest()).total
    assert log.count_elsewhere(cast.COORDINATOR.actor()) == log.get_head()[0] - own > 1
    client.sign_in(cast.COORDINATOR)
    assert "belong to others and are not shown here" in client.visit("/audit").text
    client.sign_out()
    client.sign_in(cast.ADMINISTRATOR)
    both, installation = client.visit("/audit"), client.visit("/audit?scope=installation")
    assert "A person was registered" not in installation.text.split("newest first")[-1]
    assert "Invented demo data was loaded" in installation.text
    assert "Invented demo data was loaded" in both.text
    assert "Invented demo data was loaded" not in client.visit("/audit?scope=own").text.split("newest first")[-1]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_the_log_leaves_as_a_file_only_for_a_purpose_and_without_what_was_written(
    here: Flask, client: PageClient, form: str
) -> None:
    person = a_person(None, "=Алесь Прыдуманы")
    people.amend(cast.COORDINATOR.actor(), person.public_id, {"occupation": "=1+1"})
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    page = client.visit(client.visit(f"/audit?event=person_amended&about={person.reference}").links[LEAVES])
    client.submit(page, 422, form=form, purpose="")
    text = client.submit(page, form=form, purpose="For the auditor of the fund").response.get_data(as_text=True)
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))) if form == "csv" else [json.loads(text)]
    assert row["event"] == "person_amended"
    assert "1+1" not in text
    assert "Алесь" not in text
    wanted = EntryFilter(event=Event.EXPORT_MADE)
    entry = log.list_entries(cast.ADMINISTRATOR.actor(), wanted, PageRequest()).items[0]
    assert (entry.facts["rows"], entry.facts["what"]) == (1, "audit")


def test_a_filter_that_is_not_understood_takes_nothing_out(client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    asked = "since-day=31&since-month=2&since-year=2026"
    answer = client.get(f"/audit/export?{asked}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/audit?{asked}")
    last = "until-day=31&until-month=12&until-year=9999"
    for path in (f"/audit?{last}", f"/audit/export?{last}", f"/insight/access?{last}"):
        client.visit(path)


def test_without_the_right_to_export_there_is_no_link_and_no_page(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.AUDITOR)
    assert LEAVES not in client.visit("/audit").links
    client.visit("/audit/export", 403)
    client.sign_out()
    client.sign_in(cast.REVIEWER)
    client.visit("/audit/export", 403)


def test_who_opened_a_record_is_told_to_whoever_may_read_both(
    here: Flask, client: PageClient, another_client: PageClient
) -> None:
    person = a_person()
    case = a_case(None, person)
    a_relative(person)
    db.session.commit()
    address, of_case = f"/people/{person.public_id}", f"/cases/{case.reference}"
    client.sign_in(cast.CASEWORKER)
    client.visit(address)
    client.visit(f"{address}/family")
    client.visit(of_case)
    another_client.sign_in(cast.COORDINATOR)
    page = another_client.visit(another_client.visit(address).links["Who opened it"])
    assert cast.CASEWORKER.name in page.text
    assert "The family contacts of a person were opened" in page.text
    audit.seal_served(Operator())
    db.session.commit()
    client.visit(address)
    sealed = another_client.visit(another_client.visit(of_case).links["Who opened it"])
    (row,) = [one for one in sealed.root.all("tr") if cast.CASEWORKER.name in one.text]
    assert int(row.all("td")[0].text) >= 4, "sealed days and younger notes are counted together"
    client.visit(f"{address}/readers", 403)
    client.sign_out()
    client.sign_in(cast.STRANGER)
    client.visit(f"{address}/readers", 404)
    client.visit(f"{of_case}/readers", 404)

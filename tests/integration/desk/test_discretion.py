"""The log shows what was written only to whoever may open the record that it was written into."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, EntryView
from case_mgr.cases import service as cases
from case_mgr.core.paging import PageRequest
from case_mgr.desk.discretion import discreet
from case_mgr.detainees.types import Sensitivity
from tests import cast
from tests.client import PageClient
from tests.exports import a_file
from tests.integration import records

OPEN_NAME, WITHHELD_NAME = "Тарас Вярбіцкі", "Квятаслава Мурашка"


@pytest.fixture
def written(here: Flask) -> str:
    """Two people with a case each, one withheld; returns the reference of the withheld one's case."""
    actor = cast.CASEWORKER.actor()
    records.case(actor, records.person(actor, OPEN_NAME)[0], *records.HELD)
    hidden, _ = records.person(actor, WITHHELD_NAME, sensitivity=Sensitivity.RESTRICTED)
    return records.case(actor, hidden, *records.HELD)


def read(client: PageClient, member: cast.Member) -> str:
    """Return all that somebody reads in the log: the list and every entry."""
    client.sign_in(member)
    texts = [client.visit("/audit?size=100").html]
    for entry in log.list_entries(member.actor(), EntryFilter(), PageRequest(size=100)).items:
        texts.append(client.visit(f"/audit/entries/{entry.seq}").html)
    client.sign_out()
    return " ".join(texts)


def test_whoever_may_open_a_record_reads_what_was_written(written: str, client: PageClient) -> None:
    text = read(client, cast.COORDINATOR)
    assert OPEN_NAME in text
    assert WITHHELD_NAME not in text
    assert written not in text
    member = cast.COORDINATOR.actor().public_id
    cases.join_team(cast.CASEWORKER.actor(), written, member)
    text = read(client, cast.COORDINATOR)
    assert WITHHELD_NAME in text
    assert written in text


@pytest.mark.parametrize("member", [cast.AUDITOR, cast.ADMINISTRATOR], ids=["auditor", "administrator"])
def test_the_log_is_no_way_to_the_content_of_cases(written: str, client: PageClient, member: cast.Member) -> None:
    text = read(client, member)
    assert OPEN_NAME not in text
    assert WITHHELD_NAME not in text
    assert "A person was registered" in text
    assert "What was written is shown to whoever may open the record." in text


def test_every_entry_is_there_and_counted_the_same_for_everybody(written: str) -> None:
    seen = {
        member: [entry.seq for entry in discreet(member.actor(), _all(member))]
        for member in (cast.COORDINATOR, cast.AUDITOR)
    }
    assert seen[cast.COORDINATOR] == seen[cast.AUDITOR]


def test_a_name_that_was_looked_for_is_not_shown_to_an_auditor(here: Flask, client: PageClient) -> None:
    records.person(cast.COORDINATOR.actor(), OPEN_NAME)
    client.sign_in(cast.COORDINATOR)
    a_file(client, "people", f"?words={OPEN_NAME}")
    client.sign_out()
    assert OPEN_NAME in read(client, cast.COORDINATOR)
    text = read(client, cast.AUDITOR)
    assert OPEN_NAME not in text
    assert "A list was exported" in text


def test_the_export_of_the_log_is_as_discreet_as_its_pages(written: str) -> None:
    for member, names in ((cast.COORDINATOR, {OPEN_NAME}), (cast.AUDITOR, set())):
        lines = json.dumps([entry.changes for entry in discreet(member.actor(), _all(member))], ensure_ascii=False)
        assert {name for name in (OPEN_NAME, WITHHELD_NAME) if name in lines} == names


def _all(member: cast.Member) -> list[EntryView]:
    return list(log.list_entries(member.actor(), EntryFilter(), PageRequest(size=100)).items)

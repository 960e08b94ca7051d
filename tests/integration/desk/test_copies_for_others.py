"""A list as a file for somebody outside: whoever may be disclosed for the purpose, and nobody else."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from case_mgr.detainees import service as people
from case_mgr.detainees.types import Answer, ConsentDraft, Giver, Purpose, Sensitivity
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.exports import a_file, names_in
from tests.integration import records

AGREED, REFUSED, UNASKED, WITHHELD = "Ганна Згодная", "Рыгор Нязгодны", "Тарас Няпытаны", "Вера Схаваная"


@pytest.fixture
def reader(here: Flask, client: PageClient) -> PageClient:
    who = cast.COORDINATOR.actor()
    for name, answer in ((AGREED, Answer.GIVEN), (REFUSED, Answer.REFUSED), (UNASKED, None), (WITHHELD, Answer.GIVEN)):
        public_id, _ = records.person(who, name)
        records.case(who, public_id, *records.HELD)
        if answer is not None:
            people.record_consent(who, public_id, ConsentDraft(Giver.PERSON, answer, (Purpose.PARTNERS,)))
        if name is WITHHELD:
            people.amend(who, public_id, {"sensitivity": Sensitivity.RESTRICTED})
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    return client


@pytest.mark.parametrize("what", ["people", "cases"])
def test_the_file_holds_whoever_agreed_after_a_look(reader: PageClient, what: str) -> None:
    page = reader.visit(reader.visit(f"/{what}").links["CSV or XLSX"])
    page = reader.submit(page, whom="partners", purpose="the sister group, for their list")
    assert "1 line would be in the file" in page.text
    assert "1 line: the person refused" in page.text
    assert "1 line: no consent is recorded" in page.text
    assert "1 line: only those close to this person may know of them" in page.text
    assert _exports() == 0, "a look takes nothing"
    answer = reader.submit(page, whom="partners", purpose="the sister group, for their list").response
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{what}-partners-')
    assert names_in(answer.get_data(as_text=True)) == {AGREED}
    assert "followed_by" not in answer.get_data(as_text=True)
    assert _exports() == 1
    entry = reader.visit(next(h for t, h in reader.visit("/audit?event=export_made").links.items() if t.isdigit()))
    assert "sister group" in entry.text


@pytest.mark.parametrize("what", ["people", "cases"])
def test_a_look_says_what_the_file_of_a_filter_holds(reader: PageClient, what: str) -> None:
    page = reader.visit(f"/{what}/export?sex=male")
    told = reader.submit(page, whom="partners", purpose="x")
    assert "1 line would be in the file" in told.text
    assert names_in(reader.submit(told, whom="partners", purpose="x").response.get_data(as_text=True)) == {AGREED}


def test_another_purpose_is_looked_at_anew(reader: PageClient) -> None:
    page = reader.submit(reader.visit("/people/export"), whom="partners", purpose="x")
    page = reader.submit(page, whom="publish", purpose="x")
    assert "0 lines would be in the file" in page.text
    assert _exports() == 0


def test_a_withheld_person_is_in_no_file_though_their_keeper_takes_it(reader: PageClient) -> None:
    for what in ("people", "cases"):
        assert WITHHELD in reader.visit(f"/{what}").text
        assert names_in(a_file(reader, what)) == {AGREED, REFUSED, UNASKED}


def test_it_asks_for_both(reader: PageClient) -> None:
    page = reader.submit(reader.visit("/cases/export?state=in_custody"), 422, whom="nobody", purpose="")
    assert "Not a valid choice" in page.text
    assert "Say what the file is for, and who gets it" in page.text


def test_whoever_may_not_export_may_not_copy(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    client.visit("/people/export", 403)


def _exports() -> int:
    return db.session.scalar(sa.text("SELECT count(*) FROM audit_entry WHERE event = 'export_made'")) or 0

"""Custody: claims side by side, accepted periods without overlap, corrections that keep what stood before."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.cases import queries, service
from case_mgr.cases.types import Contact, CustodyDraft
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.integration import records


@pytest.fixture
def ref(here: Flask) -> str:
    actor = cast.CASEWORKER.actor()
    return records.case(actor, records.person(actor, "Тарас Вярбіцкі", born="1980")[0], *records.HELD)


def period(ref: str, began: str, ended: str | None = None, **more: object) -> str:
    """Record a period and return its public id."""
    end = PartialDate.parse(ended) if ended else None
    draft = CustodyDraft(place="Жодзіна", began=PartialDate.parse(began), ended=end, **more)  # type: ignore[arg-type]  # of a test
    row = service.record_custody(cast.CASEWORKER.actor(), ref, draft)
    db.session.commit()
    return row.public_id


def test_a_correction_keeps_what_stood_before_and_may_take_its_time(ref: str) -> None:
    first = period(ref, "2021-05-10", "2021-07-01", source="L1")
    draft = CustodyDraft(place="Жодзіна", began=PartialDate.parse("2021-05-12"), ended=PartialDate.parse("2021-06-20"))
    with pytest.raises(Refused, match="Say why"):
        service.correct_custody(cast.CASEWORKER.actor(), ref, first, draft, " ")
    service.correct_custody(cast.CASEWORKER.actor(), ref, first, draft, "the lawyer's letter has other days")
    db.session.commit()
    case = queries.get_case(cast.CASEWORKER.actor(), ref)
    assert [p.began.edtf for p in case.held if p.began] == ["2021-05-12"]
    old = next(p for p in case.custody if p.withdrawn)
    assert (old.began.edtf if old.began else "", old.reason, old.replaced) == (
        "2021-05-10",
        "the lawyer's letter has other days",
        True,
    )


def test_a_claim_is_accepted_only_where_it_overlaps_with_nothing_accepted(ref: str) -> None:
    accepted = period(ref, "2021-05-10", "2021-07-01")
    claim = period(ref, "2021-06-01", "2021-08-01", accepted=False)
    with pytest.raises(Refused, match="overlaps"):
        service.weigh_custody(cast.CASEWORKER.actor(), ref, claim, accepted=True)
    db.session.rollback()
    service.weigh_custody(cast.CASEWORKER.actor(), ref, accepted, accepted=False)
    service.weigh_custody(cast.CASEWORKER.actor(), ref, claim, accepted=True)
    db.session.commit()
    standing = queries.get_case(cast.CASEWORKER.actor(), ref).held
    assert {p.public_id: p.accepted for p in standing} == {accepted: False, claim: True}


def test_a_period_taken_back_no_longer_says_where_the_person_is(ref: str) -> None:
    ident = period(ref, "2021-05-10")
    assert queries.get_case(cast.CASEWORKER.actor(), ref).row.place == "Жодзіна"
    service.withdraw_custody(cast.CASEWORKER.actor(), ref, ident, "another man of that name")
    db.session.commit()
    case = queries.get_case(cast.CASEWORKER.actor(), ref)
    assert case.row.place == ""
    assert case.held == ()
    with pytest.raises(NotFound):
        service.withdraw_custody(cast.CASEWORKER.actor(), ref, ident, "again")
    period(ref, "2021-05-11", "2021-06-01")


def test_a_period_of_another_case_is_not_found(ref: str) -> None:
    actor = cast.CASEWORKER.actor()
    other = records.case(actor, records.person(actor, "Ганна Крыніца")[0], *records.HELD)
    ident = period(other, "2021-05-10")
    with pytest.raises(NotFound):
        service.weigh_custody(actor, ref, ident, accepted=False)


def test_the_page_counts_each_day_once_and_says_how_long_nobody_was_reached(ref: str, client: PageClient) -> None:
    period(ref, "2021-05-01", "2021-05-10", contact=Contact.NONE)
    period(ref, "2021-05-10", "2021-05-20")
    period(ref, "2021-05-01", "2021-05-30", accepted=False)
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/cases/{ref}/custody")
    assert "Days in custody 20 days" in page.text
    assert "Days without any contact 10 days" in page.text
    period(ref, "2021-06", "2021-06")
    assert "Days in custody 20 to 50 days" in client.visit(f"/cases/{ref}/custody").text


def test_whoever_is_free_is_not_counted_until_today(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    free = records.case(actor, records.person(actor)[0], ("detention", "2021-05-01"), ("free", "2021-05-20"))
    period(free, "2021-05-01")
    client.sign_in(cast.CASEWORKER)
    assert "Days in custody 20 days" in client.visit(f"/cases/{free}/custody").text


def test_correct_and_take_back_through_the_pages(ref: str, client: PageClient) -> None:
    ident = period(ref, "2021-05-10", "2021-07-01", source="L1")
    client.sign_in(cast.CASEWORKER)
    there = f"/cases/{ref}/custody/{ident}"
    form = client.visit(f"{there}/correct")
    assert "Say why the period is corrected" in client.submit(form, 422, began__day="12", reason="").text
    page = client.submit(form, began__day="12", contact="lawyer", reason="the lawyer's letter")
    assert page.path == f"/cases/{ref}/custody"
    assert "12 May 2021" in page.text
    assert "1 period corrected or taken back" in page.text
    assert "Corrected: the lawyer's letter" in page.text
    assert "With a lawyer" in page.text
    client.visit(f"{there}/correct", 404)
    fresh = next(href for text, href in page.links.items() if text == "Take back")
    page = client.submit(client.visit(fresh), reason="another man of that name")
    assert "No period of custody is recorded" in page.text
    assert "Taken back: another man of that name" in page.text
    assert "A period of custody was taken back" in client.visit(f"/cases/{ref}/history").text

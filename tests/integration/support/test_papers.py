"""Receipts tell when they are used twice; two people declare where none can be kept; each look is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from case_mgr.accounts.types import Way
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core import clock
from case_mgr.core.errors import Forbidden, NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.support import queries, service
from case_mgr.support.types import Filter, State
from tests import cast
from tests.client import PageClient
from tests.factories import files
from tests.factories.people import a_case, a_person
from tests.factories.settings import settled
from tests.factories.support import a_grant, a_share, an_entry, approved, paid, receipted


def test_one_receipt_on_two_grants_warns_and_names_both(here: Flask, client: PageClient) -> None:
    who, grant, other = cast.CASEWORKER.actor(), a_grant(), a_grant()
    first, second, third = paid(an_entry(a_share(grant))), an_entry(a_share(other)), an_entry(a_share(grant))
    receipted(first)
    with pytest.raises(service.Misfilled, match="here already"):
        receipted(first)
    late = receipted(second)
    receipted(third, files.a_pdf(b"<< /Other true >>"))
    db.session.commit()
    (receipt,) = queries.get_papers(who, first.public_id).receipts
    (twin,) = receipt.twins
    assert (twin.reference, twin.grants, twin.other_grant) == ("S-000002", (other.code,), True)
    assert queries.get_papers(who, third.public_id).receipts[0].twins == ()
    client.sign_in(cast.REVIEWER)
    page = client.visit(f"/support/{second.public_id}")
    assert "The same receipt on two grants" in page.text
    assert f"S-000001 ({grant.code})" in page.text
    with pytest.raises(service.Misfilled, match="Write why"):
        service.withdraw_receipt(who, second.public_id, late.public_id, " ")
    service.withdraw_receipt(who, second.public_id, late.public_id, "Of the other entry")
    assert queries.get_papers(who, first.public_id).receipts[0].twins == ()
    assert queries.get_papers(who, second.public_id).withdrawn == 1


def test_of_an_entry_that_somebody_may_not_open_no_warning_tells(here: Flask) -> None:
    near = cast.CASEWORKER.actor()
    hidden = a_case(near, a_person(near, sensitivity=Sensitivity.RESTRICTED))
    grant = a_grant()
    closed, open_ = an_entry(a_share(grant), case=hidden.reference), an_entry(a_share(grant))
    receipted(closed)
    receipted(open_)
    assert queries.get_papers(cast.REVIEWER.actor(), open_.public_id).receipts[0].twins == ()
    assert len(queries.get_papers(near, open_.public_id).receipts[0].twins) == 1


def test_the_word_of_two_people_stands_for_a_receipt(here: Flask) -> None:
    who, other = cast.CASEWORKER.actor(), cast.SECOND_CASEWORKER.actor()
    entry = paid(an_entry(a_share(a_grant())))
    with pytest.raises(service.Misfilled, match="Write why"):
        service.declare(who, entry.public_id, "")
    service.declare(who, entry.public_id, "She would be searched on the way home.")
    assert queries.count_entries(who, Filter(unproved=True)) == 1
    for act, error in (
        (lambda: service.confirm(who, entry.public_id), "Nothing proves"),
        (None, "somebody else signs"),
    ):
        with pytest.raises(Refused, match=error):
            act() if act else service.sign(who, entry.public_id)
    with pytest.raises(Stale):
        service.declare(other, entry.public_id, "Again")
    service.sign(other, entry.public_id)
    with pytest.raises(Stale):
        service.sign(cast.REVIEWER.actor(), entry.public_id)
    assert queries.count_entries(who, Filter(unproved=True)) == 0
    service.confirm(who, entry.public_id)
    assert entry.declaration is not None
    assert b"searched" not in entry.declaration.text_sealed


def test_the_one_proof_of_a_confirmed_entry_stays(here: Flask) -> None:
    who, entry = cast.CASEWORKER.actor(), paid(an_entry(a_share(a_grant())))
    receipt = receipted(entry)
    service.confirm(who, entry.public_id)
    with pytest.raises(Refused, match="the one proof"):
        service.withdraw_receipt(who, entry.public_id, receipt.public_id, "Wrong one")
    service.declare(who, entry.public_id, "She would be searched on the way home.")
    with pytest.raises(Refused, match="the one proof"):
        service.withdraw_receipt(who, entry.public_id, receipt.public_id, "The word of one person")
    service.sign(cast.SECOND_CASEWORKER.actor(), entry.public_id)
    service.withdraw_receipt(who, entry.public_id, receipt.public_id, "The word of two")
    void = an_entry(a_share(a_grant()))
    service.void(who, void.public_id, "Not needed")
    with pytest.raises(Refused, match="needs no proof"):
        receipted(void)


def test_who_was_helped_and_receipts_are_opened_one_look_at_a_time(here: Flask, client: PageClient) -> None:
    who, case = cast.CASEWORKER.actor(), a_case()
    entry = an_entry(a_share(a_grant()), case=case.reference, beneficiary="Вольга Прыдуманая")
    receipt = receipted(entry)
    db.session.commit()
    for act in (
        lambda one: service.open_beneficiary(one, entry.public_id),
        lambda one: service.take_receipt_out(one, entry.public_id, receipt.public_id),
    ):
        with pytest.raises(Forbidden):
            act(cast.REVIEWER.actor())
        with pytest.raises(NotFound):
            act(cast.STRANGER.actor())
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/support/{entry.public_id}")
    assert "Вольга" not in page.html
    assert "Вольга Прыдуманая" in client.visit(page.links["Open who"]).text
    client.get(page.links["Take it out"])
    seen = [Event.BENEFICIARY_OPENED, Event.RECEIPT_TAKEN_OUT]
    for event in seen:
        entries = log.list_entries(cast.COORDINATOR.actor(), EntryFilter(event=event), PageRequest())
        assert [(one.actor, one.subject_id) for one in entries.items] == [(who.public_id, entry.public_id)]
    assert "Вольга" not in str(entries.items)


def test_a_team_may_settle_that_nobody_objecting_for_a_day_is_enough(
    here: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = cast.COORDINATOR.actor()
    settled(money=Way.DELAY)
    waits, stopped = (an_entry(a_share(a_grant()), by=who) for _ in range(2))
    with pytest.raises(Refused, match="24 hours"):
        service.approve(who, waits.public_id)
    with pytest.raises(Refused, match="make it void"):
        service.object_to(who, stopped.public_id, "Wrong")
    with pytest.raises(service.Misfilled, match="Write why you object"):
        service.object_to(cast.CASEWORKER.actor(), stopped.public_id, "")
    service.object_to(cast.CASEWORKER.actor(), stopped.public_id, "She got it already")
    later = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert service.approve(who, waits.public_id).state == State.APPROVED
    with pytest.raises(Refused, match="Somebody objected"):
        service.approve(who, stopped.public_id)
    approved_by_other = service.approve(cast.REVIEWER.actor(), stopped.public_id)
    assert approved_by_other.approved_by_id == cast.REVIEWER.actor().user_id
    settled()
    with pytest.raises(Refused, match="Nobody approves alone"):
        service.object_to(cast.CASEWORKER.actor(), an_entry(a_share(a_grant()), by=who).public_id, "Wrong")
    assert approved(an_entry(a_share(a_grant()))).state == State.APPROVED

"""Consent through the pages: side by side, withdrawn and never rewritten, and closed again by a release."""

import pytest
from flask import Flask

from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, Refused
from case_mgr.detainees import queries, service
from case_mgr.detainees.types import Answer, ConsentDraft, Giver, Purpose, Sensitivity, Why
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_consent, a_person, an_event, an_exit
from tests.integration import records

PUBLISH = (Purpose.PUBLISH,)
MOTHER = ConsentDraft(Giver.PARENT, Answer.GIVEN, PUBLISH, giver_name="Вольга Выдумка", evidence="voice message")


@pytest.fixture
def worker(here: Flask, client: PageClient) -> PageClient:
    client.sign_in(cast.CASEWORKER)
    return client


def test_relatives_may_disagree_and_stand_side_by_side(worker: PageClient) -> None:
    public_id, reference = records.person(cast.CASEWORKER.actor())
    here = f"/people/{public_id}/consent"
    assert "no consent is recorded" in worker.visit(f"/people/{public_id}").text
    form = worker.visit(f"{here}/new")
    assert "Tick at least one purpose" in worker.submit(form, 422, answer="given").text
    assert "lies in the future" in worker.submit(form, 422, answer="given", purposes=["un"], obtained__year="2999").text
    page = worker.submit(form, giver="parent", answer="given", purposes=["publish", "un"], language="be")
    assert f"An answer about {reference} was recorded" in page.text
    assert "May be published: yes, somebody agreed in the person’s place" in worker.visit(f"/people/{public_id}").text
    page = worker.submit(worker.visit(f"{here}/new"), giver="spouse", answer="refused", purposes=["publish"])
    assert "those who speak for the person disagree" in page.text
    assert "May be published: no" in worker.visit(f"/people/{public_id}").text
    row = next(row for row in page.main.all("tr") if "Refuses" in row.text)
    form = worker.visit(next(a.get("href") or "" for a in row.all("a") if "withdraw" in (a.get("href") or "")))
    page = worker.submit(form)
    assert "withdrawn" in page.text
    assert "Refuses" in page.text
    assert "May be published: yes" in worker.visit(f"/people/{public_id}").text


def test_who_exactly_answered_is_opened_by_few(worker: PageClient, another_client: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    service.record_consent(cast.CASEWORKER.actor(), public_id, MOTHER)
    db.session.commit()
    page = worker.visit(f"/people/{public_id}/consent")
    assert "Вольга" not in page.html
    evidence = next(link.get("href") or "" for link in page.main.all("a") if "evidence" in (link.get("href") or ""))
    opened = worker.visit(evidence).text
    assert "Вольга Выдумка" in opened
    assert "voice message" in opened
    assert "The evidence of a consent was opened" in worker.visit(f"/people/{public_id}/history").text
    another_client.sign_in(cast.ADVOCACY_OFFICER)
    page = another_client.visit(f"/people/{public_id}/consent")
    assert "Agrees" in page.text
    assert "Evidence" not in page.text
    another_client.visit(evidence, 403)
    history = another_client.visit(f"/people/{public_id}/history").text
    assert "vidence" not in history
    assert "Agrees" in history
    with pytest.raises(Forbidden):
        service.record_consent(cast.ADVOCACY_OFFICER.actor(), public_id, MOTHER)


def test_a_gag_order_blocks_publication(worker: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    who = cast.CASEWORKER.actor()
    service.record_consent(who, public_id, ConsentDraft(Giver.PERSON, Answer.GIVEN, tuple(Purpose)))
    worker.submit(worker.visit(f"/people/{public_id}/edit"), gag_order="y", gag_note="investigator, the whole case")
    assert (
        "May be published: no, a gag order forbids it; the person agreed." in worker.visit(f"/people/{public_id}").text
    )
    assert queries.may_disclose(who, [public_id], Purpose.UN)[public_id].allowed


def test_a_release_opens_nothing_by_a_proxys_word(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    held, freed = a_person(who), a_person(who)
    for person in (held, freed):
        case = a_case(who, person)
        an_event(case)
        if person is freed:
            an_exit(case, "exchange", "border", by=who, evidence="seen on the other side")
        service.record_consent(who, person.public_id, MOTHER)
    db.session.commit()
    found = queries.may_disclose(who, [held.public_id, freed.public_id], Purpose.PUBLISH)
    assert found[held.public_id].reasons == (Why.GIVEN_BY_PROXY,)
    assert found[freed.public_id].reasons == (Why.RELEASED,)
    assert not found[freed.public_id].allowed
    a_consent(freed, Purpose.PUBLISH)
    assert queries.may_disclose(who, [freed.public_id], Purpose.PUBLISH)[freed.public_id].allowed


def test_whoever_is_hidden_is_left_out(here: Flask) -> None:
    close, who = cast.SECOND_CASEWORKER.actor(), cast.CASEWORKER.actor()
    hidden, _ = records.person(close, sensitivity=Sensitivity.RESTRICTED)
    foreign, _ = records.person(cast.STRANGER.actor())
    service.record_consent(close, hidden, ConsentDraft(Giver.PERSON, Answer.GIVEN, PUBLISH))
    assert queries.may_disclose(who, [hidden, foreign], Purpose.PUBLISH) == {}
    decision = queries.may_disclose(close, [hidden], Purpose.PUBLISH)[hidden]
    assert decision.reasons == (Why.RESTRICTED, Why.GIVEN_BY_PERSON)
    assert not decision.allowed


def test_an_answer_is_withdrawn_once_and_not_before_it_was_given(here: Flask) -> None:
    who = cast.CASEWORKER.actor()
    public_id, _ = records.person(who)
    draft = ConsentDraft(Giver.PERSON, Answer.GIVEN, PUBLISH, obtained=PartialDate.parse("2024-05"))
    row = service.record_consent(who, public_id, draft)
    with pytest.raises(Refused):
        service.withdraw_consent(who, public_id, row.public_id, PartialDate.parse("2023"))
    service.withdraw_consent(who, public_id, row.public_id, None)
    with pytest.raises(Refused):
        service.withdraw_consent(who, public_id, row.public_id, None)

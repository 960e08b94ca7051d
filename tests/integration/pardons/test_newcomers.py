"""Whoever is new to us gets a record from the place where a list names them, and loses it with the answer."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from case_mgr.cases import queries as cases
from case_mgr.cases import service as case_verbs
from case_mgr.cases.types import EventDraft
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.detainees import queries as people
from case_mgr.detainees.types import Sensitivity, Sex
from case_mgr.extensions import db
from case_mgr.pardons import queries, service
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.types import Answer, DecisionDraft, Identity, NewcomerDraft
from tests import cast
from tests.client import PageClient
from tests.factories.support import a_grant, a_share, an_entry, paid
from tests.integration.pardons import walk

LIST = "1. Ihar Lesavik (Игорь Лесовик, 1985) – male; PL; ст. 361-4 УК\n2. Anna Rachnaya\n3. Petra Dubrava"


@pytest.fixture
def reference(here: Flask) -> str:
    """A batch with three names of whom the first is new to us."""
    actor = cast.CASEWORKER.actor()
    made = walk.batch(actor)
    walk.paste(actor, made, LIST)
    service.decide(actor, made, 1, DecisionDraft(Answer.NEW_TO_US))
    db.session.commit()
    return made


def _record(reference: str, **more: object) -> None:
    draft = NewcomerDraft("Ihar Lesavik", ("Игорь Лесовик",), year=2021, charges="ст. 361-4 УК", **more)  # type: ignore[arg-type]  # named by each test
    service.record_newcomer(cast.CASEWORKER.actor(), reference, 1, draft)
    db.session.commit()


def _undo(reference: str, member: cast.Member = cast.CASEWORKER) -> service.Undone:
    (decision, *_rest) = queries.get_place(member.actor(), reference, 1).decisions
    done = service.undo_decision(member.actor(), reference, decision.public_id)
    db.session.commit()
    return done


def test_new_to_us_stays_a_figure_and_the_record_is_matched_and_confirmed_like_any(reference: str) -> None:
    walk.alone()
    actor = cast.CASEWORKER.actor()
    _record(reference)
    shown = queries.get_batch(actor, reference).figures
    assert (shown.of(Fact.NEW_TO_US), shown.of(Fact.MATCHED), shown.of(Fact.MATCHED_OPEN)) == (1, 1, 1)
    assert shown.of(Fact.IDENTIFIED) == 1
    row = queries.get_place(actor, reference, 1).row
    assert row.case is not None
    assert row.case.startswith("BY-2021-")
    service.confirm(actor, reference, 1, walk.proof())
    db.session.commit()
    assert [one.link for one in cases.get_case(actor, row.case).exits] == ["free"]
    with pytest.raises(Refused, match="stands in a case"):
        _undo(reference)


def test_undoing_the_answer_takes_an_untouched_record_back(reference: str) -> None:
    actor = cast.CASEWORKER.actor()
    _record(reference)
    place = queries.get_place(actor, reference, 1).row
    assert place.person is not None
    done = _undo(reference)
    assert (done.gone, done.kept) == (place.person.reference, "")
    with pytest.raises(NotFound):
        people.get_row(actor, place.person.public_id)
    again = queries.get_place(actor, reference, 1).row
    assert (again.person, again.identity, again.decided) == (None, Identity.UNMATCHED, False)


def test_a_record_that_somebody_worked_with_stays(reference: str) -> None:
    actor = cast.CASEWORKER.actor()
    _record(reference)
    place = queries.get_place(actor, reference, 1).row
    assert place.person is not None
    case_verbs.record_event(
        actor, place.case or "", EventDraft("detention", PartialDate.year(2021), source="a neighbour")
    )
    db.session.commit()
    done = _undo(reference)
    assert (done.gone, done.kept) == ("", place.person.reference)
    assert people.get_row(actor, place.person.public_id).name == "Ihar Lesavik"


def test_a_record_for_which_money_was_paid_stays(reference: str) -> None:
    _record(reference)
    place = queries.get_place(cast.CASEWORKER.actor(), reference, 1).row
    paid(an_entry(a_share(a_grant()), case=place.case))
    db.session.commit()
    done = _undo(reference)
    assert place.person is not None
    assert (done.gone, done.kept) == ("", place.person.reference)


def test_a_withheld_newcomer_reads_as_nobody_to_others_and_undoing_takes_nothing_of_theirs(reference: str) -> None:
    _record(reference, sensitivity=Sensitivity.RESTRICTED)
    other = cast.SECOND_CASEWORKER
    row = queries.get_place(other.actor(), reference, 1).row
    assert (row.person, row.case, row.identity) == (None, None, Identity.UNMATCHED)
    assert queries.get_place(other.actor(), reference, 1).decisions[0].answer is Answer.NONE
    mine = queries.get_place(cast.CASEWORKER.actor(), reference, 1).row
    assert mine.person is not None
    done = _undo(reference, other)
    assert (done.gone, done.kept) == ("", "")
    assert people.get_row(cast.CASEWORKER.actor(), mine.person.public_id).name == "Ihar Lesavik"


def test_somebody_alike_is_shown_before_a_second_record_is_made(reference: str) -> None:
    actor = cast.CASEWORKER.actor()
    ours = walk.person(actor, "Ігар Лесавік")
    db.session.commit()
    with pytest.raises(Refused, match="may be the same"):
        _record(reference)
    db.session.rollback()
    with pytest.raises(Refused, match="may be the same"):
        _record(reference, seen=frozenset({"somebody else"}))
    db.session.rollback()
    _record(reference, seen=frozenset({ours.public_id}))
    assert queries.get_batch(actor, reference).figures.of(Fact.MATCHED) == 1


def test_only_who_is_new_to_us_gets_a_record_and_once(reference: str) -> None:
    actor = cast.CASEWORKER.actor()
    with pytest.raises(Refused, match="not waiting for a record"):
        service.record_newcomer(actor, reference, 2, NewcomerDraft("Anna Rachnaya"))
    _record(reference)
    with pytest.raises(Refused, match="not waiting for a record"):
        _record(reference)
    with pytest.raises(NotFound):
        service.record_newcomer(cast.STRANGER.actor(), reference, 1, NewcomerDraft("Ihar Lesavik"))


def test_the_page_knows_what_the_line_says_and_leads_on_to_the_next_place(client: PageClient, reference: str) -> None:
    actor = cast.CASEWORKER.actor()
    service.decide(actor, reference, 2, DecisionDraft(Answer.UNSURE))
    client.sign_in(cast.CASEWORKER)
    asked = client.visit(f"/pardons/{reference}/reconcile?show=unsure")
    page = client.submit(asked, answer="new_to_us")
    assert page.heading == "Record somebody who is new to us"
    assert 'value="Anna Rachnaya"' in page.html
    page = client.submit(page, 422, year="21")
    assert "Write the year with four digits" in page.text
    page = client.submit(page, year="2021")
    assert "Place 2 was recorded" in page.text
    assert "No place is unsure" in page.text
    page = client.visit(f"/pardons/{reference}/places/1/record")
    for said in ('value="Ihar Lesavik"', "Игорь Лесовик", 'value="ст. 361-4 УК"', 'value="1985"'):
        assert said in page.html, said
    page = client.submit(page, name="Ihar Lesavik")
    row = queries.get_place(actor, reference, 1).row
    assert row.person is not None
    person = people.get_row(actor, row.person.public_id)
    assert (person.sex, [one.country for one in person.nationalities]) == (Sex.MALE, ["PL"])
    assert {name.full for name in person.names} == {"Ihar Lesavik", "Игорь Лесовик"}
    page = client.visit(f"/pardons/{reference}/places/1/record")
    assert "Place 1 is not waiting for a record." in page.text
    (decision,) = queries.get_place(actor, reference, 1).decisions
    undo = f"/pardons/{reference}/decisions/{decision.public_id}/undo"
    page = client.submit(client.visit(f"/pardons/{reference}/places/1"), action=undo)
    assert "was taken back" in page.text


def test_the_page_shows_who_may_be_the_same_and_asks_to_look(client: PageClient, reference: str) -> None:
    walk.person(cast.CASEWORKER.actor(), "Ігар Лесавік")
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/pardons/{reference}/places/1/record")
    assert "Is it one of these?" in page.text
    assert "Ігар Лесавік" in page.text
    page = client.submit(page, 422, name="Ihar Lesavik")
    assert "Somebody of our records may be the same person" in page.text
    page = client.submit(page, none_of_them="y")
    assert "Place 1 was recorded" in page.text


@pytest.mark.parametrize("field", ["sex", "sensitivity"])
def test_what_cannot_be_chosen_is_said_on_the_page(client: PageClient, reference: str, field: str) -> None:
    client.sign_in(cast.CASEWORKER)
    wrong: dict[str, Any] = {"name": "Ihar Lesavik", field: "x"}
    page = client.submit(client.visit(f"/pardons/{reference}/places/1/record"), 422, **wrong)
    assert page.heading == "Record somebody who is new to us"


def test_who_may_make_no_records_goes_on_with_the_next_place(client: PageClient, reference: str) -> None:
    client.sign_in(cast.ADVOCACY_OFFICER)
    page = client.submit(client.visit(f"/pardons/{reference}/reconcile"), answer="new_to_us")
    assert "Place 3" in page.text
    client.visit(f"/pardons/{reference}/places/1/record")

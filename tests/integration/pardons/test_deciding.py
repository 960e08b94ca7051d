"""Answers of people: none changes a case, each can be undone, a no is remembered."""

import pytest
from flask import Flask

from case_mgr.cases import queries as cases
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from case_mgr.pardons import queries, service
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.results import Progress
from case_mgr.pardons.types import Answer, DecisionDraft, Identity
from tests import cast
from tests.integration.pardons import walk


def _place(reference: str, number: int = 1) -> queries.Question:
    question = queries.find_question(cast.CASEWORKER.actor(), reference, 0, only=number)
    assert question is not None
    return question


def _last(reference: str, number: int = 1) -> str:
    return queries.get_place(cast.CASEWORKER.actor(), reference, number).decisions[0].public_id


def test_matching_never_changes_a_case(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    ours = walk.person(actor, "Сяргей Вярбіцкі")
    case = walk.held(actor, ours)
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    db.session.commit()
    before = cases.get_case(actor, case.reference)
    service.decide(actor, reference, 1, walk.matched(ours))
    db.session.commit()
    assert cases.get_case(actor, case.reference) == before
    row = queries.get_place(actor, reference, 1).row
    assert (row.identity, row.case) == (Identity.MATCHED, case.reference)
    assert queries.get_batch(actor, reference).figures.of(Fact.CONFIRMED) == 0


@pytest.mark.parametrize("answer", [Answer.NONE, Answer.NEW_TO_US, Answer.NOT_OURS])
def test_a_no_is_never_proposed_again_until_it_is_undone(here: Flask, answer: Answer) -> None:
    actor = cast.CASEWORKER.actor()
    walk.person(actor, "Сяргей Вярбіцкі")
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    db.session.commit()
    assert len(_place(reference).candidates) == 1
    service.decide(actor, reference, 1, DecisionDraft(answer))
    db.session.commit()
    assert _place(reference).candidates == ()
    service.propose(actor, reference, 1)
    db.session.commit()
    assert _place(reference).candidates == ()
    service.undo_decision(actor, reference, _last(reference))
    service.propose(actor, reference, 1)
    db.session.commit()
    assert len(_place(reference).candidates) == 1


def test_losing_candidates_come_back_with_the_undo(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    right, wrong = walk.person(actor, "Сяргей Вярбіцкі"), walk.person(actor, "Сяргей Вярбіцкі", "1950")
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    db.session.commit()
    service.decide(actor, reference, 1, walk.matched(wrong))
    db.session.commit()
    service.undo_decision(actor, reference, _last(reference))
    db.session.commit()
    assert {candidate.public_id for candidate in _place(reference).candidates} == {right.public_id, wrong.public_id}
    kept = queries.get_place(actor, reference, 1).decisions[0]
    assert (kept.undone_by, kept.score is not None) == (cast.CASEWORKER.name, True)


def test_two_people_at_once(here: Flask) -> None:
    first, second = cast.CASEWORKER.actor(), cast.SECOND_CASEWORKER.actor()
    ours = walk.person(first, "Сяргей Вярбіцкі")
    reference = walk.batch(first)
    walk.paste(first, reference)
    db.session.commit()
    seen = _place(reference).place.version
    service.decide(first, reference, 1, walk.matched(ours, seen=seen))
    db.session.commit()
    with pytest.raises(Stale) as caught:
        service.decide(second, reference, 1, DecisionDraft(Answer.NOT_OURS, seen_version=seen))
    assert caught.value.conflict.changed_by == cast.CASEWORKER.name
    assert caught.value.conflict.version is None, "a decision is taken back before another one is made"
    db.session.rollback()
    with pytest.raises(Refused):
        service.decide(second, reference, 1, DecisionDraft(Answer.NOT_OURS))


def test_unsure_waits_and_is_answered_later_without_an_undo(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    ours = walk.person(actor, "Сяргей Вярбіцкі")
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    service.decide(actor, reference, 1, DecisionDraft(Answer.UNSURE, comment="Ask the family."))
    db.session.commit()
    progress = Progress.of(queries.get_batch(actor, reference).figures)
    assert (progress.decided, progress.unsure, progress.left) == (0, 1, 3)
    question = queries.find_question(actor, reference, 0, "unsure")
    assert question is not None
    assert len(question.candidates) == 1
    service.decide(actor, reference, 1, walk.matched(ours))
    service.undo_decision(actor, reference, _last(reference))
    db.session.commit()
    assert queries.get_place(actor, reference, 1).row.identity is Identity.UNSURE


def test_one_person_stands_on_one_place(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    ours = walk.person(actor, "Ганна Рачная")
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    walk.paste(actor, reference, "Анна Речная", "Another site")
    service.decide(actor, reference, 3, walk.matched(ours))
    db.session.commit()
    (candidate,) = _place(reference, 5).candidates
    assert candidate.used_here == 3
    with pytest.raises(Refused, match="place 3"):
        service.decide(actor, reference, 5, walk.matched(ours))
    db.session.rollback()
    service.decide(actor, reference, 5, DecisionDraft(Answer.SAME, same_as=3))
    db.session.commit()
    shown = queries.get_batch(actor, reference).figures
    assert (shown.places, shown.of(Fact.NAMED), shown.of(Fact.MATCHED)) == (4, 4, 1)
    assert queries.get_place(actor, reference, 3).row.spellings == ("Анна Речная",)
    service.undo_decision(actor, reference, _last(reference, 5))
    db.session.commit()
    assert queries.get_batch(actor, reference).figures.places == 5


def test_a_person_in_two_batches_is_told(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    ours = walk.person(actor, "Ганна Рачная")
    first, second = walk.batch(actor), walk.batch(actor)
    for reference in (first, second):
        walk.paste(actor, reference)
    service.decide(actor, first, 3, walk.matched(ours))
    db.session.commit()
    assert _place(second, 3).candidates[0].used_elsewhere == (first,)
    service.decide(actor, second, 3, walk.matched(ours))


def test_a_line_that_names_nobody_stops_counting(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    service.decide(actor, reference, 4, DecisionDraft(Answer.NO_PERSON))
    db.session.commit()
    assert queries.get_batch(actor, reference).figures.of(Fact.NAMED) == 3
    service.undo_decision(actor, reference, _last(reference, 4))
    db.session.commit()
    assert queries.get_batch(actor, reference).figures.of(Fact.NAMED) == 4


@pytest.mark.parametrize("same_as", [None, 1, 99])
def test_a_senseless_joining_is_refused(here: Flask, same_as: int | None) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    with pytest.raises(Refused):
        service.decide(actor, reference, 1, DecisionDraft(Answer.SAME, same_as=same_as))


def test_only_the_latest_answer_is_undone_and_once(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    first = service.decide(actor, reference, 1, DecisionDraft(Answer.UNSURE))
    second = service.decide(actor, reference, 1, DecisionDraft(Answer.NOT_OURS))
    with pytest.raises(Refused):
        service.undo_decision(actor, reference, first.public_id)
    service.undo_decision(actor, reference, second.public_id)
    with pytest.raises(Refused):
        service.undo_decision(actor, reference, second.public_id)
    with pytest.raises(NotFound):
        service.undo_decision(cast.STRANGER.actor(), reference, second.public_id)


def test_foreign_records_cannot_be_matched(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    theirs = walk.person(cast.STRANGER.actor(), "Сяргей Вярбіцкі")
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    with pytest.raises(NotFound):
        service.decide(actor, reference, 1, walk.matched(theirs))


def test_the_place_is_kept_after_every_decision(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    after, seen = 2, []
    while (question := queries.find_question(actor, reference, after)) is not None:
        after = question.place.number
        seen.append(after)
        service.decide(actor, reference, after, DecisionDraft(Answer.NOT_OURS))
        db.session.commit()
    assert seen == [3, 4, 1, 2]
    assert queries.list_places(actor, reference, Fact.NOT_OURS, PageRequest()).total == 4

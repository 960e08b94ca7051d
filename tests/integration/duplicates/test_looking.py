"""The machine finds pairs by names and births, asks nothing twice, and tells nobody what is not theirs."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select

from case_mgr.access.actor import Actor
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import PageRequest
from case_mgr.detainees import service as register
from case_mgr.detainees.types import NameDraft, Sensitivity, Sex
from case_mgr.duplicates import queries, service
from case_mgr.duplicates.models import Look, Pair
from case_mgr.duplicates.service import looking
from case_mgr.duplicates.types import Answer
from case_mgr.extensions import db
from case_mgr.jobs.models import Job
from case_mgr.rooms.handlers import HANDLERS
from tests import cast
from tests.factories.duplicates import BORN, ONE, TWO, a_merge, a_pair, look, two_records
from tests.factories.people import a_person


def waiting(who: Actor | None = None) -> list[tuple[str, str]]:
    page = queries.list_pairs(who or cast.COORDINATOR.actor(), "waiting", PageRequest())
    return [(row.first.reference, row.second.reference) for row in page.items]


def test_whoever_is_registered_is_compared_with_everybody(here: Flask) -> None:
    first, second = two_records()
    a_person(None, "Зусім Іншая", born=BORN)
    assert waiting() == []
    look()
    assert waiting() == [(first.reference, second.reference)]


def test_a_name_that_is_added_brings_two_together(here: Flask) -> None:
    first, other = a_person(None, ONE, born=BORN), a_person(None, "Б. Псеўданім", born=BORN)
    look()
    assert waiting() == []
    register.add_name(cast.COORDINATOR.actor(), other.public_id, NameDraft(TWO))
    look()
    assert waiting() == [(first.reference, other.reference)]


def test_a_birth_that_contradicts_strikes_a_pair_out(here: Flask) -> None:
    _, second = two_records()
    look()
    register.amend(cast.COORDINATOR.actor(), second.public_id, {"born": PartialDate.parse("1951"), "sex": Sex.FEMALE})
    look()
    assert waiting() == []
    assert db.session.scalar(select(func.count(Pair.id))) == 0


def test_a_no_stays_a_no_however_often_the_machine_looks(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    first, second = two_records()
    look()
    service.answer(who, a_pair(first, second).public_id, Answer.DIFFERENT, "Cousins.")
    register.add_name(who, second.public_id, NameDraft(ONE))
    service.look_for_all(who)
    look()
    assert waiting() == []
    service.reopen(who, a_pair(first, second).public_id)
    assert waiting() == [(first.reference, second.reference)]


def test_unsure_pairs_come_last(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    first, second = two_records()
    third, fourth = a_person(None, "Ганна Рачная"), a_person(None, "Ганна Рачная")
    look()
    service.answer(who, a_pair(first, second).public_id, Answer.UNSURE)
    assert waiting() == [(third.reference, fourth.reference), (first.reference, second.reference)]


def test_a_merged_record_is_compared_no_more(here: Flask) -> None:
    kept, other = two_records()
    third = a_person(None, ONE, born=BORN)
    look()
    row = a_merge(kept, other)
    look()
    assert waiting() == [(kept.reference, third.reference)]
    service.undo(cast.COORDINATOR.actor(), row.public_id)
    look()
    assert len(waiting()) == 3


def test_a_pair_with_somebody_withheld_waits_for_their_team_alone(here: Flask) -> None:
    hidden = a_person(cast.CASEWORKER.actor(), ONE, born=BORN, sensitivity=Sensitivity.RESTRICTED)
    other = a_person(cast.SECOND_CASEWORKER.actor(), TWO, born=BORN)
    look()
    assert waiting(cast.CASEWORKER.actor()) == [(hidden.reference, other.reference)]
    for member in (cast.SECOND_CASEWORKER, cast.COORDINATOR, cast.STRANGER):
        assert waiting(member.actor()) == []
        assert queries.count_waiting(member.actor()) == 0
    assert queries.notice_of(cast.SECOND_CASEWORKER.actor(), other.public_id).pairs == ()


def test_other_organisations_are_not_compared(here: Flask) -> None:
    a_person(None, ONE, born=BORN)
    a_person(cast.STRANGER.actor(), ONE, born=BORN)
    look()
    look(cast.STRANGER.actor())
    assert db.session.scalar(select(func.count(Pair.id))) == 0


def test_one_job_serves_many_registrations_and_goes_on_after_a_stop(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    for _ in range(3):
        two_records()
    jobs = db.session.scalars(select(Job).where(Job.kind == looking.KIND)).all()
    assert len(jobs) == 1
    assert db.session.scalar(select(func.count(Look.detainee_id))) == 6

    class Stopped(Exception):
        pass

    class OneBlock:
        """A job that is stopped after its first block."""

        public_id, actor, payload = "0" * 24, who, dict[str, object]()

        def checkpoint(self, done: int, total: int, message: str = "", **params: object) -> None:
            assert (done, total, message, params) == (0, 0, "", {}), "a number would tell of people who are withheld"
            raise Stopped

        def look(self) -> None:
            raise AssertionError("it reads what it just wrote")

        def tell(self, done: int, total: int, message: str = "", **params: object) -> None:
            raise AssertionError("a number would tell of people who are withheld")

    looking_block, looking.BLOCK = looking.BLOCK, 4
    try:
        HANDLERS[looking.KIND].run(OneBlock())
    except Stopped:
        pass
    finally:
        looking.BLOCK = looking_block
    assert db.session.scalar(select(func.count(Look.detainee_id))) == 2
    look()
    assert len(waiting()) == 15


def test_every_answer_stands_in_the_history_of_both(here: Flask) -> None:
    from case_mgr.audit import queries as log
    from case_mgr.audit.types import Event

    who = cast.COORDINATOR.actor()
    first, second = two_records()
    service.answer(who, a_pair(first, second).public_id, Answer.UNSURE, "Ask the mother.")
    db.session.commit()
    for person in (first, second):
        newest = log.list_history(who, person.public_id)[0]
        assert (newest.event, newest.facts["answer"]) == (Event.DUPLICATE_ANSWERED, "unsure")

"""After names were heard anew the machine looks again by itself, at whoever is found otherwise; a no stays a no."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import delete, select, update

from case_mgr.cli import hearing
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.models import NameKey, NamesHeard
from case_mgr.duplicates import queries, service
from case_mgr.duplicates.models import Look, Pair
from case_mgr.duplicates.types import Answer
from case_mgr.extensions import db
from case_mgr.jobs import worker
from case_mgr.jobs.models import Job
from case_mgr.jobs.types import JobState
from case_mgr.rooms.handlers import HANDLERS, ROUNDS
from tests import cast
from tests.factories.duplicates import BORN, a_pair, look, two_records
from tests.factories.people import a_person


def waiting() -> list[tuple[str, str]]:
    page = queries.list_pairs(cast.COORDINATOR.actor(), "waiting", PageRequest())
    return [(row.first.reference, row.second.reference) for row in page.items]


def heard_by_an_older_version(*people: int) -> None:
    """Write the keys of some people as an older version would have had them: these meet nobody."""
    for person in people:
        kept = db.session.scalars(
            select(NameKey.key).where(NameKey.detainee_id == person).order_by(NameKey.key)
        ).first()
        db.session.execute(delete(NameKey).where(NameKey.detainee_id == person, NameKey.key != kept))
        db.session.execute(update(NameKey).where(NameKey.detainee_id == person).values(key=f"nold/{person}"))
    state = db.session.get_one(NamesHeard, 1)
    state.version, state.reached = state.version - 1, 0
    db.session.commit()


def test_duplicates_are_looked_for_again_among_whoever_is_found_otherwise(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        who = cast.COORDINATOR.actor()
        first, second = two_records()
        told, apart = a_person(None, "Вербалоз Андрэй", born=BORN), a_person(None, "Вербалоз Андрей", born=BORN)
        untouched = a_person(None, "Крыніцкі Тодар", born=BORN)
        ids = [first.id, second.id, told.id, apart.id]
        pair = (first.reference, second.reference)
        heard_by_an_older_version(first.id, second.id, apart.id)
        look()
        service.answer(who, a_pair(told, apart).public_id, Answer.DIFFERENT, "Cousins.")
        db.session.execute(delete(Job))
        db.session.commit()
        assert waiting() == [], "under the old keys nobody meets"
        quiet = untouched.id
    assert hearing.complete(fresh_app) == 3
    with fresh_app.app_context():
        noted = set(db.session.scalars(select(Look.detainee_id)))
        assert noted == {ids[0], ids[1], ids[3]}, "whose keys stayed is not looked at again"
        assert quiet not in noted
    worker.run_rounds(fresh_app, ROUNDS)
    worker.run_rounds(fresh_app, ROUNDS)
    with fresh_app.app_context():
        assert len(db.session.scalars(select(Job).where(Job.state == str(JobState.QUEUED))).all()) == 1, (
            "asked for once"
        )
    while worker.run_next(fresh_app, HANDLERS):
        pass
    with fresh_app.app_context():
        assert waiting() == [pair]
        assert db.session.scalars(select(Look.detainee_id)).all() == []
        assert [row.answer for row in db.session.scalars(select(Pair).order_by(Pair.id))].count(Answer.DIFFERENT) == 1
    assert hearing.complete(fresh_app) == 0, "a second upgrade changes nothing"


def test_work_that_somebody_cancelled_is_left_alone_for_a_day(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        two_records()
        db.session.execute(update(Job).values(state=str(JobState.CANCELLED)))
        db.session.commit()
        assert db.session.scalars(select(Look.detainee_id)).all() != []
    worker.run_rounds(fresh_app, ROUNDS)
    with fresh_app.app_context():
        states = set(db.session.scalars(select(Job.state)))
        assert states == {str(JobState.CANCELLED)}

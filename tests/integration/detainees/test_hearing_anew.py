"""After a version that hears names otherwise everybody is found again, block by block."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import delete, select, update

from case_mgr.detainees import queries, service
from case_mgr.detainees.models import NameKey, NamesHeard, NameWord
from case_mgr.extensions import db
from case_mgr.names.keys import VERSION
from tests import cast
from tests.factories.people import a_person


def found(name: str) -> list[str]:
    return [one.public_id for one in queries.match_pool(cast.CASEWORKER.actor(), [name])[name]]


def test_everybody_is_found_again_by_every_name(here: Flask) -> None:
    person = a_person(None, "Вярбіцкі Сяргей")
    gone = a_person(None, "Вярбіцкі Андрэй")
    service.withdraw(cast.COORDINATOR.actor(), gone.public_id, "a slip")
    db.session.flush()
    before = set(db.session.scalars(select(NameKey.key).where(NameKey.detainee_id == person.id)))
    words = set(db.session.scalars(select(NameWord.word).where(NameWord.detainee_id == person.id)))
    for model in (NameKey, NameWord):
        db.session.execute(delete(model))
    assert found("Sergej Verbickij") == []
    done = service.hear_anew()
    assert done is not None
    assert (done.last, done.count) == (person.id, 1), "whoever was taken back is found by no name"
    assert found("Sergej Verbickij") == [person.public_id]
    assert set(db.session.scalars(select(NameKey.key).where(NameKey.detainee_id == person.id))) == before
    assert set(db.session.scalars(select(NameWord.word).where(NameWord.detainee_id == person.id))) == words
    assert service.hear_anew() is None, "a second time there is nothing to do"


def test_it_goes_on_where_it_was_broken_off(here: Flask) -> None:
    people = [a_person() for _ in range(3)]
    db.session.execute(delete(NameKey).where(NameKey.detainee_id.in_([people[0].id, people[2].id])))
    done = service.hear_anew()
    assert done is not None
    assert (done.last, done.count) == (people[2].id, 2)
    assert service.hear_anew(people[2].id) is None


def test_a_new_version_changes_the_keys_that_differ_and_no_others(here: Flask) -> None:
    same, other = a_person(None, "Вярбіцкі Сяргей"), a_person(None, "Вербалоз Андрэй")
    state = db.session.get_one(NamesHeard, 1)
    state.version, state.reached = VERSION - 1, 0
    keys = set(db.session.scalars(select(NameKey.key).where(NameKey.detainee_id == other.id)))
    db.session.execute(update(NameKey).where(NameKey.key == min(keys)).values(key="nold/style"))
    db.session.flush()
    done = service.hear_otherwise()
    assert done is not None
    assert done.changed == {other.organisation_id: [other.id]}
    assert set(db.session.scalars(select(NameKey.key).where(NameKey.detainee_id == other.id))) == keys
    assert state.reached == max(same.id, other.id), "one that is broken off goes on from here"
    assert service.hear_otherwise() is None
    assert (state.version, state.reached) == (VERSION, 0)
    assert service.hear_otherwise() is None

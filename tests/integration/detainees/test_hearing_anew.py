"""After a version that hears names otherwise everybody is found again, block by block."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import delete, select

from case_mgr.detainees import queries, service
from case_mgr.detainees.models import NameKey, NameWord
from case_mgr.extensions import db
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
    last, count = service.hear_anew() or (0, 0)
    assert (last, count) == (person.id, 1), "whoever was taken back is found by no name"
    assert found("Sergej Verbickij") == [person.public_id]
    assert set(db.session.scalars(select(NameKey.key).where(NameKey.detainee_id == person.id))) == before
    assert set(db.session.scalars(select(NameWord.word).where(NameWord.detainee_id == person.id))) == words
    assert service.hear_anew() is None, "a second time there is nothing to do"


def test_it_goes_on_where_it_was_broken_off(here: Flask) -> None:
    people = [a_person() for _ in range(3)]
    db.session.execute(delete(NameKey).where(NameKey.detainee_id.in_([people[0].id, people[2].id])))
    assert service.hear_anew() == (people[2].id, 2)
    assert service.hear_anew(people[2].id) is None

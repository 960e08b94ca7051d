"""Whose names an answer served is noted, whatever page or file it was, and sealed into the chain in batches."""

from __future__ import annotations

import json
from pathlib import Path
from unittest import mock

import pytest
import sqlalchemy as sa
from flask import Flask

from case_mgr.access.actor import Operator
from case_mgr.audit import notes, serving
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.models import AuditEntry, NamesServed, ServedDay
from case_mgr.audit.types import Event
from case_mgr.desk import audit_rounds
from case_mgr.detainees import service as people
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import Answer, ConsentDraft, Giver, Purpose
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.disarm import disarm
from tests.exports import a_file
from tests.factories.people import a_case, a_person

ODD = 'Д’Арк "Зорка" О\'Ніл & сын'


def newest() -> NamesServed:
    return db.session.scalars(sa.select(NamesServed).order_by(NamesServed.id.desc()).limit(1)).one()


def people_of(row: NamesServed) -> set[int]:
    return set(json.loads(row.people or "[]"))


def test_each_page_and_file_notes_exactly_whom_it_named(here: Flask, client: PageClient) -> None:
    one, other, third = a_person(), a_person(None, ODD), a_person()
    case = a_case(None, other)
    numbers, reference = {one.id, other.id, third.id}, case.reference
    mine, named = one.public_id, one.id
    client.sign_in(cast.COORDINATOR)
    who = cast.COORDINATOR.actor()

    client.visit("/people")
    row = newest()
    assert people_of(row) == numbers
    assert (row.actor, row.organisation, row.page, row.kept) == (
        who.public_id,
        who.organisation_public_id,
        "desk.people",
        False,
    )
    client.visit(f"/people/{mine}")
    assert people_of(newest()) == {named}
    client.visit(f"/cases/{reference}")
    assert people_of(newest()) == {other.id}, "a name with marks that HTML writes otherwise"

    a_file(client, "people")
    row = newest()
    assert (people_of(row), row.kept, row.page) == (numbers, True, "desk.export_people")


def test_a_file_notes_nobody_who_was_kept_out_of_it(here: Flask, client: PageClient) -> None:
    inside, outside = a_person(), a_person()
    who, numbers = cast.COORDINATOR.actor(), {inside.id, outside.id}
    consent = ConsentDraft(Giver.PERSON, Answer.GIVEN, (Purpose.PARTNERS,))
    people.record_consent(who, inside.public_id, consent)
    named = inside.id
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    asked = client.submit(
        client.visit("/people/export"), whom=str(Purpose.PARTNERS), purpose="For partners", form="csv"
    )
    file = client.submit(asked).response
    assert len(file.get_data(as_text=True).splitlines()) == 2
    assert people_of(newest()) == {named} < numbers


def test_a_page_that_names_nobody_is_not_noted(here: Flask, client: PageClient) -> None:
    a_person()
    client.sign_in(cast.COORDINATOR)
    before = db.session.scalar(sa.select(sa.func.count()).select_from(NamesServed))
    client.visit("/account")
    client.visit("/people/new")
    client.visit("/contacts")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(NamesServed)) == before


def test_what_the_database_does_not_take_waits_in_a_file_and_comes_in_once(here: Flask, client: PageClient) -> None:
    number = a_person().id
    client.sign_in(cast.COORDINATOR)
    before = db.session.scalar(sa.select(sa.func.count()).select_from(NamesServed))
    with mock.patch.object(serving, "apart", side_effect=sa.exc.OperationalError("", {}, Exception("locked"))):
        page = client.visit("/people")
    assert "Прыдуманы" in page.text or page.status == 200
    assert db.session.scalar(sa.select(sa.func.count()).select_from(NamesServed)) == before
    (kept,) = serving.list_kept(here)
    assert "Прыдуманы" not in kept.read_text("utf-8"), "a name stands in the file"
    for _ in range(3):
        if audit_rounds.SEALING.due():
            audit_rounds.SEALING.run(1)
    db.session.commit()
    assert people_of(newest()) == {number}
    assert db.session.scalar(sa.select(sa.func.count()).select_from(NamesServed)) == (before or 0) + 1
    assert serving.list_kept(here) == [], "the file goes once its notes are in the database"


def test_a_line_that_was_cut_off_stays_for_a_person_to_look_at(here: Flask) -> None:
    path = Path(here.instance_path) / "names-served.jsonl"
    path.write_text('{"actor":"half a li', "utf-8")
    serving.take_in(here)
    (left,) = Path(here.instance_path).glob("names-served-*.unread")
    left.unlink()


def _served(here: Flask, client: PageClient, pages: int = 3) -> None:
    a_person()
    client.sign_in(cast.COORDINATOR)
    for _ in range(pages):
        client.visit("/people")


def _batch() -> tuple[int, dict[str, object]]:
    seq = db.session.scalar(sa.select(sa.func.max(AuditEntry.seq)).where(AuditEntry.event == Event.NAMES_SERVED))
    assert seq is not None
    return seq, log.get_entry(cast.ADMINISTRATOR.actor(), seq).facts


def test_notes_are_sealed_as_one_entry_and_counted_by_day(here: Flask, client: PageClient) -> None:
    _served(here, client)
    assert audit_rounds.SEALING.due() == [], "few and young notes wait"
    with mock.patch.object(notes, "MOST", 2):
        assert audit_rounds.SEALING.due() == [1]
        audit_rounds.SEALING.run(1)
    db.session.commit()
    _seq, facts = _batch()
    rows = db.session.scalars(sa.select(NamesServed).where(NamesServed.batch == facts["batch"])).all()
    assert facts["pages"] == len(rows) >= 3
    assert log.count_unsealed()[0] == 0
    person = db.session.scalars(sa.select(Detainee.id).order_by(Detainee.id.desc()).limit(1)).one()
    days = db.session.scalars(sa.select(ServedDay).where(ServedDay.person == person)).all()
    assert sum(day.pages for day in days) == sum(person in people_of(row) for row in rows) == 3
    assert log.verify().ok
    # A second batch adds to the same day.
    client.visit("/people")
    audit.seal_served(Operator())
    db.session.commit()
    db.session.expire_all()
    again = db.session.scalars(sa.select(ServedDay).where(ServedDay.person == person)).all()
    assert sum(day.pages for day in again) == 4
    assert log.verify().ok


def test_a_checkpoint_stands_on_all_notes(here: Flask, client: PageClient) -> None:
    _served(here, client)
    made = audit.checkpoint(Operator())
    db.session.commit()
    seq, _facts = _batch()
    assert made.seq == seq, "the notes are sealed before the head is signed"
    assert log.find_checkpoint() == made
    assert log.verify(made).ok


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("UPDATE names_served SET people = '[0]' WHERE id = :id", "altered"),
        ("UPDATE names_served SET actor = 'somebody-else' WHERE id = :id", "altered"),
        ("UPDATE names_served SET kept = NOT kept WHERE id = :id", "altered"),
        ("UPDATE names_served SET batch = NULL WHERE id = :id", "removed"),
        ("DELETE FROM names_served WHERE id = :id", "removed"),
        ("UPDATE names_served SET batch = batch + 1 WHERE batch = (SELECT max(batch) FROM names_served)", "removed"),
    ],
)
def test_a_note_that_was_changed_behind_the_product_is_found(
    here: Flask, client: PageClient, statement: str, word: str
) -> None:
    _served(here, client)
    audit.seal_served(Operator())
    db.session.commit()
    seq, facts = _batch()
    number = db.session.scalar(sa.select(sa.func.min(NamesServed.id)).where(NamesServed.batch == facts["batch"]))
    with pytest.raises(sa.exc.DBAPIError, match="only added to"), db.session.begin_nested():
        db.session.execute(sa.text(statement), {"id": number} if ":id" in statement else {})
    disarm(db.session.connection())
    db.session.execute(sa.text(statement), {"id": number} if ":id" in statement else {})
    found = log.verify()
    assert not found.ok
    assert found.first_bad is not None
    assert (found.first_bad.seq, str(found.first_bad.kind)) == (seq, word), found.first_bad.reason


def test_erased_people_leave_a_note_that_still_verifies(here: Flask, client: PageClient) -> None:
    _served(here, client)
    audit.seal_served(Operator())
    db.session.commit()
    _seq, facts = _batch()
    gone = sa.update(NamesServed).where(NamesServed.batch == facts["batch"]).values(people=None, salt=None)
    db.session.execute(gone)
    assert log.verify().ok

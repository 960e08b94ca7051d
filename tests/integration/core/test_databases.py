"""What the database promises: no update is lost, reads do not write, foreign keys hold, instants are UTC."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from case_mgr.accounts.models import Organisation, Series, User, UserSession
from case_mgr.accounts.service import next_number
from case_mgr.audit.ledger import WriteWhileReading
from case_mgr.extensions import db
from case_mgr.web.models import Tries
from case_mgr.web.transaction import begin_writing, open_transaction

THREADS, EDITS = 8, 50


def _together(app: Flask, act: object) -> list[BaseException]:
    """Run a function in threads that start at once; return what went wrong."""
    assert callable(act)
    faults: list[BaseException] = []
    gate = threading.Barrier(THREADS)

    def run() -> None:
        gate.wait()
        for _ in range(EDITS):
            try:
                with app.test_request_context("/", method="POST"):
                    begin_writing()
                    act()
                    db.session.commit()
                    db.session.close()
            except BaseException as error:  # noqa: BLE001 - a thread hands it to the test
                faults.append(error)

    threads = [threading.Thread(target=run) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def test_no_update_is_lost(fresh_app: Flask) -> None:
    """Without BEGIN IMMEDIATE, 400 commits of this kind are reported and some 50 are kept."""
    with fresh_app.app_context():
        db.session.add(Tries(bucket="a", count=0, since=datetime.now(UTC)))
        db.session.commit()

    def edit() -> None:
        row = db.session.scalars(sa.select(Tries).where(Tries.bucket == "a").with_for_update()).one()
        row.count = row.count + 1

    assert _together(fresh_app, edit) == []
    with fresh_app.app_context():
        assert db.session.scalar(sa.select(Tries.count)) == THREADS * EDITS


def test_no_number_is_given_twice(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        organisation = db.session.scalars(sa.select(Organisation.id).limit(1)).one()
    given: list[int] = []

    def take() -> None:
        given.append(next_number(organisation, "P"))

    assert _together(fresh_app, take) == []
    assert sorted(given) == list(range(1, THREADS * EDITS + 1))
    with fresh_app.app_context():
        assert db.session.scalar(sa.select(Series.last)) == THREADS * EDITS


def test_sqlite_is_set_up_for_safety(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        if db.engine.dialect.name != "sqlite":
            return
        found = {
            name: db.session.execute(sa.text(f"PRAGMA {name}")).scalar()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "secure_delete",
                "trusted_schema",
                "busy_timeout",
            )
        }
    assert int(found.pop("busy_timeout") or 0) >= 5000
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
    }


def test_a_reader_does_not_wait_for_a_writer(fresh_app: Flask) -> None:
    with fresh_app.test_request_context("/", method="POST"):
        begin_writing()
        db.session.add(Tries(bucket="a", count=1, since=datetime.now(UTC)))
        db.session.flush()
        seen: list[int] = []

        def read() -> None:
            with fresh_app.test_request_context("/"):
                open_transaction(writes=False)
                seen.append(db.session.scalar(sa.select(sa.func.count()).select_from(Tries)) or 0)

        reader = threading.Thread(target=read)
        reader.start()
        reader.join(10)
        db.session.rollback()
    assert seen == [0]


def test_a_reading_transaction_refuses_to_write(fresh_app: Flask) -> None:
    with fresh_app.test_request_context("/"):
        open_transaction(writes=False)
        db.session.add(Tries(bucket="a", count=1, since=datetime.now(UTC)))
        with pytest.raises(WriteWhileReading):
            db.session.flush()


def test_postgres_itself_refuses_to_write_while_reading(fresh_app: Flask) -> None:
    with fresh_app.test_request_context("/"):
        if db.engine.dialect.name != "postgresql":
            return
        open_transaction(writes=False)
        with pytest.raises(DBAPIError, match="read-only"):
            db.session.execute(sa.insert(Tries).values(bucket="a", count=1, since=datetime.now(UTC)))


def test_foreign_keys_hold(here: Flask) -> None:
    now = datetime.now(UTC)
    db.session.add(UserSession(token_digest="a", user_id=10**6, organisation_id=10**6, last_seen=now, expires_at=now))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


@pytest.mark.parametrize("hours", [-11, 0, 3, 14])
def test_an_instant_comes_back_in_utc(here: Flask, hours: int) -> None:
    written = datetime(2024, 2, 29, 23, 30, 15, 123456, tzinfo=timezone(timedelta(hours=hours)))
    db.session.add(Tries(bucket="a", count=1, since=written))
    db.session.flush()
    db.session.expire_all()
    read = db.session.scalars(sa.select(Tries.since)).one()
    assert read == written
    assert read.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(here: Flask) -> None:
    db.session.add(Tries(bucket="a", count=1, since=datetime(2024, 1, 1)))  # noqa: DTZ001 - the fault that is tried
    with pytest.raises(StatementError, match="without a time zone"):
        db.session.flush()
    db.session.rollback()


def test_instants_sort_by_time(here: Flask) -> None:
    east, west = timezone(timedelta(hours=5)), timezone(timedelta(hours=-5))
    for bucket, since in {
        "first": datetime(2024, 1, 1, 4, tzinfo=east),
        "third": datetime(2024, 1, 1, 0, tzinfo=west),
        "second": datetime(2024, 1, 1, 0, tzinfo=UTC),
    }.items():
        db.session.add(Tries(bucket=bucket, count=1, since=since))
    db.session.flush()
    assert db.session.scalars(sa.select(Tries.bucket).order_by(Tries.since)).all() == ["first", "second", "third"]


def test_names_of_constraints_are_our_own(here: Flask) -> None:
    unnamed = [
        f"{table}: {key}"
        for table in sa.inspect(db.session.connection()).get_table_names()
        for key in sa.inspect(db.session.connection()).get_foreign_keys(table)
        if not key["name"]
    ]
    assert unnamed == []


def test_an_unknown_field_is_refused(here: Flask) -> None:
    with pytest.raises(TypeError, match="has no field admin"):
        User(email="a@b.example", name="A", admin=True)

"""A run that is cancelled, or meets a full disk: whole blocks or nothing, said plainly, and gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select, update

from case_mgr.app import create_app
from case_mgr.audit import queries as log
from case_mgr.detainees.models import Detainee
from case_mgr.extensions import db
from case_mgr.imports import service
from case_mgr.imports.service import applying
from case_mgr.imports.states import State
from case_mgr.jobs import queries as jobs
from case_mgr.jobs import service as jobwork
from case_mgr.jobs import worker
from case_mgr.jobs.models import Job
from case_mgr.jobs.types import JobState
from case_mgr.rooms.handlers import HANDLERS
from tests import cast
from tests.client import PageClient
from tests.conftest import close
from tests.databases import Databases
from tests.integration.imports import lists
from tests.integration.imports.test_cli import MANY

ROWS = 400


def people() -> int:
    """Count everybody who was written."""
    return db.session.scalar(select(func.count()).select_from(Detainee)) or 0


def test_cancelling_ends_after_the_block_and_the_rest_can_follow(
    here: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "BLOCK", 100)
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor, MANY)
    job = str(service.start(actor, public_id).job)
    db.session.commit()
    write = applying.apply_block

    def cancel_meanwhile(*args: Any, **kwargs: Any) -> int:
        settled = write(*args, **kwargs)
        if people() == 200:
            jobwork.cancel(actor, job)
        return settled

    monkeypatch.setattr("case_mgr.imports.service.running.apply_block", cancel_meanwhile)
    lists.work(here)
    assert people() == 200, "the block that ran is whole, the next one was not begun"
    assert jobs.get_result(job)[0] is JobState.CANCELLED
    assert lists.row_of(actor, public_id).state == State.INTERRUPTED
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/imports/{public_id}/result")
    assert "The rows below are written, the others are not. Go on with the import, or take it back." in page.text
    lists.run(here, actor, public_id)
    assert people() == ROWS, "no row is lost or written twice"
    assert lists.row_of(actor, public_id).state == State.DONE


def test_an_interrupted_import_can_be_taken_back_whole(here: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "BLOCK", 100)
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor, MANY)
    job = str(service.start(actor, public_id).job)
    db.session.commit()
    applying.apply_block(actor, public_id)
    jobwork.cancel(actor, job)
    lists.work(here)
    assert people() == 100
    assert lists.undone(here, actor, public_id) == {"reversed": 100, "kept": 0, "failed": 0}
    assert lists.row_of(actor, public_id).state == State.UNDONE


@pytest.fixture
def small_disk(databases: Databases) -> Iterator[Flask]:
    """An installation of its own, on SQLite: there a disk can be made too small."""
    made = databases.copy("sqlite")
    app = create_app(made.environ())
    with app.app_context():
        yield app
        db.session.close()
    close(app)
    databases.discard(made)


def test_a_full_disk_leaves_no_block_by_half_and_the_import_goes_on_later(small_disk: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor, MANY)
    service.start(actor, public_id)
    db.session.commit()
    full = {"pages": 0}

    def fill(connection: Any, *_others: Any) -> None:
        if full["pages"]:
            connection.exec_driver_sql(f"PRAGMA max_page_count={full['pages']}")

    pages = db.session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    db.session.rollback()
    full["pages"] = pages + 40
    event.listen(db.engine, "begin", fill)
    assert worker.run_next(small_disk, HANDLERS)
    db.session.rollback()
    assert people() in (0, applying.BLOCK), "nothing is written by half"
    assert people() < ROWS
    job = db.session.scalars(select(Job)).one()
    assert job.state == JobState.QUEUED, "it waits until there is room"
    full["pages"] = pages * 100
    db.session.execute(update(Job).values(not_before=None))
    db.session.commit()
    assert worker.run_next(small_disk, HANDLERS)
    db.session.rollback()
    assert people() == ROWS
    assert lists.row_of(actor, public_id).state == State.DONE
    assert log.verify().ok

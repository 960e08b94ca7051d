"""Two workers that check the rules in the same moment open each task once."""

from __future__ import annotations

import threading

from flask import Flask
from sqlalchemy import func, select

from case_mgr.extensions import db
from case_mgr.jobs.types import Round
from case_mgr.jobs.worker import run_rounds
from case_mgr.tasks.models import Task, TaskRound
from case_mgr.tasks.rounds import ROUND
from tests import cast
from tests.factories.people import a_case, an_event


def test_each_task_is_opened_once(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        who = cast.CASEWORKER.actor()
        for _ in range(3):
            case = a_case(who)
            an_event(case, by=who)
            an_event(case, "last_sign_of_life", "2023-06-01", by=who)
        db.session.commit()
    begin = threading.Barrier(2)
    own = ROUND

    def due() -> list[int]:
        found = own.due()
        begin.wait(20)
        return found

    both = Round(own.name, due, own.run)
    workers = [threading.Thread(target=run_rounds, args=(fresh_app, (both,))) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    with fresh_app.app_context():
        assert db.session.scalar(select(func.count(Task.id))) == 3
        assert db.session.scalar(select(func.count()).where(TaskRound.checked_at.is_not(None))) == 2


def test_one_organisation_whose_rules_fail_keeps_no_other_from_its_turn(here: Flask) -> None:
    ran: list[int] = []

    def run(key: int) -> None:
        ran.append(key)
        if key == 1:
            raise RuntimeError("a fault")

    run_rounds(here, [Round("faulty", lambda: [1, 2], run)])
    assert ran == [1, 2]

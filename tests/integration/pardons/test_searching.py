"""Candidates for a long list come from the worker, with its progress; a short one waits for nobody."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from case_mgr.extensions import db
from case_mgr.jobs import worker
from case_mgr.jobs.models import Job
from case_mgr.pardons import queries
from case_mgr.rooms.handlers import HANDLERS
from tests import cast
from tests.client import PageClient
from tests.integration.pardons import walk

STRANGERS = (f"Zx{one}{other}v Qwertovich" for one in "abcdefgh" for other in "klmnoprstu")
LONG = "\n".join(f"- {name}" for name in [*STRANGERS][:79]) + "\n- Siarhiej Vierbicki"


def test_a_long_list_is_compared_in_the_background(client: PageClient, here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    ours = walk.person(actor, "Сяргей Вярбіцкі")
    reference = walk.batch(actor)
    client.sign_in(cast.CASEWORKER)
    page = client.submit(client.visit(f"/pardons/{reference}/names"), label="Press list", text=LONG)
    page = client.submit(page, then="add")
    assert "Looking for candidates" in page.text
    assert "0 of 80" in page.text
    question = queries.find_question(actor, reference, 0, only=80)
    assert question is not None
    assert question.candidates == ()
    while worker.run_next(here, HANDLERS):
        pass
    db.session.expire_all()
    (job,) = db.session.scalars(select(Job).where(Job.kind == "pardons.propose"))
    assert (str(job.state), job.done, job.total) == ("done", 80, 80)
    question = queries.find_question(actor, reference, 0, only=80)
    assert question is not None
    assert [one.public_id for one in question.candidates] == [ours.public_id]

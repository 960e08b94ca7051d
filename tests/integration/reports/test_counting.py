"""A report is counted in the background: as of one moment, once; and nothing that was chosen is ever lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from case_mgr.access.actor import Actor
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from case_mgr.jobs import leases, worker
from case_mgr.jobs import queries as jobs
from case_mgr.jobs.models import Job
from case_mgr.jobs.types import JobState
from case_mgr.reports import queries, service
from case_mgr.reports.models import Plan, Report
from case_mgr.reports.service import counting
from case_mgr.rooms.handlers import HANDLERS
from case_mgr.web.transaction import open_snapshot
from tests import cast
from tests.client import PageClient
from tests.factories.support import a_grant, a_share, an_entry, paid
from tests.integration.jobs import work
from tests.integration.reports import world


def _planned(grant: str | None = None) -> str:
    """Prepare a report of this year; return its plan."""
    public_id = service.plan(cast.COORDINATOR.actor(), world.today(), grant).public_id
    service.choose(cast.COORDINATOR.actor(), public_id, threshold=7)
    db.session.commit()
    return public_id


def _asked(plan: str) -> str:
    job = service.ask(cast.COORDINATOR.actor(), plan)
    db.session.commit()
    return job


def _reports() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(Report.reference).order_by(Report.id)))


def _built_entries() -> int:
    return log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.REPORT_BUILT), PageRequest()).total


def test_the_page_says_how_far_it_is_and_whoever_presses_twice_gets_the_same_work(
    here: Flask, client: PageClient
) -> None:
    world.populate(cast.CASEWORKER.actor())
    plan = _planned()
    client.sign_in(cast.COORDINATOR)
    check = f"/reports/plans/{plan}"
    page = client.submit(client.visit(check), action=check)
    job = page.path.split("?")[0].rsplit("/", 1)[1]
    assert "Counting a donor report" in page.text
    assert _asked(plan) == job, "pressed again, in another window"
    page = client.visit(check)
    assert "This report is being counted" in page.text
    assert not [form for form in page.forms() if form.get("action") == check], "nothing to press meanwhile"
    assert "being counted" in client.visit("/reports").text
    client.visit(f"{check}/draft")
    # As it stands while the worker reads: the step in words, the same for the script.
    taken = leases.claim("reader", job)
    assert taken is not None
    leases.renew(taken.id, "reader", done=1, total=4, message=counting.STEPS[1], params={"rows": 480000})
    db.session.commit()
    page = client.visit(page.links["How far it is"])
    assert "1 of 4" in page.text
    assert "Step 2 of 4: what happened. Rows read so far: 480000." in page.text
    assert 'http-equiv="refresh"' in page.html
    assert client.get(f"/jobs/{job}/state").get_json()["detail"].startswith("Step 2 of 4")
    # That worker dies; the next one begins anew and ends with one draft.
    work.expire(job)
    world.count(here)
    page = client.visit(f"/jobs/{job}?follow=1")
    assert page.path == "/reports/DR-0001"
    assert "DR-0001 was counted" in page.text
    assert (_reports(), _built_entries()) == (["DR-0001"], 1)
    assert (work.job_row(job).result or {})["report"] == "DR-0001"
    # Counted anew it is the same draft, by another work.
    page = world.built(here, client, check)
    assert (page.path, _built_entries()) == ("/reports/DR-0001", 2)


def test_a_worker_that_stops_or_is_cancelled_leaves_nothing_and_everything_chosen_is_kept(
    here: Flask, client: PageClient
) -> None:
    plan = _planned()
    job, stop = _asked(plan), threading.Event()
    stop.set()
    assert worker.run_next(here, HANDLERS, stop)
    assert (work.job_row(job).state, _reports()) == (JobState.QUEUED, [])
    client.sign_in(cast.COORDINATOR)
    page = client.visit(f"/jobs/{job}")
    client.submit(page, action=f"/jobs/{job}/cancel")
    world.count(here)
    page = client.visit(f"/jobs/{job}?follow=1")
    assert "This job was cancelled" in page.text
    page = client.visit(page.links["Go back to what was asked for"])
    assert page.path == f"/reports/plans/{plan}"
    assert "Counting was cancelled" in page.text
    assert queries.get_plan(cast.COORDINATOR.actor(), plan).threshold == 7
    assert world.built(here, client, page.path).path == "/reports/DR-0001"


def test_what_cannot_be_counted_is_said_where_it_was_chosen(here: Flask, client: PageClient) -> None:
    grant = a_grant(code="HR-7")
    paid(an_entry(a_share(grant), currency="USD"))
    plan = _planned("HR-7")
    client.sign_in(cast.COORDINATOR)
    page = world.built(here, client, f"/reports/plans/{plan}")
    assert "This job failed" in page.text
    page = client.visit(page.links["Go back to what was asked for"])
    assert "This report was not counted" in page.text
    assert "have no rate of exchange" in page.text
    service.choose(cast.COORDINATOR.actor(), plan, indicators=["supported"])
    db.session.commit()
    assert world.built(here, client, page.path).path == "/reports/DR-0001"


def test_nobody_else_sees_the_work_not_even_a_colleague_who_brings_lists_in(here: Flask, client: PageClient) -> None:
    job = _asked(_planned())
    for member in (cast.CASEWORKER, cast.DATA_CLERK, cast.DONOR, cast.STRANGER):
        with pytest.raises(NotFound):
            jobs.get_job(member.actor(), job)
    client.sign_in(cast.CASEWORKER)
    client.visit(f"/jobs/{job}", 404)


@dataclass
class _Interrupted:
    """A job during which something happens at one step."""

    payload: Mapping[str, Any]
    happens: Callable[[], object]
    app: Flask
    public_id: str = ""

    @property
    def actor(self) -> Actor:
        """Whoever asked."""
        return cast.COORDINATOR.actor()

    def look(self) -> None:
        """Begin to read as a worker does."""
        open_snapshot()

    def checkpoint(self, done: int, total: int, message: str = "", **params: Any) -> None:
        """Not used: a checkpoint would end the moment as of which is counted."""
        raise AssertionError

    def tell(self, done: int, total: int, message: str = "", **params: Any) -> None:
        """Let something happen in another transaction, once people and cases were read."""
        if done == 1:
            with self.app.app_context():
                self.happens()
                db.session.commit()


def test_all_figures_are_of_one_moment(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        plan, officer = _planned(), cast.ADVOCACY_OFFICER.actor()
        payload = {"plan": plan}
        found = counting.run(_Interrupted(payload, lambda: world.talk(officer), fresh_app))
        db.session.commit()
        assert _interactions(str(found["report"])) == 0, "it was recorded after reading had begun"
        found = counting.run(_Interrupted(payload, lambda: None, fresh_app))
        db.session.commit()
        assert _interactions(str(found["report"])) == 1

        def choose() -> None:
            service.choose(cast.COORDINATOR.actor(), plan, threshold=9)

        with pytest.raises(Refused, match="everything that you chose is kept"):
            counting.run(_Interrupted(payload, choose, fresh_app))
        db.session.rollback()
        assert db.session.scalars(sa.select(Plan.threshold)).one() == 9
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Job)) == 0


def _interactions(reference: str) -> int:
    figures = queries.get_report(cast.COORDINATOR.actor(), reference)[1]["data"]["figures"]
    return next(figure["value"] for figure in figures if figure["key"] == "interactions")

"""Background work: held by one worker at a time, finished whatever dies, never doubled."""

import threading

import pytest
from flask import Flask

from case_mgr.accounts import service as accounts
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from case_mgr.jobs import leases, queries, service
from case_mgr.jobs.types import JobState, LeaseLost
from tests import cast
from tests.client import PageClient
from tests.integration.jobs import work


def test_a_job_is_run_to_its_end(here: Flask) -> None:
    public_id = work.ask(cast.CASEWORKER.actor())
    assert work.run(here)
    job = work.job_row(public_id)
    assert (job.state, job.done, job.total, job.result, job.attempts) == ("done", 3, 3, {"blocks": 3}, 1)
    assert work.notes() == ["block 1", "block 2", "block 3"]
    assert not work.run(here), "there is nothing more to do"


def test_work_that_was_rolled_back_is_not_enqueued(here: Flask) -> None:
    service.enqueue(cast.CASEWORKER.actor(), "count", {}, title="Counting")
    db.session.rollback()
    assert not work.run(here)


def test_a_running_job_is_left_alone_until_its_lease_ends(here: Flask) -> None:
    public_id = work.ask(cast.CASEWORKER.actor())
    taken = leases.claim("first")
    assert taken is not None
    db.session.commit()
    assert not work.run(here)
    work.expire(public_id)
    assert queries.get_job(cast.CASEWORKER.actor(), public_id).interrupted
    assert work.run(here)
    assert work.job_row(public_id).attempts == 2


def test_a_worker_that_lost_its_lease_cannot_commit(here: Flask) -> None:
    work.ask(cast.CASEWORKER.actor())
    job = leases.claim("zombie")
    assert job is not None
    job_id, public_id = job.id, job.public_id
    db.session.commit()
    work.expire(public_id)
    assert work.run(here)
    with pytest.raises(LeaseLost):
        leases.renew(job_id, "zombie", done=1)


def test_what_was_finished_before_a_fault_is_kept_and_the_fault_is_told(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = work.ask(actor, breaks=2)
    work.run(here)
    job = work.job_row(public_id)
    assert job.state == "failed"
    assert public_id in job.message % job.params
    assert work.notes()[0] == "block 1"
    assert "block 2" not in work.notes()
    assert any(mark.startswith("room heard") for mark in work.notes())
    entries = log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.JOB_FAILED), PageRequest()).items
    assert len(entries) == 1


def test_a_refusal_is_told_in_its_own_words(here: Flask) -> None:
    public_id = work.ask(cast.CASEWORKER.actor(), refuses=1)
    work.run(here)
    job = work.job_row(public_id)
    assert (job.state, job.message % job.params) == ("failed", "The well is dry in the yard.")


def test_a_job_that_kills_its_workers_is_given_up(here: Flask) -> None:
    public_id = work.ask(cast.CASEWORKER.actor())
    for _ in range(leases.TRIES):
        assert leases.claim("dies") is not None
        db.session.commit()
        work.expire(public_id)
    work.run(here)
    job = work.job_row(public_id)
    assert job.state == "failed"
    assert "5 times" in job.message % job.params


def test_a_worker_told_to_stop_hands_the_job_on(here: Flask) -> None:
    public_id, stop = work.ask(cast.CASEWORKER.actor()), threading.Event()
    stop.set()
    work.run(here, stop=stop)
    job = work.job_row(public_id)
    assert (job.state, job.done) == ("queued", 1)
    work.run(here)
    assert work.job_row(public_id).state == "done"
    assert work.notes() == ["block 1", "block 2", "block 3"]


def test_jobs_of_one_lane_run_one_after_another(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    first, second = work.ask(actor, lane="lists"), work.ask(actor, lane="lists")
    other = work.ask(actor)
    held = leases.claim("one")
    assert held is not None
    assert held.public_id == first
    db.session.commit()
    free = leases.claim("two")
    assert free is not None
    assert free.public_id == other
    db.session.commit()
    assert leases.claim("three") is None
    db.session.rollback()
    work.expire(first)
    work.run(here)
    work.run(here)
    assert {work.job_row(first).state, work.job_row(second).state} == {"done"}


def test_a_job_of_somebody_who_left_is_not_run(here: Flask) -> None:
    actor = cast.SECOND_CASEWORKER.actor()
    public_id = work.ask(actor)
    accounts.end_membership(cast.ADMINISTRATOR.actor(), actor.public_id)
    work.run(here)
    job = work.job_row(public_id)
    assert job.state == "failed"
    assert "no longer a member" in job.message


def test_a_cancelled_job_stops_after_its_block(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = work.ask(actor)
    service.cancel(actor, public_id)
    work.run(here)
    assert work.job_row(public_id).state == "cancelled"
    with pytest.raises(Refused):
        service.cancel(actor, public_id)


def test_strangers_find_no_job(here: Flask) -> None:
    public_id = work.ask(cast.CASEWORKER.actor())
    assert queries.find_job(cast.STRANGER.actor(), public_id) is None
    assert queries.find_job(cast.DONOR.actor(), public_id) is None
    assert queries.find_job(cast.REVIEWER.actor(), public_id) is not None
    with pytest.raises(NotFound):
        service.cancel(cast.STRANGER.actor(), public_id)


def test_the_page_of_a_job_shows_how_far_it_is(here: Flask, client: PageClient) -> None:
    public_id = work.ask(cast.CASEWORKER.actor())
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/jobs/{public_id}")
    assert "Waiting for its turn" in page.text
    assert 'http-equiv="refresh"' in page.html
    assert client.get(f"/jobs/{public_id}/state").json == {
        "done": 0,
        "total": 0,
        "state": "Waiting for its turn",
        "detail": "",
        "finished": False,
    }
    work.run(here)
    page = client.visit(f"/jobs/{public_id}")
    assert "Finished" in page.text
    assert 'http-equiv="refresh"' not in page.html
    client.visit("/jobs/000000000000000000000000", 404)


def test_a_waiting_job_is_cancelled_on_its_page(here: Flask, client: PageClient) -> None:
    public_id = work.ask(cast.CASEWORKER.actor())
    client.sign_in(cast.CASEWORKER)
    client.submit(client.visit(f"/jobs/{public_id}"), action=f"/jobs/{public_id}/cancel")
    work.run(here)
    assert work.job_row(public_id).state == JobState.CANCELLED
    assert "was cancelled" in client.visit(f"/jobs/{public_id}").text

"""Whether the log is whole: checked in the background, said in words, warned about until somebody decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from unittest import mock

import pytest
import sqlalchemy as sa
from flask import Flask

from case_mgr.audit import checkpoints
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.models import AuditDetail, ChainCheck, SignedCheckpoint
from case_mgr.audit.types import EntryFilter, Event, FirstBad
from case_mgr.core import clock
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.desk import audit_integrity, audit_rounds
from case_mgr.extensions import db
from case_mgr.jobs import worker
from case_mgr.rooms.handlers import HANDLERS
from tests import cast
from tests.client import Page, PageClient
from tests.disarm import disarm
from tests.factories.advocacy import a_closed_talk
from tests.factories.people import a_person

BANNER = "The log of changes does not verify"


def _check(here: Flask, client: PageClient) -> Page:
    """Ask for a check by the button, let the worker do it, and follow to the result."""
    page = client.submit(client.visit("/audit/integrity"), action="/audit/integrity")
    assert "Background work" in page.heading
    while worker.run_next(here, HANDLERS):
        pass
    db.session.rollback()
    return client.visit(f"{page.path.split('?')[0]}?follow=1")


def _tamper(seq: int) -> None:
    """Change the detail of an entry behind the product."""
    disarm(db.session.connection())
    db.session.execute(sa.update(AuditDetail).where(AuditDetail.seq == seq).values(salt="0" * 32))
    db.session.commit()


def test_a_sound_log_is_said_in_words_with_its_checkpoint(here: Flask, client: PageClient) -> None:
    a_person()
    client.sign_in(cast.AUDITOR)
    page = client.visit("/audit/integrity")
    assert "was not checked yet" in page.text
    with mock.patch.object(audit_integrity, "_STEP", 5):
        page = _check(here, client)
    assert "There was no checkpoint to compare with" in page.text
    made = client.submit(page, action="/audit/checkpoints")
    assert made.heading.startswith("Checkpoint of entry")
    page = _check(here, client)
    assert "the chain is unbroken; the checkpoint of" in page.text
    assert "From entry 1 to" in page.text
    assert cast.AUDITOR.name in page.text


def test_a_checkpoint_is_a_line_a_file_and_a_picture(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.AUDITOR)
    page = client.submit(client.visit("/audit/integrity"), action="/audit/checkpoints")
    (code,) = page.root.all("code")
    known = checkpoints.read(code.text)
    assert log.verify(known).ok
    assert page.root.all("svg", class_="qr"), "there is a picture to print"
    assert "style=" not in page.html.split("<svg")[-1].split("</svg>")[0]
    answer = client.get(f"/audit/checkpoints/{known.seq}.txt")
    assert answer.get_data(as_text=True) == f"{known.line}\n"
    assert "attachment" in answer.headers["Content-Disposition"]
    client.visit("/audit/checkpoints/999999", 404)


def test_a_broken_chain_warns_until_a_decision_and_again_for_another_fault(
    here: Flask, client: PageClient, another_client: PageClient
) -> None:
    a_person()
    db.session.commit()
    seq = log.get_head()[0]
    _tamper(seq)
    client.sign_in(cast.AUDITOR)
    another_client.sign_in(cast.CASEWORKER)
    page = _check(here, client)
    assert f"The chain is broken at entry {seq}" in page.text
    assert "Something in it was changed" in page.text
    assert "A person was registered" in page.text, "what stands around it"
    assert BANNER in client.visit("/account").html
    assert BANNER not in another_client.visit("/account").html, "whoever may not read the log could do nothing"
    assert client.visit("/audit").status == 200, "the log opens all the same"
    assert client.visit(f"/audit/entries/{seq}").status == 200

    client.submit(page, 422, reason=" ")
    done = client.submit(page, reason="A disk broke; compared with the backup of Monday")
    assert BANNER not in done.html
    assert "A disk broke" in done.text
    entry = log.list_entries(
        cast.ADMINISTRATOR.actor(), EntryFilter(event=Event.CHAIN_FAULT_PUT_DOWN), PageRequest()
    ).items[0]
    assert entry.facts["reason"] == "A disk broke; compared with the backup of Monday"
    again = _check(here, client)
    assert BANNER not in again.html, "the same fault was decided about"

    other = log.get_head()[0]
    _tamper(other)
    page = _check(here, client)
    assert BANNER in page.html, "the old fault hides no new one"
    assert f"The chain is broken at entry {other}" in page.text


def test_what_stands_around_a_fault_tells_of_nothing_closed(here: Flask, client: PageClient) -> None:
    a_closed_talk(cast.ADVOCACY_OFFICER.actor())
    db.session.commit()
    _tamper(log.get_head()[0])
    client.sign_in(cast.AUDITOR)
    page = _check(here, client)
    assert "The chain is broken" in page.text
    assert "An interaction was recorded" not in page.text


def _newest() -> int:
    return db.session.scalar(sa.select(sa.func.max(ChainCheck.id))) or 0


def test_a_warning_is_put_down_once_and_only_where_there_is_one(here: Flask) -> None:
    who = cast.AUDITOR.actor()
    with pytest.raises(NotFound):
        audit.put_down(who, 1, "nothing there")
    a_person()
    db.session.commit()
    _tamper(log.get_head()[0])
    audit.note_check(who, log.verify(), 0, None)
    db.session.commit()
    audit.put_down(who, _newest(), "looked at")
    with pytest.raises(Refused):
        audit.put_down(who, _newest(), "again")


def test_whose_entry_does_not_hold_decides_and_strangers_read_no_name(here: Flask, client: PageClient) -> None:
    who, stranger = cast.AUDITOR.actor(), cast.STRANGER_ADMINISTRATOR.actor()
    a_person()
    db.session.commit()
    _tamper(log.get_head()[0])
    audit.note_check(who, log.verify(), 0, None)
    db.session.commit()
    with pytest.raises(NotFound):
        audit.put_down(stranger, _newest(), "not ours")
    client.sign_in(cast.STRANGER_ADMINISTRATOR)
    page = client.visit("/audit/integrity")
    assert BANNER in page.html
    assert "/put-down" not in page.html, "no form that leads nowhere"
    assert cast.AUDITOR.name not in page.html
    audit.put_down(cast.AUDITOR.actor(), _newest(), "A disk broke")
    db.session.commit()
    page = client.visit("/audit/integrity")
    assert "another organisation" in page.text
    assert cast.AUDITOR.name not in page.html
    assert "A disk broke" not in page.html
    known = log.list_put_down(cast.AUDITOR.actor())[0]
    assert (known.put_down_by, known.put_down_reason) == (cast.AUDITOR.name, "A disk broke")

    cut = replace(log.verify(), first_bad=FirstBad(10**6, "what was cut off is an entry of nobody"))
    audit.note_check(audit.OPERATOR, cut, 0, None)
    db.session.commit()
    with pytest.raises(NotFound):
        audit.put_down(cast.AUDITOR.actor(), _newest(), "not theirs")
    audit.put_down(cast.ADMINISTRATOR.actor(), _newest(), "looked at")


def test_the_worker_signs_every_day_and_never_for_a_broken_chain(here: Flask) -> None:
    a_person()
    db.session.commit()
    audit_rounds.CHECKPOINT.run(1)
    db.session.commit()
    count = sa.select(sa.func.count()).select_from(SignedCheckpoint)
    assert db.session.scalar(count) == 1
    assert audit_rounds.CHECKPOINT.due() == [], "one a day"
    later = clock.now() + timedelta(days=1, minutes=1)
    with mock.patch.object(clock, "now", return_value=later):
        assert audit_rounds.CHECKPOINT.due() == [], "nothing came since"
        a_person()
        db.session.commit()
        assert audit_rounds.CHECKPOINT.due() == [1]
        _tamper(log.get_head()[0])
        audit_rounds.CHECKPOINT.run(1)
        db.session.commit()
        assert db.session.scalar(count) == 1, "nobody vouches for it"
        assert log.find_standing_fault(cast.AUDITOR.actor()) is not None
        assert audit_rounds.CHECKPOINT.due() == [], "and it is not read again every minute"

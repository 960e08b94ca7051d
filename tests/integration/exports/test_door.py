"""The one door out: a large list takes two people, a file is fetched for some days, and consent holds to the end."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from case_mgr.access.roles import Role
from case_mgr.accounts import service as accounts
from case_mgr.accounts import settled
from case_mgr.accounts.types import SettingsDraft, Way
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, EntryView, Event
from case_mgr.core import clock
from case_mgr.core.errors import Forbidden, NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.desk import asking
from case_mgr.detainees import service as people
from case_mgr.detainees.types import Answer, ConsentDraft, Giver, PersonFilter, Purpose, Sensitivity
from case_mgr.exports import queries, service
from case_mgr.exports.models import Export
from case_mgr.exports.service import asking as asking_for
from case_mgr.exports.types import Form, Recipient, State, Wish
from case_mgr.extensions import db
from case_mgr.files import blobs
from case_mgr.files.models import StoredFile
from case_mgr.jobs import worker
from case_mgr.rooms.handlers import HANDLERS, ROUNDS
from tests import cast
from tests.client import PageClient
from tests.exports import PURPOSE, names_in
from tests.integration import records

NAMES = ("Ганна Згодная", "Рыгор Нязгодны", "Тарас Няпытаны")
ASKED = asking.of_people(PersonFilter())


def _settle(limit: int, days: int = 7) -> None:
    who = cast.ADMINISTRATOR.actor()
    now = settled.settings_of(who.organisation_id)
    draft = SettingsDraft(Way.MEMBER, Way.MEMBER, "", now.days, export_limit=limit, export_days=days)
    accounts.settle(who, draft, now.version)
    db.session.commit()


def _people() -> list[str]:
    who = cast.COORDINATOR.actor()
    return [records.person(who, name)[0] for name in NAMES]


def _work(app: Flask) -> None:
    db.session.commit()
    while worker.run_next(app, HANDLERS):
        pass
    db.session.rollback()


def _wish(form: Form = Form.CSV, purpose: str = "", why: str = PURPOSE) -> Wish:
    return Wish("people", ASKED, {"words": "Ганна"}, Recipient(purpose, why), form, name="people")


def _entries(event: Event) -> list[EntryView]:
    return list(log.list_entries(cast.COORDINATOR.actor(), EntryFilter(event=event), PageRequest()).items)


def test_a_large_list_leaves_when_another_person_says_yes(
    here: Flask, client: PageClient, another_client: PageClient
) -> None:
    _people()
    _settle(2)
    client.sign_in(cast.COORDINATOR)
    page = client.submit(client.visit("/people/export"), purpose=PURPOSE)
    assert page.path.startswith("/exports/")
    assert "This waits for a second person" in page.text
    assert "Approve" not in page.text
    assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 0, "nothing was made yet"
    another_client.sign_in(cast.REVIEWER)
    theirs = another_client.visit(another_client.visit("/exports").links["EX-0001"])
    for said in (PURPOSE, cast.COORDINATOR.name, "For our own work"):
        assert said in theirs.text
    assert "Fetch" not in another_client.submit(theirs, action=f"{page.path}/approve").text
    _work(here)
    done = client.visit(page.path)
    file = client.submit(done, action=f"{page.path}/file").response
    assert names_in(file.get_data(as_text=True)) == set(NAMES)
    assert "Fetched 1 time" in client.visit(page.path).text
    token = next(f.get("value") for f in theirs.forms()[0].all("input") if f.get("name") == "csrf_token")
    assert another_client.post(f"{page.path}/file", data={"csrf_token": token}).status_code == 404, "only the asker"
    (asked,), (approved,) = _entries(Event.EXPORT_ASKED), _entries(Event.EXPORT_APPROVED)
    assert (asked.facts["rows"], asked.facts["why"], asked.actor_name) == (3, PURPOSE, cast.COORDINATOR.name)
    assert (approved.facts["rows"], approved.actor_name) == (3, cast.REVIEWER.name)
    assert [len(_entries(event)) for event in (Event.EXPORT_MADE, Event.EXPORT_FETCHED)] == [1, 1]


def test_a_long_list_does_not_leave_in_short_pieces(here: Flask) -> None:
    first, second, third = _people()
    _settle(2)
    who = cast.COORDINATOR.actor()
    pieces = [asking.of_people(PersonFilter(only=frozenset(one))) for one in ({first}, {first, second}, {third})]
    rows = [service.ask(who, Wish("people", piece, {}, Recipient(why=PURPOSE))) for piece in pieces]
    assert [row.state for row in rows] == [State.READY, State.READY, State.WAITING]
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1)):
        assert service.ask(who, Wish("people", pieces[2], {}, Recipient(why=PURPOSE))).state == State.READY


def test_lines_about_nobody_and_files_that_are_being_made_count_too(
    here: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = _people()
    who = cast.COORDINATOR.actor()
    wanted = asking.of_entries(EntryFilter(event=Event.PERSON_REGISTERED))
    entries = Wish("audit", wanted, {}, Recipient(why=PURPOSE))
    _settle(5)
    assert [service.ask(who, entries).state for _ in range(2)] == [State.READY, State.WAITING]
    _settle(2)
    monkeypatch.setattr(asking_for, "AT_ONCE", 1)
    pieces = [asking.of_people(PersonFilter(only=frozenset(one))) for one in ({first, second}, {third})]
    rows = [service.ask(who, Wish("people", piece, {}, Recipient(why=PURPOSE))) for piece in pieces]
    assert [row.state for row in rows] == [State.MAKING, State.WAITING]


def test_whoever_takes_lists_out_does_not_raise_the_limit(here: Flask, client: PageClient) -> None:
    _settle(10)
    client.sign_in(cast.COORDINATOR)
    lower = client.submit(client.visit("/organisation/settings"), export_limit="3")
    assert lower.status == 200
    again = client.submit(client.visit("/organisation/settings"), 422, export_limit="4")
    assert "ask an administrator" in again.text
    assert settled.settings_of(cast.COORDINATOR.actor().organisation_id).export_limit == 3


def test_the_second_person_does_not_learn_who_is_withheld(here: Flask, client: PageClient) -> None:
    hidden, _, open_ = _people()
    who = cast.COORDINATOR.actor()
    people.amend(who, hidden, {"sensitivity": Sensitivity.RESTRICTED})
    consent = ConsentDraft(Giver.PERSON, Answer.GIVEN, (Purpose.PARTNERS,))
    people.record_consent(who, open_, consent)
    _settle(0)
    row = service.ask(who, _wish(purpose=str(Purpose.PARTNERS)))
    db.session.commit()
    assert sorted(row.left) == ["nobody_asked", "restricted"]
    said = "only those close to this person"
    client.sign_in(cast.COORDINATOR)
    assert said in client.visit(f"/exports/{row.public_id}").text
    client.sign_out()
    client.sign_in(cast.REVIEWER)
    for page in (f"/exports/{row.public_id}", f"/exports/{row.public_id}/refuse"):
        theirs = client.visit(page).text
        assert said not in theirs
        assert "1 line: " in theirs
    assert _entries(Event.EXPORT_ASKED)[0].facts["left_out"] == 1


def test_nobody_is_their_own_second_person_and_a_no_has_a_reason(here: Flask) -> None:
    _people()
    _settle(0)
    who, other = cast.COORDINATOR.actor(), cast.REVIEWER.actor()
    row = service.ask(who, _wish())
    with pytest.raises(Refused, match="another person"):
        service.approve(who, row.public_id)
    with pytest.raises(NotFound):
        service.approve(cast.STRANGER.actor(), row.public_id)
    with pytest.raises(Forbidden):
        service.approve(cast.CASEWORKER.actor(), row.public_id)
    with pytest.raises(NotFound):
        service.withdraw(other, row.public_id)
    with pytest.raises(Refused, match="Say why"):
        service.refuse(other, row.public_id, " ")
    service.refuse(other, row.public_id, "The lawyer has it already.")
    for act in (service.approve, service.fetch):
        with pytest.raises((Refused, NotFound)):
            act(other, row.public_id)
    with pytest.raises(Refused):
        service.fetch(who, row.public_id)
    assert (row.state, row.reason) == (State.REFUSED, "The lawyer has it already.")
    again = service.ask(who, _wish())
    service.withdraw(who, again.public_id)
    with pytest.raises(NotFound):
        service.approve(other, again.public_id)


def test_a_yes_reaches_as_many_lines_as_were_seen(here: Flask, client: PageClient) -> None:
    _people()
    _settle(2)
    row = service.ask(cast.COORDINATOR.actor(), _wish())
    service.approve(cast.REVIEWER.actor(), row.public_id)
    records.person(cast.COORDINATOR.actor(), "Вера Новая")
    _work(here)
    found = queries.get_export(cast.COORDINATOR.actor(), row.public_id)
    assert (found.state, found.size) == (State.FAILED, 0)
    assert found.fault is not None
    assert (
        found.fault["sentence"] % found.fault["params"]
        == "The list has 4 lines now, and 3 may be taken out. Ask for it again."
    )
    client.sign_in(cast.COORDINATOR)
    assert "The list has 4 lines now" in client.visit(f"/exports/{row.public_id}").text
    assert len(_entries(Event.EXPORT_FAILED)) == 1


def test_whoever_loses_the_right_before_it_runs_gets_nothing(here: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    _people()
    monkeypatch.setattr(asking_for, "AT_ONCE", 1)
    reviewer = cast.REVIEWER.actor()
    row = service.ask(reviewer, _wish())
    assert row.state == State.MAKING
    accounts.change_roles(cast.ADMINISTRATOR.actor(), reviewer.public_id, frozenset({Role.DATA_CLERK}))
    _work(here)
    assert db.session.scalars(select(Export.state)).one() == str(State.FAILED)
    assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 0
    assert len(_entries(Event.EXPORT_FAILED)) == 1


def test_a_file_is_gone_after_its_days(here: Flask) -> None:
    _people()
    _settle(500, days=2)
    who = cast.COORDINATOR.actor()
    row = service.ask(who, _wish(Form.XLSX))
    db.session.commit()
    public_id = row.public_id
    content = b"".join(service.fetch(who, public_id)[1])
    db.session.commit()
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    names = [line[1] for line in book.get_sheet_by_name("list").to_python()[1:]]
    assert sorted(names) == sorted(NAMES)
    assert PURPOSE in [line[1] for line in book.get_sheet_by_name("about").to_python()]
    path = blobs.path_of(db.session.scalars(select(StoredFile.blob)).one())
    assert NAMES[0].encode() not in path.read_bytes(), "encrypted"
    with time_machine.travel(clock.now() + timedelta(days=2, minutes=1)):
        with pytest.raises(Refused, match="no file to fetch here any more"):
            service.fetch(who, public_id)
        db.session.rollback()
        worker.run_rounds(here, [one for one in ROUNDS if one.name == "exports"])
        db.session.rollback()
        assert not path.exists()
        assert queries.get_export(who, public_id).state is State.EXPIRED
        assert _entries(Event.EXPORT_EXPIRED)[0].facts["fetched"] == 1


def test_a_consent_that_is_taken_back_holds_for_a_file_that_waits(here: Flask) -> None:
    first, second, _third = _people()
    who = cast.COORDINATOR.actor()
    for public_id in (first, second):
        people.record_consent(who, public_id, ConsentDraft(Giver.PERSON, Answer.GIVEN, (Purpose.PARTNERS,)))
    row = service.ask(who, _wish(purpose=str(Purpose.PARTNERS)))
    assert (row.rows, sum(row.left.values())) == (2, 1)
    assert len(b"".join(service.fetch(who, row.public_id)[1]).splitlines()) == 3
    people.record_consent(who, first, ConsentDraft(Giver.PERSON, Answer.REFUSED, (Purpose.PARTNERS,)))
    with pytest.raises(Refused, match="may no longer be disclosed"):
        service.fetch(who, row.public_id)
    own = service.ask(who, _wish())
    people.amend(who, second, {"sensitivity": Sensitivity.RESTRICTED})
    with pytest.raises(Refused, match="may no longer be disclosed"):
        service.fetch(who, own.public_id)


def test_what_is_asked_wrongly_is_a_sentence(here: Flask, client: PageClient) -> None:
    who = cast.COORDINATOR.actor()
    with pytest.raises(Refused, match="none was made"):
        service.ask(who, _wish())
    _people()
    with pytest.raises(Refused, match="what the file is for"):
        service.ask(who, _wish(why=" "))
    with pytest.raises(Refused, match="for whom"):
        service.ask(who, _wish(purpose="nonsense"))
    with pytest.raises(Refused, match="own work alone"):
        service.ask(who, Wish("audit", {}, {}, Recipient(str(Purpose.PARTNERS), "x")))
    with pytest.raises(NotFound):
        service.ask(who, Wish("nothing", {}, {}, Recipient(why="x")))
    with pytest.raises(Forbidden):
        service.ask(cast.REVIEWER.actor(), Wish("audit", {}, {}, Recipient(why="x")))
    client.sign_in(cast.COORDINATOR)
    page = client.submit(client.visit("/organisation/settings"), 422, export_limit="many", export_days="0")
    assert "Write a number between 0 and 1000000." in page.text
    page = client.submit(client.visit("/audit/export"), purpose=PURPOSE)
    assert NAMES[0] not in page.html, "the log leaves as numbers"
    assert "person_registered" in page.html


def test_exports_of_others_do_not_exist(here: Flask, client: PageClient) -> None:
    _people()
    row = service.ask(cast.COORDINATOR.actor(), _wish())
    db.session.commit()
    for member, status in ((cast.REVIEWER, 404), (cast.STRANGER, 404), (cast.CASEWORKER, 403), (cast.DONOR, 403)):
        client.sign_in(member)
        client.visit(f"/exports/{row.public_id}", status)
        client.visit(f"/exports/{row.public_id}/refuse", status)
        client.sign_out()

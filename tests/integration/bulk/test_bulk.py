"""Acts on many cases: chosen, checked, run, told row by row, taken back; never past a rule of one case."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from case_mgr.access.roles import Role
from case_mgr.accounts import service as accounts
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.bulk import queries, service
from case_mgr.bulk.service import running
from case_mgr.bulk.types import ActKind, AssignDraft, Outcome
from case_mgr.cases import queries as cases
from case_mgr.cases import service as casework
from case_mgr.cases.models import Case
from case_mgr.cases.types import CaseFilter
from case_mgr.core import clock
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.flags import queries as flags
from case_mgr.flags import service as flagging
from case_mgr.flags.types import FlagDraft, FlagKind
from case_mgr.jobs import worker
from case_mgr.rooms.handlers import HANDLERS
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person, an_event, an_exit

FLAG = FlagDraft(FlagKind.CHECK, "Ask for the verdict.")


def some_cases(number: int, **facts: Any) -> list[Case]:
    made = [a_case(cast.CASEWORKER.actor(), **facts) for _ in range(number)]
    db.session.commit()
    return made


def work(app: Flask) -> None:
    db.session.commit()
    while worker.run_next(app, HANDLERS):
        pass
    db.session.rollback()


def an_act(
    made: list[Case],
    draft: AssignDraft | FlagDraft = FLAG,
    by: cast.Member = cast.COORDINATOR,
    app: Flask | None = None,
) -> str:
    """Choose cases and say what is to be done; with an application, let a worker do it."""
    kind = ActKind.FLAG if isinstance(draft, FlagDraft) else ActKind.ASSIGN
    who = by.actor()
    act = service.pick(who, kind, [case.reference for case in made], CaseFilter(), {})
    service.prepare(who, act.public_id, draft)
    if app is not None:
        service.start(who, act.public_id)
        work(app)
    db.session.commit()
    return act.public_id


def to(member: cast.Member, *, only_free: bool = False) -> AssignDraft:
    return AssignDraft(member.actor().public_id, only_free)


def owner(case: Case) -> str:
    db.session.rollback()
    return cases.get_case(cast.CASEWORKER.actor(), case.reference).row.owner


def open_flags(case: Case) -> int:
    return sum(row.is_open for row in flags.list_of_case(cast.CASEWORKER.actor(), case.reference))


def counts(public_id: str, by: cast.Member = cast.COORDINATOR) -> tuple[dict[str, int], dict[str, int]]:
    outcomes, undone = queries.count_seen(by.actor(), public_id)
    return dict(outcomes), dict(undone)


def ids(made: list[Case]) -> list[str]:
    return [case.reference for case in made]


def test_from_the_list_to_the_undo(here: Flask, client: PageClient) -> None:
    made = some_cases(3)
    ended = a_case(cast.CASEWORKER.actor())
    an_event(ended)
    an_exit(ended, "pardon", "free", evidence="a colleague saw her", source="S-1")
    mine = a_case(cast.COORDINATOR.actor(), owner=cast.SECOND_CASEWORKER.actor().public_id)
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    page = client.submit(client.visit("/cases?sort=reference"), action="/cases/pick", button="assign")
    assert "Select at least one case." in page.text
    assert page.path == "/cases?sort=reference"

    page = client.submit(client.visit("/cases"), action="/cases/pick", button="assign", pick=ids(made)[:1])
    assert "1 of 5 cases of the list are chosen." in page.text
    page = client.submit(page, action=page.path + "/all")
    assert "5 cases are chosen." in page.text
    assert cast.DONOR.name not in page.html
    page = client.submit(page, 422, owner="", action=page.path)
    assert "Choose a member" in page.text
    page = client.submit(page, owner=cast.CASEWORKER.actor().public_id, which="take", action=page.path.split("?")[0])
    assert page.path.endswith("/check")
    for words in ("4 Will be changed", "1 Will be left as they are", "nobody yet", cast.SECOND_CASEWORKER.name):
        assert words in page.text
    assert "This case has ended" in page.text
    assert owner(made[0]) == ""
    page = client.submit(page)
    work(here)
    act = queries.list_acts(cast.COORDINATOR.actor(), PageRequest()).items[0].public_id
    page = client.visit(f"/bulk/{act}")
    assert "4 Done as asked" in page.text
    assert "1 Refused" in page.text
    assert "This case has ended" in page.text
    assert {owner(case) for case in (*made, mine)} == {cast.CASEWORKER.name}
    assert owner(ended) == ""
    assert ended.reference in client.visit(f"/bulk/{act}/rows/refused").text
    assert ended.reference not in client.visit(f"/bulk/{act}/rows/done").text
    assert "BULK-0001" in client.visit("/bulk").links

    casework.assign_case(cast.COORDINATOR.actor(), made[0].reference, cast.COORDINATOR.actor().public_id)
    db.session.commit()
    page = client.visit(f"/bulk/{act}/undo")
    assert "Cases to be put back 3" in page.text
    assert "Cases to be kept, because changed since 1" in page.text
    client.submit(page)
    work(here)
    page = client.visit(f"/bulk/{act}")
    for words in ("3 Put back", "1 Kept, because changed since", "0 Could not be put back", "Taken back"):
        assert words in page.text
    assert [owner(case) for case in (*made, mine)] == [cast.COORDINATOR.name, "", "", cast.SECOND_CASEWORKER.name]
    assert "Somebody else was given this case since." in client.visit(f"/bulk/{act}/rows/kept").text
    assert "Take this back" not in page.links
    with pytest.raises(Refused, match="cannot be taken back now"):
        service.undo(cast.COORDINATOR.actor(), act)


def test_one_entry_for_each_case_and_one_for_the_act(here: Flask) -> None:
    made = some_cases(2)
    act = an_act(made, to(cast.CASEWORKER), app=here)
    reference = queries.get_act(cast.COORDINATOR.actor(), act).reference
    who = cast.AUDITOR.actor()
    entries = log.list_entries(who, EntryFilter(event=Event.CASE_ASSIGNED), PageRequest()).items
    assert {entry.subject_label for entry in entries} == set(ids(made))
    assert {str(entry.facts["bulk"]) for entry in entries} == {reference}
    (finished,) = log.list_entries(who, EntryFilter(event=Event.BULK_FINISHED), PageRequest()).items
    assert finished.facts == {"act": "assign", "done": 2, "refused": 0, "changed": 0}
    assert log.verify().ok


def test_flags_are_raised_once_and_lowered_by_the_undo(here: Flask, client: PageClient) -> None:
    made = some_cases(3)
    flagging.raise_flag(cast.CASEWORKER.actor(), made[0].reference, FLAG)
    act = an_act(made, by=cast.CASEWORKER, app=here)
    assert counts(act, cast.CASEWORKER)[0] == {"done": 2, "refused": 1}
    assert [open_flags(case) for case in made] == [1, 1, 1]
    again = an_act(made, by=cast.CASEWORKER, app=here)
    assert counts(again, cast.CASEWORKER)[0] == {"refused": 3}
    raised = flags.list_of_case(cast.CASEWORKER.actor(), made[1].reference)[0]
    flagging.lower(cast.CASEWORKER.actor(), made[1].reference, raised.public_id, "Looked.")
    service.undo(cast.CASEWORKER.actor(), act)
    work(here)
    assert counts(act, cast.CASEWORKER)[1] == {"reversed": 1, "kept": 1}
    assert [open_flags(case) for case in made] == [1, 0, 0]
    client.sign_in(cast.CASEWORKER)
    assert (
        "Raised by an act on many cases that was taken back." in client.visit(f"/cases/{made[2].reference}/flags").text
    )


def test_a_case_that_changed_since_the_check_is_left_alone(here: Flask) -> None:
    made = some_cases(2)
    act = an_act(made, to(cast.CASEWORKER))
    casework.amend_case(cast.CASEWORKER.actor(), made[0].reference, {"charges": "арт. 342"})
    service.start(cast.COORDINATOR.actor(), act)
    work(here)
    assert counts(act)[0] == {"changed": 1, "done": 1}
    assert [owner(case) for case in made] == ["", cast.CASEWORKER.name]
    (row,) = queries.list_outcome(cast.COORDINATOR.actor(), act, Outcome.CHANGED, PageRequest()).items
    assert "Somebody changed this case since it was checked" in row.told.sentence


def test_a_caseworker_does_not_take_colleagues_cases(here: Flask) -> None:
    free, own, theirs = some_cases(3)
    casework.assign_case(cast.COORDINATOR.actor(), own.reference, cast.CASEWORKER.actor().public_id)
    casework.assign_case(cast.COORDINATOR.actor(), theirs.reference, cast.COORDINATOR.actor().public_id)
    act = an_act([free, own, theirs], to(cast.SECOND_CASEWORKER), by=cast.CASEWORKER, app=here)
    assert counts(act, cast.CASEWORKER)[0] == {"done": 2, "refused": 1}
    assert owner(theirs) == cast.COORDINATOR.name
    (row,) = queries.list_outcome(cast.CASEWORKER.actor(), act, Outcome.REFUSED, PageRequest()).items
    assert "a coordinator assigns it" in row.told.sentence


def test_only_a_role_that_can_follow_is_given_cases(here: Flask) -> None:
    made = some_cases(1)
    for member in (cast.DONOR, cast.REVIEWER, cast.ADMINISTRATOR):
        with pytest.raises(service.Misfilled, match="does not permit"):
            an_act(made, to(member))
    with pytest.raises(service.Misfilled, match="Choose a member"):
        an_act(made, to(cast.STRANGER_CASEWORKER))
    act = an_act(made, to(cast.SECOND_CASEWORKER))
    who = cast.SECOND_CASEWORKER.actor().public_id
    accounts.change_roles(cast.ADMINISTRATOR.actor(), who, frozenset({Role.DATA_CLERK}))
    service.start(cast.COORDINATOR.actor(), act)
    work(here)
    assert counts(act)[0] == {"refused": 1}


def test_a_worker_that_is_killed_doubles_nothing(here: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    made = some_cases(5)
    # Other work, such as the look for duplicates, waits before it.
    work(here)
    monkeypatch.setattr(running, "BLOCK", 2)
    act = an_act(made)
    service.start(cast.COORDINATOR.actor(), act)
    db.session.commit()
    stop, seen = threading.Event(), []
    real = worker.Context.checkpoint

    def stop_after_a_block(self: worker.Context, done: int, total: int, message: str = "", **params: object) -> None:
        seen.append(done)
        if done == 2:
            stop.set()
        real(self, done, total, message, **params)

    monkeypatch.setattr(worker.Context, "checkpoint", stop_after_a_block)
    worker.run_next(here, HANDLERS, stop)
    db.session.rollback()
    assert [open_flags(case) for case in made] == [1, 1, 0, 0, 0]
    monkeypatch.setattr(worker.Context, "checkpoint", real)
    work(here)
    assert [open_flags(case) for case in made] == [1] * 5
    assert counts(act)[0] == {"done": 5}
    entries = log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.FLAG_RAISED), PageRequest())
    assert entries.total == 5


def test_a_cancelled_act_keeps_what_it_did_and_goes_on(here: Flask, client: PageClient) -> None:
    from case_mgr.jobs import service as jobs

    made = some_cases(2)
    act = an_act(made)
    job = service.start(cast.COORDINATOR.actor(), act).job or ""
    jobs.cancel(cast.COORDINATOR.actor(), job)
    work(here)
    client.sign_in(cast.COORDINATOR)
    page = client.visit(f"/bulk/{act}")
    assert "This act was interrupted" in page.text
    client.submit(page, action=f"/bulk/{act}/check")
    work(here)
    assert counts(act)[0] == {"done": 2}


def test_withheld_people_are_neither_named_nor_counted(here: Flask, client: PageClient) -> None:
    by = cast.CASEWORKER.actor()
    hidden = a_case(by, a_person(by, "Янка Захаваны", sensitivity=Sensitivity.RESTRICTED))
    shown = a_case(by)
    db.session.commit()
    act = an_act([hidden, shown])
    assert queries.get_act(cast.COORDINATOR.actor(), act).rows == 1
    with pytest.raises(Refused, match="Select at least one case"):
        an_act([hidden])
    client.sign_in(cast.CASEWORKER)
    own = an_act([hidden, shown], to(cast.COORDINATOR), by=cast.CASEWORKER)
    page = client.visit(f"/bulk/{own}/check")
    assert f"{cast.COORDINATOR.name} will know of them from then on" in page.text
    act = an_act([hidden, shown], by=cast.CASEWORKER, app=here)
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    page = client.visit(f"/bulk/{act}")
    assert "1 Done as asked" in page.text
    assert "not shown" not in page.text
    rows = client.visit(f"/bulk/{act}/rows/done")
    assert hidden.reference not in rows.html
    assert "Захаваны" not in rows.html
    assert "Showing 1 case" in rows.text


def test_whoever_lost_sight_of_a_case_is_told_how_many(here: Flask, client: PageClient) -> None:
    by = cast.CASEWORKER.actor()
    hidden = a_case(
        by, a_person(by, sensitivity=Sensitivity.RESTRICTED), owner=cast.SECOND_CASEWORKER.actor().public_id
    )
    db.session.commit()
    act = an_act([hidden], to(cast.COORDINATOR), by=cast.SECOND_CASEWORKER, app=here)
    client.sign_in(cast.SECOND_CASEWORKER)
    page = client.visit(f"/bulk/{act}")
    assert "1 more case of this act is not shown: you may no longer open it." in page.text
    assert hidden.reference not in page.html
    service.undo(cast.SECOND_CASEWORKER.actor(), act)
    work(here)
    assert owner(hidden) == cast.COORDINATOR.name


def test_the_cap_is_said_with_its_reason(here: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from case_mgr.bulk import views
    from case_mgr.bulk.service import picking

    made = some_cases(4)
    for module in (picking, queries, views):
        monkeypatch.setattr(module, "CAP", 3)
    with pytest.raises(Refused, match="at most 3 can be changed at once, so that each"):
        an_act(made)
    client.sign_in(cast.COORDINATOR)
    page = client.submit(client.visit("/cases"), action="/cases/pick", button="flag", pick=ids(made)[:2])
    assert "All of them are too many" in page.text
    act = page.path.removeprefix("/bulk/")
    with pytest.raises(Refused, match="4 cases match"):
        service.pick_all(cast.COORDINATOR.actor(), act, CaseFilter())
    assert queries.get_act(cast.COORDINATOR.actor(), act).rows == 2


def test_undo_ends_after_thirty_days(here: Flask) -> None:
    act = an_act(some_cases(1), app=here)
    with time_machine.travel(clock.now() + timedelta(days=31)), pytest.raises(Refused, match="older than 30 days"):
        service.undo(cast.COORDINATOR.actor(), act)


def test_an_owner_who_left_cannot_be_given_a_case_back(here: Flask) -> None:
    case = some_cases(1, owner=cast.SECOND_CASEWORKER.actor().public_id)[0]
    act = an_act([case], to(cast.CASEWORKER), app=here)
    accounts.end_membership(cast.ADMINISTRATOR.actor(), cast.SECOND_CASEWORKER.actor().public_id)
    db.session.commit()
    service.undo(cast.COORDINATOR.actor(), act)
    work(here)
    assert counts(act)[1] == {"failed": 1}
    assert owner(case) == cast.CASEWORKER.name


@pytest.mark.parametrize("role", list(Role))
def test_every_role(here: Flask, client: PageClient, role: Role) -> None:
    made = some_cases(2)
    act = an_act(made, by=cast.COORDINATOR, app=here)
    client.sign_in(cast.BY_ROLE[role])
    writes, reads = (
        role in {Role.COORDINATOR, Role.CASEWORKER},
        role not in {Role.ADMINISTRATOR, Role.AUDITOR, Role.DONOR},
    )
    client.visit("/bulk", 200 if writes else 403)
    client.visit(f"/bulk/{act}", 200 if role is Role.COORDINATOR else 404 if writes else 403)
    if reads:
        listed = client.visit("/cases")
        assert ('value="assign"' in listed.html) == writes
        assert ("Select BY-" in listed.html) == (writes or role is Role.REVIEWER)
    client.visit("/cases/export", 200 if role in {Role.COORDINATOR, Role.REVIEWER} else 403)


def test_a_stranger_and_a_colleague_find_nothing(here: Flask, client: PageClient) -> None:
    act = an_act(some_cases(1), app=here)
    draft = an_act(some_cases(1), by=cast.CASEWORKER)
    client.sign_in(cast.STRANGER)
    for path in (f"/bulk/{act}", f"/bulk/{act}/undo", f"/bulk/{act}/rows/done", f"/bulk/{draft}/check"):
        client.visit(path, 404)
    with pytest.raises(NotFound):
        service.start(cast.COORDINATOR.actor(), draft)
    with pytest.raises(NotFound):
        service.undo(cast.SECOND_CASEWORKER.actor(), act)


def test_a_list_leaves_for_a_purpose(here: Flask, client: PageClient) -> None:
    made = some_cases(3)
    by = cast.CASEWORKER.actor()
    a_case(by, a_person(by, sensitivity=Sensitivity.RESTRICTED))
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    listed = client.visit("/cases?sort=reference")
    token = listed.root.all("input", name="csrf_token")[0].get("value")
    page = client._arrive(
        client.post("/cases/export?sort=reference", data={"csrf_token": token}), "/cases/export", 200, follow=True
    )
    assert "Select at least one case." in page.text
    response = client.post("/cases/export", data={"csrf_token": token, "pick": ids(made)[:2]})
    assert "Rows" in response.get_data(as_text=True)
    page = client._arrive(response, "/cases/export", 200, follow=True)
    assert "2 those that you ticked" in page.text
    page = client.submit(page, 422, purpose=" ")
    assert "Say what the file is for" in page.text
    response = client.post(
        "/cases/export", data={"csrf_token": token, "pick": ids(made)[:2], "whom": "own", "purpose": "=For the UN"}
    )
    text = response.get_data(as_text=True)
    assert response.mimetype == "text/csv"
    assert [ref in text for ref in ids(made)] == [True, True, False]
    entry = log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.EXPORT_MADE), PageRequest()).items[0]
    assert (entry.facts["rows"], entry.facts["why"], entry.facts["picked"]) == (2, "=For the UN", True)
    page = client.visit("/people/export")
    assert "3 all that match the filters" in page.text
    assert client.submit(page, purpose="For the partner").response.mimetype == "text/csv"

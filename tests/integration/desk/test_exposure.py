"""What a member saw and did: whose names, what left, whom to warn; and their changes are put back together."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa
from flask import Flask

from case_mgr.access.actor import Operator
from case_mgr.advocacy import service as advocacy
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import queries as known
from case_mgr.cases import service as cases
from case_mgr.cases.types import EventDraft, ExitDraft
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import PageRequest
from case_mgr.core.rows import table_of
from case_mgr.desk import audit_exposure, audit_reversal
from case_mgr.desk.audit_reversal import Verdict
from case_mgr.detainees import service as people
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.tasks.models import Task
from tests import cast
from tests.client import Page, PageClient
from tests.exports import a_file
from tests.factories.advocacy import a_closed_talk
from tests.factories.people import a_case, a_person, a_relative
from tests.factories.tasks import a_task


def _address(member: str, path: str = "/audit/exposure") -> str:
    day = clock.today()
    boxes = "&".join(
        f"{name}-day={day.day}&{name}-month={day.month}&{name}-year={day.year}" for name in ("since", "until")
    )
    return f"{path}?member={member}&{boxes}"


def _latest(event: Event) -> dict[str, object]:
    found = log.list_entries(cast.ADMINISTRATOR.actor(), EntryFilter(event=event), PageRequest())
    assert found.items, f"no entry says {event}"
    return found.items[0].facts


def _report(client: PageClient, member: str) -> Page:
    return client.visit(_address(member))


def test_the_report_says_whose_names_what_left_and_whom_to_warn(
    here: Flask, client: PageClient, another_client: PageClient
) -> None:
    shown, unseen = a_person(), a_person()
    hidden = a_person(None, "Закрыты Чалавек", sensitivity=Sensitivity.RESTRICTED)
    a_case(None, shown)
    a_relative(shown)
    name, other, closed = shown.name, unseen.name, hidden.name
    address, member = f"/people/{shown.public_id}", cast.REVIEWER.actor().public_id

    client.sign_in(cast.REVIEWER)
    client.visit(address)
    client.visit(address)
    another_client.sign_in(cast.COORDINATOR)
    page = _report(another_client, member)
    assert name in page.text
    assert other not in page.text
    assert closed not in page.text
    assert cast.COORDINATOR.name in page.text, "who follows the case is whom to tell first"
    assert page.root.all("td", class_="numeric")[0].text == "3", (
        "the page twice, and once on the first page after the sign-in"
    )
    assert _latest(Event.EXPOSURE_REPORTED)["people"] == 1

    a_file(client, "people")
    audit.seal_served(Operator())
    db.session.commit()
    page = _report(another_client, member)
    assert other in page.text
    assert "What left the house" in page.text
    assert "what: people" in page.text

    # Who looked at the report saw these names too: it is a page like any other.
    own = log.list_served_to(
        cast.ADMINISTRATOR.actor(),
        cast.COORDINATOR.actor().public_id,
        clock.now() - timedelta(hours=1),
        clock.now() + timedelta(hours=1),
    )
    assert "desk.exposure" in own.pages


def test_an_administrator_learns_how_many_and_no_name(
    here: Flask, client: PageClient, another_client: PageClient
) -> None:
    person = a_person()
    name, address = person.name, f"/people/{person.public_id}"
    client.sign_in(cast.CASEWORKER)
    client.visit(address)
    another_client.sign_in(cast.ADMINISTRATOR)
    page = _report(another_client, cast.CASEWORKER.actor().public_id)
    assert name not in page.html
    assert "1 of them you may not open" in page.text


def test_a_number_says_nothing_of_whoever_is_withheld(
    here: Flask, client: PageClient, another_client: PageClient
) -> None:
    who = cast.CASEWORKER.actor()
    shown, member = a_person(who), who.public_id
    hidden = a_person(who, "Закрыты Чалавек", sensitivity=Sensitivity.RESTRICTED)
    addresses = [f"/people/{row.public_id}" for row in (shown, hidden)]
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    for address in addresses:
        client.visit(address)
    another_client.sign_in(cast.ADMINISTRATOR)
    assert "1 of them you may not open" in _report(another_client, member).text
    assert _latest(Event.EXPOSURE_REPORTED)["people"] == 1


def test_nothing_closed_and_nothing_private_is_told(here: Flask) -> None:
    officer, reader = cast.ADVOCACY_OFFICER.actor(), cast.COORDINATOR.actor()
    talk, task = a_closed_talk(officer), a_task(by=officer)
    table = table_of(Task)
    db.session.execute(sa.update(table).where(table.c.id == task.id).values(only_for_id=officer.user_id))
    advocacy.withdraw_interaction(officer, a_closed_talk(officer).public_id, "It was none")
    audit.record(officer, Event.TALK_FILE_TAKEN_OUT, talk, label=talk.reference)
    audit.record(officer, Event.EXPORT_FETCHED, what="people", rows=1, time=1)
    audit.record(officer, Event.EXPORT_MADE, what="people", rows=1, filter={"words": "Вера"})
    db.session.commit()
    since, until = clock.now() - timedelta(hours=1), clock.now() + timedelta(hours=1)
    asked = (officer.public_id, officer.name, since, until, PageRequest())
    everything = {Event.TALK_FILE_TAKEN_OUT, Event.EXPORT_FETCHED, Event.EXPORT_MADE}
    own = audit_exposure.report(replace(reader, user_id=officer.user_id), *asked)
    assert {one.event for one in own.left} == everything
    changes = {Event.INTERACTION_RECORDED, Event.INTERACTION_WITHDRAWN, Event.TASK_ADDED}
    assert changes <= own.changed.keys()
    found = audit_exposure.report(reader, *asked)
    assert {one.event for one in found.left} == everything - {Event.TALK_FILE_TAKEN_OUT}
    assert not (everything | changes) & found.changed.keys()
    other = audit_reversal.plan(reader, officer.public_id, since, until).other
    assert not changes & other.keys()
    told = audit_exposure.report(cast.AUDITOR.actor(), *asked).left
    assert [one.facts for one in told if one.event is Event.EXPORT_MADE] == [{"what": "people", "rows": 1}]


def test_strangers_and_nonsense_get_nothing(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.STRANGER_ADMINISTRATOR)
    client.visit(_address(cast.CASEWORKER.actor().public_id), 404)
    client.visit("/audit/exposure?member=x", 422)
    client.sign_out()
    client.sign_in(cast.CASEWORKER)
    client.visit("/audit/exposure", 403)


def _vandal() -> tuple[Detainee, Detainee, Detainee]:
    """Let a case worker change three people; one was edited by somebody else since."""
    who, other = cast.CASEWORKER.actor(), cast.COORDINATOR.actor()
    first, second, third = (a_person(other, occupation="Настаўніца") for _ in range(3))
    db.session.commit()
    people.amend(other, first.public_id, {"born": PartialDate.parse("1985-03")})
    db.session.commit()
    people.amend(who, first.public_id, {"born": PartialDate.parse("1990"), "occupation": "x"})
    db.session.commit()
    people.amend(who, first.public_id, {"born": None, "groups": ["teacher"]})
    people.amend(who, second.public_id, {"occupation": "y", "notes": "a secret"})
    db.session.commit()
    people.amend(other, second.public_id, {"occupation": "Лекарка"})
    people.amend(who, third.public_id, {"publication_hold": True, "hold_reason": "none"})
    db.session.commit()
    return first, second, third


def test_what_a_member_changed_is_put_back_together_and_later_work_stays(here: Flask, client: PageClient) -> None:
    first, second, third = _vandal()
    case = a_case(cast.COORDINATOR.actor(), third, charges="ст. 342")
    db.session.commit()
    cases.amend_case(cast.CASEWORKER.actor(), case.reference, {"charges": "nothing"})
    db.session.commit()
    ids = [row.id for row in (first, second, third)]
    client.sign_in(cast.COORDINATOR)
    address = _address(cast.CASEWORKER.actor().public_id, "/audit/exposure/reverse")
    page = client.visit(address)
    assert "March 1985" in page.text
    assert "somebody edited it since" in page.text
    assert "A person’s record was amended" in page.text or "A person's record was amended" in page.text

    client.submit(page, 422, reason=" ")
    done = client.submit(page, reason="The account was in other hands")
    assert "were put back" in done.text
    db.session.expire_all()
    rows = [db.session.get(Detainee, number) for number in ids]
    assert [str(row.born and row.born.edtf) for row in rows if row] == ["1985-03", "None", "None"]
    assert [row.occupation for row in rows if row] == ["Настаўніца", "Лекарка", "Настаўніца"]
    assert [(row.groups, row.publication_hold, row.hold_reason) for row in rows if row] == [("", False, "")] * 3
    assert case.charges == "ст. 342"
    facts = _latest(Event.CHANGES_REVERSED)
    assert (facts["reversed"], facts["kept"], facts["reason"]) == (6, 1, "The account was in other hands")
    assert facts["not_reversible"] == 1, "an encrypted field is looked at by a person"
    act = log.list_entries(cast.ADMINISTRATOR.actor(), EntryFilter(event=Event.CHANGES_REVERSED), PageRequest()).items[
        0
    ]
    related = log.list_related(cast.ADMINISTRATOR.actor(), act)
    assert {entry.event for entry in related} == {Event.PERSON_AMENDED, Event.CASE_AMENDED}
    assert len(related) == 3, "one entry for each record, and one for the act"
    assert log.verify().ok


def test_what_a_member_put_into_cases_goes_together_and_what_others_worked_on_stays(
    here: Flask, client: PageClient
) -> None:
    who, other = cast.CASEWORKER.actor(), cast.COORDINATOR.actor()
    case = a_case(other).reference
    first = cases.record_event(other, case, EventDraft("detention", PartialDate.parse("2025-01-02"), source="S-1"))
    db.session.commit()
    # A correction of what somebody else told is looked at by a person: without it nothing would stand.
    moved = EventDraft("detention", PartialDate.parse("2025-01-03"), source="S-1")
    cases.correct_event(who, case, first.public_id, moved)
    db.session.commit()
    planted = EventDraft("verdict", PartialDate.parse("2025-03-04"), source="a friend")
    cases.record_event(who, case, planted)
    edited = cases.record_event(who, case, EventDraft("note", PartialDate.parse("2025-02-01"), text="He confessed"))
    freed = ExitDraft("pardon", "free", PartialDate.parse("2025-09-11"), evidence="I saw it")
    cases.record_exit(who, case, freed)
    db.session.commit()
    better = EventDraft("note", PartialDate.parse("2025-02-01"), text="He was made to confess")
    cases.correct_event(other, case, edited.public_id, better)
    db.session.commit()
    assert known.get_case(other, case).row.stage == "released"
    client.sign_in(cast.COORDINATOR)
    page = client.visit(_address(who.public_id, "/audit/exposure/reverse"))
    assert "An exit from custody that they recorded" in page.text
    done = client.submit(page, reason="The account was in other hands")
    assert "were put back" in done.text
    db.session.expire_all()
    shown = known.get_case(other, case)
    standing = sorted(event.kind for event in shown.events if not event.withdrawn)
    assert (str(shown.row.stage), shown.exits, standing) == ("detained", (), ["detention", "note"])
    facts = _latest(Event.CHANGES_REVERSED)
    # The release, its event with it, and the verdict; what somebody corrected since stays.
    assert (facts["reversed"], facts["kept"]) == (3, 0)
    reader = cast.ADMINISTRATOR.actor()
    act = log.list_entries(reader, EntryFilter(event=Event.CHANGES_REVERSED), PageRequest()).items[0]
    related = [entry.event for entry in log.list_related(reader, act)]
    assert sorted(related) == sorted([Event.EXIT_WITHDRAWN, Event.EVENT_CORRECTED])
    assert log.verify().ok


def test_what_was_not_shown_is_not_put_back(here: Flask, client: PageClient) -> None:
    first, _second, _third = _vandal()
    client.sign_in(cast.COORDINATOR)
    page = client.visit(_address(cast.CASEWORKER.actor().public_id, "/audit/exposure/reverse"))
    people.amend(cast.COORDINATOR.actor(), first.public_id, {"occupation": "Пякарка"})
    number = first.id
    again = client.submit(page, 422, reason="In other hands")
    assert "Nothing was put back" in again.text
    db.session.expire_all()
    row = db.session.get(Detainee, number)
    assert row is not None
    assert row.occupation == "Пякарка"
    assert row.born is None


def test_a_record_that_the_reader_may_not_open_stays_and_is_not_named(here: Flask) -> None:
    who = cast.CASEWORKER.actor()
    hidden = a_person(who, "Закрыты Чалавек", sensitivity=Sensitivity.RESTRICTED, occupation="Настаўнік")
    db.session.commit()
    people.amend(who, hidden.public_id, {"occupation": "x"})
    db.session.commit()
    since, until = clock.now() - timedelta(hours=1), clock.now() + timedelta(hours=1)
    found = audit_reversal.plan(cast.COORDINATOR.actor(), who.public_id, since, until)
    assert [(row.verdict, row.label, row.before) for row in found.rows] == [(Verdict.CLOSED, "", "…")]
    second = cast.SECOND_CASEWORKER.actor()
    cases.join_team(who, a_case(who, hidden).reference, second.public_id)
    people.amend(second, hidden.public_id, {"occupation": "Лекар"})
    db.session.commit()
    found = audit_reversal.plan(cast.COORDINATOR.actor(), who.public_id, since, until)
    told = [(row.verdict, row.label, row.before, row.after) for row in found.rows]
    assert told == [(Verdict.CLOSED, "", "…", "…")], "also when somebody edited it since"


def test_paper_and_files_carry_the_number_by_which_they_are_looked_up(
    here: Flask, client: PageClient, another_client: PageClient
) -> None:
    person = a_person()
    name = person.name
    client.sign_in(cast.REVIEWER)
    page = client.visit("/people")
    (mark,) = page.root.all("p", class_="print-only print-mark")
    on_paper = mark.text.rsplit(" ", 1)[1]
    asked = client.visit("/people/export")
    answer = client.submit(asked, purpose="For the yearly report").response
    in_name = answer.headers["Content-Disposition"].removesuffix('.csv"').rsplit("-", 1)[1]
    assert _latest(Event.EXPORT_FETCHED)["file"] == in_name

    another_client.sign_in(cast.COORDINATOR)
    for number, kept in ((on_paper, "no"), (in_name, "yes")):
        found = another_client.visit(f"/audit/notes?number={number}").text
        assert cast.REVIEWER.name in found
        assert name in found
        assert f"Kept as a file {kept}" in " ".join(found.split())
    assert "No page and no file" in another_client.visit("/audit/notes?number=" + "0" * 24).text
    assert cast.REVIEWER.name not in mark.text, "paper may reach anybody"
    (code,) = re.findall(r"Mark (\w{5}-\w{5})", mark.text)
    for typed in (code, code.lower().replace("-", " ")):
        told = another_client.visit(f"/audit/notes?number={typed}")
        assert f"Who {cast.REVIEWER.name}" in " ".join(told.text.split())
    saw = another_client.visit(told.links["What they saw, printed and took out on this day"])
    assert cast.REVIEWER.name in saw.text
    assert _latest(Event.MARK_LOOKED_UP) == {"what": "mark", "found": True}
    for wrong in ("00000-00000", "nonsense", "²" * 24):
        assert "under this mark" in another_client.visit(f"/audit/notes?number={wrong}").text
    assert _latest(Event.MARK_LOOKED_UP) == {"what": "mark", "found": False}
    client.sign_out()
    client.sign_in(cast.STRANGER)
    for number in (on_paper, code):
        assert cast.REVIEWER.name not in client.visit(f"/audit/notes?number={number}").text

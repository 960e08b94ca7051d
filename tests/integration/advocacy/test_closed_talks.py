"""A talk that only some may know of: nobody else learns that it took place."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from flask import Flask

from case_mgr.advocacy import queries, service
from case_mgr.advocacy.kinds import Direction, Discretion, Medium
from case_mgr.advocacy.types import ContactDraft, ContactFilter, InteractionDraft
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.desk.discretion import CLOSED, discreet
from case_mgr.extensions import db
from case_mgr.tasks import queries as tasks
from case_mgr.tasks import service as tasking
from case_mgr.tasks.types import Filter, State, Whose
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case

SAID = "canary: the envoy names a day"
MEMBERS = (cast.COORDINATOR, cast.CASEWORKER, cast.ADVOCACY_OFFICER, cast.SECOND_CASEWORKER, cast.REVIEWER)


def _contact() -> str:
    return service.add_contact(cast.ADVOCACY_OFFICER.actor(), ContactDraft("Envoy of Nowhere")).public_id


def _talk(contact: str, *cases: str, **more: Any) -> Any:
    known: dict[str, Any] = {"summary": SAID, "cases": cases, "level": Discretion.NAMED}
    draft = InteractionDraft(PartialDate.day(2026, 2, 3), Medium.MEETING, Direction.TO_THEM, **(known | more))
    row = service.record_interaction(cast.ADVOCACY_OFFICER.actor(), contact, draft)
    db.session.commit()
    return row


@pytest.mark.parametrize("member", MEMBERS)
def test_lists_counts_and_cases_tell_of_it_to_its_readers_alone(here: Flask, member: cast.Member) -> None:
    contact, case = _contact(), a_case().reference
    _talk(contact, case, readers=(cast.COORDINATOR.actor().public_id,), batch="R-1")
    who, reads = member.actor(), member in (cast.ADVOCACY_OFFICER, cast.COORDINATOR)
    row = queries.list_contacts(who, ContactFilter(), PageRequest()).items[0]
    assert (row.interactions, row.last is not None) == (1 if reads else 0, reads)
    assert queries.list_interactions(who, contact, PageRequest()).total == int(reads)
    assert len(queries.list_interactions_of_case(who, case)) == int(reads)
    assert len(queries.list_interactions_of_batch(who, "R-1")) == int(reads)
    assert queries.list_raised(who, [case]) == ({case} if reads else set())


def test_the_log_says_nothing_of_it_to_others(here: Flask) -> None:
    contact, case = _contact(), a_case().reference
    row = _talk(contact, case)
    entries = log.list_entries(cast.COORDINATOR.actor(), EntryFilter(), PageRequest()).items
    told = [one for one in discreet(cast.COORDINATOR.actor(), entries) if one.subject_id == row.public_id]
    assert [(one.facts, one.subject_label, one.closed) for one in told] == [({}, "", True)]
    assert {(one.sentence, one.subject_type, one.changes) for one in told} == {(CLOSED, "-", ())}
    open_ = _talk(contact, case, level=Discretion.OPEN)
    entries = log.list_entries(cast.COORDINATOR.actor(), EntryFilter(), PageRequest()).items
    told = [one for one in discreet(cast.COORDINATOR.actor(), entries) if one.subject_id == open_.public_id]
    assert [(one.subject_label, one.closed) for one in told] == [(open_.reference, False)]
    # Whoever is taken out of a talk later would stand in its first entry for ever.
    assert case not in str(told)


@pytest.mark.parametrize("member", [cast.AUDITOR, cast.ADMINISTRATOR, cast.COORDINATOR])
def test_the_pages_of_the_log_name_no_closed_talk(client: PageClient, here: Flask, member: cast.Member) -> None:
    row = _talk(_contact(), a_case().reference)
    client.sign_in(member)
    page = client.visit("/audit?size=100")
    assert row.reference not in page.html
    assert CLOSED in page.text
    found = log.list_entries(member.actor(), EntryFilter(subject=row.public_id), PageRequest()).items
    assert found
    for entry in found:
        shown = client.visit(f"/audit/entries/{entry.seq}")
        assert row.reference not in shown.html
        assert "interaction" not in shown.text.lower()


def test_the_form_says_what_the_log_tells(client: PageClient, here: Flask) -> None:
    contact = _contact()
    db.session.commit()
    client.sign_in(cast.ADVOCACY_OFFICER)
    form = client.visit(f"/contacts/{contact}/interactions/new")
    assert "The log tells that something closed was written, when and by whom." in form.text


def test_a_reader_must_be_a_member_who_sees_contacts(here: Flask) -> None:
    contact = _contact()
    for member in (cast.DONOR, cast.STRANGER, cast.AUDITOR):
        with pytest.raises(Refused, match="Choose readers"):
            _talk(contact, readers=(member.actor().public_id,))


def test_a_promise_is_a_task_until_it_is_settled(here: Flask) -> None:
    contact = _contact()
    row = _talk(contact, level=Discretion.OPEN, follow_up="Ask again", follow_up_due=date(2026, 3, 1))
    found = tasks.list_tasks(cast.CASEWORKER.actor(), Filter(whose=Whose.ALL), PageRequest()).items
    assert [(one.basis, one.due.edtf if one.due else "") for one in found] == [(f"talk:{row.public_id}", "2026-03-01")]
    tasking.check_now(cast.COORDINATOR.actor())
    found = tasks.list_tasks(cast.CASEWORKER.actor(), Filter(whose=Whose.ALL), PageRequest()).items
    assert len(found) == 1, "the round opened a second one"
    service.settle_follow_up(cast.ADVOCACY_OFFICER.actor(), row.public_id, "They answered.")
    db.session.commit()
    assert tasks.get_task(cast.CASEWORKER.actor(), found[0].public_id).row.state is State.DONE


@pytest.mark.parametrize("round_", [False, True])
def test_the_task_of_a_closed_talk_is_seen_by_whoever_it_is_for(here: Flask, round_: bool) -> None:
    row = _talk(_contact(), readers=(cast.COORDINATOR.actor().public_id,), follow_up="Ask again")
    if round_:
        tasking.check_now(cast.COORDINATOR.actor())
        db.session.commit()
    seen = {
        member.name: tasks.list_tasks(member.actor(), Filter(whose=Whose.ALL), PageRequest()).total
        for member in MEMBERS
    }
    assert seen == {member.name: int(member is cast.ADVOCACY_OFFICER) for member in MEMBERS}
    mine = tasks.list_tasks(cast.ADVOCACY_OFFICER.actor(), Filter(whose=Whose.ALL), PageRequest()).items[0]
    with pytest.raises(NotFound):
        tasks.get_task(cast.CASEWORKER.actor(), mine.public_id)
    with pytest.raises(Refused, match="Only some may know"):
        tasking.assign(cast.ADVOCACY_OFFICER.actor(), mine.public_id, cast.CASEWORKER.actor().public_id)
    assert row.public_id in mine.basis


def test_the_page_of_it_is_missing_to_others(app: Flask, client: PageClient, another_client: PageClient) -> None:
    with app.app_context():
        contact, row = _contact(), None
        row = _talk(contact).public_id
    client.sign_in(cast.ADVOCACY_OFFICER)
    assert SAID in client.visit(f"/contacts/{contact}/interactions/{row}").text
    another_client.sign_in(cast.CASEWORKER)
    another_client.visit(f"/contacts/{contact}/interactions/{row}", 404)
    another_client.visit(f"/talks/{row}", 404)
    assert SAID not in another_client.visit(f"/contacts/{contact}").text


def test_quick_entry_from_a_case(app: Flask, client: PageClient) -> None:
    with app.app_context():
        _contact()
        case = a_case().reference
        db.session.commit()
    client.sign_in(cast.ADVOCACY_OFFICER)
    form = client.visit(client.visit(f"/cases/{case}").links["Record an interaction"])
    assert case in form.html
    day = {"happened__kind": "day", "happened__day": 3, "happened__month": 2, "happened__year": 2026}
    known: dict[str, Any] = {"direction": "to_them", "summary": "Asked.", **day}
    wrong = client.submit(form, 422, contact="Nobody of this name", **known)
    assert "add the contact first" in wrong.text
    done = client.submit(wrong, contact="envoy of NOWHERE", follow_up="They write")
    (reference,) = re.findall(r"Interaction (I-\w{6}) was recorded", done.text)
    assert done.links[case] == f"/cases/{case}"
    task = client.visit(client.visit("/tasks").links["Follow up what was promised in a talk"])
    assert reference in client.visit(task.links["Open the talk"]).text


def test_taking_an_import_back_keeps_what_a_closed_talk_names_and_does_not_say_why(here: Flask) -> None:
    from case_mgr.imports.models import ImportRow
    from case_mgr.imports.service.ties import EDITED, RAISED, Ties

    contact, case, free = _contact(), a_case().reference, a_case().reference
    _talk(contact, case)
    rows = [ImportRow(case_reference=reference, person=None) for reference in (case, free)]
    for member, why in ((cast.ADVOCACY_OFFICER, RAISED), (cast.COORDINATOR, EDITED)):
        ties = Ties(member.actor(), rows)
        assert [ties.of_case(row) for row in rows] == [why, ""]

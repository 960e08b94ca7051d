"""A talk is corrected, closed and opened to others, taken back and put back; nothing that stood there is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask

from case_mgr.advocacy import queries, service
from case_mgr.advocacy.kinds import Direction, Discretion, Medium, Outcome
from case_mgr.advocacy.models import Interaction
from case_mgr.advocacy.types import ContactFilter, InteractionDraft
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.desk import chain
from case_mgr.desk.discretion import discreet
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.tasks import queries as tasks
from case_mgr.tasks import service as tasking
from case_mgr.tasks.types import Filter, State, Whose
from tests import cast
from tests.client import PageClient
from tests.factories.advocacy import a_file_of, a_talk
from tests.factories.people import a_case, a_person

CANARY = "canary: he named the airline"
OFFICER, OTHER = cast.ADVOCACY_OFFICER, cast.CASEWORKER


def _draft(**more: Any) -> InteractionDraft:
    known: dict[str, Any] = {"happened": PartialDate.parse("2025-07-03"), "summary": "Said."}
    return InteractionDraft(**{"medium": Medium.MEETING, "direction": Direction.TO_THEM, **known, **more})


def _amend(row: Interaction, by: cast.Member = OFFICER, reason: str = "Misheard", **more: Any) -> Interaction:
    done = service.amend_interaction(by.actor(), row.public_id, _draft(**more), reason, row.version)
    db.session.commit()
    return done


def _view(row: Interaction, by: cast.Member = OFFICER) -> Any:
    return queries.get_interaction(by.actor(), row.contact.public_id, row.public_id)


def _tasks(by: cast.Member, *states: State) -> list[Any]:
    found = tasks.list_tasks(by.actor(), Filter(whose=Whose.ALL), PageRequest()).items
    return [one for one in found if not states or one.state in states]


def test_what_stood_there_stays_with_the_talk_and_the_log_says_why(here: Flask) -> None:
    first, second = a_case().reference, a_case().reference
    row = a_talk(first, by=OFFICER.actor(), summary=CANARY)
    _amend(row, OTHER, summary="He named nobody.", cases=(second,), outcome=Outcome.HEARD)
    told = _view(row).former[0]
    assert (told.by, told.reason) == (OTHER.name, "Misheard")
    assert told.before == {"summary": CANARY, "outcome": "none_yet", "cases": first}
    entry = log.list_entries(
        cast.COORDINATOR.actor(), EntryFilter(event=Event.INTERACTION_AMENDED), PageRequest()
    ).items[0]
    assert entry.facts["reason"] == "Misheard"
    changed = {field.rpartition(".")[2]: (before, after) for field, before, after in entry.changes}
    assert changed["outcome"] == ("none_yet", "heard")
    assert CANARY not in str(entry)


def test_a_case_that_is_closed_to_whoever_amends_stays_raised(here: Flask) -> None:
    open_, by = a_case().reference, cast.COORDINATOR.actor()
    row = a_talk(open_, by=OFFICER.actor())
    later = a_case(by, a_person(by))
    _amend(row, cases=(open_, later.reference))
    later.detainee.sensitivity = str(Sensitivity.RESTRICTED)
    from case_mgr.audit import service as audit

    audit.record(by, Event.PERSON_AMENDED, later.detainee)
    db.session.commit()
    # Whoever may not know the person does not even learn of the talk.
    with pytest.raises(NotFound):
        service.amend_interaction(cast.SECOND_CASEWORKER.actor(), row.public_id, _draft(), "Why", None)
    assert {one.case.reference for one in db.session.get_one(Interaction, row.id).raised} == {open_, later.reference}


def test_whoever_was_taken_out_of_a_talk_stands_in_no_former_text_for_others(here: Flask) -> None:
    by = cast.COORDINATOR.actor()
    closed = a_case(by, a_person(by, sensitivity=Sensitivity.RESTRICTED)).reference
    row = a_talk(closed, by=by, summary=CANARY)
    db.session.commit()
    _amend(row, cast.COORDINATOR, summary="He named nobody.")
    assert _view(row, cast.COORDINATOR).former[0].before == {"summary": CANARY, "cases": closed}
    assert (_view(row, OTHER).summary, _view(row, OTHER).former) == ("He named nobody.", ())
    _amend(row, cast.COORDINATOR, summary="He named nobody at all.")
    assert _view(row, OTHER).former == (), "a later amendment opens the earlier one"


@pytest.mark.parametrize(
    ("more", "reason", "why"),
    [
        ({"summary": "Other."}, " ", "Say why"),
        ({"summary": " "}, "Why", "what was said"),
        ({"happened": PartialDate.parse("2099")}, "Why", "future"),
        ({"cases": ("BY-1999-99999",)}, "Why", "BY-1999-99999"),
        ({}, "Why", "Nothing differs"),
    ],
)
def test_what_cannot_be_so_is_refused_and_nothing_is_written(
    here: Flask, more: dict[str, Any], reason: str, why: str
) -> None:
    row = a_talk(by=OFFICER.actor())
    db.session.commit()
    with pytest.raises(Refused, match=why):
        service.amend_interaction(OFFICER.actor(), row.public_id, _draft(**more), reason, row.version)
    db.session.rollback()
    assert (_view(row).summary, _view(row).former) == ("Said.", ())


def test_an_older_state_is_not_written_over(here: Flask) -> None:
    row = a_talk(by=OFFICER.actor())
    seen = row.version
    _amend(row, summary="First.")
    with pytest.raises(Stale):
        service.amend_interaction(OTHER.actor(), row.public_id, _draft(summary="Second."), "Why", seen)
    with pytest.raises(Stale):
        service.choose_readers(OFFICER.actor(), row.public_id, Discretion.NAMED, (), seen)


def test_the_task_of_a_promise_follows_every_change(here: Flask) -> None:
    row = a_talk(by=OFFICER.actor(), follow_up="Ask", follow_up_due=date(2026, 3, 1))
    db.session.commit()
    _amend(row, happened=PartialDate.parse("2025-07-04"), follow_up="Ask", follow_up_due=date(2026, 4, 1))
    assert [(one.due.edtf, one.state) for one in _tasks(OTHER)] == [("2026-04-01", State.OPEN)]
    _amend(row, happened=PartialDate.parse("2025-07-04"))
    assert _tasks(OTHER, State.OPEN) == []
    _amend(row, happened=PartialDate.parse("2025-07-04"), follow_up="Ask them", follow_up_due=date(2026, 5, 1))
    assert [one.due.edtf for one in _tasks(OTHER, State.OPEN)] == ["2026-05-01"]
    service.choose_readers(OFFICER.actor(), row.public_id, Discretion.NAMED, (), row.version)
    db.session.commit()
    assert (_tasks(OTHER), len(_tasks(OFFICER, State.OPEN))) == ([], 1)
    service.withdraw_interaction(OFFICER.actor(), row.public_id, "Recorded twice")
    db.session.commit()
    tasking.check_now(cast.COORDINATOR.actor())
    db.session.commit()
    assert _tasks(OFFICER, State.OPEN) == []
    service.restore_interaction(OFFICER.actor(), row.public_id)
    db.session.commit()
    assert len(_tasks(OFFICER, State.OPEN)) == 1


@pytest.mark.parametrize("settled", [True, False])
def test_the_done_task_of_a_promise_is_closed_to_others_with_the_talk(here: Flask, settled: bool) -> None:
    row = a_talk(by=OFFICER.actor(), follow_up="Ask")
    db.session.commit()
    (task,) = _tasks(OTHER)
    tasking.assign(OTHER.actor(), task.public_id, OTHER.actor().public_id)
    if settled:
        service.settle_follow_up(OFFICER.actor(), row.public_id, "He named the airline")
    else:
        tasking.finish(OTHER.actor(), task.public_id, "He named the airline")
    db.session.commit()
    assert len(_tasks(OTHER)) == 1
    service.choose_readers(OFFICER.actor(), row.public_id, Discretion.NAMED, (), row.version)
    db.session.commit()
    assert (_tasks(OTHER), [one.state for one in _tasks(OFFICER)]) == ([], [State.DONE])


def test_readers_are_added_and_removed_by_whoever_recorded_it(here: Flask) -> None:
    row = a_talk(by=OFFICER.actor(), level=Discretion.NAMED, readers=(OTHER.actor().public_id,))
    db.session.commit()
    with pytest.raises(Refused, match="Only whoever recorded"):
        service.choose_readers(OTHER.actor(), row.public_id, Discretion.OPEN, (), None)
    readers = (cast.COORDINATOR.actor().public_id,)
    service.choose_readers(OFFICER.actor(), row.public_id, Discretion.NAMED, readers, row.version)
    db.session.commit()
    assert _view(row, cast.COORDINATOR).readers == (cast.COORDINATOR.name,)
    with pytest.raises(NotFound):
        _view(row, OTHER)
    assert queries.list_known_talks(OTHER.actor(), [row.public_id]) == set()
    for stranger in (cast.DONOR, cast.STRANGER, cast.AUDITOR):
        with pytest.raises(Refused, match="Choose readers"):
            service.choose_readers(
                OFFICER.actor(), row.public_id, Discretion.NAMED, (stranger.actor().public_id,), row.version
            )


def test_when_its_author_has_left_a_reader_decides(here: Flask) -> None:
    from case_mgr.accounts.models import User
    from case_mgr.audit import service as audit
    from case_mgr.core import clock

    row = a_talk(by=OFFICER.actor(), level=Discretion.NAMED, readers=(OTHER.actor().public_id,))
    author = db.session.get_one(User, OFFICER.actor().user_id)
    author.disabled_at = clock.now()
    audit.record(cast.COORDINATOR.actor(), Event.MEMBER_INVITED, author)
    db.session.commit()
    service.choose_readers(OTHER.actor(), row.public_id, Discretion.NAMED, (), row.version)
    db.session.commit()
    assert OTHER.name in _view(row, OTHER).readers, "whoever decided locked themselves out"


def test_what_was_taken_back_counts_nowhere_and_can_be_put_back(here: Flask) -> None:
    case = a_case().reference
    row = a_talk(case, by=OFFICER.actor(), batch="R-1", follow_up="Ask")
    db.session.commit()
    contact = row.contact.public_id

    def counted() -> list[Any]:
        who = OTHER.actor()
        with here.test_request_context():
            links = len(chain.from_contact(who, contact).items)
        return [
            queries.list_contacts(who, ContactFilter(), PageRequest()).items[0].interactions,
            queries.list_interactions(who, contact, PageRequest()).total,
            len(queries.list_interactions_of_case(who, case)),
            len(queries.list_interactions_of_batch(who, "R-1")),
            len(queries.list_raised(who, [case])),
            queries.count_promised(who),
            links,
        ]

    assert counted() == [1, 1, 1, 1, 1, 1, 1]
    service.withdraw_interaction(OTHER.actor(), row.public_id, "Recorded twice")
    db.session.commit()
    assert counted() == [0, 0, 0, 0, 0, 0, 0]
    assert _view(row).reason == "Recorded twice"
    entries = log.list_entries(OFFICER.actor(), EntryFilter(subject=row.public_id), PageRequest()).items
    assert not any(entry.closed for entry in discreet(cast.COORDINATOR.actor(), entries))
    with pytest.raises(Refused, match="put it back"):
        service.amend_interaction(OFFICER.actor(), row.public_id, _draft(summary="New"), "Why", None)
    with pytest.raises(NotFound):
        service.settle_follow_up(OFFICER.actor(), row.public_id, "Done")
    service.restore_interaction(OFFICER.actor(), row.public_id)
    db.session.commit()
    assert counted() == [1, 1, 1, 1, 1, 1, 1]


def test_the_pages(app: Flask, client: PageClient, another_client: PageClient) -> None:
    with app.app_context():
        row = a_talk(by=OFFICER.actor(), summary=CANARY)
        a_file_of(row, OFFICER.actor())
        db.session.commit()
        path, told = f"/contacts/{row.contact.public_id}/interactions/{row.public_id}", row.reference
    client.sign_in(OFFICER)
    page = client.visit(path)
    form = client.visit(page.links["Amend"])
    assert CANARY in form.html
    wrong = client.submit(form, 422, summary="Otherwise.", reason="")
    assert "Say why it is changed" in wrong.text
    assert "Otherwise." in wrong.html, "what was typed is lost"
    amended = client.submit(wrong, reason="Misheard")
    assert f"Interaction {told} was amended." in amended.text
    assert CANARY in amended.text
    assert "Misheard" in amended.text
    gone = client.submit(client.visit(client.visit(path).links["Take back Their letter"]), reason="The wrong letter")
    assert "The wrong letter" in gone.text
    assert "Their letter" not in gone.links
    closed = client.submit(client.visit(gone.links["Who may know of it"]), level="named")
    assert "was changed" in closed.text
    another_client.sign_in(OTHER)
    for page_ in ("", "/edit", "/readers", "/withdraw"):
        another_client.visit(path + page_, 404)
    back = client.submit(client.visit(closed.links["Take it back"]), reason="It was no talk")
    assert "It was no talk" in back.text
    assert "Amend" not in back.links
    again = client.submit(back, action=f"{path}/restore")
    assert f"Interaction {told} was put back." in again.text


def test_a_file_that_was_taken_back_is_missing(app: Flask, client: PageClient) -> None:
    with app.app_context():
        row = a_talk(by=OFFICER.actor())
        file = a_file_of(row, OFFICER.actor())
        service.withdraw_file(OFFICER.actor(), row.public_id, file, "The wrong letter")
        db.session.commit()
        path = f"/contacts/{row.contact.public_id}/interactions/{row.public_id}/files/{file}"
    client.sign_in(OFFICER)
    client.visit(path, 404)
    client.visit(f"{path}/withdraw", 404)

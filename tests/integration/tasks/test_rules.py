"""Rules open tasks, follow the dates that they look at, close what is no longer so, and never ask twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from case_mgr.access.actor import Operator
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import service as cases
from case_mgr.cases.models import Case
from case_mgr.cases.types import Contact, CustodyDraft, EventDraft
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Giver, Purpose, Sensitivity
from case_mgr.extensions import db
from case_mgr.jobs.worker import run_rounds
from case_mgr.legal.estimate import Length
from case_mgr.rooms.handlers import ROUNDS
from case_mgr.tasks import queries, service, words
from case_mgr.tasks.models import Task
from case_mgr.tasks.service import checking
from case_mgr.tasks.types import Filter, State
from tests import cast
from tests.factories import law
from tests.factories.people import a_case, a_consent, a_person, an_event, an_exit
from tests.factories.tasks import checked
from tests.queries import counted

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock(here: Flask) -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    with time_machine.travel(START, tick=False) as moved:
        yield moved


def held(day: str = "2026-02-01", **facts: object) -> Case:
    """Return a case of somebody in custody, followed by a caseworker."""
    who = cast.CASEWORKER.actor()
    case = a_case(who, a_person(who, **facts), owner=who.public_id)
    an_event(case, day=day, by=who)
    db.session.commit()
    return case


def of_rule(rule: str) -> list[Task]:
    return list(db.session.scalars(select(Task).where(Task.rule == rule).order_by(Task.id)))


def days(clock: time_machine.Traveller, count: int) -> None:
    clock.move_to(datetime.now(UTC) + timedelta(days=count))


def test_silence_counts_from_the_last_sign_of_life_and_from_the_day_we_began(
    clock: time_machine.Traveller,
) -> None:
    never, heard = held(), held()
    an_event(heard, "last_sign_of_life", "2026-02-20")
    checked()
    assert of_rule("silence") == [], "nobody is asked on the first day about what was recorded that day"
    days(clock, 20)
    checked()
    (task,) = of_rule("silence")
    assert (task.case_id, task.base, task.due) == (
        heard.id,
        PartialDate.parse("2026-02-20"),
        PartialDate.parse("2026-03-22"),
    )
    assert task.assignee_id == cast.CASEWORKER.actor().user_id
    days(clock, 10)
    checked()
    assert {task.case_id for task in of_rule("silence")} == {never.id, heard.id}
    checked()
    assert len(of_rule("silence")) == 2, "the same is not asked twice"


def test_a_sign_of_life_known_in_part_gives_a_range(clock: time_machine.Traveller) -> None:
    case = held()
    an_event(case, "last_sign_of_life", "2026-02")
    days(clock, 10)
    checked()
    (task,) = of_rule("silence")
    assert task.due == PartialDate.parse("2026-03-12/2026-03-30"), "what of the range has passed already is not due"


def test_contact_in_custody_is_a_sign_of_life(clock: time_machine.Traveller) -> None:
    case, draft = held(), CustodyDraft("sizo-1", began=PartialDate.parse("2026-02-01"), contact=Contact.LAWYER)
    days(clock, 25)
    cases.record_custody(cast.CASEWORKER.actor(), case.reference, draft)
    days(clock, 10)
    checked()
    assert of_rule("silence") == []


def test_a_changed_date_moves_the_task_and_says_so(clock: time_machine.Traveller, here: Flask) -> None:
    case = held()
    event = an_event(case, "last_sign_of_life", "2026-01-20")
    checked()
    (task,) = of_rule("silence")
    assert (task.due, task.due_before) == (PartialDate.parse("2026-03-02"), None)
    days(clock, 10)
    draft = EventDraft("last_sign_of_life", PartialDate.parse("2026-02"), reason="A slip.")
    cases.correct_event(cast.CASEWORKER.actor(), case.reference, event.public_id, draft)
    checked()
    (task,) = of_rule("silence")
    assert (task.base, task.due) == (PartialDate.parse("2026-02"), PartialDate.parse("2026-03-12/2026-03-30"))
    assert task.due_before == PartialDate.parse("2026-03-02")
    with here.test_request_context():
        said = words.task_moved(queries.get_task(cast.CASEWORKER.actor(), task.public_id).row)
    assert "due between 12 March 2026 and 30 March 2026, before 2 March 2026" in said


def test_what_is_no_longer_so_is_closed_by_the_rule_and_comes_back_with_its_reason(
    clock: time_machine.Traveller,
) -> None:
    case = held()
    an_event(case, "last_sign_of_life", "2026-01-20")
    checked()
    an_event(case, "contact_restored", "2026-03-01", reason="As the lawyer says.")
    checked()
    (task,) = of_rule("silence")
    assert (task.state, task.closed_by_id) == (State.DONE, None)
    days(clock, 31)
    checked()
    first, second = of_rule("silence")
    assert (first.state, second.state, second.base) == (State.DONE, State.OPEN, PartialDate.parse("2026-03-01"))


def test_what_a_person_answered_is_asked_again_only_about_another_date(clock: time_machine.Traveller) -> None:
    who, case = cast.CASEWORKER.actor(), held()
    an_event(case, "last_sign_of_life", "2026-01-20")
    checked()
    (task,) = of_rule("silence")
    service.drop(who, task.public_id, "The family asks us to wait.")
    checked()
    assert [row.state for row in of_rule("silence")] == [State.DROPPED]
    an_event(case, "last_sign_of_life", "2026-02-25")
    days(clock, 40)
    checked()
    assert [row.state for row in of_rule("silence")] == [State.DROPPED, State.OPEN]


def test_a_case_in_which_nothing_is_recorded_is_stale(clock: time_machine.Traveller) -> None:
    case = held()
    days(clock, 89)
    checked()
    assert of_rule("stale") == []
    days(clock, 1)
    checked()
    (task,) = of_rule("stale")
    assert (task.case_id, task.base) == (case.id, PartialDate.parse("2026-03-02"))
    an_event(case, "note", "2026-05-01")
    checked()
    assert [row.state for row in of_rule("stale")] == [State.DONE]


def test_somebody_must_ask_for_consent_once_a_person(clock: time_machine.Traveller) -> None:
    silent, asked = held(), held()
    a_case(cast.CASEWORKER.actor(), silent.detainee)
    a_consent(asked.detainee, Purpose.PUBLISH, giver=Giver.SIBLING)
    checked()
    assert of_rule("no_consent") == []
    days(clock, 14)
    checked()
    (task,) = of_rule("no_consent")
    assert (task.case_id, task.detainee_id) == (silent.id, silent.detainee_id)
    a_consent(silent.detainee, Purpose.RECORD)
    checked()
    assert [row.state for row in of_rule("no_consent")] == [State.DONE]


def test_whoever_is_freed_is_asked_themselves(clock: time_machine.Traveller) -> None:
    case = held()
    a_consent(case.detainee, Purpose.PARTNERS, giver=Giver.PARENT)
    checked()
    assert of_rule("own_consent") == []
    an_exit(case, "pardon", "free", day="2026-02-28", evidence="a colleague saw him", source="S-1")
    checked()
    (task,) = of_rule("own_consent")
    assert (task.base, task.due) == (PartialDate.parse("2026-02-28"), PartialDate.parse("2026-03-14"))
    a_consent(case.detainee, Purpose.PARTNERS, giver=Giver.PERSON)
    checked()
    assert [row.state for row in of_rule("own_consent")] == [State.DONE]


def test_a_sentence_that_may_end_soon_must_be_verified_and_changes_no_status(
    clock: time_machine.Traveller,
) -> None:
    case = held("2025-03-10")
    law.a_sentence(case.reference, Length(years=1), day="2025-06-10", term_from=law.on("2025-03-10"))
    checked()
    (task,) = of_rule("verify_release")
    assert task.case_id == case.id
    assert task.due is not None
    assert task.due.earliest is not None
    assert date(2026, 3, 2) <= task.due.earliest <= date(2026, 3, 16)
    assert case.state == "in_custody"


def test_the_worker_checks_every_organisation_once_an_hour(clock: time_machine.Traveller, here: Flask) -> None:
    case = held()
    an_event(case, "last_sign_of_life", "2026-01-20")
    db.session.commit()
    assert len(service.list_due()) == 2, "both organisations wait"
    run_rounds(here, ROUNDS)
    assert service.list_due() == []
    assert len(of_rule("silence")) == 1
    clock.move_to(START + timedelta(minutes=61))
    assert len(service.list_due()) == 2
    run_rounds(here, ROUNDS)
    assert len(of_rule("silence")) == 1
    entry = log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.TASK_OPENED), PageRequest()).items[0]
    assert (entry.actor, entry.subject_label, entry.facts["rule"]) == (Operator().public_id, case.reference, "silence")
    assert log.verify().ok


def test_a_second_worker_finds_the_round_done(clock: time_machine.Traveller) -> None:
    an_event(held(), "last_sign_of_life", "2026-01-20")
    for organisation in service.list_due() * 2:
        service.check(organisation)
    assert len(of_rule("silence")) == 1


def test_a_whole_archive_opens_in_parts(clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "AT_ONCE", 2)
    for _ in range(3):
        an_event(held(), "last_sign_of_life", "2026-01-20")
    checked()
    assert len(of_rule("silence")) == 2
    checked()
    assert len(of_rule("silence")) == 3


def test_who_may_not_know_of_a_person_does_not_know_of_the_task(clock: time_machine.Traveller) -> None:
    case = held(sensitivity=Sensitivity.RESTRICTED)
    an_event(case, "last_sign_of_life", "2026-01-20", by=cast.CASEWORKER.actor())
    checked()
    assert queries.count_tasks(cast.CASEWORKER.actor(), Filter()) == 1
    assert queries.count_tasks(cast.COORDINATOR.actor(), Filter()) == 0
    assert queries.count_tasks(cast.STRANGER.actor(), Filter()) == 0
    assert queries.count_tasks(cast.DATA_CLERK.actor(), Filter()) == 0


def test_only_a_coordinator_checks_at_once(clock: time_machine.Traveller) -> None:
    with pytest.raises(Forbidden):
        service.check_now(cast.CASEWORKER.actor())


def test_the_number_of_queries_does_not_grow_with_the_cases(clock: time_machine.Traveller, here: Flask) -> None:
    """Once what a rule found is opened, a check asks the same few questions however many cases there are."""
    seen = []
    for rows in (2, 8):
        for _ in range(rows):
            case = held("2025-03-10")
            an_event(case, "last_sign_of_life", "2026-01-20")
            law.a_sentence(case.reference, Length(years=1), day="2025-06-10", term_from=law.on("2025-03-10"))
            a_consent(case.detainee, Purpose.PARTNERS, giver=Giver.PARENT)
        checked()
        db.session.commit()
        db.session.expunge_all()
        with counted(here) as statements:
            checked()
        seen.append(statements)
    assert seen[1][len(seen[0]) :] == []
    assert len(of_rule("silence")) == len(of_rule("verify_release")) == 10

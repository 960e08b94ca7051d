"""The stock ledger in the database: every term is a list, late knowledge is a line of its own, and it adds up."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from case_mgr.cases import service as cases
from case_mgr.cases.models import Case
from case_mgr.cases.types import CaseDraft, EventDraft
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.pardons import queries, service
from case_mgr.pardons.service import count_stock_due, list_stock_due
from case_mgr.pardons.stocktaking import Ledger, TermKind
from case_mgr.recognition.models import Recognition
from case_mgr.recognition.types import EndKind
from tests import cast
from tests.client import PageClient
from tests.factories.duplicates import a_merge, two_records
from tests.factories.people import an_exit
from tests.factories.recognition import a_recognition, an_end
from tests.integration.pardons import walk


@pytest.fixture(autouse=True)
def clock(here: Flask) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(_at("2025-01-01"), tick=False) as moved:
        yield moved


def _at(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).replace(hour=12)


def held(name: str, day: str, recognised: str) -> Case:
    """Open a case of somebody who was detained and recognised."""
    who = cast.CASEWORKER.actor()
    person = walk.person(who, name)
    case = cases.open_case(who, CaseDraft(person.public_id, "BY", 2024))
    cases.record_event(who, case.reference, EventDraft("detention", PartialDate.parse(day), source="a neighbour"))
    a_recognition(case, recognised)
    db.session.commit()
    return case


def counted() -> None:
    service.count_stock(cast.COORDINATOR.actor())
    db.session.commit()


def ledger(since: str, until: str, known: str, who: cast.Member = cast.CASEWORKER) -> Ledger:
    days = (date.fromisoformat(day) for day in (since, until, known))
    return queries.get_ledger(who.actor(), *days)


@pytest.fixture
def story(clock: time_machine.Traveller) -> list[Case]:
    """Four people: one pardoned, one learned of late, one arrested anew, one whose recognition was ended."""
    first = held("Ігар Лесавік", "2024-01-10", "2024-03-01")
    second = held("Ганна Рачная", "2024-02-01", "2024-02-15")
    third = held("Пётр Галка", "2024-04-01", "2024-05-01")
    clock.move_to(_at("2025-02-10"))
    an_exit(first, "pardon", "free", "2025-02-08", by=cast.CASEWORKER.actor(), evidence="Seen.")
    an_exit(second, "amnesty", "free", "2025-02-09", by=cast.CASEWORKER.actor(), evidence="Seen.")
    db.session.commit()
    clock.move_to(_at("2025-03-20"))
    late = held("Марыя Позняя", "2024-12-01", "2024-12-20")
    again = cases.open_case(cast.CASEWORKER.actor(), CaseDraft(second.detainee.public_id, "BY", 2025))
    detained = EventDraft("detention", PartialDate.parse("2025-03-15"), source="a neighbour")
    cases.record_event(cast.CASEWORKER.actor(), again.reference, detained)
    a_recognition(again, "2025-03-18")
    an_end(of_case(third), EndKind.WITHDRAWN, "2025-03-19")
    db.session.commit()
    counted()
    return [first, second, third, late, again]


def of_case(case: Case) -> Recognition:
    """Return the one recognition of a case."""
    return db.session.query(Recognition).filter_by(case_id=case.id).one()


def test_each_change_has_one_reason_and_late_knowledge_is_a_line_of_its_own(story: list[Case]) -> None:
    found = ledger("2025-01-31", "2025-03-31", "2025-03-31")
    assert (found.opening, found.learned, found.unlearned, found.closing, found.off) == (3, 1, 0, 2, 0)
    assert [(term.reason, term.count) for term in found.entries] == [("rearrested", 1)]
    assert {term.reason: term.count for term in found.exits} == {"pardon": 1, "amnesty": 1, "recognition_ended": 1}
    # As was known in the middle of March nobody had been arrested again and nobody was learned of.
    before = ledger("2025-01-31", "2025-03-19", "2025-03-19")
    assert (before.opening, before.learned, before.closing, before.off) == (3, 0, 1, 0)


def test_it_adds_up_for_every_two_days_and_every_term_is_a_list(story: list[Case]) -> None:
    days = ["2024-01-01", "2024-02-20", "2024-12-31", "2025-02-08", "2025-02-28", "2025-03-15", "2025-03-20"]
    for since, until in itertools.combinations_with_replacement(days, 2):
        for known in ("2025-01-15", "2025-02-10", "2025-03-20"):
            found = ledger(since, until, known)
            assert found.off == 0, (since, until, known)
            asked = [(TermKind.OPENING, "", found.opening), (TermKind.CLOSING, "", found.closing)]
            asked += [(TermKind.LEARNED, "", found.learned), (TermKind.UNLEARNED, "", found.unlearned)]
            asked += [(TermKind.ENTRIES, term.reason, term.count) for term in found.entries]
            asked += [(TermKind.EXITS, term.reason, term.count) for term in found.exits]
            for kind, reason, count in asked:
                page = queries.list_term(
                    cast.CASEWORKER.actor(), kind, reason, found.since, found.until, found.known, PageRequest(size=25)
                )
                assert (kind, reason, len(page.items), page.total) == (kind, reason, count, count)


def test_a_release_that_is_taken_back_is_restated_and_not_rewritten(
    story: list[Case], clock: time_machine.Traveller
) -> None:
    clock.move_to(_at("2025-04-02"))
    (exit_,) = story[0].exits
    cases.withdraw_exit(cast.CASEWORKER.actor(), story[0].reference, exit_.public_id, "He was seen inside.")
    db.session.commit()
    counted()
    now = ledger("2025-03-31", "2025-04-02", "2025-04-02")
    assert (now.opening, now.learned, now.closing, now.off) == (2, 1, 3, 0)
    assert ledger("2025-01-31", "2025-03-31", "2025-03-31").closing == 2


def test_who_is_withheld_is_in_no_term_for_others_and_in_all_for_the_team(story: list[Case]) -> None:
    hidden = held("Зоя Схаваная", "2024-06-01", "2024-07-01")
    withheld = update(Detainee).where(Detainee.id == hidden.detainee_id).values(sensitivity=str(Sensitivity.RESTRICTED))
    db.session.execute(withheld)
    counted()
    own, other = (ledger("2024-12-31", "2025-03-20", "2025-03-20", who) for who in (cast.CASEWORKER, cast.REVIEWER))
    assert (own.closing - other.closing, own.off, other.off) == (1, 0, 0)
    days = (other.since, other.until, other.known)
    page = queries.list_term(cast.REVIEWER.actor(), TermKind.CLOSING, "", *days, PageRequest(size=25))
    assert "Зоя Схаваная" not in {row.name for row in page.items}
    assert ledger("2024-12-31", "2025-03-20", "2025-03-20", cast.STRANGER).closing == 0
    with pytest.raises(Forbidden):
        ledger("2024-12-31", "2025-03-20", "2025-03-20", cast.DATA_CLERK)


def test_whoever_had_two_records_is_one_person_after_a_merge(clock: time_machine.Traveller) -> None:
    one, two = two_records()
    for person in (one, two):
        case = cases.open_case(cast.CASEWORKER.actor(), CaseDraft(person.public_id, "BY", 2024))
        detained = EventDraft("detention", PartialDate.parse("2024-02-01"), source="a neighbour")
        cases.record_event(cast.CASEWORKER.actor(), case.reference, detained)
        a_recognition(case, "2024-03-01")
    counted()
    assert ledger("2024-12-31", "2025-01-01", "2025-01-01").closing == 2
    a_merge(one, two)
    counted()
    now = ledger("2024-12-31", "2025-01-01", "2025-01-01")
    assert (now.opening, now.learned, now.unlearned, now.closing, now.off) == (0, 1, 0, 1, 0)


def test_whoever_was_withdrawn_is_in_no_term_before_anything_is_counted_anew(story: list[Case]) -> None:
    before = ledger("2024-12-31", "2025-03-20", "2025-03-20")
    gone = update(Detainee).where(Detainee.id == story[3].detainee_id).values(withdrawn_at=_at("2025-03-20"))
    db.session.execute(gone)
    now = ledger("2024-12-31", "2025-03-20", "2025-03-20")
    assert (before.closing - now.closing, now.off) == (1, 0)


def test_the_months_say_which_of_them_lie_whole_between_the_days(story: list[Case]) -> None:
    days = (date.fromisoformat(day) for day in ("2025-01-15", "2025-03-20", "2025-03-20"))
    months = queries.list_months(cast.CASEWORKER.actor(), *days)
    assert [(month.first.month, month.whole) for month in months] == [(1, False), (2, True), (3, False)]


def test_only_who_changed_is_counted_anew_and_it_comes_around_by_itself(
    story: list[Case], clock: time_machine.Traveller
) -> None:
    own = cast.COORDINATOR.actor().organisation_id
    assert service.count_stock(cast.COORDINATOR.actor()) == 0
    db.session.commit()
    assert own not in list_stock_due()
    clock.move_to(_at("2025-04-02"))
    an_exit(story[4], "pardon", "free", "2025-04-01", by=cast.CASEWORKER.actor(), evidence="Seen.")
    db.session.commit()
    assert own in list_stock_due()
    count_stock_due(own)
    db.session.commit()
    assert ledger("2025-03-31", "2025-04-02", "2025-04-02").closing == 1


def test_the_page_adds_up_and_each_number_opens_its_list(story: list[Case], client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    page = client.visit(client.visit("/pardons").links["Stock ledger: who is held, who entered, who left"])
    assert "does not add up" not in page.text
    page = client.visit("/pardons/stock?since=2025-01-31&until=2025-03-20&known=2025-03-20")
    numbers = {link.text: link.get("href") or "" for link in page.main.all("a") if "term=" in (link.get("href") or "")}
    assert numbers
    for text, href in numbers.items():
        listed = client.visit(href)
        assert f"{text} person" in listed.text or f"{text} people" in listed.text, (text, href)
    assert "Pace (internal: not for publication)" in page.text
    assert "The stock was counted anew: 0 people had changed." in client.submit(page, button="Count anew").html
    page = client.visit("/pardons/stock?since=2025-03-20&until=2025-01-31", 422)
    assert "The second day lies before the first" in page.text
    client.visit("/pardons/stock/people?since=2025-03-20&until=2025-01-31", 404)

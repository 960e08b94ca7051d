"""Signs of life of many cases in one act: each row is told by itself, and cases of others do not exist."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from case_mgr.cases import queries, service
from case_mgr.cases.models import Case
from case_mgr.cases.types.correspondence import Kind
from case_mgr.cases.types.signs import Outcome, RoundDraft
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.letters import a_letter
from tests.factories.people import a_case, a_person, an_event, an_exit

DAY = PartialDate.parse("2024-02-03")
ACT = "/signs-of-life"


def held(by: cast.Member = cast.CASEWORKER, *names: str, **facts: object) -> Case:
    """Open a case of somebody who is in custody, followed by whoever opens it."""
    who = by.actor()
    case = a_case(who, a_person(who, *names, **facts), owner=who.public_id)
    an_event(case, day="2023-05-04", by=who)
    return case


@pytest.fixture
def cases(here: Flask) -> dict[Outcome, str]:
    """Return a case for each thing that can become of a row."""
    free, dead, closed, already = held(), held(), held(), held()
    an_exit(free, "pardon", "free", by=cast.CASEWORKER.actor(), evidence="seen")
    an_event(dead, "death_in_custody", "2024-01-01")
    an_event(closed, "case_closed", "2024-01-01")
    a_letter(already, Kind.VISIT, day="2024-02-03")
    born = a_case(cast.CASEWORKER.actor(), a_person(cast.CASEWORKER.actor(), born=PartialDate.parse("2025-01")))
    withheld = held(cast.SECOND_CASEWORKER, sensitivity=Sensitivity.RESTRICTED)
    rows = {
        Outcome.OK: held().reference,
        Outcome.FREE: free.reference,
        Outcome.DEAD: dead.reference,
        Outcome.CLOSED: closed.reference,
        Outcome.ALREADY: already.reference,
        Outcome.BORN_LATER: born.reference,
        Outcome.UNKNOWN: withheld.reference,
    }
    db.session.commit()
    return rows


def test_each_row_is_told_by_itself_and_only_the_good_are_written(cases: dict[Outcome, str]) -> None:
    who = cast.CASEWORKER.actor()
    typed = (*cases.values(), "by-2099-00001", "Квятуся", cases[Outcome.OK].lower())
    draft = RoundDraft(typed, Kind.LETTER, DAY, "L-7")
    expected = [*cases, Outcome.UNKNOWN, Outcome.UNKNOWN]
    assert [row.outcome for row in service.check_round(who, draft)] == expected
    act = service.record_round(who, draft)
    db.session.commit()
    done = queries.get_round(who, act.public_id)
    assert [outcome for _typed, outcome in done.results] == [Outcome.RECORDED, *expected[1:]]
    written = queries.get_case(who, cases[Outcome.OK]).letters
    assert [(row.kind, row.source, row.last.happened) for row in written] == [(Kind.LETTER, "L-7", DAY)]
    # Once more, and nothing is written twice.
    assert service.check_round(who, RoundDraft((cases[Outcome.OK],), Kind.CALL, DAY))[0].outcome is Outcome.ALREADY
    with pytest.raises(NotFound):
        queries.get_round(cast.COORDINATOR.actor(), act.public_id)


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (RoundDraft((), Kind.LETTER, DAY), "Choose cases"),
        (RoundDraft(("a",), Kind.PARCEL, DAY), "Choose how"),
        (RoundDraft(("a",), Kind.CALL, PartialDate.unknown()), "on which date"),
        (RoundDraft(("a",), Kind.CALL, PartialDate.from_date(clock.today() + timedelta(2))), "future"),
        (RoundDraft(tuple(f"x{n}" for n in range(201)), Kind.CALL, DAY), "At most"),
    ],
)
def test_what_cannot_be_is_refused_as_a_whole(here: Flask, draft: RoundDraft, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        service.check_round(cast.CASEWORKER.actor(), draft)


def test_nobody_taps_for_whoever_is_free_or_dead(cases: dict[Outcome, str]) -> None:
    for outcome in (Outcome.FREE, Outcome.DEAD, Outcome.CLOSED):
        with pytest.raises(Refused):
            service.sign_of_life(cast.CASEWORKER.actor(), cases[outcome], Kind.CALL)


def test_choose_check_record(cases: dict[Outcome, str], client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit(ACT)
    assert cases[Outcome.OK] in page.text
    assert cases[Outcome.FREE] not in page.text
    assert cases[Outcome.UNKNOWN] not in page.text
    page = client.submit(
        page,
        action=f"{ACT}/check",
        chosen=[cases[Outcome.OK]],
        references=f"{cases[Outcome.FREE]}, {cases[Outcome.UNKNOWN]}\nno-such-case",
        kind="lawyer_visit",
        happened__day="3",
        happened__month="2",
        happened__year="2024",
        source="the lawyer",
    )
    assert "The person is not in custody" in page.text
    assert page.text.count("No such case, or not one of yours") == 2
    assert queries.get_case(cast.CASEWORKER.actor(), cases[Outcome.OK]).letters == ()
    done = client.submit(page, action=f"{ACT}/record")
    assert "1 sign of life was recorded" in done.text
    assert done.text.count("No such case, or not one of yours") == 2
    # A second press of the same button leads to the same result and writes nothing.
    again = client.submit(page, action=f"{ACT}/record")
    assert again.path == done.path
    db.session.expire_all()
    assert len(queries.get_case(cast.CASEWORKER.actor(), cases[Outcome.OK]).letters) == 1
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    log = client.visit("/audit").text
    assert "Signs of life of several cases were recorded in one act" in log
    assert "A sign of life was recorded" in log
    client.visit(done.path, status=404)


def test_the_list_is_narrowed_by_words_that_stand_in_no_address(here: Flask, client: PageClient) -> None:
    first, second = held(cast.CASEWORKER, "Ганна Крыніца"), held(cast.CASEWORKER, "Юрась Палявы")
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    page = client.submit(client.visit(ACT), action=ACT, words=first.detainee.name)
    assert first.reference in page.text
    assert second.reference not in page.text
    assert first.detainee.name not in page.path


def test_a_wrong_form_says_so_and_keeps_what_was_typed(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.submit(
        client.visit(ACT), 422, action=f"{ACT}/check", references="BY-2024-00001", happened__day="31",
        happened__month="2", happened__year="2024",
    )  # fmt: skip
    assert "There is no such day in the calendar" in page.text
    assert "Choose how they were heard of" in page.text
    assert "BY-2024-00001" in page.html
    client.sign_out()
    client.sign_in(cast.REVIEWER)
    client.visit(ACT, status=403)

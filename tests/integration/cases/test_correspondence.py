"""Letters, parcels, visits and calls: what they say of a life, who is named, and what was taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from case_mgr.cases import queries, service, signs
from case_mgr.cases.models import Case
from case_mgr.cases.types.correspondence import Direction, Kind, LetterDraft, Party, Status, StepDraft
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound, Refused, Stale
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.letters import a_letter
from tests.factories.people import a_case, a_person, an_event

SISTER = "Квятуся Неіснуючая"


@pytest.fixture
def case(here: Flask) -> Case:
    made = a_case(cast.CASEWORKER.actor(), a_person(cast.CASEWORKER.actor(), born=PartialDate.year(1980)))
    an_event(made, day="2023-05-04")
    db.session.commit()
    return made


def last_day(case: Case, who: cast.Member = cast.CASEWORKER) -> str:
    """The day of the last sign of life, as one member sees it on the page and in the list."""
    db.session.commit()
    seen = signs.last(signs.of_case(queries.get_case(who.actor(), case.reference)))
    listed = queries.list_last_signs(who.actor(), [case.reference]).get(case.reference)
    assert seen == listed
    return seen.happened.edtf if seen and seen.happened else ""


@pytest.mark.parametrize(
    ("what", "direction", "status", "day"),
    [
        (Kind.LETTER, Direction.FROM, Status.ARRIVED, "2024-02-03"),
        (Kind.LETTER, Direction.TO, Status.ARRIVED, ""),
        (Kind.LETTER, Direction.FROM, Status.RETURNED, ""),
        (Kind.LETTER, Direction.FROM, Status.SENT, ""),
        (Kind.PARCEL, Direction.TO, Status.ARRIVED, ""),
        (Kind.VISIT, Direction.BOTH, Status.ARRIVED, "2024-02-03"),
        (Kind.VISIT, Direction.BOTH, Status.REFUSED, ""),
        (Kind.LAWYER_VISIT, Direction.BOTH, Status.ARRIVED, "2024-02-03"),
        (Kind.CALL, Direction.BOTH, Status.ARRIVED, "2024-02-03"),
        (Kind.CALL, Direction.BOTH, Status.SENT, ""),
    ],
)
def test_only_what_came_from_the_prisoner_says_that_they_live(
    case: Case, what: Kind, direction: Direction, status: Status, day: str
) -> None:
    a_letter(case, what, status, "2024-02-03", direction)
    assert last_day(case) == day


def test_a_letter_says_that_somebody_lived_when_they_wrote_it(case: Case) -> None:
    row = a_letter(case, status=Status.SENT, day="2024-01-10")
    step = StepDraft(Status.ARRIVED, PartialDate.parse("2024-03-01"))
    service.follow_letter(cast.COORDINATOR.actor(), case.reference, row.public_id, step)
    assert last_day(case) == "2024-01-10"
    a_letter(case, Kind.CALL, day="2024-02")
    assert last_day(case) == "2024-02"
    an_event(case, "last_sign_of_life", "2024-02-20")
    assert last_day(case) == "2024-02-20"


def test_what_is_taken_back_says_nothing_until_it_is_put_back(case: Case) -> None:
    who, row = cast.CASEWORKER.actor(), a_letter(case)
    with pytest.raises(Refused, match="Say why"):
        service.withdraw_letter(who, case.reference, row.public_id, "  ")
    service.withdraw_letter(who, case.reference, row.public_id, "another prisoner wrote it")
    assert last_day(case) == ""
    with pytest.raises(NotFound):
        service.follow_letter(who, case.reference, row.public_id, StepDraft(Status.RETURNED))
    service.restore_letter(who, case.reference, row.public_id)
    assert last_day(case) == "2024-02-03"


def test_a_step_is_taken_back_but_never_the_last(case: Case) -> None:
    who, row = cast.CASEWORKER.actor(), a_letter(case, status=Status.SENT, day="2024-01-10")
    wrong = service.follow_letter(who, case.reference, row.public_id, StepDraft(Status.ARRIVED))
    service.withdraw_step(who, case.reference, row.public_id, wrong.public_id)
    assert last_day(case) == ""
    with pytest.raises(Refused, match="all that is known"):
        service.withdraw_step(who, case.reference, row.public_id, row.steps[0].public_id)


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (StepDraft(Status.ARRIVED, PartialDate.from_date(clock.today() + timedelta(days=2))), "future"),
        (StepDraft(Status.ARRIVED, PartialDate.parse("1979")), "before the person was born"),
    ],
)
def test_a_date_that_cannot_be_is_refused(case: Case, step: StepDraft, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        service.record_letter(cast.CASEWORKER.actor(), case.reference, LetterDraft(Kind.LETTER), step)


def test_nothing_arrives_before_it_was_sent(case: Case) -> None:
    row = a_letter(case, status=Status.SENT, day="2024-03-01")
    step = StepDraft(Status.ARRIVED, PartialDate.parse("2024-02-03"))
    with pytest.raises(Refused, match="before the day"):
        service.follow_letter(cast.CASEWORKER.actor(), case.reference, row.public_id, step)


def test_a_stale_edit_writes_nothing(case: Case) -> None:
    who, row = cast.CASEWORKER.actor(), a_letter(case)
    seen = row.version
    service.amend_letter(who, case.reference, row.public_id, LetterDraft(Kind.LETTER, content="first"), seen)
    db.session.commit()
    with pytest.raises(Stale) as caught:
        service.amend_letter(who, case.reference, row.public_id, LetterDraft(Kind.LETTER, content="second"), seen)
    assert caught.value.conflict.version == row.version
    assert row.content == "first"


def test_a_name_is_for_whoever_may_open_relatives_and_each_look_is_written_down(case: Case, client: PageClient) -> None:
    row = a_letter(case, party=Party.FAMILY, who=SISTER, content="dry socks")
    address = f"/cases/{case.reference}/correspondence/{row.public_id}"
    db.session.commit()
    client.sign_in(cast.REVIEWER)
    page = client.visit(address)
    assert ("Family" in page.text, "dry socks" in page.text) == (True, True)
    assert "Show their name" not in page.text
    client.visit(f"{address}/who", status=403)
    for path in (address, f"/cases/{case.reference}/correspondence", f"/cases/{case.reference}/history"):
        assert SISTER not in client.visit(path).html
    client.sign_out()
    with pytest.raises(Forbidden):
        service.open_who(cast.REVIEWER.actor(), case.reference, row.public_id)
    client.sign_in(cast.CASEWORKER)
    assert SISTER not in client.visit(address).html
    assert SISTER in client.visit(f"{address}/who").text
    assert SISTER not in client.visit(f"{address}/edit").html
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    assert "The family contacts of a person were opened" in client.visit("/audit").text


def test_an_amendment_without_a_name_keeps_the_name(case: Case) -> None:
    who, row = cast.CASEWORKER.actor(), a_letter(case, who=SISTER)
    service.amend_letter(who, case.reference, row.public_id, LetterDraft(Kind.LETTER, items=2), row.version)
    assert (row.who, row.items) == (SISTER, 2)


def test_the_page_of_a_case_counts_what_was_refused_lately(case: Case, client: PageClient) -> None:
    lately = clock.today() - timedelta(days=20)
    a_letter(case, Kind.VISIT, Status.REFUSED, lately.isoformat())
    a_letter(case, Kind.LETTER, Status.REFUSED, lately.isoformat(), Direction.TO)
    a_letter(case, Kind.VISIT, Status.REFUSED, "2020-01-01")
    a_letter(case, Kind.PARCEL, Status.RETURNED, lately.isoformat(), Direction.TO)
    client.sign_in(cast.CASEWORKER)
    for path in (f"/cases/{case.reference}", f"/cases/{case.reference}/correspondence"):
        assert "2 refused in the last 90 days" in client.visit(path).text


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(case: Case, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    path = f"/cases/{case.reference}/correspondence/new"
    page = client.submit(
        client.visit(path),
        422,
        kind="letter",
        became="arrived",
        items="many",
        content="x" * 10_001,
        happened__day="31",
        happened__month="2",
        happened__year="2024",
    )
    assert "whole number, such as 3" in page.text
    assert "There is no such day in the calendar" in page.text
    assert "10000" in page.text.replace(",", "")
    page = client.submit(
        page, kind="letter", became="arrived", items="2", content="two\u0001 books", happened__day="3",
        happened__month="2", happened__year="2024", who=SISTER,
    )  # fmt: skip
    assert "It was added to the correspondence" in page.text
    assert client.get("/cases/by-1999-00001/correspondence").status_code == 404


def test_one_tap_counts_once_and_can_be_undone(case: Case, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/cases/{case.reference}")
    tap = f"/cases/{case.reference}/sign-of-life"
    first, _second = (client.submit(page, action=tap, kind="call") for _ in range(2))
    assert last_day(case) == clock.today().isoformat()
    db.session.expire_all()
    assert len(queries.get_case(cast.CASEWORKER.actor(), case.reference).letters) == 1
    client.submit(client.visit(first.links["Undo"]), reason="pressed by mistake")
    db.session.expire_all()
    assert last_day(case) == ""


def test_whoever_only_reads_has_no_tap(case: Case, client: PageClient) -> None:
    client.sign_in(cast.REVIEWER)
    assert "Sign of life today" not in client.visit(f"/cases/{case.reference}").text
    client.sign_out()
    client.sign_in(cast.STRANGER)
    client.visit(f"/cases/{case.reference}/correspondence", status=404)


def test_a_stale_form_shows_what_was_there_and_what_is_there_now(case: Case, client: PageClient) -> None:
    row = a_letter(case, content="as it was")
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    edit = f"/cases/{case.reference}/correspondence/{row.public_id}/edit"
    form = client.visit(edit)
    assert "was amended" in client.submit(client.visit(edit), content="as it is now").text
    page = client.submit(form, 409, content="as I would have it")
    assert all(text in page.text for text in ("as it was", "as it is now", "as I would have it"))
    assert "as it is now" in client.visit(f"/cases/{case.reference}/correspondence/{row.public_id}").text

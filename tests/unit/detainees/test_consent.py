"""What may be disclosed follows from the answers: the person's own word first, and a doubt is a no."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.core.dates import PartialDate
from case_mgr.detainees.consent import decide
from case_mgr.detainees.types import Answer, ConsentView, Giver, Purpose, Standing, Why

TODAY = date(2025, 9, 11)
START = datetime(2024, 1, 1, tzinfo=UTC)
P, MOTHER, WIFE = Giver.PERSON, Giver.PARENT, Giver.SPOUSE
YES, NO = Answer.GIVEN, Answer.REFUSED


def day(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def said(
    giver: Giver, answer: Answer, obtained: str = "", *, expires: str = "", withdrawn: str = "", at: int = 0
) -> ConsentView:
    return ConsentView(
        public_id=f"{giver}{answer}{obtained}{at}",
        giver=giver,
        answer=answer,
        purposes=frozenset({Purpose.PUBLISH, Purpose.RECORD}),
        language="be",
        obtained=day(obtained),
        expires=day(expires),
        withdrawn=day(withdrawn),
        has_evidence=False,
        recorded=START + timedelta(days=at),
    )


def why(rows: list[ConsentView], purpose: Purpose = Purpose.PUBLISH, **standing: bool) -> tuple[bool, list[Why]]:
    decision = decide(rows, purpose, Standing(**standing), TODAY)
    return decision.allowed, list(decision.reasons)


@pytest.mark.parametrize(
    ("rows", "allowed", "reason"),
    [
        ([], False, Why.NOBODY_ASKED),
        ([said(P, YES)], True, Why.GIVEN_BY_PERSON),
        ([said(P, NO)], False, Why.REFUSED_BY_PERSON),
        ([said(MOTHER, YES)], True, Why.GIVEN_BY_PROXY),
        ([said(MOTHER, YES), said(WIFE, NO)], False, Why.DISAGREE),
        ([said(MOTHER, NO)], False, Why.REFUSED_BY_PROXY),
        ([said(P, YES), said(MOTHER, NO)], True, Why.GIVEN_BY_PERSON),
        ([said(P, NO), said(MOTHER, YES)], False, Why.REFUSED_BY_PERSON),
        ([said(MOTHER, YES), said(WIFE, NO, withdrawn="2025-01")], True, Why.GIVEN_BY_PROXY),
        ([said(MOTHER, YES, withdrawn="2025")], False, Why.WITHDRAWN),
        ([said(P, YES, withdrawn="2025"), said(MOTHER, YES)], False, Why.WITHDRAWN),
        ([said(P, YES, expires="2025-09-10")], False, Why.EXPIRED),
        ([said(P, YES, expires="2025-09-11")], True, Why.GIVEN_BY_PERSON),
        ([said(P, YES, expires="2025-09")], True, Why.GIVEN_BY_PERSON),
        ([said(MOTHER, YES, expires="2024")], False, Why.EXPIRED),
        ([said(P, YES, "2023"), said(P, NO, "2024-05")], False, Why.REFUSED_BY_PERSON),
        ([said(P, NO, "2023"), said(P, YES, "2024-05")], True, Why.GIVEN_BY_PERSON),
        ([said(P, NO, at=1), said(P, YES, at=2)], True, Why.GIVEN_BY_PERSON),
    ],
)
def test_the_answer_decides(rows: list[ConsentView], allowed: bool, reason: Why) -> None:
    for order in (rows, rows[::-1]):
        assert why(order) == (allowed, [reason])


def test_another_purpose_is_not_answered_by_it() -> None:
    assert why([said(P, YES)], Purpose.UN) == (False, [Why.NOBODY_ASKED])


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        (Standing(hold=True), Why.HOLD),
        (Standing(gag=True), Why.GAG),
        (Standing(restricted=True), Why.RESTRICTED),
    ],
)
def test_what_stands_in_the_way_of_publication(standing: Standing, reason: Why) -> None:
    decision = decide([said(P, YES)], Purpose.PUBLISH, standing, TODAY)
    assert (decision.allowed, decision.reasons) == (False, (reason, Why.GIVEN_BY_PERSON))
    assert decide([said(P, YES)], Purpose.RECORD, standing, TODAY).allowed


def test_a_release_closes_what_others_agreed_to() -> None:
    assert why([said(MOTHER, YES)], free=True) == (False, [Why.RELEASED])
    assert why([said(MOTHER, YES), said(P, YES)], free=True) == (True, [Why.GIVEN_BY_PERSON])
    assert why([said(MOTHER, YES)], Purpose.RECORD, free=True) == (True, [Why.GIVEN_BY_PROXY])


def test_a_record_is_kept_until_somebody_objects() -> None:
    assert why([], Purpose.RECORD) == (True, [Why.OWN_RECORD])
    assert why([said(P, NO)], Purpose.RECORD) == (False, [Why.REFUSED_BY_PERSON])


answers = st.builds(
    said,
    st.sampled_from(Giver),
    st.sampled_from(Answer),
    st.sampled_from(["", "2023", "2024-05-01"]),
    expires=st.sampled_from(["", "2024", "2026"]),
    withdrawn=st.sampled_from(["", "2025-02"]),
    at=st.integers(0, 9),
)


@given(st.lists(answers, max_size=5), st.booleans(), st.booleans(), st.booleans())
def test_nothing_is_open_without_a_standing_yes(rows: list[ConsentView], hold: bool, gag: bool, free: bool) -> None:
    decision = decide(rows, Purpose.PUBLISH, Standing(hold=hold, gag=gag, free=free), TODAY)
    standing = [
        row
        for row in rows
        if row.answer is YES and row.withdrawn is None and (row.expires is None or row.expires.edtf == "2026")
    ]
    if decision.allowed:
        assert standing
        assert not hold
        assert not gag
        assert not free or any(row.giver is P for row in standing)
    assert decision.reasons


def of_another_record(row: ConsentView, days: int) -> ConsentView:
    return replace(row, joined=START + timedelta(days=days))


@pytest.mark.parametrize(
    ("rows", "allowed"),
    [
        # The newer word of the same person would win within one record; of two records the stricter one does.
        ([said(P, YES, "2025"), of_another_record(said(P, NO, "2023"), 9)], False),
        ([said(P, NO, "2023"), of_another_record(said(P, YES, "2025"), 9)], False),
        ([said(P, YES), of_another_record(said(P, YES, withdrawn="2025"), 9)], False),
        ([said(P, YES), of_another_record(said(MOTHER, NO), 9)], False),
        ([said(P, YES), of_another_record(said(MOTHER, YES), 9)], True),
        ([of_another_record(said(P, YES), 9)], True),
        # What the person says after the merge is said of both.
        ([said(P, YES, "2025-08", at=20), of_another_record(said(P, NO, "2023"), 9)], True),
        ([of_another_record(said(P, YES), 9), of_another_record(said(P, NO), 11)], False),
    ],
)
def test_of_two_records_that_became_one_the_stricter_holds(rows: list[ConsentView], allowed: bool) -> None:
    assert why(rows)[0] is allowed
    assert why(rows[::-1])[0] is allowed

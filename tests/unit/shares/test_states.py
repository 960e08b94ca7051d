"""Where a share stands on a day: what ended it counts first, then its last day, then the answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.shares.types import STANDING, Answer, State, state_of

TODAY = date(2026, 5, 3)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("answer", "ending", "last", "state"),
    [
        (Answer.WAITING, None, TOMORROW, State.OFFERED),
        (Answer.WAITING, None, YESTERDAY, State.EXPIRED),
        (Answer.ACCEPTED, None, TODAY, State.OPEN),
        (Answer.ACCEPTED, None, YESTERDAY, State.EXPIRED),
        (Answer.ACCEPTED, "revoked", YESTERDAY, State.REVOKED),
        (Answer.WAITING, "replaced", TOMORROW, State.REPLACED),
        (Answer.DECLINED, None, YESTERDAY, State.DECLINED),
    ],
)
def test_states(answer: Answer, ending: str | None, last: date, state: State) -> None:
    assert state_of(answer, ending, last, TODAY) is state


@given(
    answer=st.sampled_from(Answer),
    ending=st.sampled_from([None, "revoked", "replaced"]),
    days=st.integers(-400, 400),
)
def test_what_is_over_never_opens_again(answer: Answer, ending: str | None, days: int) -> None:
    state = state_of(answer, ending, TODAY + timedelta(days=days), TODAY)
    if state not in STANDING:
        later = state_of(answer, ending, TODAY + timedelta(days=days), TODAY + timedelta(days=500))
        assert later not in STANDING
    assert (state is State.OPEN) == (answer is Answer.ACCEPTED and ending is None and days >= 0)

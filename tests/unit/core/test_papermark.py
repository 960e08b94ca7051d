"""Marks of paper: found again by the house, told apart by member and day, and nothing to anybody without the key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from case_mgr.core import crypto, papermark
from case_mgr.core.crypto import Keyring

TODAY = date(2026, 11, 27)
MEMBERS = [f"{number:024x}" for number in range(6)]


@pytest.fixture(autouse=True)
def keys() -> Iterator[None]:
    kept = list(crypto._installed)
    crypto.install(Keyring.make())
    yield
    crypto._installed[:] = kept


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.sampled_from(MEMBERS), st.integers(0, 400), st.sampled_from(["", " ", "-"]), st.booleans())
def test_a_mark_is_found_however_it_is_typed(member: str, ago: int, between: str, lower: bool) -> None:
    day = TODAY - timedelta(days=ago)
    mark = papermark.mark_of("own", member, day)
    typed = mark.replace("-", between).replace("0", "O").replace("1", "I")
    assert papermark.find(typed.lower() if lower else typed, "own", MEMBERS, TODAY) == (member, day)
    assert papermark.find(mark, "other", MEMBERS, TODAY, 500) is None
    assert papermark.find(mark, "own", [one for one in MEMBERS if one != member], TODAY, 500) is None


def test_marks_differ_by_member_and_day_and_by_key() -> None:
    def marks() -> set[str]:
        days = [TODAY - timedelta(days=ago) for ago in range(200)]
        return {papermark.mark_of("own", member, day) for member in MEMBERS for day in days}

    first = marks()
    assert len(first) == 1200
    crypto.install(Keyring.make())
    assert not first & marks()


@pytest.mark.parametrize("text", ["", "-", "12345", "7KQ2M-0HXV9X", "²²²²²-²²²²²", "U" * 10])
def test_what_is_no_mark_is_nobodys(text: str) -> None:
    assert papermark.find(text, "own", MEMBERS, TODAY) is None

"""Which cases an act assigns, and why it leaves others: without a database."""

from __future__ import annotations

import pytest

from case_mgr.bulk import plan
from case_mgr.bulk.plan import Assigning, Standing, refusal


def wanted(*, only_free: bool = False, leads: bool = False) -> Assigning:
    return Assigning("me", "new", "Nora", only_free=only_free, leads=leads)


FREE, MINE, THEIRS, NEW = (
    Standing("", "", False),
    Standing("me", "Me", False),
    Standing("they", "Tom", False),
    Standing("new", "Nora", False),
)


@pytest.mark.parametrize(
    ("case", "only_free", "leads", "said"),
    [
        (FREE, False, False, None),
        (FREE, True, False, None),
        (MINE, False, False, None),
        (MINE, True, True, plan.LEFT_ALONE),
        (THEIRS, False, False, plan.ANOTHERS),
        (THEIRS, False, True, None),
        (THEIRS, True, False, plan.LEFT_ALONE),
        (NEW, False, True, plan.FOLLOWS_ALREADY),
        (Standing("", "", True), False, True, plan.ENDED),
        (Standing("they", "Tom", True), False, True, plan.ENDED),
    ],
)
def test_refusals(case: Standing, only_free: bool, leads: bool, said: str | None) -> None:
    found = refusal(case, wanted(only_free=only_free, leads=leads))
    assert (found.sentence if found else None) == said


def test_whoever_follows_a_case_is_named_in_the_reason() -> None:
    found = refusal(THEIRS, wanted())
    assert found is not None
    assert (found.sentence % found.params).startswith("Tom follows this case")

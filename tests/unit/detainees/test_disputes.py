"""Nationalities that contradict one another are marked; those that follow one another are not."""

import pytest

from case_mgr.core.dates import PartialDate
from case_mgr.detainees.disputes import mark_disputed
from case_mgr.detainees.types import Basis, NationalityView


def row(country: str, basis: Basis, since: str = "", until: str = "") -> NationalityView:
    starts, ends = (PartialDate.parse(text) if text else None for text in (since, until))
    return NationalityView(f"{country}{basis}{since}{until}", country, basis, "", starts, ends)


@pytest.mark.parametrize(
    ("one", "other", "marked"),
    [
        (row("BY", Basis.CITIZEN), row("BY", Basis.STRIPPED, "2023"), True),
        (row("BY", Basis.CITIZEN, until="2023"), row("BY", Basis.STRIPPED, "2023-05"), False),
        (row("BY", Basis.CITIZEN, until="2021"), row("BY", Basis.STRIPPED, "2023-05"), True),
        (row("BY", Basis.CITIZEN, until="2021"), row("BY", Basis.FORMER), False),
        (row("BY", Basis.CITIZEN), row("PL", Basis.STRIPPED), False),
        (row("BY", Basis.CITIZEN, "1990"), row("BY", Basis.REPORTED, "2004"), True),
        (row("BY", Basis.CITIZEN, "1990"), row("BY", Basis.REPORTED), False),
        (row("XX", Basis.REPORTED), row("BY", Basis.CITIZEN), True),
        (row("XX", Basis.REPORTED), row("BY", Basis.STRIPPED), False),
    ],
)
def test_only_what_contradicts_is_marked(one: NationalityView, other: NationalityView, marked: bool) -> None:
    for pair in ((one, other), (other, one)):
        assert [found.disputed for found in mark_disputed(pair)] == [marked, marked]
    assert not any(found.disputed for found in mark_disputed([one]))

"""Every standard and criterion loads, is named in every language, and says where it was read."""

from __future__ import annotations

import pytest

from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound
from case_mgr.jurisdictions.types import Item
from case_mgr.recognition import standards
from case_mgr.recognition.types import out_already

ROWS = [
    row
    for code in standards.standards()
    for row in (standards.standard(code), *standards.grounds(code), *standards.exclusions(code))
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_a_row_is_named_in_every_language_and_sourced(row: Item) -> None:
    assert set(row.names) == {"en", "be", "ru"}
    assert standards.source_of(row).title
    assert len(row.code) <= 40


def test_every_standard_asks_something_and_every_source_is_used() -> None:
    assert [code for code in standards.standards() if not standards.grounds(code)] == []
    assert {row.source for row in ROWS} == set(standards.sources())


def test_pace_has_the_letters_a_to_e_and_rules_nobody_out() -> None:
    assert [row.letter for row in standards.grounds("pace-1900")] == list("abcde")
    assert standards.exclusions("pace-1900") == ()


def test_violence_rules_out_by_the_guidelines_and_not_by_aapp() -> None:
    assert standards.exclusions("guidelines-2013")
    assert standards.exclusions("aapp") == ()


def test_a_national_standard_is_offered_for_its_country_alone() -> None:
    belarus = {row.code for row in standards.for_country("BY")}
    assert belarus == {"pace-1900", "guidelines-2013", "amnesty-poc"}
    assert "aapp" in {row.code for row in standards.for_country("MM")}


def test_an_unknown_standard_is_not_found() -> None:
    with pytest.raises(NotFound):
        standards.standard("pace-1999")


@pytest.mark.parametrize(
    ("left", "decided", "gone", "found"),
    [
        ("2023-05-01", "2023-06-01", True, True),
        ("2023-07-01", "2023-06-01", True, False),
        ("2023", "2023-06-01", True, None),
        ("2023-06-01", "2023-06-01", True, None),
        (None, "2023-06-01", True, None),
        (None, "2023-06-01", False, False),
        ("2023-05-01", "2023-06-01", False, False),
    ],
)
def test_whether_somebody_was_out_is_said_only_when_dates_tell(
    left: str | None, decided: str, gone: bool, found: bool | None
) -> None:
    day = PartialDate.parse(left) if left else None
    assert out_already(day, PartialDate.parse(decided), gone=gone) is found

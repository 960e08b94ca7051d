"""Which articles the charges of a list name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.cases.written import LONGEST, numbers


@pytest.mark.parametrize(
    ("charges", "expected"),
    [
        ("ч. 1 ст. 342, ст. 361¹ УК", {"1", "342", "361-1"}),
        ("361-1; 361.1; 361¹", {"361-1"}),
        ("368 (2)", {"368", "2"}),
        ("1342", {"1342"}),
        ("", set()),
        ("за мнения", set()),
    ],
)
def test_an_article_has_one_form_however_it_was_written(charges: str, expected: set[str]) -> None:
    assert numbers(charges) == expected


@given(st.text(max_size=200))
def test_whatever_is_written_every_number_fits_its_column(charges: str) -> None:
    assert all(0 < len(number) <= LONGEST for number in numbers(charges))


@given(st.integers(1, 999), st.text("абв ., ", max_size=20))
def test_a_number_among_words_is_found(article: int, words: str) -> None:
    assert str(article) in numbers(f"{words}ст {article} {words.replace('.', ' ')}")

"""How a source divides a number by countries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.core.errors import Refused
from case_mgr.pardons import breakdown

CODES = ["LT", "LV", "PL", "DE", "FR", "GB", "US", "JP", "SE", "EE", "UA", "BY"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("LT 6, LV 2; pl:2", {"LT": 6, "LV": 2, "PL": 2}),
        ("6 Lithuania, 2 Poland", {"LT": 6, "PL": 2}),
        ("Польша – 2\nЛитва 6", {"PL": 2, "LT": 6}),
        ("Літва 6\n\nЛатвія: 2", {"LT": 6, "LV": 2}),
        ("2 x Japan, stateless 1", {"JP": 2, "XX": 1}),
        ("", {}),
        (" , ;\n", {}),
    ],
)
def test_countries_are_read_as_sources_write_them(text: str, read: dict[str, int]) -> None:
    assert breakdown.read(text) == read


@pytest.mark.parametrize("text", ["LT", "6", "Nowhere 6", "LT 6, Lithuania 2", "6 LT 7", "LT -", "LT 6.5.4"])
def test_what_is_not_understood_is_refused_and_quoted(text: str) -> None:
    with pytest.raises(Refused) as refused:
        breakdown.read(text)
    assert str(refused.value.params["text"]) in text


@given(st.dictionaries(st.sampled_from(CODES), st.integers(0, 99_999)))
def test_what_is_written_is_read_again(parts: dict[str, int]) -> None:
    assert breakdown.read(breakdown.write(parts)) == parts


@given(st.text(max_size=60))
def test_no_text_is_more_than_refused(text: str) -> None:
    try:
        found = breakdown.read(text)
    except Refused:
        return
    assert all(number >= 0 for number in found.values())

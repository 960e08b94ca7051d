"""Characters of a name that nobody sees are named, shown by their code, and left out only on request."""

import pytest

from case_mgr.names.strange import is_flooded, shown, strange, without


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Алесь \u202eынмярП", "U+202E right-to-left override"),
        ("Ganna\x07 Vydumka", "U+0007 control character"),
        ("\u2066Юрась\u2069", "U+2066 left-to-right isolate"),
        ("Юрась\x1fЗорны", "U+001F control character"),
    ],
)
def test_each_is_named(text: str, said: str) -> None:
    assert said in strange(text)
    assert strange(shown(text)) == strange(text)
    assert shown(text).isprintable()
    assert strange(without(text)) == ()
    assert without(shown(text)) == without(text)


@pytest.mark.parametrize("text", ["می‌خواهم", "Anne-Marie O’Neill", "Юрась\tЗорны", "ن\u200eا", "[U+0041]", "ÉÀ"])
def test_what_names_are_written_with_stays(text: str) -> None:
    assert strange(text) == ()
    assert without(text) == shown(text) == text


def test_a_heap_of_marks_is_no_name() -> None:
    assert is_flooded("A" + "\u0300" * 9)
    assert not is_flooded("Nguyễn Thị Ánh")

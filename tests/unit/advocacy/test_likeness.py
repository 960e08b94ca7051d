"""Which names of contacts are suggested as one."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from case_mgr.advocacy import likeness

WORDS = st.lists(st.sampled_from(["anna", "ana", "jasen", "klon", "ministry", "minister", "of", "x"]), min_size=1)
NAMES = st.dictionaries(st.integers(1, 30), WORDS.map(" ".join), max_size=8)


def test_spelling_and_order_of_words_do_not_hide_a_pair() -> None:
    known = {1: "vera kalinskaja", 2: "kalinskaya vera", 3: "pavel klon", 4: "ministry of nowhere"}
    assert [pair[:2] for pair in likeness.pairs(known)] == [(1, 2)]


@given(NAMES)
def test_every_pair_is_told_once_in_order_and_is_alike(known: dict[int, str]) -> None:
    found = likeness.pairs(known)
    told = [pair[:2] for pair in found]
    assert len(set(told)) == len(told)
    assert all(one < two for one, two in told)
    assert [score for *_pair, score in found] == sorted((score for *_pair, score in found), reverse=True)
    assert all(fuzz.token_sort_ratio(known[one], known[two]) >= likeness.ALIKE for one, two in told)
    # Whatever is one name but for the order of its words is found.
    for one, two in combinations(sorted(known), 2):
        if sorted(known[one].split()) == sorted(known[two].split()):
            assert (one, two) in told


@given(st.lists(st.lists(st.sampled_from(["be", "ru", "", "en"]))))
def test_lists_are_united_without_loss(lists: list[list[str]]) -> None:
    found = likeness.united(*lists)
    assert set(found) == {word for words in lists for word in words if word}
    assert len(found) == len(set(found))

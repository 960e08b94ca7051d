"""A sample is the same for the same seed, and as random as its hash."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from case_mgr.support.sampling import draw

IDS = st.sets(st.text("0123456789abcdef", min_size=24, max_size=24), max_size=40)


@given(IDS, st.integers(1, 50), st.text("abc123", min_size=1, max_size=10), st.randoms())
def test_the_same_seed_draws_the_same_in_any_order(ids: set[str], size: int, seed: str, random: object) -> None:
    listed = sorted(ids)
    drawn = draw(listed, size, seed)
    random.shuffle(listed)  # type: ignore[attr-defined]  # a source of chance
    assert draw(listed, size, seed) == drawn
    assert len(drawn) == len(set(drawn)) == min(size, len(ids))
    assert set(drawn) <= ids
    assert draw(listed, size + 3, seed)[: len(drawn)] == drawn


def test_every_one_is_drawn_about_as_often() -> None:
    ids = [f"{number:024x}" for number in range(20)]
    counts = Counter(one for seed in range(2000) for one in draw(ids, 5, str(seed)))
    assert len(counts) == len(ids)
    assert all(400 < count < 600 for count in counts.values())

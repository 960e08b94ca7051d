"""The arithmetic of a batch."""

from hypothesis import given
from hypothesis import strategies as st

from case_mgr.core import clock
from case_mgr.pardons import figures
from case_mgr.pardons.figures import Fact, Figures, Span
from case_mgr.pardons.types import ClaimView


def _claim(total: int, in_scope: int | None = None, *, withdrawn: bool = False) -> ClaimView:
    now = clock.now()
    return ClaimView("c", f"source {total}", None, total, in_scope, "", "", now, now if withdrawn else None, "")


def _figures(stated: Span | None, places: int = 0, **counts: int) -> Figures:
    return Figures(stated, None, {fact: counts.get(str(fact), 0) for fact in Fact}, places, 0)


def test_claims_that_differ_stand_side_by_side() -> None:
    claims = (_claim(52), _claim(51), _claim(51), _claim(60, withdrawn=True))
    assert figures.stated(claims) == Span(51, 52)
    assert [(group.number, len(group.claims)) for group in figures.disagreement(claims)] == [(52, 1), (51, 2)]


def test_claims_that_agree_are_no_disagreement() -> None:
    assert figures.disagreement((_claim(52), _claim(52))) == ()
    assert figures.stated(()) is None
    assert figures.stated_in_scope((_claim(18, 15), _claim(18))) == Span(15, 15)


def test_unidentified_is_a_range_while_sources_disagree() -> None:
    assert _figures(Span(51, 52), identified=31).unidentified == Span(20, 21)
    assert _figures(None, identified=31).unidentified is None


def test_more_named_than_stated_is_told() -> None:
    assert _figures(Span(10, 12), places=14).named_over == 2
    assert _figures(Span(10, 12), places=12).named_over == 0


@given(st.lists(st.integers(0, 500), min_size=1), st.integers(0, 600))
def test_what_is_left_is_never_negative(totals: list[int], known: int) -> None:
    span = figures.span(totals)
    assert span is not None
    left = span.less(known)
    assert 0 <= left.low <= left.high
    assert left.high == max(0, max(totals) - known)

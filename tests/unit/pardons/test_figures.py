"""The arithmetic of a batch."""

from hypothesis import given
from hypothesis import strategies as st

from case_mgr.core import clock
from case_mgr.pardons import figures
from case_mgr.pardons.figures import Fact, Figures, Span
from case_mgr.pardons.types import ClaimView, Parts, Topic


def _claim(
    total: int | None, in_scope: int | None = None, *, withdrawn: bool = False, parts: Parts | None = None
) -> ClaimView:
    now = clock.now()
    gone = now if withdrawn else None
    return ClaimView("c", f"source {total}", None, total, in_scope, "", "", now, gone, "", parts or {})


def _figures(stated: Span | None, places: int = 0, **counts: int) -> Figures:
    return Figures(stated, None, {fact: counts.get(str(fact), 0) for fact in Fact}, places)


def test_claims_that_differ_stand_side_by_side() -> None:
    claims = (_claim(52), _claim(51), _claim(51), _claim(60, withdrawn=True))
    assert figures.stated(claims) == Span(51, 52)
    (one,) = figures.disagreements(claims)
    assert (one.topic, one.key) == (None, "total")
    assert [(group.number, len(group.claims)) for group in one.groups] == [(52, 1), (51, 2)]


def test_claims_that_agree_are_no_disagreement() -> None:
    assert figures.disagreements((_claim(52), _claim(52))) == ()
    assert figures.stated(()) is None
    assert figures.stated_in_scope((_claim(18, 15), _claim(18))) == Span(15, 15)


def test_two_states_that_count_their_citizens_differently_are_told_apart() -> None:
    lithuania = _claim(52, parts={Topic.NATIONALITY: {"LT": 6, "PL": 2}})
    poland = _claim(None, parts={Topic.NATIONALITY: {"PL": 3}})
    (one,) = figures.disagreements((lithuania, poland))
    assert (one.topic, one.key, [group.number for group in one.groups]) == (Topic.NATIONALITY, "PL", [3, 2])
    assert figures.stated((lithuania, poland)) == Span(52, 52)
    parts = figures.stated_parts((lithuania, poland), Topic.NATIONALITY)
    assert parts == {"LT": Span(6, 6), "PL": Span(2, 3)}


def test_a_source_that_contradicts_itself_is_told_and_one_that_names_less_is_not() -> None:
    assert figures.off_by(_claim(9, parts={Topic.NATIONALITY: {"PL": 8, "US": 2}}), Topic.NATIONALITY) == 1
    assert figures.off_by(_claim(52, parts={Topic.NATIONALITY: {"PL": 8}}), Topic.NATIONALITY) == 0
    assert figures.off_by(_claim(None, parts={Topic.NATIONALITY: {"PL": 8}}), Topic.NATIONALITY) == 0


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

"""When a term ends: arithmetic of calendars, credit interval by interval, and what is not known stays a range."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.core.dates import PartialDate
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.types import CreditRule
from case_mgr.legal.estimate import Estimate, Held, Length, days_left, days_left_at, estimate, last_day

BY = catalogue.credit_rules("BY")
SIZO = "pre_trial_custody"


def on(text: str) -> PartialDate:
    return PartialDate.parse(text)


def run(
    length: Length, start: str, *held: Held, to: tuple[str, ...] = ("general",), more: tuple[CreditRule, ...] = ()
) -> Estimate:
    found = estimate(length, on(start), to, held, [*BY, *more])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2021-05-10", Length(years=3), "2024-05-09"),
        ("2020-02-29", Length(years=1), "2021-02-28"),
        ("2020-02-29", Length(years=4), "2024-02-28"),
        ("2021-01-31", Length(months=1), "2021-02-28"),
        ("2024-01-31", Length(months=1), "2024-02-29"),
        ("2021-03-01", Length(years=1), "2022-02-28"),
        ("2023-03-01", Length(years=1), "2024-02-29"),
        ("2021-12-15", Length(months=18), "2023-06-14"),
        ("2021-05-10", Length(days=1), "2021-05-10"),
        ("2021-05-10", Length(1, 6, 10), "2022-11-19"),
    ],
)
def test_the_last_day_of_a_term(start: str, length: Length, end: str) -> None:
    assert last_day(date.fromisoformat(start), length) == date.fromisoformat(end)


def test_one_day_counts_for_one_and_a_half_since_june_2021() -> None:
    # 100 days in a remand prison before a term of three years: 150 days are served.
    held = Held(SIZO, on("2022-01-01"), on("2022-04-10"))
    found = run(Length(years=3), "2022-04-11", held)
    assert found.earliest == found.latest == date(2025, 4, 10) - timedelta(days=150)
    assert [(a.rule.code, a.days, a.credit) for a in found.rules] == [("by-sizo-since-2021", 100, Fraction(150))]
    assert catalogue.source_of(found.rules[0].rule).title


def test_each_interval_has_the_rule_of_its_time() -> None:
    old = CreditRule(
        code="old",
        names={"en": "day for day"},
        source="x",
        valid_to=date(2021, 6, 18),
        from_measure=SIZO,
        to=("camp",),
        factor=Fraction(1),
    )
    new = replace(old, code="new", valid_from=date(2021, 6, 19), valid_to=None, factor=Fraction(3, 2))
    held = Held(SIZO, on("2021-06-09"), on("2021-06-30"))
    found = run(Length(years=3), "2021-07-01", held, to=("camp",), more=(old, new))
    assert [(a.rule.code, a.days, a.credit) for a in found.rules] == [
        ("old", 10, Fraction(10)),
        ("new", 12, Fraction(18)),
    ]
    assert found.earliest == date(2024, 6, 30) - timedelta(days=28)


class TestBelarusianTerms:
    """Worked examples by article 75 of the Criminal Code (text of 20 October 2025) and article 4 of Law No. 112-Z."""

    def test_custody_before_the_law_counts_by_it_for_a_term_that_still_ran(self) -> None:
        # Held from 1 September 2020 to 31 May 2021, 273 days; three years from 1 June 2021, so 409.5 are served.
        held = Held(SIZO, on("2020-09-01"), on("2021-05-31"))
        found = run(Length(years=3), "2021-06-01", held)
        assert (found.earliest, found.latest) == (date(2023, 4, 17), date(2023, 4, 18))
        assert [(a.rule.code, a.days, a.credit) for a in found.rules] == [("by-sizo-since-2021", 273, Fraction(819, 2))]
        assert found.rules[0].rule.valid_from == date(2021, 6, 19)

    def test_a_term_that_was_served_before_the_law_is_not_counted_again(self) -> None:
        # Half a year from 1 January 2021 with 20 days before it ends, day for day, on 10 June: before the law.
        held = Held(SIZO, on("2020-12-12"), on("2020-12-31"))
        found = run(Length(months=6), "2021-01-01", held)
        assert found.earliest == found.latest == date(2021, 6, 10)
        assert [a.rule.code for a in found.rules] == ["by-sizo-before-2021"]

    def test_nobody_was_freed_by_the_law_before_it_came_into_force(self) -> None:
        # Day for day it ran until 2 July 2021; by the law it had run out on 2 April, so it ended as the law began.
        held = Held(SIZO, on("2020-07-03"), on("2020-12-31"))
        found = run(Length(years=1), "2021-01-01", held)
        assert last_day(date(2021, 1, 1), Length(years=1)) - timedelta(days=182) == date(2021, 7, 2)
        assert found.earliest == found.latest == date(2021, 6, 19)

    @pytest.mark.parametrize(
        ("measure", "to", "served"),
        [
            (SIZO, "settlement", 200),
            (SIZO, "juvenile", 200),
            (SIZO, "general", 150),
            (SIZO, "enhanced", 150),
            (SIZO, "strict", 100),
            (SIZO, "special", 100),
            (SIZO, "prison", 100),
            (SIZO, "arrest", 100),
            (SIZO, "restriction_with_referral", 200),
            (SIZO, "restriction_without_referral", 200),
            ("house_arrest", "settlement", 50),
            ("house_arrest", "general", 50),
            ("house_arrest", "strict", 50),
            ("house_arrest", "prison", 50),
            ("house_arrest", "arrest", 50),
            ("house_arrest", "restriction_with_referral", 100),
            ("psychiatric", "strict", 100),
            ("psychiatric", "restriction_without_referral", 200),
        ],
    )
    def test_a_hundred_days_count_for(self, measure: str, to: str, served: int) -> None:
        held = Held(measure, on("2022-01-01"), on("2022-04-10"))
        found = run(Length(years=3), "2022-04-11", held, to=(to,))
        assert found.earliest == found.latest == date(2025, 4, 10) - timedelta(days=served)

    def test_house_arrest_and_custody_of_one_case_count_each_at_its_own_rate(self) -> None:
        # 60 days in a remand prison are 90 of strict regime or 60; 40 days at home are 20 of either.
        held = (
            Held(SIZO, on("2023-01-01"), on("2023-03-01")),
            Held("house_arrest", on("2023-03-02"), on("2023-04-10")),
        )
        enhanced = run(Length(years=2), "2023-04-11", *held, to=("enhanced",))
        strict = run(Length(years=2), "2023-04-11", *held, to=("strict",))
        assert enhanced.earliest == date(2025, 4, 10) - timedelta(days=110)
        assert strict.earliest == date(2025, 4, 10) - timedelta(days=80)

    def test_an_administrative_term_before_the_case_is_not_credited(self) -> None:
        held = Held("administrative_arrest", on("2022-01-01"), on("2022-01-15"))
        found = run(Length(years=1), "2022-01-16", held)
        assert found.uncredited == {"administrative_arrest": 15}
        assert found.exact


def test_a_rule_that_reaches_back_leaves_alone_what_it_does_not_replace() -> None:
    old = CreditRule(
        code="old",
        names={"en": "day for day"},
        source="x",
        valid_to=date(2021, 6, 18),
        from_measure=SIZO,
        to=("camp", "fort"),
        factor=Fraction(1),
    )
    new = replace(
        old,
        code="new",
        valid_from=date(2021, 6, 19),
        valid_to=None,
        to=("camp",),
        factor=Fraction(2),
        reaches_back=True,
    )
    held = Held(SIZO, on("2021-06-01"), on("2021-06-10"))
    for target, code, credit in (("camp", "new", Fraction(20)), ("fort", "old", Fraction(10))):
        found = run(Length(years=1), "2021-07-01", held, to=(target,), more=(old, new))
        assert [(a.rule.code, a.credit) for a in found.rules] == [(code, credit)]


def test_half_a_day_is_a_range_of_one_day() -> None:
    found = run(Length(years=1), "2022-01-02", Held(SIZO, on("2022-01-01"), on("2022-01-01")))
    assert (found.earliest, found.latest) == (date(2022, 12, 30), date(2022, 12, 31))
    assert not found.exact


def test_restriction_of_freedom_counts_two_days() -> None:
    held = Held(SIZO, on("2022-01-01"), on("2022-01-10"))
    found = run(Length(years=2), "2022-01-11", held, to=("restriction_with_referral",))
    assert found.latest == date(2024, 1, 10) - timedelta(days=20)


def test_a_day_in_two_places_counts_once() -> None:
    once = run(Length(years=1), "2022-03-01", Held(SIZO, on("2022-01-01"), on("2022-01-20")))
    twice = run(
        Length(years=1),
        "2022-03-01",
        Held(SIZO, on("2022-01-01"), on("2022-01-10")),
        Held(SIZO, on("2022-01-10"), on("2022-01-20")),
    )
    assert (once.earliest, once.latest) == (twice.earliest, twice.latest)


def test_custody_after_the_beginning_is_the_term_itself() -> None:
    open_end = run(Length(years=2), "2022-02-01", Held(SIZO, on("2022-01-01"), None))
    closed = run(Length(years=2), "2022-02-01", Held(SIZO, on("2022-01-01"), on("2022-01-31")))
    assert (open_end.earliest, open_end.latest) == (closed.earliest, closed.latest)


def test_a_measure_without_a_rule_is_said_and_not_credited() -> None:
    found = run(Length(years=1), "2022-02-01", Held("police_custody", on("2022-01-01"), on("2022-01-31")))
    assert found.exact
    assert found.uncredited == {"police_custody": 31}


def test_an_unknown_regime_gives_the_range_between_the_rules() -> None:
    held = Held(SIZO, on("2022-01-01"), on("2022-01-10"))
    general = run(Length(years=1), "2022-02-01", held)
    strict = run(Length(years=1), "2022-02-01", held, to=("strict",))
    either = run(Length(years=1), "2022-02-01", held, to=("general", "strict"))
    assert (either.earliest, either.latest) == (general.earliest, strict.latest)


@pytest.mark.parametrize(
    ("length", "start"),
    [(Length(life=True), "2022"), (Length(), "2022"), (Length(years=1), "XXXX"), (Length(years=1), "../2022")],
)
def test_what_cannot_be_estimated_is_not(length: Length, start: str) -> None:
    assert estimate(length, on(start), ["general"], [], BY) is None


def test_a_year_alone_gives_a_year_of_range() -> None:
    found = run(Length(years=2), "2022")
    assert (found.earliest, found.latest) == (date(2023, 12, 31), date(2024, 12, 30))


def test_days_left_end_at_none() -> None:
    found = run(Length(years=1), "2022-01-01")
    assert days_left(found, date(2022, 12, 30)) == (1, 1)
    assert days_left(found, date(2022, 12, 31)) == days_left(found, date(2023, 6, 1)) == (0, 0)


_days = st.dates(date(2020, 1, 1), date(2024, 12, 31))
_lengths = st.builds(Length, st.integers(0, 15), st.integers(0, 11), st.integers(0, 30)).filter(bool)
_partial = st.one_of(
    _days.map(PartialDate.from_date),
    _days.map(lambda day: PartialDate.month(day.year, day.month)),
    _days.map(lambda day: PartialDate.year(day.year)),
)
_measures = st.sampled_from([SIZO, "house_arrest"])
_held = st.builds(Held, _measures, st.none() | _partial, st.none() | _partial)
_exact_held = st.tuples(_measures, _days, st.integers(0, 500)).map(
    lambda t: Held(t[0], PartialDate.from_date(t[1]), PartialDate.from_date(t[1] + timedelta(days=t[2])))
)
_targets = st.sets(st.sampled_from(["general", "strict", "settlement"]), min_size=1).map(sorted)


def _run(length: Length, start: PartialDate, targets: list[str], held: list[Held]) -> Estimate:
    found = estimate(length, start, targets, held, BY)
    assert found is not None
    return found


@given(_lengths, _partial, _targets, st.lists(_held, max_size=4), st.randoms())
def test_the_order_of_periods_changes_nothing(length, start, targets, held, dice) -> None:
    shuffled = list(held)
    dice.shuffle(shuffled)
    assert _run(length, start, targets, held) == _run(length, start, targets, shuffled)


@given(_lengths, _partial, _targets, st.lists(_held, max_size=3), _held)
def test_more_custody_never_ends_a_term_later(length, start, targets, held, more) -> None:
    fewer, found = _run(length, start, targets, held), _run(length, start, targets, [*held, more])
    assert found.earliest <= fewer.earliest
    assert found.latest <= fewer.latest


@given(_lengths, _lengths, _partial, _targets, st.lists(_held, max_size=3))
def test_a_longer_term_never_ends_earlier(one, other, start, targets, held) -> None:
    longer = Length(one.years + other.years, one.months + other.months, one.days + other.days)
    short, long = _run(one, start, targets, held), _run(longer, start, targets, held)
    assert short.earliest <= long.earliest
    assert short.latest <= long.latest


@given(_lengths, _days, _targets, st.lists(_held, max_size=3))
def test_knowing_more_never_leaves_the_range(length, day, targets, held) -> None:
    exact = _run(length, PartialDate.from_date(day), targets, held)
    month = _run(length, PartialDate.month(day.year, day.month), targets, held)
    year = _run(length, PartialDate.year(day.year), targets, held)
    assert year.earliest <= month.earliest <= exact.earliest <= exact.latest <= month.latest <= year.latest


@given(_lengths, _days, st.sampled_from(["general", "strict"]), _exact_held, st.integers(1, 400))
def test_a_period_cut_in_two_is_worth_the_same(length, day, target, one, at) -> None:
    begins, ends = (when.earliest if when else None for when in (one.began, one.ended))
    assert begins is not None
    assert ends is not None
    middle = begins + timedelta(days=at)
    whole = _run(length, PartialDate.from_date(day), [target], [one])
    if middle > ends:
        return
    first = Held(one.measure, one.began, PartialDate.from_date(middle - timedelta(days=1)))
    second = Held(one.measure, PartialDate.from_date(middle), one.ended)
    assert _run(length, PartialDate.from_date(day), [target], [first, second]) == whole


@given(_lengths, _days, _targets, st.lists(_exact_held, max_size=4))
def test_the_rules_shown_explain_the_estimate(length, day, targets, held) -> None:
    found = _run(length, PartialDate.from_date(day), targets, held)
    credit = sum((applied.credit for applied in found.rules), Fraction(0))
    end = last_day(day, length) - timedelta(days=-(-credit.numerator // credit.denominator))
    # Only a rule that reaches back can bring the end before the law: then it is the day on which the law begins.
    reaching = {applied.rule.valid_from for applied in found.rules if applied.rule.reaches_back}
    assert found.earliest == end or (found.earliest in reaching and end < found.earliest)
    for applied in found.rules:
        assert isinstance(applied.rule, CreditRule)
        assert applied.credit == applied.days * applied.rule.factor


@given(_lengths, _partial, st.lists(_held, max_size=3), _days)
def test_a_day_more_leaves_at_most_a_day_less(length, start, held, day) -> None:
    found = _run(length, start, ["general"], held)
    today, tomorrow = days_left(found, day), days_left(found, day + timedelta(days=1))
    for now, then in zip(today, tomorrow, strict=True):
        assert then == max(0, now - 1)


@given(_lengths, _days, _partial)
def test_days_left_on_a_day_known_in_part_cover_each_of_its_days(length, start, when) -> None:
    found = _run(length, PartialDate.from_date(start), ["general"], [])
    left = days_left_at(found, when)
    assert left is not None
    for day in (when.earliest, when.latest):
        assert day is not None
        assert left[0] <= days_left(found, day)[0] <= days_left(found, day)[1] <= left[1]


def test_days_left_on_a_day_of_which_nothing_is_known_are_not_counted() -> None:
    assert days_left_at(run(Length(years=1), "2022-01-01"), PartialDate.unknown()) is None


@given(_lengths, _days)
def test_without_custody_it_is_the_calendar(length, day) -> None:
    assert _run(length, PartialDate.from_date(day), ["general"], []).earliest == last_day(day, length)

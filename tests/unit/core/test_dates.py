"""Laws of partial dates: nothing is padded, nothing is lost, impossible days are refused."""

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

from case_mgr.core.dates import PartialDate, Precision

years = st.integers(1000, 9999)
abouts = st.booleans()


@st.composite
def simple_dates(draw: st.DrawFn) -> PartialDate:
    circa = draw(abouts)
    match draw(st.sampled_from(["day", "month", "year", "decade"])):
        case "day":
            day = draw(st.dates(min_value=date(1000, 1, 1)))
            return PartialDate.day(day.year, day.month, day.day, circa=circa)
        case "month":
            return PartialDate.month(draw(years), draw(st.integers(1, 12)), circa=circa)
        case "year":
            return PartialDate.year(draw(years), circa=circa)
        case _:
            return PartialDate.decade(draw(st.integers(100, 999)), circa=circa)


@st.composite
def ranges(draw: st.DrawFn) -> PartialDate:
    first, second = sorted([draw(simple_dates()), draw(simple_dates())])
    match draw(st.sampled_from(["between", "until", "since"])):
        case "until":
            return PartialDate.until(first)
        case "since":
            return PartialDate.since(first)
        case _:
            assert first.latest
            assert second.latest
            assume(first.latest <= second.latest)
            return PartialDate.between(first, second)


any_dates = st.one_of(simple_dates(), ranges(), st.just(PartialDate.unknown()))


@given(any_dates)
def test_edtf_text_reads_back_as_the_same_date(value: PartialDate) -> None:
    assert PartialDate.parse(value.edtf) == value
    assert hash(PartialDate.parse(value.edtf)) == hash(value)


@given(simple_dates())
def test_the_edtf_library_understands_what_we_write(value: PartialDate) -> None:
    # Its grammar knows open ends beside plain dates only, so that ranges are held to it by example below.
    assert str(parse_edtf(value.edtf)) == value.edtf


@pytest.mark.parametrize(
    "text", ["1937/1938", "1937-05/1938", "../1953", "1937/..", "1937~/1938~", "195X/196X", "XXXX"]
)
def test_the_edtf_library_understands_ranges(text: str) -> None:
    assert str(parse_edtf(PartialDate.parse(text).edtf)) == text


@given(any_dates)
def test_a_date_is_never_padded(value: PartialDate) -> None:
    exact = value.precision is Precision.DAY
    assert (value.earliest is not None and value.earliest == value.latest) >= exact
    if value.precision in (Precision.MONTH, Precision.YEAR, Precision.DECADE):
        assert value.earliest != value.latest
        assert len(value.edtf.rstrip("~")) == {"month": 7, "year": 4, "decade": 4}[value.precision]


@given(any_dates, any_dates)
def test_sorting_agrees_with_certainty(one: PartialDate, other: PartialDate) -> None:
    if one.before(other):
        assert one < other
        assert one.possibly_before(other)
        assert not other.possibly_before(one)
        assert not one.overlaps(other)
    assert (one.sort_key == other.sort_key) == (one == other)


@given(simple_dates())
def test_bounds_are_ordered_and_hold_the_written_parts(value: PartialDate) -> None:
    assert value.earliest
    assert value.latest
    assert value.earliest <= value.latest
    assert str(value.earliest.year).startswith(str(value.parts[0]))
    assert str(value.latest.year).startswith(str(value.parts[0]))


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "2021-13", "2021-00", "2021-02-29", "1900-02-29", "2021-04-31", "0999", "99999", "21-05-03",
        "2021-5-3", "2021?", "2021-05-03T10:00", "../..", "/1953", "1953/", "1938/1937", "1937/1938/1939", "XXXX/1938",
        "20XX", "195x", "195X-05", "２０２１", "2021-05-03\n", "2021~~", "~2021",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w.*\.$"):
        PartialDate.parse(text)


def test_leap_day_of_a_leap_year_is_a_day() -> None:
    assert PartialDate.parse("2000-02-29").earliest == date(2000, 2, 29)


def test_open_ranges_are_open() -> None:
    until = PartialDate.until(PartialDate.year(1953))
    assert (until.earliest, until.latest) == (None, date(1953, 12, 31))
    since = PartialDate.since(PartialDate.month(1937, 5))
    assert (since.earliest, since.latest) == (date(1937, 5, 1), None)
    assert until.before(PartialDate.year(1954))
    assert not since.before(PartialDate.year(1999))
    assert since.possibly_before(PartialDate.year(1999))


def test_two_dates_in_one_year_are_not_certainly_ordered() -> None:
    year, day = PartialDate.year(2021), PartialDate.day(2021, 5, 3)
    assert not year.before(day)
    assert not day.before(year)
    assert year.possibly_before(day)
    assert day.possibly_before(year)


def test_a_range_of_unknown_ends_is_refused() -> None:
    with pytest.raises(ValueError, match="must be known"):
        PartialDate.between(PartialDate.unknown(), PartialDate.year(2020))


def test_about_belongs_to_the_whole_when_an_end_is_about() -> None:
    assert PartialDate.parse("1937~/1938").circa
    assert not PartialDate.parse("1937/1938").circa
    assert PartialDate.parse("2021-05~").edtf == "2021-05~"


def test_unknown_dates_come_last_in_a_list() -> None:
    values = [PartialDate.unknown(), PartialDate.year(2021), PartialDate.until(PartialDate.year(1953))]
    assert [v.edtf for v in sorted(values)] == ["../1953", "2021", "XXXX"]
    assert not PartialDate.unknown().before(PartialDate.year(2021))

"""What people type into our fields, and what the product understands of it."""

from datetime import date

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from case_mgr.core.dates import PartialDate
from case_mgr.web.date_boxes import BOXES, MONTH_LANGUAGES, month_names, read_month
from case_mgr.web.fields import CheckboxesField, DayField, NameField, PartialDateField, tidy_name


class SampleForm(Form):
    """One field of each kind."""

    name = NameField("Full name")
    arrested = PartialDateField("Date of arrest", [Optional()])
    since = DayField("First day", [Optional()])
    kinds = CheckboxesField("Kinds", choices=[SelectChoice("a", "A"), SelectChoice("b", "B")])


def arrested(**parts: str) -> PartialDateField:
    """Post the parts of the date of arrest and validate."""
    form = SampleForm(MultiDict({f"arrested-{name}": value for name, value in parts.items()}))
    form.validate()
    return form.arrested


@pytest.mark.parametrize(
    ("parts", "edtf"),
    [
        ({"kind": "day", "day": "3", "month": "5", "year": "2021"}, "2021-05-03"),
        ({"kind": "day", "day": "۳", "month": "۵", "year": "۲۰۲۱"}, "2021-05-03"),
        ({"kind": "month", "month": "May", "year": "2021"}, "2021-05"),
        ({"kind": "month", "month": "мая", "year": "2021", "circa": "1"}, "2021-05~"),
        ({"kind": "year", "year": "2021"}, "2021"),
        ({"kind": "decade", "year": "1950"}, "195X"),
        ({"kind": "decade", "year": "195X"}, "195X"),
        ({"kind": "range", "year": "1937", "year2": "1938"}, "1937/1938"),
        ({"kind": "before", "year": "1953"}, "../1953"),
        ({"kind": "after", "month": "1", "year": "1937"}, "1937-01/.."),
        ({"kind": "unknown"}, "XXXX"),
        ({"day": "3", "month": "5", "year": "2021"}, "2021-05-03"),
        ({"month": "5", "year": "2021"}, "2021-05"),
        ({"year": "2021"}, "2021"),
        ({"year": "1937", "year2": "1938"}, "1937/1938"),
    ],
)
def test_reads_what_is_known_and_no_more(parts: dict[str, str], edtf: str) -> None:
    field = arrested(**parts)
    assert list(field.errors) == []
    assert field.data is not None
    assert field.data.edtf == edtf


@pytest.mark.parametrize(
    ("parts", "box", "word"),
    [
        ({"kind": "day", "day": "31", "month": "2", "year": "2021"}, "day", "no such day"),
        ({"kind": "day", "month": "2", "year": "2021"}, "day", "type the day"),
        ({"kind": "month", "year": "2021"}, "month", "less exact"),
        ({"kind": "month", "day": "3", "month": "5", "year": "2021"}, "day", "clear the day"),
        ({"kind": "year", "month": "5", "year": "2021"}, "month", "clear the month"),
        ({"kind": "day", "day": "3", "month": "5", "year": "21"}, "year", "four digits"),
        ({"kind": "month", "month": "13", "year": "2021"}, "month", "1 to 12"),
        ({"kind": "month", "month": "Mayvember", "year": "2021"}, "month", "1 to 12"),
        ({"kind": "day", "day": "x", "month": "5", "year": "2021"}, "day", "1 to 31"),
        ({"kind": "decade", "year": "1957"}, "year", "1950s"),
        ({"kind": "year", "year": "1950s"}, "year", "Decade"),
        ({"kind": "range", "year": "1937"}, "day2", "second date"),
        ({"kind": "range", "year": "1938", "year2": "1937"}, "year2", "before it begins"),
        ({"kind": "year", "year": "1938", "year2": "1939"}, "day2", "clear the second"),
        ({"kind": "unknown", "year": "1938"}, "day", "clear the boxes"),
        ({"kind": "day"}, "day", "Not known"),
        ({"day": "3", "year": "2021"}, "month", "missing"),
        ({"day": "3", "month": "5"}, "year", "missing"),
        ({"year2": "1939"}, "day", "type what is known"),
    ],
)
def test_refuses_with_a_sentence_at_the_box(parts: dict[str, str], box: str, word: str) -> None:
    field = arrested(**parts)
    assert field.data is None
    assert field.wrong == (box,)
    assert field.error_id == f"arrested-{box}"
    (sentence,) = field.errors
    assert sentence.startswith("Date of arrest: ")
    assert word in sentence
    assert all(field.typed[name] == value for name, value in parts.items()), "what was typed stays on the page"


def test_nothing_typed_is_no_date() -> None:
    field = arrested(day="", month="", year="", kind="")
    assert (field.data, list(field.errors)) == (None, [])


def test_a_required_date_asks_for_itself() -> None:
    class Required(Form):
        arrested = PartialDateField("Date of arrest", [InputRequired("Say when.")])

    form = Required(MultiDict({"arrested-year": "", "arrested-kind": ""}))
    assert not form.validate()
    assert form.arrested.errors == ["Say when."]


YEARS = st.integers(1000, 9999)
SIMPLE = st.one_of(
    st.builds(PartialDate.year, YEARS, circa=st.booleans()),
    st.builds(PartialDate.month, YEARS, st.integers(1, 12), circa=st.booleans()),
    st.builds(PartialDate.decade, st.integers(100, 999), circa=st.booleans()),
    st.dates(date(1000, 1, 1)).map(PartialDate.from_date),
)


def bounds(when: PartialDate) -> tuple[date, date]:
    """Return the first and the last day of a date that has both."""
    assert when.earliest is not None
    assert when.latest is not None
    return when.earliest, when.latest


def in_order(ends: tuple[PartialDate, PartialDate]) -> tuple[PartialDate, PartialDate]:
    """Return the two ends the right way round."""
    (first, last), (begins, stops) = bounds(ends[0]), bounds(ends[1])
    return ends if first <= begins and last <= stops else (ends[1], ends[0])


RANGES = st.tuples(SIMPLE, SIMPLE).map(in_order)


def nested(ends: tuple[PartialDate, PartialDate]) -> bool:
    """Whether one end lies within the other, which no range can have."""
    first, last = bounds(ends[0]), bounds(ends[1])
    return first[0] > last[0] or first[1] > last[1]


DATES = st.one_of(
    SIMPLE,
    st.just(PartialDate.unknown()),
    SIMPLE.map(PartialDate.until),
    SIMPLE.map(PartialDate.since),
    RANGES.filter(lambda ends: not nested(ends)).map(lambda ends: PartialDate.between(*ends)),
)


@given(DATES)
def test_a_date_shown_and_sent_back_is_the_same_date(known: PartialDate) -> None:
    shown = SampleForm(data={"arrested": known}).arrested
    assert arrested(**shown.typed).data == known


def test_shows_the_boxes_and_the_kind() -> None:
    field = SampleForm(data={"arrested": PartialDate.parse("1937-05/1938")}).arrested
    assert [box.value for box in field.parts] == ["", "5", "1937"]
    assert [box.value for box in field.end_parts] == ["", "", "1938"]
    assert [kind.value for kind in field.kinds if kind.chosen] == ["range"]
    assert len({box.id for box in (*field.parts, *field.end_parts)}) == 2 * len(BOXES)


def test_a_form_without_the_date_leaves_the_record_alone() -> None:
    known = PartialDate.year(2021)
    assert SampleForm(MultiDict({"name": "x"}), data={"arrested": known}).arrested.data == known


def test_no_name_means_two_months() -> None:
    for language in MONTH_LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, "format", language).items():
                assert read_month(name) == number, (language, name)
    assert set(month_names().values()) == set(range(1, 13))


def test_day_field_reads_a_whole_day_only() -> None:
    whole = SampleForm(MultiDict({"since-day": "1", "since-month": "jan", "since-year": "2024"}))
    assert whole.since.data == date(2024, 1, 1)
    part = SampleForm(MultiDict({"since-day": "", "since-month": "1", "since-year": "2024"}))
    assert not part.validate()
    assert part.since.error_id == "since-day"
    decade = SampleForm(MultiDict({"since-day": "1", "since-month": "1", "since-year": "1950s"}))
    assert not decade.validate()


def test_name_field_keeps_scripts_and_drops_what_cannot_be_seen() -> None:
    form = SampleForm(MultiDict({"name": "  Алесь\u00a0 \u200fПрыклад\ufeff "}))
    assert form.name.data == "Алесь Прыклад"
    assert 'spellcheck="false"' in form.name()
    assert "required" not in form.name()
    assert tidy_name("می‌خواهم") == "می‌خواهم"


def test_checkboxes_give_a_list() -> None:
    assert SampleForm(MultiDict([("kinds", "a"), ("kinds", "b")])).kinds.data == ["a", "b"]
    assert SampleForm(MultiDict({"name": "x"})).kinds.data == []
    wrong = SampleForm(MultiDict({"kinds": "z"}))
    assert not wrong.validate()

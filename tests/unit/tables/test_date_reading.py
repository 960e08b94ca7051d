"""Dates of lists: read as exactly as written, and not at all where two readings are right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.core.dates import Precision
from case_mgr.tables.dateforms import Order
from case_mgr.tables.dates import find_order, read_date

READ = {
    "1987": "1987", "03.1987": "1987-03", "1987-03": "1987-03", "03/1987": "1987-03", "ca. 1990": "1990~",
    "около 1990": "1990~", "каля 1990": "1990~", "1990?": "1990~", "март 1987": "1987-03", "March 1987": "1987-03",
    "??.03.1987": "1987-03", "00.00.1987": "1987", "1987-00-00": "1987", "xx.7.1944": "1944-07", "n.1918": "1918~",
    "1950s": "195X", "195x": "195X", "1980-е": "198X", "1980-е гг.": "198X", "1937-1938": "1937/1938",
    "1937 или 1938": "1937/1938", "między 1937 a 1938": "1937/1938", "до 1953": "../1953", "after 1937": "1937/..",
    "1987 г.р.": "1987", "род. в 1911 г.": "1911", "12.09.2025": "2025-09-12", "27. 7. 1877": "1877-07-27",
    "      27. 7. 1877": "1877-07-27", "2021-05-03T10:00:00Z": "2021-05-03", "2021-05-03 00:00:00": "2021-05-03",
    "16 febbraio 1944": "1944-02-16", "18 жніўня 1978": "1978-08-18", "29 мая 2020": "2020-05-29",
    "5 травня 1990 року": "1990-05-05", "3 maja 1990 r.": "1990-05-03", "28 Dec 1955": "1955-12-28",
    "March 3, 1987": "1987-03-03", "3rd of March 1987": "1987-03-03", "1987 m. kovo 14 d.": "1987-03-14",
    "12.IX.1985": "1985-09-12", "3. března 1950": "1950-03-03", "3. März 1950": "1950-03-03",
    "٢٧.٠٧.١٩٨٧": "1987-07-27", "۱۹۸۷": "1987", "15 تموز 2013": "2013-07-15", "22/5/1895": "1895-05-22",
    "5/22/1895": "1895-05-22", "5/5/1990": "1990-05-05", "29.02.2000": "2000-02-29", "19870314": "1987-03-14",
    "12.03.1980 - 15.03.1980": "1980-03-12/1980-03-15", "../1953": "../1953",
    "2021-05-03/2021-05-07": "2021-05-03/2021-05-07",
    "1990-х": "199X", "1990-е годы": "199X", "1990 ?": "1990~", "1937/38": "1937/1938", "1937-38": "1937/1938",
    "в мае 1990 г.": "1990-05", "у траўні 1990": "1990-05", "в травні 1990": "1990-05", "w maju 1990": "1990-05",
    "1990. gada maijā": "1990-05", "12 мaя 1990": "1990-05-12", "12-е мая 1990": "1990-05-12",
    "1990年5月12日": "1990-05-12", "1990年": "1990", "1990년 5월": "1990-05", "၁၂.၅.၁၉၉၀": "1990-05-12",
    "12–15 мая 1990": "1990-05-12/1990-05-15", "12-15.05.1990": "1990-05-12/1990-05-15",
    "с 12 по 15 мая 1990": "1990-05-12/1990-05-15", "12 или 13 мая 1990": "1990-05-12/1990-05-13",
    "12/13.05.1990": "1990-05-12/1990-05-13", "май-июнь 1990": "1990-05/1990-06", "с 1990 по 1992": "1990/1992",
    "from May 1990 to June 1990": "1990-05/1990-06", "не раней за 1990": "1990/..", "по 2021": "../2021",
    "12.05.1990 (35 лет)": "1990-05-12", "12.05.1990*": "1990-05-12", "1990 [3]": "1990", "ур. 1990": "1990",
    "12/1987 or 01/1988": "1987-12/1988-01", "1\u00a0мая\u00a01990": "1990-05-01", "1937–1938": "1937/1938",
}  # fmt: skip


@pytest.mark.parametrize(("raw", "edtf"), READ.items())
def test_what_is_written_is_read(raw: str, edtf: str) -> None:
    reading = read_date(raw)
    assert (reading.value and reading.value.edtf, reading.problem) == (edtf, None)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        *[(raw, "date_invalid") for raw in (
            "31.02.1990", "30.02.2001", "29.02.1900", "32.01.1980", "15.13.1980", "1954-02-29", "1952-08-021", "19812",
            "31.04.1975", "1980-06-31", "99.99.9999", "12.12.12.12", "abc", "age 35", "35", "44197", "31 февраля 1990",
            "май", "5 мая", "12 мая", "12.X.1985", "2000.1x", "1.x-1500", "около 40 лет", "3000",
            "12.05.1990, Минск", "1899-12-30 00:00:00", "1900-01-00", "15-12 мая 1990", "лето 1990", "--01-31",
            "1938-1937", "1937-1938-1939", "14.03.1987 (?) возможно 1988",
        )],
        *[(raw, "date_ambiguous") for raw in ("03/04/1980", "5-6-1990", "٠٣/٠٤/١٩٨٠", "05121990", "12051990")],
        *[(raw, "date_two_digit_year") for raw in ("12.09.85", "12-Mar-87", "01/02/03", "90 г.", "85 г.р.")],
        *[(raw, "calendar_not_gregorian") for raw in (
            "1361/05/12", "13 اردیبهشت ۱۳۶۹", "رمضان 1990", "12 พฤษภาคม 2533",
            "۱۳۶۲/۰۵/۱۲", "1445-01-02", "2530-01-02",
        )],
    ],
)  # fmt: skip
def test_what_is_not_certain_is_not_read(raw: str, problem: str) -> None:
    reading = read_date(raw)
    assert (reading.value, reading.problem) == (None, problem)


@pytest.mark.parametrize("raw", ["", " ", "-", "—", "?", "n/a", "неизв.", "неизвестно", "невядома", "0000-00-00", "…"])
def test_nothing_is_nothing(raw: str) -> None:
    assert read_date(raw).value is None
    assert read_date(raw).problem is None


def test_the_calendar_is_named() -> None:
    assert read_date("1361/05/12").calendar == "jalali"
    assert read_date("2530").calendar == "buddhist"


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["9/2/1895", "22/5/1895"], "dmy"),
        (["9/2/1895", "5/22/1895"], "mdy"),
        (["9/2/1895"], None),
        (["22/5/1895", "5/22/1895"], None),
        (["22.5.1895"], None),
    ],
)
def test_a_column_proves_its_order(values: list[str], order: Order | None) -> None:
    assert find_order(values) == order


def test_the_order_of_the_column_decides() -> None:
    assert str(read_date("9/2/1895", "dmy").value) == "1895-02-09"
    assert str(read_date("9/2/1895", "mdy").value) == "1895-09-02"
    assert read_date("22/5/1895", "mdy").problem == "date_invalid"


@given(st.dates().filter(lambda day: day.year >= 1500))
def test_exact_dates_are_read_exactly(day: object) -> None:
    iso = f"{day:%Y-%m-%d}"
    assert str(read_date(iso).value) == iso or int(iso[:4]) >= 2400
    assert read_date(f"{day:%d.%m.%Y}") == read_date(iso)


@given(st.text("0123456789./- хx?~", max_size=14))
def test_no_precision_is_made_up(raw: str) -> None:
    value = read_date(raw).value
    if value is not None and value.precision is Precision.DAY:
        digits = "".join(char if char.isdecimal() else " " for char in raw).split()
        assert len(digits) >= 3 or (len(digits) == 1 and len(digits[0]) == 8)


@given(st.text(max_size=40))
def test_any_text_has_an_answer(raw: str) -> None:
    reading = read_date(raw)
    assert reading.value is None or reading.problem is None

"""Amounts are read as people write them, split without a remainder, and never a float."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from case_mgr.support import money
from case_mgr.support.models.exact import Exact, Ratio

CURRENCIES = ("JPY", "EUR", "KWD", "BYN")
DIALECT = sqlite.dialect()


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("1 234,50", "EUR", "1234.50"),
        ("1\u202f234,50", "EUR", "1234.50"),
        ("1,234.50", "EUR", "1234.50"),
        ("1.234,50", "EUR", "1234.50"),
        ("1'234.50", "CHF", "1234.50"),
        ("1234.5", "EUR", "1234.50"),
        ("12,5", "EUR", "12.50"),
        ("1,234", "EUR", "1234.00"),
        ("1.234.567", "EUR", "1234567.00"),
        ("1,234,567.89", "EUR", "1234567.89"),
        ("12,34,567", "EUR", None),
        ("1.2.3", "EUR", None),
        ("1,234", "KWD", None),
        ("1,234.500", "KWD", "1234.500"),
        ("0.500", "KWD", "0.500"),
        ("0,500", "EUR", "0.50"),
        ("0,505", "EUR", None),
        ("1234", "JPY", "1234"),
        ("12.5", "JPY", None),
        ("12.345", "BYN", "12345.00"),
        ("12.3456", "BYN", None),
        ("٥٠٫٢٥", "EUR", "50.25"),
        ("0", "EUR", None),
        ("-5", "EUR", None),
        ("−5", "EUR", None),
        ("1e3", "EUR", None),
        ("NaN", "EUR", None),
        ("", "EUR", None),
        (",50", "EUR", None),
        ("5,", "EUR", None),
        ("999999999999", "EUR", None),
        ("9" * 500, "EUR", None),
        ("5", "XXQ", None),
    ],
)
def test_amounts_as_people_write_them(text: str, currency: str, amount: str | None) -> None:
    if amount is None:
        with pytest.raises(money.BadAmount):
            money.read_amount(text, currency)
    else:
        assert money.read_amount(text, currency) == Decimal(amount)


def test_what_is_wrong_with_an_amount_is_said() -> None:
    for text, currency, words in (
        ("1,234", "KWD", "two ways"),
        ("12.5", "JPY", "no decimals"),
        ("12.3456", "BYN", "2 decimals"),
        ("-5", "EUR", "above zero"),
        ("999999999999", "EUR", "Check its digits"),
    ):
        with pytest.raises(money.BadAmount, match=words):
            money.read_amount(text, currency)


def amounts(currency: str) -> st.SearchStrategy[Decimal]:
    """Return amounts of a currency."""
    return st.integers(1, 10**10).map(lambda number: number * money.step_of(currency))


@given(st.data(), st.sampled_from(CURRENCIES))
def test_shares_always_add_up_to_the_whole(data: st.DataObject, currency: str) -> None:
    whole, count = data.draw(amounts(currency)), data.draw(st.integers(1, 9))
    if whole < count * money.step_of(currency):
        with pytest.raises(money.BadAmount):
            money.split(whole, [None] * count, currency)
        return
    shares = money.split(whole, [None] * count, currency)
    assert sum(shares) == whole
    assert max(shares) - min(shares) <= money.step_of(currency)
    assert all(share == money.checked(share, currency) for share in shares)
    # The same again with some of the shares named.
    named = [share if data.draw(st.booleans()) else None for share in shares]
    again = money.split(whole, named, currency)
    assert sum(again) == whole
    assert all(share in (None, kept) for share, kept in zip(named, again, strict=True))


@given(st.data(), st.sampled_from(CURRENCIES))
def test_shares_that_do_not_add_up_are_refused(data: st.DataObject, currency: str) -> None:
    whole, other = data.draw(amounts(currency)), data.draw(amounts(currency))
    if whole != other:
        with pytest.raises(money.BadAmount, match="shares make"):
            money.split(whole, [other], currency)


@given(st.sampled_from(CURRENCIES).flatmap(amounts))
def test_the_database_gives_an_amount_back_as_it_was(amount: Decimal) -> None:
    column = Exact()
    stored = column.process_bind_param(amount, DIALECT)
    assert isinstance(stored, int)
    assert column.process_result_value(stored, DIALECT) == amount
    assert column.process_result_value(None, DIALECT) is None


def test_what_no_whole_number_stands_for_is_never_stored() -> None:
    with pytest.raises(ValueError, match="decimals"):
        Exact().process_bind_param(Decimal("0.00001"), DIALECT)


@given(st.decimals("0.000000000001", "999999999", places=12, allow_nan=False))
def test_a_rate_keeps_its_digits(rate: Decimal) -> None:
    column = Ratio()
    assert column.process_result_value(column.process_bind_param(rate, DIALECT), DIALECT) == rate


def test_rates() -> None:
    assert money.converted(Decimal("100.00"), money.read_rate("0,28915"), "EUR") == Decimal("28.92")
    assert money.converted(Decimal("0.50"), Decimal("0.25"), "EUR") == Decimal("0.12"), "half to even"
    for text in ("0", "-1", "abc", "1.2.3", "1e9", "10000000000", "0.0000000000001"):
        with pytest.raises(money.BadAmount):
            money.read_rate(text)

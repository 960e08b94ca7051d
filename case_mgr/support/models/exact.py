"""Columns for money: no database ever sees a float."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import BigInteger, Dialect, String, TypeDecorator

# More decimals than any currency has, so that no change of a table of currencies moves a stored amount.
SCALE = 4


class Exact(TypeDecorator[Decimal]):
    """An amount of money: a whole number of ten-thousandths, which both databases add up exactly."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Return the whole number that stands for an amount; one that has none is a fault of the program."""
        if value is None:
            return None
        scaled = value.scaleb(SCALE)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"An amount has at most {SCALE} decimals.")
        return int(scaled)

    def process_result_value(self, value: int | Decimal | None, dialect: Dialect) -> Decimal | None:
        """Return the amount that a whole number stands for; a sum may come as another type."""
        return None if value is None else Decimal(value).scaleb(-SCALE)


class Ratio(TypeDecorator[Decimal]):
    """An exchange rate, digit by digit as it was given."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Return the digits."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Return the rate."""
        return None if value is None else Decimal(value)

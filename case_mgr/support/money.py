"""Amounts of money: exact, in the decimals of their currency, read as people write them, split without a remainder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from babel.numbers import get_currency_precision, list_currencies

from case_mgr.core.errors import Refused
from case_mgr.core.text import N_

LARGEST = Decimal(99_999_999_999)
_LONGEST = 40
_MOST_RATE = Decimal(10) ** 9
_RATE_DIGITS = 12
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009'’٬]+")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GROUP = 3

_NO_AMOUNT = N_("Enter an amount in digits, such as 1234.50.")
AMBIGUOUS = N_("“%(text)s” can be read in two ways: write it without a mark between thousands, such as 1234.500.")
_NEGATIVE = N_("Enter an amount above zero. What was paid wrongly is taken back by a reversal.")
_TOO_LARGE = N_("This amount is larger than any grant. Check its digits.")
_NO_DECIMALS = N_("%(currency)s has no decimals: enter a whole number.")
_DECIMALS = N_("%(currency)s has %(n)d decimals: enter no more of them.")
_UNKNOWN = N_("Enter the currency as three letters, such as EUR.")


class BadAmount(Refused):
    """What was typed is no amount of this currency."""


def is_known(currency: str) -> bool:
    """Whether there is such a currency."""
    return currency in list_currencies()


def digits_of(currency: str) -> int:
    """Return how many decimals a currency has."""
    return get_currency_precision(currency)


def step_of(currency: str) -> Decimal:
    """Return the smallest amount of a currency."""
    return Decimal(1).scaleb(-digits_of(currency))


def checked(amount: Decimal, currency: str) -> Decimal:
    """Return an amount that can be spent in this currency, or say why it cannot."""
    if not is_known(currency):
        raise BadAmount(_UNKNOWN)
    if not amount.is_finite():
        raise BadAmount(_NO_AMOUNT)
    if amount <= 0:
        raise BadAmount(_NEGATIVE)
    if amount > LARGEST:
        raise BadAmount(_TOO_LARGE)
    if amount % step_of(currency):
        digits = digits_of(currency)
        raise BadAmount(_DECIMALS if digits else _NO_DECIMALS, currency=currency, n=digits)
    return amount.quantize(step_of(currency))


def read_amount(text: str, currency: str) -> Decimal:
    """Read an amount as it is written anywhere: 1 234,50 and 1,234.50 alike; what could be two amounts is asked."""
    if not is_known(currency):
        raise BadAmount(_UNKNOWN)
    return checked(_number(text, digits_of(currency)), currency)


def read_rate(text: str) -> Decimal:
    """Read an exchange rate; it has no currency, so a comma is always its decimal mark."""
    typed = _tidy(text).replace(",", ".")
    if not _PLAIN.fullmatch(typed):
        raise BadAmount(N_("Enter the rate in digits, such as 0.2891."))
    return checked_rate(Decimal(typed))


def checked_rate(rate: Decimal) -> Decimal:
    """Return a rate by which an amount can be converted, or say why it cannot."""
    if not rate.is_finite() or not 0 < rate < _MOST_RATE:
        raise BadAmount(N_("A rate is above zero and says how much of the grant’s currency one unit is. Check it."))
    if rate % Decimal(1).scaleb(-_RATE_DIGITS):
        raise BadAmount(N_("A rate has at most %(n)d decimals."), n=_RATE_DIGITS)
    return rate.normalize()


def converted(amount: Decimal, rate: Decimal, currency: str) -> Decimal:
    """Return an amount in another currency, rounded half to even as banks do."""
    return (amount * rate).quantize(step_of(currency), ROUND_HALF_EVEN)


def plain(amount: Decimal, currency: str) -> str:
    """Write an amount as it is typed: digits, a point, no marks between thousands."""
    return f"{amount:.{digits_of(currency)}f}"


def split(amount: Decimal, wanted: Sequence[Decimal | None], currency: str) -> list[Decimal]:
    """Return the shares of an amount: those that are named, and the others as even as the currency allows.

    They add up exactly: the smallest pieces that cannot be divided go to the first shares.
    """
    named = sum((share for share in wanted if share is not None), Decimal(0))
    rest, open_ = amount - named, sum(share is None for share in wanted)
    step = step_of(currency)
    if (not open_ and rest) or (open_ and rest < open_ * step):
        raise BadAmount(
            N_("The shares make %(sum)s, the whole amount is %(whole)s. Correct one of them."),
            sum=named,
            whole=amount,
        )
    each, left = divmod(int(rest / step), open_) if open_ else (0, 0)
    out = []
    for share in wanted:
        if share is not None:
            out.append(share)
            continue
        out.append((each + (1 if left > 0 else 0)) * step)
        left -= 1
    return out


def _tidy(text: str) -> str:
    """Return the digits of any script as ours, without blanks and marks between thousands that are nothing else."""
    if len(text) > _LONGEST:
        raise BadAmount(_NO_AMOUNT)
    out = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text.strip())
    return _BLANKS.sub("", out.replace("٫", ".").replace("−", "-"))


def _number(text: str, digits: int) -> Decimal:
    typed = _tidy(text)
    if typed.startswith("-"):
        raise BadAmount(_NEGATIVE)
    marks = [char for char in typed if char in ".,"]
    if len(set(marks)) > 1:
        # The last of two different marks is the decimal one, and stands once.
        last = marks[-1]
        head, tail = typed.rsplit(last, 1)
        typed = f"{_ungrouped(head)}.{tail}"
    elif len(marks) > 1:
        typed = _ungrouped(typed)
    elif marks:
        head, tail = typed.split(marks[0])
        grouped = len(tail) == _GROUP and 0 < len(head) <= _GROUP and not head.startswith("0")
        if grouped and digits >= _GROUP:
            raise BadAmount(AMBIGUOUS, text=text.strip())
        typed = head + tail if grouped else f"{head}.{tail}"
    if not _PLAIN.fullmatch(typed):
        raise BadAmount(_NO_AMOUNT)
    return Decimal(typed)


def _ungrouped(text: str) -> str:
    """Return a number without the marks between its thousands; one in another place makes it no number."""
    parts = re.split(r"[.,]", text)
    if len(parts) > 1 and not (0 < len(parts[0]) <= _GROUP and all(len(part) == _GROUP for part in parts[1:])):
        raise BadAmount(_NO_AMOUNT)
    return "".join(parts)

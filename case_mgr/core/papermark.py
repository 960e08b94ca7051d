"""The mark at the foot of a paper: it tells its reader nothing, and the keeper of the key who printed it, and when."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import date, timedelta

from case_mgr.core import crypto

# Without letters that are read as another one; those are forgiven when a mark is typed.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FORGIVEN = str.maketrans("OIL", "011")
_LENGTH, _BITS = 10, 5


def mark_of(organisation: str, user: str, day: date) -> str:
    """Return the mark of what somebody prints on a day, such as 7KQ2M-0HXV9."""
    return _said(_digits(_key(), organisation, user, day))


def find(
    text: str, organisation: str, users: Iterable[str], last: date, most_days: int = 3660
) -> tuple[str, date] | None:
    """Return whose mark somebody typed and of which day, the latest day first; None when it is none of these."""
    wanted = text.upper().translate(_FORGIVEN)
    wanted = "".join(sign for sign in wanted if sign in _SIGNS)
    if len(wanted) != _LENGTH:
        return None
    number = 0
    for sign in wanted:
        number = (number << _BITS) | _SIGNS.index(sign)
    key, everybody = _key(), tuple(users)
    for ago in range(most_days):
        day = last - timedelta(days=ago)
        for user in everybody:
            if _digits(key, organisation, user, day) == number:
                return user, day
    return None


def _key() -> bytes:
    return crypto.ring().derive("mark at the foot of a paper")


def _digits(key: bytes, organisation: str, user: str, day: date) -> int:
    message = f"{organisation}\x00{user}\x00{day.isoformat()}".encode()
    return int.from_bytes(hmac.digest(key, message, "sha256")[:8], "big") >> (64 - _LENGTH * _BITS)


def _said(number: int) -> str:
    signs = "".join(_SIGNS[(number >> _BITS * place) & 31] for place in reversed(range(_LENGTH)))
    return f"{signs[:5]}-{signs[5:]}"

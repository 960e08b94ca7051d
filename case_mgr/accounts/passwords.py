"""Passwords: long enough, not common, not the own address; kept as argon2id."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from case_mgr.accounts.types import PASSWORD_MAX, PASSWORD_MIN
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_

_hasher = PasswordHasher()
# A shorter part of an address stands in many words by chance.
_TELLING = 4


def digest(password: str) -> str:
    """Return the argon2id hash of a password."""
    return _hasher.hash(_form(password))


def fits(stored: str | None, password: str) -> bool:
    """Return whether the password fits; an unknown user costs the same time as a known one."""
    if len(password) > PASSWORD_MAX:
        return False
    try:
        _hasher.verify(stored or _nobody(), _form(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def require_good(password: str, email: str) -> None:
    """Refuse a password that can be guessed, saying why."""
    if len(password) < PASSWORD_MIN:
        raise Refused(N_("The password must have at least %(n)d characters."), n=PASSWORD_MIN)
    if len(password) > PASSWORD_MAX:
        raise Refused(N_("The password must have at most %(n)d characters."), n=PASSWORD_MAX)
    folded = password.casefold()
    local = email.split("@", maxsplit=1)[0].casefold()
    if len(local) >= _TELLING and local in folded:
        raise Refused(N_("The password must not contain your e-mail name."))
    if len(set(folded)) < 5 or folded in _common() or folded.rstrip("0123456789!.?") in _common():
        raise Refused(N_("This password is on lists of common passwords. Use several unrelated words instead."))


def _form(password: str) -> str:
    # The same letters typed on another keyboard must be the same password.
    return unicodedata.normalize("NFKC", password)


@lru_cache(1)
def _nobody() -> str:
    return _hasher.hash("a password that nobody has")


@lru_cache(1)
def _common() -> frozenset[str]:
    text = files("case_mgr.accounts").joinpath("data/common_passwords.txt").read_text("utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))

"""Which passwords are good, and how they are kept."""

from __future__ import annotations

import unicodedata

import pytest
from argon2 import PasswordHasher
from hypothesis import given, settings
from hypothesis import strategies as st

from case_mgr.accounts import passwords
from case_mgr.accounts.types import PASSWORD_MAX, PASSWORD_MIN
from case_mgr.core.errors import Refused

EMAIL = "wanda@harbour-watch.example"


@pytest.mark.parametrize(
    "password",
    [
        "",
        "short",
        "a" * 40,
        "ababababababab",
        "password1234",
        "123456789012",
        "qwertyuiop123",
        "wanda loves trees",
        "WANDA-2024-xyz!",
    ],
)
def test_a_password_that_can_be_guessed_is_refused(password: str) -> None:
    with pytest.raises(Refused):
        passwords.require_good(password, EMAIL)


@pytest.mark.parametrize(
    "password",
    ["seven quiet herons cross", "сем ціхіх чапляў ляцяць", "🐳🦆🌲🪵🔥🧊🎻🪁🧭🛶🥁🪶", "陈西在明斯克的朋友们都很好啊"],
)
def test_a_long_password_in_any_script_is_good(password: str) -> None:
    passwords.require_good(password, EMAIL)
    assert passwords.fits(passwords.digest(password), password)


def test_the_longest_password_is_bounded() -> None:
    good = "seven quiet herons " * 60
    passwords.require_good(good[:PASSWORD_MAX], EMAIL)
    with pytest.raises(Refused):
        passwords.require_good(good[: PASSWORD_MAX + 1], EMAIL)
    assert PASSWORD_MIN >= 12


def test_a_password_of_a_megabyte_is_not_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", None)
    assert not passwords.fits("$argon2id$x", "a" * 1_000_000)


@settings(max_examples=20)
@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_only_the_same_password_fits(one: str, other: str) -> None:
    same = unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other)
    assert passwords.fits(passwords.digest(one), other) == same
    assert passwords.fits(passwords.digest(one), one)


def test_nothing_is_cut_off_at_72_bytes() -> None:
    long = "seven quiet herons cross the river at dawn while the fog is lifting over " + "x" * 30
    assert not passwords.fits(passwords.digest(long), long[:-1])


def test_the_same_letters_from_another_keyboard_fit() -> None:
    assert passwords.fits(passwords.digest("cafe\u0301 au lait, ma ville"), "caf\u00e9 au lait, ma ville")


@pytest.mark.parametrize("stored", [None, "", "x", "$argon2id$broken", "seven quiet herons cross"])
def test_a_broken_hash_fits_nothing(stored: str | None) -> None:
    assert not passwords.fits(stored, "seven quiet herons cross")


def test_equal_passwords_are_kept_differently() -> None:
    assert passwords.digest("seven quiet herons cross") != passwords.digest("seven quiet herons cross")


def test_the_price_of_a_guess() -> None:
    """OWASP asks for argon2id with at least 19 MiB and two passes; the tests lower it, the product does not."""
    product = PasswordHasher()
    assert product.type.name == "ID"
    assert product.memory_cost >= 19 * 1024
    assert product.time_cost >= 2

"""Codes of who was helped: one for a person in a grant, and none that joins two grants."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from case_mgr.core import crypto
from case_mgr.core.crypto import Keyring
from case_mgr.support.codes import code_of


@pytest.fixture(autouse=True)
def keys() -> Iterator[None]:
    kept = list(crypto._installed)
    crypto.install(Keyring.make())
    yield
    crypto._installed[:] = kept


def test_the_same_person_has_one_code_in_a_grant_and_others_elsewhere() -> None:
    grants = [f"{number:024x}" for number in range(200)]
    person = "a" * 24
    codes = {code_of(grant, person) for grant in grants}
    assert len(codes) == len(grants)
    assert code_of(grants[0], person) == code_of(grants[0], person)
    assert code_of(grants[0], "b" * 24) not in codes


def test_a_name_is_somebody_only_beside_a_person() -> None:
    grant, person = "g" * 24, "a" * 24
    assert code_of(grant, person, "Ганна  Прыдуманая ") == code_of(grant, person, "ганна прыдуманая")
    assert code_of(grant, person, "Ганна Прыдуманая") != code_of(grant, "b" * 24, "Ганна Прыдуманая")
    assert code_of(grant, person) != code_of(grant, person, "Ганна Прыдуманая")
    assert code_of(grant, "", "") == ""


def test_nobody_without_the_keys_of_the_installation_can_make_it() -> None:
    before = code_of("g" * 24, "a" * 24)
    crypto.install(Keyring.make())
    assert code_of("g" * 24, "a" * 24) != before

"""Answers to what a kind of event asks: checked, tidied, and what belongs to health set apart."""

from __future__ import annotations

import pytest

from case_mgr.cases.details import WrongAnswer, checked
from case_mgr.jurisdictions import catalogue

ASKED = {field.code: field for field in catalogue.event_fields("BY")}


def ask(code: str, text: str) -> tuple[dict[str, str], dict[str, str]]:
    return checked([ASKED[code]], {code: text})


@pytest.mark.parametrize(
    ("code", "typed", "kept"),
    [
        ("days", " 015 ", "15"),
        ("length", "3 - 6 - 0", "3-6-0"),
        ("seized", " two phones ", "two phones"),
        ("petition_how", "coerced", "coerced"),
    ],
)
def test_what_may_be_read_by_all(code: str, typed: str, kept: str) -> None:
    assert ask(code, typed) == ({code: kept}, {})


@pytest.mark.parametrize(
    ("code", "typed", "kept"),
    [
        ("methods", "threats beating", "beating threats"),
        ("medical_evidence", "no", "no"),
        ("diagnosis", "not named", "not named"),
    ],
)
def test_what_belongs_to_health_is_set_apart(code: str, typed: str, kept: str) -> None:
    assert ask(code, typed) == ({}, {code: kept})


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("days", "many"),
        ("days", "-3"),
        ("days", "٣"),
        ("days", "99999999999999999999"),
        ("length", "3"),
        ("length", "0-0-0"),
        ("length", "1-12-0"),
        ("petition_how", "signed refused"),
        ("methods", "beating magic"),
        ("medical_evidence", "perhaps"),
        ("seized", "x" * 2001),
    ],
)
def test_nonsense_is_refused_at_its_field(code: str, typed: str) -> None:
    with pytest.raises(WrongAnswer) as caught:
        ask(code, typed)
    assert caught.value.field == f"detail-{code}"


def test_what_was_not_asked_and_what_was_not_answered_is_not_kept() -> None:
    assert checked([ASKED["days"]], {"days": " ", "diagnosis": "flu"}) == ({}, {})

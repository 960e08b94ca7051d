"""What a kind of event asks for: answers are checked, and what belongs to health is set apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.jurisdictions.enums import AnswerKind
from case_mgr.jurisdictions.types import EventField

LONGEST = 2000
_MOST_DAYS = 36_525
_LENGTH = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{1,3})", re.ASCII)
Answers = dict[str, str]


class WrongAnswer(Refused):
    """An answer that its question does not admit; the sentence belongs to its field."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = f"detail-{code}"


def checked(asked: Iterable[EventField], given: Mapping[str, str]) -> tuple[Answers, Answers]:
    """Return the answers that anybody may read who sees the event, and those that belong to health."""
    open_, health = Answers(), Answers()
    for field in asked:
        text = given.get(field.code, "").strip()
        if text:
            (health if field.restricted else open_)[field.code] = _CHECKS.get(field.answer, _text)(field, text)
    return open_, health


def _text(field: EventField, text: str) -> str:
    if len(text) > LONGEST:
        raise WrongAnswer(field.code, N_("This is too long: write at most 2000 characters."))
    return text


def _number(field: EventField, text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text) <= _MOST_DAYS):
        raise WrongAnswer(field.code, N_("Write a whole number, such as 15."))
    return str(int(text))


def _flag(field: EventField, text: str) -> str:
    if text not in ("yes", "no"):
        raise WrongAnswer(field.code, N_("Choose yes, no, or not known."))
    return text


def _options(field: EventField, text: str) -> str:
    chosen = text.split()
    if not set(chosen) <= set(field.options) or (field.answer is AnswerKind.CHOICE and len(chosen) > 1):
        raise WrongAnswer(field.code, N_("Choose from the list."))
    return " ".join(code for code in field.options if code in chosen)


def _length(field: EventField, text: str) -> str:
    found = _LENGTH.fullmatch(text.replace(" ", ""))
    if found is None or int(found[2]) > 11 or not any(int(part) for part in found.groups()):
        raise WrongAnswer(field.code, N_("Write years-months-days, such as 3-6-0 for three and a half years."))
    return "-".join(str(int(part)) for part in found.groups())


_CHECKS: Mapping[AnswerKind, Callable[[EventField, str], str]] = {
    AnswerKind.NUMBER: _number,
    AnswerKind.DAYS: _number,
    AnswerKind.FLAG: _flag,
    AnswerKind.CHOICE: _options,
    AnswerKind.CHOICES: _options,
    AnswerKind.LENGTH: _length,
}

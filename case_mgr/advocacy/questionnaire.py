"""A questionnaire as data that an organisation can correct: read, checked, and told what is missing. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from case_mgr.core.errors import Refused
from case_mgr.core.text import N_

_DATA = Path(__file__).parent / "data"
_CODE = re.compile(r"[A-Za-z0-9.]{1,12}", re.ASCII)
MOST_QUESTIONS = 200
# What a case can answer by itself.
FILLS = (
    *("surname", "given_name", "sex", "born", "nationalities", "occupation"),
    *("arrest_date", "arrest_place", "arrest_forces", "arrest_warrant", "arrest_authority", "arrest_reasons"),
    *("arrest_basis", "held_since", "held_for", "places", "ordered_by", "charges", "articles", "events", "remedies"),
    "organisation",
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its number, its words, and what of the record answers it."""

    code: str
    label: str
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a questionnaire with its questions in order."""

    code: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire; `checked` says that somebody compared it with the form of the mechanism."""

    sections: tuple[Section, ...]
    checked: bool
    source: str

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in their order."""
        return tuple(question for section in self.sections for question in section.questions)

    def missing(self, answers: Mapping[str, str]) -> tuple[Question, ...]:
        """Return the questions to which nothing is known, in their order."""
        return tuple(question for question in self.questions if not answers.get(question.code, "").strip())


def shipped_text(code: str) -> str:
    """Return the file of a questionnaire that comes with the product."""
    return (_DATA / f"{code}.toml").read_text(encoding="utf-8")


@lru_cache(64)
def read(text: str) -> Questionnaire:
    """Read a questionnaire; what cannot be so is refused in words that say where."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # Beside what is no TOML: a day that no calendar has, and brackets within brackets without end.
        raise Refused(N_("This cannot be read as TOML: %(why)s."), why=str(error)) from error
    rows = table.get("section")
    if not isinstance(rows, list) or not rows:
        raise Refused(N_("There is no [[section]] here."))
    sections = tuple(_section(row) for row in rows)
    codes = [question.code for section in sections for question in section.questions]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise Refused(N_("Two questions have the number %(code)s."), code=twice[0])
    if len(codes) > MOST_QUESTIONS:
        raise Refused(N_("At most %(n)d questions."), n=MOST_QUESTIONS)
    return Questionnaire(sections, table.get("checked") is True, str(table.get("source", ""))[:500])


def _section(row: Any) -> Section:
    if not isinstance(row, dict) or not _text(row, "title"):
        raise Refused(N_("Every section needs a title."))
    questions = row.get("question", [])
    if not isinstance(questions, list):
        raise Refused(N_("The questions of section “%(title)s” are no list."), title=_text(row, "title"))
    return Section(_text(row, "code"), _text(row, "title"), tuple(_question(one) for one in questions))


def _question(row: Any) -> Question:
    code = _text(row, "code") if isinstance(row, dict) else ""
    if not _CODE.fullmatch(code):
        raise Refused(N_("Every question needs a number of at most 12 letters, digits and dots, such as II.3."))
    if not _text(row, "label"):
        raise Refused(N_("Question %(code)s has no words."), code=code)
    fill = _text(row, "fill")
    if fill and fill not in FILLS:
        raise Refused(N_("Question %(code)s is to be filled by “%(fill)s”, which is not known."), code=code, fill=fill)
    return Question(code, _text(row, "label"), fill)


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name, "")
    return value.strip()[:1000] if isinstance(value, str) else ""

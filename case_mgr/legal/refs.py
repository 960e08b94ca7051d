"""Articles of a law as lawyers cite them, and the words that they were read from."""

from __future__ import annotations

from dataclasses import dataclass

from case_mgr.legal.article_words import ADMINISTRATIVE, CRIMINAL

_CRIMINAL_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Ref:
    """An article of a law as lawyers cite it; a law that the text does not name is empty."""

    law: str
    article: str
    part: str = ""
    paragraph: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the text as written."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """An article that was read, and the words that it was read from."""

    ref: Ref
    raw: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a text, and everything in it that was not understood."""

    found: tuple[Read, ...]
    unread: tuple[Span, ...]


def number_of(law: str, parts: list[str]) -> str:
    """Write a number as lawyers do without superscripts: 361-4 in a criminal code, 24.23 in an administrative one."""
    administrative = law.startswith(ADMINISTRATIVE) or (law != CRIMINAL and len(parts[0]) < _CRIMINAL_DIGITS)
    if administrative and len(parts) > 1:
        return "-".join((f"{parts[0]}.{parts[1]}", *parts[2:]))
    return "-".join(parts)

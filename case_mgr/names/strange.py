"""Characters of a printed name that nobody sees and that change how it reads: named, so that a person decides."""

from __future__ import annotations

import re
import unicodedata

# Marks that turn the direction of reading, and control characters that are no space between words.
_STRANGE = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SHOWN = re.compile(r"\[U\+([0-9A-F]{4})\]")
_FLOOD = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{4}")


def strange(text: str) -> tuple[str, ...]:
    """Return code and name of each such character of a text, also where it is already shown by its code."""
    found = [*_STRANGE.findall(text), *(chr(int(code, 16)) for code in _SHOWN.findall(text))]
    return tuple(dict.fromkeys(f"U+{ord(char):04X} {_name(char)}" for char in found if _STRANGE.match(char)))


def shown(text: str) -> str:
    """Return the text with each such character replaced by its code, so that a page can show it."""
    return _STRANGE.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def without(text: str) -> str:
    """Return the text without such characters and without their codes."""
    kept = _STRANGE.sub("", text)
    return _SHOWN.sub(lambda found: "" if _STRANGE.match(chr(int(found[1], 16))) else found[0], kept)


def is_flooded(text: str) -> bool:
    """Whether a letter carries such a heap of marks that the name cannot be read."""
    return _FLOOD.search(text) is not None


def _name(char: str) -> str:
    return unicodedata.name(char, "control character").lower()

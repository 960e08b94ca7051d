"""Tells the writing system of a word."""

from __future__ import annotations

import re
from functools import lru_cache

from case_mgr.names.types import Script

_RANGES: tuple[tuple[int, int, Script], ...] = (
    (0x41, 0x24F, Script.LATIN),
    (0x1E00, 0x1EFF, Script.LATIN),
    (0x400, 0x52F, Script.CYRILLIC),
    (0x600, 0x6FF, Script.ARABIC),
    (0x750, 0x77F, Script.ARABIC),
    (0x8A0, 0x8FF, Script.ARABIC),
    (0xFB50, 0xFDFF, Script.ARABIC),
    (0xFE70, 0xFEFE, Script.ARABIC),
    (0x1000, 0x109F, Script.MYANMAR),
    (0xA9E0, 0xA9FF, Script.MYANMAR),
    (0xAA60, 0xAA7F, Script.MYANMAR),
    (0x3400, 0x9FFF, Script.HAN),
    (0xF900, 0xFAFF, Script.HAN),
    (0x20000, 0x323AF, Script.HAN),
)


@lru_cache(maxsize=8192)
def script_of(letter: str) -> Script:
    """The script of one character; NONE for what is no letter."""
    if not letter.isalpha() and not 0x1000 <= ord(letter) <= 0x109F:
        return Script.NONE
    code = ord(letter)
    for low, high, script in _RANGES:
        if low <= code <= high:
            return script
    return Script.OTHER


_CYRILLIC_ONLY = re.compile("[\u0400-\u052f '.,-]+")


@lru_cache(maxsize=65536)
def detect(text: str) -> Script:
    """The script of a text: one, MIXED when letters of several occur, NONE without letters."""
    if text.isascii():
        return Script.LATIN if any(map(str.isalpha, text)) else Script.NONE
    if _CYRILLIC_ONLY.fullmatch(text) and any(map(str.isalpha, text)):
        return Script.CYRILLIC
    found = {script_of(letter) for letter in set(text)}
    found.discard(Script.NONE)
    if not found:
        return Script.NONE
    return found.pop() if len(found) == 1 else Script.MIXED

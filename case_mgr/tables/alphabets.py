"""Which letters a language writes with, to tell whether some bytes were read in the right encoding."""

from __future__ import annotations

import re

ALPHABETIC = (
    "cp1251", "cp1252", "cp1250", "cp1257", "cp1254", "koi8-r", "koi8-u", "mac-cyrillic", "iso8859-15", "iso8859-16",
    "iso8859-10", "iso8859-4", "iso8859-3", "iso8859-14", "mac-roman", "cp850", "cp852", "cp866", "cp858", "cp437",
    "iso8859-5", "mac-latin2", "cp775",
)  # fmt: skip
"""Encodings of a letter a byte in which lists of several languages come, the likelier first."""

_LATIN = (
    "ąćęłńóśźż", "áčďéěíňóřšťúůýžäôľĺŕ", "āčēģīķļņšūž", "ąčęėįšųūž", "äöüß", "àâæçéèêëîïôœùûüÿ", "çğıiöşü", "áéíñóúü",
    "ãáàâçéêíóôõúü", "àèéìíîòóùú", "åäöéü", "æøåé", "áéíóöőúüű", "ăâîșțşţ", "čćđšž", "õäöüšž",
)  # fmt: skip
_CYRILLIC = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "абвгдеёжзійклмнопрстуўфхцчшыьэюяґ",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
)
_ALPHABETS = tuple(map(frozenset, (*_LATIN, *_CYRILLIC)))
_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL_WITHIN = re.compile(r"[a-zà-öø-ÿа-яёіўїє][A-ZÀ-ÖØ-ÞА-ЯЁІЎЇЄ]")
_SIGNS = frozenset("№«»–—’‘“”„…§° ")


def reads_as_language(sample: bytes, encoding: str) -> bool:
    """Whether the letters beyond ASCII are those of one language, in words of one script written as words are."""
    try:
        text = sample.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    beyond = {char.lower() for char in text if not char.isascii()} - _SIGNS
    if not beyond or not all(map(str.isalpha, beyond)):
        return False
    if not any(beyond <= alphabet for alphabet in _ALPHABETS):
        return False
    return all(_is_word(word) for word in _WORD.findall(text) if not word.isascii())


def _is_word(word: str) -> bool:
    latin = any(char.isascii() or char < "\u0370" for char in word)
    cyrillic = any("\u0400" <= char < "\u0530" for char in word)
    return not (latin and cyrillic) and not (_CAPITAL_WITHIN.search(word) and not word.isupper())

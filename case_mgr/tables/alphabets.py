"""Which letters a language writes with, to tell whether some bytes were read in the right encoding."""

from __future__ import annotations

import re
from collections import Counter

WINDOWS = (
    "cp1251", "koi8-u", "koi8-r", "cp1252", "cp1250", "cp1257", "cp1254", "cp1253", "cp1255", "cp1256", "cp874",
)  # fmt: skip
"""Encodings of a letter a byte in which most lists come, the likelier first."""

ALPHABETIC = (
    *WINDOWS, "iso8859-15", "iso8859-5", "iso8859-6", "iso8859-16", "iso8859-4", "iso8859-10", "iso8859-3",
    "iso8859-14", "mac-cyrillic", "cp866", "cp852", "cp850", "cp858", "mac-latin2", "mac-roman", "mac-turkish", "cp775",
    "cp437", "cp857",
)  # fmt: skip
"""All in which lists of several languages come."""

_LATIN = (
    "ąćęłńóśźż", "áčďéěíňóřšťúůýžäôľĺŕ", "āčēģīķļņšūž", "ąčęėįšųūž", "äöüß", "àâæçéèêëîïôœùûüÿ", "çğıiöşüâîû",
    "áéíñóúü", "ãáàâçéêíóôõúü", "àèéìíîòóùú", "åäöéü", "æøåé", "áéíóöőúüű", "ăâîșțşţ", "čćđšž", "õäöüšž",
)  # fmt: skip
_CYRILLIC = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "абвгдеёжзійклмнопрстуўфхцчшыьэюяґ",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
)
_OTHER = (
    "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    "אבגדהוזחטיךכלםמןנסעףפץצקרשתװױײ",
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىپچژکگیـ",
)
_ALPHABETS = tuple(map(frozenset, (*_LATIN, *_CYRILLIC, *_OTHER)))
_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]")
_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL_WITHIN = re.compile(r"[a-zà-öø-ÿа-яёіўїєα-ώ][A-ZÀ-ÖØ-ÞА-ЯЁІЎЇЄΑ-Ω]")
_SIGNS = frozenset("№«»–—’‘“”„…§°·´¨،؛؟\u00a0\u200e\u200f")
_HARD = frozenset("ъыь")
_SCRIPTS = re.compile(
    "([A-Za-z\u00c0-\u024f])|([\u0370-\u03ff])|([\u0400-\u052f])|([\u0590-\u05ff])|([\u0600-\u06ff])|([\u0e01-\u0e4e])"
)
# A mark above or below a letter that is not there, or a vowel that is written before no letter.
_NO_THAI = re.compile("(?<![\u0e01-\u0e4e])[\u0e30-\u0e3a\u0e47-\u0e4e]|[\u0e40-\u0e44](?![\u0e01-\u0e2e])")
_FEW = 200
"""In as many letters that are not ASCII one may stand that belongs to none of the language."""


def reads_as_language(sample: bytes, encoding: str) -> bool:
    """Whether the letters beyond ASCII are those of one language, in words of one script written as words are."""
    try:
        text = sample.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    beyond = Counter(char.lower() for char in text if not char.isascii() and char not in _SIGNS)
    total = beyond.total()
    if not total:
        return False
    foreign = min(sum(count for char, count in beyond.items() if char not in alphabet) for alphabet in _ALPHABETS)
    if foreign * _FEW > total and not _is_thai(text, beyond):
        return False
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(not _is_word(word) for word in words) * _FEW <= len(words)


def _is_thai(text: str, beyond: Counter[str]) -> bool:
    wrong = sum(count for char, count in beyond.items() if not _THAI.match(char)) + len(_NO_THAI.findall(text))
    return wrong * _FEW <= beyond.total()


def count_lower(sample: bytes, encoding: str) -> int:
    """Count words beyond ASCII that begin with a small letter: of two readings, the names of one have capitals."""
    words = (word for word in _WORD.findall(sample.decode(encoding)) if not word[0].isascii())
    return sum(word[0].islower() for word in words)


def _is_word(word: str) -> bool:
    scripts = {found.lastindex for found in _SCRIPTS.finditer(word)}
    if len(scripts) > 1 or (word[0].lower() in _HARD and len(word) > 1 and word[0] not in "Ыы"):
        return False
    return "ς" not in word[:-1] and not (_CAPITAL_WITHIN.search(word) and not word.isupper())

"""Values of cells: cleaned text, sexes, nationalities and names, never guessed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from case_mgr.core.text import N_
from case_mgr.imports.vocabulary import countries, fold, sexes
from case_mgr.tables.marks import strip_marks
from case_mgr.tables.words import date_words

NAME_MISSING = N_("This row has no name. Write the name in the list, or leave the row out.")
NOT_A_PERSON = N_("“%(raw)s” is no name of a person. Correct it in the list, or leave the row out.")
MIXED_SCRIPT = N_("A word of this name mixes letters of two scripts that look alike. Look whether it is written right.")

_SPLIT = re.compile(r"\s*(?:[,;/|\n&]|\bи\b|\bі\b|\band\b)\s*")
_LETTER = re.compile(r"[^\W\d_]")
_COORDINATES = re.compile(r"-?\d{1,3}\.\d+\s*°?\s*[NS]?\s*[,; ]\s*-?\d{1,3}\.\d+", re.I)
_WEB = re.compile(r"https?://|www\.|\w@\w+\.\w", re.I)
_PLAIN_NAME = re.compile(r"[^\W\d_]+(?:[ .’'ʼ-]+[^\W\d_]+)*\.?")
_ONE_SCRIPT = re.compile(
    "(?:[A-Za-z\u00c0-\u024f]+|[\u0400-\u052f]+)(?:[ .’'ʼ-]+(?:[A-Za-z\u00c0-\u024f]+|[\u0400-\u052f]+))*\\.?"
)
_LATIN, _OTHER = "A-Za-z\u00c0-\u024f", "\u0370-\u052f"
_MIXED = re.compile(f"[{_LATIN}][’'ʼ]?[{_OTHER}]|[{_OTHER}][’'ʼ]?[{_LATIN}]")
_LOOKALIKE = str.maketrans("aceopxyktmhbiABCEHKMOPTXYI", "асеорхуктмнвіАВСЕНКМОРТХУІ")


def clean_text(raw: str) -> str:
    """Return a cell as text to keep: composed letters, single spaces, no control characters."""
    if raw.isascii() and raw.isprintable() and "  " not in raw:
        return raw.strip()
    return " ".join(unicodedata.normalize("NFC", strip_marks(raw)).split())


def is_placeholder(text: str) -> bool:
    """Whether a cell only says that nothing is known."""
    return not text.strip(" -.?*_/…–—") or text.casefold() in date_words("unknown")


@lru_cache(maxsize=1024)
def read_sex(text: str) -> str | None:
    """Return male, female or other; None when the word is not known."""
    return sexes().get(fold(text))


@lru_cache(maxsize=4096)
def read_nationalities(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of the countries that a cell names, and the words that are no country."""
    known = countries()
    if whole := known.get(fold(text)):
        return (whole,), ()
    codes: dict[str, None] = {}
    unknown = []
    for part in _SPLIT.split(text):
        code = known.get(fold(part))
        if code:
            codes[code] = None
        elif part:
            unknown.append(part)
    return tuple(codes), tuple(unknown)


def is_plain_name(name: str) -> bool:
    """Whether a text is nothing but words, each in letters of one script: a name about which nothing is to be said."""
    return _ONE_SCRIPT.fullmatch(name) is not None and name.casefold() not in date_words("unknown")


def is_person(name: str) -> bool:
    """Whether a text can be a name: it has letters, more of them than digits, and is no place on a map or address."""
    if _PLAIN_NAME.fullmatch(name):
        return True
    letters = len(_LETTER.findall(name))
    digits = sum(char.isdecimal() for char in name)
    return letters > 0 and digits <= letters and not _COORDINATES.search(name) and not _WEB.search(name)


def has_mixed_script(name: str) -> bool:
    """Whether one word holds Latin letters beside Cyrillic or Greek ones; two words in two scripts are honest."""
    return not name.isascii() and _MIXED.search(name) is not None


def fold_name(name: str) -> str:
    """Return a name for finding repeats within one file: words in any order, look-alike letters as one."""
    if not name.isascii() and has_mixed_script(name):
        name = name.translate(_LOOKALIKE)
    return " ".join(sorted(fold(name).split()))

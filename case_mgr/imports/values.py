"""Values of cells: cleaned text, sexes, nationalities and names, never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from case_mgr.core.text import N_
from case_mgr.imports.likeness import has_given, strong_keys
from case_mgr.imports.vocabulary import citizen_pattern, countries, fold, never_names, sexes
from case_mgr.tables.marks import strip_marks
from case_mgr.tables.words import date_words

NAME_MISSING = N_("This row has no name. Write the name in the list, or leave the row out.")
NOT_A_PERSON = N_("“%(raw)s” is no name of a person. Correct it in the list, or leave the row out.")
SEVERAL_PERSONS = N_("“%(raw)s” seems to name several persons. Write each in a row of its own; this row is left out.")
TWO_SPELLINGS = N_(
    "“%(raw)s” seems to be one name in several spellings. Write one of them, and the others in a column of other names."
)
WITH_BIRTH = N_(
    "Date and place of birth stand beside the name in this cell. They were taken from it: look whether they are right."
)
CELL_ERROR = N_("A cell holds the error “%(raw)s” of a spreadsheet instead of a value. Look it up in the source.")
MIXED_SCRIPT = N_("A word of this name mixes letters of two scripts that look alike. Look whether it is written right.")

_SPLIT = re.compile(r"\s*(?:[,;/|\n&]|\bи\b|\bі\b|\band\b)\s*")
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")
_COORDINATES = re.compile(r"-?\d{1,3}\.\d+\s*°?\s*[NS]?\s*[,; ]\s*-?\d{1,3}\.\d+", re.I)
_WEB = re.compile(r"https?://|www\.|\w@\w+\.\w", re.I)
_DAY = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b|\b\d{4}-\d\d-\d\d\b")
_PLAIN_NAME = re.compile(r"[^\W\d_]+(?:[ .’'ʼ-]+[^\W\d_]+)*\.?")
# Words beside which a text that is nothing but words may name more than one person.
_WITH = "и|і|й|та|ды|and|oraz|ir|un|с|со|з|із|z|ze"
_FAMILIES = "[Сс](?:емь|ямʼ|ям'|ям’|імʼ|ім'|ім’)[яи] |[Rr]odzina |(?:the )?[Ff]amily of "
_ONE_SCRIPT = re.compile(
    f"(?!.* (?:{_WITH}) |{_FAMILIES})(?:[A-Za-z\u00c0-\u024f]+|[\u0400-\u052f]+)"
    "(?:[ .’'ʼ-]+(?:[A-Za-z\u00c0-\u024f]+|[\u0400-\u052f]+))*\\.?"
)
_JOINED = re.compile(r"\s*[;\n\r]\s*|\s+/\s+|\s+(?:и|і|й|та|ды|and|oraz|ir|un|&)\s+")
_FOOTNOTE = re.compile(r"(?:\s*\[\d{1,3}\])+$")
_WRAPPED = re.compile("(?:'|“|„|«|\\[\\[)([^'“”„«»\\[\\]]+)(?:'|”|“|»|\\]\\])")
_INITIAL = re.compile(r"\b[^\W\d_]\.")
_FAMILY = re.compile(
    f"^(?:{_FAMILIES})"
    r"|\b(?:с|со|з|із|z|ze)\s+(?:женой|мужем|сыном|дочерью|детьми|жонкай|мужам|дружиною|чоловіком|żoną|mężem)\b"
    r"|\b(?:и др\.|и другие|і інш|та ін|i inni|et al\b|and others)",
    re.IGNORECASE,
)
# No name comes near it; a cell that is longer holds something else, or many.
_LONGEST_NAME = 1000
_LISTED = re.compile(r"\s*,\s*")
# What a spreadsheet shows where it could work nothing out, in English and Russian.
_ERRORS = frozenset(
    "#N/A #REF! #DIV/0! #VALUE! #NAME? #NULL! #NUM! #SPILL! #CALC! #Н/Д #ССЫЛКА! #ДЕЛ/0! #ЗНАЧ! #ИМЯ? #ПУСТО! #ЧИСЛО! "
    "Err:502 Err:504 Err:508 Err:522".split()
)
_WITH_AND = re.compile(f" (?:{_WITH}) |^(?:{_FAMILIES})|^ | $|  ", re.MULTILINE)
_CYRILLIC_BYTES = b" \n\xd0\xd1" + bytes(range(0x80, 0xC0))
_LATIN_BYTES = b" \n" + bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B))
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
        folded = fold(part)
        code = known.get(folded) or ((found := citizen_pattern().fullmatch(folded)) and known.get(found[1]))
        if code:
            codes[code] = None
        elif part:
            unknown.append(part)
    return tuple(codes), tuple(unknown)


def is_plain_name(name: str) -> bool:
    """Whether a text is nothing but words, each in letters of one script: a name about which nothing is to be said."""
    plain = len(name) <= _LONGEST_NAME and _ONE_SCRIPT.fullmatch(name) is not None
    return plain and name.casefold() not in never_names()


def are_plain_names(names: Sequence[str]) -> bool:
    """Whether all texts are plainly names in Cyrillic or in Latin letters, told by one look over them together."""
    if len(max(names, key=len, default="")) > _LONGEST_NAME:
        return False
    text = "\n".join(names)
    data = text.encode()
    if data.translate(None, _CYRILLIC_BYTES) and data.translate(None, _LATIN_BYTES):
        return False
    return "" not in names and not _WITH_AND.search(text) and never_names().isdisjoint(map(str.casefold, names))


def is_person(name: str) -> bool:
    """Whether a text can be a name: it has letters, more of them than digits, and is no place on a map or address."""
    if len(name) > _LONGEST_NAME:
        return False
    if _PLAIN_NAME.fullmatch(name):
        return name.casefold() not in never_names()
    letters = len(_LETTER.findall(name))
    digits = sum(char.isdecimal() for char in name)
    return letters > 0 and digits <= letters and not _COORDINATES.search(name) and not _WEB.search(name)


def holds_day(name: str) -> bool:
    """Whether a whole day stands beside a name: of a birth, an arrest, who knows."""
    return _DAY.search(name) is not None


def is_error(text: str) -> bool:
    """Whether a cell holds what a spreadsheet shows instead of a value."""
    return text in _ERRORS


def strip_wrapping(name: str) -> str:
    """Return a name without the quotes or brackets of a page around it, and without the number of a footnote."""
    text = _FOOTNOTE.sub("", name).strip()
    found = _WRAPPED.fullmatch(text)
    return found[1].strip() if found else text


def names_several(name: str) -> bool:
    """Whether a text seems to name several persons; two spellings of one, or a surname and a given name, do not."""
    if names_relatives(name):
        return True
    parts = _JOINED.split(name)
    if len(parts) > 1:
        # With commas as well, each comma parts two people, or a surname and a given name.
        mixed = [piece for part in parts for piece in _LISTED.split(part)]
        turned = [part.replace(",", " ") for part in parts]
        return _are_persons(parts) or (len(mixed) > len(parts) and (_are_persons(mixed) or _are_persons(turned)))
    parts = _LISTED.split(name)
    # A comma parts a surname from a given name as well: here each part must hold a given name and another word.
    return len(parts) > 1 and _are_persons(parts) and all(has_given(part) or _INITIAL.search(part) for part in parts)


def names_relatives(name: str) -> bool:
    """Whether a text names a family, or somebody with others who have no names there."""
    return _FAMILY.search(name) is not None


def is_written_twice(name: str) -> bool:
    """Whether a text holds one name in several spellings, with a sign between them."""
    parts = _JOINED.split(name)
    return len(parts) > 1 and all(len(part.split()) > 1 and is_plain_name(part.strip(" .")) for part in parts)


def _are_persons(parts: Sequence[str]) -> bool:
    whole = [part for part in parts if is_plain_name(part.strip(" ."))]
    if len(whole) < len(parts) or any(len(part.split()) < 2 for part in whole[:-1]):
        return False
    if len(whole[-1].split()) < 2 and not has_given(whole[-1]):
        return False
    scripts = {part.isascii() or _LATIN_LETTER.search(part) is not None for part in whole}
    keys = [frozenset(strong_keys(part)) for part in whole]
    # Two parts in two scripts are one name written twice.
    return (len(scripts) == 1 or len(whole) > 2) and not any(one & other for one, other in combinations(keys, 2))


def has_mixed_script(name: str) -> bool:
    """Whether one word holds Latin letters beside Cyrillic or Greek ones; two words in two scripts are honest."""
    return not name.isascii() and _MIXED.search(name) is not None


def fold_name(name: str) -> str:
    """Return a name for finding repeats within one file: words in any order, look-alike letters as one."""
    if not name.isascii() and has_mixed_script(name):
        name = name.translate(_LOOKALIKE)
    return " ".join(sorted(fold(name).split()))


def is_broken(raw: str | None) -> bool:
    """Whether a cell has several lines: names of two persons stand so."""
    return raw is not None and ("\n" in raw or "\r" in raw)


def read_coded(field: str, text: str) -> tuple[str | None, bool]:
    """Return the code of a word and whether every part of it is known."""
    if is_placeholder(text):
        return None, True
    if field == "sex":
        sex = read_sex(text)
        return sex, sex is not None
    codes, unknown = read_nationalities(text)
    return ",".join(codes) or None, not unknown

"""Characters that do not belong in a cell, and cells that a spreadsheet would run as a formula."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from case_mgr.core.text import N_
from case_mgr.tables.types import Severity, TableIssue

CONTROL = N_("A cell holds an invisible control character (%(code)s). It is left out of the value.")
BIDI = N_(
    "A cell holds a mark that reverses the direction of reading (%(code)s). "
    "It is left out: look whether the text is right."
)
FLOOD = N_("A cell holds a heap of combining marks. Look whether the text is right.")
FORMULA = N_("A cell begins like a formula. It is kept as text and made harmless in every export.")
ZAWGYI = N_(
    "The Burmese text of this cell is written for the Zawgyi font and would be read wrongly. "
    "Convert it to Unicode and import the list again."
)
REPLACED = N_("A letter of this cell was lost before the file was made (�). Correct it from the source.")

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200b\u2060\ufeff\u00ad"
# Persian, Indic and Burmese are written with joiners; in words of these letters nobody sees them.
_JOINERS = "(?<=[A-Za-z\u00c0-\u024f\u0370-\u052f])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-z\u00c0-\u024f\u0370-\u052f])"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_ODD = re.compile(f"[{_CONTROLS}{_BIDI}\ufffd]|{_JOINERS}|[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{{4}}")
_ZAWGYI = re.compile(
    # A vowel that stands before its consonant in the file, a killer that kills nothing, letters of that font alone.
    "(?:^|[^\u1000-\u102a\u103b-\u103e\u1039\u103f\u104e\u1075-\u1081\u200b])\u1031|\u1039(?![\u1000-\u1021])"
    "|[\u1033\u1034\u106a\u106b\u107b-\u107e\u1084-\u1086\u1094\u1095]"
)
_REMOVED = re.compile(f"[{_CONTROLS}{_BIDI}\ufffe\uffff]|{_JOINERS}")
_BIDI_ONLY = re.compile(f"[{_BIDI}]")
_FLOOD = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{4}")
# What can stand before the first letter of a formula, and the signs that begin one in some spreadsheet.
_LEADS = frozenset("=+-@＝＠＋－%|' \t\r\n\xa0\ufeff") | frozenset(map(chr, range(32)))
_HARMLESS = re.compile(r"[\s']*[+\-]?[\d\s().,/:-]+%?\s*|[\s']*[-+=@%|]+\s*")
_FORMULA_CELL = re.compile("[\\s'\ufeff\x00-\x1f]*[=+\\-@＝＠＋－%|]")

# The bytes of UTF-8 text in Latin and Cyrillic letters, whose marks are never apart from them; cells end at a zero.
_USUAL_BYTES = bytes((0, *range(0x20, 0x7F), *range(0x80, 0xC0), *range(0xC2, 0xCC), 0xD0, 0xD1, 0xD3))
_LEAD_BYTES = tuple(lead.encode() for lead in sorted(_LEADS) if lead.isascii() and lead.isprintable() and lead != " ")


@dataclass(frozen=True, slots=True)
class Glance:
    """What one look over many cells tells: none needs a remark, none needs cleaning, none has a sign to be escaped."""

    harmless: bool
    clean: bool
    plain: bool = False


def look_over(rows: Sequence[Sequence[str]]) -> Glance:
    """Look over many rows of cells at once; whatever is not plainly harmless is to be looked at cell by cell."""
    text = "\0".join(chain.from_iterable(rows))
    data = b"\0%b\0" % text.encode("utf-8", "surrogatepass")
    if data.count(b"\0") != sum(map(len, rows)) + 1:
        return Glance(harmless=False, clean=False)
    clean = b"\0#" not in data and b"  " not in data and b"\0 " not in data and b" \0" not in data
    unusual = data.translate(None, _USUAL_BYTES) or b"\xc2" in data
    if unusual and not text.replace("\0", "").isprintable():
        return Glance(harmless=False, clean=False)
    if unusual and (
        "\ufffd" in text or _has_burmese(text) or _FLOOD.search(text) or not _LEADS.isdisjoint(_list_firsts(rows))
    ):
        return Glance(harmless=False, clean=False)
    if any(lead in data and b"\0" + lead in data for lead in _LEAD_BYTES) or (
        not clean and not _LEADS.isdisjoint(_list_firsts(rows))
    ):
        return Glance(harmless=False, clean=False)
    clean = clean and (not unusual or unicodedata.is_normalized("NFC", text))
    return Glance(harmless=True, clean=clean, plain=b'"' not in data and b"\\" not in data)


def _has_burmese(text: str) -> bool:
    """Whether a text holds one of the two marks that hardly any Burmese text is without."""
    return "\u1031" in text or "\u1039" in text or "\u103a" in text


def _list_firsts(rows: Iterable[Sequence[str]]) -> set[str]:
    return {cell[:1] for cells in rows for cell in cells}


def strip_marks(text: str) -> str:
    """Return the text without control characters and direction marks."""
    return _REMOVED.sub("", text) if _ODD.search(text) else text


def find_marks(cells: Sequence[str]) -> tuple[TableIssue, ...]:
    """Return an issue for each cell with a character that does not belong, or that begins like a formula."""
    # Almost every row is clean, and these few looks at the whole row tell so.
    joined = "".join(cells)
    clean = joined.isprintable() and (
        joined.isascii() or ("\ufffd" not in joined and not _FLOOD.search(joined) and not _has_burmese(joined))
    )
    if clean and _LEADS.isdisjoint([cell[:1] for cell in cells]):
        return ()
    return tuple(issue for column, cell in enumerate(cells) for issue in _find_in_cell(column, cell))


def _find_in_cell(column: int, cell: str) -> list[TableIssue]:
    issues = []
    found = _ODD.search(cell)
    if found:
        char = found[0][0]
        params = {"code": f"U+{ord(char):04X}"}
        if _BIDI_ONLY.search(cell):
            issues.append(TableIssue("bidi_override", BIDI, params, column=column, raw=cell))
        elif char == "\ufffd":
            issues.append(TableIssue("letter_lost", REPLACED, column=column, raw=cell))
        elif len(found[0]) > 1:
            issues.append(TableIssue("combining_flood", FLOOD, column=column, raw=cell))
        else:
            issues.append(TableIssue("control_char", CONTROL, params, Severity.WARNING, column=column, raw=cell))
    if _has_burmese(cell) and _ZAWGYI.search(cell):
        issues.append(TableIssue("letters_zawgyi", ZAWGYI, severity=Severity.ERROR, column=column, raw=cell))
    if _FORMULA_CELL.match(cell) and not _HARMLESS.fullmatch(cell):
        issues.append(TableIssue("formula_cell", FORMULA, column=column, raw=cell))
    return issues

"""Which record names the columns, below title rows; and which rows below it are no records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from case_mgr.core.text import N_
from case_mgr.tables.types import Record, Skip, TableIssue
from case_mgr.tables.words import caption_words, footnote_words, signature_words

DUPLICATE_HEADER = N_(
    "Two columns are headed “%(header)s” (columns %(columns)s). They are kept apart: look which one is meant."
)
EMPTY_HEADER = N_("Column %(column)s has values but no heading.")

_VALUE = re.compile(
    r"[\s\d.,:;/+()#%-]*\d[\s\d.,:;/+()#%-]*|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}.*|https?://.*|[^@\s]+@[^@\s]+\.\w+"
)
_MARK = re.compile(r"\s*(?:\*+|†|‡|[¹²³]|\(\*\))")
_SEARCHED = 40
_HEADING = 120

KnowsWord = Callable[[str], bool]


def find_header(sample: Sequence[Record], knows: KnowsWord | None = None) -> int | None:
    """Return the position in the sample of the record that names the columns, or None when none does."""
    rows = [(position, _filled(record.cells)) for position, record in enumerate(sample)]
    rows = [(position, cells) for position, cells in rows if cells]
    usual = _usual([len(cells) for _, cells in rows])
    if knows:
        found = _find_known(rows[:_SEARCHED], usual, knows)
        if found is not None:
            return found
    for number, (position, cells) in enumerate(rows[:_SEARCHED]):
        if len(cells) < max(min(2, usual), usual * 0.5) or sample[position].caption:
            continue
        return None if _is_data(sample, position, cells, [row for row, _ in rows[number + 1 :]]) else position
    return None


def _filled(cells: Sequence[str]) -> list[str]:
    return [text for cell in cells if (text := cell.strip())]


def _usual(counts: Sequence[int]) -> int:
    """Return the usual number of filled cells; of title rows there are few, of records many."""
    if not counts:
        return 1
    several = [count for count in counts if count > 1]
    return sorted(several)[len(several) // 2] if len(several) * 2 >= len(counts) or len(several) > 3 else max(counts)


def _find_known(rows: Sequence[tuple[int, list[str]]], usual: int, knows: KnowsWord) -> int | None:
    best, most, since = None, 0, 0
    for position, cells in rows:
        hits = sum(len(cell) <= _HEADING and knows(cell) for cell in cells)
        if hits > most and (hits >= 2 or hits == len(cells)) and hits * 3 >= len(cells) and len(cells) * 3 >= usual:
            if most > 1 and since:
                # What stands between two headers are records: a second list follows the first in one file.
                break
            best, most, since = position, hits, 0
        elif best is not None and len(cells) > 1:
            since += 1
    return best


def _is_data(sample: Sequence[Record], position: int, cells: Sequence[str], below: Sequence[int]) -> bool:
    """A row of values, or one whose values come again below it, names no columns."""
    if sum(bool(_VALUE.fullmatch(cell)) for cell in cells) * 4 >= len(cells) or any(len(c) > _HEADING for c in cells):
        return True
    own = sample[position].cells
    for column, cell in enumerate(own):
        text = cell.strip()
        for row in below if text else ():
            other = sample[row].cells
            if column < len(other) and other[column].strip() == text and other != own:
                return True
    return False


def find_header_issues(header: Sequence[str], sample: Sequence[Record]) -> tuple[TableIssue, ...]:
    """Return an issue for headings that stand twice, and for columns with values and no heading."""
    issues = []
    texts = [text.strip().casefold() for text in header]
    for text, count in Counter(text for text in texts if text).items():
        if count > 1:
            columns = [number for number, other in enumerate(texts) if other == text]
            params = {"header": header[columns[0]].strip(), "columns": ", ".join(str(column + 1) for column in columns)}
            issues.append(TableIssue("duplicate_header", DUPLICATE_HEADER, params, column=columns[1]))
    for column, text in enumerate(texts):
        if not text and any(column < len(record.cells) and record.cells[column].strip() for record in sample):
            issues.append(TableIssue("header_empty", EMPTY_HEADER, {"column": column + 1}, column=column))
    return tuple(issues)


def find_skip(
    cells: Sequence[str], header: Sequence[str], *, caption: bool = False, numbered: bool = True
) -> Skip | None:
    """Return why a row is no record: the header again, a footnote or total, or a caption across the columns."""
    filled = _filled(cells)
    if len(filled) > 2:
        if len(filled) * 2 < len(header) or filled[0].isdecimal() or cells[0].lstrip("\ufeff") == header[0]:
            return _find_repeated(cells, filled, header, numbered=numbered)
        return None
    if not filled:
        return None
    first = filled[0].casefold()
    if len(filled) == len(header) > 1 and _find_repeated(cells, filled, header, numbered=numbered):
        return Skip.REPEATED_HEADER
    rest = filled[1:]
    if _is_signature(filled) and len(filled) * 2 <= len(header):
        return Skip.FOOTNOTE
    if _is_footnote(first) and len(header) > len(filled) and all(_VALUE.fullmatch(cell) for cell in rest):
        return Skip.FOOTNOTE
    if len(header) == 1 and first == header[0].strip().casefold():
        return Skip.REPEATED_HEADER
    if len(filled) == 1 and len(header) > 1 and (caption or (len(header) > 2 and _is_caption(first))):
        return Skip.CAPTION
    return None


def _is_caption(text: str) -> bool:
    """Whether the words of a line name a part of a list: “Minsk region”, “Part 2:”."""
    words = text.rstrip(":").split()
    return text.endswith(":") or (len(words) > 1 and not caption_words().isdisjoint(words))


def find_usual(below: Sequence[Record]) -> int:
    """Return the usual number of filled cells of the rows of a sample."""
    return _usual([count for record in below if (count := len(_filled(record.cells)))])


def _find_repeated(
    cells: Sequence[str], filled: Sequence[str], header: Sequence[str], *, numbered: bool
) -> Skip | None:
    # A file that was put behind another one begins with the mark of its own.
    if [cell.strip(" \ufeff") for cell in cells[: len(header)]] == [text.strip() for text in header]:
        return Skip.REPEATED_HEADER
    # Official tables number their columns in a row of its own.
    if numbered and len(filled) >= 3 and list(filled) == [str(number) for number in range(1, len(filled) + 1)]:
        return Skip.REPEATED_HEADER
    return Skip.FOOTNOTE if _is_total(filled) else None


def _is_total(filled: Sequence[str]) -> bool:
    return _begins_with_word(filled[0].casefold(), footnote_words()) and all(
        _VALUE.fullmatch(cell) for cell in filled[1:]
    )


def _is_footnote(text: str) -> bool:
    return bool(_MARK.match(text)) or _begins_with_word(text, footnote_words())


def _is_signature(filled: Sequence[str]) -> bool:
    """Whether somebody signs here: by a word for it, or on a line of underscores."""
    return _begins_with_word(filled[0].casefold(), signature_words()) or any("____" in cell for cell in filled)


def _begins_with_word(text: str, words: Sequence[str]) -> bool:
    return any(text.startswith(word) and not text[len(word) : len(word) + 1].isalpha() for word in words)


def numbers_columns(below: Sequence[Record]) -> bool:
    """Whether a row 1, 2, 3, … can be the numbers of columns: not in a list that holds hardly anything but numbers."""
    numbers = [str(number) for number in range(1, 1 + max((len(record.cells) for record in below), default=0))]
    rows = [record.cells for record in below if (filled := _filled(record.cells)) and filled != numbers[: len(filled)]]
    width = max(map(len, rows), default=0)
    letters = (
        sum(column < len(cells) and any(map(str.isalpha, cells[column])) for cells in rows) for column in range(width)
    )
    return any(count * 2 > len(rows) for count in letters)


def find_second(sample: Sequence[Record], position: int, knows: KnowsWord | None) -> bool:
    """Whether the row below the header names the same columns again, in another language."""
    if knows is None or position + 1 >= len(sample):
        return False
    cells = _filled(sample[position + 1].cells)
    known = sum(len(cell) <= _HEADING and knows(cell) for cell in cells)
    return len(cells) > 1 and known > 1 and known * 3 >= len(cells) * 2 and not any(map(_VALUE.fullmatch, cells))


def join_second(sample: Sequence[Record], position: int, knows: KnowsWord | None) -> tuple[str, ...] | None:
    """Return the headings of a header of two rows, a group above its parts; None when the header has one row."""
    if position + 1 >= len(sample):
        return None
    above, below = sample[position].cells, sample[position + 1].cells
    width = max(len(above), len(below))
    upper = [cell.strip() for cell in (*above, *[""] * (width - len(above)))]
    lower = [cell.strip() for cell in (*below, *[""] * (width - len(below)))]
    parts = [column for column in range(width) if lower[column]]
    # Parts stand below a group that spans them: some below an empty cell, and none where a row would have its name.
    if len(parts) < 2 or len(parts) == width or all(upper[column] for column in parts):
        return None
    single = [column for column in parts if upper[column] and (column + 1 == width or upper[column + 1])]
    shared = {lower[column] for column in parts if column not in single}
    if any(lower[column] not in shared for column in single):
        # A cell below a heading that spans nothing is a value, unless the same word stands below a group as well.
        return None
    if any(_VALUE.fullmatch(lower[column]) or len(lower[column]) > _HEADING for column in parts):
        return None
    joined: list[str] = []
    group = ""
    for column in range(width):
        group = upper[column] or group
        joined.append(f"{group} {lower[column]}".strip() if lower[column] else upper[column])
    return tuple(joined) if knows and any(knows(joined[column]) or knows(lower[column]) for column in parts) else None

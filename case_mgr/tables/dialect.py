"""Which character parts the cells of a text file: the one that cuts most lines into the same number of cells."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from case_mgr.tables.quoting import split

DELIMITERS = (",", ";", "\t", "|")
_NAMED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """A delimiter, the number of cells that most lines have with it, and whether a space stands before their quotes."""

    delimiter: str
    width: int
    spaced: bool = False


def find_dialect(lines: Sequence[str], asked: str | None = None) -> Dialect:
    """Return the delimiter that cuts the lines most evenly, or the one that was asked for."""
    texts = [text for line in lines if (text := line.rstrip("\r\n")).strip()]
    if asked:
        delimiter = _NAMED.get(asked, asked)
        return Dialect(delimiter, _most_common(texts, delimiter)[0])
    if texts and texts[0].lower().startswith("sep=") and texts[0][4:5] in DELIMITERS:
        return Dialect(texts[0][4], _most_common(texts[1:], texts[0][4])[0])
    best, best_score = Dialect(",", 1), 0.0
    for delimiter in DELIMITERS:
        spaced = sum(f'{delimiter} "' in text for text in texts) * 2 > len(texts)
        width, score = _most_common(texts, delimiter, spaced=spaced)
        if score > best_score:
            best, best_score = Dialect(delimiter, width, spaced), score
    return best


def _most_common(texts: Sequence[str], delimiter: str, *, spaced: bool = False) -> tuple[int, float]:
    """Return the usual number of cells and how usual it is; more cells weigh more, but evenness counts double."""
    filled = [cells for cells in _list_cells(texts, delimiter, spaced=spaced) if any(cells)]
    widths = Counter(len(cells) for cells in filled)
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 1, 0.0
    width, count = max(several.items(), key=lambda item: (item[1], item[0]))
    share = count / len(filled)
    return width, share * share * (1 + min(width, 20) / 20)


def _list_cells(texts: Sequence[str], delimiter: str, *, spaced: bool) -> list[Sequence[str]]:
    """Return the records of a sample; where its quotes are broken, its lines one by one."""
    records: list[Sequence[str]] = []
    reader = csv.reader((f"{text}\n" for text in texts), delimiter=delimiter, strict=True, skipinitialspace=spaced)
    try:
        records.extend(reader)
    except csv.Error:
        # A sample may end inside a cell of several lines, which is no fault.
        widths = {len(cells) for cells in records}
        sure = len(records) > 1 and len(widths) == 1 and widths != {1}
        if reader.line_num < len(texts) or (len(records) * 2 < len(texts) and not sure):
            return [split(text, delimiter).cells for text in texts]
    return records

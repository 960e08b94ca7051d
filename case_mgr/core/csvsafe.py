"""CSV that a spreadsheet cannot run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# A spreadsheet skips a byte order mark, control characters and blanks before it looks for a formula.
_FORMULA = re.compile(r"\A[\ufeff\x00-\x20\x7f\s]*[=+\-@|%＝＋－＠]")
# A spreadsheet reads a plain negative number as one, and so must whoever reads the file back.
_NUMBER = re.compile(r"-[0-9]{1,15}(?:\.[0-9]{1,9})?")
_GUARD = "'"


def neutral(cell: object) -> str:
    """Return the cell as text that no spreadsheet runs: a formula gets an apostrophe before it."""
    text = "" if cell is None else str(cell)
    if _NUMBER.fullmatch(text):
        return text
    return _GUARD + text if _FORMULA.match(text) or text.startswith(_GUARD) else text


def original(text: str) -> str:
    """Return what `neutral` was given."""
    return text[1:] if text.startswith(_GUARD) else text


def write(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a CSV document with a header, every cell neutral, lines ended by CRLF."""
    return lines([header]) + lines(rows)


def lines(rows: Iterable[Sequence[object]]) -> str:
    """Return lines of CSV, every cell neutral, ended by CRLF."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
    return out.getvalue()

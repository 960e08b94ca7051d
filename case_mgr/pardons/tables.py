"""Tables that leave the house: every cell safe for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from case_mgr.core import csvsafe
from case_mgr.core.dates import PartialDate
from case_mgr.pardons.types import Beside, ConcessionView

HEAD = (
    "giver", "receiver", "receiver_kind", "measure", "scope", "promised", "in_force", "reversed", "source", "archived",
    "links", "months",
)  # fmt: skip


def concessions(rows: Iterable[ConcessionView]) -> str:
    """Write concessions as a table: dates in EDTF, links and months in one cell each."""
    return csvsafe.write(HEAD, [_row(row) for row in rows])


def _row(row: ConcessionView) -> list[str]:
    links = "; ".join(f"{link.batch} {link.says}: {link.source}" for link in row.standing)
    months = "; ".join(_month(month) for month in row.beside)
    days = [_edtf(day) for day in (row.promised, row.in_force, row.reversed)]
    said = [row.giver, row.receiver, str(row.receiver_kind), row.measure, row.scope]
    return [*said, *days, row.source, row.archived, links, months]


def _month(month: Beside) -> str:
    otherwise = "".join(f", {one.count} {one.reason}" for one in month.otherwise)
    taken = f"{month.arrested} arrested, {month.rearrested} arrested again"
    return f"{month.first:%Y-%m}: {month.released} released{otherwise}, {taken}"


def _edtf(day: PartialDate | None) -> str:
    return day.edtf if day else ""

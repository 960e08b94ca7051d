"""The concessions as they leave the house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import PageRequest
from case_mgr.core.text import N_
from case_mgr.exports.types import Asked, Line, ListKind, Recipient, Sheet
from case_mgr.pardons import queries
from case_mgr.pardons.types import Beside, ConcessionView

HEAD = (
    "giver", "receiver", "receiver_kind", "measure", "scope", "promised", "in_force", "reversed", "source", "archived",
    "links", "months",
)  # fmt: skip


_BLOCK = 100


def concessions(actor: Actor, asked: Asked, recipient: Recipient) -> Sheet:
    """Give concessions as a table: dates in EDTF, links and months in one cell each; nobody is named in it."""
    return Sheet(HEAD, ([Line((), _row(row)) for row in block] for block in _blocks(actor)))


def count(actor: Actor, asked: Asked) -> Iterator[Sequence[tuple[str, ...]]]:
    """Give the lines as whoever only counts them needs them: they are about nobody."""
    yield [()] * queries.list_outward(actor, PageRequest()).total


CONCESSIONS = ListKind(
    "concessions",
    N_("Concessions"),
    N_("who gave what to whom, when, by which source, and what stands beside it; no person"),
    Permission.BATCH_READ,
    concessions,
    count,
)


def _blocks(actor: Actor) -> Iterator[Sequence[ConcessionView]]:
    number, seen = 1, 0
    while True:
        page = queries.list_outward(actor, PageRequest(number, _BLOCK))
        yield page.items
        number, seen = number + 1, seen + len(page.items)
        if seen >= page.total or not page.items:
            return


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

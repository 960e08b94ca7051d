"""Rows of an import as a file that a spreadsheet cannot run: to correct them and bring them in again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import csvsafe
from case_mgr.imports import conditions, queries
from case_mgr.imports.models import Import, ImportRow


def export_problems(actor: Actor, public_id: str) -> str:
    """Return the rows of which something was left out, in the list's own columns, with the problem beside."""
    row = _get(actor, public_id)
    rows = list(queries.iterate(conditions.with_problems(row)))
    audit.record(actor, Event.EXPORT_MADE, row, label=row.reference, what="import problems", rows=len(rows))
    return csvsafe.write(
        [*_header(row), "line", "problem"], ([*_cells(row, line), line.line, said(line)] for line in rows)
    )


def export_rows(actor: Actor, public_id: str) -> str:
    """Return the whole log of an import: every row with what was thought, decided, written and taken back."""
    row = _get(actor, public_id)
    rows = list(queries.iterate(conditions.all_rows(row)))
    audit.record(actor, Event.EXPORT_MADE, row, label=row.reference, what="import log", rows=len(rows))
    header = [*_header(row), "line", "verdict", "decision", "outcome", "case", "undo", "problem"]
    return csvsafe.write(header, _logged(row, rows))


def said(line: ImportRow) -> str:
    """Return everything that was found about a row, in English."""
    found = [*line.problems, *line.notes]
    return " ".join(item["sentence"] % item["params"] if item["params"] else item["sentence"] for item in found)


def _get(actor: Actor, public_id: str) -> Import:
    actor.require(Permission.IMPORT_STAGE)
    return queries.get_row(actor, public_id)


def _logged(row: Import, rows: Iterable[ImportRow]) -> Iterable[Sequence[object]]:
    for line in rows:
        yield [
            *_cells(row, line),
            line.line,
            line.verdict,
            line.decision or "",
            line.outcome or "",
            line.case_reference or "",
            line.undo or "",
            said(line),
        ]


def _header(row: Import) -> list[str]:
    return [text or f"column {number + 1}" for number, text in enumerate(row.header)]


def _cells(row: Import, line: ImportRow) -> list[str]:
    width = len(row.header)
    return [*line.raw[:width], *[""] * (width - len(line.raw))]

"""Rows of an import as they leave the house: to correct them and bring them in again, or with all that was done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from flask_babel import gettext
from sqlalchemy import ColumnElement, or_, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core.blocks import among
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee
from case_mgr.exports.types import Asked, Cells, Line, ListKind, Recipient, Sheet
from case_mgr.extensions import db
from case_mgr.imports import conditions, queries
from case_mgr.imports.models import Import, ImportRow

_BLOCK = 500
Which = Callable[[Import], ColumnElement[bool]]


def problems(actor: Actor, asked: Asked, recipient: Recipient) -> Sheet:
    """Give the rows of which something was left out, in the list's own columns, with the problem beside."""
    row = _get(actor, asked)
    found = _lines(row, conditions.with_problems, lambda line: [*_cells(row, line), line.line, said(line)])
    return Sheet([*_header(row), "line", "problem"], found)


def log(actor: Actor, asked: Asked, recipient: Recipient) -> Sheet:
    """Give the whole log of an import: every row with what was thought, decided, written and taken back."""
    row = _get(actor, asked)
    header = [*_header(row), "line", "verdict", "decision", "outcome", "case", "undo", "problem"]
    return Sheet(header, _lines(row, conditions.all_rows, lambda line: _logged(row, line)))


def said(line: ImportRow) -> str:
    """Return everything that was found about a row, in the language of whoever asked for the list."""
    return " ".join(gettext(item["sentence"], **(item.get("params") or {})) for item in [*line.problems, *line.notes])


def _get(actor: Actor, asked: Asked) -> Import:
    actor.require(Permission.IMPORT_STAGE)
    return queries.get_row(actor, str(asked["import"]))


def _lines(row: Import, which: Which, cells: Callable[[ImportRow], Cells]) -> Iterator[Sequence[Line]]:
    for block in _blocks(row, which):
        for_whom = _about(block)
        yield [Line(for_whom[line.row], cells(line)) for line in block]


def _people(which: Which) -> Callable[[Actor, Asked], Iterator[Sequence[tuple[str, ...]]]]:
    def people(actor: Actor, asked: Asked) -> Iterator[Sequence[tuple[str, ...]]]:
        for block in _blocks(_get(actor, asked), which):
            yield list(_about(block).values())

    return people


def _blocks(row: Import, which: Which) -> Iterator[list[ImportRow]]:
    rows = queries.iterate(which(row), _BLOCK)
    while block := list(islice(rows, _BLOCK)):
        yield block


def _about(block: Sequence[ImportRow]) -> dict[int, tuple[str, ...]]:
    """Say of each row whom of the records it is about: who was written, and whom somebody took it for."""
    meant = {line.row: {name for name in (line.person, line.target) if name} for line in block}
    standing = _recorded(set().union(*meant.values()))
    return {number: tuple(sorted(people & standing)) for number, people in meant.items()}


def _recorded(people: set[str]) -> set[str]:
    """Return who of them is or was a person of the records; whom taking the import back removed is nobody."""
    stays = or_(Detainee.withdrawn_at.is_(None), Detainee.merged_into_id.is_not(None))
    return among(db.session, select(Detainee.public_id).where(stays), Detainee.public_id, people)


def _logged(row: Import, line: ImportRow) -> Cells:
    said_of = (line.verdict, line.decision or "", line.outcome or "", line.case_reference or "", line.undo or "")
    return [*_cells(row, line), line.line, *said_of, said(line)]


def _header(row: Import) -> list[str]:
    return [text or f"column {number + 1}" for number, text in enumerate(row.header)]


def _cells(row: Import, line: ImportRow) -> list[str]:
    width = len(row.header)
    return [*line.raw[:width], *[""] * (width - len(line.raw))]


KINDS = (
    ListKind(
        "import problems",
        N_("Rows with problems of an import"),
        N_("the columns of the list, the line and what was found about it"),
        Permission.IMPORT_STAGE,
        problems,
        _people(conditions.with_problems),
    ),
    ListKind(
        "import log",
        N_("Log of an import"),
        N_("the columns of the list, the line, what was thought, decided and written, and what was taken back"),
        Permission.IMPORT_STAGE,
        log,
        _people(conditions.all_rows),
    ),
)

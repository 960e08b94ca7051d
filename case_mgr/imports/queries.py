"""Reads of imports, bounded by organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true, tuple_
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.core.blocks import blocks
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.imports.conditions import ready, remarked, standing, undecided, with_problems
from case_mgr.imports.known import gone
from case_mgr.imports.models import Import, ImportRow
from case_mgr.imports.policy import visible, visible_of
from case_mgr.imports.splitting import PART, part_of
from case_mgr.imports.states import ASKED, WRITTEN, OnMatch, Outcome, State, Undo, Verdict

_MOST = 400
# As people stand in the list: those of one line together, although their numbers are far apart.
_IN_ORDER = (ImportRow.line, ImportRow.row)


def get_row(actor: Actor, public_id: str) -> Import:
    """Return the record behind an import, for services and pages."""
    row = db.session.scalar(
        select(Import)
        .where(visible(actor), Import.public_id == public_id)
        .options(joinedload(Import.user), joinedload(Import.file))
    )
    if row is None:
        raise NotFound(N_("There is no such import."))
    return row


def list_imports(actor: Actor, request: PageRequest, by: str = "") -> Page[Import]:
    """List imports, newest first; those of one member with what they discarded, so that it can be looked at."""
    wanted = and_(visible_of(actor), Import.user.has(public_id=by)) if by else visible(actor)
    total = db.session.scalar(select(func.count()).select_from(Import).where(wanted)) or 0
    at = settle(request, total)
    rows = db.session.scalars(
        select(Import)
        .where(wanted)
        .options(joinedload(Import.user))
        .order_by(Import.id.desc())
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    )
    return Page(list(rows), total, at.number, at.size)


def find_earlier(actor: Actor, row: Import) -> Import | None:
    """Find the last earlier import of a file with the same bytes that was not taken back."""
    return db.session.scalar(
        select(Import)
        .where(visible(actor), Import.sha256 == row.sha256, Import.id < row.id, Import.state != State.UNDONE)
        .options(joinedload(Import.user))
        .order_by(Import.id.desc())
        .limit(1)
    )


def imported_before(row: Import, lines: Sequence[int]) -> dict[tuple[int, int], str]:
    """Find the people that the same lines of the same file became, in imports that were not taken back.

    By line and part: a line may name several people.
    """
    found: dict[tuple[int, int], str] = {}
    for block in blocks(lines, _MOST):
        rows = db.session.execute(
            select(ImportRow.line, ImportRow.row, ImportRow.person)
            .join(Import, Import.id == ImportRow.import_id)
            .where(
                Import.organisation_id == row.organisation_id,
                Import.sha256 == row.sha256,
                Import.id != row.id,
                # Another sheet or another reading of the same bytes has other lines.
                Import.sheet.is_not_distinct_from(row.sheet),
                ImportRow.line.in_(block),
                ImportRow.outcome.in_([str(outcome) for outcome in WRITTEN]),
                or_(ImportRow.undo.is_(None), ImportRow.undo != "reversed"),
                ImportRow.person.is_not(None),
            )
            .order_by(ImportRow.id)
        )
        found.update(((line, part_of(number)), person) for line, number, person in rows if person)
    return found


def count_verdicts(row: Import) -> Counter[Verdict]:
    """Count the rows of an import by verdict."""
    return Counter({Verdict(name): number for name, number in _grouped(row, ImportRow.verdict)})


def count_outcomes(row: Import) -> Counter[Outcome]:
    """Count the rows of an import by what was done with them."""
    return Counter({Outcome(name): number for name, number in _grouped(row, ImportRow.outcome)})


def count_undone(row: Import) -> Counter[str]:
    """Count the rows of an import by what became of them when it was taken back."""
    return Counter(dict(_grouped(row, ImportRow.undo)))


def count_parted(row: Import) -> tuple[int, int]:
    """Count the lines of which cells were taken apart, and the people they name."""
    if not row.splits:
        return 0, 0
    more = select(ImportRow.line).where(ImportRow.import_id == row.id, ImportRow.row >= PART)
    lines = count(and_(ImportRow.import_id == row.id, ImportRow.line.in_(more), ImportRow.row < PART))
    return lines, lines + count(and_(ImportRow.import_id == row.id, ImportRow.row >= PART))


def _grouped(row: Import, column: Any) -> list[tuple[str, int]]:
    rows = db.session.execute(
        select(column, func.count()).where(ImportRow.import_id == row.id, column.is_not(None)).group_by(column)
    )
    return [(name, number) for name, number in rows]


def count(condition: ColumnElement[bool]) -> int:
    """Count the rows for which a condition of this module holds."""
    return db.session.scalar(select(func.count()).select_from(ImportRow).where(condition)) or 0


def list_ready(row: Import, limit: int) -> list[ImportRow]:
    """List the next rows to write, line by line: whom a row may name stands before it, also as part of a line."""
    return list(db.session.scalars(select(ImportRow).where(ready(row)).order_by(*_IN_ORDER).limit(limit)))


def list_questions(row: Import, request: PageRequest) -> Page[ImportRow]:
    """List the rows that a person is or was asked about, undecided ones first."""
    asks = [*ASKED, Verdict.SAME] if row.on_match == OnMatch.ASK else [*ASKED]
    condition = and_(ImportRow.import_id == row.id, ImportRow.verdict.in_([str(verdict) for verdict in asks]))
    open_first = case((undecided(row), 0), else_=1)
    return _page(condition, request, open_first, *_IN_ORDER)


def find_next_question(row: Import, after: ImportRow | None = None) -> ImportRow | None:
    """Find the next row that waits for a person; from the top again when there is none further down."""
    asked = select(ImportRow).where(undecided(row)).order_by(*_IN_ORDER).limit(1)
    if after is None:
        return db.session.scalar(asked)
    further = tuple_(*_IN_ORDER) > (after.line, after.row)
    return db.session.scalar(asked.where(further)) or db.session.scalar(asked.where(ImportRow.id != after.id))


def get_line(row: Import, number: int) -> ImportRow:
    """Return one row of an import by its number."""
    found = db.session.scalar(select(ImportRow).where(ImportRow.import_id == row.id, ImportRow.row == number))
    if found is None:
        raise NotFound(N_("There is no such row."))
    return found


def list_lines(row: Import, numbers: Sequence[int]) -> list[ImportRow]:
    """Return some rows of an import by their numbers."""
    return _among(row, ImportRow.row, numbers)


def list_on_lines(row: Import, lines: Sequence[int]) -> list[ImportRow]:
    """Return the rows of some lines: of a cell that was taken apart, everybody."""
    return _among(row, ImportRow.line, lines)


def _among(row: Import, column: Any, values: Sequence[Any]) -> list[ImportRow]:
    found: list[ImportRow] = []
    for block in blocks(values, _MOST):
        wanted = select(ImportRow).where(ImportRow.import_id == row.id, column.in_(block))
        found += db.session.scalars(wanted.order_by(*_IN_ORDER))
    return found


def list_problem_rows(row: Import, request: PageRequest) -> Page[ImportRow]:
    """List the rows about which something was found, warnings too."""
    return _page(remarked(row), request, *_IN_ORDER)


def list_outcome(row: Import, which: str, request: PageRequest) -> Page[ImportRow]:
    """List the rows that one figure of the result counts."""
    conditions = {
        "undecided": undecided(row),
        "problems": with_problems(row),
        "unchanged": ImportRow.outcome.in_([Outcome.UNCHANGED, Outcome.SKIPPED]),
        **{f"undo-{bucket}": ImportRow.undo == bucket for bucket in Undo},
        **{f"verdict-{verdict}": ImportRow.verdict == verdict for verdict in Verdict},
    }
    if which == "gone":
        return _page(gone(row), request, *_IN_ORDER)
    condition = conditions.get(which, ImportRow.outcome == which)
    return _page(and_(ImportRow.import_id == row.id, condition), request, *_IN_ORDER)


def iterate(condition: ColumnElement[bool], size: int = 500) -> Iterator[ImportRow]:
    """Give rows in order without holding them all."""
    wanted = select(ImportRow).where(condition).order_by(*_IN_ORDER).limit(size)
    further: ColumnElement[bool] = true()
    while block := db.session.scalars(wanted.where(further)).all():
        yield from block
        further = tuple_(*_IN_ORDER) > (block[-1].line, block[-1].row)


def list_written(row: Import, limit: int) -> list[ImportRow]:
    """List rows that were written and not yet taken back, last first."""
    found = select(ImportRow).where(standing(row)).order_by(ImportRow.line.desc(), ImportRow.row.desc())
    return list(db.session.scalars(found.limit(limit)))


def list_unchanged_lines(row: Import) -> list[int]:
    """List the lines whose rows changed nobody, but are kept as what the list said."""
    found = select(ImportRow.line).where(ImportRow.import_id == row.id, ImportRow.outcome == Outcome.UNCHANGED)
    return list(db.session.scalars(found.order_by(ImportRow.line)))


def count_written(row: Import) -> int:
    """Count the rows that were written and not yet taken back."""
    return count(standing(row))


def _page(condition: ColumnElement[bool], request: PageRequest, *order: Any) -> Page[ImportRow]:
    total = count(condition)
    at = settle(request, total)
    rows = db.session.scalars(
        select(ImportRow).where(condition).order_by(*order).offset((at.number - 1) * at.size).limit(at.size)
    )
    return Page(list(rows), total, at.number, at.size)


def made_here(row: Import, people: Sequence[str]) -> set[str]:
    """Return those of the people whom this import has made itself."""
    made = select(ImportRow.person).where(ImportRow.import_id == row.id, ImportRow.outcome == Outcome.CREATED)
    found: set[str] = set()
    for block in blocks(people, _MOST):
        found.update(person for person in db.session.scalars(made.where(ImportRow.person.in_(block))) if person)
    return found


def list_of_people(row: Import, people: Sequence[str]) -> list[ImportRow]:
    """List the rows of an import that were written into these people."""
    return _among(row, ImportRow.person, people)

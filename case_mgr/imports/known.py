"""What earlier lists tell of the rows of this one: the same line again, the same person, and what was answered then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from case_mgr.core.blocks import blocks
from case_mgr.extensions import db
from case_mgr.imports.models import Import, ImportRow
from case_mgr.imports.states import WRITTEN, Decision, State, Verdict

_LIKE = 0.3
_BEST = 5


@dataclass(slots=True)
class Answers:
    """What people answered about rows with the same mark: whom one is, how it was taken, and whom it is not."""

    person: str | None = None
    decision: str | None = None
    by_id: int | None = None
    reference: str = ""
    line: int = 0
    others: set[str] = field(default_factory=set)


def _stands() -> ColumnElement[bool]:
    return and_(
        ImportRow.outcome.in_([str(outcome) for outcome in WRITTEN]),
        ImportRow.person.is_not(None),
        or_(ImportRow.undo.is_(None), ImportRow.undo != "reversed"),
    )


def find_followed(row: Import, digests: Sequence[str], marks: Sequence[str], headings: Sequence[str]) -> Import | None:
    """Find the last import of an earlier version of this list: same headings, file name or source, and alike rows."""
    shared: Counter[int] = Counter()
    for column, values in ((ImportRow.digest, sorted(set(digests))), (ImportRow.mark, sorted(set(marks)))):
        seen: Counter[int] = Counter()
        for block in blocks(values):
            found = db.session.execute(
                select(ImportRow.import_id, column)
                .where(
                    ImportRow.organisation_id == row.organisation_id,
                    ImportRow.import_id != row.id,
                    column.in_(block),
                    _stands(),
                )
                .distinct()
            )
            seen.update(number for number, _value in found)
        shared |= seen
    enough = [number for number, count in shared.most_common(_BEST) if count >= _LIKE * len(set(digests))]
    earlier = db.session.scalars(
        select(Import)
        .where(Import.id.in_(enough), Import.id < row.id, Import.state.not_in([State.UNDONE, State.DISCARDED]))
        .order_by(Import.id.desc())
    )
    return next((one for one in earlier if _same_list(row, one, headings)), None)


def _same_list(row: Import, other: Import, headings: Sequence[str]) -> bool:
    alike = (bool(row.source) and row.source == other.source) or (bool(row.name) and row.name == other.name)
    return alike or [*(other.header or ())] == [*headings]


def list_unchanged(followed_id: int, digests: Iterable[str]) -> dict[str, str]:
    """Return the person that each unchanged line became in the earlier version."""
    return _people(ImportRow.digest, [ImportRow.import_id == followed_id], digests)


def list_same(organisation_id: int, followed_id: int, marks: Iterable[str]) -> dict[str, str]:
    """Return the person that the line with the same name, birth and arrest became in the earlier version."""
    wanted = [ImportRow.organisation_id == organisation_id, ImportRow.import_id == followed_id]
    return _people(ImportRow.mark, wanted, marks)


def _people(column: Any, wanted: list[ColumnElement[bool]], values: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in blocks(sorted(set(values))):
        rows = db.session.execute(
            select(column, ImportRow.person).where(*wanted, column.in_(block), _stands()).order_by(ImportRow.id)
        )
        found.update((value, str(person)) for value, person in rows)
    return found


def list_answers(row: Import, marks: Iterable[str]) -> dict[str, Answers]:
    """Return what was answered about rows with these marks, in imports that were not taken back."""
    found: dict[str, Answers] = {}
    for block in blocks(sorted(set(marks))):
        rows = db.session.execute(
            select(ImportRow, Import.reference)
            .join(Import, Import.id == ImportRow.import_id)
            .where(
                ImportRow.organisation_id == row.organisation_id,
                ImportRow.import_id != row.id,
                ImportRow.mark.in_(block),
                ImportRow.decision.in_([Decision.CREATE, Decision.FILL, Decision.UPDATE]),
                _stands(),
            )
            .order_by(ImportRow.id)
        )
        for line, reference in rows:
            answers = found.setdefault(str(line.mark), Answers())
            shown = {str(one["person"]) for one in line.candidates if one.get("person")}
            if line.decision != Decision.CREATE:
                answers.person, answers.decision, answers.by_id = line.target, line.decision, line.decided_by_id
                answers.reference, answers.line = reference, line.line
                shown.discard(str(line.target))
                answers.others.discard(str(line.target))
            answers.others |= shown
    return found


def changed(row: Import) -> ColumnElement[bool]:
    """Rows of this version whose person stands in the earlier one with other cells."""
    there = aliased(ImportRow)
    same_person = exists().where(
        there.organisation_id == row.organisation_id,
        there.mark == ImportRow.mark,
        there.import_id == (row.follows_id or 0),
    )
    return and_(ImportRow.import_id == row.id, ImportRow.verdict != Verdict.IMPORTED, same_person)


def gone(row: Import) -> ColumnElement[bool]:
    """Rows of the earlier version that stand in no line of this one, neither letter by letter nor by their person."""
    here = aliased(ImportRow)
    same_cells = exists().where(here.import_id == row.id, here.digest == ImportRow.digest)
    same_person = exists().where(
        here.organisation_id == row.organisation_id, here.mark == ImportRow.mark, here.import_id == row.id
    )
    return and_(ImportRow.import_id == (row.follows_id or 0), _stands(), ~same_cells, ~same_person)

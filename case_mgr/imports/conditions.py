"""Which rows of an import are meant, as conditions that lists, counts and the job share."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_

from case_mgr.imports.models import Import, ImportRow
from case_mgr.imports.states import ASKED, Decision, OnMatch, Outcome, Verdict


def ready(row: Import) -> ColumnElement[bool]:
    """Rows that can be written now: no question is open about them."""
    asks = [*ASKED, Verdict.SAME] if row.on_match == OnMatch.ASK else [*ASKED]
    closed = [Verdict.BROKEN, Verdict.LEFT_OUT]
    decided = and_(ImportRow.decision.is_not(None), ImportRow.decision != Decision.LATER)
    return and_(
        ImportRow.import_id == row.id,
        ImportRow.outcome.is_(None),
        ImportRow.verdict.not_in([str(verdict) for verdict in closed]),
        or_(ImportRow.verdict.not_in([str(verdict) for verdict in asks]), decided),
    )


def undecided(row: Import) -> ColumnElement[bool]:
    """Rows that wait for a person."""
    asks = [*ASKED, Verdict.SAME] if row.on_match == OnMatch.ASK else [*ASKED]
    return and_(
        ImportRow.import_id == row.id,
        ImportRow.outcome.is_(None),
        ImportRow.verdict.in_([str(verdict) for verdict in asks]),
        or_(ImportRow.decision.is_(None), ImportRow.decision == Decision.LATER),
    )


def with_problems(row: Import) -> ColumnElement[bool]:
    """Rows of which something is left out: an error when read, or when written."""
    return and_(
        ImportRow.import_id == row.id,
        or_(ImportRow.faulty, ImportRow.verdict == Verdict.BROKEN, ImportRow.outcome == Outcome.FAILED),
    )


def remarked(row: Import) -> ColumnElement[bool]:
    """Rows about which anything was found when they were read, a warning too."""
    return and_(ImportRow.import_id == row.id, ImportRow.remarked)


def standing(row: Import) -> ColumnElement[bool]:
    """Rows that were written and not yet taken back."""
    return and_(
        ImportRow.import_id == row.id,
        ImportRow.outcome.in_([Outcome.CREATED, Outcome.UPDATED]),
        ImportRow.undo.is_(None),
    )


def all_rows(row: Import) -> ColumnElement[bool]:
    """Every row of an import."""
    return ImportRow.import_id == row.id


def of_undo(row: Import) -> ColumnElement[bool]:
    """Rows about which taking back the import has something to say."""
    return and_(ImportRow.import_id == row.id, ImportRow.undo.is_not(None))

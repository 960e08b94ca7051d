"""What people answered about rows of lists: this row is somebody new, and none of those who were proposed for it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from case_mgr.core.blocks import blocks
from case_mgr.extensions import db
from case_mgr.imports.models import ImportRow
from case_mgr.imports.states import Decision, Outcome

_BLOCK = 400


def told_apart(organisation_id: int, people: Iterable[str]) -> set[frozenset[str]]:
    """Return whom a person told apart: the one whom a row made, and each of those who were shown beside it."""
    wanted, found = sorted(set(people)), set[frozenset[str]]()
    for block in blocks(wanted, _BLOCK):
        rows = db.session.execute(
            select(ImportRow.person, ImportRow.candidates).where(
                ImportRow.organisation_id == organisation_id,
                ImportRow.person.in_(block),
                ImportRow.decision == str(Decision.CREATE),
                ImportRow.outcome == str(Outcome.CREATED),
            )
        )
        for person, candidates in rows:
            found |= {frozenset((str(person), str(one["person"]))) for one in candidates if one.get("person")}
    return found

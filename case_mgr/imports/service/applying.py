"""Writes an import block by block: each block is one transaction, and a row is written once, however often tried."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from sqlalchemy.exc import DataError, IntegrityError

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.roles import Role
from case_mgr.core.errors import DomainError
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.extensions import db
from case_mgr.imports import plan, queries
from case_mgr.imports.models import Import, ImportRow
from case_mgr.imports.service import writing
from case_mgr.imports.service.matching import match_block
from case_mgr.imports.service.writing import Claim
from case_mgr.imports.splitting import part_of
from case_mgr.imports.states import Decision, OnMatch, Outcome, Verdict
from case_mgr.sources import service as sources

BLOCK = 250
_DOES_NOT_FIT = N_("A value of this row is too long for the records. Shorten it in the list and import the row again.")


def apply_block(actor: Actor, public_id: str, *, careful: bool = False) -> int:
    """Write the next rows; returns how many were settled, 0 when nothing more can be written.

    `careful` gives every row a savepoint, so that one that cannot be written fails alone; it is slow, and used only
    for a block that did not go through as a whole.
    """
    actor.require(Permission.IMPORT_APPLY)
    imported = queries.get_row(actor, public_id)
    rows = queries.list_ready(imported, BLOCK)
    if not rows:
        return 0
    _look_again(actor, imported, rows)
    writer = writer_of(actor)
    if careful:
        claims = [claim for row in rows for claim in _write_carefully(writer, imported, row)]
    else:
        claims = _write(writer, imported, rows)
    sources.claim_all(writer, claims)
    db.session.flush()
    imported.people_seen = people.newest()
    return len(rows)


def writer_of(actor: Actor) -> Actor:
    """Whoever may write an import may write what it holds, and only through it; the log keeps their own name."""
    return dataclasses.replace(actor, roles=actor.roles | {Role.CASEWORKER})


def _look_again(actor: Actor, imported: Import, rows: Sequence[ImportRow]) -> None:
    """Compare rows once more with the records, as far as these have changed since the check."""
    undecided = [row for row in rows if row.decision is None and row.verdict in (Verdict.NEW, Verdict.SAME)]
    before = queries.imported_before(imported, [row.line for row in undecided])
    for row in undecided:
        place = row.line, part_of(row.row)
        if place in before:
            row.verdict, row.person = str(Verdict.IMPORTED), before[place]
    fresh = [row for row in undecided if row.verdict == Verdict.NEW]
    imported.others_came = imported.others_came or people.newest() > imported.people_seen
    if not fresh or not imported.others_came:
        return
    matches = match_block(actor, [plan.from_json(row.fields) for row in fresh])
    found = sorted({candidate["person"] for match in matches for candidate in match.candidates})
    own = queries.made_here(imported, found)
    for row, match in zip(fresh, matches, strict=True):
        strangers = [candidate for candidate in match.candidates if candidate["person"] not in own]
        if strangers:
            row.verdict, row.candidates = str(match.verdict), strangers


def _write_carefully(actor: Actor, imported: Import, row: ImportRow) -> list[Claim]:
    try:
        with db.session.begin_nested():
            claims = _write(actor, imported, [row])
            db.session.flush()
            return claims
    except (DomainError, IntegrityError, DataError) as error:
        db.session.refresh(row)
        row.outcome = str(Outcome.FAILED)
        said = error if isinstance(error, DomainError) else DomainError(_DOES_NOT_FIT)
        writing.note(row, said.sentence, **said.params)
        return []


def _write(actor: Actor, imported: Import, rows: Sequence[ImportRow]) -> list[Claim]:
    """Write rows: those of new people together, then those that belong to somebody known."""
    acts = [(row, _act(imported, row)) for row in rows]
    created = [row for row, act in acts if act is Decision.CREATE]
    claims = writing.create_all(actor, imported, created) if created else []
    for row, act in acts:
        if act is Decision.SKIP:
            row.outcome = str(Outcome.UNCHANGED if row.verdict == Verdict.IMPORTED else Outcome.SKIPPED)
        elif act in (Decision.FILL, Decision.UPDATE):
            claims += writing.merge(actor, imported, row, people.standing(actor, _target(imported, row)), act)
    return claims


def _act(imported: Import, row: ImportRow) -> Decision:
    """Return what is to be done with a row: as a person decided, else as the check and the import's rule say."""
    if row.decision:
        return Decision(row.decision)
    match Verdict(row.verdict):
        case Verdict.NEW:
            return Decision.CREATE
        case Verdict.IMPORTED:
            return Decision.SKIP
        case Verdict.SAME if imported.on_match != OnMatch.ASK:
            return Decision(imported.on_match)
        case _:
            # Somebody else registered a person like this one since the check: the row waits for a person.
            return Decision.LATER


def _target(imported: Import, row: ImportRow) -> str:
    if row.decision is None:
        return str(row.candidates[0]["person"])
    earlier = queries.get_line(imported, row.target_row) if row.target_row is not None else None
    return writing.target_of(row, earlier)

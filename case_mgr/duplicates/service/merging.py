"""Two records become one: everything moves, the stricter rule holds, and what the other record said stays with it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import or_, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Refused, Stale
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees import service as register
from case_mgr.detainees.models import Detainee, PersonName
from case_mgr.detainees.moving import Mover
from case_mgr.detainees.service.shared import require_order
from case_mgr.detainees.types import Sensitivity
from case_mgr.duplicates import comparing, queries
from case_mgr.duplicates.comparing import NAME, OTHER, PHOTOGRAPH, TOGETHER
from case_mgr.duplicates.models import Merge, Pair
from case_mgr.duplicates.movers import MOVERS
from case_mgr.duplicates.policy import sees_everything
from case_mgr.duplicates.service.looking import mark
from case_mgr.duplicates.types import Answer, CountLine, FieldRow, MergeDraft
from case_mgr.extensions import db
from case_mgr.sources import service as sources

LONGEST = 500
_CLOSED = N_("A part of these two records is closed to you. Ask a coordinator to merge them.")
_CHANGED = N_("One of the two records changed while you were choosing. Nothing was merged.")


class LostRows(RuntimeError):
    """A merge would lose something: a fault of the program, and nothing is written."""


def sides(actor: Actor, pair_id: str, keep: str) -> tuple[Pair, Detainee, Detainee]:
    """Return a pair with the record that survives and the other one."""
    actor.require(Permission.PERSON_MERGE)
    if not sees_everything(actor):
        raise Refused(_CLOSED)
    pair = queries.get_row(actor, pair_id)
    kept, other = (pair.second, pair.first) if keep == "second" else (pair.first, pair.second)
    return pair, kept, other


def fields_of(actor: Actor, pair_id: str, keep: str) -> list[FieldRow]:
    """Compare the two records field by field, contradictions first."""
    _, kept, other = sides(actor, pair_id, keep)
    return _fields(actor, kept, other)


def counts_of(actor: Actor, pair_id: str, keep: str) -> list[CountLine]:
    """Count what hangs on the two records."""
    _, kept, other = sides(actor, pair_id, keep)
    return queries.count_of(kept, other)


def seen(actor: Actor, pair_id: str) -> str:
    """Return a mark of how both records are now: it differs as soon as somebody changed one."""
    pair = queries.get_row(actor, pair_id)
    both = [pair.first.public_id, pair.second.public_id]
    counts = log.count_by_subject(actor, both)
    return "-".join(str(counts[one]) for one in both)


def require_unchanged(actor: Actor, pair_id: str, mark_of_page: str) -> None:
    """Refuse what was chosen on a page that is older than one of the two records."""
    if mark_of_page and mark_of_page != seen(actor, pair_id):
        raise Stale(_CHANGED)


def preview(actor: Actor, pair_id: str, draft: MergeDraft) -> list[CountLine]:
    """Merge, count, and take it back: what the check page says is what was seen, not what is hoped."""
    trial = db.session.begin_nested()
    try:
        return [CountLine(*line) for line in merge(actor, pair_id, draft).counts]
    finally:
        trial.rollback()
        db.session.expire_all()


def merge(actor: Actor, pair_id: str, draft: MergeDraft) -> Merge:
    """Merge two records of one person into the one that was chosen."""
    _, kept, other = sides(actor, pair_id, draft.keep)
    _lock(kept, other)
    # Whoever merged one of the two meanwhile was first: then there is no such pair any more.
    pair, kept, other = sides(actor, pair_id, draft.keep)
    require_unchanged(actor, pair_id, draft.seen)
    reason = draft.reason.strip()
    if not reason:
        raise Refused(N_("Say why these are one person."))
    if len(reason) > LONGEST:
        raise Refused(N_("This is too long: write at most %(n)d characters."), n=LONGEST)
    rows = _fields(actor, kept, other)
    if comparing.unanswered(rows, draft.choices):
        raise Refused(N_("The records contradict each other. Choose what stands in each line."))
    standing = comparing.settled(rows, draft.choices)
    before = {line.label: line for line in queries.count_of(kept, other)}
    values = _values(kept, other, standing)
    shown = _shown_name(other) if standing.get(NAME) == OTHER else ""
    mover = Mover(other, kept)
    for move in MOVERS:
        move(actor, mover)
    claims = sources.repoint(actor, other.public_id, kept.public_id)
    register.take_over(mover, values, shown, photograph=standing.get(PHOTOGRAPH) == OTHER)
    pairs = _carry_pairs(mover, pair)
    counts = _checked(before, kept, other, mover)
    row = Merge(
        organisation_id=actor.organisation_id,
        survivor_id=kept.id,
        absorbed_id=other.id,
        pair_id=pair.id,
        reason=reason,
        counts=counts,
        author_id=actor.user_id,
        journal=mover.journal() | {"claims": claims, "pairs": pairs, "answer": pair.answer},
    )
    db.session.add(row)
    pair.answer, pair.answered_by_id, pair.changed_at = str(Answer.MERGED), actor.user_id, clock.now()
    _tell(actor, row, kept, other, reason, len(mover.moves))
    mark(actor.organisation_id, [kept.id])
    db.session.flush()
    return row


def _lock(*people: Detainee) -> None:
    """Let a second merge of one of these people wait for this one."""
    ids = [row.id for row in people]
    db.session.execute(select(Detainee.id).where(Detainee.id.in_(ids)).order_by(Detainee.id).with_for_update())
    db.session.expire_all()


def _fields(actor: Actor, kept: Detainee, other: Detainee) -> list[FieldRow]:
    return comparing.compare(_said(actor, kept), _said(actor, other))


def _said(actor: Actor, row: Detainee) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in comparing.FIELDS if name != PHOTOGRAPH}
    photograph = people.find_photograph(actor, row.public_id)
    return plain | {PHOTOGRAPH: photograph.public_id if photograph else None}


def _values(kept: Detainee, other: Detainee, standing: dict[str, str]) -> dict[str, Any]:
    """Return what changes in the surviving record: what was chosen, lists united, and of two rules the stricter."""
    taken = [
        part
        for name, side in standing.items()
        if side == OTHER and name not in (NAME, PHOTOGRAPH)
        for part in TOGETHER.get(name, (name,))
    ]
    values = {name: getattr(other, name) for name in taken}
    born, died = values.get("born", kept.born), values.get("died", kept.died)
    require_order(born, died)
    restricted = Sensitivity.RESTRICTED in (kept.sensitivity, other.sensitivity)
    notes = list(dict.fromkeys(text for text in (kept.notes, other.notes) if text))
    return values | {
        "languages": comparing.united(kept.languages, other.languages)[:200],
        "groups": comparing.united(kept.groups, other.groups)[:300],
        "notes": "\n\n".join(notes) or None,
        "sensitivity": str(Sensitivity.RESTRICTED if restricted else Sensitivity.NORMAL),
        "publication_hold": kept.publication_hold or other.publication_hold,
        "hold_reason": comparing.joined(kept.hold_reason, other.hold_reason)[:300],
        "gag_order": kept.gag_order or other.gag_order,
        "gag_note": comparing.joined(kept.gag_note, other.gag_note)[:300],
    }


def _shown_name(row: Detainee) -> str:
    wanted = (PersonName.detainee_id == row.id, PersonName.is_primary.is_(True))
    return db.session.scalar(select(PersonName.public_id).where(*wanted)) or ""


def _carry_pairs(mover: Mover, merged: Pair) -> list[list[int]]:
    """Ask about the surviving person what was asked about the other; a "no" about either is a "no" about both."""
    gone, person = mover.giving.id, mover.taking.id
    found = select(Pair).where(or_(Pair.first_id == gone, Pair.second_id == gone), Pair.id != merged.id)
    carried = []
    for row in db.session.scalars(found.order_by(Pair.id)).all():
        third = row.second_id if row.first_id == gone else row.first_id
        one, two = sorted((person, third))
        there = db.session.scalar(select(Pair).where(Pair.first_id == one, Pair.second_id == two))
        if there is None:
            carried.append([row.id, row.first_id, row.second_id])
            row.first_id, row.second_id = one, two
        elif row.answer == Answer.DIFFERENT and there.answer not in (Answer.DIFFERENT, Answer.MERGED):
            mover.change(there, {"answer": row.answer, "answered_by_id": row.answered_by_id}, f"pair-{there.id}")
    db.session.flush()
    return carried


def _checked(before: dict[str, CountLine], kept: Detainee, other: Detainee, mover: Mover) -> list[list[Any]]:
    """Count again: what both records had, the surviving one has, but for rows that stay with the other for a reason."""
    stays = Counter(one.table for one in mover.kept)
    now, lines = queries.count_rows([kept, other]), []
    for table, label in queries.COUNTED.items():
        here, there = now.get((table, kept.id), 0), now.get((table, other.id), 0)
        line = before.get(label, CountLine(label, 0, 0))
        if line.before != here + there or there != stays.get(table, 0):
            raise LostRows(table)
        if line.before:
            lines.append([label, line.kept, line.other, here, there])
    return lines


def _tell(actor: Actor, row: Merge, kept: Detainee, other: Detainee, reason: str, moved: int) -> None:
    audit.record(actor, Event.PERSON_MERGED, row, rows=moved)
    facts: dict[str, Any] = {"reason": reason, "rows": moved}
    audit.record(actor, Event.PERSON_MERGED, kept, label=kept.reference, other=other.public_id, **facts)
    audit.record(actor, Event.PERSON_MERGED, other, label=other.reference, other=kept.public_id, **facts)

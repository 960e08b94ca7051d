"""Verbs about flags: raised with a reason, lowered with what came of it."""

from __future__ import annotations

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.flags import queries
from case_mgr.flags.models import CaseFlag
from case_mgr.flags.types import LONGEST, MOST_OPEN, FlagDraft

_LOWERED = N_("Somebody else lowered this flag already. Nothing was written.")


def raise_flag(actor: Actor, reference: str, draft: FlagDraft) -> CaseFlag:
    """Ask colleagues to look at a case, and say why."""
    actor.require(Permission.CASE_WRITE)
    case = cases.get_row(actor, reference)
    # Two who raise at once: the second waits here, and finds what the first raised.
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update())
    said = why_not(queries.list_open_rows(case), draft)
    if said is not None:
        raise said
    row = CaseFlag(
        organisation_id=case.organisation_id,
        case=case,
        kind=str(draft.kind),
        reason=draft.reason.strip(),
        raised_by_id=actor.user_id,
    )
    db.session.add(row)
    audit.record(actor, Event.FLAG_RAISED, case, label=case.reference, kind=row.kind, **_bulk(draft.bulk))
    db.session.flush()
    return row


def why_not(already: list[CaseFlag], draft: FlagDraft) -> Refused | None:
    """Say why a flag cannot be raised beside those that are open already, or nothing."""
    reason = draft.reason.strip()
    if not reason:
        return Refused(N_("Write why somebody should look at this case."))
    if len(reason) > LONGEST:
        return Refused(N_("Shorten the reason to %(most)d characters."), most=LONGEST)
    if any(row.kind == draft.kind and _same(row.reason or "", reason) for row in already):
        return Refused(N_("This case has a flag of this kind with this reason already."))
    if len(already) >= MOST_OPEN:
        return Refused(N_("This case has %(most)d open flags already. Lower some of them first."), most=MOST_OPEN)
    return None


def lower(
    actor: Actor, reference: str, public_id: str, outcome: str, seen: int | None = None, bulk: str = ""
) -> CaseFlag:
    """Lower a flag and say what came of it."""
    actor.require(Permission.CASE_WRITE)
    row = queries.get_row(actor, reference, public_id)
    if row.lowered_at is not None or (seen is not None and seen != row.version):
        by = row.lowerer.name if row.lowerer else None
        raise Stale(_LOWERED, Conflict(changed_by=by, changed_at=row.lowered_at))
    if not outcome.strip():
        raise Refused(N_("Write what came of it."))
    row.outcome, row.lowered_at = outcome.strip()[:LONGEST], clock.now()
    row.lowered_by_id = actor.user_id
    audit.record(actor, Event.FLAG_LOWERED, row.case, label=row.case.reference, kind=row.kind, **_bulk(bulk))
    db.session.flush()
    return row


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _bulk(reference: str) -> dict[str, str]:
    return {"bulk": reference} if reference else {}

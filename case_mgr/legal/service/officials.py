"""Officials: named in acts, found again in any spelling, joined by people and never by a name alone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.service import next_number
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.legal import queries
from case_mgr.legal.models import (
    Charge,
    DetentionAct,
    Hearing,
    Official,
    OfficialAct,
    OfficialKey,
    OfficialName,
    Remedy,
)
from case_mgr.legal.policy import visible_acts
from case_mgr.legal.queries.officials import keys_of, sort_form
from case_mgr.legal.refusals import Wrong
from case_mgr.legal.service.shared import amend, open_case
from case_mgr.legal.types.kinds import What
from case_mgr.legal.types.officials import NamingDraft, OfficialDraft

_LONGEST = 300


def name_official(actor: Actor, reference: str, what: What, act_id: str, draft: NamingDraft) -> OfficialAct:
    """Say who had a part in an act: somebody known already, or a new official."""
    case = open_case(actor, reference)
    act = _act(actor, case, what, act_id)
    if draft.known:
        official = queries.get_official_row(actor, draft.known)
        if _spell(official, draft.official.name, draft.source):
            audit.record(actor, Event.OFFICIAL_AMENDED, official, label=official.reference)
    else:
        official = _add(actor, draft.official, draft.source)
    if _is_named(case, official, act, draft):
        raise Wrong("part", N_("This official is named with this part already."))
    row = OfficialAct(official=official, case=case, part=str(draft.part), source=draft.source.strip()[:500], **act)
    db.session.add(row)
    audit.record(actor, Event.OFFICIAL_NAMED, case, label=case.reference, official=official.reference)
    db.session.flush()
    return row


def unname_official(actor: Actor, reference: str, act_id: str, reason: str) -> None:
    """Take back that an official had a part in an act; the official stays."""
    case = open_case(actor, reference)
    if not reason.strip():
        raise Wrong("reason", N_("Say why it is taken back."))
    row = db.session.scalar(
        select(OfficialAct).where(visible_acts(actor), OfficialAct.case_id == case.id, OfficialAct.public_id == act_id)
    )
    if row is None:
        raise NotFound(N_("There is no such record."))
    row.withdrawn_at = clock.now()
    audit.record(
        actor, Event.LEGAL_RECORD_WITHDRAWN, case, label=case.reference, what="official", reason=reason.strip()
    )
    db.session.flush()


def amend_official(actor: Actor, public_id: str, draft: OfficialDraft, seen: int | None) -> Official:
    """Change what is known of an official; an edit of an older state of it is refused."""
    actor.require(Permission.CASE_WRITE)
    row = queries.get_official_row(actor, public_id)
    values = _values(draft)
    amend(row, values, seen)
    row.sort_name = sort_form(row.name)
    _spell(row, row.name, "")
    audit.record(actor, Event.OFFICIAL_AMENDED, row, label=row.reference)
    db.session.flush()
    return row


def add_spelling(actor: Actor, public_id: str, name: str, source: str) -> Official:
    """Add a name of an official as another source prints it."""
    actor.require(Permission.CASE_WRITE)
    row = queries.get_official_row(actor, public_id)
    if not _spell(row, name, source):
        raise Wrong("name", N_("This spelling is recorded already."))
    audit.record(actor, Event.OFFICIAL_AMENDED, row, label=row.reference)
    db.session.flush()
    return row


def _add(actor: Actor, draft: OfficialDraft, source: str) -> Official:
    row = Official(
        organisation_id=actor.organisation_id,
        reference=f"O-{next_number(actor.organisation_id, 'O'):04d}",
        added_by_id=actor.user_id,
        sort_name=sort_form(_tidy(draft.name)),
        **_values(draft),
    )
    db.session.add(row)
    _spell(row, row.name, source)
    audit.record(actor, Event.OFFICIAL_ADDED, row, label=row.reference)
    return row


def _spell(row: Official, name: str, source: str) -> bool:
    """Add a spelling with its keys unless it is known; the caller writes the audit entry."""
    full = _tidy(name)
    if any(known.full == full for known in row.names):
        return False
    row.names.append(OfficialName(full=full, folded=sort_form(full), source=source.strip()[:_LONGEST]))
    db.session.flush()
    known_keys = set(db.session.scalars(select(OfficialKey.key).where(OfficialKey.official_id == row.id)))
    fresh = [key for key in keys_of(full) if key not in known_keys]
    if fresh:
        values = [{"organisation_id": row.organisation_id, "official_id": row.id, "key": key} for key in fresh]
        db.session.execute(insert(OfficialKey), values)
    return True


def _values(draft: OfficialDraft) -> dict[str, Any]:
    return {
        "name": _tidy(draft.name),
        "post": str(draft.kind),
        "body": " ".join(draft.body.split())[:_LONGEST],
        "note": draft.note.strip()[:1000],
    }


def _tidy(name: str) -> str:
    full = " ".join(name.split())
    if not full:
        raise Wrong("name", N_("Enter the name as the source prints it."))
    if len(full) > _LONGEST:
        raise Wrong("name", N_("A name has at most %(n)d characters."), n=_LONGEST)
    return full


def _act(actor: Actor, case: Case, what: What, act_id: str) -> dict[str, Any]:
    match what:
        case What.CHARGE:
            return {"charge": queries.get_row(actor, case, Charge, act_id)}
        case What.HEARING:
            return {"hearing": queries.get_row(actor, case, Hearing, act_id)}
        case What.SENTENCE:
            return {"version": queries.get_version(actor, case, act_id)}
        case What.DETENTION:
            return {"detention": queries.get_row(actor, case, DetentionAct, act_id)}
        case What.REMEDY:
            return {"remedy": queries.get_row(actor, case, Remedy, act_id)}
    raise Refused(N_("Nobody acts on a state list: name the officials at the act itself."))


def _is_named(case: Case, official: Official, act: dict[str, Any], draft: NamingDraft) -> bool:
    ((name, row),) = act.items()
    wanted = select(OfficialAct.id).where(
        OfficialAct.withdrawn_at.is_(None),
        OfficialAct.case_id == case.id,
        OfficialAct.official_id == official.id,
        OfficialAct.part == str(draft.part),
        getattr(OfficialAct, f"{name}_id") == row.id,
    )
    return db.session.scalar(wanted) is not None

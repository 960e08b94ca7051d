"""Parliamentary godparenthoods: recorded for one case or many, amended, ended with the reason, taken back."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries
from case_mgr.advocacy.kinds import ContactKind
from case_mgr.advocacy.models import Godparenthood
from case_mgr.advocacy.service.naming import nameable
from case_mgr.advocacy.service.sending import require_nameable_to
from case_mgr.advocacy.service.shared import Misfilled, require_current, require_past, require_reason
from case_mgr.advocacy.types import GodparentDraft
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.text import N_
from case_mgr.detainees.types import Purpose
from case_mgr.extensions import db


def record_godparent(
    actor: Actor, contact_id: str, cases: tuple[str, ...], draft: GodparentDraft
) -> list[Godparenthood]:
    """Record for whom a member of parliament speaks; such a thing is public, so those who said no are not named."""
    actor.require(Permission.CONTACT_WRITE)
    contact = queries.get_row(actor, contact_id, lock=True)
    if contact.kind != ContactKind.PARLIAMENT or contact.is_body:
        raise Misfilled("cases", N_("A godparent in parliament is a member of parliament: choose such a contact."))
    keys = nameable(actor, cases)
    _require_sense(draft)
    require_nameable_to(actor, list(cases), Purpose.PUBLISH, "cases", draft.since)
    if draft.until is None:
        known = sorted(case for case, key in zip(cases, keys, strict=True) if queries.find_standing(contact, key))
        if known:
            raise Misfilled("cases", N_("They speak for %(cases)s already."), cases=", ".join(known))
    rows = [
        Godparenthood(
            organisation_id=actor.organisation_id,
            contact=contact,
            case_id=key,
            since=draft.since,
            until=draft.until,
            ended=draft.ended.strip() or None,
            note=draft.note.strip() or None,
            author_id=actor.user_id,
        )
        for key in keys
    ]
    db.session.add_all(rows)
    audit.record(actor, Event.GODPARENT_RECORDED, contact, label=contact.reference)
    db.session.flush()
    return rows


def amend_godparent(
    actor: Actor, contact_id: str, public_id: str, draft: GodparentDraft, seen: int | None
) -> Godparenthood:
    """Change since when it goes, or write down that it ended and why."""
    actor.require(Permission.CONTACT_WRITE)
    row = queries.get_godparent_row(actor, contact_id, public_id)
    require_current(seen, row.version)
    _require_sense(draft)
    queries.get_row(actor, contact_id, lock=True)
    standing = queries.find_standing(row.contact, row.case_id)
    if draft.until is None and standing is not None and standing.id != row.id:
        raise Misfilled("until", N_("They speak for %(cases)s already."), cases=row.case.reference)
    if row.since != draft.since:
        row.since = draft.since
    if row.until != draft.until:
        row.until = draft.until
    row.ended, row.note = draft.ended.strip() or None, draft.note.strip() or None
    audit.record(actor, Event.GODPARENT_AMENDED, row.contact, label=row.contact.reference)
    db.session.flush()
    return row


def withdraw_godparent(actor: Actor, contact_id: str, public_id: str, reason: str) -> Godparenthood:
    """Take back what never was; what ended is amended instead."""
    actor.require(Permission.CONTACT_WRITE)
    row, why = queries.get_godparent_row(actor, contact_id, public_id), require_reason(reason)
    row.withdrawn_at, row.reason = clock.now(), why
    audit.record(actor, Event.GODPARENT_WITHDRAWN, row.contact, label=row.contact.reference)
    db.session.flush()
    return row


def _require_sense(draft: GodparentDraft) -> None:
    require_past("since", draft.since)
    require_past("until", draft.until)
    if draft.since and draft.until and draft.until.before(draft.since):
        raise Misfilled("until", N_("It ends before it begins. Correct one of the two dates."))
    if draft.until and not draft.ended.strip():
        raise Misfilled("ended", N_("Say why it ended."))
    if draft.ended.strip() and not draft.until:
        raise Misfilled("until", N_("Say when it ended, as exactly as you know, or that the day is unknown."))

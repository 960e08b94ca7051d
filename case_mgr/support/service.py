"""Verbs about grants."""

from __future__ import annotations

import re
from collections.abc import Collection

from babel.numbers import list_currencies

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.roles import Role
from case_mgr.accounts import queries as members
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.support import queries
from case_mgr.support.models import Grant, GrantReader
from case_mgr.support.types import GrantDraft, Reader

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,39}", re.ASCII)


def add_grant(actor: Actor, draft: GrantDraft) -> Grant:
    """Add a grant; its code is what reports and receipts name."""
    actor.require(Permission.GRANT_WRITE)
    code, donor, title = draft.code.strip(), draft.donor.strip(), draft.title.strip()
    if not _CODE.fullmatch(code):
        raise Refused(N_("A code has up to 40 Latin letters, digits, dots, slashes and hyphens, and no spaces."))
    if not donor or not title:
        raise Refused(N_("A grant needs the name of its donor and a title."))
    if draft.currency not in list_currencies():
        raise Refused(N_("Enter the currency as three letters, such as EUR."))
    if draft.starts is None or draft.ends is None:
        raise Refused(N_("Enter the first and the last day of the grant."))
    if draft.ends < draft.starts:
        raise Refused(N_("The grant ends before it begins. Exchange its two dates."))
    if queries.find_by_code(actor, code) is not None:
        raise Refused(N_("There is a grant with this code already."))
    row = Grant(
        organisation_id=actor.organisation_id,
        code=code,
        donor=donor[:200],
        title=title[:200],
        currency=draft.currency,
        starts=draft.starts,
        ends=draft.ends,
    )
    db.session.add(row)
    audit.record(actor, Event.GRANT_ADDED, row, label=row.code)
    db.session.flush()
    return row


def list_donors(actor: Actor) -> list[Reader]:
    """List the members with a donor's role, who can be given a grant's reports."""
    return [Reader(m.public_id, m.name, m.email) for m in members.list_members(actor) if Role.DONOR in m.roles]


def choose_readers(actor: Actor, public_id: str, chosen: Collection[str]) -> Grant:
    """Decide which donors' accounts read the published reports of a grant."""
    actor.require(Permission.GRANT_WRITE)
    row = queries.get_row(actor, public_id)
    if set(chosen) - {reader.public_id for reader in list_donors(actor)}:
        raise Refused(N_("Only members with the role of a donor can be given the reports of a grant."))
    keep = {reader.user.public_id: reader for reader in row.readers}
    for left in keep.keys() - set(chosen):
        row.readers.remove(keep[left])
    for added in sorted(set(chosen) - keep.keys()):
        key = members.find_member_id(actor, added)
        if key is not None:
            row.readers.append(GrantReader(user_id=key))
    audit.record(actor, Event.GRANT_READERS_CHANGED, row, label=row.code, readers=len(set(chosen)))
    db.session.flush()
    return row

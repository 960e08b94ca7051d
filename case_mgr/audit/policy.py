"""Which entries of the one log an actor may read."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.roles import Role
from case_mgr.audit.models import AuditEntry, ChainCheck

# Records about which entries are not to be told, by their public ids: that there is one says something already.
Unsaid = Select[str] | None
# For each kind of record that has no kind to others, what somebody may open of it, by public id.
Closed = Mapping[str, Select[str]] | None


def visible(actor: Actor, unsaid: Unsaid = None) -> ColumnElement[bool]:
    """Entries of the own organisation; the administrator also sees those of the installation itself."""
    if not actor.may(Permission.AUDIT_READ):
        return false()
    own = AuditEntry.organisation == actor.organisation_public_id
    found = or_(own, AuditEntry.organisation.is_(None)) if Role.ADMINISTRATOR in actor.roles else own
    return found if unsaid is None else and_(found, AuditEntry.subject.not_in(unsaid))


def answers(closed: Closed) -> list[ColumnElement[bool]]:
    """Entries that may answer a question of what kind they are: none about a closed record of others."""
    return [
        or_(AuditEntry.subject_type != kind, AuditEntry.subject.in_(known)) for kind, known in (closed or {}).items()
    ]


def decides(actor: Actor) -> ColumnElement[bool]:
    """Checks that found a fault about which the actor decides: whose entry does not hold, they put the warning down.

    Where the fault is in no entry of an organisation (one that stands in this entry alone is none), an administrator
    decides.
    """
    if not actor.may(Permission.AUDIT_READ):
        return false()
    bad, another = aliased(AuditEntry), aliased(AuditEntry)
    own = exists().where(bad.seq == ChainCheck.fault_seq, bad.organisation == actor.organisation_public_id)
    of_some = exists().where(
        bad.seq == ChainCheck.fault_seq, another.organisation == bad.organisation, another.seq != bad.seq
    )
    return or_(own, ~of_some) if Role.ADMINISTRATOR in actor.roles else own

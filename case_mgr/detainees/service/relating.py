"""How recorded people stand to one another: one record, read from both sides."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.detainees import queries
from case_mgr.detainees.models import Detainee, Relation
from case_mgr.detainees.service.shared import LONGEST
from case_mgr.detainees.types import RelationDraft
from case_mgr.extensions import db


def relate(actor: Actor, public_id: str, draft: RelationDraft) -> Relation:
    """Record what another recorded person is to this one."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    other = queries.find_by_reference(actor, draft.reference.strip().upper())
    if other is None:
        # The same words whether there is nobody, or somebody whom the actor may not know of.
        raise Refused(N_("No person whom you may open has this reference."))
    if other is row:
        raise Refused(N_("This is the person itself. Enter the reference of somebody else."))
    if draft.since and draft.until and draft.until.before(draft.since):
        raise Refused(N_("The relation ends before it begins. Correct one of the two dates."))
    known = queries.list_relations(actor, public_id)
    if any(view.person_id == other.public_id and view.tie == draft.tie for view in known):
        raise Refused(N_("This relation is recorded already."))
    relation = Relation(
        organisation_id=row.organisation_id,
        first=row,
        second=other,
        kind=str(draft.tie),
        since=draft.since,
        until=draft.until,
        source=draft.source.strip()[:LONGEST],
    )
    db.session.add(relation)
    _tell_both(actor, Event.RELATION_RECORDED, row, other)
    db.session.flush()
    return relation


def unrelate(actor: Actor, public_id: str, relation_id: str) -> None:
    """Remove a relation that does not hold; the log keeps it."""
    actor.require(Permission.PERSON_WRITE)
    relation = queries.get_relation(actor, public_id, relation_id)
    first, second = relation.first, relation.second
    db.session.delete(relation)
    db.session.flush()
    _tell_both(actor, Event.RELATION_REMOVED, first, second)


def _tell_both(actor: Actor, event: Event, first: Detainee, second: Detainee) -> None:
    # Who may not open the other person is not told of the entry: see the history of a person.
    audit.record(actor, event, first, label=first.reference, other=second.public_id)
    audit.record(actor, event, second, label=second.reference, other=first.public_id)

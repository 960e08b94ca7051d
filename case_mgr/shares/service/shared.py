"""What the verbs of shares have in common: both logs are told, each in its own words."""

from __future__ import annotations

from case_mgr.access.actor import Actor, Operator
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event, Named
from case_mgr.shares.models import CaseShare


def tell_owner(actor: Actor, what: Event, row: CaseShare, **facts: object) -> None:
    """Record an act in the log of whoever shares; a member of the other organisation is named with it."""
    audit.record(
        Operator(public_id=actor.public_id, name=f"{actor.name} ({actor.organisation_name})")
        if actor.organisation_id != row.organisation_id
        else actor,
        what,
        row.case,
        label=row.case.reference,
        organisation=row.owner.public_id,
        **facts,
    )


def tell_partner(doer: Actor | None, what: Event, row: CaseShare, **facts: object) -> None:
    """Record an act in the log of the other organisation, where whoever shares is an organisation and no person."""
    who = doer or Operator(public_id=row.owner.public_id, name=row.owner.name)
    named = Named(CaseShare.__tablename__, row.public_id)
    audit.record(who, what, named, label=row.case.reference, organisation=row.partner.public_id, **facts)

"""A duty officer of release day confirms alone, for hours that somebody else named, and somebody looks at it after."""

from __future__ import annotations

from datetime import timedelta

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.roles import permissions_of
from case_mgr.accounts import queries as accounts
from case_mgr.accounts.models import Organisation
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.pardons import queries
from case_mgr.pardons.models import Duty, Proof
from case_mgr.pardons.types import DutyDraft

LONGEST = 48
_SOON = timedelta(days=14)


def name_duty_officer(actor: Actor, draft: DutyDraft) -> Duty:
    """Name who may confirm alone for a stretch of hours; nobody names themselves."""
    actor.require(Permission.SETTINGS_WRITE)
    member = accounts.get_member(actor, draft.officer)
    officer = accounts.get_member_row(actor, draft.officer)
    if officer.id == actor.user_id:
        raise Refused(N_("Somebody else names you: nobody gives the second look away to themselves."))
    if Permission.BATCH_CONFIRM not in permissions_of(frozenset(member.roles)):
        raise Refused(N_("%(name)s confirms no releases. Choose a caseworker or a coordinator."), name=member.name)
    if not 1 <= draft.hours <= LONGEST:
        raise Refused(N_("A duty lasts from 1 to %(most)d hours."), most=LONGEST)
    ends = draft.begins + timedelta(hours=draft.hours)
    if ends <= clock.now():
        raise Refused(N_("These hours are over. Choose hours that are still to come."))
    if draft.begins > clock.now() + _SOON:
        raise Refused(N_("Name a duty officer at most two weeks ahead."))
    if not draft.reason.strip():
        raise Refused(N_("Say which release the duty is for."))
    row = Duty(
        organisation_id=actor.organisation_id,
        officer_id=officer.id,
        begins_at=draft.begins,
        ends_at=ends,
        reason=draft.reason.strip()[:500],
        named_by_id=actor.user_id,
    )
    row.organisation = db.session.get_one(Organisation, actor.organisation_id)
    db.session.add(row)
    audit.record(actor, Event.DUTY_NAMED, row.organisation, label=row.organisation.name, officer=officer.public_id)
    db.session.flush()
    return row


def end_duty(actor: Actor, public_id: str) -> Duty:
    """End hours of duty at once; what was confirmed in them stays, and is looked at."""
    actor.require(Permission.SETTINGS_WRITE)
    row = queries.get_duty_row(actor, public_id)
    if row is None:
        raise NotFound(N_("There is no such duty."))
    if (row.ended_at or row.ends_at) <= clock.now():
        raise Refused(N_("These hours are over already."))
    row.ended_at, row.ended_by_id = clock.now(), actor.user_id
    audit.record(actor, Event.DUTY_ENDED, row.organisation, label=row.organisation.name)
    db.session.flush()
    return row


def review(actor: Actor, reference: str, number: int, proof_id: str) -> Proof:
    """Look at what somebody confirmed alone, and agree; whoever does not agree takes the evidence back."""
    actor.require(Permission.BATCH_CONFIRM)
    place = queries.get_place_row(actor, reference, number)
    proof = next((row for row in place.proofs if row.public_id == proof_id and row.withdrawn_at is None), None)
    if proof is None or not proof.alone:
        raise NotFound(N_("There is no such evidence."))
    if proof.author_id == actor.user_id:
        raise Refused(N_("You confirmed this: another member looks at it."))
    if proof.reviewed_at is None:
        proof.reviewed_at, proof.reviewed_by_id = clock.now(), actor.user_id
    label = f"{reference} · {number}"
    audit.record(actor, Event.PROOF_REVIEWED, place.batch, label=label, place=number, evidence=proof.public_id)
    db.session.flush()
    return proof

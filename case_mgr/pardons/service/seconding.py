"""Confirmations in twos: one gives the evidence, another agrees; or a day passes in which everybody may object."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.settled import is_ripe, settings_of
from case_mgr.accounts.types import Way
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases.types import Consent, Documents, ExitFacts, Health, Petition
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons import queries
from case_mgr.pardons.models import AskedProof, Place, Proof
from case_mgr.pardons.results import Asking
from case_mgr.pardons.service.proving import place_to_confirm, prove
from case_mgr.pardons.types import ProofDraft

# What the form of a confirmation asks beside how far the release went.
_KEPT = ("destination", "conditions", "documents", "documents_note", "petition", "consent", "health")
_TOO_EARLY = N_(
    "You gave this evidence. Everybody may object for 24 hours; after that you may confirm it yourself. "
    "Another member may now."
)


def ask_to_confirm(actor: Actor, reference: str, number: int, draft: ProofDraft) -> AskedProof:
    """Write down evidence for a second person; until somebody agrees it counts nowhere."""
    actor.require(Permission.BATCH_CONFIRM)
    if queries.confirms_alone(actor):
        raise Refused(N_("You may confirm alone: confirm the release itself."))
    place = place_to_confirm(actor, reference, number, draft)
    if any(row.link == draft.link for row in queries.list_asked_rows(place)):
        raise Refused(N_("This waits for a second person already. Take it back first, or choose a further link."))
    row = AskedProof(
        organisation_id=place.batch.organisation_id,
        place=place,
        asked_by_id=actor.user_id,
        link=str(draft.link),
        draft=_packed(draft),
        state=str(Asking.WAITING),
    )
    db.session.add(row)
    _record(actor, Event.CONFIRMATION_ASKED, place, link=str(draft.link))
    db.session.flush()
    return row


def agree(actor: Actor, reference: str, number: int, asked_id: str) -> Proof:
    """Agree as the second person: now the release is confirmed, and stands in the case when one is matched."""
    actor.require(Permission.BATCH_CONFIRM)
    row = _waiting(actor, reference, number, asked_id)
    if row.asked_by_id == actor.user_id:
        _require_own(row)
    draft = unpacked(row.draft or {})
    place = place_to_confirm(actor, reference, number, draft)
    _end(actor, row, Asking.CONFIRMED)
    return prove(actor, place, draft, row.asked_by_id)


def object_to(actor: Actor, reference: str, number: int, asked_id: str, reason: str) -> AskedProof:
    """Object: whoever gave the evidence no longer confirms it alone."""
    actor.require(Permission.BATCH_READ)
    row = _waiting(actor, reference, number, asked_id)
    if settings_of(row.organisation_id).confirmation is not Way.DELAY:
        raise Refused(N_("Nobody confirms alone here: say it to whoever looks at the evidence."))
    if not reason.strip():
        raise Refused(N_("Write why you object, so that whoever confirms can weigh it."))
    row.objection, row.objected_by_id = reason.strip(), actor.user_id
    _record(actor, Event.CONFIRMATION_OBJECTED, row.place, link=row.link)
    db.session.flush()
    return row


def drop_asked(actor: Actor, reference: str, number: int, asked_id: str, reason: str) -> AskedProof:
    """Take evidence back that waits for a second person: it never counted."""
    actor.require(Permission.BATCH_CONFIRM)
    row = _waiting(actor, reference, number, asked_id)
    if not reason.strip():
        raise Refused(N_("Say why the evidence is taken back."))
    _end(actor, row, Asking.DROPPED)
    _record(actor, Event.CONFIRMATION_DROPPED, row.place, link=row.link, reason=reason.strip())
    db.session.flush()
    return row


def unpacked(kept: dict[str, Any]) -> ProofDraft:
    """Return evidence as it was filled in."""
    facts = dict(kept["facts"])
    return ProofDraft(
        kept["evidence"],
        kept["source"],
        ReleaseLink(kept["link"]),
        PartialDate.parse(kept["happened"]) if kept["happened"] else None,
        kept["exit_kind"],
        ExitFacts(
            facts["destination"],
            facts["conditions"],
            Documents(facts["documents"]),
            facts["documents_note"],
            Petition(facts["petition"]),
            Consent(facts["consent"]),
            # Evidence that was kept before anybody was asked about health has no word of it.
            Health(facts.get("health", Health.UNKNOWN)),
        ),
    )


def _packed(draft: ProofDraft) -> dict[str, Any]:
    return {
        "evidence": draft.evidence.strip(),
        "source": draft.source.strip(),
        "link": str(draft.link),
        "happened": draft.happened.edtf if draft.happened else None,
        "exit_kind": draft.exit_kind,
        "facts": {name: str(getattr(draft.facts, name)) for name in _KEPT},
    }


def _require_own(row: AskedProof) -> None:
    now = settings_of(row.organisation_id)
    if now.confirmation is Way.ALONE:
        return
    if now.confirmation is not Way.DELAY:
        raise Refused(N_("You gave this evidence: another member confirms it."))
    if row.objected_by_id is not None:
        raise Refused(N_("Somebody objected to this evidence: another member confirms it, or it is taken back."))
    if not is_ripe(row.created_at, now.confirmation_since):
        raise Refused(_TOO_EARLY)


def _waiting(actor: Actor, reference: str, number: int, asked_id: str) -> AskedProof:
    place = queries.get_place_row(actor, reference, number)
    row = next((one for one in queries.list_asked_rows(place) if one.public_id == asked_id), None)
    if row is None:
        raise NotFound(N_("Nothing waits here for a second person."))
    return row


def _end(actor: Actor, row: AskedProof, state: Asking) -> None:
    row.state, row.ended_by_id, row.ended_at = str(state), actor.user_id, clock.now()


def _record(actor: Actor, event: Event, place: Place, **facts: Any) -> None:
    label = f"{place.batch.reference} · {place.number}"
    audit.record(actor, event, place.batch, label=label, place=place.number, **facts)

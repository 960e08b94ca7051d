"""Evidence that a release happened, or did not. The only way from a batch into a case."""

from __future__ import annotations

from dataclasses import asdict

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.settled import settings_of
from case_mgr.accounts.types import Way
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import service as cases
from case_mgr.cases.models import Exit
from case_mgr.cases.types import ExitDraft
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons import queries
from case_mgr.pardons.models import Place, Proof, ScopeWord
from case_mgr.pardons.service.claiming import require_past
from case_mgr.pardons.service.deciding import newest_case
from case_mgr.pardons.types import BatchKind, ProofDraft, Scope, Verification
from case_mgr.pardons.words import EXIT_KINDS, LINK_WORDS


def confirm(actor: Actor, reference: str, number: int, draft: ProofDraft) -> Proof:
    """Confirm a release up to one link of its chain; when the place is matched, this writes it into the case."""
    actor.require(Permission.BATCH_CONFIRM)
    place = place_to_confirm(actor, reference, number, draft)
    if not queries.confirms_alone(actor):
        raise Refused(N_("Your organisation confirms in twos: write the evidence down for a second person."))
    alone = settings_of(actor.organisation_id).confirmation is not Way.ALONE
    return prove(actor, place, draft, actor.user_id, alone=alone)


def place_to_confirm(actor: Actor, reference: str, number: int, draft: ProofDraft) -> Place:
    """Return the place of a batch that evidence may confirm, or refuse with the reason."""
    place = _open_place(actor, reference, number, draft)
    if draft.link is None or draft.link not in LINK_WORDS:
        raise Refused(N_("Choose how far the release is confirmed."))
    if draft.happened is None:
        raise Refused(N_("Enter when it happened, or choose “not known”."))
    require_past(draft.happened)
    standing = [proof for proof in place.proofs if proof.withdrawn_at is None and proof.link == draft.link]
    if any(proof.written or not _is_matched(actor, place) for proof in standing):
        raise Refused(N_("This link is confirmed already. Choose a further link, or take the earlier evidence back."))
    return place


def prove(actor: Actor, place: Place, draft: ProofDraft, author_id: int, *, alone: bool = False) -> Proof:
    """Let evidence count, and write it into the case; it bears the name of whoever gave it."""
    assert draft.link is not None, "a place is confirmed up to a link of the chain"
    proof = _append(actor, place, Verification.CONFIRMED, draft)
    proof.author_id, proof.alone = author_id, alone
    proof.exit = _write(actor, place, draft, draft.link)
    reference, number = place.batch.reference, place.number
    _settle(place)
    audit.record(
        actor,
        Event.RELEASE_CONFIRMED,
        place.batch,
        label=f"{reference} · {number}",
        place=number,
        link=str(draft.link),
        evidence=proof.public_id,
        written=proof.exit is not None,
        alone=alone,
    )
    db.session.flush()
    return proof


REFUTED = N_("The release was refuted; the evidence is kept with the batch.")


def refute(actor: Actor, reference: str, number: int, draft: ProofDraft) -> Proof:
    """Say with evidence that a release did not happen; what stood in a case because of this batch is taken back."""
    actor.require(Permission.BATCH_CONFIRM)
    place = _open_place(actor, reference, number, draft)
    require_past(draft.happened)
    for proof in place.proofs:
        if proof.withdrawn_at is None:
            _withdraw(actor, proof, REFUTED)
    proof = _append(actor, place, Verification.REFUTED, draft)
    _settle(place)
    audit.record(actor, Event.RELEASE_REFUTED, place.batch, label=f"{reference} · {number}", place=number)
    db.session.flush()
    return proof


def withdraw_proof(actor: Actor, reference: str, number: int, proof_id: str, reason: str) -> Place:
    """Take evidence back; what it wrote into a case is taken back with it."""
    actor.require(Permission.BATCH_CONFIRM)
    place = queries.get_place_row(actor, reference, number)
    proof = next((row for row in place.proofs if row.public_id == proof_id and row.withdrawn_at is None), None)
    if proof is None:
        raise NotFound(N_("There is no such evidence."))
    if not reason.strip():
        raise Refused(N_("Say why the evidence is taken back."))
    _withdraw(actor, proof, reason)
    _settle(place)
    audit.record(actor, Event.PROOF_WITHDRAWN, place.batch, label=f"{reference} · {number}", place=number)
    db.session.flush()
    return place


def decide_scope(actor: Actor, reference: str, number: int, scope: Scope, evidence: str = "") -> Place:
    """Mark a place as that of a political prisoner or not, by evidence; no other fact changes by it."""
    actor.require(Permission.BATCH_WRITE)
    place = queries.get_place_row(actor, reference, number)
    if scope is not Scope.UNKNOWN and not evidence.strip():
        raise Refused(N_("Say by what this is known: a charge, a verdict, a recognition, or who said so."))
    if place.scope != scope:
        place.scope = str(scope)
    word = ScopeWord(organisation_id=place.batch.organisation_id, place=place, scope=str(scope))
    word.evidence, word.author_id = evidence.strip() or None, actor.user_id
    db.session.add(word)
    audit.record(
        actor, Event.SCOPE_DECIDED, place.batch, label=f"{reference} · {number}", place=number, scope=str(scope)
    )
    db.session.flush()
    return place


def _open_place(actor: Actor, reference: str, number: int, draft: ProofDraft) -> Place:
    place = queries.get_place_row(actor, reference, number)
    if draft.seen_version is not None and draft.seen_version != place.version:
        last = next((row for row in reversed(place.proofs) if row.author), None)
        raise Stale(
            N_("Somebody else changed this place while you were writing. Look at it again, then send yours."),
            Conflict(
                changed_by=last.author.name if last and last.author else None,
                changed_at=last.created_at if last else None,
                version=place.version,
            ),
        )
    if place.same_as is not None:
        raise Refused(
            N_("This place was joined to place %(number)d. Give the evidence there."), number=place.same_as.number
        )
    if place.withdrawn_at is not None:
        raise Refused(N_("This place was struck out. Undo that decision first."))
    if not draft.evidence.strip():
        raise Refused(N_("Say what the evidence is: who saw, heard or published what."))
    if not draft.source.strip():
        raise Refused(N_("Say where the evidence comes from."))
    return place


def _append(actor: Actor, place: Place, verification: Verification, draft: ProofDraft) -> Proof:
    proof = Proof(
        organisation_id=place.batch.organisation_id,
        place=place,
        verification=str(verification),
        link=str(draft.link) if draft.link else None,
        happened=draft.happened,
        evidence=draft.evidence.strip(),
        source=draft.source.strip()[:500],
        author_id=actor.user_id,
    )
    db.session.add(proof)
    return proof


def _write(actor: Actor, place: Place, draft: ProofDraft, link: ReleaseLink) -> Exit | None:
    """Write the confirmed link into the case, citing the batch; nothing to write while nobody is matched."""
    if not _is_matched(actor, place) or place.person is None:
        return None
    if place.case is None:
        place.case = newest_case(place.person, place.batch.jurisdiction)
    if place.case is None:
        return None
    return cases.record_exit(
        actor,
        place.case.reference,
        ExitDraft(
            kind=draft.exit_kind or EXIT_KINDS[BatchKind(place.batch.kind)],
            link=str(link),
            happened=draft.happened,
            batch=place.batch.reference,
            evidence=draft.evidence,
            source=draft.source,
            **asdict(draft.facts),
        ),
    )


def _is_matched(actor: Actor, place: Place) -> bool:
    """Whether the place is matched as the actor may know: nobody writes into a case that is closed to them."""
    return place.person_id is not None and not queries.is_covered(actor, place)


def _withdraw(actor: Actor, proof: Proof, reason: str) -> None:
    if proof.exit is not None and proof.exit.withdrawn_at is None:
        # A release that did not happen must not stand in a case, whoever learns of it first.
        cases.strike_exit(actor, proof.exit, reason)
    proof.withdrawn_at = clock.now()
    proof.withdrawn_reason = reason.strip()[:500]


def _settle(place: Place) -> None:
    """Let the place say what the last standing evidence says."""
    db.session.flush()
    standing = [proof for proof in place.proofs if proof.withdrawn_at is None]
    last = standing[-1] if standing else None
    place.verification = last.verification if last else str(Verification.REPORTED)
    place.link = last.link if last else None
    place.happened = last.happened if last else None

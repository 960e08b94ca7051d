"""What somebody saw is written down on the spot: a place, with its evidence waiting for a second person."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.pardons import lines, listing, queries
from case_mgr.pardons.models import Batch, Place
from case_mgr.pardons.queries.mentions import SEEN
from case_mgr.pardons.service.naming import add_anonymous, append_mentions, lock, new_page
from case_mgr.pardons.service.proposing import propose_for
from case_mgr.pardons.service.seconding import ask_to_confirm
from case_mgr.pardons.types import ProofDraft, QuickDraft, Seen, Then

LABEL = "Seen on the spot"


def note_seen(actor: Actor, reference: str, draft: QuickDraft) -> Seen:
    """Write down whom somebody saw; nothing is confirmed by it, whoever writes."""
    actor.require(Permission.BATCH_WRITE)
    batch = lock(queries.get_row(actor, reference))
    if not draft.seen.strip():
        raise Refused(N_("Say what was seen, and when."))
    if not draft.source.strip():
        raise Refused(N_("Say who saw it."))
    if not draft.name.strip():
        said = f"{draft.seen.strip()} ({draft.source.strip()})"
        return Seen(None, add_anonymous(actor, reference, draft.count or 1, said))
    proves = draft.link is not None and actor.may(Permission.BATCH_CONFIRM)
    if proves and draft.happened is None:
        raise Refused(N_("Enter when it happened, or choose “not known”."))
    place = _place(actor, batch, draft)
    return Seen(place.number, then=_ask(actor, place, draft) if proves else Then.NOTED)


def _place(actor: Actor, batch: Batch, draft: QuickDraft) -> Place:
    named = next((one for line in lines.parse(f"- {draft.name.strip()}") for one in line.names), None)
    if named is None:
        raise Refused(N_("No name was understood. Write given name and surname, or leave the name empty."))
    known = queries.list_known(batch)
    _require_one(batch, listing.bearing(named, known))
    line = lines.Line(1, f"{draft.name.strip()} – {draft.seen.strip()}", (named,))
    planned = listing.plan([line], known)
    page = new_page(
        actor, batch, LABEL, draft.source, listing.digest([line]), queries.find_list(batch, LABEL), kind=SEEN
    )
    made, before = append_mentions(batch, page, planned)
    db.session.flush()
    propose_for(actor, made)
    audit.record(actor, Event.PLACES_ADDED, batch, label=batch.reference, places=len(made), known=before, skipped=0)
    db.session.flush()
    (mention,) = page.mentions
    assert mention.place is not None, "a name that was seen has a place"
    place = mention.place
    return place if place.same_as is None else place.same_as


def _require_one(batch: Batch, numbers: Collection[int]) -> None:
    """Refuse a name that several places bear, or one that was struck out: a name alone does not say who was seen."""
    rows = db.session.scalars(select(Place).where(Place.batch_id == batch.id, Place.number.in_(numbers)))
    bear = {place.number: place for place in (row.same_as or row for row in rows)}
    numbered = ", ".join(str(number) for number in sorted(bear))
    if len(bear) > 1:
        raise Refused(
            N_("Several places bear this name: %(numbers)s. Open the one that is meant, or leave the name empty."),
            numbers=numbered,
        )
    if any(place.withdrawn_at is not None for place in bear.values()):
        raise Refused(
            N_("Place %(numbers)s bears this name and was struck out. Open it and undo that, or leave the name empty."),
            numbers=numbered,
        )


def _ask(actor: Actor, place: Place, draft: QuickDraft) -> Then:
    """Let what was seen wait for a second person, once; whoever confirms alone does so where the place is shown."""
    standing = any(proof.withdrawn_at is None and proof.link == draft.link for proof in place.proofs)
    if standing or any(row.link == draft.link for row in queries.list_asked_rows(place)):
        return Then.SAID
    if queries.confirms_alone(actor):
        return Then.TO_CONFIRM
    proof = ProofDraft(draft.seen, draft.source, draft.link, draft.happened)
    ask_to_confirm(actor, place.batch.reference, place.number, proof)
    return Then.ASKED

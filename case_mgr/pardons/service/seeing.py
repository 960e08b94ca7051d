"""What somebody saw is written down on the spot: a place, with its evidence waiting for who confirms."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.pardons import lines, listing, queries
from case_mgr.pardons.models import Batch, Place
from case_mgr.pardons.service.naming import add_anonymous, append_mentions, lock, new_page
from case_mgr.pardons.service.proposing import propose_for
from case_mgr.pardons.service.proving import confirm
from case_mgr.pardons.service.seconding import ask_to_confirm
from case_mgr.pardons.types import ProofDraft, QuickDraft, Verification

SEEN = "seen"
LABEL = "Seen on the spot"


def note_seen(actor: Actor, reference: str, draft: QuickDraft) -> tuple[int | None, int]:
    """Write down whom somebody saw; returns the number of the place, or how many people got one without a name."""
    actor.require(Permission.BATCH_WRITE)
    batch = lock(queries.get_row(actor, reference))
    if not draft.seen.strip():
        raise Refused(N_("Say what was seen, and when."))
    if not draft.source.strip():
        raise Refused(N_("Say who saw it."))
    if not draft.name.strip():
        said = f"{draft.seen.strip()} ({draft.source.strip()})"
        return None, add_anonymous(actor, reference, draft.count or 1, said)
    place = _place(actor, batch, draft)
    if draft.link is not None and actor.may(Permission.BATCH_CONFIRM):
        _prove(actor, place, draft)
    return place.number, 1


def _place(actor: Actor, batch: Batch, draft: QuickDraft) -> Place:
    named = next((one for line in lines.parse(f"- {draft.name.strip()}") for one in line.names), None)
    if named is None:
        raise Refused(N_("No name was understood. Write given name and surname, or leave the name empty."))
    line = lines.Line(1, f"{draft.name.strip()} – {draft.seen.strip()}", (named,))
    planned = listing.plan([line], queries.list_known(batch))
    page = new_page(
        actor, batch, LABEL, draft.source, listing.digest([line]), queries.find_list(batch, LABEL), kind=SEEN
    )
    made, known = append_mentions(batch, page, planned)
    db.session.flush()
    propose_for(actor, made)
    audit.record(actor, Event.PLACES_ADDED, batch, label=batch.reference, places=len(made), known=known, skipped=0)
    db.session.flush()
    (mention,) = page.mentions
    assert mention.place is not None, "a name that was seen has a place"
    place = mention.place
    return place if place.same_as is None else place.same_as


def _prove(actor: Actor, place: Place, draft: QuickDraft) -> None:
    """Let what was seen be evidence, by the rule of the organisation; said already, it is not said twice."""
    if place.withdrawn_at is not None or (place.verification == Verification.CONFIRMED and place.link == draft.link):
        return
    if any(row.link == draft.link for row in queries.list_asked_rows(place)):
        return
    happened = draft.happened or PartialDate.from_date(clock.today())
    proof = ProofDraft(draft.seen, draft.source, draft.link, happened)
    (confirm if queries.confirms_alone(actor) else ask_to_confirm)(actor, place.batch.reference, place.number, proof)

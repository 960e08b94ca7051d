"""A person says whether two records are one: a "no" is kept and never proposed again, and each answer can be undone."""

from __future__ import annotations

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees.models import Detainee
from case_mgr.duplicates import queries
from case_mgr.duplicates.models import Pair
from case_mgr.duplicates.service.looking import PARTS
from case_mgr.duplicates.types import Answer
from case_mgr.extensions import db
from case_mgr.names.score import score

LONGEST = 500
_SAID = (Answer.DIFFERENT, Answer.UNSURE, Answer.SAME)
_NOBODY = N_("No person whom you may open has the reference %(reference)s.")
_CHANGED = N_("Somebody else answered about these two while you were looking. Nothing of yours was written.")


def answer(actor: Actor, pair_id: str, said: Answer, reason: str = "", seen_version: int | None = None) -> Pair:
    """Answer whether two records are one person."""
    actor.require(Permission.DUPLICATE_READ)
    pair = queries.get_row(actor, pair_id)
    if said not in _SAID:
        raise Refused(N_("Choose one of the answers."))
    if len(reason) > LONGEST:
        raise Refused(N_("This is too long: write at most %(n)d characters."), n=LONGEST)
    if seen_version is not None and seen_version != pair.version:
        who = pair.answered_by.name if pair.answered_by else None
        raise Stale(_CHANGED, Conflict(changed_by=who, changed_at=pair.changed_at, version=pair.version))
    pair.answer, pair.reason = str(said), reason.strip() or None
    pair.answered_by_id, pair.changed_at = actor.user_id, clock.now()
    _tell(actor, Event.DUPLICATE_ANSWERED, pair, answer=str(said), reason=reason.strip())
    return pair


def reopen(actor: Actor, pair_id: str) -> Pair:
    """Take an answer back: the pair waits again."""
    actor.require(Permission.DUPLICATE_READ)
    pair = queries.get_row(actor, pair_id)
    if pair.answer not in _SAID:
        raise Refused(N_("Nobody has answered about these two."))
    pair.answer, pair.reason, pair.answered_by_id = str(Answer.OPEN), None, None
    # A person asked for it again: the machine does not strike it out.
    pair.by_hand, pair.changed_at = True, clock.now()
    _tell(actor, Event.DUPLICATE_REOPENED, pair)
    return pair


def compare(actor: Actor, first: str, second: str) -> Pair:
    """Set two people side by side whom the machine did not suspect."""
    actor.require(Permission.DUPLICATE_READ)
    one, two = (_find(actor, reference) for reference in (first, second))
    if one is two:
        raise Refused(N_("These are the same reference. Enter two different ones."))
    one, two = sorted((one, two), key=lambda row: row.id)
    found = db.session.scalar(select(Pair).where(Pair.first_id == one.id, Pair.second_id == two.id))
    if found is not None:
        return found
    value = score(people.evidence_of(one), people.evidence_of(two)).value
    pair = Pair(organisation_id=actor.organisation_id, first=one, second=two, score=round(value * PARTS), by_hand=True)
    db.session.add(pair)
    db.session.flush()
    return pair


def _find(actor: Actor, reference: str) -> Detainee:
    wanted = "".join(reference.split()).upper()
    row = people.find_by_reference(actor, wanted) if wanted else None
    if row is None:
        # The same words whether there is nobody, or somebody whom the actor may not know of.
        raise Refused(_NOBODY, reference=wanted or "–")
    return row


def _tell(actor: Actor, event: Event, pair: Pair, **facts: str) -> None:
    """Write down the act, and in the history of each of the two that it was about them."""
    plain = {name: value for name, value in facts.items() if name != "reason"}
    audit.record(actor, event, pair, **plain)
    first, second = pair.first, pair.second
    audit.record(actor, event, first, label=first.reference, other=second.public_id, **facts)
    audit.record(actor, event, second, label=second.reference, other=first.public_id, **facts)
    db.session.flush()

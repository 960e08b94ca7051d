"""What the other organisation does: accepts or declines an offer, and opens what it accepted."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.shares import queries
from case_mgr.shares.models import CaseShare
from case_mgr.shares.service.shared import tell_owner, tell_partner
from case_mgr.shares.types import Answer


def accept(actor: Actor, share_id: str) -> CaseShare:
    """Accept an offer: from now on the case opens to whom it names."""
    return _answer(actor, share_id, Answer.ACCEPTED)


def decline(actor: Actor, share_id: str, reason: str) -> CaseShare:
    """Decline an offer, with a reason that the other organisation reads."""
    if not reason.strip():
        raise Refused(N_("Say why you decline: the other organisation reads it."))
    return _answer(actor, share_id, Answer.DECLINED, reason.strip())


def note_opened(actor: Actor, page: str) -> None:
    """Write down that a guest opened a page, in the log of both organisations."""
    guest = actor.guest
    case = db.session.get(Case, guest.case_id) if guest else None
    if case is not None:
        audit.record(actor, Event.CASE_OPENED_SHARED, case, label=case.reference, page=page)


def _answer(actor: Actor, share_id: str, answer: Answer, said: str = "") -> CaseShare:
    actor.require(Permission.SHARE_ACCEPT)
    row = queries.get_offer(actor, share_id)
    row.answer, row.answered_at, row.answered_by_id = str(answer), clock.now(), actor.user_id
    row.said = said or None
    tell_owner(actor, Event.SHARE_ANSWERED, row, answer=row.answer)
    tell_partner(actor, Event.SHARE_ANSWERED, row, answer=row.answer)
    db.session.flush()
    return row

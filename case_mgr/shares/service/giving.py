"""Offering a case to another organisation, changing how far it is shared, ending that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act, Compartment, Level
from case_mgr.accounts import queries as members
from case_mgr.accounts.models import Organisation, User
from case_mgr.audit.types import Event
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case
from case_mgr.cases.policy import require
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.shares import queries
from case_mgr.shares.models import CaseShare, ShareRecipient
from case_mgr.shares.service.shared import tell_owner, tell_partner
from case_mgr.shares.types import LONGEST, ChangeDraft, ShareDraft, State, state_of

_WIDTH = list(Level)
_GONE = N_("This share is over already. Offer the case anew.")


class Misfilled(Refused):
    """One thing of a draft cannot be so; the field that it stands in is named."""

    def __init__(self, field: str, sentence: str, **params: object) -> None:
        super().__init__(sentence, **params)
        self.field = field


class Unconsented(Misfilled):
    """Nobody agreed to partners knowing of this person: whoever shares all the same says why."""

    def __init__(self) -> None:
        super().__init__(
            "why",
            N_("No consent covers sharing with partners. Ask for it first; or say why the case is shared without."),
        )


def offer(actor: Actor, reference: str, draft: ShareDraft) -> CaseShare:
    """Offer a case to another organisation; it opens when they accept, and replaces what they had before."""
    case = _own(actor, reference)
    partner = _partner(actor, draft.to)
    if not draft.purpose.strip():
        raise Misfilled("purpose", N_("Say for what the case is shared: the other organisation reads it first."))
    _require_day(draft.expires_on)
    recipients = _recipients(partner, draft.recipients)
    if case.detainee.sensitivity != Sensitivity.NORMAL and not recipients:
        raise Misfilled(
            "recipients",
            N_("This person is restricted: name each person of the other organisation who may know of them."),
        )
    _require_consent(actor, reference, draft.why_without_consent)
    # Two who offer at once: the second waits here, finds the first, and replaces it.
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update())
    before = queries.find_standing(case, partner.id)
    if before is not None:
        _end(actor, before, State.REPLACED)
    row = CaseShare(
        organisation_id=case.organisation_id,
        to_id=partner.id,
        case=case,
        level=str(draft.level),
        compartments=_written(draft.compartments),
        whole=not recipients,
        purpose=draft.purpose.strip(),
        why=draft.why_without_consent.strip() or None,
        expires_on=draft.expires_on,
        given_by_id=actor.user_id,
        recipients=[ShareRecipient(user_id=user.id) for user in recipients],
    )
    db.session.add(row)
    db.session.flush()
    told = {"level": row.level, "until": row.expires_on.isoformat()}
    override = {"without_consent": row.why} if row.why else {}
    tell_owner(actor, Event.SHARE_OFFERED, row, to=partner.name, parts=row.compartments, **told, **override)
    tell_partner(None, Event.SHARE_RECEIVED, row, **told)
    return row


def change(actor: Actor, reference: str, share_id: str, draft: ChangeDraft, seen: int | None = None) -> CaseShare:
    """Change how far a case is shared and until when; it holds from the next page that the other opens."""
    _own(actor, reference)
    row = queries.get_row(actor, reference, share_id, lock=True)
    if not _stands(row):
        raise Refused(_GONE)
    if seen is not None and seen != row.version:
        raise Stale(
            N_("Somebody else changed this share while you were editing. Nothing was written."),
            Conflict(version=row.version),
        )
    _require_day(draft.expires_on)
    if _is_wider(row, draft):
        _require_consent(actor, reference, draft.why_without_consent)
        row.why = draft.why_without_consent.strip() or row.why
    row.level, row.compartments = str(draft.level), _written(draft.compartments)
    row.expires_on = draft.expires_on
    told = {"level": row.level, "until": row.expires_on.isoformat()}
    why = draft.why_without_consent.strip()
    tell_owner(actor, Event.SHARE_CHANGED, row, **told, **({"without_consent": why} if why else {}))
    tell_partner(None, Event.SHARE_CHANGED, row, **told)
    db.session.flush()
    return row


def end(actor: Actor, reference: str, share_id: str, reason: str) -> CaseShare:
    """End a share or take an offer back at once; what is open at the other's is gone with their next step."""
    _own(actor, reference)
    row = queries.get_row(actor, reference, share_id, lock=True)
    if not reason.strip():
        raise Misfilled("reason", N_("Say why the sharing ends."))
    if not _stands(row):
        raise Refused(_GONE)
    _end(actor, row, State.REVOKED, reason.strip())
    return row


def _own(actor: Actor, reference: str) -> Case:
    actor.require(Permission.CASE_SHARE)
    require(actor, Act.STEER)
    return cases.get_row(actor, reference)


def _end(actor: Actor, row: CaseShare, ending: State, reason: str = "") -> None:
    row.ending, row.ended_at, row.ended_by_id = str(ending), clock.now(), actor.user_id
    row.reason = reason or None
    tell_owner(actor, Event.SHARE_REVOKED, row, reason=reason, how=str(ending))
    # Why is the owner's matter: the other organisation reads that it ended.
    tell_partner(None, Event.SHARE_REVOKED, row, reason="", how=str(ending))
    db.session.flush()


def _stands(row: CaseShare) -> bool:
    return state_of(row.answer, row.ending, row.expires_on, clock.today()) in (State.OFFERED, State.OPEN)


def _partner(actor: Actor, public_id: str) -> Organisation:
    wanted = (Organisation.public_id == public_id, Organisation.id != actor.organisation_id)
    found = db.session.scalar(select(Organisation).where(*wanted))
    if found is None:
        raise Misfilled("to", N_("Choose one of the other organisations."))
    return found


def _recipients(partner: Organisation, addresses: Iterable[str]) -> list[User]:
    """Return the members of the other organisation who are named by the address with which they sign in."""
    found: dict[int, User] = {}
    for address in addresses:
        user = members.find_user(address)
        actor = members.actor_of(user, partner) if user else None
        if user is None or actor is None or not actor.may(Permission.CASE_READ):
            raise Misfilled(
                "recipients",
                N_("Nobody of this organisation who may read cases signs in with %(address)s."),
                address=address,
            )
        found[user.id] = user
    return list(found.values())


def _require_day(day: date) -> None:
    today = clock.today()
    if day <= today:
        raise Misfilled("expires_on", N_("Choose a last day that lies ahead."))
    if day > today + LONGEST:
        last = today + timedelta(days=LONGEST.days)
        raise Misfilled("expires_on", N_("A case is shared for a year at most: until %(day)s."), day=last.isoformat())


def _require_consent(actor: Actor, reference: str, why: str) -> None:
    if not queries.consented(actor, reference).allowed and not why.strip():
        raise Unconsented


def _is_wider(row: CaseShare, draft: ChangeDraft) -> bool:
    known = {name for name in row.compartments.split(",") if name}
    more = {str(one) for one in draft.compartments} - known
    return bool(more) or _WIDTH.index(draft.level) > _WIDTH.index(Level(row.level)) or draft.expires_on > row.expires_on


def _written(compartments: Iterable[Compartment]) -> str:
    return ",".join(sorted(str(one) for one in compartments))

"""Answers are recorded as they were given, and withdrawn; none is ever rewritten."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.detainees import queries
from case_mgr.detainees.models import Consent
from case_mgr.detainees.service.shared import read_languages, tidy
from case_mgr.detainees.types import ConsentDraft, Evidence, Purpose
from case_mgr.extensions import db

_LONGEST = 5000


def record_consent(actor: Actor, public_id: str, draft: ConsentDraft) -> Consent:
    """Record what somebody answered; those who disagree stand side by side."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    purposes = [str(purpose) for purpose in Purpose if purpose in draft.purposes]
    if not purposes:
        raise Refused(N_("Tick at least one purpose."))
    if draft.obtained is not None and _future(draft.obtained):
        raise Refused(N_("The day of the answer lies in the future. Correct the year."))
    if draft.obtained and draft.expires and draft.expires.before(draft.obtained):
        raise Refused(N_("The answer expires before it was given. Correct one of the two dates."))
    consent = Consent(
        organisation_id=row.organisation_id,
        detainee=row,
        giver=str(draft.giver),
        answer=str(draft.answer),
        purposes=",".join(purposes),
        language=read_languages([draft.language]) if draft.language else "",
        obtained=draft.obtained,
        expires=draft.expires,
        evidence=_evidence(actor, draft),
    )
    db.session.add(consent)
    said = str(draft.answer)
    audit.record(actor, Event.CONSENT_RECORDED, row, label=row.reference, answer=said, purposes=purposes)
    db.session.flush()
    return consent


def withdraw_consent(actor: Actor, public_id: str, consent_id: str, when: PartialDate | None) -> Consent:
    """Write down that an answer was taken back, and when; what was disclosed before stays disclosed."""
    actor.require(Permission.PERSON_WRITE)
    consent = queries.get_consent_row(actor, public_id, consent_id)
    if consent.withdrawn is not None:
        raise Refused(N_("This answer is withdrawn already."))
    when = when or PartialDate.from_date(clock.today())
    if _future(when):
        raise Refused(N_("The day of the withdrawal lies in the future. Correct the year."))
    if consent.obtained is not None and when.before(consent.obtained):
        raise Refused(N_("The answer was withdrawn before it was given. Correct the date."))
    consent.withdrawn = when
    row = consent.detainee
    audit.record(actor, Event.CONSENT_WITHDRAWN, row, label=row.reference)
    db.session.flush()
    return consent


def open_evidence(actor: Actor, public_id: str, consent_id: str) -> Evidence:
    """Return who exactly answered and how that is known, and write down who opened it."""
    actor.require(Permission.FAMILY_READ)
    consent = queries.get_consent_row(actor, public_id, consent_id)
    row, kept = consent.detainee, consent.evidence or {}
    audit.record(actor, Event.CONSENT_OPENED, row, label=row.reference)
    return Evidence(kept.get("giver_name", ""), kept.get("text", ""))


def _evidence(actor: Actor, draft: ConsentDraft) -> dict[str, str] | None:
    name, text = tidy(draft.giver_name), draft.evidence.strip()
    if not (name or text):
        return None
    actor.require(Permission.FAMILY_WRITE)
    if len(text) > _LONGEST:
        raise Refused(N_("This is too long: write at most %(n)d characters."), n=_LONGEST)
    return {"giver_name": name, "text": text}


def _future(when: PartialDate) -> bool:
    return when.earliest is not None and when.earliest > clock.today()

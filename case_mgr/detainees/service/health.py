"""What makes a person vulnerable: a word for the team, the detail encrypted and opened one look at a time."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.detainees import queries
from case_mgr.detainees.models import Detainee, Vulnerability
from case_mgr.detainees.queries.showing import vulnerability_of
from case_mgr.detainees.service.shared import LONGEST, forget, require_seen
from case_mgr.detainees.types import HealthView, VulnerabilityDraft
from case_mgr.extensions import db

_LONGEST_DETAIL = 10_000


def open_health(actor: Actor, public_id: str) -> tuple[HealthView, ...]:
    """Return the vulnerabilities of a person with their detail, and write down who opened them."""
    actor.require(Permission.PERSON_HEALTH)
    row = queries.get_row(actor, public_id)
    audit.record(actor, Event.HEALTH_OPENED, row, label=row.reference)
    return tuple(HealthView(vulnerability_of(found), found.detail or "") for found in row.vulnerabilities)


def add_vulnerability(actor: Actor, public_id: str, draft: VulnerabilityDraft) -> Vulnerability:
    """Record what makes a person vulnerable."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    if any(known.kind == draft.kind for known in row.vulnerabilities):
        raise Refused(N_("This vulnerability is recorded already: amend it."))
    _require_past(draft.since)
    added = Vulnerability(
        organisation_id=row.organisation_id,
        kind=str(draft.kind),
        since=draft.since,
        source=draft.source.strip()[:LONGEST],
        detail=_detail(actor, draft),
    )
    row.vulnerabilities.append(added)
    audit.record(actor, Event.HEALTH_CHANGED, row, label=row.reference)
    db.session.flush()
    return added


def amend_vulnerability(
    actor: Actor, public_id: str, vulnerability_id: str, draft: VulnerabilityDraft, seen_version: int | None = None
) -> Vulnerability:
    """Correct a vulnerability; its kind stays, another kind is another one."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    found = _one(row, vulnerability_id)
    require_seen(found, seen_version)
    _require_past(draft.since)
    if found.since != draft.since:
        found.since = draft.since
    found.source = draft.source.strip()[:LONGEST]
    if draft.detail is not None:
        found.detail = _detail(actor, draft)
    audit.record(actor, Event.HEALTH_CHANGED, row, label=row.reference)
    db.session.flush()
    return found


def remove_vulnerability(actor: Actor, public_id: str, vulnerability_id: str) -> None:
    """Remove a vulnerability that does not hold."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    db.session.delete(_one(row, vulnerability_id))
    forget(row, "vulnerabilities")
    audit.record(actor, Event.HEALTH_CHANGED, row, label=row.reference)


def _detail(actor: Actor, draft: VulnerabilityDraft) -> str | None:
    text = (draft.detail or "").strip()
    if not text:
        return None
    actor.require(Permission.PERSON_HEALTH)
    if len(text) > _LONGEST_DETAIL:
        raise Refused(N_("This is too long: write at most %(n)d characters."), n=_LONGEST_DETAIL)
    return text


def _require_past(since: PartialDate | None) -> None:
    if since is not None and since.earliest is not None and since.earliest > clock.today():
        raise Refused(N_("The date lies in the future. Correct the year."))


def _one(row: Detainee, vulnerability_id: str) -> Vulnerability:
    found = next((known for known in row.vulnerabilities if known.public_id == vulnerability_id), None)
    if found is None:
        raise NotFound(N_("There is no such vulnerability."))
    return found

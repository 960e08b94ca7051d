"""Verbs about reports: build a draft, let another person approve it, note who took a copy."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.service import next_number
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.chain import canonical
from case_mgr.audit.types import SENTENCES, Event
from case_mgr.core import clock
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.reports import queries, snapshot
from case_mgr.reports.builders import Builder
from case_mgr.reports.models import Report
from case_mgr.reports.suppression import DEFAULT_THRESHOLD
from case_mgr.reports.types import Period, State
from case_mgr.support import queries as grants
from case_mgr.support.models import Grant


def build(actor: Actor, period: Period, grant_code: str | None = None) -> Report:
    """Count the indicators of a period and freeze them as a draft that another person may approve."""
    actor.require(Permission.REPORT_BUILD)
    _require_sense(period)
    grant = _grant(actor, grant_code)
    # Verified before anything is written: the statement speaks of the log as it was before this report.
    integrity = _integrity()
    tallies = Builder(queries.read_facts(actor), period).build()
    now = clock.now()
    reference = f"DR-{next_number(actor.organisation_id, 'DR'):04d}"
    days = {"from": period.starts.isoformat(), "to": period.ends.isoformat()}
    head = {
        "reference": reference,
        "organisation": actor.organisation_name,
        "grant": _grant_of(grant),
        "period": days,
        "as_of": now.isoformat(timespec="seconds"),
    }
    statement = {
        "entries": _entries(actor, period),
        "built_by": sorted(str(role) for role in actor.roles),
        "integrity": integrity,
    }
    before = queries.list_published(actor)
    content = snapshot.freeze(head, tallies, DEFAULT_THRESHOLD, statement, before=before)
    row = Report(
        organisation_id=actor.organisation_id,
        reference=reference,
        grant=grant,
        starts=period.starts,
        ends=period.ends,
        state=str(State.DRAFT),
        built_by_id=actor.user_id,
        snapshot=snapshot.dump(content),
        sha256=snapshot.sha256(content),
        behind=canonical({key: {"ids": list(t.ids), "unsure": list(t.unsure)} for key, t in tallies.items()}),
    )
    db.session.add(row)
    facts = {**days, "sha256": row.sha256}
    audit.record(actor, Event.REPORT_BUILT, row, label=row.reference, grant=grant.code if grant else None, **facts)
    db.session.flush()
    return row


def approve(actor: Actor, reference: str, seen: str) -> Report:
    """Publish a draft: a second person answers for it, and only for the very figures that they saw."""
    actor.require(Permission.REPORT_APPROVE)
    row = queries.get_row(actor, reference)
    if row.state == State.PUBLISHED:
        raise Refused(N_("This report is published already."))
    if row.built_by_id == actor.user_id:
        raise Refused(N_("You built this report: another person who may approve reports must do it."))
    content = snapshot.load(row.snapshot)
    if snapshot.sha256(content) != row.sha256 or snapshot.sha256(content["data"]) != content["data_sha256"]:
        raise Refused(N_("The stored report does not fit its hash: tell the operator, and build a new one."))
    if seen != row.sha256:
        raise Refused(N_("This is another draft than the one that you saw. Open it again and read its figures."))
    if content["data"].get("considered", []) != queries.list_references(actor):
        raise Refused(
            N_("Another report was published since this draft was built. Build it anew: its hiding must fit.")
        )
    now = clock.now()
    approval = {"roles": sorted(str(role) for role in actor.roles), "at": now.isoformat(timespec="seconds")}
    content = snapshot.publish(content, approval, _integrity())
    row.state, row.approved_by_id, row.approved_at = str(State.PUBLISHED), actor.user_id, now
    row.snapshot, row.sha256 = snapshot.dump(content), snapshot.sha256(content)
    audit.record(actor, Event.REPORT_PUBLISHED, row, label=row.reference, sha256=row.sha256)
    db.session.flush()
    return row


def take_copy(actor: Actor, reference: str, kind: str) -> snapshot.Json:
    """Return the content of a report for a file, and write down who took it."""
    actor.require(Permission.REPORT_READ)
    row = queries.get_row(actor, reference)
    audit.record(actor, Event.REPORT_DOWNLOADED, row, label=row.reference, format=kind, sha256=row.sha256)
    return snapshot.load(row.snapshot)


def _require_sense(period: Period) -> None:
    if period.ends < period.starts:
        raise Refused(N_("The period ends before it begins. Exchange its two dates."))
    if period.ends > clock.now().astimezone(UTC).date():
        raise Refused(N_("The period has not ended yet. Choose a last day up to today."))
    if (period.ends - period.starts).days > 3660:
        raise Refused(N_("The period is longer than ten years. Choose a shorter one."))


def _grant(actor: Actor, code: str | None) -> Grant | None:
    if not code:
        return None
    found = grants.find_by_code(actor, code)
    if found is None:
        raise Refused(N_("There is no grant with the code %(code)s."), code=code)
    return found


def _grant_of(grant: Grant | None) -> dict[str, str] | None:
    return {"code": grant.code, "donor": grant.donor, "title": grant.title} if grant else None


def _entries(actor: Actor, period: Period) -> list[dict[str, Any]]:
    counted = log.count_by_event(actor, period.since, period.until)
    return [{"event": str(e), "sentence": SENTENCES[e], "count": counted[e]} for e in sorted(counted)]


def _integrity() -> dict[str, Any]:
    found = log.verify()
    return {
        "ok": found.ok,
        "entries": found.entries,
        "head": found.head,
        "first_bad": found.first_bad.seq if found.first_bad else None,
        "erased": found.erased,
        "checked_at": clock.now().isoformat(timespec="seconds"),
    }

"""Publishes a draft by a second person, takes a published report back, and notes who took a copy."""

from __future__ import annotations

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.models import Organisation
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.reports import queries, sealing, snapshot
from case_mgr.reports.models import Report
from case_mgr.reports.service.statement import integrity
from case_mgr.reports.types import State


def approve(actor: Actor, reference: str, seen: str) -> Report:
    """Publish a draft: a second person answers for it, and only for the very figures that they saw."""
    actor.require(Permission.REPORT_APPROVE)
    # One approval at a time: each must know of the figures that the one before it published.
    db.session.execute(select(Organisation.id).where(Organisation.id == actor.organisation_id).with_for_update())
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
    if row.replaces_id is not None and queries.find_successor(actor, row.replaces_id) is not None:
        raise Refused(N_("A later version replaces this report already. Replace that one."))
    if content["data"].get("considered", []) != queries.list_references(actor):
        raise Refused(
            N_("Another report was published since this draft was built. Build it anew, so that its hiding fits.")
        )
    if row.grant is not None and content["data"]["threshold"] < row.grant.threshold:
        raise Refused(
            N_("This grant hides numbers below %(n)s now, and this draft hides fewer. Build it anew."),
            n=row.grant.threshold,
        )
    now = clock.now()
    approval = {"roles": sorted(str(role) for role in actor.roles), "at": now.isoformat(timespec="seconds")}
    content = sealing.seal(snapshot.publish(content, approval, integrity()))
    row.state, row.approved_by_id, row.approved_at = str(State.PUBLISHED), actor.user_id, now
    row.snapshot, row.sha256 = snapshot.dump(content), snapshot.sha256(content)
    audit.record(actor, Event.REPORT_PUBLISHED, row, label=row.reference, sha256=row.sha256)
    db.session.flush()
    return row


def revoke(actor: Actor, reference: str, reason: str) -> Report:
    """Take a published report back: it stays readable, with the reason, and no longer stands."""
    actor.require(Permission.REPORT_APPROVE)
    row = queries.get_row(actor, reference)
    if row.state != State.PUBLISHED:
        raise Refused(N_("Only a published report is taken back. A draft is simply built anew."))
    if row.revoked_at is not None:
        raise Refused(N_("This report was taken back already."))
    if not reason.strip():
        raise Refused(N_("Say why the report is taken back: its readers are told."))
    row.revoked_at, row.revoked_reason = clock.now(), reason.strip()
    audit.record(actor, Event.REPORT_REVOKED, row, label=row.reference, reason=row.revoked_reason)
    db.session.flush()
    return row


def take_copy(actor: Actor, reference: str, kind: str) -> snapshot.Json:
    """Return the content of a report for a file, and write down who took it."""
    actor.require(Permission.REPORT_READ)
    row = queries.get_row(actor, reference)
    audit.record(actor, Event.REPORT_DOWNLOADED, row, label=row.reference, format=kind, sha256=row.sha256)
    return snapshot.load(row.snapshot)

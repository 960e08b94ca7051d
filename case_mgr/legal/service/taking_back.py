"""Taking back what was recorded wrongly: it no longer counts, and the log keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.legal import queries
from case_mgr.legal.models import (
    Charge,
    ChargeStatus,
    DetentionAct,
    Hearing,
    Listing,
    OfficialAct,
    Sentence,
    SentenceVersion,
)
from case_mgr.legal.queries.records import MODELS
from case_mgr.legal.refusals import Wrong
from case_mgr.legal.service.charges import settle
from case_mgr.legal.service.shared import open_case, untell
from case_mgr.legal.types.kinds import ChargeState, What

_TOLD = (Hearing, DetentionAct, Listing)


def take_back(actor: Actor, reference: str, what: What, public_id: str, reason: str) -> None:
    """Take one record back, with the event that was written together with it.

    Of a charge its last update goes first: a charge goes when nothing but its beginning is left. Of a sentence the
    version named goes, and the sentence with its last one.
    """
    case = open_case(actor, reference, Act.AMEND)
    if not reason.strip():
        raise Wrong("reason", N_("Say why it is taken back."))
    if what is What.CHARGE:
        _charge(case, queries.get_row(actor, case, Charge, public_id), reason)
    elif what is What.SENTENCE:
        _version(case, queries.get_version(actor, case, public_id), reason)
    else:
        row: Any = queries.get_row(actor, case, MODELS[what], public_id)
        row.withdrawn_at = clock.now()
        _unname(case, row)
        if isinstance(row, _TOLD):
            untell(case, row, reason, _resting(case))
    audit.record(actor, Event.LEGAL_RECORD_WITHDRAWN, case, label=case.reference, what=str(what), reason=reason.strip())
    db.session.flush()


def _charge(case: Case, row: Charge, reason: str) -> None:
    live = [status for status in row.statuses if status.withdrawn_at is None]
    changes = [status for status in live if status.state != ChargeState.BROUGHT]
    if not changes:
        if row.replaces is not None and row.replaces.withdrawn_at is None:
            raise Wrong(
                "reason", N_("It came of a requalification: take back the requalification of the earlier charge.")
            )
        _withdraw_charge(case, row, live, reason)
        return
    last = next((status for status in changes if status.state == row.state), changes[-1])
    if last.state == ChargeState.REQUALIFIED:
        for after in _after(row):
            if after.state != ChargeState.BROUGHT:
                raise Wrong("reason", N_("Something became of the new charge already: take that back first."))
            _withdraw_charge(case, after, after.statuses, reason)
    last.withdrawn_at = clock.now()
    settle(row)
    db.session.flush()
    untell(case, last, reason, _resting(case))


def _withdraw_charge(case: Case, row: Charge, statuses: Iterable[ChargeStatus], reason: str) -> None:
    now = clock.now()
    row.withdrawn_at = now
    _unname(case, row)
    for status in statuses:
        status.withdrawn_at = status.withdrawn_at or now
    db.session.flush()
    for status in statuses:
        untell(case, status, reason, _resting(case))


def _after(row: Charge) -> list[Charge]:
    return list(
        db.session.scalars(
            select(Charge).where(Charge.replaces_id == row.id, Charge.withdrawn_at.is_(None)).order_by(Charge.id)
        )
    )


def _version(case: Case, row: SentenceVersion, reason: str) -> None:
    now = clock.now()
    row.withdrawn_at = now
    _unname(case, row)
    if not [one for one in row.sentence.versions if one.withdrawn_at is None]:
        row.sentence.withdrawn_at = now
    if row.number == 1 and row.event_id:
        # The verdict is gone, and so is what it found of the charges.
        for status in _statuses(case, row.event_id):
            status.withdrawn_at = now
            settle(status.charge)
    db.session.flush()
    untell(case, row, reason, _resting(case))


def _statuses(case: Case, event_id: int) -> list[ChargeStatus]:
    return list(
        db.session.scalars(
            select(ChargeStatus)
            .join(ChargeStatus.charge)
            .where(
                Charge.case_id == case.id,
                ChargeStatus.event_id == event_id,
                ChargeStatus.withdrawn_at.is_(None),
                ChargeStatus.state == str(ChargeState.CONVICTED),
            )
            .order_by(ChargeStatus.id)
        )
    )


def _unname(case: Case, row: Any) -> None:
    """Take back the parts of officials in an act that did not happen."""
    columns = {"charge": "charge_id", "hearing": "hearing_id", "sentence_version": "version_id"}
    columns |= {"detention_act": "detention_id", "remedy": "remedy_id"}
    column = columns.get(row.__tablename__)
    if column is None:
        return
    acts = db.session.scalars(
        select(OfficialAct)
        .where(
            OfficialAct.case_id == case.id,
            OfficialAct.withdrawn_at.is_(None),
            getattr(OfficialAct, column) == row.id,
        )
        .order_by(OfficialAct.id)
    )
    for act in acts:
        act.withdrawn_at = clock.now()


def _resting(case: Case) -> set[int]:
    """Return the events on which a record that still counts rests."""
    found: set[int | None] = set()
    statuses = select(ChargeStatus.event_id).join(ChargeStatus.charge)
    versions = select(SentenceVersion.event_id).join(SentenceVersion.sentence)
    found |= set(db.session.scalars(statuses.where(Charge.case_id == case.id, ChargeStatus.withdrawn_at.is_(None))))
    found |= set(
        db.session.scalars(versions.where(Sentence.case_id == case.id, SentenceVersion.withdrawn_at.is_(None)))
    )
    for record in _TOLD:
        wanted = select(record.event_id).where(record.case_id == case.id, record.withdrawn_at.is_(None))
        found |= set(db.session.scalars(wanted))
    return {event for event in found if event is not None}

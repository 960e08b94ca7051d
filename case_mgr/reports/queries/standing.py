"""Reads what figures of stock, batches, follow-up and requests count, bounded by the organisation of who asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, not_, or_, select
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.cases import policy as case_policy
from case_mgr.cases.models import Correspondence, CorrespondenceStep, TimelineEvent
from case_mgr.cases.types import FREEING
from case_mgr.core.db import earliest, latest
from case_mgr.detainees import policy as person_policy
from case_mgr.detainees.models import Detainee, Vulnerability
from case_mgr.legal.models import Charge
from case_mgr.pardons.models import Batch, Claim, Place
from case_mgr.pardons.policy import visible as visible_batches
from case_mgr.pardons.types import Verification
from case_mgr.reports.queries.rows import rows
from case_mgr.reports.standing import MONTHS
from case_mgr.reports.types import BatchFact, CaseFact, Period, RequestFact
from case_mgr.support.models import SupportEntry
from case_mgr.support.types import State
from case_mgr.tasks.help_types import Stage
from case_mgr.tasks.models import HelpRequest

# Before the end of the months after a release somebody may have asked already.
EARLY = timedelta(days=30)


def read_charges(actor: Actor) -> Mapping[int, tuple[tuple[str, str], ...]]:
    """Read law and article of the charges of each case that stand."""
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for key, law, article in rows(
        select(Charge.case_id, Charge.law, Charge.article)
        .where(Charge.organisation_id == actor.organisation_id, Charge.withdrawn_at.is_(None))
        .distinct()
    ):
        found[key].append((law, article))
    return {key: tuple(charges) for key, charges in found.items()}


def read_vulnerable(actor: Actor) -> Mapping[int, tuple[str, ...]]:
    """Read in words what makes people vulnerable; its detail is opened for no report."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for person, kind in rows(
        select(Vulnerability.detainee_id, Vulnerability.kind)
        .join(Detainee, Detainee.id == Vulnerability.detainee_id)
        .where(person_policy.counted(actor))
    ):
        found[person].append(kind)
    return {person: tuple(kinds) for person, kinds in found.items()}


def read_batches(actor: Actor) -> tuple[BatchFact, ...]:
    """Read the batches with what sources state of each, and who is verified to have come out with it."""
    released: Any = Batch.released_edtf  # type: ignore[attr-defined]  # of a composite
    stated: defaultdict[int, list[int]] = defaultdict(list)
    for batch, total in rows(
        select(Claim.batch_id, Claim.total)
        .join(Batch, Batch.id == Claim.batch_id)
        .where(visible_batches(actor), Claim.withdrawn_at.is_(None), Claim.total.is_not(None))
        .order_by(Claim.id)
    ):
        stated[batch].append(total)
    verified: defaultdict[int, list[int]] = defaultdict(list)
    for batch, person in rows(
        select(Place.batch_id, Place.person_id)
        .join(Batch, Batch.id == Place.batch_id)
        .join(Detainee, Detainee.id == Place.person_id)
        .where(visible_batches(actor), person_policy.counted(actor))
        .where(Place.same_as_id.is_(None), Place.withdrawn_at.is_(None))
        .where(Place.verification == str(Verification.CONFIRMED), Place.link.in_([str(link) for link in FREEING]))
        .order_by(Place.id)
    ):
        verified[batch].append(person)
    found = rows(
        select(
            Batch.id,
            Batch.reference,
            *(
                case((released.is_not(None), end(Batch, "released")), else_=end(Batch, "announced"))
                for end in (earliest, latest)
            ),
        )
        .where(visible_batches(actor), Batch.withdrawn_at.is_(None))
        .order_by(Batch.id)
    )
    return tuple(
        BatchFact(reference, _day(first), _day(last), tuple(stated[key]), tuple(verified[key]))
        for key, reference, first, last in found
    )


def read_requests(actor: Actor) -> tuple[RequestFact, ...]:
    """Read the requests for help of the organisation that were not taken back."""
    found = rows(
        select(
            HelpRequest.public_id,
            earliest(HelpRequest, "received"),
            latest(HelpRequest, "received"),
            HelpRequest.stage,
            earliest(HelpRequest, "answered"),
            latest(HelpRequest, "answered"),
            HelpRequest.created_at,
        )
        .where(HelpRequest.organisation_id == actor.organisation_id, HelpRequest.stage != str(Stage.WITHDRAWN))
        .order_by(HelpRequest.id)
    )
    return tuple(
        RequestFact(key, (since, until), (first, last) if stage == Stage.ANSWERED else None, made)
        for key, since, until, stage, first, last, made in found
    )


def read_seen(actor: Actor, cases: Mapping[int, CaseFact], period: Period) -> dict[int, date]:
    """Read of each person the last day up to the end of a period of which something open to all is recorded."""
    since = period.starts - EARLY if period.starts > date.min + EARLY else date.min
    last: dict[int, date] = {}
    for statement in (_events(actor), _letters(actor), _help(actor)):
        # A date that is known in part counts only when all days that it can mean do.
        first, last_day = (statement.selected_columns[place] for place in (1, 2))
        for key, when, _until in rows(statement.where(first >= since, last_day <= period.ends).distinct()):
            if key in cases:
                person = cases[key].person
                last[person] = max(when, last.get(person, when))
    return last


def _events(actor: Actor):  # type: ignore[no-untyped-def]  # a statement that grows
    inside = TimelineEvent.organisation_id == actor.organisation_id, TimelineEvent.withdrawn_at.is_(None)
    # What was corrected since, and what another telling was taken for, tells of nothing any more.
    better = aliased(TimelineEvent)
    corrected = select(better.id).where(better.corrects_id == TimelineEvent.id).exists()
    counts = or_(TimelineEvent.version_of_id.is_(None), TimelineEvent.taken_as_true.is_(True))
    days = earliest(TimelineEvent, "happened"), latest(TimelineEvent, "happened")
    return select(TimelineEvent.case_id, *days).where(
        *inside, case_policy.open_to_all(TimelineEvent), not_(corrected), counts
    )


def _letters(actor: Actor):  # type: ignore[no-untyped-def]  # the same
    inside: tuple[ColumnElement[bool], ...] = (
        Correspondence.organisation_id == actor.organisation_id,
        Correspondence.withdrawn_at.is_(None),
        CorrespondenceStep.withdrawn_at.is_(None),
        case_policy.open_to_all(Correspondence),
    )
    days = earliest(CorrespondenceStep, "happened"), latest(CorrespondenceStep, "happened")
    own = select(Correspondence.case_id, *days)
    return own.join(CorrespondenceStep, CorrespondenceStep.item_id == Correspondence.id).where(*inside)


def _help(actor: Actor):  # type: ignore[no-untyped-def]  # the same
    inside = (
        SupportEntry.organisation_id == actor.organisation_id,
        SupportEntry.case_id.is_not(None),
        SupportEntry.state.in_([str(State.PAID), str(State.CONFIRMED)]),
    )
    return select(SupportEntry.case_id, SupportEntry.happened, SupportEntry.happened.label("until")).where(*inside)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


__all__ = ["MONTHS", "read_batches", "read_charges", "read_requests", "read_seen", "read_vulnerable"]

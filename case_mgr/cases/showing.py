"""Turns the rows of a case into what pages show."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from sqlalchemy import Select, select

from case_mgr.accounts.models import User
from case_mgr.cases.models import Case, CustodyPeriod, Handover, TimelineEvent
from case_mgr.cases.types import (
    Answer,
    CaseRow,
    CaseView,
    Certainty,
    Contact,
    CustodyView,
    EventView,
    ExitView,
    HandoverView,
    State,
    TeamMember,
    TeamView,
)
from case_mgr.core.db import earliest
from case_mgr.core.sealed import open_text
from case_mgr.detainees.models import Detainee
from case_mgr.jurisdictions.enums import Stage


def row_of(case: Case) -> CaseRow:
    """Return a case as lists show it; person and owner are loaded."""
    return CaseRow(
        reference=case.reference,
        person_id=case.detainee.public_id,
        person_reference=case.detainee.reference,
        person=case.detainee.name,
        stage=Stage(case.stage),
        state=State(case.state),
        arrested=case.arrested,
        released=case.released,
        place=case.place,
        charges=case.charges,
        owner=case.owner.name if case.owner else "",
    )


def rows_of_lists() -> Select[*tuple[Any, ...]]:
    """Return the statement for what lists show of cases: columns, no records."""
    person = (Detainee.public_id.label("person_id"), Detainee.reference.label("person_reference"))
    own = (Case.id, Case.reference, Case.stage, Case.state, Case.arrested, Case.released, Case.place, Case.charges)
    named = (Detainee.name.label("person"), User.name.label("owner"))
    return (
        select(*own, earliest(Case, "arrested"), *person, *named)
        .join(Detainee, Case.detainee_id == Detainee.id)
        .outerjoin(User, Case.owner_id == User.id)
    )


def listed(row: Any) -> CaseRow:
    """Return a case as lists show it, from a row of their statement."""
    return CaseRow(
        reference=row.reference,
        person_id=row.person_id,
        person_reference=row.person_reference,
        person=row.person,
        stage=Stage(row.stage),
        state=State(row.state),
        arrested=row.arrested,
        released=row.released,
        place=row.place,
        charges=row.charges,
        owner=row.owner or "",
    )


def rows_of_timeline(case_id: int) -> Select[*tuple[Any, ...]]:
    """Return the statement for the timeline of a case: columns, no records."""
    event = TimelineEvent
    what = (event.id, event.public_id, event.organisation_id, event.kind, event.happened, event.created_at)
    where = (event.place, event.facility, event.text_sealed, event.source, event.certainty, event.reason)
    state = (event.batch, event.corrects_id, event.withdrawn_at, User.name.label("author"))
    statement = select(*what, *where, *state).outerjoin(User, event.author_id == User.id)
    return statement.where(event.case_id == case_id).order_by(event.id)


def _event(row: Any, corrections: tuple[EventView, ...] = (), exit_id: str | None = None) -> EventView:
    place = (TimelineEvent.__tablename__, "text_sealed", row.text_sealed, row.public_id, row.organisation_id)
    return EventView(
        public_id=row.public_id,
        kind=row.kind,
        happened=row.happened,
        recorded_at=row.created_at,
        recorded_by=row.author or "",
        place=row.place,
        facility=row.facility,
        opens=partial(open_text, *place),
        source=row.source,
        certainty=Certainty(row.certainty),
        reason=row.reason,
        batch=row.batch,
        withdrawn=row.withdrawn_at is not None,
        corrections=corrections,
        exit_id=exit_id,
    )


def _timeline(case: Case, events: Iterable[Any]) -> tuple[EventView, ...]:
    """Return what holds now, newest first, each with the versions that it replaced."""
    chains: dict[int, list[Any]] = {}
    roots: dict[int, int] = {}
    for row in events:
        root = roots.get(row.corrects_id, row.corrects_id) if row.corrects_id else row.id
        roots[row.id] = root
        chains.setdefault(root, []).append(row)
    exits = {row.event_id: row.public_id for row in case.exits if row.withdrawn_at is None}
    shown = [
        _event(chain[-1], tuple(_event(row) for row in reversed(chain[:-1])), exits.get(root))
        for root, chain in chains.items()
    ]
    return tuple(sorted(shown, key=_newest, reverse=True))


def _newest(event: EventView) -> tuple[str, str]:
    when = event.happened.earliest if event.happened else None
    # What nobody dated stands where it was written down: at the bottom it would seem the oldest.
    return ((when or event.recorded_at.date()).isoformat(), event.recorded_at.isoformat())


def case_view(case: Case, events: Iterable[Any]) -> CaseView:
    """Return a case with everything that its page shows; all of it but the rows of its timeline is loaded."""
    replaced = {row.corrects_id for row in case.custody}
    return CaseView(
        row=row_of(case),
        public_id=case.public_id,
        jurisdiction=case.jurisdiction,
        summary=case.summary or "",
        version=case.version,
        events=_timeline(case, events),
        custody=tuple(_period(row, replaced) for row in case.custody),
        exits=tuple(
            ExitView(
                public_id=e.public_id,
                kind=e.kind,
                link=e.link,
                happened=e.happened,
                batch=e.batch,
                evidence=e.evidence or "",
                source=e.source,
                destination=e.destination,
                conditions=e.conditions,
            )
            for e in case.exits
            if e.withdrawn_at is None
        ),
        opened_at=case.created_at,
        owner_id=case.owner.public_id if case.owner else "",
    )


def _period(row: CustodyPeriod, replaced: set[int | None]) -> CustodyView:
    return CustodyView(
        public_id=row.public_id,
        facility=row.facility,
        place=row.place,
        regime=row.regime,
        began=row.began,
        ended=row.ended,
        source=row.source,
        accepted=row.accepted,
        contact=Contact(row.contact),
        withdrawn=row.withdrawn_at is not None,
        reason=row.reason,
        replaced=row.id in replaced,
    )


def team_view(case: Case, *, watched: bool) -> TeamView:
    """Return who works on a case; team and handovers are loaded."""
    return TeamView(
        members=tuple(TeamMember(row.user.public_id, row.user.name, row.part, row.created_at) for row in case.team),
        handovers=tuple(handover_view(row) for row in reversed(case.handovers)),
        watched=watched,
    )


def handover_view(row: Handover) -> HandoverView:
    """Return an offer to take a case over as pages show it; both members are loaded."""
    return HandoverView(
        case=row.case.reference,
        giver=row.giver.name,
        giver_id=row.giver.public_id,
        taker=row.taker.name,
        taker_id=row.taker.public_id,
        note=row.note or "",
        answer=Answer(row.answer),
        offered_at=row.created_at,
        answered_at=row.answered_at,
    )

"""Turns the rows of a case into what pages show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.models import User
from case_mgr.cases.models import Case, CustodyPeriod, Handover
from case_mgr.cases.policy import sees, settles
from case_mgr.cases.showing.events import timeline
from case_mgr.cases.showing.letters import letter_view
from case_mgr.cases.types import (
    Answer,
    CaseRow,
    CaseView,
    Consent,
    Contact,
    CustodyView,
    Documents,
    ExitView,
    HandoverView,
    Health,
    Level,
    NeedKind,
    NeedState,
    Petition,
    State,
    Support,
    TeamMember,
    TeamView,
)
from case_mgr.cases.types.letters import LetterView
from case_mgr.core.db import earliest
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


def case_view(actor: Actor, case: Case, events: Iterable[Any]) -> CaseView:
    """Return a case with everything of it that the actor may see; all but the rows of its timeline is loaded."""
    replaced = {row.corrects_id for row in case.custody}
    exits = {row.event_id: row.public_id for row in case.exits if row.withdrawn_at is None}
    letters = [letter_view(row) for row in case.correspondence if sees(actor, case, row)]
    return CaseView(
        row=row_of(case),
        public_id=case.public_id,
        jurisdiction=case.jurisdiction,
        summary=case.summary or "",
        version=case.version,
        events=timeline((event for event in events if sees(actor, case, event)), exits),
        custody=tuple(_period(row, replaced) for row in case.custody if sees(actor, case, row)),
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
                documents=Documents(e.documents),
                documents_note=e.documents_note or "",
                petition=Petition(e.petition),
                consent=Consent(e.consent),
                health=Health(e.health),
                support=Support(e.support),
                support_note=e.support_note or "",
                needs=tuple((kind, NeedState(e.needs[kind][0])) for kind in NeedKind if kind in e.needs),
                version=e.version,
            )
            for e in case.exits
            if e.withdrawn_at is None
        ),
        opened_at=case.created_at,
        owner_id=case.owner.public_id if case.owner else "",
        letters=tuple(sorted(letters, key=_latest, reverse=True)),
        settles=settles(actor, case),
        opens_health=actor.may(Permission.PERSON_HEALTH),
        team=tuple((user.public_id, user.name) for user in _team(case)),
    )


def _latest(letter: LetterView) -> tuple[str, str]:
    when = letter.last.happened.earliest if letter.last.happened else None
    return ((when or letter.recorded_at.date()).isoformat(), letter.recorded_at.isoformat())


def _team(case: Case) -> list[User]:
    return [*([case.owner] if case.owner else []), *(row.user for row in case.team)]


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
        level=Level(row.level),
        handler=row.handler.name if row.handler else "",
        deputy=row.deputy.name if row.deputy else "",
        deputy_id=row.deputy.public_id if row.deputy else "",
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

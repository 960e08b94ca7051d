"""Hearings: planned, moved and recorded; the timeline tells of one when it was held, and the stage follows then."""

from __future__ import annotations

import re
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import ENDED
from case_mgr.legal import queries
from case_mgr.legal.models import Hearing, Postponement
from case_mgr.legal.refusals import Wrong
from case_mgr.legal.service.shared import CHANGED, amend, court_of, open_case, require_past, retell, tell
from case_mgr.legal.types.drafts import HearingDraft, PostponementDraft
from case_mgr.legal.types.kinds import Instance

EVENTS = {Instance.FIRST: ("hearing",), Instance.APPEAL: ("appeal", "hearing")}
_HOUR = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", re.ASCII)


def record_hearing(actor: Actor, reference: str, draft: HearingDraft) -> Hearing:
    """Record a hearing; one whose day lies ahead is planned, and moves no stage before it was held."""
    case = open_case(actor, reference, Act.ADD)
    planned = draft.planned or _ahead(draft.told.happened)
    values = _values(case, draft)
    tie: dict[str, Any] = {}
    happened = draft.told.happened
    if planned:
        _require_plan(case, draft)
    else:
        tie, happened = tell(actor, case, EVENTS[draft.instance], draft.told, draft.result.strip())
    row = Hearing(organisation_id=case.organisation_id, case=case, instance=str(draft.instance), **values, **tie)
    row.happened, row.planned = happened, planned
    db.session.add(row)
    audit.record(actor, Event.HEARING_PLANNED if planned else Event.HEARING_RECORDED, case, label=case.reference)
    db.session.flush()
    return row


def amend_hearing(actor: Actor, reference: str, hearing_id: str, draft: HearingDraft, seen: int | None) -> Hearing:
    """Complete or correct a hearing; its event on the timeline follows the date."""
    case = open_case(actor, reference, Act.AMEND)
    row = queries.get_row(actor, case, Hearing, hearing_id)
    if row.planned:
        _require_empty(draft)
        if draft.told.happened != row.happened:
            raise Wrong("happened", N_("To move a planned hearing, postpone it: the day that was announced is kept."))
    else:
        require_past(draft.told.happened, "happened")
    amend(row, _values(case, draft) | {"happened": draft.told.happened}, seen)
    retell(actor, case, row, draft.told)
    audit.record(actor, Event.HEARING_AMENDED, case, label=case.reference)
    db.session.flush()
    return row


def hold_hearing(actor: Actor, reference: str, hearing_id: str, draft: HearingDraft, seen: int | None) -> Hearing:
    """Record what came of a planned hearing: now the timeline tells of it, and the stage follows."""
    case = open_case(actor, reference, Act.AMEND)
    row = _planned(actor, case, hearing_id, seen)
    require_past(draft.told.happened, "happened")
    amend(row, _values(case, draft), seen)
    tie, row.happened = tell(actor, case, EVENTS[Instance(row.instance)], draft.told, draft.result.strip())
    row.event, row.own_event, row.planned = tie["event"], tie["own_event"], False
    audit.record(actor, Event.HEARING_HELD, case, label=case.reference)
    db.session.flush()
    return row


def postpone_hearing(
    actor: Actor, reference: str, hearing_id: str, draft: PostponementDraft, seen: int | None
) -> Hearing:
    """Move a planned hearing to another day, or to none that is known yet; the day that was announced is kept."""
    case = open_case(actor, reference, Act.AMEND)
    row = _planned(actor, case, hearing_id, seen)
    if not draft.reason.strip():
        raise Wrong("reason", N_("Say why it was postponed, as far as anybody said; “no reason given” is an answer."))
    require_past(draft.decided, "decided")
    if draft.after == row.happened:
        raise Wrong("after", N_("This is the day on which it stands already. Give the new day, or leave it empty."))
    _require_not_over(draft.after, "after")
    move = Postponement(
        decided=draft.decided or PartialDate.from_date(clock.today()),
        before=row.happened,
        after=draft.after,
        reason=draft.reason.strip()[:500],
        source=draft.source.strip()[:500],
    )
    row.postponements.append(move)
    row.happened, row.hour = draft.after, hour_of(draft.hour)
    audit.record(actor, Event.HEARING_POSTPONED, case, label=case.reference)
    db.session.flush()
    return row


def hour_of(text: str) -> str:
    """Return a time of day as everybody reads it: 09:30."""
    if not text.strip():
        return ""
    found = _HOUR.fullmatch(text.strip())
    if found is None:
        raise Wrong("hour", N_("Write the time as hours and minutes, such as 09:30."))
    return f"{int(found[1]):02}:{found[2]}"


def _planned(actor: Actor, case: Case, hearing_id: str, seen: int | None) -> Hearing:
    row = queries.get_row(actor, case, Hearing, hearing_id)
    if seen != row.version:
        raise Stale(CHANGED, Conflict(version=row.version))
    if not row.planned:
        raise Refused(N_("This hearing was held already: amend it, or record the next one."))
    return row


def _require_plan(case: Case, draft: HearingDraft) -> None:
    _require_empty(draft)
    if draft.told.happened is None:
        raise Wrong("happened", N_("Give the day on which it is to be held, as far as it is known: a month is enough."))
    _require_not_over(draft.told.happened, "happened")
    if case.stage in {str(stage) for stage in ENDED}:
        raise Wrong("happened", N_("This case has ended. Open a new case, or record what opened this one again."))


def _require_empty(draft: HearingDraft) -> None:
    if draft.result.strip():
        raise Wrong("result", N_("A hearing that was not held yet has no result. Leave it empty, or correct the day."))


def _require_not_over(when: PartialDate | None, field: str) -> None:
    if when is not None and when.latest is not None and when.latest < clock.today():
        raise Wrong(field, N_("This day is over. A planned hearing lies ahead; record one that was held as held."))


def _ahead(when: PartialDate | None) -> bool:
    return when is not None and when.earliest is not None and when.earliest > clock.today()


def _values(case: Case, draft: HearingDraft) -> dict[str, Any]:
    return {
        **court_of(case, draft.court),
        "mode": str(draft.mode),
        "hour": hour_of(draft.hour),
        "observer": draft.observer.strip() or None,
        "result": draft.result.strip(),
        "source": draft.told.source.strip(),
    }

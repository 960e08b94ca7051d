"""Who was recognised on a past day, as it was known on another."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case
from case_mgr.core.db import earliest, latest
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.detainees.models import Detainee
from case_mgr.extensions import db
from case_mgr.recognition.models import Recognition
from case_mgr.recognition.policy import visible
from case_mgr.recognition.queries.listing import row_of, with_person
from case_mgr.recognition.results import Recognised, RecognitionRow
from case_mgr.recognition.types import GIVEN, Count, Day, EndKind

_GIVEN = [str(stage) for stage in GIVEN]
_DECIDED = earliest(Recognition, "decided"), latest(Recognition, "decided")
_ENDED = earliest(Recognition, "ended"), latest(Recognition, "ended")


def count_recognised(actor: Actor, on: date, known_on: date | None = None, standard: str = "") -> Count:
    """Count the people recognised on a day, for certain and at most, as was known at the end of another day."""
    day = Day(on, known_on, standard)
    return Count(_count(actor, _holds(day, certain=True)), _count(actor, _holds(day, certain=False)))


def list_recognised_on(actor: Actor, day: Day, request: PageRequest, *, certain: bool) -> Page[Recognised]:
    """List the people recognised on a day, each once: for certain, or only perhaps."""
    sure, perhaps = _people(actor, _holds(day, certain=True)), _people(actor, _holds(day, certain=False))
    wanted = Detainee.id.in_(sure) if certain else and_(Detainee.id.in_(perhaps), Detainee.id.not_in(sure))
    total = db.session.scalar(select(func.count(Detainee.id)).where(wanted)) or 0
    at = settle(request, total)
    people = db.session.execute(
        select(Detainee.id, Detainee.public_id, Detainee.reference, Detainee.name)
        .where(wanted)
        .order_by(Detainee.sort_name, Detainee.id)
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    ).all()
    rows: dict[str, list[RecognitionRow]] = {}
    found = with_person().where(
        visible(actor), _holds(day, certain=certain), Detainee.id.in_([key for key, *_ in people])
    )
    for row in db.session.scalars(found.order_by(Recognition.id)):
        shown = row_of(actor, row)
        rows.setdefault(shown.person_id, []).append(shown)
    listed = [Recognised(ident, ref, name, tuple(rows.get(ident, ()))) for _, ident, ref, name in people]
    return Page(listed, total, at.number, at.size)


def _count(actor: Actor, holds: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(_people(actor, holds).subquery())) or 0


def _people(actor: Actor, holds: ColumnElement[bool]) -> Select[int]:
    people = select(Case.detainee_id).join(Recognition, Recognition.case_id == Case.id)
    return people.where(visible(actor), holds).distinct()


def _holds(day: Day, *, certain: bool) -> ColumnElement[bool]:
    """The recognition held on the day: on all days that its dates can mean, or on one of them."""
    out = [Recognition.stage.in_(_GIVEN), _known(Recognition.decided_at, day), _begun(day, certain=certain)]
    if day.standard:
        out.append(Recognition.standard == day.standard)
    told = and_(Recognition.ended_at.is_not(None), _known(Recognition.ended_at, day))
    # What was recorded by mistake never held, as soon as the mistake is known.
    still = and_(Recognition.end_kind != str(EndKind.ERROR), _not_over(day, certain=certain))
    return and_(*out, or_(not_(told), still))


def _begun(day: Day, *, certain: bool) -> ColumnElement[bool]:
    first, last = _DECIDED
    # Nothing is decided after it was written down, however roughly its day is known.
    return or_(last <= day.on, Recognition.decided_at < _after(day.on)) if certain else _before(first, day.on)


def _not_over(day: Day, *, certain: bool) -> ColumnElement[bool]:
    first, last = _ENDED
    if certain:
        return first > day.on
    return and_(Recognition.ended_at >= _after(day.on), or_(last > day.on, last.is_(None)))


def _before(first: InstrumentedAttribute[date | None], on: date) -> ColumnElement[bool]:
    return or_(first <= on, first.is_(None))


def _known(column: InstrumentedAttribute[datetime | None], day: Day) -> ColumnElement[bool]:
    return true() if day.known is None else column < _after(day.known)


def _after(day: date) -> datetime:
    """Return the first instant after a day."""
    return datetime.combine(day + timedelta(days=1), time.min, UTC)

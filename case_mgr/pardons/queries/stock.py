"""Reads of the stock ledger for any two days, as known on any third; every term is a list of people."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select, tuple_

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.cases.models import Case
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import near, withheld
from case_mgr.extensions import db
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.enums import Stage
from case_mgr.pardons.ledger import end_of
from case_mgr.pardons.models import StockChange, StockCount
from case_mgr.pardons.stocktaking import Ledger, Month, StockRow, Term, TermKind

_C = StockChange
_SIGNS = {TermKind.ENTRIES: 1, TermKind.EXITS: -1, TermKind.RELEASED: -1, TermKind.TAKEN: 0}


def counted_at(actor: Actor) -> datetime | None:
    """Return when the stock of the organisation was counted last."""
    return db.session.scalar(select(StockCount.counted_at).where(StockCount.organisation_id == actor.organisation_id))


def get_ledger(actor: Actor, since: date, until: date, known: date) -> Ledger:
    """Return the ledger between the ends of two days: what was known on the first, and what is known now of both."""
    actor.require(Permission.BATCH_READ)
    then, now = known_on(since), known_on(known)
    own = open_to(actor)
    opening = db.session.scalar(select(func.sum(_C.sign)).where(own, then, _C.day <= since))
    learned, unlearned = _restated(actor, since, known)
    terms = db.session.execute(
        select(_C.sign, _C.reason, func.count())
        .where(own, now, _C.day > since, _C.day <= until)
        .group_by(_C.sign, _C.reason)
        .order_by(_C.sign.desc(), _C.reason)
    ).all()
    closing = db.session.scalar(select(func.sum(_C.sign)).where(own, now, _C.day <= until)) or 0
    return Ledger(
        since,
        until,
        known,
        int(opening or 0),
        learned,
        unlearned,
        tuple(Term(reason, int(count)) for sign, reason, count in terms if sign > 0),
        tuple(Term(reason, int(count)) for sign, reason, count in terms if sign < 0),
        int(closing),
    )


def list_months(actor: Actor, since: date, until: date, known: date) -> list[Month]:
    """Return the stock at the end of each month between two days, with entries and exits of the month."""
    own, now = open_to(actor), known_on(known)
    start = db.session.scalar(select(func.sum(_C.sign)).where(own, now, _C.day <= since)) or 0
    rows = db.session.execute(
        select(_C.day, _C.sign, func.count())
        .where(own, now, _C.sign != 0, _C.day > since, _C.day <= until)
        .group_by(_C.day, _C.sign)
        .order_by(_C.day)
    ).all()
    moves: dict[tuple[int, int], list[int]] = {}
    for day, sign, count in rows:
        moves.setdefault((day.year, day.month), [0, 0])[0 if sign > 0 else 1] += int(count)
    out, stock, at = [], int(start), (since + timedelta(days=1)).replace(day=1)
    while at <= until:
        entries, exits = moves.get((at.year, at.month), (0, 0))
        stock += entries - exits
        after = (at + timedelta(days=32)).replace(day=1)
        whole = since < at and after - timedelta(days=1) <= until
        out.append(Month(at, entries, exits, stock, whole))
        at = after
    return out


def list_term(
    actor: Actor, kind: TermKind, reason: str, since: date, until: date, known: date, request: PageRequest
) -> Page[StockRow]:
    """List the people of one term of a ledger."""
    actor.require(Permission.BATCH_READ)
    own, now = open_to(actor), known_on(known)
    if kind in _SIGNS:
        holds = and_(own, now, _C.day > since, _C.day <= until, _C.sign == _SIGNS[kind])
        if kind is TermKind.RELEASED:
            holds = and_(holds, _C.reason.in_(freeing()))
        return _rows(and_(holds, _C.reason == reason) if reason else holds, request)
    match kind:
        case TermKind.OPENING:
            held = _latest(actor, since, since)
        case TermKind.CLOSING:
            held = _latest(actor, until, known)
        case TermKind.LEARNED:
            held = and_(_latest(actor, since, known), _C.person_id.not_in(_in_stock(actor, since, since)))
        case TermKind.UNLEARNED:
            held = and_(_latest(actor, since, since), _C.person_id.not_in(_in_stock(actor, since, known)))
    return _rows(held, request)


def _rows(holds: ColumnElement[bool], request: PageRequest) -> Page[StockRow]:
    total = db.session.scalar(select(func.count(_C.id)).where(holds)) or 0
    at = settle(request, total)
    rows = db.session.execute(
        select(Detainee.public_id, Detainee.name, Case.reference, _C.day, _C.reason)
        .select_from(_C)
        .join(Detainee, Detainee.id == _C.person_id)
        .join(Case, Case.id == _C.case_id)
        .where(holds)
        .order_by(_C.day, Detainee.sort_name, _C.id)
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    )
    return Page([StockRow(*row) for row in rows], total, at.number, at.size)


def _restated(actor: Actor, since: date, known: date) -> tuple[int, int]:
    """Count who was in the stock of a day as is known now and was not then, and the other way about."""
    then, now = known_on(since), known_on(known)
    # Only what was learned or taken back since can tell the two apart: few of many.
    after, until = sorted((end_of(since), end_of(known)))
    other = or_(
        and_(_C.known_at > after, _C.known_at <= until), and_(_C.forgotten_at > after, _C.forgotten_at <= until)
    )
    own = open_to(actor), _C.day <= since
    of_person = (
        select(_sum(then).label("then"), _sum(now).label("now"))
        .where(*own, _C.person_id.in_(select(_C.person_id).where(*own, other)))
        .group_by(_C.person_id)
        .subquery()
    )
    held_then, held_now = of_person.c.then > 0, of_person.c.now > 0
    learned, unlearned = db.session.execute(
        select(_count(and_(held_now, not_(held_then))), _count(and_(held_then, not_(held_now))))
    ).one()
    return int(learned or 0), int(unlearned or 0)


def _sum(holds: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((holds, _C.sign), else_=0))


def _count(holds: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((holds, 1), else_=0))


def _in_stock(actor: Actor, day: date, known: date):  # type: ignore[no-untyped-def]  # a subquery of people
    held = select(_C.person_id).where(open_to(actor), known_on(known), _C.day <= day)
    return held.group_by(_C.person_id).having(func.sum(_C.sign) > 0)


def _latest(actor: Actor, day: date, known: date) -> ColumnElement[bool]:
    """The change by which each person of the stock of a day entered it."""
    entries = select(_C.person_id, func.max(_C.day)).where(open_to(actor), known_on(known), _C.day <= day, _C.sign > 0)
    entered = tuple_(_C.person_id, _C.day).in_(entries.group_by(_C.person_id))
    return and_(entered, known_on(known), _C.sign > 0, _C.person_id.in_(_in_stock(actor, day, known)))


def open_to(actor: Actor) -> ColumnElement[bool]:
    """Changes of people whom the actor may open: no term of a ledger finds a withheld person."""
    return and_(_recorded(actor), _but(actor, and_(withheld(), not_(near(actor)))))


def _recorded(actor: Actor) -> ColumnElement[bool]:
    own = _C.organisation_id == actor.organisation_id
    return and_(own, _but(actor, Detainee.withdrawn_at.is_not(None)))


def _but(actor: Actor, left_out: ColumnElement[bool]) -> ColumnElement[bool]:
    """Leave people out; they are few, and an index finds them."""
    few = select(Detainee.id).where(Detainee.organisation_id == actor.organisation_id, left_out)
    return _C.person_id.not_in(few)


def freeing() -> frozenset[str]:
    """Return the reasons of exits by which somebody is free: no death, no escape, no end of a recognition."""
    return frozenset({str(Stage.RELEASED), *(kind.code for kind in catalogue.exit_kinds("BY") if kind.free)})


def known_on(day: date) -> ColumnElement[bool]:
    """Changes that were known at the end of a day, and not forgotten again."""
    moment = end_of(day)
    return and_(_C.known_at <= moment, or_(_C.forgotten_at.is_(None), _C.forgotten_at > moment))

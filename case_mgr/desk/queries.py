"""Reads that join rooms: a search over names, best first, with the name that was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import selectinload

from case_mgr.access.actor import Actor
from case_mgr.cases import queries as cases
from case_mgr.cases.types import CaseRow
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.detainees.models import Detainee, NameKey, PersonName
from case_mgr.detainees.policy import visible
from case_mgr.extensions import db
from case_mgr.names.keys import WEIGHTS, keys, weight
from case_mgr.names.romanise import latin

_LEAST = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A person whom a search found, and the name by which it did when that is not the one shown."""

    public_id: str
    reference: str
    name: str
    matched: str
    born: object
    countries: tuple[str, ...]
    cases: tuple[CaseRow, ...]


def search_people(actor: Actor, words: str, request: PageRequest) -> Page[Hit]:
    """Find people by any of their names in any script, the likeliest first."""
    tried = [str(key) for key in keys(words)]
    worth = case(WEIGHTS, value=func.substr(NameKey.key, 1, 1), else_=0)
    shared = (
        select(NameKey.detainee_id, func.sum(worth).label("worth"))
        .where(NameKey.organisation_id == actor.organisation_id, NameKey.key.in_(tried))
        .group_by(NameKey.detainee_id)
        .subquery()
    )
    folded = latin(words).casefold().strip()
    written = Detainee.sort_name.like(_pattern(folded), escape="\\") if folded else Detainee.id.is_(None)
    # A part of an alias has no key of its own: it is looked for as it is written.
    typed = [_pattern(form) for form in dict.fromkeys((words, words.title()))]
    parts = or_(*(PersonName.full.like(form, escape="\\") for form in typed))
    alias = Detainee.id.in_(
        select(PersonName.detainee_id).where(PersonName.organisation_id == actor.organisation_id, parts)
    )
    # One weak key, as of a slip in a surname alone, says nothing.
    found = (visible(actor), or_(shared.c.worth >= _LEAST, written, alias))
    base = select(Detainee).outerjoin(shared, shared.c.detainee_id == Detainee.id).where(*found)
    total = db.session.scalar(select(func.count()).select_from(base.with_only_columns(Detainee.id).subquery())) or 0
    at = settle(request, total)
    rows = db.session.scalars(
        base.options(selectinload(Detainee.names), selectinload(Detainee.nationalities))
        .order_by(shared.c.worth.desc().nulls_last(), Detainee.sort_name, Detainee.id)
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    ).all()
    known = cases.list_of_people(actor, [row.public_id for row in rows])
    return Page([_hit(row, words, tuple(known.get(row.public_id, ()))) for row in rows], total, at.number, at.size)


def _pattern(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def best_name(words: str, names: Iterable[str]) -> str:
    """Return the one of several names that a search meant: written alike before sounding alike."""
    tried, folded = keys(words), latin(words).casefold().strip()
    points: Counter[str] = Counter()
    for name in names:
        points[name] = sum(weight(str(key)) for key in keys(name) & tried)
        points[name] += 10 * (bool(folded) and folded in latin(name).casefold()) + 10 * (words.strip() in name)
    best = points.most_common(1)
    return best[0][0] if best and best[0][1] else ""


def _hit(row: Detainee, words: str, rows: tuple[CaseRow, ...]) -> Hit:
    best = best_name(words, [row.name, *(name.full for name in row.names if name.full != row.name)])
    countries = tuple(dict.fromkeys(nationality.country for nationality in row.nationalities))
    matched = best if best != row.name else ""
    return Hit(row.public_id, row.reference, row.name, matched, row.born, countries, rows)

"""Finds cases by what somebody is charged with, by where they were held, by the court, or by a part of a reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, not_, select, union_all

from case_mgr.access.actor import Actor
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case, CustodyPeriod, WrittenArticle
from case_mgr.cases.policy import open_to_all, visible
from case_mgr.cases.types import CaseRow
from case_mgr.core.paging import Page, PageRequest, bound_of, settle
from case_mgr.core.statements import kept
from case_mgr.extensions import db
from case_mgr.legal.models import Charge, Hearing
from case_mgr.legal.refs import Ref


@dataclass(frozen=True, slots=True)
class Place:
    """A facility or court that somebody may mean."""

    jurisdiction: str
    code: str
    # The name that lists hold of somebody who is there now.
    label: str
    court: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What somebody looks for, as it was understood."""

    references: tuple[str, ...] = ()
    articles: tuple[Ref, ...] = ()
    places: tuple[Place, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.references or self.articles or self.places)


@dataclass(frozen=True, slots=True)
class CaseHit:
    """A case that a search found, with the places in it that were meant."""

    row: CaseRow
    places: tuple[str, ...] = ()


def search_cases(actor: Actor, about: About, request: PageRequest) -> Page[CaseHit]:
    """Find cases, the latest opened first: as many as have numbered pages."""
    found, bound = set[int](), bound_of(request)
    parts = [select(part.limit(bound + 1).subquery()) for part in _parts(actor, about)]
    if parts:
        found |= set(db.session.scalars(union_all(*parts)))
    ids = sorted(found, reverse=True)
    at = settle(request, min(len(ids), bound))
    shown = ids[:bound][(at.number - 1) * at.size : at.number * at.size]
    held = _held(shown, about.places) if about.places and shown else {}
    hits = [CaseHit(row, tuple(held.get(row.reference, ()))) for row in cases.list_rows(actor, shown)] if shown else []
    return Page(hits, min(len(ids), bound), at.number, at.size, more=len(ids) > bound)


def _parts(actor: Actor, about: About) -> Iterable[Select[int]]:
    """Return the statements of what was meant, each read along its own index, the latest cases first."""
    open_to = visible(actor)
    if about.references:
        yield select(Case.id).where(open_to, Case.reference.in_(about.references))
    for ref in about.articles:
        charged = (Charge.organisation_id == actor.organisation_id, Charge.withdrawn_at.is_(None), _article(ref))
        yield select(Charge.case_id).join(Charge.case).where(*charged, open_to).order_by(Charge.case_id.desc())
    if about.articles:
        yield _written(actor, about.articles)
    by: dict[tuple[str, bool], list[Place]] = {}
    for place in about.places:
        by.setdefault((place.jurisdiction, place.court), []).append(place)
    for (jurisdiction, court), some in by.items():
        codes, here = [place.code for place in some], and_(open_to, Case.jurisdiction == jurisdiction)
        if court:
            tried = (_one_of(Hearing.court, codes), Hearing.withdrawn_at.is_(None))
            yield select(Hearing.case_id).join(Hearing.case).where(*tried, here).order_by(Hearing.case_id.desc())
        else:
            period = CustodyPeriod
            held = (_one_of(period.facility, codes), period.withdrawn_at.is_(None), open_to_all(period))
            yield select(period.case_id).join(period.case).where(*held, here).order_by(period.case_id.desc())
            now = _one_of(Case.place, [place.label for place in some])
            yield select(Case.id).where(here, now).order_by(Case.id.desc())


def _one_of(column: Any, values: list[str]) -> ColumnElement[bool]:
    # Of one value the latest cases stand in order in its index; of several all would have to be sorted.
    found: ColumnElement[bool] = column == values[0] if len(values) == 1 else column.in_(values)
    return found


def _article(ref: Ref) -> ColumnElement[bool]:
    found = [Charge.article == ref.article]
    if ref.part:
        found.append(Charge.part == ref.part)
    if ref.law:
        found.append(Charge.law.in_(("", ref.law)))
    return and_(*found)


def _written(actor: Actor, articles: Iterable[Ref]) -> Select[int]:
    """Find charges as a list wrote them, long before somebody records them one by one."""
    numbers = sorted({ref.article.replace(".", "-") for ref in articles})
    named = (WrittenArticle.organisation_id == actor.organisation_id, _one_of(WrittenArticle.number, numbers))
    recorded = exists().where(Charge.case_id == WrittenArticle.case_id)
    rows = select(WrittenArticle.case_id).join(Case, WrittenArticle.case_id == Case.id)
    return rows.where(*named, not_(recorded), visible(actor)).order_by(WrittenArticle.case_id.desc())


def _held(ids: list[int], places: tuple[Place, ...]) -> Mapping[str, list[str]]:
    """Return by reference the codes of the wanted facilities in which somebody was held."""
    codes = [place.code for place in places if not place.court]
    found: dict[str, list[str]] = {}
    for reference, code in db.session.execute(_periods(), {"cases": ids, "facilities": codes or [""]}):
        found.setdefault(reference, []).append(str(code))
    return found


@kept
def _periods() -> Select[str, str | None]:
    inside = Case.id.in_(bindparam("cases", expanding=True))
    meant = CustodyPeriod.facility.in_(bindparam("facilities", expanding=True))
    return (
        select(Case.reference, CustodyPeriod.facility)
        .join(CustodyPeriod.case)
        .where(inside, meant, CustodyPeriod.withdrawn_at.is_(None), open_to_all(CustodyPeriod))
        .order_by(CustodyPeriod.id)
    )

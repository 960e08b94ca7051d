"""Reads that join rooms: a search over names, best first, with the name that was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, literal, select, union_all

from case_mgr.access.actor import Actor
from case_mgr.cases import queries as cases
from case_mgr.cases.types import CaseRow
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import Page, PageRequest, bound_of, settle
from case_mgr.detainees import queries as people
from case_mgr.detainees.models import Detainee, NameKey, NameWord, PersonName
from case_mgr.detainees.policy import visible
from case_mgr.detainees.types import PersonRow
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
    born: PartialDate | None
    countries: tuple[str, ...]
    cases: tuple[CaseRow, ...]


def search_people(actor: Actor, words: str, request: PageRequest) -> Page[Hit]:
    """Find people by any of their names in any script, the likeliest first."""
    candidates, more = _candidates(actor, words, bound_of(request))
    ranked = sorted(candidates, key=lambda number: candidates[number])
    at = settle(request, len(ranked))
    hits = _hits(actor, ranked[(at.number - 1) * at.size : at.number * at.size], words)
    return Page(hits, len(ranked), at.number, at.size, more=more)


def _candidates(actor: Actor, words: str, bound: int) -> tuple[dict[int, tuple[int, str, int]], bool]:
    """Return who may be meant with their place in the list, and whether there are more: one statement, bounded."""
    parts: list[Select[*tuple[Any, ...]]] = []
    tried = [str(key) for key in keys(words)]
    if tried:
        worth = func.sum(case(WEIGHTS, value=func.substr(NameKey.key, 1, 1), else_=0))
        # One weak key, as of a slip in a surname alone, says nothing.
        shared = (
            select(NameKey.detainee_id.label("number"), worth.label("worth"))
            .join(Detainee, NameKey.detainee_id == Detainee.id)
            .where(NameKey.organisation_id == actor.organisation_id, NameKey.key.in_(tried), visible(actor))
            .group_by(NameKey.detainee_id)
            .having(worth >= _LEAST)
            .order_by(worth.desc(), NameKey.detainee_id)
            .limit(bound + 1)
            .subquery()
        )
        parts.append(select(shared.c.number, shared.c.worth))
    # The beginning of a word, as somebody types it, has no key of its own.
    begun = people.beginning(actor, words)
    if begun is not None:
        # Nobody who is hidden counts against the bound: the number would tell of them.
        seen = begun.join(Detainee, NameWord.detainee_id == Detainee.id).where(visible(actor))
        some = seen.limit(bound + 1).subquery()
        parts.append(select(some.c[0], literal(0)))
    if not parts:
        return {}, False
    found = union_all(*parts).subquery()
    number, worth_of = found.c
    rows = db.session.execute(
        select(Detainee.id, Detainee.sort_name, func.max(worth_of), func.count())
        .join(found, number == Detainee.id)
        .where(visible(actor))
        .group_by(Detainee.id, Detainee.sort_name)
    ).all()
    ranked = sorted((-int(worth), name, ident) for ident, name, worth, _ in rows)
    return {place[2]: place for place in ranked[:bound]}, len(ranked) > bound


def _hits(actor: Actor, ids: list[int], words: str) -> list[Hit]:
    if not ids:
        return []
    rows = people.list_rows(actor, ids)
    known = cases.list_of_people(actor, [row.public_id for row in rows])
    names: dict[str, list[str]] = {}
    printed = select(Detainee.public_id, PersonName.full).join(PersonName.detainee).where(Detainee.id.in_(ids))
    for public_id, full in db.session.execute(printed.order_by(PersonName.id)):
        names.setdefault(public_id, []).append(full)
    return [_hit(row, names.get(row.public_id, ()), words, known.get(row.public_id, ())) for row in rows]


def best_name(words: str, names: Iterable[str]) -> str:
    """Return the one of several names that a search meant: written alike before sounding alike."""
    tried, folded = keys(words), latin(words).casefold().strip()
    points: Counter[str] = Counter()
    for name in names:
        points[name] = sum(weight(str(key)) for key in keys(name) & tried)
        points[name] += 10 * (bool(folded) and folded in latin(name).casefold()) + 10 * (words.strip() in name)
    best = points.most_common(1)
    return best[0][0] if best and best[0][1] else ""


def _hit(row: PersonRow, names: Iterable[str], words: str, rows: Iterable[CaseRow]) -> Hit:
    best = best_name(words, [row.name, *(name for name in names if name != row.name)])
    matched = best if best != row.name else ""
    return Hit(row.public_id, row.reference, row.name, matched, row.born, row.countries, tuple(rows))

"""Reads of officials: found by any spelling, with the cases that the reader may open."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.legal.models import Official, OfficialAct, OfficialKey, OfficialName
from case_mgr.legal.policy import visible_acts, visible_officials
from case_mgr.legal.types.kinds import OfficialKind, Part, What
from case_mgr.legal.types.officials import ActRow, OfficialFilter, OfficialRow, OfficialView, Spelling
from case_mgr.names.keys import keys
from case_mgr.names.romanise import latin

_LONGEST_KEY = 64
_FEW = 8
_WHAT = {
    "charge": What.CHARGE,
    "hearing": What.HEARING,
    "version": What.SENTENCE,
    "detention": What.DETENTION,
    "remedy": What.REMEDY,
}


def sort_form(name: str) -> str:
    """Return a name as lists sort and search it: Latin letters, without case."""
    return latin(name).casefold().strip()[:300]


def keys_of(name: str) -> list[str]:
    """Return the keys by which a spelling is found."""
    return sorted({str(key)[:_LONGEST_KEY] for key in keys(name)})


def get_official_row(actor: Actor, public_id: str) -> Official:
    """Return the record behind an official, for services."""
    row = db.session.scalar(
        select(Official)
        .where(visible_officials(actor), Official.public_id == public_id)
        .options(selectinload(Official.names))
    )
    if row is None:
        raise NotFound(N_("There is no such official."))
    return row


def get_official(actor: Actor, public_id: str) -> OfficialView:
    """Return an official with every spelling."""
    row = get_official_row(actor, public_id)
    spellings = tuple(Spelling(name.full, name.source) for name in row.names)
    return OfficialView(_row(row, _cases(actor, [row.id]).get(row.id, 0)), spellings, row.note, row.version)


def list_officials(actor: Actor, wanted: OfficialFilter, request: PageRequest) -> Page[OfficialRow]:
    """List officials by name, each with the number of cases that the reader may open."""
    conditions = [visible_officials(actor), *_conditions(actor, wanted)]
    total = db.session.scalar(select(func.count()).select_from(Official).where(*conditions)) or 0
    if not total:
        return Page([], 0, 1, request.size)
    at = settle(request, total)
    rows = db.session.scalars(
        select(Official)
        .where(*conditions)
        .order_by(Official.sort_name, Official.id)
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    ).all()
    counted = _cases(actor, [row.id for row in rows])
    return Page([_row(row, counted.get(row.id, 0)) for row in rows], total, at.number, at.size)


def list_alike(actor: Actor, name: str) -> list[OfficialRow]:
    """List officials who may be meant by a name: whoever records it says whether one of them is."""
    if not name.strip():
        return []
    rows = db.session.scalars(
        select(Official)
        .where(visible_officials(actor), _named(actor, name, part=False))
        .order_by(Official.sort_name, Official.id)
        .limit(_FEW)
    ).all()
    counted = _cases(actor, [row.id for row in rows])
    return [_row(row, counted.get(row.id, 0)) for row in rows]


def list_acts(actor: Actor, public_id: str, request: PageRequest) -> Page[ActRow]:
    """List what an official had a part in, newest first, in cases that the reader may open."""
    row = get_official_row(actor, public_id)
    conditions = (visible_acts(actor), OfficialAct.official_id == row.id)
    total = count_acts(actor, row)
    at = settle(request, total)
    acts = db.session.scalars(
        select(OfficialAct)
        .where(*conditions)
        .options(
            joinedload(OfficialAct.case).joinedload(Case.detainee),
            joinedload(OfficialAct.charge),
            joinedload(OfficialAct.hearing),
            joinedload(OfficialAct.version),
            joinedload(OfficialAct.detention),
            joinedload(OfficialAct.remedy),
        )
        .order_by(OfficialAct.id.desc())
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    )
    return Page([_act(act) for act in acts], total, at.number, at.size)


def count_acts(actor: Actor, official: Official) -> int:
    """Count the acts of an official in cases that the reader may open."""
    wanted = select(func.count(OfficialAct.id)).where(visible_acts(actor), OfficialAct.official_id == official.id)
    return db.session.scalar(wanted) or 0


def _cases(actor: Actor, ids: Sequence[int]) -> dict[int, int]:
    rows = db.session.execute(
        select(OfficialAct.official_id, func.count(OfficialAct.case_id.distinct()))
        .where(visible_acts(actor), OfficialAct.official_id.in_(ids))
        .group_by(OfficialAct.official_id)
        .order_by(OfficialAct.official_id)
    )
    return {row[0]: row[1] for row in rows}


def _conditions(actor: Actor, wanted: OfficialFilter) -> list[ColumnElement[bool]]:
    out: list[ColumnElement[bool]] = []
    if wanted.words.strip():
        out.append(_named(actor, wanted.words))
    if wanted.kind:
        out.append(Official.post == str(wanted.kind))
    return out


def _named(actor: Actor, words: str, *, part: bool = True) -> ColumnElement[bool]:
    """Match a name in any script by its keys, a part of the Latin form of any spelling, or a reference."""
    options: list[ColumnElement[bool]] = [Official.reference == words.strip().upper()]
    tried, folded = keys_of(words), sort_form(words)
    if tried:
        found = select(OfficialKey.official_id).where(
            OfficialKey.organisation_id == actor.organisation_id, OfficialKey.key.in_(tried)
        )
        options.append(Official.id.in_(found))
    if folded and part:
        options.append(Official.names.any(OfficialName.folded.contains(folded, autoescape=True)))
    return or_(*options)


def _row(row: Official, cases: int) -> OfficialRow:
    return OfficialRow(row.public_id, row.reference, row.name, OfficialKind(row.post), row.body, cases)


def _act(act: OfficialAct) -> ActRow:
    what, happened = _told(act)
    return ActRow(act.case.reference, act.case.detainee.name, what, Part(act.part), happened, act.source)


def _told(act: OfficialAct) -> tuple[What, PartialDate | None]:
    name, row = next((name, row) for name in _WHAT if (row := getattr(act, name)) is not None)
    return _WHAT[name], getattr(row, "happened", None) or getattr(row, "filed", None)


def name_of_act(actor: Actor, reference: str, act_id: str) -> str:
    """Return the name of the official whose part in an act of a case is meant."""
    found = db.session.scalar(
        select(OfficialAct)
        .join(OfficialAct.case)
        .where(visible_acts(actor), Case.reference == reference, OfficialAct.public_id == act_id)
        .options(joinedload(OfficialAct.official))
    )
    if found is None:
        raise NotFound(N_("There is no such record."))
    return found.official.name

"""Writes the keys of names anew after a version that hears names otherwise, so that everybody is found again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.orm import selectinload

from case_mgr.detainees.models import Detainee, NameKey, NamesHeard, NameWord
from case_mgr.detainees.service.shared import add_fresh_keys, keys_of, words_of
from case_mgr.extensions import db
from case_mgr.names.keys import VERSION

_BLOCK = 250
_ROW = 1


@dataclass(frozen=True, slots=True)
class Heard:
    """A block of people whose names were heard: how far it reached, and who is found otherwise, by organisation."""

    last: int
    changed: dict[int, list[int]]

    @property
    def count(self) -> int:
        """How many people are found otherwise than before."""
        return sum(map(len, self.changed.values()))


def hear_anew(after: int = 0) -> Heard | None:
    """Give keys to the next people who have none, in the order of their numbers; None when nobody is left.

    The caller commits each block, so that one that is broken off goes on where it stood. Whoever was taken back or
    merged is found by no name.
    """
    known = exists().where(NameKey.detainee_id == Detainee.id)
    rows = db.session.scalars(_next(after).where(~known)).all()
    if not rows:
        return None
    db.session.execute(delete(NameWord).where(NameWord.detainee_id.in_([row.id for row in rows])))
    add_fresh_keys(rows)
    return _heard(rows, rows)


def hear_otherwise() -> Heard | None:
    """Hear the names of the next people by the rules of this version; None when all were heard by them.

    How far it came is written with each block, which the caller commits. Keys that stay the same are left alone.
    """
    state = db.session.get(NamesHeard, _ROW, with_for_update=True)
    if state is None:
        state = NamesHeard(id=_ROW, version=0, reached=0)
        db.session.add(state)
    if state.version == VERSION:
        return None
    rows = db.session.scalars(_next(state.reached)).all()
    if not rows:
        state.version, state.reached = VERSION, 0
        db.session.flush()
        return None
    known, words = _stored(rows)
    changed = [
        row
        for row in rows
        if known[row.id] != keys_of(name.full for name in row.names)
        or words[row.id] != words_of(name.full for name in row.names)
    ]
    for model in (NameKey, NameWord):
        db.session.execute(delete(model).where(model.detainee_id.in_([row.id for row in changed])))
    add_fresh_keys(changed)
    state.reached = rows[-1].id
    db.session.flush()
    return _heard(rows, changed)


def _next(after: int) -> Select[Detainee]:
    stands = (Detainee.withdrawn_at.is_(None), Detainee.merged_into_id.is_(None))
    found = select(Detainee).where(Detainee.id > after, *stands).options(selectinload(Detainee.names))
    return found.order_by(Detainee.id).limit(_BLOCK)


def _stored(rows: Sequence[Detainee]) -> tuple[defaultdict[int, set[str]], defaultdict[int, set[str]]]:
    numbers = [row.id for row in rows]
    found = defaultdict[int, set[str]](set), defaultdict[int, set[str]](set)
    for one, columns in zip(
        found, ((NameKey.detainee_id, NameKey.key), (NameWord.detainee_id, NameWord.word)), strict=True
    ):
        for person, value in db.session.execute(select(*columns).where(columns[0].in_(numbers))):
            one[person].add(value)
    return found


def _heard(rows: Sequence[Detainee], changed: Sequence[Detainee]) -> Heard:
    found: dict[int, list[int]] = {}
    for row in changed:
        found.setdefault(row.organisation_id, []).append(row.id)
    return Heard(rows[-1].id, found)

"""Conditions by which people are found: names in any script, nationality."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select, union
from sqlalchemy.orm import aliased

from case_mgr.access import fields
from case_mgr.access.actor import Actor
from case_mgr.detainees.models import Detainee, NameKey, NameWord, Nationality
from case_mgr.detainees.types import PersonFilter
from case_mgr.extensions import db
from case_mgr.names.keys import keys
from case_mgr.names.typed import asked

_BLOCK = 400
_RARE = 5000
_BEYOND = "\U0010ffff"
# Most names have as many words, and to make an alias takes longer than to ask by it.
_OTHERS = tuple(aliased(NameWord) for _ in range(6))


def conditions_of(actor: Actor, wanted: PersonFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter, for lists of higher rooms too."""
    out: list[ColumnElement[bool]] = []
    if wanted.words:
        out.append(_named(actor, wanted.words))
    if wanted.country:
        out.append(_of_country(wanted.country))
    if wanted.sex:
        out.append(Detainee.sex == str(wanted.sex))
    if wanted.group and fields.sees(actor.permissions, "detainee.groups"):
        out.append(("," + Detainee.groups + ",").like(f"%,{wanted.group},%"))
    if wanted.only is not None:
        out.append(Detainee.public_id.in_(wanted.only))
    return out


def beginning(actor: Actor, words: str) -> Select[int] | None:
    """Return who has a name with these beginnings of words, in any order; None when nothing was typed."""
    typed = asked(words)
    if not typed:
        return None
    first, *others = typed
    found = select(NameWord.detainee_id).where(
        NameWord.organisation_id == actor.organisation_id, _begins(NameWord, first)
    )
    for other, forms in zip(chain(_OTHERS, _further()), others, strict=False):
        found = found.where(exists().where(other.detainee_id == NameWord.detainee_id, _begins(other, forms)))
    return found


def _further() -> Iterator[Any]:
    while True:
        yield aliased(NameWord)


def _named(actor: Actor, words: str) -> ColumnElement[bool]:
    """Match a name in any script by its keys or by beginnings of its words, or a reference."""
    options: list[Select[int]] = [
        select(Detainee.id).where(
            Detainee.organisation_id == actor.organisation_id, Detainee.reference == words.strip().upper()
        )
    ]
    tried = [str(key) for key in keys(words)]
    if tried:
        options.append(_with_keys(actor, tried))
    begun = beginning(actor, words)
    if begun is not None:
        options.append(begun)
    # One set of numbers: a database can begin with it instead of asking every person.
    return Detainee.id.in_(union(*options))


def _with_keys(actor: Actor, tried: Sequence[str]) -> Select[int]:
    return select(NameKey.detainee_id).where(
        NameKey.organisation_id == actor.organisation_id, NameKey.key.in_(tried[:_BLOCK])
    )


def _begins(model: type[NameWord], forms: Sequence[str]) -> ColumnElement[bool]:
    return or_(*((model.word >= form) & (model.word < form + _BEYOND) for form in forms))


def _of_country(country: str) -> ColumnElement[bool]:
    """Begin with the few of a rare nationality; ask each person about a common one."""
    behind = select(Nationality.id).where(Nationality.country == country).offset(_RARE).limit(1)
    if db.session.scalar(behind) is None:
        return Detainee.id.in_(select(Nationality.detainee_id).where(Nationality.country == country))
    return exists().where(Nationality.detainee_id == Detainee.id, Nationality.country == country)

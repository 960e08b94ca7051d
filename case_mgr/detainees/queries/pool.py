"""Finds for many names at once the people who may be meant, at the same cost among a thousand people as a million."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Integer,
    Text,
    TextClause,
    any_,
    bindparam,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from case_mgr.access.actor import Actor
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import earliest, latest
from case_mgr.detainees.models import Detainee, Nationality, PersonName
from case_mgr.detainees.policy import visible
from case_mgr.detainees.types import Candidate
from case_mgr.extensions import db
from case_mgr.names import types as name_types
from case_mgr.names.keys import keys, weight

Births = Mapping[str, Sequence[PartialDate]]

# How many people are looked at who share one key: many have a surname, few the surname with the given name. Whoever
# is cut off shares nothing else with the name, or they would come in by another key.
_STRONG, _MOST_STRONG, _MOST_WEAK = 3, 400, 60
_RANKED = 30
# Born at quite another time, and how many such people are compared all the same.
_FAR, _MOST_FAR = 2, 3
# What two names share at least that have the surname and the given name in common.
_MET = 6
_ONE_SQLITE = (
    "SELECT wanted.value, (SELECT group_concat(detainee_id) FROM (SELECT detainee_id FROM name_key"
    " WHERE organisation_id = :organisation AND key = wanted.value ORDER BY detainee_id LIMIT {most}))"
    " FROM json_each(:{keys}) AS wanted"
)
_ONE_POSTGRES = (
    "SELECT wanted, ARRAY(SELECT detainee_id FROM name_key"
    " WHERE organisation_id = :organisation AND key = wanted ORDER BY detainee_id LIMIT {most})"
    " FROM unnest(:{keys}) AS wanted"
)


def _both(one: str) -> TextClause:
    """Return the statement for strong and weak keys, of which fewer people are looked at, together."""
    parts = (one.format(keys="strong", most=_MOST_STRONG), one.format(keys="weak", most=_MOST_WEAK))
    return text(" UNION ALL ".join(parts))


_SQLITE = _both(_ONE_SQLITE)
_POSTGRES = _both(_ONE_POSTGRES).bindparams(*(bindparam(name, type_=ARRAY(Text)) for name in ("strong", "weak")))


def match_pool(
    actor: Actor,
    names: Iterable[str],
    per_name: int = 15,
    births: Births | None = None,
    unseen: set[int] | None = None,
) -> dict[str, tuple[Candidate, ...]]:
    """Find for each name the people who may be meant, best keys first; of equals, those who can have a given birth.

    The number of statements follows from the number of names, never from who is found: a person whom the actor may
    not open answers in the same time, and by nothing. `unseen` takes the numbers of those whose surname and given name
    are met and who may not be opened, for whoever guards them.
    """
    wanted = {name: {str(key) for key in keys(name)} for name in dict.fromkeys(names)}
    found = _sharing(actor, set().union(*wanted.values()))
    ranked: dict[str, list[tuple[int, int]]] = {}
    for name, own in wanted.items():
        shared: Counter[int] = Counter()
        for key in own:
            worth = weight(key)
            for person in found.get(key, ()):
                shared[person] += worth
        ranked[name] = shared.most_common(_RANKED)
    facts = _facts(actor, {person for pairs in ranked.values() for person, _ in pairs})
    if unseen is not None:
        unseen |= {
            person for pairs in ranked.values() for person, shared in pairs if shared >= _MET and person not in facts
        }
    chosen = {name: _best(pairs, facts, (births or {}).get(name, ()))[:per_name] for name, pairs in ranked.items()}
    people = _candidates(facts, {person for picked in chosen.values() for person in picked})
    return {name: tuple(people[person] for person in picked) for name, picked in chosen.items()}


class Facts:
    """What the row of a person says for a comparison."""

    __slots__ = ("born", "died", "first", "last", "name", "public_id", "reference", "sex")

    def __init__(
        self,
        public_id: str,
        reference: str,
        name: str,
        sex: str,
        born: str | None,
        first: date | None,
        last: date | None,
        died: str | None,
    ) -> None:
        self.public_id, self.reference, self.name, self.sex = public_id, reference, name, sex
        self.born, self.first, self.last, self.died = born, first, last, died

    def misfit(self, births: Sequence[PartialDate]) -> int:
        """Return 0 for a birth that can be, 1 for one with the same year or the same day of the year, else 2."""
        if not births or self.can_be_born(births):
            return 0
        own = self.first or self.last
        given = [day for birth in births if (day := birth.earliest or birth.latest)]
        near = own is not None and any(
            own.year == day.year or {own.month, own.day} == {day.month, day.day} for day in given
        )
        return 1 if near else _FAR

    def candidate(self, names: Iterable[str], countries: Iterable[str]) -> Candidate:
        """Return the person as they are compared, with every name and nationality."""
        evidence = name_types.Evidence(
            name=self.name,
            birth=PartialDate.parse(self.born) if self.born else None,
            nationality=frozenset(countries),
            sex=name_types.Sex(self.sex) if self.sex in ("male", "female") else name_types.Sex.UNKNOWN,
            other_names=tuple(full for full in names if full != self.name),
            death=PartialDate.parse(self.died) if self.died else None,
        )
        return Candidate(self.public_id, self.reference, self.name, evidence)

    def can_be_born(self, births: Sequence[PartialDate]) -> bool:
        """Whether the person can have one of these dates of birth; who has none may have any."""
        return any(
            (self.first is None or birth.latest is None or self.first <= birth.latest)
            and (self.last is None or birth.earliest is None or birth.earliest <= self.last)
            for birth in births
        )


def _best(pairs: Sequence[tuple[int, int]], facts: Mapping[int, Facts], births: Sequence[PartialDate]) -> list[int]:
    """Order those whom the actor may open: more shared keys first, then a birth that fits, or nearly.

    Of namesakes born at quite another time a few are enough: among very many people they are a crowd.
    """
    known = [(-shared, facts[person].misfit(births), person) for person, shared in pairs if person in facts]
    known.sort()
    far = [person for _, misfit, person in known if misfit == _FAR][_MOST_FAR:]
    left_out = set(far)
    return [person for _, _, person in known if person not in left_out]


def _sharing(actor: Actor, everything: Collection[str]) -> dict[str, list[int]]:
    """Return for each key the people who share it, as far as they are looked at."""
    strong = sorted(key for key in everything if weight(key) >= _STRONG)
    weak = sorted(key for key in everything if weight(key) < _STRONG)
    postgres = _on_postgres()
    asked = {"organisation": actor.organisation_id, "strong": strong, "weak": weak}
    if not postgres:
        asked |= {"strong": json.dumps(strong), "weak": json.dumps(weak)}
    rows = db.session.execute(_POSTGRES if postgres else _SQLITE, asked)
    return {
        key: people if postgres else [int(number) for number in people.split(",")] for key, people in rows if people
    }


def _facts(actor: Actor, ids: Iterable[int]) -> dict[int, Facts]:
    """Read the rows of people whom the actor may open: one statement, whoever and however many are asked for."""
    shown = (Detainee.public_id, Detainee.reference, Detainee.name, Detainee.sex)
    born = (Detainee.born_edtf, earliest(Detainee, "born"), latest(Detainee, "born"), Detainee.died_edtf)  # type: ignore[attr-defined]  # columns of composites
    rows = db.session.execute(select(Detainee.id, *shown, *born).where(visible(actor), _among(Detainee.id, ids)))
    return {row[0]: Facts(*row[1:]) for row in rows}


def _among(column: Any, ids: Iterable[int]) -> ColumnElement[bool]:
    if _on_postgres():
        return cast("ColumnElement[bool]", column == any_(bindparam("ids", sorted(ids), type_=ARRAY(Integer))))
    listed = func.json_each(bindparam("ids", json.dumps(sorted(ids)), type_=Text)).table_valued("value")
    return cast("ColumnElement[bool]", column.in_(select(listed.c.value)))


def _on_postgres() -> bool:
    return db.session.get_bind().dialect.name == "postgresql"


def _candidates(facts: Mapping[int, Facts], ids: Collection[int]) -> dict[int, Candidate]:
    """Return people whose facts were read as candidates; names and nationalities come from their indexes alone."""
    said: dict[int, tuple[list[tuple[int, str]], list[tuple[int, str]]]] = {person: ([], []) for person in ids}
    # Two statements: in one column with names, countries would be heard as names of nobody.
    names = select(PersonName.detainee_id, PersonName.id, PersonName.full).where(_among(PersonName.detainee_id, ids))
    held = select(Nationality.detainee_id, Nationality.id, Nationality.country)
    for kind, asked in enumerate((names, held.where(_among(Nationality.detainee_id, ids)))):
        for person, number, text_ in db.session.execute(asked):
            said[person][kind].append((number, text_))
    return {
        person: facts[person].candidate(*([text_ for _, text_ in sorted(rows)] for rows in found))
        for person, found in said.items()
    }


def get_candidates(actor: Actor, ids: Iterable[int]) -> dict[int, Candidate]:
    """Return people as candidates, those whom the actor may open."""
    facts = _facts(actor, ids)
    return _candidates(facts, facts)

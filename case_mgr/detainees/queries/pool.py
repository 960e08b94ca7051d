"""Finds for many names at once the people who may be meant, at the same cost among a thousand people as a million."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Integer, Text, any_, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from case_mgr.access.actor import Actor
from case_mgr.core.blocks import blocks
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
_RANKED = 40
# What two names share at least that have the surname and the given name in common.
_MET = 6
_SQLITE = text(
    "SELECT wanted.value, (SELECT group_concat(detainee_id) FROM (SELECT detainee_id FROM name_key"
    " WHERE organisation_id = :organisation AND key = wanted.value ORDER BY detainee_id LIMIT :most))"
    " FROM json_each(:keys) AS wanted"
)
_POSTGRES = text(
    "SELECT wanted, ARRAY(SELECT detainee_id FROM name_key"
    " WHERE organisation_id = :organisation AND key = wanted ORDER BY detainee_id LIMIT :most)"
    " FROM unnest(:keys) AS wanted"
).bindparams(bindparam("keys", type_=ARRAY(Text)))


def match_pool(
    actor: Actor,
    names: Iterable[str],
    per_name: int = 20,
    births: Births | None = None,
    unseen: set[int] | None = None,
) -> dict[str, tuple[Candidate, ...]]:
    """Find for each name the people who may be meant, best keys first; of equals, those who can have a given birth.

    The number of statements follows from the number of names, never from who is found: a person whom the actor may
    not open answers in the same time, and by nothing. `unseen` takes the numbers of those whose surname and given name
    are met and who may not be opened, for whoever guards them.
    """
    wanted = {name: {str(key) for key in keys(name)} for name in dict.fromkeys(names)}
    found = _sharing(actor, sorted(set().union(*wanted.values()) if wanted else ()))
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
    people = candidates(facts, {person for picked in chosen.values() for person in picked})
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

    def can_be_born(self, births: Sequence[PartialDate]) -> bool:
        """Whether the person can have one of these dates of birth; who has none may have any."""
        return any(
            (self.first is None or birth.latest is None or self.first <= birth.latest)
            and (self.last is None or birth.earliest is None or birth.earliest <= self.last)
            for birth in births
        )


def _best(pairs: Sequence[tuple[int, int]], facts: Mapping[int, Facts], births: Sequence[PartialDate]) -> list[int]:
    """Order those whom the actor may open: more shared keys first, then a birth that fits."""
    known = [(person, shared) for person, shared in pairs if person in facts]
    known.sort(key=lambda pair: (-pair[1], bool(births) and not facts[pair[0]].can_be_born(births), pair[0]))
    return [person for person, _ in known]


def _sharing(actor: Actor, everything: Sequence[str]) -> dict[str, list[int]]:
    """Return for each key the people who share it, as far as they are looked at."""
    found: dict[str, list[int]] = {}
    strong = [key for key in everything if weight(key) >= _STRONG]
    weak = [key for key in everything if weight(key) < _STRONG]
    postgres = db.session.get_bind().dialect.name == "postgresql"
    for wanted, most in ((strong, _MOST_STRONG), (weak, _MOST_WEAK)):
        asked = {
            "organisation": actor.organisation_id,
            "most": most,
            "keys": wanted if postgres else json.dumps(wanted),
        }
        for key, people in db.session.execute(_POSTGRES if postgres else _SQLITE, asked):
            if people:
                found[key] = people if postgres else [int(number) for number in people.split(",")]
    return found


def _facts(actor: Actor, ids: Iterable[int]) -> dict[int, Facts]:
    """Read the rows of people whom the actor may open: one statement, whoever and however many are asked for."""
    shown = (Detainee.public_id, Detainee.reference, Detainee.name, Detainee.sex)
    born = (Detainee.born_edtf, earliest(Detainee, "born"), latest(Detainee, "born"), Detainee.died_edtf)  # type: ignore[attr-defined]  # columns of composites
    rows = db.session.execute(select(Detainee.id, *shown, *born).where(visible(actor), _among(sorted(ids))))
    return {row[0]: Facts(*row[1:]) for row in rows}


def _among(ids: Sequence[int]) -> ColumnElement[bool]:
    if db.session.get_bind().dialect.name == "postgresql":
        return Detainee.id == any_(bindparam("ids", list(ids), type_=ARRAY(Integer)))
    listed = func.json_each(bindparam("ids", json.dumps(ids), type_=Text)).table_valued("value")
    return Detainee.id.in_(select(listed.c.value))


def candidates(facts: Mapping[int, Facts], ids: Iterable[int]) -> dict[int, Candidate]:
    """Return people whose facts were read as candidates, with every name and nationality."""
    names: dict[int, list[str]] = {}
    countries: dict[int, list[str]] = {}
    wanted = sorted(ids)
    for block in blocks(wanted):
        listed = select(PersonName.detainee_id, PersonName.full).where(PersonName.detainee_id.in_(block))
        for person, full in db.session.execute(listed.order_by(PersonName.id)):
            names.setdefault(person, []).append(full)
        held = select(Nationality.detainee_id, Nationality.country).where(Nationality.detainee_id.in_(block))
        for person, country in db.session.execute(held.order_by(Nationality.id)):
            countries.setdefault(person, []).append(country)
    return {
        person: _candidate(facts[person], names.get(person, ()), frozenset(countries.get(person, ())))
        for person in wanted
    }


def _candidate(fact: Facts, names: Iterable[str], countries: frozenset[str]) -> Candidate:
    evidence = name_types.Evidence(
        name=fact.name,
        birth=PartialDate.parse(fact.born) if fact.born else None,
        nationality=countries,
        sex=name_types.Sex(fact.sex) if fact.sex in ("male", "female") else name_types.Sex.UNKNOWN,
        other_names=tuple(full for full in names if full != fact.name),
        death=PartialDate.parse(fact.died) if fact.died else None,
    )
    return Candidate(fact.public_id, fact.reference, fact.name, evidence)


def get_candidates(actor: Actor, ids: Iterable[int]) -> dict[int, Candidate]:
    """Return people as candidates, those whom the actor may open."""
    facts = _facts(actor, ids)
    return candidates(facts, facts)

"""What is read for a report in haste gives the figures of what is read at leisure."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from case_mgr.cases.models import Case, TimelineEvent
from case_mgr.cases.types import Level
from case_mgr.cases.versions import Told, counting, happenings
from case_mgr.core import clock, ids
from case_mgr.core.dates import PartialDate
from case_mgr.core.rows import table_of
from case_mgr.extensions import db
from case_mgr.jurisdictions import catalogue
from case_mgr.reports import queries
from case_mgr.reports.builders import Builder
from case_mgr.reports.history import idle_kinds
from case_mgr.reports.tally import Tally
from case_mgr.reports.types import EventFact, Facts, Period
from tests import cast
from tests.factories.people import a_case

DAY = date(2025, 3, 1)
PERIOD = Period(date(2025, 3, 5), date(2025, 3, 25))
KINDS = [kind.code for kind in catalogue.event_kinds("BY")]
_CASES = 30


def _at(dice: random.Random) -> dict[str, Any]:
    """Mostly a day, sometimes a month, a year or nothing."""
    day = DAY + timedelta(days=dice.randrange(30))
    texts = [day.isoformat()] * 12 + [f"{day:%Y-%m}", f"{day:%Y}", ""]
    text = dice.choice(texts)
    parts = PartialDate.parse(text).__composite_values__() if text else (None, None, None)
    return dict(zip(("happened_edtf", "happened_from", "happened_to"), parts, strict=True))


def _write(case: Case, dice: random.Random) -> None:
    """Give a case a life of up to nine events; in every second one something was corrected, withdrawn or retold."""
    actor, changed, known = cast.COORDINATOR.actor(), dice.random() < 0.5, list[int]()
    common = {"case_id": case.id, "organisation_id": actor.organisation_id, "created_at": clock.now(), "place": ""}
    common |= {"source": "", "certainty": "reported", "reason": "", "author_id": actor.user_id}
    for turn in range(dice.randrange(10)):
        row = common | _at(dice) | {"public_id": ids.new_public_id(), "level": str(Level.NORMAL)}
        row |= {"kind": "detention" if not turn else dice.choice(KINDS), "taken_as_true": False}
        row |= {"batch": "R-2025-001" if dice.random() < 0.1 else None}
        if changed and known and dice.random() < 0.4:
            row |= dice.choice(
                [
                    {"corrects_id": dice.choice(known)},
                    {"version_of_id": dice.choice(known), "taken_as_true": dice.random() < 0.5},
                    {"withdrawn_at": clock.now()},
                    {"level": str(Level.TEAM), "handler_id": actor.user_id},
                ]
            )
        done: Any = db.session.execute(sa.insert(table_of(TimelineEvent)).values(row))
        known.append(done.inserted_primary_key[0])


def _plain() -> Mapping[int, tuple[EventFact, ...]]:
    """Read every record of every timeline, one by one, with nothing left to the database."""
    records = list(db.session.scalars(sa.select(TimelineEvent).order_by(TimelineEvent.id)))
    open_to_all = {row.id: row for row in records if row.level == Level.NORMAL}
    told = [
        Told(row.id, row.corrects_id, row.version_of_id, row.withdrawn_at is not None, row.taken_as_true)
        for row in open_to_all.values()
    ]
    found: defaultdict[int, list[EventFact]] = defaultdict(list)
    for versions in happenings(told):
        if version := counting(versions):
            row = open_to_all[version.latest]
            ends = (row.happened.earliest, row.happened.latest) if row.happened else (None, None)
            found[row.case_id].append(EventFact(row.id, row.case_id, row.kind, *ends, row.batch, row.created_at))
    return {case: tuple(events) for case, events in found.items()}


def _count(facts: Facts) -> dict[str, Tally]:
    return Builder(facts, PERIOD).build()


@pytest.mark.parametrize("seed", [1, 2])
def test_figures_are_those_of_a_plain_reading(here: Flask, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(_CASES):
        _write(a_case(), dice)
    db.session.commit()
    actor = cast.COORDINATOR.actor()
    facts = queries.read_facts(actor, None, PERIOD)
    plain = replace(facts, events=_plain())
    told = _count(facts)
    assert told == _count(plain)
    assert told["custody_end"].ids
    assert told["custody_end"].unsure, "the world has vague dates"
    read, all_ = (sum(len(events) for events in one.values()) for one in (facts.events, plain.events))
    assert read < all_, "something was left out"
    kinds = {event.kind for events in facts.events.values() for event in events}
    assert kinds & idle_kinds(), "of an intricate case everything is read"


def test_only_a_restatement_reads_when_something_was_recorded(here: Flask) -> None:
    case = a_case()
    _write(case, random.Random(7))
    db.session.commit()
    actor = cast.COORDINATOR.actor()
    assert not any(one.recorded for one in queries.read_facts(actor).events[case.id])
    assert all(one.recorded for one in queries.read_facts(actor, recorded=True).events[case.id])

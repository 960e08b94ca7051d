"""Seconds for a donor report over very many cases with their timelines and a ledger, in a database of its own."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import text

from benchmarks.candidates import fill
from benchmarks.installation import coordinator, installation
from case_mgr.cases.models import Case, TimelineEvent
from case_mgr.core import clock, ids
from case_mgr.core.blocks import blocks
from case_mgr.core.dates import PartialDate
from case_mgr.core.rows import table_of, write_rows
from case_mgr.extensions import db
from case_mgr.jobs import worker
from case_mgr.jobs.queries import get_result
from case_mgr.jobs.types import STATE_SENTENCES
from case_mgr.reports import queries, service
from case_mgr.reports.indicators import By
from case_mgr.reports.service.building import count as tally
from case_mgr.reports.types import Period
from case_mgr.rooms.handlers import HANDLERS
from case_mgr.support import service as support
from case_mgr.support.models import SupportEntry, SupportShare
from case_mgr.support.types import GrantDraft

_FIRST, _DAYS, _BLOCK = date(2020, 8, 9), 1826, 10_000
# What happens in a case, with the days after the one before; then transfers to the number wanted.
_COURSE = (("detention", 0), ("charge", 9), ("hearing", 120), ("verdict", 20), ("transfer", 60))
_MORE = 3


def run(cases: int, postgres: str | None) -> Iterator[str]:
    """Measure on SQLite, and on PostgreSQL when an address is given."""
    yield from _measure("SQLite", cases, None)
    if postgres:
        yield from _measure("PostgreSQL", cases, postgres)


def _measure(name: str, cases: int, url: str | None) -> Iterator[str]:
    with installation(url) as app, app.app_context():
        actor = coordinator()
        fill(actor.organisation_id, cases)
        first = _FIRST + timedelta(days=_DAYS - 365)
        period = Period(first, _FIRST + timedelta(days=_DAYS - 1))
        grant = support.add_grant(actor, GrantDraft("HR-1", "Lighthouse Fund", "Help", "EUR", _FIRST, period.ends))
        db.session.commit()
        rows = _write(actor.organisation_id, actor.user_id, grant.id, cases)
        yield f"A donor report over {cases} cases and {rows} rows of timelines and ledger on {name}:"
        start = time.perf_counter()
        facts = queries.read_facts(actor, grant, period)
        read = time.perf_counter()
        tally(facts, period)
        counted = time.perf_counter()
        yield f"  reading {read - start:.1f} s, counting {counted - read:.1f} s"
        del facts
        plan = service.plan(actor, period, "HR-1").public_id
        service.choose(actor, plan, by=([str(by) for by in By], str(By.SEX)))
        job = service.ask(actor, plan)
        db.session.commit()
        start, busy = time.perf_counter(), time.process_time()
        worker.run_next(app, HANDLERS, only=job)
        took, busy = time.perf_counter() - start, time.process_time() - busy
        state = get_result(job)[0]
        yield f"  the whole draft, crossed by sex, as a job with progress: {took:.1f} s, {busy:.1f} s of it computing"
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        yield f"  it {STATE_SENTENCES[state].lower()}; most memory of this process: {most} MB"


def _write(organisation: int, user: int, grant: int, cases: int) -> int:
    dice, now, rows = random.Random(5), clock.now(), 0
    common = {"organisation_id": organisation, "created_at": now, "version": 1}
    case = common | {"jurisdiction": "BY", "charges": "", "stage": "serving", "state": "in_custody", "place": ""}
    for numbers in blocks(range(1, cases + 1), _BLOCK):
        connection = db.session.connection()
        own = (
            {"id": n, "public_id": ids.new_public_id(), "detainee_id": n, "reference": f"BY-2020-{n}"} for n in numbers
        )
        write_rows(connection, table_of(Case), [case | one for one in own])
        told = [row for n in numbers for row in _events(common, n, dice)]
        write_rows(connection, table_of(TimelineEvent), told)
        paid = [row for n in numbers for row in _paid(common, user, n, dice)]
        write_rows(connection, table_of(SupportEntry), paid)
        shares = [_share(row, grant) for row in paid]
        write_rows(connection, table_of(SupportShare), shares)
        rows += len(told) + len(paid)
        db.session.commit()
    db.session.execute(text("ANALYZE"))
    db.session.commit()
    return rows


def _events(common: dict[str, Any], number: int, dice: random.Random) -> Iterator[dict[str, Any]]:
    day = _FIRST + timedelta(days=dice.randrange(_DAYS - 400))
    steps = [*_COURSE, *((("term_served", 200),) if dice.random() < 0.5 else ()), *(("transfer", 5),) * _MORE]
    for kind, after in steps:
        day += timedelta(days=after)
        edtf, first, last = PartialDate.day(day.year, day.month, day.day).__composite_values__()
        at = {"happened_edtf": edtf, "happened_from": first, "happened_to": last}
        recorded = {"created_at": datetime(day.year, day.month, day.day, tzinfo=UTC)}
        texts = {"place": "", "source": "", "certainty": "reported", "reason": "", "level": "normal"}
        told = {"public_id": ids.new_public_id(), "case_id": number, "kind": kind, "taken_as_true": False}
        known = {name: value for name, value in common.items() if name != "version"}
        yield known | at | recorded | texts | told


def _paid(common: dict[str, Any], user: int, number: int, dice: random.Random) -> Iterator[dict[str, Any]]:
    for turn in range(2):
        day = _FIRST + timedelta(days=dice.randrange(_DAYS))
        yield common | {
            "id": number * 2 + turn,
            "number": number * 2 + turn,
            "public_id": ids.new_public_id(),
            "case_id": number,
            "kind": dice.choice(("legal", "medical", "parcel", "family")),
            "state": "paid",
            "happened": day,
            "paid_on": day,
            "booked": day,
            "amount": Decimal("10.50"),
            "currency": "EUR",
            "for_person": True,
            "recorded_by_id": user,
        }


def _share(entry: dict[str, Any], grant: int) -> dict[str, Any]:
    amount = entry["amount"]
    known: dict[str, Any] = {
        "public_id": ids.new_public_id(),
        "entry_id": entry["id"],
        "grant_id": grant,
        "rate_source": "",
        "amount": amount,
        "converted": amount,
        "code": "",
    }
    return {"organisation_id": entry["organisation_id"], "created_at": entry["created_at"]} | known

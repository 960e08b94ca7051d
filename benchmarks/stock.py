"""Seconds for the ledger of the stock over five years, and for proposals to a long list among very many people."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import text

from benchmarks.candidates import fill, name_of
from benchmarks.installation import coordinator, installation
from case_mgr.cases.models import Case
from case_mgr.core import clock, ids
from case_mgr.core.blocks import blocks
from case_mgr.core.paging import PageRequest
from case_mgr.core.rows import table_of, write_rows
from case_mgr.extensions import db
from case_mgr.pardons import queries, service
from case_mgr.pardons.models import StockChange
from case_mgr.pardons.stocktaking import TermKind
from case_mgr.pardons.types import BatchDraft, ListDraft

_FIRST, _DAYS, _BLOCK, _NAMES = date(2020, 8, 9), 1826, 20_000, 1_300


def run(count: int, postgres: str | None) -> Iterator[str]:
    """Measure on SQLite, and on PostgreSQL when an address is given."""
    yield from _measure("SQLite", count, None)
    if postgres:
        yield from _measure("PostgreSQL", count, postgres)


def _measure(name: str, count: int, url: str | None) -> Iterator[str]:
    with installation(url) as app, app.app_context():
        actor = coordinator()
        fill(actor.organisation_id, count)
        _changes(actor.organisation_id, count)
        until = _FIRST + timedelta(days=_DAYS)
        yield f"The stock of {count} cases over five years on {name}:"
        asked = {
            "ledger": lambda: queries.get_ledger(actor, _FIRST, until, until),
            "months": lambda: queries.list_months(actor, _FIRST, until, until),
            "list of the closing": lambda: queries.list_term(
                actor, TermKind.CLOSING, "", _FIRST, until, until, PageRequest()
            ),
        }
        for what, ask in asked.items():
            took = sorted(_seconds(ask) for _ in range(5))
            yield f"  {what:22} median {took[2]:.2f} s, worst {took[-1]:.2f} s"
        batch = service.create(actor, BatchDraft("Spring")).reference
        dice = random.Random(3)
        printed = "\n".join(f"{number}. {name_of(dice)}" for number in range(1, _NAMES + 1))
        took_once = _seconds(lambda: service.name(actor, batch, ListDraft(printed, "press list")))
        yield f"Proposals for {_NAMES} printed names among {count} people on {name}: {took_once:.1f} s"
        took = sorted(_seconds(lambda: queries.find_question(actor, batch, dice.randrange(_NAMES))) for _ in range(100))
        yield f"  the next place: median {took[50] * 1000:.0f} ms, worst {took[-1] * 1000:.0f} ms"


def _seconds(ask: Any) -> float:
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


def _changes(organisation: int, count: int) -> None:
    """Let everybody enter the stock on some day, and three in four leave it again."""
    dice, now = random.Random(5), clock.now()
    case = {"organisation_id": organisation, "created_at": now, "version": 1, "jurisdiction": "BY", "charges": ""}
    case |= {"stage": "serving", "state": "in_custody", "place": ""}
    for numbers in blocks(range(1, count + 1), _BLOCK):
        connection = db.session.connection()
        own = (
            {"id": n, "public_id": ids.new_public_id(), "detainee_id": n, "reference": f"BY-2020-{n}"} for n in numbers
        )
        write_rows(connection, table_of(Case), [case | one for one in own])
        write_rows(connection, table_of(StockChange), [row for n in numbers for row in _moves(organisation, n, dice)])
        db.session.commit()
    db.session.execute(text("ANALYZE"))
    db.session.commit()


def _moves(organisation: int, number: int, dice: random.Random) -> list[dict[str, Any]]:
    day = _FIRST + timedelta(days=dice.randrange(_DAYS))
    row = {"organisation_id": organisation, "person_id": number, "case_id": number, "forgotten_at": None}
    moves = [row | {"day": day, "sign": 1, "reason": "arrested", "known_at": _noon(day)}]
    if dice.random() < 0.75:
        left = day + timedelta(days=dice.randrange(1, 900))
        known = _noon(left + timedelta(days=dice.randrange(60)))
        moves.append(row | {"day": left, "sign": -1, "reason": "pardon", "known_at": known})
    return moves


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

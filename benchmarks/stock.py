"""Seconds for the ledger of the stock over five years, and for proposals to a long list among very many people."""

from __future__ import annotations

import contextvars
import os
import random
import re
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import distinct, func, select, text

from benchmarks.candidates import fill, name_of
from benchmarks.installation import coordinator, installation, signed_in
from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case
from case_mgr.core import clock, ids
from case_mgr.core.blocks import blocks
from case_mgr.core.paging import PageRequest
from case_mgr.core.rows import table_of, write_rows
from case_mgr.extensions import db
from case_mgr.jobs import worker
from case_mgr.pardons import queries, service
from case_mgr.pardons.models import Proposal, StockChange
from case_mgr.pardons.stocktaking import TermKind
from case_mgr.pardons.types import BatchDraft, ListAnswers, ListDraft
from case_mgr.rooms.handlers import HANDLERS

_FIRST, _DAYS, _BLOCK, _NAMES = date(2020, 8, 9), 1826, 20_000, 1_300
_ANSWERED = 100


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
        yield from _reconciled(name, count, app, actor)


def _reconciled(name: str, count: int, app: Flask, actor: Actor) -> Iterator[str]:
    """Let the worker propose for a long list, then answer place after place as a browser does."""
    batch = service.create(actor, BatchDraft("Spring")).reference
    dice = random.Random(3)
    printed = "\n".join(f"{number}. {name_of(dice)}" for number in range(1, _NAMES + 1))
    added = service.name(actor, batch, ListDraft(printed, "press list"), ListAnswers())
    db.session.commit()
    if not added.job:
        raise RuntimeError("the list was not left to the worker")
    work, load = time.process_time(), os.getloadavg()[0]
    took = _seconds(lambda: worker.run_next(app, HANDLERS, only=added.job))
    work = time.process_time() - work
    found = db.session.scalar(select(func.count(distinct(Proposal.place_id)))) or 0
    yield (
        f"Proposals for {_NAMES} printed names among {count} people on {name}, as a job: {took:.1f} s, of them "
        f"{work:.1f} s of this processor (load {load:.1f}); somebody was found for {found}"
    )
    db.session.rollback()
    # Requests have a context of their own, as in the product.
    answers = contextvars.Context().run(_answered, app, batch)
    (middle, worst), (work, most) = (_middle_and_worst(pairs) for pairs in zip(*answers, strict=True))
    yield (
        f"  from a decision to the next place, sent, redirected and drawn: median {middle:.0f} ms, "
        f"worst {worst:.0f} ms; of this processor median {work:.0f} ms, worst {most:.0f} ms "
        f"(load {os.getloadavg()[0]:.1f})"
    )


def _middle_and_worst(took: Sequence[float]) -> tuple[float, float]:
    return sorted(took)[len(took) // 2] * 1000, max(took) * 1000


def _answered(app: Flask, batch: str) -> list[tuple[float, float]]:
    client = signed_in(app)
    return [_decided(client, batch) for _ in range(_ANSWERED)]


def _decided(client: FlaskClient, batch: str) -> tuple[float, float]:
    """Answer the place that is asked about; how long until the next was drawn, by the clock and of this processor."""
    page = client.get(f"/pardons/{batch}/reconcile").text
    form = page[page.index('action="/pardons/' + batch + "/reconcile/") :]
    action = form[len('action="') : form.index('"', len('action="'))]
    sent = dict(re.findall(r'name="(csrf_token|once|version|show)"[^>]*value="([^"]*)"', form[: form.index("</form>")]))
    start, work = time.perf_counter(), time.process_time()
    response = client.post(action, data=sent | {"answer": "not_ours"})
    if response.status_code != 303:
        raise RuntimeError(f"{action}: {response.status}")
    client.get(response.location)
    return time.perf_counter() - start, time.process_time() - work


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

"""Times pages from the database and from memory in turn, counts what each asks of the database."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from benchmarks.installation import coordinator, signed_in
from benchmarks.scale.memory import FromMemory
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.detainees.models import Detainee
from case_mgr.extensions import db

ROUNDS = 30
LIMIT = 4.0


@dataclass(frozen=True, slots=True)
class Figure:
    """What one page took."""

    name: str
    page: float
    memory: float
    ratio: float
    statements: int
    database: float
    size: int
    bound: bool

    def __str__(self) -> str:
        """Say it in one line; a limit that is passed is marked."""
        kept = "" if not self.bound else ("  ok" if self.ratio <= LIMIT else f"  OVER {LIMIT:g}")
        return (
            f"  {self.name:38} {self.ratio:6.1f} ×  {self.page * 1000:7.1f} ms against {self.memory * 1000:5.1f}"
            f"  ({self.statements} statements, {self.database * 1000:.1f} ms in them, {self.size // 1000} kB){kept}"
        )


@dataclass
class Asked:
    """How often the database was asked, and how long that took."""

    statements: int = 0
    seconds: float = 0.0
    began: float = 0.0


def measure(app: Flask, only: str = "") -> Iterator[Figure]:
    """Yield a figure for each page."""
    with app.app_context():
        actor, pages = coordinator(), _pages()
        db.session.rollback()
    client = signed_in(app)
    memory = FromMemory(app, actor)
    held = memory.client(client)
    with _asked(app) as asked:
        for name, (typed, bound) in pages.items():
            if only and only not in name:
                continue
            path = _address(client, typed)
            shown = memory.learn(client, path)
            if held.get(path).status_code != 200:
                raise RuntimeError(f"{path}: not from memory")
            yield _figure(name, partial(client.get, path), partial(held.get, path), asked, len(shown), bound=bound)


def addresses(app: Flask, client: FlaskClient) -> list[str]:
    """Return the addresses of all pages that are measured."""
    with app.app_context():
        pages = _pages()
        db.session.rollback()
    return [_address(client, path) for path, _ in pages.values()]


def _figure(
    name: str, page: Callable[[], Any], memory: Callable[[], Any], asked: Asked, size: int, *, bound: bool
) -> Figure:
    """Time both in turn, so that a slow moment of the machine hits both."""
    shown, held = [], []
    asked.statements, asked.seconds = 0, 0.0
    for _ in range(ROUNDS):
        shown.append(_timed(page))
        before = asked.statements
        held.append(_timed(memory))
        if asked.statements != before:
            raise RuntimeError(f"{name}: a page from memory asked the database")
    ratio = statistics.median(a / b for a, b in zip(shown, held, strict=True))
    return Figure(
        name,
        statistics.median(shown),
        statistics.median(held),
        ratio,
        asked.statements // ROUNDS,
        asked.seconds / ROUNDS,
        size,
        bound,
    )


def _pages() -> dict[str, tuple[str, bool]]:
    """Return the pages, and whether the limit binds them."""
    ids = select(Detainee.id, Detainee.public_id, Detainee.name).where(Detainee.sensitivity == "normal")
    middle = db.session.execute(ids.order_by(Detainee.id).offset(db.session.query(Detainee).count() // 2)).first()
    cases = db.session.query(Case).count()
    if middle is None:
        raise RuntimeError("nobody is in the database")
    usual = db.session.scalar(select(Case.reference).where(Case.id == cases // 3))
    longest = db.session.scalar(select(Case.reference).where(Case.id == cases // 2))
    surname = middle.name.split()[-1]
    year = clock.today().year - 3
    period = f"arrested_from-year={year}&arrested_to-year={year}"
    return {
        "people": ("/people", False),
        "people, three filters": (f"/people?words={surname[:4]}&country=BY&sex=male", True),
        "people, three filters, one finds few": (f"/people?words={surname}&country=BY&sex=male", True),
        "people, two filters, born": ("/people?country=RU&sex=female&sort=born", True),
        "people, page 40": ("/people?page=40", False),
        "cases": ("/cases", False),
        "cases, three filters": (f"/cases?state=in_custody&country=BY&sex=female&{period}", True),
        "cases, three filters, by name": ("/cases?state=in_custody&stage=serving&country=LT&sort=name", True),
        "cases, three filters, nothing found": ("/cases?state=free&stage=serving&sex=female", True),
        "profile": (f"/people/{middle.public_id}", True),
        "timeline": (f"/cases/{usual}/timeline", True),
        "timeline, the longest": (f"/cases/{longest}/timeline", True),
        "case": (f"/cases/{usual}", False),
        "search, a whole name": (f"/search?words={middle.name}", True),
        "search, a surname": (f"/search?words={surname}", True),
        "search, a given name": (f"/search?words={middle.name.split()[0]}", True),
        "search, an article": ("/search?words=361-4", True),
        "search, a rare article": ("/search?words=арт. 215", True),
        "search, a facility": ("/search?words=IK-15", True),
        "search, nothing found": ("/search?words=Xqwzx Vbnmk", True),
        "audit": ("/audit", False),
    }


@contextmanager
def _asked(app: Flask) -> Iterator[Asked]:
    asked = Asked()

    def before(*_: Any) -> None:
        asked.began = time.perf_counter()

    def after(*_: Any) -> None:
        asked.statements += 1
        asked.seconds += time.perf_counter() - asked.began

    with app.app_context():
        engines: list[Engine] = list(db.engines.values())
    for engine in engines:
        event.listen(engine, "before_cursor_execute", before)
        event.listen(engine, "after_cursor_execute", after)
    yield asked
    for engine in engines:
        event.remove(engine, "before_cursor_execute", before)
        event.remove(engine, "after_cursor_execute", after)


def _timed(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _address(client: FlaskClient, path: str) -> str:
    """Return the address that words typed into one are replaced by: a name stands in it only encrypted."""
    return client.get(path).location or path

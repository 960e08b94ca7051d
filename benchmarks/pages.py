"""List page and profile page against an empty Flask page, at ten thousand people."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.installation import coordinator, fill, installation, signed_in

ROUNDS = 40


def run(people: int) -> list[tuple[str, float, str]]:
    """Return for each page its name, its ratio to the empty page, and both medians."""
    with installation() as app:
        with app.app_context():
            public_ids = fill(coordinator(), people)
        client, empty = signed_in(app), _empty()
        profile = public_ids[len(public_ids) // 2]
        pages = {
            "list of people": "/people",
            "list of people, last page": f"/people?page={people // 25}",
            "search for a name": _address(client, "/people?words=Balama"),
            "list of cases": "/cases",
            "profile": f"/people/{profile}",
            "timeline of a case": "/cases/BY-2021-00042/timeline",
        }
        return [_compare(name, partial(_get, client, path), partial(_get, empty, "/")) for name, path in pages.items()]


def _compare(name: str, page: Callable[[], None], empty: Callable[[], None]) -> tuple[str, float, str]:
    """Time both in turn, so that a slow moment of the machine hits both."""
    page()
    empty()
    pairs = [(_timed(page), _timed(empty)) for _ in range(ROUNDS)]
    shown, limit = statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
    return name, statistics.median(a / b for a, b in pairs), f"{shown * 1000:.1f} ms against {limit * 1000:.2f} ms"


def _timed(act: Callable[[], None]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _address(client: FlaskClient, path: str) -> str:
    """Return the address that words typed into one are replaced by: a name stands in it only encrypted."""
    return client.get(path).location or path


def _get(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status}")


def _empty() -> FlaskClient:
    app = Flask("empty")
    app.add_url_rule("/", view_func=lambda: "")
    return app.test_client()

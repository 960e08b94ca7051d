"""Pages at the scale of a national database, against the same pages rendered from memory."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.scale import pages, worker
from benchmarks.scale.store import Scale, stored
from case_mgr.app import create_app

KINDS = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


def run(people: int, kinds: list[str], url: str | None, only: str = "") -> Iterator[str]:
    """Measure on each kind of database."""
    scale = Scale(people)
    for kind in kinds:
        with stored(kind, scale, url) as environ:
            yield f"{KINDS[kind]}, {scale}: each page against the same page from memory (medians, in turn):"
            for figure in pages.measure(create_app(environ), only):
                yield str(figure)
            if not only:
                size = worker.resident(environ)
                yield f"  a worker after {worker.REQUESTS} requests: {size:.0f} MB (limit {worker.LIMIT_MB})"

"""What drills share: throw-away databases, the product's own commands, and a bound on time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask

from case_mgr.app import create_app
from case_mgr.extensions import db
from tests.databases import Database, Databases

COMMAND = "from case_mgr.cli import main; main()"


class Failed(AssertionError):
    """What the drill was made to find."""


def require(holds: bool, sentence: str) -> None:
    """Fail with a sentence when something does not hold."""
    if not holds:
        raise Failed(sentence)


@dataclass
class Budget:
    """How long a drill may take."""

    seconds: float
    began: float = field(default_factory=time.monotonic)

    @property
    def spent(self) -> float:
        """The seconds since it began."""
        return time.monotonic() - self.began

    @property
    def over(self) -> bool:
        """Whether no time is left."""
        return self.spent > self.seconds


@contextmanager
def grounds() -> Iterator[Databases]:
    """Make databases in a temporary folder."""
    with TemporaryDirectory(prefix="case-mgr-drill-") as folder:
        shared, own = Path(folder) / "shared", Path(folder) / "own"
        shared.mkdir()
        own.mkdir()
        made = Databases(shared, own, Path(folder).name.rpartition("-")[2].lower())
        try:
            yield made
        finally:
            made.finish()


@contextmanager
def opened(database: Database) -> Iterator[Flask]:
    """Open a database as the application does, and let go of it."""
    app = create_app(database.environ())
    with app.app_context():
        try:
            yield app
        finally:
            db.session.close()
            for engine in db.engines.values():
                engine.dispose()


def environ(database: Database) -> Mapping[str, str]:
    """Return the environment of a command on this database, and on no other."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CASE_MGR_")}
    return clean | database.environ()


def audit_verify(database: Database) -> tuple[int, dict[str, Any]]:
    """Run `case-mgr audit verify --json`; returns its exit status and what it said."""
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "audit", "verify", "--json"],
        env=environ(database),
        capture_output=True,
        check=False,
        text=True,
    )
    require(done.returncode in (0, 1) and bool(done.stdout), f"audit verify failed: {done.stderr[-500:]}")
    return done.returncode, json.loads(done.stdout)

"""Unit tests cannot reach a database."""

from __future__ import annotations

import sqlite3
from typing import NoReturn

import psycopg
import pytest
from sqlalchemy.engine import Engine


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Raise on every way to a database."""

    def refuse(*args: object, **kwargs: object) -> NoReturn:
        raise AssertionError("A unit test tried to reach a database: it belongs into tests/integration.")

    monkeypatch.setattr(Engine, "connect", refuse)
    monkeypatch.setattr(Engine, "raw_connection", refuse)
    monkeypatch.setattr(sqlite3, "connect", refuse)
    monkeypatch.setattr(psycopg, "connect", refuse)

"""Lets SQLite count its indexes: without that it takes the organisation, which all rows share, for a good way in."""

from __future__ import annotations

import time
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from case_mgr.extensions import db

DAILY = 24 * 3600.0
SOONEST = 600.0


@dataclass
class Statistics:
    """When the indexes of this database were counted last; PostgreSQL does it by itself."""

    counted: float | None = None
    grown: bool = True

    def note(self) -> None:
        """Remember that a job ran: tables may have grown."""
        self.grown = True

    def count(self, app: Flask) -> bool:
        """Count anew when there may be more than before, and once a day; returns whether it was done."""
        age = DAILY if self.counted is None else time.monotonic() - self.counted
        if age < (SOONEST if self.grown else DAILY):
            return False
        self.counted, self.grown = time.monotonic(), False
        with app.app_context():
            try:
                if db.engine.dialect.name == "sqlite":
                    db.session.execute(text("ANALYZE"))
                    db.session.commit()
                    return True
            except OperationalError:
                # Somebody writes for long: the next time will do.
                self.grown = True
            finally:
                db.session.close()
        return False

"""After a migration: names get the keys by which this version finds them."""

from __future__ import annotations

from flask import Flask

from case_mgr.detainees import service
from case_mgr.duplicates import service as duplicates
from case_mgr.extensions import db


def complete(app: Flask) -> int:
    """Give keys to whoever has none or others, block by block, each committed; returns how many people it were.

    They are noted as people whose likeness to others is to be looked at: the worker does it by itself.
    """
    total, after = 0, 0
    with app.app_context():
        try:
            while (done := service.hear_anew(after)) is not None:
                _note(done)
                after, total = done.last, total + done.count
            while (done := service.hear_otherwise()) is not None:
                _note(done)
                total += done.count
            db.session.commit()
        finally:
            db.session.close()
        for engine in db.engines.values():
            engine.dispose()
    return total


def _note(heard: service.Heard) -> None:
    for organisation, people in heard.changed.items():
        duplicates.mark(organisation, people)
    db.session.commit()

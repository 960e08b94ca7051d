"""Invented lists, and the way of one list through an import."""

from __future__ import annotations

import io
from typing import Any

from flask import Flask

from case_mgr.access.actor import Actor
from case_mgr.extensions import db
from case_mgr.imports import conditions, queries, service
from case_mgr.imports.models import Import, ImportRow
from case_mgr.jobs import worker
from case_mgr.rooms.handlers import HANDLERS

PLAIN = """Фамилия,Имя,Отчество,Дата рождения,Дата ареста,Статья,Место содержания
Вербалоз,Андрей,Петрович,12.03.1985,05.2021,342,ИК-2 Бобруйск
Крыніцкая,Марыя,Іванаўна,1990,2021,361-4,
Дубрава,Янка,,,,,
"""
ONE_BAD_DATE = PLAIN.replace("12.03.1985", "31.02.1985")


def stream(text: str) -> io.BytesIO:
    """Return a list as a file."""
    return io.BytesIO(text.encode())


def stage(actor: Actor, text: str | bytes = PLAIN, name: str = "list.csv") -> str:
    """Upload a list; returns the public id of the import."""
    content = text.encode() if isinstance(text, str) else text
    public_id = service.stage(actor, io.BytesIO(content), name).public_id
    db.session.commit()
    return public_id


def checked(actor: Actor, text: str | bytes = PLAIN, on_match: str = "ask", **fields: str) -> str:
    """Upload, map and check a list."""
    public_id = stage(actor, text)
    service.map_as_asked(actor, public_id, fields, None, on_match)
    service.check(actor, public_id)
    db.session.commit()
    return public_id


def run(app: Flask, actor: Actor, public_id: str) -> dict[str, int]:
    """Start an import and let a worker do it; returns the counts."""
    service.start(actor, public_id)
    work(app)
    return service.summary(row_of(actor, public_id))


def imported(app: Flask, actor: Actor, text: str | bytes = PLAIN, **kwargs: Any) -> str:
    """Take a list through the whole way."""
    public_id = checked(actor, text, **kwargs)
    run(app, actor, public_id)
    return public_id


def undone(app: Flask, actor: Actor, public_id: str) -> dict[str, int]:
    """Take an import back; returns the three buckets."""
    service.undo(actor, public_id)
    work(app)
    counts = queries.count_undone(row_of(actor, public_id))
    return {bucket: counts[bucket] for bucket in ("reversed", "kept", "failed")}


def work(app: Flask) -> None:
    """Let a worker do everything that waits."""
    db.session.commit()
    while worker.run_next(app, HANDLERS):
        pass
    db.session.rollback()


def row_of(actor: Actor, public_id: str) -> Import:
    """Return an import as it stands now."""
    db.session.rollback()
    return queries.get_row(actor, public_id)


def lines(actor: Actor, public_id: str) -> list[ImportRow]:
    """Return the rows of an import."""
    return list(queries.iterate(conditions.all_rows(row_of(actor, public_id))))

"""Collects what a transaction changed and what was said about it, until the chain takes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, SessionTransaction
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from case_mgr.audit.chain import Plain
from case_mgr.audit.types import Event
from case_mgr.core.db import Audited

Changes = list[dict[str, Any]]
# What every row has and nobody decides.
_SILENT = frozenset({"id", "public_id", "organisation_id", "created_at", "case_id", "detainee_id"})


class Unaudited(RuntimeError):
    """A record changed and nobody told the log: a fault of the program, never of a person."""


class WriteWhileReading(RuntimeError):
    """A page that only reads tried to change a record: a fault of the program."""


@dataclass(slots=True)
class Pending:
    """An entry that waits for the commit."""

    event: Event
    organisation: str | None
    actor: str
    actor_name: str
    subject_type: str
    subject: str
    label: str
    facts: dict[str, Any]
    root: Any = None
    changes: Changes = field(default_factory=list)


@dataclass(slots=True)
class Ledger:
    """Entries and not yet explained changes of one transaction."""

    entries: list[Pending] = field(default_factory=list)
    loose: dict[int, tuple[Any, Changes]] = field(default_factory=dict)
    marks: dict[int, tuple[int, dict[int, int]]] = field(default_factory=dict)

    def add(self, entry: Pending) -> None:
        """Take an entry and give it the changes of its record that nobody has explained yet."""
        if entry.root is not None:
            _, changes = self.loose.pop(id(entry.root), (None, []))
            entry.changes.extend(changes)
        self.entries.append(entry)

    def changed(self, root: Any, change: dict[str, Any]) -> None:
        """Note a change; it waits for the entry that explains it."""
        self.loose.setdefault(id(root), (root, []))[1].append(change)

    def clear(self) -> None:
        """Forget everything, after a commit or a rollback."""
        self.entries.clear()
        self.loose.clear()


def of(session: Session) -> Ledger:
    """Return the ledger of a session."""
    ledger = session.info.get("audit_ledger")
    if ledger is None:
        ledger = session.info["audit_ledger"] = Ledger()
    return ledger


def watch(sessions: Any) -> None:
    """Attach the collection of changes to every session that this maker makes."""
    event.listen(sessions, "before_flush", _before_flush)
    event.listen(sessions, "after_transaction_create", _savepoint_made)
    event.listen(sessions, "after_soft_rollback", _rolled_back)


def _before_flush(session: Session, context: Any, instances: Any) -> None:
    # Each of these is put together anew when it is asked for.
    added, deleted = session.new, session.deleted
    if session.info.get("reads_only"):
        touched = [*added, *filter(session.is_modified, session.dirty), *deleted]
        if touched:
            raise WriteWhileReading(", ".join(sorted({type(row).__name__ for row in touched})))
    ledger = of(session)
    for row in (*added, *session.dirty, *deleted):
        if isinstance(row, Audited) and (row in added or row in deleted or session.is_modified(row)):
            change = difference(row, deleted=row in deleted)
            if change["fields"] or change["what"] != "changed":
                ledger.changed(row.audit_root(), change)


def difference(row: Audited, *, deleted: bool = False) -> dict[str, Any]:
    """Return before and after of every column that changed; secrets only say that they did."""
    state = inspect(row)
    assert state is not None
    fields: dict[str, Any] = {}
    for key, secret in _told_columns(_model_of(row)):
        history = state.get_history(key, PASSIVE_NO_INITIALIZE)
        was = _first(history.deleted if not deleted else (*history.unchanged, *history.added))
        now = None if deleted else _first(history.added)
        # What is sealed is compared as it is stored: one secret in the place of another is a change as well.
        if (history.has_changes() or deleted) and was != now:
            before, after = _plain(was), _plain(now)
            fields[key] = ["…" if before else None, "…" if after else None] if secret else [before, after]
    what = "deleted" if deleted else "added" if state.pending or state.transient else "changed"
    return {
        "table": state.mapper.local_table.name,
        "id": getattr(row, "public_id", None),
        "what": what,
        "fields": fields,
    }


def addition(row: Audited) -> dict[str, Any]:
    """Return the same of a row that is written without the session: everything that was set in it."""
    model = _model_of(row)
    held, fields = row.__dict__, dict[str, Any]()
    for key, secret in _told_columns(model):
        value = held.get(key)
        if value is not None:
            told = value if type(value) is str else _plain(value)
            fields[key] = [None, ("…" if value else None) if secret else told]
    # Names of columns, and what `_plain` makes: nothing else is in it.
    return Plain(table=model.__table__.name, id=held.get("public_id"), what="added", fields=fields)


def _model_of(row: Audited) -> Any:
    return type(row)


@cache
def _told_columns(model: type[Any]) -> tuple[tuple[str, bool], ...]:
    """Return the columns of a model of which the log tells, and whether it only says that they changed."""
    return tuple(
        (attribute.key, bool(column.info.get("secret")))
        for attribute in inspect(model).column_attrs
        for column in attribute.columns[:1]
        if attribute.key not in _SILENT | model.__audit_skip__ and not column.info.get("derived")
    )


def _savepoint_made(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        ledger = of(session)
        sizes = {key: len(changes) for key, (_, changes) in ledger.loose.items()}
        ledger.marks[id(transaction)] = (len(ledger.entries), sizes)


def _rolled_back(session: Session, transaction: SessionTransaction) -> None:
    ledger = of(session)
    if not transaction.nested:
        ledger.clear()
        ledger.marks.clear()
        return
    count, sizes = ledger.marks.pop(id(transaction), (0, {}))
    del ledger.entries[count:]
    for key in list(ledger.loose):
        if key in sizes:
            del ledger.loose[key][1][sizes[key] :]
        else:
            del ledger.loose[key]


def _first(values: Iterable[Any] | None) -> Any:
    for value in values or ():
        return value
    return None


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return "…"
    return str(value)

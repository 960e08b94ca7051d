"""Somebody who can write into the database changes the log: `audit verify` names the first entry that is not right."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from case_mgr.audit import queries as log
from case_mgr.audit.models import HEAD_ID, AuditDetail, AuditEntry, AuditHead
from case_mgr.cli import migrate
from case_mgr.core.db import Base
from case_mgr.extensions import db
from tests.databases import Database, Databases
from tests.disarm import disarm
from tests.drills.ground import Budget, audit_verify, opened, require
from tests.pages.world import fill

TABLES = Base.metadata.tables
ENTRY, DETAIL, HEAD = (TABLES[model.__tablename__] for model in (AuditEntry, AuditDetail, AuditHead))
FAR = 10**7
# Changes an entry through the connection, and returns the first entries of which one must be named.
Attack = Callable[[sa.Connection, int, random.Random], set[int]]


def _one(connection: sa.Connection, table: sa.Table, seq: int) -> Any:
    return connection.execute(sa.select(table).where(table.c.seq == seq)).one()


def _set(connection: sa.Connection, table: sa.Table, entry: int, **values: Any) -> None:
    connection.execute(sa.update(table).where(table.c.seq == entry).values(**values))


def _flipped(text: str, dice: random.Random) -> str:
    """Return a text with one character changed; a digit of a hash stays one."""
    at = dice.randrange(len(text))
    other = {"0": "1", "a": "b"}.get(text[at], "0" if text[at] != "0" else "a")
    return text[:at] + other + text[at + 1 :]


def _column(name: str) -> Attack:
    def attack(connection: sa.Connection, seq: int, dice: random.Random) -> set[int]:
        value = getattr(_one(connection, ENTRY, seq), name)
        _set(connection, ENTRY, seq, **{name: _flipped(value, dice) if value else "x"})
        return {seq}

    return attack


def _time(connection: sa.Connection, seq: int, dice: random.Random) -> set[int]:
    at = _one(connection, ENTRY, seq).at
    _set(connection, ENTRY, seq, at=at.replace(year=at.year - dice.randrange(1, 5)))
    return {seq}


def _sealed(connection: sa.Connection, seq: int, dice: random.Random) -> set[int]:
    sealed = bytearray(_one(connection, DETAIL, seq).detail_sealed)
    sealed[dice.randrange(len(sealed))] ^= 1 << dice.randrange(8)
    _set(connection, DETAIL, seq, detail_sealed=bytes(sealed))
    return {seq}


def _salt(connection: sa.Connection, seq: int, dice: random.Random) -> set[int]:
    _set(connection, DETAIL, seq, salt=_flipped(_one(connection, DETAIL, seq).salt, dice))
    return {seq}


def _delete(connection: sa.Connection, seq: int, dice: random.Random) -> set[int]:
    connection.execute(sa.delete(ENTRY).where(ENTRY.c.seq == seq))
    return {seq, seq + 1}


def _delete_detail(connection: sa.Connection, seq: int, dice: random.Random) -> set[int]:
    connection.execute(sa.delete(DETAIL).where(DETAIL.c.seq == seq))
    return {seq}


def _close_up(connection: sa.Connection, seq: int, dice: random.Random) -> set[int]:
    """Delete an entry and its detail, and number all later ones anew, so that no number is missing."""
    for table in (ENTRY, DETAIL):
        connection.execute(sa.delete(table).where(table.c.seq == seq))
        connection.execute(sa.update(table).where(table.c.seq > seq).values(seq=table.c.seq + FAR))
        connection.execute(sa.update(table).where(table.c.seq > FAR).values(seq=table.c.seq - FAR - 1))
    return {seq}


def _swap(connection: sa.Connection, seq: int, dice: random.Random) -> set[int]:
    first = seq if seq < _last(connection) else seq - 1
    for before, after in ((first, FAR), (first + 1, first), (FAR, first + 1)):
        for table in (ENTRY, DETAIL):
            _set(connection, table, before, seq=after)
    return {first}


def _swap_details(connection: sa.Connection, seq: int, dice: random.Random) -> set[int]:
    first = seq if seq < _last(connection) else seq - 1
    for before, after in ((first, FAR), (first + 1, first), (FAR, first + 1)):
        _set(connection, DETAIL, before, seq=after)
    return {first}


def _cut(connection: sa.Connection, seq: int, dice: random.Random) -> set[int]:
    """Cut the log off, and leave the head as it is."""
    for table in (ENTRY, DETAIL):
        connection.execute(sa.delete(table).where(table.c.seq >= seq))
    return {seq}


def _head(connection: sa.Connection, seq: int, dice: random.Random) -> set[int]:
    old = connection.execute(sa.select(HEAD.c.hash)).scalar_one()
    connection.execute(sa.update(HEAD).where(HEAD.c.id == HEAD_ID).values(hash=_flipped(old, dice)))
    return {_last(connection) + 1}


def _last(connection: sa.Connection) -> int:
    return int(connection.execute(sa.select(sa.func.max(ENTRY.c.seq))).scalar_one())


COLUMNS = ("body", "hash", "previous", "event", "organisation", "actor", "subject_type", "subject", "act")
ATTACKS: dict[str, Attack] = {
    **{f"a byte of {name}": _column(name) for name in COLUMNS},
    "its time": _time,
    "a bit of its detail": _sealed,
    "a byte of the salt": _salt,
    "deleted": _delete,
    "its detail deleted": _delete_detail,
    "deleted, the later ones numbered anew": _close_up,
    "exchanged with a neighbour": _swap,
    "its detail exchanged": _swap_details,
    "the log cut off": _cut,
    "the head": _head,
}


def run(databases: Databases, kind: str, seed: int, budget: Budget) -> str:
    """Try every attack on an entry of every kind, then each once more as a command sees it; returns a sentence."""
    dice = random.Random(seed)
    made = databases.copy(kind, empty=True)
    migrate.upgrade(made.url)
    with opened(made) as app:
        fill(app)
        kinds = _kinds()
        tried = _try_all(kinds, dice, budget)
    status, said = audit_verify(made)
    require(status == 0 and said["ok"], f"untouched, it does not verify: {said}")
    commands = _try_commands(databases, made, [seq for seqs in kinds.values() for seq in seqs], dice, budget)
    return (
        f"{said['entries']} entries of {len(kinds)} kinds: {tried} of {len(kinds) * len(ATTACKS)} changes were tried "
        f"and each found at its entry, {commands} of {len(ATTACKS)} also by the command"
    )


def _kinds() -> dict[tuple[str, str], list[int]]:
    """Return the entries of every kind: an event on a kind of record."""
    found: dict[tuple[str, str], list[int]] = {}
    for seq, event, subject in db.session.execute(sa.select(ENTRY.c.seq, ENTRY.c.event, ENTRY.c.subject_type)):
        found.setdefault((event, subject), []).append(seq)
    db.session.rollback()
    return found


def _try_all(kinds: dict[tuple[str, str], list[int]], dice: random.Random, budget: Budget) -> int:
    """Try every attack on every kind, in an order in which each kind and each attack comes early."""
    pairs = [(kind, attack) for kind in kinds for attack in ATTACKS]
    places = {kind: place for place, kind in enumerate(kinds)}, {name: place for place, name in enumerate(ATTACKS)}
    pairs.sort(key=lambda pair: (places[1][pair[1]] - places[0][pair[0]]) % len(ATTACKS))
    for tried, ((event, subject), name) in enumerate(pairs):
        if budget.spent > budget.seconds * 2 / 3:
            return tried
        seq = dice.choice(kinds[event, subject])
        disarm(db.session.connection())
        expected = ATTACKS[name](db.session.connection(), seq, dice)
        db.session.expire_all()
        bad = log.verify().first_bad
        db.session.rollback()
        require(
            bad is not None and bad.seq in expected,
            f"{name} of entry {seq} ({event} of {subject}): {bad} was named, {sorted(expected)} is right",
        )
    return len(pairs)


def _try_commands(databases: Databases, made: Database, seqs: list[int], dice: random.Random, budget: Budget) -> int:
    """Commit each attack in a copy of the database and ask the command."""
    tried = 0
    for name, attack in ATTACKS.items():
        if budget.over:
            break
        copy = _copy(databases, made, tried)
        engine = migrate.owner_engine(copy.url)
        with engine.begin() as connection:
            disarm(connection)
            expected = attack(connection, dice.choice(seqs), dice)
        engine.dispose()
        status, said = audit_verify(copy)
        databases.discard(copy)
        bad = (said["first_bad"] or {}).get("seq")
        require(status == 1 and bad in expected, f"{name}: the command named {bad}, {sorted(expected)} is right")
        tried += 1
    return tried


def _copy(databases: Databases, made: Database, number: int) -> Database:
    instance = made.instance.with_name(f"{made.instance.name}-{number}")
    instance.mkdir()
    if made.kind == "sqlite":
        target = instance / "copy.sqlite3"
        shutil.copyfile(Path(make_url(made.url).database or ""), target)
        return replace(made, url=f"sqlite:///{target}", instance=instance)
    name = make_url(made.url).database or ""
    databases.postgres.execute("CREATE DATABASE {} TEMPLATE {}", f"{name}_{number}", name)
    return replace(made, url=databases.postgres.url_of(f"{name}_{number}"), instance=instance)

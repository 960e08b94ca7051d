"""What a merge does to the rows of one person, so that each room can move its own and all of it can be taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, select, update

from case_mgr.core.dates import PartialDate
from case_mgr.core.db import Base
from case_mgr.detainees.models import Detainee
from case_mgr.extensions import db

Key = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Move:
    """A row that points at the other person now."""

    table: str
    column: str
    key: Key
    digest: str


@dataclass(frozen=True, slots=True)
class Change:
    """A value of a row before and after; those of one group are taken back together or not at all."""

    table: str
    id: int
    field: str
    before: Any
    after: Any
    group: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """A row that did not exist before."""

    table: str
    id: int
    digest: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that stays with the record which was merged, and why."""

    table: str
    key: Key
    why: str


@dataclass(slots=True)
class Mover:
    """Moves the rows of one person to another one, and remembers each step."""

    giving: Detainee
    taking: Detainee
    moves: list[Move] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    # The rows that the taking person had already, so that later ones are known as new.
    own: dict[str, list[Key]] = field(default_factory=dict)

    def repoint(self, model: Any, column: str = "detainee_id", but: Mapping[int, str] | None = None) -> list[int]:
        """Point every row of a table at the other person, but for some that stay for a reason; returns the moved ones.

        The rows are written past the ORM: a move changes nothing that a row says, so its version stays.
        """
        db.session.flush()
        table: Table = model.__table__
        stays = dict(but or {})
        held = self.rows(table, column, self.taking.id)
        self.own.setdefault(f"{table.name}.{column}", []).extend(key_of(table, column, row) for row in held)
        moved = []
        for row in self.rows(table, column, self.giving.id):
            key = key_of(table, column, row)
            if row.get("id") in stays:
                self.kept.append(Kept(table.name, key, stays[row["id"]]))
            elif any(key == other for other in self.own[f"{table.name}.{column}"]) and "id" not in key:
                self.kept.append(Kept(table.name, key, "same"))
            else:
                db.session.execute(
                    update(table)
                    .where(at(table, key), table.c[column] == self.giving.id)
                    .values({column: self.taking.id})
                )
                self.moves.append(Move(table.name, column, key, digest_of(row, {column})))
                moved.append(int(row.get("id") or 0))
        db.session.expire_all()
        return moved

    def rows(self, table: Table, column: str, person: int) -> list[dict[str, Any]]:
        """Return the rows of a table that point at a person."""
        order = [*table.primary_key.columns]
        found = db.session.execute(select(table).where(table.c[column] == person).order_by(*order))
        return [dict(row) for row in found.mappings()]

    def change(self, row: Any, values: Mapping[str, Any], group: str = "") -> None:
        """Change values of a row, remembering what they were."""
        for name, value in values.items():
            before = getattr(row, name)
            if before != value:
                step = Change(row.__tablename__, row.id, name, packed(before), packed(value), group)
                self.changes.append(step)
                setattr(row, name, value)

    def add(self, row: Any, group: str = "") -> None:
        """Remember a row that was made for the merge."""
        db.session.flush()
        table: Table = row.__table__
        stored = db.session.execute(select(table).where(table.c.id == row.id)).mappings().one()
        self.added.append(Added(table.name, row.id, digest_of(dict(stored), set()), group))

    def journal(self) -> dict[str, Any]:
        """Return everything in a form that is stored, each moved row as it stands at the end."""
        db.session.flush()
        return {
            "moves": [asdict(replace(move, digest=self._digest(move))) for move in self.moves],
            "changes": [asdict(change) for change in self.changes],
            "added": [asdict(added) for added in self.added],
            "kept": [asdict(kept) for kept in self.kept],
            "own": self.own,
        }

    def _digest(self, move: Move) -> str:
        table = table_of(move.table)
        here = at(table, move.key), table.c[move.column] == self.taking.id
        return digest_of(dict(db.session.execute(select(table).where(*here)).mappings().one()), {move.column})


def key_of(table: Table, column: str, row: Mapping[str, Any]) -> Key:
    """Return what names a row whichever person it points at."""
    return {one.name: row[one.name] for one in table.primary_key.columns if one.name != column}


def at(table: Table, key: Key) -> Any:
    """Return the condition that finds a row by its key."""
    return and_(*(table.c[name] == value for name, value in key.items()))


def digest_of(row: Mapping[str, Any], but: Iterable[str]) -> str:
    """Return a digest of what a row says, by which a later change is noticed."""
    left_out = set(but)
    said = repr(sorted((name, _plain(value)) for name, value in row.items() if name not in left_out))
    return hashlib.sha256(said.encode("utf-8")).hexdigest()[:24]


def table_of(name: str) -> Table:
    """Return a table by its name."""
    return Base.metadata.tables[name]


def model_of(name: str) -> Any:
    """Return the model of a table."""
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is table_of(name))


def packed(value: Any) -> Any:
    """Return a value in a form that is stored."""
    if isinstance(value, PartialDate):
        return {"edtf": value.edtf}
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    return value if value is None or isinstance(value, bool | int) else str(value)


def unpacked(value: Any) -> Any:
    """Return a stored value as a row takes it."""
    if isinstance(value, dict):
        return PartialDate.parse(value["edtf"]) if "edtf" in value else datetime.fromisoformat(value["at"])
    return value


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


def ids(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return the numbers of rows."""
    return [int(row["id"]) for row in rows]

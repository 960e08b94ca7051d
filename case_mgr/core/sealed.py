"""Encrypted columns: what is stored opens only in its own table, column, row and organisation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, overload

from case_mgr.core import crypto

SECRET = {"secret": True}
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def place_of(table: str, column: str, row: str, organisation: object) -> str:
    """Name the place that a ciphertext is bound to: it opens nowhere else."""
    return f"{table}|{column}|{row}|{organisation}"


class Sealed:
    """A text that stands encrypted in the column `<name>_sealed`; the row needs public_id and organisation_id."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.column = f"{name}_sealed"

    @overload
    def __get__(self, row: None, owner: type) -> Sealed: ...
    @overload
    def __get__(self, row: object, owner: type) -> str | None: ...

    def __get__(self, row: object | None, owner: type) -> Sealed | str | None:
        if row is None:
            return self
        stored: bytes | None = getattr(row, self.column)
        return None if stored is None else crypto.ring().open(stored, self.place(row)).decode("utf-8")

    def __set__(self, row: object, value: str | None) -> None:
        if value != self.__get__(row, type(row)):
            setattr(row, self.column, self.seal(row, value))

    def seal(self, row: object, value: Any) -> bytes | None:
        """Return what stands in the column of a row for a value."""
        return None if value is None else crypto.ring().seal(self.write(value), self.place(row))

    def place(self, row: Any) -> str:
        """Return the place that the ciphertext is bound to."""
        if row.public_id is None or row.organisation_id is None:
            raise ValueError(f"{type(row).__name__}.{self.name} is sealed before its row has an organisation")
        return place_of(row.__tablename__, self.column, row.public_id, row.organisation_id)

    def write(self, value: Any) -> bytes:
        """Return the bytes of a value before they are sealed."""
        return str(value).encode("utf-8")


def open_text(table: str, column: str, stored: bytes | None, row: str, organisation: object) -> str:
    """Return a sealed text that was read as a column, without its record; nothing is an empty text."""
    return (
        "" if stored is None else crypto.ring().open(stored, place_of(table, column, row, organisation)).decode("utf-8")
    )


class SealedData(Sealed):
    """A JSON value that stands encrypted in the column `<name>_sealed`."""

    def __get__(self, row: Any, owner: type) -> Any:
        if row is None:
            return self
        text = super().__get__(row, owner)
        return None if text is None else json.loads(str(text))

    def __set__(self, row: object, value: Any) -> None:
        # Sealed anew, the same value would be other bytes, and look like a change.
        if getattr(row, self.column) is not None and value is not None and self._is(row, value):
            return
        setattr(row, self.column, self.seal(row, value))

    def _is(self, row: object, value: Any) -> bool:
        return self.write(self.__get__(row, type(row))) == self.write(value)

    def write(self, value: Any) -> bytes:
        """Return the bytes of a value before they are sealed."""
        return _JSON(value).encode("utf-8")


def seal_values(model: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a row that is written without its model: every sealed value in its column, bound to it."""
    table, row, organisation, ring = model.__tablename__, values["public_id"], values["organisation_id"], crypto.ring()
    columns = dict(values)
    for name, field in _sealed_of(model):
        if name in columns:
            value, place = columns.pop(name), place_of(table, field.column, row, organisation)
            columns[field.column] = None if value is None else ring.seal(field.write(value), place)
    return columns


@cache
def _sealed_of(model: Any) -> tuple[tuple[str, Sealed], ...]:
    return tuple((name, field) for name, field in vars(model).items() if isinstance(field, Sealed))

"""Encrypted columns: what is stored opens only in its own table, column, row and organisation."""

from __future__ import annotations

import json
from typing import Any, overload

from case_mgr.core import crypto

SECRET = {"secret": True}


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
        if value == self.__get__(row, type(row)):
            return
        sealed = None if value is None else crypto.ring().seal(value.encode("utf-8"), self.place(row))
        setattr(row, self.column, sealed)

    def place(self, row: Any) -> str:
        """Return the place that the ciphertext is bound to."""
        if row.public_id is None or row.organisation_id is None:
            raise ValueError(f"{type(row).__name__}.{self.name} is sealed before its row has an organisation")
        return place_of(row.__tablename__, self.column, row.public_id, row.organisation_id)


class SealedData(Sealed):
    """A JSON value that stands encrypted in the column `<name>_sealed`."""

    def __get__(self, row: Any, owner: type) -> Any:
        if row is None:
            return self
        text = super().__get__(row, owner)
        return None if text is None else json.loads(str(text))

    def __set__(self, row: object, value: Any) -> None:
        sealed = None
        if value is not None:
            text = json.dumps(value, ensure_ascii=False, sort_keys=True)
            sealed = crypto.ring().seal(text.encode("utf-8"), self.place(row))
        setattr(row, self.column, sealed)

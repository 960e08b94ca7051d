"""Names of people as they leave the database: whoever answers somebody is told whose names were read for it."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Dialect, String, TypeDecorator, literal_column
from sqlalchemy.sql.expression import ColumnElement, Label
from sqlalchemy.sql.schema import Table
from sqlalchemy.sql.selectable import Alias

from case_mgr.core import ids

# No name holds it: what separates the number of a person from their name on the way out of the database.
_MARK = "\x1f"


@dataclass(slots=True)
class Heard:
    """Whose names were read while one answer was made."""

    # By the number of the person; names whose person no statement told stand under nought.
    names: dict[int, set[str]] = field(default_factory=dict)
    # People whose names an answer holds though it did not read them from their records.
    told: set[int] = field(default_factory=set)
    # The number of the note, where the answer carries it: on paper, in the name of a file.
    number: str = ""


_heard: ContextVar[Heard | None] = ContextVar("names_heard", default=None)


def listen() -> None:
    """Begin to hear which names are read, for the answer that is made from here on."""
    _heard.set(Heard())


def heard() -> Heard | None:
    """Return what was heard since, and hear no more."""
    found = _heard.get()
    _heard.set(None)
    return found


def tell(people: Iterable[int]) -> None:
    """Say that an answer names people whose names it did not read from their records: out of the log, or of a file."""
    found = _heard.get()
    if found is not None:
        found.told.update(people)


def forget_read() -> None:
    """Forget whose names were read so far: an answer that says itself whom it names, by `tell`, holds nobody else."""
    found = _heard.get()
    if found is not None:
        found.names.clear()


def number() -> str:
    """Return the number under which the answer will be noted; empty where nobody listens, or it read no name so far."""
    found = _heard.get()
    if found is None or not (found.names or found.told):
        return ""
    found.number = found.number or ids.new_public_id()
    return found.number


class PersonsName(TypeDecorator[str]):
    """A name of a person. Every statement that reads it also brings whose it is: no page can name somebody unheard."""

    impl = String
    cache_ok = True

    def __init__(self, length: int, person: str) -> None:
        super().__init__(length)
        self.person = person

    def column_expression(self, column: ColumnElement[str]) -> ColumnElement[str]:
        """Read the number of the person together with the name."""
        bare: Any = column.element if isinstance(column, Label) else column
        table: Any = getattr(bare, "table", None)
        origin = table.element if isinstance(table, Alias) else table
        if not isinstance(origin, Table) or self.person not in origin.c:
            return column
        number = table.c[self.person].op("||")(literal_column(f"'{_MARK}'"))
        named: ColumnElement[str] = number.op("||", return_type=self)(bare)
        return named

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the name alone, and let whoever listens know whose it is."""
        if value is None:
            return None
        number, mark, name = value.partition(_MARK)
        if not mark:
            number, name = "0", value
        found = _heard.get()
        if found is not None:
            found.names.setdefault(int(number), set()).add(name)
        return name

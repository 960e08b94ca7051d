"""Whatever refers to a person is known to a merge: it moves, or somebody said why it stays."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

from case_mgr.core.db import PUBLIC_ID, Base
from case_mgr.duplicates import movers
from case_mgr.duplicates.queries import COUNTED, UNCOUNTED
from case_mgr.rooms import models

models.load()


def references(metadata: MetaData, table: str) -> set[str]:
    """Return every column with a foreign key to a table."""
    return {
        f"{key.parent.table.name}.{key.parent.name}"
        for one in metadata.tables.values()
        for key in one.foreign_keys
        if key.column.table.name == table
    }


def test_every_reference_to_a_person_moves_or_stays_for_a_reason() -> None:
    known = movers.MOVED | movers.STAYS.keys()
    assert references(Base.metadata, "detainee") - known == set(), "add it to duplicates/movers.py"
    assert known - references(Base.metadata, "detainee") == set()
    assert movers.MOVED & movers.STAYS.keys() == set()


def test_whatever_hangs_on_a_person_or_case_is_counted_before_and_after_a_merge() -> None:
    found = references(Base.metadata, "detainee") | references(Base.metadata, "prison_case")
    tables = {place.split(".")[0] for place in found}
    assert tables - COUNTED.keys() - UNCOUNTED == set(), "name it in duplicates/queries/counting.py"
    assert COUNTED.keys() & UNCOUNTED == set()
    assert COUNTED.keys() | UNCOUNTED <= Base.metadata.tables.keys()


def test_every_column_that_names_a_person_without_a_key_is_known() -> None:
    named = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if getattr(column.type, "length", None) == PUBLIC_ID and column.name in ("subject", "person", "target")
    }
    # The log is never rewritten: the history of the surviving person reads both.
    assert named - {"audit_entry.subject"} == movers.NAMED.keys()


def test_a_forgotten_reference_is_found() -> None:
    metadata = MetaData()
    Table("detainee", metadata, Column("id", Integer, primary_key=True))
    Table("flag", metadata, Column("id", Integer, primary_key=True), Column("detainee_id", ForeignKey("detainee.id")))
    assert references(metadata, "detainee") - movers.MOVED - movers.STAYS.keys() == {"flag.detainee_id"}

"""What somebody who owns the database does before they change the log: takes its triggers away."""

from __future__ import annotations

import sqlalchemy as sa

TABLES = ("audit_entry", "audit_detail", "audit_head")
NOTES = "names_served"


def disarm(connection: sa.Connection) -> None:
    """Take the triggers of the log away, in this transaction."""
    if connection.dialect.name == "postgresql":
        for table in (*TABLES, NOTES):
            connection.execute(sa.text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        return
    triggers = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (:a, :b, :c, :d)")
    tables = dict(zip("abcd", (*TABLES, NOTES), strict=True))
    for name in connection.scalars(triggers, tables).all():
        connection.execute(sa.text(f'DROP TRIGGER "{name}"'))

"""The database itself refuses to change or remove what stands in the log"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0040"
branch_labels = None
depends_on = None

_SAID = "the audit log is only added to"
# Which updates are refused to each table: all, but that the head goes forward.
_FORWARD = "NEW.id <> OLD.id OR NEW.seq <= OLD.seq"
_UPDATES = {"audit_entry": "", "audit_detail": "", "audit_head": _FORWARD}
_THERE = {
    "audit_entry": "EXISTS (SELECT 1 FROM audit_entry WHERE seq = NEW.seq)",
    "audit_detail": "EXISTS (SELECT 1 FROM audit_detail WHERE seq = NEW.seq)",
    "audit_head": "EXISTS (SELECT 1 FROM audit_head WHERE id = NEW.id)",
}


def upgrade() -> None:
    """Set the triggers."""
    postgres = op.get_bind().dialect.name == "postgresql"
    if postgres:
        op.execute(
            sa.text(
                "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{_SAID}'; END $$"
            )
        )
    for table, condition in _UPDATES.items():
        when = f" WHEN ({condition})" if condition else ""
        if postgres:
            run = "EXECUTE FUNCTION audit_refuse()"
            _make(f"{table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW{when} {run}")
            _make(f"{table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {run}")
            _make(f"{table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {run}")
        else:
            run = f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
            _make(f"{table}_no_update BEFORE UPDATE ON {table}{when} {run}")
            _make(f"{table}_no_delete BEFORE DELETE ON {table} {run}")
            # What INSERT OR REPLACE takes away, no trigger on deletion sees.
            _make(f"{table}_no_replace BEFORE INSERT ON {table} WHEN {_THERE[table]} {run}")


def downgrade() -> None:
    """Take them away."""
    postgres = op.get_bind().dialect.name == "postgresql"
    for table in _UPDATES:
        for act in ("update", "delete", "truncate" if postgres else "replace"):
            op.execute(sa.text(f"DROP TRIGGER {table}_no_{act}{f' ON {table}' if postgres else ''}"))
    if postgres:
        op.execute(sa.text("DROP FUNCTION audit_refuse()"))


def _make(trigger: str) -> None:
    op.execute(sa.text(f"CREATE TRIGGER {trigger}"))

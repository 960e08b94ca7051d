"""The database itself refuses to change or remove what stands in the log"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0040"
branch_labels = None
depends_on = None

_SAID = "the audit log is only added to"
# What may never happen to each table, and which updates are more than its own: the head goes forward, a detail becomes
# a tombstone once.
_FORWARD = "NEW.id <> OLD.id OR NEW.seq <= OLD.seq"
_TOMBSTONE = (
    "NEW.seq <> OLD.seq OR NEW.public_id <> OLD.public_id OR NEW.organisation_id <> OLD.organisation_id "
    "OR OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL OR NEW.salt IS NOT NULL OR NEW.detail_sealed IS NOT NULL"
)
_UPDATES = {"audit_entry": "", "audit_detail": _TOMBSTONE, "audit_head": _FORWARD}


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


def downgrade() -> None:
    """Take them away."""
    postgres = op.get_bind().dialect.name == "postgresql"
    for table in _UPDATES:
        for act in ("update", "delete", *(("truncate",) if postgres else ())):
            op.execute(sa.text(f"DROP TRIGGER {table}_no_{act}{f' ON {table}' if postgres else ''}"))
    if postgres:
        op.execute(sa.text("DROP FUNCTION audit_refuse()"))


def _make(trigger: str) -> None:
    op.execute(sa.text(f"CREATE TRIGGER {trigger}"))

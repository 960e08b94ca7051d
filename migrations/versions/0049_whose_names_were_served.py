"""Whose names an answer served, to whom and when; sealed into the log in batches"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

_SAID = "what was served is only added to"
# A batch is given to a note once; people and salt may only be taken away, for erasure.
_REFUSED = (
    "NEW.id <> OLD.id OR NEW.public_id <> OLD.public_id OR NEW.at <> OLD.at OR NEW.organisation <> OLD.organisation "
    "OR NEW.actor <> OLD.actor OR NEW.page <> OLD.page OR NEW.kept <> OLD.kept OR NEW.number <> OLD.number "
    "OR NEW.commitment <> OLD.commitment OR (OLD.batch IS NOT NULL AND (NEW.batch IS NULL OR NEW.batch <> OLD.batch)) "
    "OR (NEW.people IS NOT NULL AND (OLD.people IS NULL OR NEW.people <> OLD.people)) "
    "OR (NEW.salt IS NOT NULL AND (OLD.salt IS NULL OR NEW.salt <> OLD.salt))"
)


def upgrade() -> None:
    """Move the schema forward."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "names_served",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("organisation", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(length=24), nullable=False),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("page", sa.String(length=80), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("people", sa.Text(), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("commitment", sa.String(length=64), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_names_served"),
        sa.UniqueConstraint("public_id", name="uq_names_served_public_id"),
    )
    op.create_index("ix_names_served_actor", "names_served", ["organisation", "actor", "at"])
    op.create_index("ix_names_served_batch", "names_served", ["batch", "id"])
    op.create_table(
        "served_day",
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(length=24), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("first_at", instant, nullable=False),
        sa.Column("last_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("person", "organisation", "actor", "day", name="pk_served_day"),
    )
    op.create_index("ix_served_day_actor", "served_day", ["organisation", "actor", "day"])
    _guard()


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("served_day")
    op.drop_table("names_served")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.text("DROP FUNCTION served_refuse()"))


def _guard() -> None:
    """Let the database refuse that a note is changed or removed."""
    if op.get_bind().dialect.name == "postgresql":
        raises = f"$$ BEGIN RAISE EXCEPTION '{_SAID}'; END $$"
        op.execute(sa.text(f"CREATE FUNCTION served_refuse() RETURNS trigger LANGUAGE plpgsql AS {raises}"))
        run, each = "EXECUTE FUNCTION served_refuse()", "FOR EACH ROW"
        _make(f"names_served_no_update BEFORE UPDATE ON names_served {each} WHEN ({_REFUSED}) {run}")
        _make(f"names_served_no_delete BEFORE DELETE ON names_served {each} {run}")
        _make(f"names_served_no_truncate BEFORE TRUNCATE ON names_served FOR EACH STATEMENT {run}")
        return
    run = f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
    _make(f"names_served_no_update BEFORE UPDATE ON names_served WHEN {_REFUSED} {run}")
    _make(f"names_served_no_delete BEFORE DELETE ON names_served {run}")
    there = "EXISTS (SELECT 1 FROM names_served WHERE id = NEW.id OR public_id = NEW.public_id)"
    _make(f"names_served_no_replace BEFORE INSERT ON names_served WHEN {there} {run}")


def _make(trigger: str) -> None:
    op.execute(sa.text(f"CREATE TRIGGER {trigger}"))

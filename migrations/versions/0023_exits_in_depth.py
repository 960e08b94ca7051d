"""Exits say more, can be completed later, and an arrest says which release it undid"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_ADDED = (
    ("documents", sa.String(length=10), "unknown"),
    ("petition", sa.String(length=10), "unknown"),
    ("consent", sa.String(length=10), "unknown"),
    ("version", sa.Integer(), "1"),
)


def upgrade() -> None:
    """Move the schema forward."""
    with op.batch_alter_table("custody_exit", schema=None) as batch_op:
        for name, kind, value in _ADDED:
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=value))
        batch_op.add_column(sa.Column("documents_note_sealed", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("custody_exit", schema=None) as batch_op:
        for name, kind, _value in _ADDED:
            batch_op.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)
    with op.batch_alter_table("prison_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reverses_exit_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_prison_case_reverses_exit_id"), ["reverses_exit_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_prison_case_reverses_exit_id_custody_exit"), "custody_exit", ["reverses_exit_id"], ["id"]
        )


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("prison_case", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_prison_case_reverses_exit_id_custody_exit"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_prison_case_reverses_exit_id"))
        batch_op.drop_column("reverses_exit_id")
    with op.batch_alter_table("custody_exit", schema=None) as batch_op:
        batch_op.drop_column("documents_note_sealed")
        for name, _kind, _value in reversed(_ADDED):
            batch_op.drop_column(name)

"""Checks of the log, what they found and who put a warning down; checkpoints as they were signed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "signed_checkpoint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("line", sa.String(length=600), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signed_checkpoint"),
    )
    op.create_index("ix_signed_checkpoint_seq", "signed_checkpoint", ["seq"])
    op.create_table(
        "chain_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("actor", sa.String(length=24), nullable=False),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=24), nullable=True),
        sa.Column("ok", sa.Boolean(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("checkpoint", sa.Integer(), nullable=True),
        sa.Column("checkpoint_at", instant, nullable=True),
        sa.Column("fault_seq", sa.Integer(), nullable=True),
        sa.Column("fault_kind", sa.String(length=30), nullable=False),
        sa.Column("fault_reason", sa.Text(), nullable=False),
        sa.Column("put_down_at", instant, nullable=True),
        sa.Column("put_down_by", sa.String(length=200), nullable=False),
        sa.Column("put_down_organisation", sa.String(length=24), nullable=True),
        sa.Column("put_down_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chain_check"),
    )
    op.create_index("ix_chain_check_ok", "chain_check", ["ok"])


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("chain_check")
    op.drop_table("signed_checkpoint")

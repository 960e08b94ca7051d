"""Custody is corrected and taken back without losing what stood before, and says who could be reached"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    with op.batch_alter_table("custody_period", schema=None) as batch_op:
        batch_op.add_column(sa.Column("contact", sa.String(length=8), nullable=False, server_default="unknown"))
        batch_op.add_column(sa.Column("corrects_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("reason", sa.String(length=500), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_custody_period_corrects_id"), ["corrects_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_custody_period_corrects_id_custody_period"), "custody_period", ["corrects_id"], ["id"]
        )
    with op.batch_alter_table("custody_period", schema=None) as batch_op:
        batch_op.alter_column("contact", server_default=None)
        batch_op.alter_column("reason", server_default=None)


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("custody_period", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_custody_period_corrects_id_custody_period"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_custody_period_corrects_id"))
        batch_op.drop_column("reason")
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("corrects_id")
        batch_op.drop_column("contact")

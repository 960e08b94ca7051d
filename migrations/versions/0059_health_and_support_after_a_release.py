"""How somebody is after a release, and what support they need"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward: of exits so far nobody has asked."""
    with op.batch_alter_table("custody_exit") as batch_op:
        batch_op.add_column(sa.Column("health", sa.String(length=10), nullable=False, server_default="unknown"))
        batch_op.add_column(sa.Column("support", sa.String(length=10), nullable=False, server_default="unknown"))
        batch_op.add_column(sa.Column("needs", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("support_note_sealed", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("custody_exit") as batch_op:
        for column in ("health", "support", "needs"):
            batch_op.alter_column(column, server_default=None)


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("custody_exit") as batch_op:
        for column in ("support_note_sealed", "needs", "support", "health"):
            batch_op.drop_column(column)

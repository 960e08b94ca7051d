"""By which version of the rules the keys of names were made is written down"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keys that are there were made by the first version, or are made by the next upgrade."""
    heard = op.create_table(
        "names_heard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_names_heard")),
    )
    op.bulk_insert(heard, [{"id": 1, "version": 1, "reached": 0}])


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("names_heard")

"""By which version the keys of names were made is written down; comparisons read names from their index"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_READ_ALONE = (
    ("person_name", "ix_person_name_printed", "full"),
    ("nationality", "ix_nationality_held", "country"),
)


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
    # A comparison among very many people reads names and nationalities from the index alone.
    for table, name, last in _READ_ALONE:
        op.create_index(name, table, ["detainee_id", "id", last])
        op.drop_index(f"ix_{table}_detainee_id", table_name=table)


def downgrade() -> None:
    """Move the schema back."""
    for table, name, _last in _READ_ALONE:
        op.create_index(f"ix_{table}_detainee_id", table, ["detainee_id"])
        op.drop_index(name, table_name=table)
    op.drop_table("names_heard")

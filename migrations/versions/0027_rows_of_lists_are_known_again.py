"""Rows of lists are known again: in a newer version of the list, and by what was answered about them

Rows that came in before have no marks: they are found by their people, as until now.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.add_column(sa.Column("digest", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("mark", sa.String(length=32), nullable=True))
        batch_op.create_index("ix_import_row_digest", ["import_id", "digest"], unique=False)
        batch_op.create_index("ix_import_row_mark", ["organisation_id", "mark"], unique=False)
    with op.batch_alter_table("list_import", schema=None) as batch_op:
        batch_op.add_column(sa.Column("follows_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_list_import_follows_id"), ["follows_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_list_import_follows_id_list_import"), "list_import", ["follows_id"], ["id"]
        )


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("list_import", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_list_import_follows_id_list_import"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_list_import_follows_id"))
        batch_op.drop_column("follows_id")
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.drop_index("ix_import_row_mark")
        batch_op.drop_index("ix_import_row_digest")
        batch_op.drop_column("mark")
        batch_op.drop_column("digest")

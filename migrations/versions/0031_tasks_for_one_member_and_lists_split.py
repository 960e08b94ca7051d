"""Tasks that one member alone may know of; lists whose cells name several people"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    with op.batch_alter_table("task") as batch:
        batch.add_column(sa.Column("only_for_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(batch.f("fk_task_only_for_id_app_user"), "app_user", ["only_for_id"], ["id"])
        batch.create_index(batch.f("ix_task_only_for_id"), ["only_for_id"])
    with op.batch_alter_table("list_import") as batch:
        batch.add_column(sa.Column("unseen_sealed", sa.LargeBinary(), nullable=True))
        batch.add_column(sa.Column("splits", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("import_mapping") as batch:
        batch.add_column(sa.Column("splits", sa.Boolean(), server_default=sa.false(), nullable=False))
    for table in ("list_import", "import_mapping"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column("splits", server_default=None)


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("import_mapping") as batch:
        batch.drop_column("splits")
    with op.batch_alter_table("list_import") as batch:
        batch.drop_column("splits")
        batch.drop_column("unseen_sealed")
    with op.batch_alter_table("task") as batch:
        batch.drop_index(batch.f("ix_task_only_for_id"))
        batch.drop_constraint(batch.f("fk_task_only_for_id_app_user"), type_="foreignkey")
        batch.drop_column("only_for_id")

"""Talks that only some may know of, and tasks about them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward; what was recorded before was open to whoever sees contacts, and stays so."""
    op.create_table(
        "interaction_reader",
        sa.Column("interaction_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interaction.id"], name=op.f("fk_interaction_reader_interaction_id_interaction")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_interaction_reader_user_id_app_user")),
        sa.PrimaryKeyConstraint("interaction_id", "user_id", name=op.f("pk_interaction_reader")),
    )
    with op.batch_alter_table("interaction_reader", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interaction_reader_user_id"), ["user_id"], unique=False)
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.add_column(sa.Column("level", sa.String(length=8), nullable=False, server_default="open"))
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.alter_column("level", existing_type=sa.String(length=8), existing_nullable=False, server_default=None)
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("confidential", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.alter_column("confidential", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)


def downgrade() -> None:
    """Move the schema back. An older version would show closed talks to everybody: they go."""
    op.execute(sa.text("DELETE FROM task WHERE confidential"))
    op.execute(
        sa.text(
            "DELETE FROM interaction_case WHERE interaction_id IN (SELECT id FROM interaction WHERE level <> 'open')"
        )
    )
    op.drop_table("interaction_reader")
    op.execute(sa.text("DELETE FROM interaction WHERE level <> 'open'"))
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_column("confidential")
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.drop_column("level")

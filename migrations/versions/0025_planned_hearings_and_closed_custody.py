"""Hearings that are planned and postponed; claims of custody that only some may see"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


_KEYHOLDERS = ("handler_id", "deputy_id")


def upgrade() -> None:
    """Move the schema forward."""
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.add_column(sa.Column("planned", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("hour", sa.String(length=5), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_hearing_planned"), ["planned"], unique=False)
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.alter_column("planned", existing_type=sa.Boolean(), server_default=None)
        batch_op.alter_column("hour", existing_type=sa.String(length=5), server_default=None)
    op.create_table(
        "hearing_postponement",
        sa.Column("hearing_id", sa.Integer(), nullable=False),
        *(
            column
            for name in ("decided", "before", "after")
            for column in (
                sa.Column(f"{name}_edtf", sa.String(length=48), nullable=True),
                sa.Column(f"{name}_from", sa.Date(), nullable=True),
                sa.Column(f"{name}_to", sa.Date(), nullable=True),
            )
        ),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_postponement_hearing_id_hearing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_postponement")),
        sa.UniqueConstraint("public_id", name=op.f("uq_hearing_postponement_public_id")),
    )
    with op.batch_alter_table("hearing_postponement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_postponement_hearing_id"), ["hearing_id"], unique=False)
    with op.batch_alter_table("custody_period", schema=None) as batch_op:
        batch_op.add_column(sa.Column("level", sa.String(length=8), nullable=False, server_default="normal"))
        for name in _KEYHOLDERS:
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
    with op.batch_alter_table("custody_period", schema=None) as batch_op:
        batch_op.alter_column("level", existing_type=sa.String(length=8), server_default=None)
        for name in _KEYHOLDERS:
            batch_op.create_foreign_key(f"fk_custody_period_{name}_app_user", "app_user", [name], ["id"])
            batch_op.create_index(batch_op.f(f"ix_custody_period_{name}"), [name], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    # Without its level a closed claim would be open to everybody: whoever goes back opens or takes back what is closed.
    closed = sa.text("SELECT count(*) FROM custody_period WHERE level <> 'normal'")
    if op.get_bind().scalar(closed):
        raise RuntimeError("Some claims of custody are closed: going back would open them to everybody.")
    with op.batch_alter_table("custody_period", schema=None) as batch_op:
        for name in _KEYHOLDERS:
            batch_op.drop_index(batch_op.f(f"ix_custody_period_{name}"))
            batch_op.drop_constraint(f"fk_custody_period_{name}_app_user", type_="foreignkey")
        for name in ("deputy_id", "handler_id", "level"):
            batch_op.drop_column(name)
    op.drop_table("hearing_postponement")
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_planned"))
        batch_op.drop_column("hour")
        batch_op.drop_column("planned")

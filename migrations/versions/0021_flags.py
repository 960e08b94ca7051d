"""Flags on cases"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "case_flag",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("raised_by_id", sa.Integer(), nullable=False),
        sa.Column("lowered_by_id", sa.Integer(), nullable=True),
        sa.Column("lowered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_case_flag_case_id_prison_case")),
        sa.ForeignKeyConstraint(["lowered_by_id"], ["app_user.id"], name=op.f("fk_case_flag_lowered_by_id_app_user")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_case_flag_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["raised_by_id"], ["app_user.id"], name=op.f("fk_case_flag_raised_by_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_flag")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_flag_public_id")),
    )
    with op.batch_alter_table("case_flag", schema=None) as batch_op:
        batch_op.create_index("ix_case_flag_open", ["organisation_id", "lowered_at", "kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_flag_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_flag_lowered_by_id"), ["lowered_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_flag_raised_by_id"), ["raised_by_id"], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("case_flag")

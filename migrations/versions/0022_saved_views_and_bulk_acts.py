"""Saved views of lists, and acts on many cases with their rows"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "saved_view",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("listing", sa.String(length=8), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("asked_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_saved_view_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["app_user.id"], name=op.f("fk_saved_view_owner_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("public_id", name=op.f("uq_saved_view_public_id")),
    )
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        batch_op.create_index("ix_saved_view_menu", ["organisation_id", "listing", "shared"], unique=False)
        batch_op.create_index(batch_op.f("ix_saved_view_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "bulk_act",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("matching", sa.Integer(), nullable=False),
        sa.Column("asked_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("params_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("job", sa.String(length=24), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_bulk_act_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_bulk_act_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_act")),
        sa.UniqueConstraint("public_id", name=op.f("uq_bulk_act_public_id")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_bulk_act_organisation_id_reference")),
    )
    with op.batch_alter_table("bulk_act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bulk_act_user_id"), ["user_id"], unique=False)

    op.create_table(
        "bulk_row",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=True),
        sa.Column("before_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("told_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made", sa.String(length=24), nullable=True),
        sa.Column("undo", sa.String(length=12), nullable=True),
        sa.Column("undo_told_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["bulk_act.id"], name=op.f("fk_bulk_row_act_id_bulk_act")),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_bulk_row_case_id_prison_case")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_bulk_row_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_row")),
        sa.UniqueConstraint("act_id", "row", name=op.f("uq_bulk_row_act_id_row")),
        sa.UniqueConstraint("public_id", name=op.f("uq_bulk_row_public_id")),
    )
    with op.batch_alter_table("bulk_row", schema=None) as batch_op:
        batch_op.create_index("ix_bulk_row_outcome", ["act_id", "outcome", "row"], unique=False)
        batch_op.create_index(batch_op.f("ix_bulk_row_case_id"), ["case_id"], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("bulk_row")
    op.drop_table("bulk_act")
    op.drop_table("saved_view")

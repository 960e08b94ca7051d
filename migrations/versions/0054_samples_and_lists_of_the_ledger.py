"""Samples of the ledger, and lists that are read into it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "support_import",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("day_first", sa.Boolean(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("read_by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_support_import_file_id_stored_file")),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["support_grant.id"], name=op.f("fk_support_import_grant_id_support_grant")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_support_import_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["read_by_id"], ["app_user.id"], name=op.f("fk_support_import_read_by_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_import")),
        sa.UniqueConstraint("organisation_id", "sha256", name=op.f("uq_support_import_organisation_id_sha256")),
        sa.UniqueConstraint("public_id", name=op.f("uq_support_import_public_id")),
    )
    with op.batch_alter_table("support_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_import_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_import_grant_id"), ["grant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_import_read_by_id"), ["read_by_id"], unique=False)

    op.create_table(
        "support_sample",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("seed", sa.String(length=40), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("drawn_by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["drawn_by_id"], ["app_user.id"], name=op.f("fk_support_sample_drawn_by_id_app_user")),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["support_grant.id"], name=op.f("fk_support_sample_grant_id_support_grant")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_support_sample_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_sample")),
        sa.UniqueConstraint("public_id", name=op.f("uq_support_sample_public_id")),
    )
    with op.batch_alter_table("support_sample", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_sample_drawn_by_id"), ["drawn_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_sample_grant_id"), ["grant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_sample_organisation_id"), ["organisation_id"], unique=False)

    with op.batch_alter_table("support_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("import_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("import_line", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_support_entry_import_id"), ["import_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_support_entry_import_id_support_import"), "support_import", ["import_id"], ["id"]
        )


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("support_entry", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_support_entry_import_id_support_import"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_support_entry_import_id"))
        batch_op.drop_column("import_line")
        batch_op.drop_column("import_id")

    with op.batch_alter_table("support_sample", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_sample_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_support_sample_grant_id"))
        batch_op.drop_index(batch_op.f("ix_support_sample_drawn_by_id"))

    op.drop_table("support_sample")
    with op.batch_alter_table("support_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_import_read_by_id"))
        batch_op.drop_index(batch_op.f("ix_support_import_grant_id"))
        batch_op.drop_index(batch_op.f("ix_support_import_file_id"))

    op.drop_table("support_import")

"""Receipts and declarations of the ledger, and who approves money"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "support_declaration",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("declared_by_id", sa.Integer(), nullable=False),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["declared_by_id"], ["app_user.id"], name=op.f("fk_support_declaration_declared_by_id_app_user")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["support_entry.id"], name=op.f("fk_support_declaration_entry_id_support_entry")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_support_declaration_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["app_user.id"], name=op.f("fk_support_declaration_signed_by_id_app_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_declaration")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_support_declaration_entry_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_support_declaration_public_id")),
    )
    with op.batch_alter_table("support_declaration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_declaration_declared_by_id"), ["declared_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_declaration_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_declaration_signed_by_id"), ["signed_by_id"], unique=False)

    op.create_table(
        "support_receipt",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["app_user.id"], name=op.f("fk_support_receipt_added_by_id_app_user")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["support_entry.id"], name=op.f("fk_support_receipt_entry_id_support_entry")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_support_receipt_file_id_stored_file")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_support_receipt_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_receipt")),
        sa.UniqueConstraint("public_id", name=op.f("uq_support_receipt_public_id")),
    )
    with op.batch_alter_table("support_receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_receipt_added_by_id"), ["added_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_receipt_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_receipt_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_receipt_organisation_id"), ["organisation_id"], unique=False)

    with op.batch_alter_table("organisation_settings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("money", sa.String(length=12), nullable=False, server_default="member"))
        batch_op.add_column(sa.Column("money_since", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("organisation_settings", schema=None) as batch_op:
        batch_op.alter_column("money", existing_type=sa.String(length=12), server_default=None)


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("organisation_settings", schema=None) as batch_op:
        batch_op.drop_column("money_since")
        batch_op.drop_column("money")

    with op.batch_alter_table("support_receipt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_receipt_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_support_receipt_file_id"))
        batch_op.drop_index(batch_op.f("ix_support_receipt_entry_id"))
        batch_op.drop_index(batch_op.f("ix_support_receipt_added_by_id"))

    op.drop_table("support_receipt")
    with op.batch_alter_table("support_declaration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_declaration_signed_by_id"))
        batch_op.drop_index(batch_op.f("ix_support_declaration_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_support_declaration_declared_by_id"))

    op.drop_table("support_declaration")

"""Facilities and courts that organisations add for themselves"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "own_place",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction", sa.String(length=2), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("sort", sa.String(length=20), nullable=False),
        sa.Column("region", sa.String(length=100), nullable=False),
        sa.Column("valid_from_edtf", sa.String(length=48), nullable=True),
        sa.Column("valid_from_from", sa.Date(), nullable=True),
        sa.Column("valid_from_to", sa.Date(), nullable=True),
        sa.Column("valid_to_edtf", sa.String(length=48), nullable=True),
        sa.Column("valid_to_from", sa.Date(), nullable=True),
        sa.Column("valid_to_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_own_place_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_place")),
        sa.UniqueConstraint("organisation_id", "code", name=op.f("uq_own_place_organisation_id_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_own_place_public_id")),
    )
    with op.batch_alter_table("own_place", schema=None) as batch_op:
        batch_op.create_index("ix_own_place_list", ["organisation_id", "jurisdiction", "kind"], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("own_place", schema=None) as batch_op:
        batch_op.drop_index("ix_own_place_list")

    op.drop_table("own_place")

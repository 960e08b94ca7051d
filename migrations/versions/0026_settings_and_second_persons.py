"""Settings of organisations: who is the second person, and the days of the rules"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "organisation_settings",
        sa.Column("organisation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recognition", sa.String(length=12), nullable=False),
        sa.Column("confirmation", sa.String(length=12), nullable=False),
        sa.Column("recognition_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmation_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_settings_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["organisation.id"], name=op.f("fk_organisation_settings_partner_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_organisation_settings")),
    )
    with op.batch_alter_table("organisation_settings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_settings_partner_id"), ["partner_id"], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("organisation_settings")

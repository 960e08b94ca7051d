"""Settings of organisations, and confirmations that wait for a second person"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_MEMBERS = ("asked_by_id", "objected_by_id", "ended_by_id")


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
    op.create_table(
        "pardon_asked_proof",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("draft_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("link", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("objection_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("objected_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_pardon_asked_proof_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["pardon_place.id"], name=op.f("fk_pardon_asked_proof_place_id_pardon_place")
        ),
        *(
            sa.ForeignKeyConstraint([name], ["app_user.id"], name=op.f(f"fk_pardon_asked_proof_{name}_app_user"))
            for name in _MEMBERS
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pardon_asked_proof")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pardon_asked_proof_public_id")),
    )
    with op.batch_alter_table("pardon_asked_proof", schema=None) as batch_op:
        for name in ("organisation_id", "place_id", *_MEMBERS):
            batch_op.create_index(batch_op.f(f"ix_pardon_asked_proof_{name}"), [name], unique=False)
    # Every exit of before wrote its event itself.
    with op.batch_alter_table("custody_exit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("own_event", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("custody_exit", schema=None) as batch_op:
        batch_op.alter_column("own_event", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("custody_exit", schema=None) as batch_op:
        batch_op.drop_column("own_event")
    op.drop_table("pardon_asked_proof")
    op.drop_table("organisation_settings")

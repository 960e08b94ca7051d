"""Recognitions: requests, decisions, their steps and reasons"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "recognition",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("standard", sa.String(length=40), nullable=False),
        sa.Column("stage", sa.String(length=30), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_edtf", sa.String(length=48), nullable=True),
        sa.Column("decided_from", sa.Date(), nullable=True),
        sa.Column("decided_to", sa.Date(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("after_the_fact", sa.Boolean(), nullable=False),
        sa.Column("ended_edtf", sa.String(length=48), nullable=True),
        sa.Column("ended_from", sa.Date(), nullable=True),
        sa.Column("ended_to", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_kind", sa.String(length=12), nullable=True),
        sa.Column("statement_title", sa.String(length=300), nullable=False),
        sa.Column("statement_url", sa.String(length=500), nullable=False),
        sa.Column("published_edtf", sa.String(length=48), nullable=True),
        sa.Column("published_from", sa.Date(), nullable=True),
        sa.Column("published_to", sa.Date(), nullable=True),
        sa.Column("statement_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("signatories_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_recognition_case_id_prison_case")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["app_user.id"], name=op.f("fk_recognition_decided_by_id_app_user")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_recognition_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["app_user.id"], name=op.f("fk_recognition_requested_by_id_app_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recognition")),
        sa.UniqueConstraint("public_id", name=op.f("uq_recognition_public_id")),
    )
    with op.batch_alter_table("recognition", schema=None) as batch_op:
        batch_op.create_index("ix_recognition_list", ["organisation_id", "stage"], unique=False)
        batch_op.create_index(batch_op.f("ix_recognition_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recognition_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recognition_requested_by_id"), ["requested_by_id"], unique=False)

    op.create_table(
        "recognition_step",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("recognition_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=30), nullable=False),
        sa.Column("happened_edtf", sa.String(length=48), nullable=True),
        sa.Column("happened_from", sa.Date(), nullable=True),
        sa.Column("happened_to", sa.Date(), nullable=True),
        sa.Column("end_kind", sa.String(length=12), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name=op.f("fk_recognition_step_author_id_app_user")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_recognition_step_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["recognition_id"], ["recognition.id"], name=op.f("fk_recognition_step_recognition_id_recognition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recognition_step")),
        sa.UniqueConstraint("public_id", name=op.f("uq_recognition_step_public_id")),
    )
    with op.batch_alter_table("recognition_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recognition_step_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recognition_step_recognition_id"), ["recognition_id"], unique=False)

    op.create_table(
        "recognition_reason",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("reasoning_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_recognition_reason_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["recognition_step.id"], name=op.f("fk_recognition_reason_step_id_recognition_step")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recognition_reason")),
        sa.UniqueConstraint("public_id", name=op.f("uq_recognition_reason_public_id")),
        sa.UniqueConstraint("step_id", "criterion", name=op.f("uq_recognition_reason_step_id_criterion")),
    )


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("recognition_reason")
    op.drop_table("recognition_step")
    op.drop_table("recognition")

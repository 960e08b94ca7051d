"""Requests for help: asked, decided, answered"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_MEMBERS = ("assignee_id", "decided_by_id", "answered_by_id", "created_by_id")


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "help_request",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("asker", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("asked_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("received_edtf", sa.String(length=48), nullable=True),
        sa.Column("received_from", sa.Date(), nullable=True),
        sa.Column("received_to", sa.Date(), nullable=True),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("urgency", sa.String(length=8), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("decision", sa.String(length=12), nullable=True),
        sa.Column("decided_edtf", sa.String(length=48), nullable=True),
        sa.Column("decided_from", sa.Date(), nullable=True),
        sa.Column("decided_to", sa.Date(), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_edtf", sa.String(length=48), nullable=True),
        sa.Column("answered_from", sa.Date(), nullable=True),
        sa.Column("answered_to", sa.Date(), nullable=True),
        sa.Column("answer_channel", sa.String(length=12), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("taken_back_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_help_request_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_help_request_case_id_prison_case")),
        *(
            sa.ForeignKeyConstraint([name], ["app_user.id"], name=op.f(f"fk_help_request_{name}_app_user"))
            for name in _MEMBERS
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_request")),
        sa.UniqueConstraint("public_id", name=op.f("uq_help_request_public_id")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_help_request_organisation_id_reference")),
    )
    with op.batch_alter_table("help_request", schema=None) as batch_op:
        batch_op.create_index("ix_help_request_list", ["organisation_id", "stage", "received_from"], unique=False)
        for name in ("case_id", *_MEMBERS):
            batch_op.create_index(batch_op.f(f"ix_help_request_{name}"), [name], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("help_request")

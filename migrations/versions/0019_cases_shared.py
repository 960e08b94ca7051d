"""Cases shared with other organisations: shares and their recipients"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_USERS = ("given_by_id", "answered_by_id", "ended_by_id")


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "case_share",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("compartments", sa.String(length=60), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("purpose_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("why_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("ending", sa.String(length=12), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_case_share_case_id_prison_case")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_case_share_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["to_id"], ["organisation.id"], name=op.f("fk_case_share_to_id_organisation")),
        *(
            sa.ForeignKeyConstraint([user], ["app_user.id"], name=op.f(f"fk_case_share_{user}_app_user"))
            for user in _USERS
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_share")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_share_public_id")),
    )
    with op.batch_alter_table("case_share", schema=None) as batch_op:
        for column in ("organisation_id", "to_id", "case_id", *_USERS):
            batch_op.create_index(batch_op.f(f"ix_case_share_{column}"), [column], unique=False)
    op.create_table(
        "share_recipient",
        sa.Column("share_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["share_id"], ["case_share.id"], name=op.f("fk_share_recipient_share_id_case_share")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_share_recipient_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_recipient")),
        sa.UniqueConstraint("share_id", "user_id", name=op.f("uq_share_recipient_share_id_user_id")),
    )
    with op.batch_alter_table("share_recipient", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_share_recipient_user_id"), ["user_id"], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("share_recipient")
    op.drop_table("case_share")

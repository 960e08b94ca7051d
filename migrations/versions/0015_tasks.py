"""Tasks, when their rules were last checked, and addresses of calendars"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "task_round",
        sa.Column("organisation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_task_round_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_task_round")),
    )
    op.create_table(
        "calendar_link",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_calendar_link_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_calendar_link_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_link")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_calendar_link_token_digest")),
        sa.UniqueConstraint("user_id", "organisation_id", name=op.f("uq_calendar_link_user_id_organisation_id")),
    )
    with op.batch_alter_table("calendar_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_link_organisation_id"), ["organisation_id"], unique=False)
    op.create_table(
        "task",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("detainee_id", sa.Integer(), nullable=True),
        sa.Column("what_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("rule", sa.String(length=40), nullable=True),
        sa.Column("basis", sa.String(length=40), nullable=True),
        sa.Column("base_edtf", sa.String(length=48), nullable=True),
        sa.Column("base_from", sa.Date(), nullable=True),
        sa.Column("base_to", sa.Date(), nullable=True),
        sa.Column("due_edtf", sa.String(length=48), nullable=True),
        sa.Column("due_from", sa.Date(), nullable=True),
        sa.Column("due_to", sa.Date(), nullable=True),
        sa.Column("due_before_edtf", sa.String(length=48), nullable=True),
        sa.Column("due_before_from", sa.Date(), nullable=True),
        sa.Column("due_before_to", sa.Date(), nullable=True),
        sa.Column("due_moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("outcome_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assignee_id"], ["app_user.id"], name=op.f("fk_task_assignee_id_app_user")),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_task_case_id_prison_case")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["app_user.id"], name=op.f("fk_task_closed_by_id_app_user")),
        sa.ForeignKeyConstraint(["created_by_id"], ["app_user.id"], name=op.f("fk_task_created_by_id_app_user")),
        sa.ForeignKeyConstraint(["detainee_id"], ["detainee.id"], name=op.f("fk_task_detainee_id_detainee")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_task_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("public_id", name=op.f("uq_task_public_id")),
        sa.UniqueConstraint(
            "organisation_id", "rule", "basis", "base_edtf", name=op.f("uq_task_organisation_id_rule_basis_base_edtf")
        ),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index("ix_task_list", ["organisation_id", "state", "due_from"], unique=False)
        for column in ("assignee_id", "case_id", "closed_by_id", "created_by_id", "detainee_id"):
            batch_op.create_index(batch_op.f(f"ix_task_{column}"), [column], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("task")
    op.drop_table("calendar_link")
    op.drop_table("task_round")

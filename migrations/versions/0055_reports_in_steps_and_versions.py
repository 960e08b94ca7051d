"""A report is prepared in steps that are kept, may replace an earlier one, and may be taken back"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    with op.batch_alter_table("donor_report") as batch_op:
        batch_op.add_column(sa.Column("edition", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("revoked_reason", sa.Text(), nullable=False, server_default=""))
        batch_op.create_foreign_key(
            batch_op.f("fk_donor_report_replaces_id_donor_report"), "donor_report", ["replaces_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_donor_report_replaces_id"), ["replaces_id"], unique=False)
    with op.batch_alter_table("donor_report") as batch_op:
        batch_op.alter_column("edition", server_default=None)
        batch_op.alter_column("revoked_reason", server_default=None)
    op.create_table(
        "report_plan",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("grant_id", sa.Integer(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("indicators", sa.JSON(), nullable=False),
        sa.Column("by", sa.JSON(), nullable=False),
        sa.Column("across", sa.String(length=16), nullable=False),
        sa.Column("narrative", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("starts <= ends", name=op.f("ck_report_plan_period")),
        sa.CheckConstraint("threshold BETWEEN 3 AND 10", name=op.f("ck_report_plan_threshold")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_report_plan_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["app_user.id"], name=op.f("fk_report_plan_made_by_id_app_user")),
        sa.ForeignKeyConstraint(["grant_id"], ["support_grant.id"], name=op.f("fk_report_plan_grant_id_support_grant")),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["donor_report.id"], name=op.f("fk_report_plan_replaces_id_donor_report")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["donor_report.id"], name=op.f("fk_report_plan_report_id_donor_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_plan")),
        sa.UniqueConstraint("public_id", name=op.f("uq_report_plan_public_id")),
    )
    with op.batch_alter_table("report_plan") as batch_op:
        for column in ("organisation_id", "made_by_id", "grant_id", "replaces_id", "report_id"):
            batch_op.create_index(batch_op.f(f"ix_report_plan_{column}"), [column], unique=False)


def downgrade() -> None:
    """Move the schema back: a report stands alone again."""
    op.drop_table("report_plan")
    with op.batch_alter_table("donor_report") as batch_op:
        batch_op.drop_index(batch_op.f("ix_donor_report_replaces_id"))
        batch_op.drop_constraint(batch_op.f("fk_donor_report_replaces_id_donor_report"), type_="foreignkey")
        for column in ("revoked_reason", "revoked_at", "replaces_id", "edition"):
            batch_op.drop_column(column)

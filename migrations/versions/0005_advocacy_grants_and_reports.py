"""Advocacy, grants and reports"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "advocacy_contact",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("sort_name", sa.String(length=300), nullable=False),
        sa.Column("is_body", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("languages", sa.String(length=100), nullable=False),
        sa.Column("post", sa.String(length=300), nullable=False),
        sa.Column("took_post_edtf", sa.String(length=48), nullable=True),
        sa.Column("took_post_from", sa.Date(), nullable=True),
        sa.Column("took_post_to", sa.Date(), nullable=True),
        sa.Column("left_post_edtf", sa.String(length=48), nullable=True),
        sa.Column("left_post_from", sa.Date(), nullable=True),
        sa.Column("left_post_to", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("do_not_contact", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("channels_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("notes_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_advocacy_contact_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["app_user.id"], name=op.f("fk_advocacy_contact_owner_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advocacy_contact")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_advocacy_contact_organisation_id_reference")),
        sa.UniqueConstraint("public_id", name=op.f("uq_advocacy_contact_public_id")),
    )
    with op.batch_alter_table("advocacy_contact", schema=None) as batch_op:
        batch_op.create_index("ix_advocacy_contact_list", ["organisation_id", "sort_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_advocacy_contact_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "support_grant",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("donor", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("starts <= ends", name=op.f("ck_support_grant_period")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_support_grant_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_grant")),
        sa.UniqueConstraint("organisation_id", "code", name=op.f("uq_support_grant_organisation_id_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_support_grant_public_id")),
    )
    op.create_table(
        "donor_report",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("grant_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("built_by_id", sa.Integer(), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("behind", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("starts <= ends", name=op.f("ck_donor_report_period")),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["app_user.id"], name=op.f("fk_donor_report_approved_by_id_app_user")
        ),
        sa.ForeignKeyConstraint(["built_by_id"], ["app_user.id"], name=op.f("fk_donor_report_built_by_id_app_user")),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["support_grant.id"], name=op.f("fk_donor_report_grant_id_support_grant")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_donor_report_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_donor_report")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_donor_report_organisation_id_reference")),
        sa.UniqueConstraint("public_id", name=op.f("uq_donor_report_public_id")),
    )
    with op.batch_alter_table("donor_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_donor_report_approved_by_id"), ["approved_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_donor_report_built_by_id"), ["built_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_donor_report_grant_id"), ["grant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_donor_report_state"), ["state"], unique=False)

    op.create_table(
        "grant_reader",
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["support_grant.id"], name=op.f("fk_grant_reader_grant_id_support_grant")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_grant_reader_user_id_app_user")),
        sa.PrimaryKeyConstraint("grant_id", "user_id", name=op.f("pk_grant_reader")),
    )
    with op.batch_alter_table("grant_reader", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grant_reader_user_id"), ["user_id"], unique=False)

    op.create_table(
        "interaction",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("happened_edtf", sa.String(length=48), nullable=True),
        sa.Column("happened_from", sa.Date(), nullable=True),
        sa.Column("happened_to", sa.Date(), nullable=True),
        sa.Column("medium", sa.String(length=12), nullable=False),
        sa.Column("direction", sa.String(length=12), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("participants_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("summary_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("follow_up_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("follow_up_due", sa.Date(), nullable=True),
        sa.Column("follow_up_done_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("batch", sa.String(length=20), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name=op.f("fk_interaction_author_id_app_user")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["advocacy_contact.id"], name=op.f("fk_interaction_contact_id_advocacy_contact")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_interaction_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interaction")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_interaction_organisation_id_reference")),
        sa.UniqueConstraint("public_id", name=op.f("uq_interaction_public_id")),
    )
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interaction_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interaction_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_interaction_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interaction_follow_up_due"), ["follow_up_due"], unique=False)

    op.create_table(
        "interaction_case",
        sa.Column("interaction_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_interaction_case_case_id_prison_case")),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interaction.id"], name=op.f("fk_interaction_case_interaction_id_interaction")
        ),
        sa.PrimaryKeyConstraint("interaction_id", "case_id", name=op.f("pk_interaction_case")),
    )
    with op.batch_alter_table("interaction_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interaction_case_case_id"), ["case_id"], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("interaction_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interaction_case_case_id"))

    op.drop_table("interaction_case")
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interaction_follow_up_due"))
        batch_op.drop_index(batch_op.f("ix_interaction_contact_id"))
        batch_op.drop_index(batch_op.f("ix_interaction_batch"))
        batch_op.drop_index(batch_op.f("ix_interaction_author_id"))

    op.drop_table("interaction")
    with op.batch_alter_table("grant_reader", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grant_reader_user_id"))

    op.drop_table("grant_reader")
    with op.batch_alter_table("donor_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_donor_report_state"))
        batch_op.drop_index(batch_op.f("ix_donor_report_grant_id"))
        batch_op.drop_index(batch_op.f("ix_donor_report_built_by_id"))
        batch_op.drop_index(batch_op.f("ix_donor_report_approved_by_id"))

    op.drop_table("donor_report")
    op.drop_table("support_grant")
    with op.batch_alter_table("advocacy_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_advocacy_contact_owner_id"))
        batch_op.drop_index("ix_advocacy_contact_list")

    op.drop_table("advocacy_contact")

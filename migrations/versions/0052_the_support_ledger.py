"""The support ledger: budgets, closed periods, entries, their shares and steps"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "grant_closing",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("closed_by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["closed_by_id"], ["app_user.id"], name=op.f("fk_grant_closing_closed_by_id_app_user")),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["support_grant.id"], name=op.f("fk_grant_closing_grant_id_support_grant")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_grant_closing_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_closing")),
        sa.UniqueConstraint("grant_id", "until", name=op.f("uq_grant_closing_grant_id_until")),
        sa.UniqueConstraint("public_id", name=op.f("uq_grant_closing_public_id")),
    )
    with op.batch_alter_table("grant_closing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grant_closing_closed_by_id"), ["closed_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_grant_closing_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "grant_line",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_grant_line_amount")),
        sa.ForeignKeyConstraint(["grant_id"], ["support_grant.id"], name=op.f("fk_grant_line_grant_id_support_grant")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_grant_line_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_line")),
        sa.UniqueConstraint("grant_id", "code", name=op.f("uq_grant_line_grant_id_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_grant_line_public_id")),
    )
    with op.batch_alter_table("grant_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grant_line_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "support_entry",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("happened", sa.Date(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("booked", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("for_person", sa.Boolean(), nullable=False),
        sa.Column("beneficiary_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("purpose_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_support_entry_amount")),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["app_user.id"], name=op.f("fk_support_entry_approved_by_id_app_user")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_support_entry_case_id_prison_case")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_support_entry_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["app_user.id"], name=op.f("fk_support_entry_recorded_by_id_app_user")
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["support_entry.id"], name=op.f("fk_support_entry_reverses_id_support_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_entry")),
        sa.UniqueConstraint("organisation_id", "number", name=op.f("uq_support_entry_organisation_id_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_support_entry_public_id")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_support_entry_reverses_id")),
    )
    with op.batch_alter_table("support_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_entry_approved_by_id"), ["approved_by_id"], unique=False)
        batch_op.create_index("ix_support_entry_booked", ["organisation_id", "booked"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_entry_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_support_entry_list", ["organisation_id", "happened"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_entry_recorded_by_id"), ["recorded_by_id"], unique=False)

    op.create_table(
        "support_share",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("rate", sa.String(length=40), nullable=True),
        sa.Column("rate_day", sa.Date(), nullable=True),
        sa.Column("rate_source", sa.String(length=200), nullable=False),
        sa.Column("converted", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["support_entry.id"], name=op.f("fk_support_share_entry_id_support_entry")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["support_grant.id"], name=op.f("fk_support_share_grant_id_support_grant")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["grant_line.id"], name=op.f("fk_support_share_line_id_grant_line")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_support_share_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_share")),
        sa.UniqueConstraint("public_id", name=op.f("uq_support_share_public_id")),
    )
    with op.batch_alter_table("support_share", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_share_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index("ix_support_share_grant", ["grant_id", "line_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_share_line_id"), ["line_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_share_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "support_step",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=12), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name=op.f("fk_support_step_author_id_app_user")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["support_entry.id"], name=op.f("fk_support_step_entry_id_support_entry")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_support_step_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_step")),
        sa.UniqueConstraint("public_id", name=op.f("uq_support_step_public_id")),
    )
    with op.batch_alter_table("support_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_step_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_step_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_step_organisation_id"), ["organisation_id"], unique=False)

    with op.batch_alter_table("support_grant", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_until", sa.Date(), nullable=True))


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("support_grant", schema=None) as batch_op:
        batch_op.drop_column("closed_until")

    with op.batch_alter_table("support_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_step_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_support_step_entry_id"))
        batch_op.drop_index(batch_op.f("ix_support_step_author_id"))

    op.drop_table("support_step")
    with op.batch_alter_table("support_share", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_share_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_support_share_line_id"))
        batch_op.drop_index("ix_support_share_grant")
        batch_op.drop_index(batch_op.f("ix_support_share_entry_id"))

    op.drop_table("support_share")
    with op.batch_alter_table("support_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_entry_recorded_by_id"))
        batch_op.drop_index("ix_support_entry_list")
        batch_op.drop_index(batch_op.f("ix_support_entry_case_id"))
        batch_op.drop_index("ix_support_entry_booked")
        batch_op.drop_index(batch_op.f("ix_support_entry_approved_by_id"))

    op.drop_table("support_entry")
    with op.batch_alter_table("grant_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grant_line_organisation_id"))

    op.drop_table("grant_line")
    with op.batch_alter_table("grant_closing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grant_closing_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_grant_closing_closed_by_id"))

    op.drop_table("grant_closing")

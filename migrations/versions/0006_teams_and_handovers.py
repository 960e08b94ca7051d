"""Teams, handovers, and who stands close to a person"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "person_keeper",
        sa.Column("detainee_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("because", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["detainee_id"], ["detainee.id"], name=op.f("fk_person_keeper_detainee_id_detainee")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_person_keeper_user_id_app_user")),
        sa.PrimaryKeyConstraint("detainee_id", "user_id", "because", name=op.f("pk_person_keeper")),
    )
    with op.batch_alter_table("person_keeper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_keeper_user_id"), ["user_id"], unique=False)

    op.create_table(
        "case_member",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_case_member_case_id_prison_case")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_case_member_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_member")),
        sa.UniqueConstraint("case_id", "user_id", name=op.f("uq_case_member_case_id_user_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_member_public_id")),
    )
    with op.batch_alter_table("case_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_member_user_id"), ["user_id"], unique=False)

    op.create_table(
        "case_handover",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_case_handover_case_id_prison_case")),
        sa.ForeignKeyConstraint(["from_id"], ["app_user.id"], name=op.f("fk_case_handover_from_id_app_user")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_case_handover_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["to_id"], ["app_user.id"], name=op.f("fk_case_handover_to_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_handover")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_handover_public_id")),
    )
    with op.batch_alter_table("case_handover", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_handover_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_handover_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_handover_to_id"), ["to_id"], unique=False)

    op.create_table(
        "case_watch",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_case_watch_case_id_prison_case")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_case_watch_user_id_app_user")),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_case_watch")),
    )
    with op.batch_alter_table("case_watch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_watch_user_id"), ["user_id"], unique=False)

    # Owners stand close to the people of their cases from the first day on.
    op.execute(
        "INSERT INTO person_keeper (detainee_id, user_id, because) "
        "SELECT detainee_id, owner_id, reference FROM prison_case WHERE owner_id IS NOT NULL"
    )


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("case_watch")
    op.drop_table("case_handover")
    op.drop_table("case_member")
    op.drop_table("person_keeper")

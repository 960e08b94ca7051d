"""Suspected duplicates, merges, and the record that another became part of"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    with op.batch_alter_table("detainee", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_detainee_merged_into_id_detainee"), "detainee", ["merged_into_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_detainee_merged_into_id"), ["merged_into_id"], unique=False)
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True))

    op.create_table(
        "duplicate_pair",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_duplicate_pair_order")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["app_user.id"], name=op.f("fk_duplicate_pair_answered_by_id_app_user")
        ),
        sa.ForeignKeyConstraint(["first_id"], ["detainee.id"], name=op.f("fk_duplicate_pair_first_id_detainee")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_duplicate_pair_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["second_id"], ["detainee.id"], name=op.f("fk_duplicate_pair_second_id_detainee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_pair")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_duplicate_pair_first_id_second_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_duplicate_pair_public_id")),
    )
    with op.batch_alter_table("duplicate_pair", schema=None) as batch_op:
        batch_op.create_index("ix_duplicate_pair_queue", ["organisation_id", "answer", "score"], unique=False)
        batch_op.create_index(batch_op.f("ix_duplicate_pair_second_id"), ["second_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_duplicate_pair_answered_by_id"), ["answered_by_id"], unique=False)

    op.create_table(
        "duplicate_look",
        sa.Column("detainee_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["detainee_id"], ["detainee.id"], name=op.f("fk_duplicate_look_detainee_id_detainee")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_duplicate_look_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("detainee_id", name=op.f("pk_duplicate_look")),
    )
    op.create_index(op.f("ix_duplicate_look_organisation_id"), "duplicate_look", ["organisation_id"], unique=False)

    op.create_table(
        "person_merge",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Integer(), nullable=False),
        sa.Column("absorbed_id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("journal_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["absorbed_id"], ["detainee.id"], name=op.f("fk_person_merge_absorbed_id_detainee")),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name=op.f("fk_person_merge_author_id_app_user")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_person_merge_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["duplicate_pair.id"], name=op.f("fk_person_merge_pair_id_duplicate_pair")
        ),
        sa.ForeignKeyConstraint(["survivor_id"], ["detainee.id"], name=op.f("fk_person_merge_survivor_id_detainee")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["app_user.id"], name=op.f("fk_person_merge_undone_by_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge")),
        sa.UniqueConstraint("public_id", name=op.f("uq_person_merge_public_id")),
    )
    with op.batch_alter_table("person_merge", schema=None) as batch_op:
        for column in ("survivor_id", "absorbed_id", "pair_id", "author_id", "undone_by_id"):
            batch_op.create_index(batch_op.f(f"ix_person_merge_{column}"), [column], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("person_merge")
    op.drop_table("duplicate_look")
    op.drop_table("duplicate_pair")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_column("joined_at")
    with op.batch_alter_table("detainee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_detainee_merged_into_id"))
        batch_op.drop_constraint(batch_op.f("fk_detainee_merged_into_id_detainee"), type_="foreignkey")
        batch_op.drop_column("merged_into_id")

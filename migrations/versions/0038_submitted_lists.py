"""Lists of names handed to somebody: frozen as handed, for named readers only"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "submitted_list",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        *_partial("handed"),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        *_kept(),
        *_to("submitted_list", organisation_id="organisation", contact_id="advocacy_contact", author_id="app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submitted_list")),
        sa.UniqueConstraint("public_id", name=op.f("uq_submitted_list_public_id")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_submitted_list_organisation_id_reference")),
    )
    op.create_table(
        "submitted_name",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("printed_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.String(length=12), nullable=False),
        *_partial("answered"),
        sa.Column("answer_note_sealed", sa.LargeBinary(), nullable=True),
        *_kept(),
        *_to("submitted_name", organisation_id="organisation", list_id="submitted_list", case_id="prison_case"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submitted_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_submitted_name_public_id")),
        sa.UniqueConstraint("list_id", "number", name=op.f("uq_submitted_name_list_id_number")),
        sa.UniqueConstraint("list_id", "case_id", name=op.f("uq_submitted_name_list_id_case_id")),
    )
    op.create_table(
        "submitted_list_reader",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        *_to("submitted_list_reader", list_id="submitted_list", user_id="app_user"),
        sa.PrimaryKeyConstraint("list_id", "user_id", name=op.f("pk_submitted_list_reader")),
    )
    for table, names in (
        ("submitted_list", ("contact_id", "author_id")),
        ("submitted_name", ("organisation_id", "case_id")),
        ("submitted_list_reader", ("user_id",)),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in names:
                batch_op.create_index(batch_op.f(f"ix_{table}_{name}"), [name], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    for table in ("submitted_list_reader", "submitted_name", "submitted_list"):
        op.drop_table(table)


def _kept() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def _partial(name: str) -> tuple[sa.Column[object], ...]:
    return (
        sa.Column(f"{name}_edtf", sa.String(length=48), nullable=True),
        sa.Column(f"{name}_from", sa.Date(), nullable=True),
        sa.Column(f"{name}_to", sa.Date(), nullable=True),
    )


def _to(table: str, **columns: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_{table}_{name}_{other}"))
        for name, other in columns.items()
    )

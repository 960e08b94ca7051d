"""Two people confirm unless an organisation says otherwise; a duty officer of release day confirms alone"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_ROW = (("id", sa.Integer()), ("public_id", sa.String(length=24)), ("created_at", sa.DateTime(timezone=True)))


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "pardon_duty",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("named_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_rows("pardon_duty"),
        *_keys("pardon_duty", organisation_id="organisation"),
        *_keys("pardon_duty", officer_id="app_user", named_by_id="app_user", ended_by_id="app_user"),
    )
    _index("pardon_duty", "officer_id", "named_by_id", "ended_by_id")
    op.create_index("ix_pardon_duty_hours", "pardon_duty", ["organisation_id", "ends_at"])
    op.create_table(
        "pardon_scope_word",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("evidence_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        *_rows("pardon_scope_word"),
        *_keys("pardon_scope_word", organisation_id="organisation", place_id="pardon_place", author_id="app_user"),
    )
    _index("pardon_scope_word", "organisation_id", "place_id", "author_id")
    with op.batch_alter_table("pardon_proof", schema=None) as batch_op:
        batch_op.add_column(sa.Column("alone", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("reviewed_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_pardon_proof_reviewed_by_id_app_user"), "app_user", ["reviewed_by_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_pardon_proof_reviewed_by_id"), ["reviewed_by_id"], unique=False)
    with op.batch_alter_table("pardon_proof", schema=None) as batch_op:
        batch_op.alter_column("alone", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("pardon_proof", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pardon_proof_reviewed_by_id"))
        batch_op.drop_constraint(batch_op.f("fk_pardon_proof_reviewed_by_id_app_user"), type_="foreignkey")
        for name in ("reviewed_by_id", "reviewed_at", "alone"):
            batch_op.drop_column(name)
    op.drop_table("pardon_scope_word")
    op.drop_table("pardon_duty")


def _rows(table: str) -> list[sa.schema.SchemaItem]:
    columns: list[sa.schema.SchemaItem] = [sa.Column(name, kind, nullable=False) for name, kind in _ROW]
    primary = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))
    return [*columns, primary, sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id"))]


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
        for column, other in columns.items()
    ]


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in columns:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)

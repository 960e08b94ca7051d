"""Consent, biography and photograph"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

GAG: dict[str, tuple[Any, Any]] = {"gag_order": (sa.Boolean(), sa.false()), "gag_note": (sa.String(300), "")}
TABLES = ("consent", "biography", "biography_version", "photograph")


def upgrade() -> None:
    """Move the schema forward."""
    with op.batch_alter_table("detainee", schema=None) as batch_op:
        for name, (kind, value) in GAG.items():
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=value))
    with op.batch_alter_table("detainee", schema=None) as batch_op:
        for name, (kind, _value) in GAG.items():
            batch_op.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)
    _beneath_a_person(
        "consent",
        sa.Column("giver", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("purposes", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        *_partial_date("obtained"),
        *_partial_date("expires"),
        *_partial_date("withdrawn"),
        sa.Column("evidence_sealed", sa.LargeBinary(), nullable=True),
    )
    _beneath_a_person(
        "biography",
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("is_ready", sa.Boolean(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("detainee_id", "language", name=op.f("uq_biography_detainee_id_language")),
        index=False,
    )
    op.create_table(
        "biography_version",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("biography_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_ready", sa.Boolean(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name=op.f("fk_biography_version_author_id_app_user")),
        sa.ForeignKeyConstraint(
            ["biography_id"], ["biography.id"], name=op.f("fk_biography_version_biography_id_biography")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_biography_version_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_biography_version")),
        sa.UniqueConstraint("biography_id", "number", name=op.f("uq_biography_version_biography_id_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_biography_version_public_id")),
    )
    op.create_index(op.f("ix_biography_version_author_id"), "biography_version", ["author_id"], unique=False)
    _beneath_a_person(
        "photograph",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_photograph_file_id_stored_file")),
        sa.UniqueConstraint("detainee_id", name=op.f("uq_photograph_detainee_id")),
        index=False,
    )
    op.create_index(op.f("ix_photograph_file_id"), "photograph", ["file_id"], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    for table in reversed(TABLES):
        op.drop_table(table)
    with op.batch_alter_table("detainee", schema=None) as batch_op:
        for name in reversed(GAG):
            batch_op.drop_column(name)


def _partial_date(name: str) -> tuple[sa.Column[Any], ...]:
    """Return the three columns of a partial date."""
    return (
        sa.Column(f"{name}_edtf", sa.String(length=48), nullable=True),
        sa.Column(f"{name}_from", sa.Date(), nullable=True),
        sa.Column(f"{name}_to", sa.Date(), nullable=True),
    )


def _beneath_a_person(table: str, *columns: Any, index: bool = True) -> None:
    """Make a table whose rows belong to one person each."""
    op.create_table(
        table,
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("detainee_id", sa.Integer(), nullable=False),
        *columns,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["detainee_id"], ["detainee.id"], name=op.f(f"fk_{table}_detainee_id_detainee")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f(f"fk_{table}_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    )
    if index:
        op.create_index(op.f(f"ix_{table}_detainee_id"), table, ["detainee_id"], unique=False)

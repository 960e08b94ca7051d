"""Lists leave by one door: what was asked for, who approved it, how often it was fetched; and from how many lines on"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0055"
branch_labels = None
depends_on = None

_SETTLED = {"export_limit": "500", "export_days": "7"}
_REFERS = {
    "organisation_id": "organisation",
    "user_id": "app_user",
    "decided_by_id": "app_user",
    "file_id": "stored_file",
}
_INDEXED = ("user_id", "decided_by_id", "file_id")


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "list_export",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(length=8), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("approved_rows", sa.Integer(), nullable=True),
        *(sa.Column(f"{name}_sealed", sa.LargeBinary(), nullable=True) for name in ("name", "why", "asked", "told")),
        sa.Column("about_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("fault", sa.JSON(), nullable=True),
        sa.Column("job", sa.String(length=24), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fetched", sa.Integer(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_list_export_{column}_{table}"))
            for column, table in _REFERS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_export")),
        sa.UniqueConstraint("public_id", name=op.f("uq_list_export_public_id")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_list_export_organisation_id_reference")),
    )
    with op.batch_alter_table("list_export") as batch_op:
        batch_op.create_index("ix_list_export_state", ["state", "expires_at"], unique=False)
        for column in _INDEXED:
            batch_op.create_index(batch_op.f(f"ix_list_export_{column}"), [column], unique=False)
    with op.batch_alter_table("organisation_settings") as batch_op:
        for name, value in _SETTLED.items():
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default=value))
    with op.batch_alter_table("organisation_settings") as batch_op:
        for name in _SETTLED:
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("organisation_settings") as batch_op:
        for name in _SETTLED:
            batch_op.drop_column(name)
    op.drop_table("list_export")

"""Talks are amended and taken back with a reason, and so are files; submissions have files of their own"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0044"
branch_labels = None
depends_on = None

_REFERS = {
    "organisation_id": "organisation",
    "submission_id": "submission",
    "file_id": "stored_file",
    "added_by_id": "app_user",
}


def upgrade() -> None:
    """Move the schema forward: whatever is recorded stands, and was never amended."""
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("former_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("reason_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.alter_column("version", server_default=None)
    with op.batch_alter_table("interaction_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("reason_sealed", sa.LargeBinary(), nullable=True))
    op.create_table(
        "submission_file",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("title_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_submission_file_{name}_{other}"))
            for name, other in _REFERS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_file")),
        sa.UniqueConstraint("public_id", name=op.f("uq_submission_file_public_id")),
    )
    with op.batch_alter_table("submission_file", schema=None) as batch_op:
        for name in _REFERS:
            batch_op.create_index(batch_op.f(f"ix_submission_file_{name}"), [name], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("submission_file")
    with op.batch_alter_table("interaction_file", schema=None) as batch_op:
        batch_op.drop_column("reason_sealed")
        batch_op.drop_column("withdrawn_at")
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        for name in ("changed_at", "reason_sealed", "withdrawn_at", "former_sealed", "version"):
            batch_op.drop_column(name)

"""Sources of pardon batches with copies, and their mediators"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

_SOURCE = {
    "organisation_id": "organisation",
    "batch_id": "pardon_batch",
    "file_id": "stored_file",
    "author_id": "app_user",
}
_MEDIATOR = {
    "organisation_id": "organisation",
    "batch_id": "pardon_batch",
    "contact_id": "advocacy_contact",
    "author_id": "app_user",
}


def upgrade() -> None:
    """Move the schema forward."""
    _create(
        "pardon_source",
        _SOURCE,
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("archived", sa.String(length=500), nullable=False),
        sa.Column("published_edtf", sa.String(length=48), nullable=True),
        sa.Column("published_from", sa.Date(), nullable=True),
        sa.Column("published_to", sa.Date(), nullable=True),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("withdrawn_reason", sa.String(length=500), nullable=False),
    )
    _create(
        "pardon_mediator",
        _MEDIATOR,
        sa.Column("part_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("source_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
    )


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("pardon_mediator")
    op.drop_table("pardon_source")


def _create(table: str, refers: dict[str, str], *own: sa.Column) -> None:
    op.create_table(
        table,
        *(sa.Column(name, sa.Integer(), nullable=name == "file_id") for name in refers),
        *own,
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_{table}_{name}_{other}"))
            for name, other in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    )
    with op.batch_alter_table(table, schema=None) as batch_op:
        for name in refers:
            batch_op.create_index(batch_op.f(f"ix_{table}_{name}"), [name], unique=False)

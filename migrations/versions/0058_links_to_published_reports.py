"""Links to published reports: expiring, counted, and kept as a digest alone"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

_REFERS = {"organisation_id": "organisation", "report_id": "donor_report", "made_by_id": "app_user"}


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "report_link",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _REFERS),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("whom_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_report_link_{column}_{table}"))
            for column, table in _REFERS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_link")),
        sa.UniqueConstraint("public_id", name=op.f("uq_report_link_public_id")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_report_link_token_digest")),
    )
    with op.batch_alter_table("report_link") as batch_op:
        for column in _REFERS:
            batch_op.create_index(batch_op.f(f"ix_report_link_{column}"), [column], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("report_link")

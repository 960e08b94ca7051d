"""A report is counted in the background, by a job that only whoever prepares it sees"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    with op.batch_alter_table("job") as batch_op:
        batch_op.add_column(sa.Column("own", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("job") as batch_op:
        batch_op.alter_column("own", server_default=None)
    with op.batch_alter_table("report_plan") as batch_op:
        batch_op.add_column(sa.Column("job", sa.String(length=24), nullable=True))


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("report_plan") as batch_op:
        batch_op.drop_column("job")
    with op.batch_alter_table("job") as batch_op:
        batch_op.drop_column("own")

"""A list is a page that was published, or what one of us saw and wrote down on the spot"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    with op.batch_alter_table("pardon_list", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=8), nullable=False, server_default="page"))
    with op.batch_alter_table("pardon_list", schema=None) as batch_op:
        batch_op.alter_column("kind", existing_type=sa.String(length=8), server_default=None)


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("pardon_list", schema=None) as batch_op:
        batch_op.drop_column("kind")

"""Claims about a batch divide their number by sex, nationality and destination, and keep a copy of their source"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_EMPTY: dict[str, tuple[sa.types.TypeEngine[Any], str]] = {
    "parts": (sa.JSON(), "{}"),
    "link": (sa.String(length=500), ""),
    "archived": (sa.String(length=500), ""),
}


def upgrade() -> None:
    """Move the schema forward."""
    with op.batch_alter_table("pardon_claim", schema=None) as batch_op:
        batch_op.alter_column("total", existing_type=sa.Integer(), nullable=True)
        for name, (kind, empty) in _EMPTY.items():
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=empty))
    with op.batch_alter_table("pardon_claim", schema=None) as batch_op:
        for name, (kind, _empty) in _EMPTY.items():
            batch_op.alter_column(name, existing_type=kind, server_default=None)


def downgrade() -> None:
    """Move the schema back; a claim of a part alone has no place there."""
    op.execute(sa.text("DELETE FROM pardon_claim WHERE total IS NULL"))
    with op.batch_alter_table("pardon_claim", schema=None) as batch_op:
        for name in reversed(_EMPTY):
            batch_op.drop_column(name)
        batch_op.alter_column("total", existing_type=sa.Integer(), nullable=False)

"""The order of dates that a mapping says stands beside the one that a person said; rows are read line by line"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

_INDEXES = {"ix_import_row_line": ["import_id", "line"], "ix_import_row_outcome": ["import_id", "outcome", "row"]}
_BY_LINE = {
    "ix_import_row_line": ["import_id", "line", "row"],
    "ix_import_row_outcome": ["import_id", "outcome", "line", "row"],
}


def upgrade() -> None:
    """Move the schema forward."""
    with op.batch_alter_table("list_import") as batch_op:
        batch_op.add_column(sa.Column("mapping_order", sa.String(length=3), nullable=True))
    _index(_BY_LINE)


def downgrade() -> None:
    """Move the schema back: one column for both again."""
    imports = sa.table("list_import", sa.column("date_order"), sa.column("mapping_order"))
    in_use = sa.func.nullif(sa.func.coalesce(imports.c.date_order, imports.c.mapping_order), "")
    op.execute(imports.update().values(date_order=in_use))
    _index(_INDEXES)
    with op.batch_alter_table("list_import") as batch_op:
        batch_op.drop_column("mapping_order")


def _index(columns: dict[str, list[str]]) -> None:
    with op.batch_alter_table("import_row") as batch_op:
        for name, named in columns.items():
            batch_op.drop_index(name)
            batch_op.create_index(name, named, unique=False)

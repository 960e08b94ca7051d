"""The person in depth"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0005"
branch_labels = None
depends_on = None

NAME_COLUMNS = {"given": sa.String(150), "patronymic": sa.String(150), "surname": sa.String(150)}


def upgrade() -> None:
    """Move the schema forward."""
    _add("person_name", {**{name: (kind, "") for name, kind in NAME_COLUMNS.items()}})
    _add("person_name", {"for_language": (sa.Boolean(), sa.false()), "version": (sa.Integer(), "1")})
    # The first form that was recorded in a language is the one that its texts use, until somebody chooses another.
    op.execute(
        "UPDATE person_name SET for_language = true WHERE id IN "
        "(SELECT MIN(id) FROM person_name WHERE language IS NOT NULL GROUP BY detainee_id, language)"
    )
    _add("nationality", {"version": (sa.Integer(), "1")})
    with op.batch_alter_table("nationality", schema=None) as batch_op:
        for name in ("since", "until"):
            batch_op.add_column(sa.Column(f"{name}_edtf", sa.String(length=48), nullable=True))
            batch_op.add_column(sa.Column(f"{name}_from", sa.Date(), nullable=True))
            batch_op.add_column(sa.Column(f"{name}_to", sa.Date(), nullable=True))
        batch_op.drop_constraint("uq_nationality_detainee_id_country_basis", type_="unique")
        batch_op.create_index(batch_op.f("ix_nationality_detainee_id"), ["detainee_id"], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    # What stands side by side by its dates or its source has no place in the narrower table: the first stays.
    op.execute(
        "DELETE FROM nationality WHERE id NOT IN (SELECT MIN(id) FROM nationality GROUP BY detainee_id, country, basis)"
    )
    with op.batch_alter_table("nationality", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nationality_detainee_id"))
        batch_op.create_unique_constraint(
            "uq_nationality_detainee_id_country_basis", ["detainee_id", "country", "basis"]
        )
        for name in ("until", "since"):
            for part in ("to", "from", "edtf"):
                batch_op.drop_column(f"{name}_{part}")
        batch_op.drop_column("version")
    with op.batch_alter_table("person_name", schema=None) as batch_op:
        for name in ("version", "for_language", *reversed(NAME_COLUMNS)):
            batch_op.drop_column(name)


def _add(table: str, columns: dict[str, tuple[sa.types.TypeEngine, object]]) -> None:
    """Add columns that must be filled: rows that stand there already get a value, later ones bring their own."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        for name, (kind, value) in columns.items():
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=value))
    with op.batch_alter_table(table, schema=None) as batch_op:
        for name, (kind, _value) in columns.items():
            batch_op.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)

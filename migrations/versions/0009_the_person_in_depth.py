"""The person in depth"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SEALED = ("father", "mother", "ethnicity", "religion", "national_number")
LISTS = {"affiliation": sa.String(300), "languages": sa.String(200), "groups": sa.String(300)}
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
        for column in (*_partial_date("since"), *_partial_date("until")):
            batch_op.add_column(column)
        batch_op.drop_constraint("uq_nationality_detainee_id_country_basis", type_="unique")
        batch_op.create_index(batch_op.f("ix_nationality_detainee_id"), ["detainee_id"], unique=False)
    _add("detainee", {name: (kind, "") for name, kind in LISTS.items()})
    with op.batch_alter_table("detainee", schema=None) as batch_op:
        for name in SEALED:
            batch_op.add_column(sa.Column(f"{name}_sealed", sa.LargeBinary(), nullable=True))
    _beneath_a_person("identity_document", sa.Column("content_sealed", sa.LargeBinary(), nullable=True))
    _beneath_a_person(
        "vulnerability",
        sa.Column("kind", sa.String(length=16), nullable=False),
        *_partial_date("since"),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("detail_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("detainee_id", "kind", name=op.f("uq_vulnerability_detainee_id_kind")),
        index=False,
    )
    _beneath_a_person(
        "family_contact",
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_table(
        "person_relation",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        *_partial_date("since"),
        *_partial_date("until"),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["detainee.id"], name=op.f("fk_person_relation_first_id_detainee")),
        sa.ForeignKeyConstraint(["second_id"], ["detainee.id"], name=op.f("fk_person_relation_second_id_detainee")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_person_relation_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_relation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_person_relation_public_id")),
        sa.UniqueConstraint("first_id", "second_id", "kind", name=op.f("uq_person_relation_first_id_second_id_kind")),
    )
    op.create_index(op.f("ix_person_relation_second_id"), "person_relation", ["second_id"], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    for table in ("person_relation", "family_contact", "vulnerability", "identity_document"):
        op.drop_table(table)
    with op.batch_alter_table("detainee", schema=None) as batch_op:
        for name in reversed(SEALED):
            batch_op.drop_column(f"{name}_sealed")
        for name in reversed(LISTS):
            batch_op.drop_column(name)
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


def _add(table: str, columns: dict[str, tuple[Any, Any]]) -> None:
    """Add columns that must be filled: rows that stand there already get a value, later ones bring their own."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        for name, (kind, value) in columns.items():
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=value))
    with op.batch_alter_table(table, schema=None) as batch_op:
        for name, (kind, _value) in columns.items():
            batch_op.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)

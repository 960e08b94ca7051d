"""Words of names, and indexes in the order of the lists

What is filled here comes from names that stand readable in the tables. How a word is folded is fixed by
`case_mgr.names.typed`; a change of it needs a migration that writes the words anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from case_mgr.names.typed import written

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_BLOCK = 2000
_NEW: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ix_detainee_born", "detainee", ("organisation_id", "born_from", "id")),
    ("ix_detainee_sensitivity", "detainee", ("organisation_id", "sensitivity")),
    ("ix_custody_period_facility", "custody_period", ("facility", "case_id")),
    ("ix_charge_article", "charge", ("organisation_id", "article", "case_id", "part", "withdrawn_at")),
    ("ix_hearing_court", "hearing", ("court",)),
    ("ix_prison_case_place", "prison_case", ("organisation_id", "place", "id")),
)
# The same name, other columns: before and after.
_OTHER: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("ix_detainee_list", "detainee", ("organisation_id", "sort_name"), ("organisation_id", "sort_name", "id")),
    ("ix_nationality_country", "nationality", ("country",), ("country", "detainee_id")),
    (
        "ix_prison_case_list",
        "prison_case",
        ("organisation_id", "arrested_from"),
        ("organisation_id", "arrested_from", "id"),
    ),
    ("ix_prison_case_stage", "prison_case", ("stage",), ("organisation_id", "stage", "arrested_from", "id", "state")),
    (
        "ix_prison_case_state",
        "prison_case",
        ("state",),
        ("organisation_id", "state", "arrested_from", "id", "stage"),
    ),
    ("ix_audit_entry_organisation", "audit_entry", ("organisation",), ("organisation", "seq")),
)


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "name_word",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "word",
            sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("detainee_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["detainee_id"], ["detainee.id"], name=op.f("fk_name_word_detainee_id_detainee")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_name_word_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "word", "detainee_id", name=op.f("pk_name_word")),
    )
    _fill()
    op.create_index(op.f("ix_name_word_detainee_id"), "name_word", ["detainee_id"])
    for name, table, columns in _NEW:
        op.create_index(name, table, list(columns))
    for name, table, _, columns in _OTHER:
        op.drop_index(name, table_name=table)
        op.create_index(name, table, list(columns))
    op.execute("ANALYZE")


def downgrade() -> None:
    """Move the schema back."""
    for name, table, columns, _ in _OTHER:
        op.drop_index(name, table_name=table)
        op.create_index(name, table, list(columns))
    for name, table, _ in _NEW:
        op.drop_index(name, table_name=table)
    op.drop_table("name_word")


def _fill() -> None:
    connection = op.get_bind()
    name = sa.table("person_name", *(sa.column(part) for part in ("id", "organisation_id", "detainee_id", "full")))
    person = sa.table("detainee", sa.column("id"), sa.column("withdrawn_at"))
    word = sa.table("name_word", *(sa.column(part) for part in ("organisation_id", "word", "detainee_id")))
    last = 0
    while True:
        # Whole people at a time: two names of one may share words.
        numbers = connection.scalars(
            sa.select(person.c.id)
            .where(person.c.id > last, person.c.withdrawn_at.is_(None))
            .order_by(person.c.id)
            .limit(_BLOCK)
        ).all()
        if not numbers:
            return
        rows = connection.execute(
            sa.select(name.c.organisation_id, name.c.detainee_id, name.c.full).where(
                name.c.detainee_id > last, name.c.detainee_id <= numbers[-1]
            )
        )
        alive = set(numbers)
        found = {
            (row.organisation_id, form, row.detainee_id)
            for row in rows
            if row.detainee_id in alive
            for form in written(row.full)
        }
        if found:
            names = ("organisation_id", "word", "detainee_id")
            connection.execute(word.insert(), [dict(zip(names, values, strict=True)) for values in sorted(found)])
        last = numbers[-1]

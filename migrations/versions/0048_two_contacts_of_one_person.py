"""Two contacts of one person or body are merged or told apart; members of parliament are godparents of prisoners"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

_APART = {
    "organisation_id": "organisation",
    "first_id": "advocacy_contact",
    "second_id": "advocacy_contact",
    "author_id": "app_user",
}
_MERGE = {
    "organisation_id": "organisation",
    "kept_id": "advocacy_contact",
    "other_id": "advocacy_contact",
    "author_id": "app_user",
    "undone_by_id": "app_user",
}
_GODPARENT = {
    "organisation_id": "organisation",
    "contact_id": "advocacy_contact",
    "case_id": "prison_case",
    "author_id": "app_user",
}


def upgrade() -> None:
    """Move the schema forward."""
    with op.batch_alter_table("advocacy_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("also", sa.String(length=2000), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("sort_also", sa.String(length=2000), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_advocacy_contact_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_advocacy_contact_merged_into_id_advocacy_contact"),
            "advocacy_contact",
            ["merged_into_id"],
            ["id"],
        )
    with op.batch_alter_table("advocacy_contact", schema=None) as batch_op:
        batch_op.alter_column("also", server_default=None)
        batch_op.alter_column("sort_also", server_default=None)
    op.create_table(
        "contact_apart",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _APART),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_refers("contact_apart", _APART),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_contact_apart_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_apart")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_contact_apart_first_id_second_id")),
    )
    op.create_table(
        "contact_merge",
        *(sa.Column(name, sa.Integer(), nullable=name == "undone_by_id") for name in _MERGE),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("journal_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_refers("contact_merge", _MERGE),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_merge")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contact_merge_public_id")),
    )
    op.create_table(
        "godparenthood",
        *(sa.Column(name, sa.Integer(), nullable=name == "author_id") for name in _GODPARENT),
        *(
            column
            for name in ("since", "until")
            for column in (
                sa.Column(f"{name}_edtf", sa.String(length=48), nullable=True),
                sa.Column(f"{name}_from", sa.Date(), nullable=True),
                sa.Column(f"{name}_to", sa.Date(), nullable=True),
            )
        ),
        *(
            sa.Column(name, sa.LargeBinary(), nullable=True)
            for name in ("ended_sealed", "note_sealed", "reason_sealed")
        ),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_refers("godparenthood", _GODPARENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_godparenthood")),
        sa.UniqueConstraint("public_id", name=op.f("uq_godparenthood_public_id")),
    )
    indexed = {
        "contact_apart": set(_APART) - {"first_id"},
        "contact_merge": set(_MERGE),
        "godparenthood": set(_GODPARENT),
    }
    for table, names in indexed.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in sorted(names):
                batch_op.create_index(batch_op.f(f"ix_{table}_{name}"), [name], unique=False)


def downgrade() -> None:
    """Move the schema back: what was merged stays where it is."""
    op.drop_table("godparenthood")
    op.drop_table("contact_merge")
    op.drop_table("contact_apart")
    with op.batch_alter_table("advocacy_contact", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_advocacy_contact_merged_into_id_advocacy_contact"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_advocacy_contact_merged_into_id"))
        for name in ("merged_into_id", "sort_also", "also"):
            batch_op.drop_column(name)


def _refers(table: str, columns: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_{table}_{name}_{other}"))
        for name, other in columns.items()
    ]

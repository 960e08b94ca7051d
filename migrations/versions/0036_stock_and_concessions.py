"""The stock of people recognised and held, as was known when; and reported concessions"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_CONCESSION = ("promised", "in_force", "reversed")


def upgrade() -> None:
    """Move the schema forward."""
    gone = sa.text("withdrawn_at IS NOT NULL")
    op.create_index(
        "ix_detainee_withdrawn", "detainee", ["organisation_id", "id"], sqlite_where=gone, postgresql_where=gone
    )
    op.create_table(
        "stock_change",
        *_columns(organisation_id=sa.Integer(), person_id=sa.Integer(), case_id=sa.Integer(), day=sa.Date()),
        *_columns(sign=sa.Integer(), reason=sa.String(length=40), known_at=_TIME, id=sa.Integer()),
        sa.Column("forgotten_at", _TIME, nullable=True),
        *_keys("stock_change", organisation_id="organisation", person_id="detainee", case_id="prison_case"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_change")),
    )
    counted = ["organisation_id", "day", "sign", "reason", "known_at", "forgotten_at", "person_id"]
    op.create_index("ix_stock_change_day", "stock_change", counted)
    _index("stock_change", "person_id", "case_id")
    op.create_table(
        "stock_person",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        *_columns(organisation_id=sa.Integer(), print=sa.String(length=64)),
        *_keys("stock_person", organisation_id="organisation", person_id="detainee"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_stock_person")),
    )
    _index("stock_person", "organisation_id")
    op.create_table(
        "stock_count",
        sa.Column("organisation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("counted_at", _TIME, nullable=True),
        *_keys("stock_count", organisation_id="organisation"),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_stock_count")),
    )
    op.create_table(
        "concession",
        *_columns(organisation_id=sa.Integer(), giver=sa.String(length=200), receiver=sa.String(length=200)),
        *_columns(receiver_kind=sa.String(length=12), measure=sa.String(length=300), scope=sa.Text()),
        *(column for name in _CONCESSION for column in _dates(name)),
        *_columns(source=sa.String(length=500), archived=sa.String(length=500), author_id=sa.Integer()),
        sa.Column("withdrawn_at", _TIME, nullable=True),
        *_columns(withdrawn_reason=sa.String(length=500), version=sa.Integer()),
        *_row("concession"),
        *_keys("concession", organisation_id="organisation", author_id="app_user"),
    )
    _index("concession", "organisation_id", "author_id")
    op.create_table(
        "concession_link",
        *_columns(concession_id=sa.Integer(), batch_id=sa.Integer(), says=sa.String(length=10)),
        *_columns(source=sa.String(length=500), quotation=sa.Text(), author_id=sa.Integer()),
        sa.Column("withdrawn_at", _TIME, nullable=True),
        *_columns(withdrawn_reason=sa.String(length=500)),
        *_dates("as_of"),
        *_row("concession_link"),
        *_keys("concession_link", concession_id="concession", batch_id="pardon_batch", author_id="app_user"),
    )
    _index("concession_link", "concession_id", "batch_id", "author_id")


def downgrade() -> None:
    """Move the schema back."""
    for name in ("concession_link", "concession", "stock_count", "stock_person", "stock_change"):
        op.drop_table(name)
    op.drop_index("ix_detainee_withdrawn", table_name="detainee")


def _columns(**kinds: sa.types.TypeEngine[Any]) -> Iterable[sa.Column[object]]:
    return [sa.Column(name, kind, nullable=False) for name, kind in kinds.items()]


def _dates(name: str) -> Iterable[sa.Column[object]]:
    return [
        sa.Column(f"{name}_edtf", sa.String(length=48), nullable=True),
        sa.Column(f"{name}_from", sa.Date(), nullable=True),
        sa.Column(f"{name}_to", sa.Date(), nullable=True),
    ]


def _row(table: str) -> Iterable[sa.schema.SchemaItem]:
    return [
        *_columns(id=sa.Integer(), public_id=sa.String(length=24), created_at=_TIME),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    ]


def _keys(table: str, **columns: str) -> Iterable[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
        for column, other in columns.items()
    ]


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in columns:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)

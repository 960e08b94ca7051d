"""Correspondence; who may see an event, what its kind asks for, and versions of it side by side"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

PEOPLE = ("handler_id", "deputy_id", "ruled_by_id")
SEALED = ("details_sealed", "health_sealed", "ruling_sealed")
VERSIONS = "fk_timeline_event_version_of_id_timeline_event"


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "sign_round",
        *_own(),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        *_partial_date("happened"),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("results_sealed", sa.LargeBinary(), nullable=True),
        *_row("sign_round"),
        _key("sign_round", "author_id", "app_user"),
        _key("sign_round", "organisation_id", "organisation"),
    )
    _index("sign_round", "author_id")
    op.create_table(
        "correspondence",
        *_own(),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("direction", sa.String(length=8), nullable=False),
        sa.Column("items", sa.Integer(), nullable=True),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("party", sa.String(length=16), nullable=False),
        sa.Column("who_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("handler_id", sa.Integer(), nullable=True),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_row("correspondence"),
        _key("correspondence", "organisation_id", "organisation"),
        _key("correspondence", "case_id", "prison_case"),
        _key("correspondence", "handler_id", "app_user"),
        _key("correspondence", "deputy_id", "app_user"),
        _key("correspondence", "round_id", "sign_round"),
    )
    _index("correspondence", "case_id", "handler_id", "deputy_id", "round_id")
    op.create_table(
        "correspondence_step",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        *_partial_date("happened"),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        *_row("correspondence_step"),
        _key("correspondence_step", "item_id", "correspondence"),
        _key("correspondence_step", "author_id", "app_user"),
    )
    _index("correspondence_step", "item_id", "author_id")
    with op.batch_alter_table("timeline_event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("level", sa.String(length=8), nullable=False, server_default="normal"))
        batch_op.add_column(sa.Column("taken_as_true", sa.Boolean(), nullable=False, server_default=sa.false()))
        for name in SEALED:
            batch_op.add_column(sa.Column(name, sa.LargeBinary(), nullable=True))
        for name in (*PEOPLE, "version_of_id"):
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
    with op.batch_alter_table("timeline_event", schema=None) as batch_op:
        batch_op.alter_column("level", existing_type=sa.String(length=8), server_default=None)
        batch_op.alter_column("taken_as_true", existing_type=sa.Boolean(), server_default=None)
        for name in PEOPLE:
            batch_op.create_foreign_key(f"fk_timeline_event_{name}_app_user", "app_user", [name], ["id"])
        batch_op.create_foreign_key(VERSIONS, "timeline_event", ["version_of_id"], ["id"])
        for name in (*PEOPLE, "version_of_id"):
            batch_op.create_index(batch_op.f(f"ix_timeline_event_{name}"), [name], unique=False)


def downgrade() -> None:
    """Move the schema back; versions beside the first would count as events of their own, so they are taken back."""
    # The older schema shows every event to whoever opens the case: nobody is uncovered by a step back.
    for table in ("timeline_event", "correspondence"):
        guarded = op.get_bind().scalar(sa.text(f"SELECT COUNT(*) FROM {table} WHERE level <> 'normal'"))  # noqa: S608 - our own names
        if guarded:
            raise RuntimeError(f"{guarded} rows of {table} are confidential: open them to all or keep this schema")
    op.execute(
        "UPDATE timeline_event SET withdrawn_at = created_at WHERE version_of_id IS NOT NULL AND withdrawn_at IS NULL"
    )
    with op.batch_alter_table("timeline_event", schema=None) as batch_op:
        for name in (*PEOPLE, "version_of_id"):
            batch_op.drop_index(batch_op.f(f"ix_timeline_event_{name}"))
        batch_op.drop_constraint(VERSIONS, type_="foreignkey")
        for name in PEOPLE:
            batch_op.drop_constraint(f"fk_timeline_event_{name}_app_user", type_="foreignkey")
        for name in ("version_of_id", *reversed(PEOPLE), *reversed(SEALED), "taken_as_true", "level"):
            batch_op.drop_column(name)
    op.drop_table("correspondence_step")
    op.drop_table("correspondence")
    op.drop_table("sign_round")


def _own() -> tuple[sa.Column[Any], ...]:
    return (sa.Column("organisation_id", sa.Integer(), nullable=False),)


def _row(table: str) -> tuple[Any, ...]:
    """Return what every row has, and its keys."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    )


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _partial_date(name: str) -> tuple[sa.Column[Any], ...]:
    """Return the three columns of a partial date."""
    return (
        sa.Column(f"{name}_edtf", sa.String(length=48), nullable=True),
        sa.Column(f"{name}_from", sa.Date(), nullable=True),
        sa.Column(f"{name}_to", sa.Date(), nullable=True),
    )

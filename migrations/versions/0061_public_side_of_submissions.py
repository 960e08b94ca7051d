"""The public side of submissions: urgent actions, petitions, communications, their targets and dated steps"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0059"
branch_labels = None
depends_on = None


def _refers(table: str, *columns: tuple[str, str, bool]) -> list[sa.Column[int] | sa.ForeignKeyConstraint]:
    out: list[sa.Column[int] | sa.ForeignKeyConstraint] = []
    for column, other, may_be_empty in columns:
        out.append(sa.Column(column, sa.Integer(), nullable=may_be_empty))
        name = op.f(f"fk_{table}_{column}_{other}")
        out.append(sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name))
    return out


def _day(name: str) -> list[sa.Column[object]]:
    return [
        sa.Column(f"{name}_edtf", sa.String(length=48), nullable=True),
        sa.Column(f"{name}_from", sa.Date(), nullable=True),
        sa.Column(f"{name}_to", sa.Date(), nullable=True),
    ]


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "submission_course",
        *_refers(
            "submission_course", ("organisation_id", "organisation", False), ("submission_id", "submission", False)
        ),
        sa.Column("host", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("languages", sa.String(length=200), nullable=False),
        sa.Column("address_sealed", sa.LargeBinary(), nullable=True),
        *_day("opened"),
        *_day("closed"),
        *_day("handed"),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("goal", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(length=100), nullable=False),
        *_day("decided"),
        sa.Column("finding", sa.String(length=16), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_course")),
        sa.UniqueConstraint("public_id", name=op.f("uq_submission_course_public_id")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_submission_course_submission_id")),
    )
    op.create_table(
        "submission_target",
        *_refers(
            "submission_target", ("submission_id", "submission", False), ("contact_id", "advocacy_contact", False)
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_target")),
    )
    op.create_table(
        "submission_step",
        *_refers(
            "submission_step",
            ("organisation_id", "organisation", False),
            ("submission_id", "submission", False),
            ("author_id", "app_user", True),
        ),
        sa.Column("kind", sa.String(length=12), nullable=False),
        *_day("happened"),
        sa.Column("signatures", sa.Integer(), nullable=True),
        sa.Column("corrects", sa.Boolean(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_step")),
        sa.UniqueConstraint("public_id", name=op.f("uq_submission_step_public_id")),
    )
    for table, column in _INDEXED:
        with op.batch_alter_table(table) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)


_INDEXED = (
    ("submission_course", "organisation_id"),
    ("submission_target", "submission_id"),
    ("submission_target", "contact_id"),
    ("submission_step", "organisation_id"),
    ("submission_step", "submission_id"),
    ("submission_step", "author_id"),
)


def downgrade() -> None:
    """Move the schema back."""
    for table in ("submission_step", "submission_target", "submission_course"):
        op.drop_table(table)

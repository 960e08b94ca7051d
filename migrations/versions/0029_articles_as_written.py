"""Articles as a list wrote them stand in an index"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_BLOCK = 1000
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = re.compile(r"([0-9]+)([⁰¹²³⁴⁵⁶⁷⁸⁹]*)((?:[-.][0-9]+)*)", re.ASCII)


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "written_article",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_written_article_case_id_prison_case")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_written_article_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("case_id", "number", name=op.f("pk_written_article")),
    )
    op.create_index("ix_written_article_number", "written_article", ["organisation_id", "number", "case_id"])
    _fill()


def downgrade() -> None:
    """Move the schema back."""
    op.drop_index("ix_written_article_number", table_name="written_article")
    op.drop_table("written_article")


def _fill() -> None:
    connection, last = op.get_bind(), 0
    case = sa.table("prison_case", *(sa.column(name) for name in ("id", "organisation_id", "charges")))
    charge = sa.table("charge", sa.column("case_id"))
    written = sa.table("written_article", *(sa.column(name) for name in ("case_id", "number", "organisation_id")))
    while True:
        rows = connection.execute(
            sa.select(case)
            .where(case.c.id > last, case.c.charges != "", ~sa.exists().where(charge.c.case_id == case.c.id))
            .order_by(case.c.id)
            .limit(_BLOCK)
        ).all()
        found = [
            {"case_id": row.id, "number": number, "organisation_id": row.organisation_id}
            for row in rows
            for number in sorted(_numbers(row.charges))
        ]
        if found:
            connection.execute(sa.insert(written), found)
        if not rows:
            return
        last = rows[-1].id


def _numbers(charges: str) -> set[str]:
    found = (
        "-".join((whole, *filter(None, (raised.translate(_LOWERED), *sub.replace(".", "-").split("-")))))
        for whole, raised, sub in _NUMBER.findall(charges)
    )
    return {number for number in found if len(number) <= 40}

"""A grant says below which number its reports hide people"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0065"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    with op.batch_alter_table("support_grant") as batch_op:
        batch_op.add_column(sa.Column("threshold", sa.Integer(), nullable=False, server_default="5"))
    _keep()
    with op.batch_alter_table("support_grant") as batch_op:
        batch_op.alter_column("threshold", server_default=None)
        batch_op.create_check_constraint(op.f("ck_support_grant_threshold"), "threshold BETWEEN 3 AND 10")


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("support_grant") as batch_op:
        batch_op.drop_constraint(op.f("ck_support_grant_threshold"), type_="check")
        batch_op.drop_column("threshold")


def _keep() -> None:
    """Give each grant what its last published report hid: that was the usual one until now."""
    grants = sa.table("support_grant", sa.column("id", sa.Integer), sa.column("threshold", sa.Integer))
    reports = sa.table(
        "donor_report",
        sa.column("id", sa.Integer),
        sa.column("grant_id", sa.Integer),
        sa.column("state", sa.String),
        sa.column("approved_at", sa.String),
        sa.column("snapshot", sa.Text),
    )
    here = op.get_bind()
    wanted = sa.select(reports.c.id, reports.c.grant_id).where(
        reports.c.grant_id.is_not(None), reports.c.state != "draft"
    )
    last = {grant: key for key, grant in here.execute(wanted.order_by(reports.c.approved_at, reports.c.id))}
    for grant, key in last.items():
        text = here.execute(sa.select(reports.c.snapshot).where(reports.c.id == key)).scalar_one()
        found = json.loads(text)["data"].get("threshold", 5)
        here.execute(grants.update().where(grants.c.id == grant).values(threshold=min(max(found, 3), 10)))

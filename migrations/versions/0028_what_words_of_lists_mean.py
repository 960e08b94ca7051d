"""What words of lists mean here: said once by a person, remembered for the organisation"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "import_value",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("word_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("meaning", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_import_value_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_value")),
        sa.UniqueConstraint("public_id", name=op.f("uq_import_value_public_id")),
        sa.UniqueConstraint(
            "organisation_id", "field", "digest", name=op.f("uq_import_value_organisation_id_field_digest")
        ),
    )
    with op.batch_alter_table("list_import", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unknown_sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("list_import", schema=None) as batch_op:
        batch_op.drop_column("unknown_sealed")
    op.drop_table("import_value")

"""Bodies above contacts, the posts that they held before, and files of talks"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_FILE_REFERS = {
    "organisation_id": "organisation",
    "interaction_id": "interaction",
    "file_id": "stored_file",
    "added_by_id": "app_user",
}


def upgrade() -> None:
    """Move the schema forward."""
    with op.batch_alter_table("advocacy_contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("body_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_advocacy_contact_body_id"), ["body_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_advocacy_contact_body_id_advocacy_contact"), "advocacy_contact", ["body_id"], ["id"]
        )
    op.create_table(
        "contact_post",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        *(
            column
            for name in ("took", "left")
            for column in (
                sa.Column(f"{name}_edtf", sa.String(length=48), nullable=True),
                sa.Column(f"{name}_from", sa.Date(), nullable=True),
                sa.Column(f"{name}_to", sa.Date(), nullable=True),
            )
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_contact_post_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["advocacy_contact.id"], name=op.f("fk_contact_post_contact_id_advocacy_contact")
        ),
        sa.ForeignKeyConstraint(
            ["body_id"], ["advocacy_contact.id"], name=op.f("fk_contact_post_body_id_advocacy_contact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_post")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contact_post_public_id")),
    )
    with op.batch_alter_table("contact_post", schema=None) as batch_op:
        for name in ("organisation_id", "contact_id", "body_id"):
            batch_op.create_index(batch_op.f(f"ix_contact_post_{name}"), [name], unique=False)
    op.create_table(
        "interaction_file",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("interaction_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("title_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_interaction_file_{name}_{other}"))
            for name, other in _FILE_REFERS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interaction_file")),
        sa.UniqueConstraint("public_id", name=op.f("uq_interaction_file_public_id")),
    )
    with op.batch_alter_table("interaction_file", schema=None) as batch_op:
        for name in _FILE_REFERS:
            batch_op.create_index(batch_op.f(f"ix_interaction_file_{name}"), [name], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("interaction_file")
    op.drop_table("contact_post")
    with op.batch_alter_table("advocacy_contact", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_advocacy_contact_body_id_advocacy_contact"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_advocacy_contact_body_id"))
        batch_op.drop_column("body_id")

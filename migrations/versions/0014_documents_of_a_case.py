"""Documents of a case, and the events that they prove"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "case_document",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("preview_id", sa.Integer(), nullable=True),
        sa.Column("series", sa.String(length=24), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("cautions", sa.String(length=80), nullable=False),
        sa.Column("title_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("dated_edtf", sa.String(length=48), nullable=True),
        sa.Column("dated_from", sa.Date(), nullable=True),
        sa.Column("dated_to", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("certainty", sa.String(length=12), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["app_user.id"], name=op.f("fk_case_document_added_by_id_app_user")),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_case_document_case_id_prison_case")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_case_document_file_id_stored_file")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_case_document_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["preview_id"], ["stored_file.id"], name=op.f("fk_case_document_preview_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_document")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_document_public_id")),
        sa.UniqueConstraint("series", "number", name=op.f("uq_case_document_series_number")),
    )
    with op.batch_alter_table("case_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_document_added_by_id"), ["added_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_document_file_id"), ["file_id"], unique=False)
        batch_op.create_index("ix_case_document_list", ["case_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_document_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_document_preview_id"), ["preview_id"], unique=False)

    op.create_table(
        "case_document_event",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["case_document.id"], name=op.f("fk_case_document_event_document_id_case_document")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["timeline_event.id"], name=op.f("fk_case_document_event_event_id_timeline_event")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_document_event")),
        sa.UniqueConstraint("document_id", "event_id", name=op.f("uq_case_document_event_document_id_event_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_document_event_public_id")),
    )
    with op.batch_alter_table("case_document_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_document_event_event_id"), ["event_id"], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    op.drop_table("case_document_event")
    op.drop_table("case_document")

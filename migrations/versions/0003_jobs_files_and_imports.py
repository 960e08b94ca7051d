"""Jobs, files and imports"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "import_mapping",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("date_order", sa.String(length=3), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_import_mapping_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mapping")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_import_mapping_organisation_id_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_import_mapping_public_id")),
    )
    op.create_table(
        "job",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("lane", sa.String(length=80), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("leads_to", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("holder", sa.String(length=32), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("cancelling", sa.Boolean(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(length=500), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_job_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_job_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("public_id", name=op.f("uq_job_public_id")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_user_id"), ["user_id"], unique=False)
        batch_op.create_index("ix_job_waiting", ["state", "id"], unique=False)
        batch_op.create_index(
            "uq_job_lane",
            ["lane"],
            unique=True,
            sqlite_where=sa.text("state = 'running' AND lane <> ''"),
            postgresql_where=sa.text("state = 'running' AND lane <> ''"),
        )

    op.create_table(
        "stored_file",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("blob", sa.String(length=32), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_stored_file_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint("blob", name=op.f("uq_stored_file_blob")),
        sa.UniqueConstraint("public_id", name=op.f("uq_stored_file_public_id")),
    )
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stored_file_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stored_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "list_import",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("encoding", sa.String(length=40), nullable=True),
        sa.Column("delimiter", sa.String(length=4), nullable=True),
        sa.Column("sheet", sa.String(length=200), nullable=True),
        sa.Column("sheets", sa.JSON(), nullable=False),
        sa.Column("encoding_asked", sa.String(length=40), nullable=True),
        sa.Column("delimiter_asked", sa.String(length=4), nullable=True),
        sa.Column("header_asked", sa.String(length=12), nullable=True),
        sa.Column("sheet_asked", sa.String(length=200), nullable=True),
        sa.Column("date_order", sa.String(length=3), nullable=True),
        sa.Column("header_row", sa.Integer(), nullable=True),
        sa.Column("header", sa.JSON(), nullable=False),
        sa.Column("sample_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("file_issues", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("on_match", sa.String(length=8), nullable=False),
        sa.Column("jurisdiction", sa.String(length=2), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("people_seen", sa.Integer(), nullable=False),
        sa.Column("others_came", sa.Boolean(), nullable=False),
        sa.Column("job", sa.String(length=24), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_list_import_file_id_stored_file")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_list_import_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_list_import_user_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_import")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_list_import_organisation_id_reference")),
        sa.UniqueConstraint("public_id", name=op.f("uq_list_import_public_id")),
    )
    with op.batch_alter_table("list_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_list_import_file_id"), ["file_id"], unique=False)
        batch_op.create_index("ix_list_import_same_file", ["organisation_id", "sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_list_import_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_list_import_user_id"), ["user_id"], unique=False)

    op.create_table(
        "import_row",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("raw", sa.JSON(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("faulty", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("repeats", sa.JSON(), nullable=False),
        sa.Column("decision", sa.String(length=12), nullable=True),
        sa.Column("target", sa.String(length=24), nullable=True),
        sa.Column("target_row", sa.Integer(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("person", sa.String(length=24), nullable=True),
        sa.Column("case_ref", sa.String(length=20), nullable=True),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("differences", sa.JSON(), nullable=False),
        sa.Column("undo", sa.String(length=12), nullable=True),
        sa.Column("undo_note", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["app_user.id"], name=op.f("fk_import_row_decided_by_id_app_user")),
        sa.ForeignKeyConstraint(["import_id"], ["list_import.id"], name=op.f("fk_import_row_import_id_list_import")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
        sa.UniqueConstraint("import_id", "row", name=op.f("uq_import_row_import_id_row")),
    )
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_row_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index("ix_import_row_line", ["import_id", "line"], unique=False)
        batch_op.create_index("ix_import_row_outcome", ["import_id", "outcome", "row"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_row_person"), ["person"], unique=False)
        batch_op.create_index("ix_import_row_verdict", ["import_id", "verdict", "row"], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.drop_index("ix_import_row_verdict")
        batch_op.drop_index(batch_op.f("ix_import_row_person"))
        batch_op.drop_index("ix_import_row_outcome")
        batch_op.drop_index("ix_import_row_line")
        batch_op.drop_index(batch_op.f("ix_import_row_decided_by_id"))

    op.drop_table("import_row")
    with op.batch_alter_table("list_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_list_import_user_id"))
        batch_op.drop_index(batch_op.f("ix_list_import_state"))
        batch_op.drop_index("ix_list_import_same_file")
        batch_op.drop_index(batch_op.f("ix_list_import_file_id"))

    op.drop_table("list_import")
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stored_file_sha256"))
        batch_op.drop_index(batch_op.f("ix_stored_file_organisation_id"))

    op.drop_table("stored_file")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_job_lane",
            sqlite_where=sa.text("state = 'running' AND lane <> ''"),
            postgresql_where=sa.text("state = 'running' AND lane <> ''"),
        )
        batch_op.drop_index("ix_job_waiting")
        batch_op.drop_index(batch_op.f("ix_job_user_id"))
        batch_op.drop_index(batch_op.f("ix_job_organisation_id"))

    op.drop_table("job")
    op.drop_table("import_mapping")

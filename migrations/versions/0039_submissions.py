"""Submissions, letters to begin from, corrected questionnaires"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "submission",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("mechanism", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("priority", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("subject_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("form_number", sa.Integer(), nullable=True),
        *_partial("sent"),
        sa.Column("response", sa.String(length=12), nullable=False),
        *_partial("responded"),
        sa.Column("response_note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("impact", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        *_kept(version=True),
        *_to("submission", organisation_id="organisation", contact_id="advocacy_contact", author_id="app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("public_id", name=op.f("uq_submission_public_id")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_submission_organisation_id_reference")),
    )
    op.create_table(
        "submission_case",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        *_to("submission_case", submission_id="submission", case_id="prison_case"),
        sa.PrimaryKeyConstraint("submission_id", "case_id", name=op.f("pk_submission_case")),
    )
    op.create_table(
        "letter_template",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        *_kept(version=True),
        *_to("letter_template", organisation_id="organisation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_template")),
        sa.UniqueConstraint("public_id", name=op.f("uq_letter_template_public_id")),
    )
    op.create_table(
        "questionnaire_version",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        *_kept(version=False),
        *_to("questionnaire_version", organisation_id="organisation", author_id="app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_version")),
        sa.UniqueConstraint("public_id", name=op.f("uq_questionnaire_version_public_id")),
        sa.UniqueConstraint(
            "organisation_id", "code", "number", name=op.f("uq_questionnaire_version_organisation_id_code_number")
        ),
    )
    for table, names in (
        ("submission", ("contact_id", "author_id")),
        ("submission_case", ("case_id",)),
        ("letter_template", ("organisation_id",)),
        ("questionnaire_version", ("author_id",)),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in names:
                batch_op.create_index(batch_op.f(f"ix_{table}_{name}"), [name], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    for table in ("questionnaire_version", "letter_template", "submission_case", "submission"):
        op.drop_table(table)


def _kept(*, version: bool) -> tuple[sa.Column[object], ...]:
    columns: tuple[sa.Column[object], ...] = (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    return (*columns, sa.Column("version", sa.Integer(), nullable=False)) if version else columns


def _partial(name: str) -> tuple[sa.Column[object], ...]:
    return (
        sa.Column(f"{name}_edtf", sa.String(length=48), nullable=True),
        sa.Column(f"{name}_from", sa.Date(), nullable=True),
        sa.Column(f"{name}_to", sa.Date(), nullable=True),
    )


def _to(table: str, **columns: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_{table}_{name}_{other}"))
        for name, other in columns.items()
    )

"""Pardon batches"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "pardon_batch",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("jurisdiction", sa.String(length=2), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("decree_edtf", sa.String(length=48), nullable=True),
        sa.Column("decree_from", sa.Date(), nullable=True),
        sa.Column("decree_to", sa.Date(), nullable=True),
        sa.Column("announced_edtf", sa.String(length=48), nullable=True),
        sa.Column("announced_from", sa.Date(), nullable=True),
        sa.Column("announced_to", sa.Date(), nullable=True),
        sa.Column("released_edtf", sa.String(length=48), nullable=True),
        sa.Column("released_from", sa.Date(), nullable=True),
        sa.Column("released_to", sa.Date(), nullable=True),
        sa.Column("announced_by", sa.String(length=200), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_pardon_batch_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pardon_batch")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_pardon_batch_organisation_id_reference")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pardon_batch_public_id")),
    )
    op.create_table(
        "pardon_claim",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("as_of_edtf", sa.String(length=48), nullable=True),
        sa.Column("as_of_from", sa.Date(), nullable=True),
        sa.Column("as_of_to", sa.Date(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("in_scope", sa.Integer(), nullable=True),
        sa.Column("quotation", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("in_scope <= total", name=op.f("ck_pardon_claim_in_scope")),
        sa.CheckConstraint("total >= 0", name=op.f("ck_pardon_claim_total")),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name=op.f("fk_pardon_claim_author_id_app_user")),
        sa.ForeignKeyConstraint(["batch_id"], ["pardon_batch.id"], name=op.f("fk_pardon_claim_batch_id_pardon_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pardon_claim")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pardon_claim_public_id")),
    )
    with op.batch_alter_table("pardon_claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pardon_claim_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pardon_claim_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "pardon_list",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("list_version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name=op.f("fk_pardon_list_author_id_app_user")),
        sa.ForeignKeyConstraint(["batch_id"], ["pardon_batch.id"], name=op.f("fk_pardon_list_batch_id_pardon_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pardon_list")),
        sa.UniqueConstraint(
            "batch_id", "label", "list_version", name=op.f("uq_pardon_list_batch_id_label_list_version")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_pardon_list_public_id")),
    )
    with op.batch_alter_table("pardon_list", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pardon_list_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pardon_list_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "pardon_place",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("identity", sa.String(length=12), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("same_as_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verification", sa.String(length=12), nullable=False),
        sa.Column("link", sa.String(length=20), nullable=True),
        sa.Column("happened_edtf", sa.String(length=48), nullable=True),
        sa.Column("happened_from", sa.Date(), nullable=True),
        sa.Column("happened_to", sa.Date(), nullable=True),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["pardon_batch.id"], name=op.f("fk_pardon_place_batch_id_pardon_batch")),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_pardon_place_case_id_prison_case")),
        sa.ForeignKeyConstraint(["person_id"], ["detainee.id"], name=op.f("fk_pardon_place_person_id_detainee")),
        sa.ForeignKeyConstraint(
            ["same_as_id"], ["pardon_place.id"], name=op.f("fk_pardon_place_same_as_id_pardon_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pardon_place")),
        sa.UniqueConstraint("batch_id", "number", name=op.f("uq_pardon_place_batch_id_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pardon_place_public_id")),
    )
    with op.batch_alter_table("pardon_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pardon_place_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pardon_place_identity"), ["identity"], unique=False)
        batch_op.create_index(batch_op.f("ix_pardon_place_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pardon_place_same_as_id"), ["same_as_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pardon_place_scope"), ["scope"], unique=False)
        batch_op.create_index(batch_op.f("ix_pardon_place_verification"), ["verification"], unique=False)

    op.create_table(
        "pardon_decision",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("same_as_id", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(length=500), nullable=False),
        sa.Column("before", sa.String(length=12), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name=op.f("fk_pardon_decision_author_id_app_user")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["pardon_place.id"], name=op.f("fk_pardon_decision_place_id_pardon_place")
        ),
        sa.ForeignKeyConstraint(
            ["same_as_id"], ["pardon_place.id"], name=op.f("fk_pardon_decision_same_as_id_pardon_place")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["app_user.id"], name=op.f("fk_pardon_decision_undone_by_id_app_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pardon_decision")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pardon_decision_public_id")),
    )
    with op.batch_alter_table("pardon_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pardon_decision_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pardon_decision_place_id"), ["place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pardon_decision_same_as_id"), ["same_as_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pardon_decision_undone_by_id"), ["undone_by_id"], unique=False)

    op.create_table(
        "pardon_mention",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("printed", sa.String(length=300), nullable=False),
        sa.Column("spellings", sa.JSON(), nullable=False),
        sa.Column("birth_edtf", sa.String(length=48), nullable=True),
        sa.Column("birth_from", sa.Date(), nullable=True),
        sa.Column("birth_to", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("skipped", sa.String(length=20), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["pardon_list.id"], name=op.f("fk_pardon_mention_list_id_pardon_list")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["pardon_place.id"], name=op.f("fk_pardon_mention_place_id_pardon_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pardon_mention")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pardon_mention_public_id")),
    )
    with op.batch_alter_table("pardon_mention", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pardon_mention_list_id"), ["list_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pardon_mention_place_id"), ["place_id"], unique=False)

    op.create_table(
        "pardon_proposal",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("rules", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["detainee.id"], name=op.f("fk_pardon_proposal_person_id_detainee")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["pardon_place.id"], name=op.f("fk_pardon_proposal_place_id_pardon_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pardon_proposal")),
        sa.UniqueConstraint("place_id", "person_id", name=op.f("uq_pardon_proposal_place_id_person_id")),
    )
    with op.batch_alter_table("pardon_proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pardon_proposal_person_id"), ["person_id"], unique=False)

    op.create_table(
        "pardon_decided_candidate",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["pardon_decision.id"],
            name=op.f("fk_pardon_decided_candidate_decision_id_pardon_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["detainee.id"], name=op.f("fk_pardon_decided_candidate_person_id_detainee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pardon_decided_candidate")),
    )
    with op.batch_alter_table("pardon_decided_candidate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pardon_decided_candidate_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pardon_decided_candidate_person_id"), ["person_id"], unique=False)

    op.create_table(
        "pardon_proof",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("verification", sa.String(length=12), nullable=False),
        sa.Column("link", sa.String(length=20), nullable=True),
        sa.Column("happened_edtf", sa.String(length=48), nullable=True),
        sa.Column("happened_from", sa.Date(), nullable=True),
        sa.Column("happened_to", sa.Date(), nullable=True),
        sa.Column("evidence_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("exit_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name=op.f("fk_pardon_proof_author_id_app_user")),
        sa.ForeignKeyConstraint(["exit_id"], ["custody_exit.id"], name=op.f("fk_pardon_proof_exit_id_custody_exit")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_pardon_proof_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["pardon_place.id"], name=op.f("fk_pardon_proof_place_id_pardon_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pardon_proof")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pardon_proof_public_id")),
    )
    with op.batch_alter_table("pardon_proof", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pardon_proof_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pardon_proof_exit_id"), ["exit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pardon_proof_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pardon_proof_place_id"), ["place_id"], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("pardon_proof", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pardon_proof_place_id"))
        batch_op.drop_index(batch_op.f("ix_pardon_proof_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_pardon_proof_exit_id"))
        batch_op.drop_index(batch_op.f("ix_pardon_proof_author_id"))

    op.drop_table("pardon_proof")
    with op.batch_alter_table("pardon_decided_candidate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pardon_decided_candidate_person_id"))
        batch_op.drop_index(batch_op.f("ix_pardon_decided_candidate_decision_id"))

    op.drop_table("pardon_decided_candidate")
    with op.batch_alter_table("pardon_proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pardon_proposal_person_id"))

    op.drop_table("pardon_proposal")
    with op.batch_alter_table("pardon_mention", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pardon_mention_place_id"))
        batch_op.drop_index(batch_op.f("ix_pardon_mention_list_id"))

    op.drop_table("pardon_mention")
    with op.batch_alter_table("pardon_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pardon_decision_undone_by_id"))
        batch_op.drop_index(batch_op.f("ix_pardon_decision_same_as_id"))
        batch_op.drop_index(batch_op.f("ix_pardon_decision_place_id"))
        batch_op.drop_index(batch_op.f("ix_pardon_decision_author_id"))

    op.drop_table("pardon_decision")
    with op.batch_alter_table("pardon_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pardon_place_verification"))
        batch_op.drop_index(batch_op.f("ix_pardon_place_scope"))
        batch_op.drop_index(batch_op.f("ix_pardon_place_same_as_id"))
        batch_op.drop_index(batch_op.f("ix_pardon_place_person_id"))
        batch_op.drop_index(batch_op.f("ix_pardon_place_identity"))
        batch_op.drop_index(batch_op.f("ix_pardon_place_case_id"))

    op.drop_table("pardon_place")
    with op.batch_alter_table("pardon_list", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pardon_list_batch_id"))
        batch_op.drop_index(batch_op.f("ix_pardon_list_author_id"))

    op.drop_table("pardon_list")
    with op.batch_alter_table("pardon_claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pardon_claim_batch_id"))
        batch_op.drop_index(batch_op.f("ix_pardon_claim_author_id"))

    op.drop_table("pardon_claim")
    op.drop_table("pardon_batch")

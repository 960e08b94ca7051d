"""People, cases and sources"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema forward."""
    op.create_table(
        "detainee",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("sort_name", sa.String(length=300), nullable=False),
        sa.Column("sex", sa.String(length=8), nullable=False),
        sa.Column("born_edtf", sa.String(length=48), nullable=True),
        sa.Column("born_from", sa.Date(), nullable=True),
        sa.Column("born_to", sa.Date(), nullable=True),
        sa.Column("died_edtf", sa.String(length=48), nullable=True),
        sa.Column("died_from", sa.Date(), nullable=True),
        sa.Column("died_to", sa.Date(), nullable=True),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("age_as_of_edtf", sa.String(length=48), nullable=True),
        sa.Column("age_as_of_from", sa.Date(), nullable=True),
        sa.Column("age_as_of_to", sa.Date(), nullable=True),
        sa.Column("occupation", sa.String(length=300), nullable=False),
        sa.Column("notes_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("sensitivity", sa.String(length=12), nullable=False),
        sa.Column("publication_hold", sa.Boolean(), nullable=False),
        sa.Column("hold_reason", sa.String(length=300), nullable=False),
        sa.Column("registered_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_detainee_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["registered_by_id"], ["app_user.id"], name=op.f("fk_detainee_registered_by_id_app_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_detainee")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_detainee_organisation_id_reference")),
        sa.UniqueConstraint("public_id", name=op.f("uq_detainee_public_id")),
    )
    with op.batch_alter_table("detainee", schema=None) as batch_op:
        batch_op.create_index("ix_detainee_list", ["organisation_id", "sort_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_detainee_registered_by_id"), ["registered_by_id"], unique=False)

    op.create_table(
        "series",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_series_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "series", name=op.f("pk_series")),
    )
    op.create_table(
        "value_claim",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=24), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=24), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_value_claim_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_value_claim")),
    )
    with op.batch_alter_table("value_claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_value_claim_digest"), ["digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_value_claim_origin"), ["origin"], unique=False)
        batch_op.create_index("ix_value_claim_subject", ["organisation_id", "subject"], unique=False)

    op.create_table(
        "name_key",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("detainee_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["detainee_id"], ["detainee.id"], name=op.f("fk_name_key_detainee_id_detainee")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_name_key_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "key", "detainee_id", name=op.f("pk_name_key")),
    )
    with op.batch_alter_table("name_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_name_key_detainee_id"), ["detainee_id"], unique=False)

    op.create_table(
        "nationality",
        sa.Column("detainee_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("basis", sa.String(length=12), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["detainee_id"], ["detainee.id"], name=op.f("fk_nationality_detainee_id_detainee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nationality")),
        sa.UniqueConstraint("detainee_id", "country", "basis", name=op.f("uq_nationality_detainee_id_country_basis")),
        sa.UniqueConstraint("public_id", name=op.f("uq_nationality_public_id")),
    )
    with op.batch_alter_table("nationality", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nationality_country"), ["country"], unique=False)

    op.create_table(
        "person_name",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("detainee_id", sa.Integer(), nullable=False),
        sa.Column("full", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=True),
        sa.Column("script", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["detainee_id"], ["detainee.id"], name=op.f("fk_person_name_detainee_id_detainee")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_person_name_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_person_name_public_id")),
    )
    with op.batch_alter_table("person_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_name_detainee_id"), ["detainee_id"], unique=False)

    op.create_table(
        "prison_case",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("detainee_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("jurisdiction", sa.String(length=2), nullable=False),
        sa.Column("charges", sa.Text(), nullable=False),
        sa.Column("summary_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("arrested_edtf", sa.String(length=48), nullable=True),
        sa.Column("arrested_from", sa.Date(), nullable=True),
        sa.Column("arrested_to", sa.Date(), nullable=True),
        sa.Column("released_edtf", sa.String(length=48), nullable=True),
        sa.Column("released_from", sa.Date(), nullable=True),
        sa.Column("released_to", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["detainee_id"], ["detainee.id"], name=op.f("fk_prison_case_detainee_id_detainee")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_prison_case_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["app_user.id"], name=op.f("fk_prison_case_owner_id_app_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prison_case")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_prison_case_organisation_id_reference")),
        sa.UniqueConstraint("public_id", name=op.f("uq_prison_case_public_id")),
    )
    with op.batch_alter_table("prison_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prison_case_detainee_id"), ["detainee_id"], unique=False)
        batch_op.create_index("ix_prison_case_list", ["organisation_id", "arrested_from"], unique=False)
        batch_op.create_index(batch_op.f("ix_prison_case_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_prison_case_stage"), ["stage"], unique=False)
        batch_op.create_index(batch_op.f("ix_prison_case_state"), ["state"], unique=False)

    op.create_table(
        "custody_period",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("facility", sa.String(length=60), nullable=True),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("regime", sa.String(length=40), nullable=True),
        sa.Column("began_edtf", sa.String(length=48), nullable=True),
        sa.Column("began_from", sa.Date(), nullable=True),
        sa.Column("began_to", sa.Date(), nullable=True),
        sa.Column("ended_edtf", sa.String(length=48), nullable=True),
        sa.Column("ended_from", sa.Date(), nullable=True),
        sa.Column("ended_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_custody_period_case_id_prison_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_period")),
        sa.UniqueConstraint("public_id", name=op.f("uq_custody_period_public_id")),
    )
    with op.batch_alter_table("custody_period", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_custody_period_case_id"), ["case_id"], unique=False)

    op.create_table(
        "timeline_event",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("happened_edtf", sa.String(length=48), nullable=True),
        sa.Column("happened_from", sa.Date(), nullable=True),
        sa.Column("happened_to", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("facility", sa.String(length=60), nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("certainty", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("batch", sa.String(length=20), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name=op.f("fk_timeline_event_author_id_app_user")),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_timeline_event_case_id_prison_case")),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["timeline_event.id"], name=op.f("fk_timeline_event_corrects_id_timeline_event")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_timeline_event_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timeline_event")),
        sa.UniqueConstraint("public_id", name=op.f("uq_timeline_event_public_id")),
    )
    with op.batch_alter_table("timeline_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_timeline_event_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_timeline_event_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_timeline_event_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_timeline_event_corrects_id"), ["corrects_id"], unique=False)

    op.create_table(
        "custody_exit",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("link", sa.String(length=20), nullable=False),
        sa.Column("happened_edtf", sa.String(length=48), nullable=True),
        sa.Column("happened_from", sa.Date(), nullable=True),
        sa.Column("happened_to", sa.Date(), nullable=True),
        sa.Column("batch", sa.String(length=20), nullable=True),
        sa.Column("evidence_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("destination", sa.String(length=300), nullable=False),
        sa.Column("conditions", sa.String(length=500), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_custody_exit_case_id_prison_case")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["timeline_event.id"], name=op.f("fk_custody_exit_event_id_timeline_event")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_custody_exit_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_exit")),
        sa.UniqueConstraint("public_id", name=op.f("uq_custody_exit_public_id")),
    )
    with op.batch_alter_table("custody_exit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_custody_exit_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_custody_exit_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_custody_exit_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_custody_exit_kind"), ["kind"], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    with op.batch_alter_table("custody_exit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_custody_exit_kind"))
        batch_op.drop_index(batch_op.f("ix_custody_exit_event_id"))
        batch_op.drop_index(batch_op.f("ix_custody_exit_case_id"))
        batch_op.drop_index(batch_op.f("ix_custody_exit_batch"))

    op.drop_table("custody_exit")
    with op.batch_alter_table("timeline_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_timeline_event_corrects_id"))
        batch_op.drop_index(batch_op.f("ix_timeline_event_case_id"))
        batch_op.drop_index(batch_op.f("ix_timeline_event_batch"))
        batch_op.drop_index(batch_op.f("ix_timeline_event_author_id"))

    op.drop_table("timeline_event")
    with op.batch_alter_table("custody_period", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_custody_period_case_id"))

    op.drop_table("custody_period")
    with op.batch_alter_table("prison_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prison_case_state"))
        batch_op.drop_index(batch_op.f("ix_prison_case_stage"))
        batch_op.drop_index(batch_op.f("ix_prison_case_owner_id"))
        batch_op.drop_index("ix_prison_case_list")
        batch_op.drop_index(batch_op.f("ix_prison_case_detainee_id"))

    op.drop_table("prison_case")
    with op.batch_alter_table("person_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_name_detainee_id"))

    op.drop_table("person_name")
    with op.batch_alter_table("nationality", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nationality_country"))

    op.drop_table("nationality")
    with op.batch_alter_table("name_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_name_key_detainee_id"))

    op.drop_table("name_key")
    with op.batch_alter_table("value_claim", schema=None) as batch_op:
        batch_op.drop_index("ix_value_claim_subject")
        batch_op.drop_index(batch_op.f("ix_value_claim_origin"))
        batch_op.drop_index(batch_op.f("ix_value_claim_digest"))

    op.drop_table("value_claim")
    op.drop_table("series")
    with op.batch_alter_table("detainee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_detainee_registered_by_id"))
        batch_op.drop_index("ix_detainee_list")

    op.drop_table("detainee")

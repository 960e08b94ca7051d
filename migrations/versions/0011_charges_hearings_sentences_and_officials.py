"""Charges, hearings, sentences and officials"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ACTS = ("charge_id", "hearing_id", "version_id", "detention_id", "remedy_id")


def upgrade() -> None:
    """Move the schema forward."""
    _make_officials_and_charges()
    _make_remedies_and_detentions()
    _make_the_rest()


def _make_officials_and_charges() -> None:
    op.create_table(
        "official",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("sort_name", sa.String(length=300), nullable=False),
        sa.Column("post", sa.String(length=16), nullable=False),
        sa.Column("body", sa.String(length=300), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["app_user.id"], name=op.f("fk_official_added_by_id_app_user")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_official_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_official_organisation_id_reference")),
        sa.UniqueConstraint("public_id", name=op.f("uq_official_public_id")),
    )
    with op.batch_alter_table("official", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_official_added_by_id"), ["added_by_id"], unique=False)
        batch_op.create_index("ix_official_list", ["organisation_id", "sort_name"], unique=False)

    op.create_table(
        "official_key",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_official_key_official_id_official")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_official_key_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "key", "official_id", name=op.f("pk_official_key")),
    )
    with op.batch_alter_table("official_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_official_key_official_id"), ["official_id"], unique=False)

    op.create_table(
        "official_name",
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("full", sa.String(length=300), nullable=False),
        sa.Column("folded", sa.String(length=300), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_official_name_official_id_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_name")),
        sa.UniqueConstraint("official_id", "full", name=op.f("uq_official_name_official_id_full")),
        sa.UniqueConstraint("public_id", name=op.f("uq_official_name_public_id")),
    )
    op.create_table(
        "charge",
        sa.Column("law", sa.String(length=20), nullable=False),
        sa.Column("article", sa.String(length=20), nullable=False),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("paragraph", sa.String(length=12), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("raw", sa.String(length=300), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("unlisted", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_charge_case_id_prison_case")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_charge_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["replaces_id"], ["charge.id"], name=op.f("fk_charge_replaces_id_charge")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charge")),
        sa.UniqueConstraint("public_id", name=op.f("uq_charge_public_id")),
    )
    with op.batch_alter_table("charge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_charge_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_charge_replaces_id"), ["replaces_id"], unique=False)


def _make_remedies_and_detentions() -> None:
    op.create_table(
        "remedy",
        sa.Column("step", sa.String(length=24), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("body", sa.String(length=300), nullable=False),
        sa.Column("filed_edtf", sa.String(length=48), nullable=True),
        sa.Column("filed_from", sa.Date(), nullable=True),
        sa.Column("filed_to", sa.Date(), nullable=True),
        sa.Column("answered_edtf", sa.String(length=48), nullable=True),
        sa.Column("answered_from", sa.Date(), nullable=True),
        sa.Column("answered_to", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("why_not", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_remedy_case_id_prison_case")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_remedy_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remedy")),
        sa.UniqueConstraint("public_id", name=op.f("uq_remedy_public_id")),
    )
    with op.batch_alter_table("remedy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_remedy_case_id"), ["case_id"], unique=False)

    op.create_table(
        "sentence",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_sentence_case_id_prison_case")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_sentence_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentence")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sentence_public_id")),
    )
    with op.batch_alter_table("sentence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sentence_case_id"), ["case_id"], unique=False)

    op.create_table(
        "charge_status",
        sa.Column("charge_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("happened_edtf", sa.String(length=48), nullable=True),
        sa.Column("happened_from", sa.Date(), nullable=True),
        sa.Column("happened_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("own_event", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["charge_id"], ["charge.id"], name=op.f("fk_charge_status_charge_id_charge")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["timeline_event.id"], name=op.f("fk_charge_status_event_id_timeline_event")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charge_status")),
        sa.UniqueConstraint("public_id", name=op.f("uq_charge_status_public_id")),
    )
    with op.batch_alter_table("charge_status", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_charge_status_charge_id"), ["charge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_charge_status_event_id"), ["event_id"], unique=False)

    op.create_table(
        "detention_act",
        sa.Column("form", sa.String(length=24), nullable=False),
        sa.Column("happened_edtf", sa.String(length=48), nullable=True),
        sa.Column("happened_from", sa.Date(), nullable=True),
        sa.Column("happened_to", sa.Date(), nullable=True),
        sa.Column("arrest_days", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("forces", sa.String(length=500), nullable=False),
        sa.Column("warrant", sa.String(length=12), nullable=False),
        sa.Column("authority", sa.String(length=500), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.String(length=500), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("own_event", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_detention_act_case_id_prison_case")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["timeline_event.id"], name=op.f("fk_detention_act_event_id_timeline_event")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_detention_act_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_detention_act")),
        sa.UniqueConstraint("public_id", name=op.f("uq_detention_act_public_id")),
    )
    with op.batch_alter_table("detention_act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_detention_act_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_detention_act_event_id"), ["event_id"], unique=False)


def _make_the_rest() -> None:
    op.create_table(
        "hearing",
        sa.Column("happened_edtf", sa.String(length=48), nullable=True),
        sa.Column("happened_from", sa.Date(), nullable=True),
        sa.Column("happened_to", sa.Date(), nullable=True),
        sa.Column("court", sa.String(length=60), nullable=False),
        sa.Column("court_written", sa.String(length=300), nullable=False),
        sa.Column("instance", sa.String(length=12), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("observer_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("own_event", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_hearing_case_id_prison_case")),
        sa.ForeignKeyConstraint(["event_id"], ["timeline_event.id"], name=op.f("fk_hearing_event_id_timeline_event")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_hearing_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
        sa.UniqueConstraint("public_id", name=op.f("uq_hearing_public_id")),
    )
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_event_id"), ["event_id"], unique=False)

    op.create_table(
        "listing",
        sa.Column("state_list", sa.String(length=20), nullable=False),
        sa.Column("list_name", sa.String(length=300), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("printed", sa.String(length=300), nullable=False),
        sa.Column("added_edtf", sa.String(length=48), nullable=True),
        sa.Column("added_from", sa.Date(), nullable=True),
        sa.Column("added_to", sa.Date(), nullable=True),
        sa.Column("removed_edtf", sa.String(length=48), nullable=True),
        sa.Column("removed_from", sa.Date(), nullable=True),
        sa.Column("removed_to", sa.Date(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("own_event", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_listing_case_id_prison_case")),
        sa.ForeignKeyConstraint(["event_id"], ["timeline_event.id"], name=op.f("fk_listing_event_id_timeline_event")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_listing_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing")),
        sa.UniqueConstraint("public_id", name=op.f("uq_listing_public_id")),
    )
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_listing_event_id"), ["event_id"], unique=False)

    op.create_table(
        "sentence_version",
        sa.Column("sentence_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.Column("punishment", sa.String(length=40), nullable=False),
        sa.Column("life", sa.Boolean(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("regime", sa.String(length=40), nullable=False),
        sa.Column("fine", sa.String(length=200), nullable=False),
        sa.Column("additional", sa.String(length=200), nullable=False),
        sa.Column("court", sa.String(length=60), nullable=False),
        sa.Column("court_written", sa.String(length=300), nullable=False),
        sa.Column("happened_edtf", sa.String(length=48), nullable=True),
        sa.Column("happened_from", sa.Date(), nullable=True),
        sa.Column("happened_to", sa.Date(), nullable=True),
        sa.Column("in_force_edtf", sa.String(length=48), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("in_force_to", sa.Date(), nullable=True),
        sa.Column("term_from_edtf", sa.String(length=48), nullable=True),
        sa.Column("term_from_from", sa.Date(), nullable=True),
        sa.Column("term_from_to", sa.Date(), nullable=True),
        sa.Column("stated_end_edtf", sa.String(length=48), nullable=True),
        sa.Column("stated_end_from", sa.Date(), nullable=True),
        sa.Column("stated_end_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("own_event", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["timeline_event.id"], name=op.f("fk_sentence_version_event_id_timeline_event")
        ),
        sa.ForeignKeyConstraint(
            ["sentence_id"], ["sentence.id"], name=op.f("fk_sentence_version_sentence_id_sentence")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentence_version")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sentence_version_public_id")),
    )
    with op.batch_alter_table("sentence_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sentence_version_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sentence_version_sentence_id"), ["sentence_id"], unique=False)

    op.create_table(
        "official_act",
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("charge_id", sa.Integer(), nullable=True),
        sa.Column("hearing_id", sa.Integer(), nullable=True),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("detention_id", sa.Integer(), nullable=True),
        sa.Column("remedy_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            " + ".join(f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END" for name in ACTS) + " = 1",
            name=op.f("ck_official_act_act"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["prison_case.id"], name=op.f("fk_official_act_case_id_prison_case")),
        sa.ForeignKeyConstraint(["charge_id"], ["charge.id"], name=op.f("fk_official_act_charge_id_charge")),
        sa.ForeignKeyConstraint(
            ["detention_id"], ["detention_act.id"], name=op.f("fk_official_act_detention_id_detention_act")
        ),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_official_act_hearing_id_hearing")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_official_act_official_id_official")),
        sa.ForeignKeyConstraint(["remedy_id"], ["remedy.id"], name=op.f("fk_official_act_remedy_id_remedy")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["sentence_version.id"], name=op.f("fk_official_act_version_id_sentence_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_act")),
        sa.UniqueConstraint("public_id", name=op.f("uq_official_act_public_id")),
    )
    with op.batch_alter_table("official_act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_official_act_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_official_act_charge_id"), ["charge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_official_act_detention_id"), ["detention_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_official_act_hearing_id"), ["hearing_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_official_act_official_id"), ["official_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_official_act_remedy_id"), ["remedy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_official_act_version_id"), ["version_id"], unique=False)


def downgrade() -> None:
    """Move the schema back."""
    _drop_acts()
    _drop_the_rest()


def _drop_acts() -> None:
    with op.batch_alter_table("official_act", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_official_act_version_id"))
        batch_op.drop_index(batch_op.f("ix_official_act_remedy_id"))
        batch_op.drop_index(batch_op.f("ix_official_act_official_id"))
        batch_op.drop_index(batch_op.f("ix_official_act_hearing_id"))
        batch_op.drop_index(batch_op.f("ix_official_act_detention_id"))
        batch_op.drop_index(batch_op.f("ix_official_act_charge_id"))
        batch_op.drop_index(batch_op.f("ix_official_act_case_id"))

    op.drop_table("official_act")
    with op.batch_alter_table("sentence_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sentence_version_sentence_id"))
        batch_op.drop_index(batch_op.f("ix_sentence_version_event_id"))

    op.drop_table("sentence_version")
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_event_id"))
        batch_op.drop_index(batch_op.f("ix_listing_case_id"))

    op.drop_table("listing")
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_event_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_case_id"))

    op.drop_table("hearing")


def _drop_the_rest() -> None:
    with op.batch_alter_table("detention_act", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_detention_act_event_id"))
        batch_op.drop_index(batch_op.f("ix_detention_act_case_id"))

    op.drop_table("detention_act")
    with op.batch_alter_table("charge_status", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_charge_status_event_id"))
        batch_op.drop_index(batch_op.f("ix_charge_status_charge_id"))

    op.drop_table("charge_status")
    with op.batch_alter_table("sentence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sentence_case_id"))

    op.drop_table("sentence")
    with op.batch_alter_table("remedy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_remedy_case_id"))

    op.drop_table("remedy")
    with op.batch_alter_table("charge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_charge_replaces_id"))
        batch_op.drop_index(batch_op.f("ix_charge_case_id"))

    op.drop_table("charge")
    op.drop_table("official_name")
    with op.batch_alter_table("official_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_official_key_official_id"))

    op.drop_table("official_key")
    with op.batch_alter_table("official", schema=None) as batch_op:
        batch_op.drop_index("ix_official_list")
        batch_op.drop_index(batch_op.f("ix_official_added_by_id"))

    op.drop_table("official")

"""The closed vocabulary of the log: every event has a sentence and the facts it must carry."""

from __future__ import annotations

from enum import StrEnum

from case_mgr.core.text import N_


class Event(StrEnum):
    """What can stand in the log."""

    INSTALLATION_MADE = "installation_made"
    ORGANISATION_FOUNDED = "organisation_founded"
    DEMO_LOADED = "demo_loaded"
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    THROTTLED = "throttled"
    ACCESS_REFUSED = "access_refused"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an event
    PROFILE_CHANGED = "profile_changed"
    USER_UNLOCKED = "user_unlocked"
    MEMBER_INVITED = "member_invited"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    INVITATION_ACCEPTED = "invitation_accepted"
    MEMBER_ADDED = "member_added"
    ROLES_CHANGED = "roles_changed"
    MEMBERSHIP_ENDED = "membership_ended"
    PERSON_REGISTERED = "person_registered"
    PERSON_AMENDED = "person_amended"
    PERSON_WITHDRAWN = "person_withdrawn"
    IDENTITY_OPENED = "identity_opened"
    IDENTITY_CHANGED = "identity_changed"
    HEALTH_OPENED = "health_opened"
    HEALTH_CHANGED = "health_changed"
    FAMILY_OPENED = "family_opened"
    FAMILY_CHANGED = "family_changed"
    RELATION_RECORDED = "relation_recorded"
    RELATION_REMOVED = "relation_removed"
    CONSENT_RECORDED = "consent_recorded"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CONSENT_OPENED = "consent_opened"
    BIOGRAPHY_WRITTEN = "biography_written"
    PHOTOGRAPH_ADDED = "photograph_added"
    PHOTOGRAPH_REMOVED = "photograph_removed"
    CASE_OPENED = "case_opened"
    CASE_AMENDED = "case_amended"
    CASE_WITHDRAWN = "case_withdrawn"
    TEAM_CHANGED = "team_changed"
    HANDOVER_OFFERED = "handover_offered"
    HANDOVER_ANSWERED = "handover_answered"
    CASE_WATCHED = "case_watched"
    EVENT_RECORDED = "event_recorded"
    EVENT_CORRECTED = "event_corrected"
    CUSTODY_RECORDED = "custody_recorded"
    CUSTODY_CORRECTED = "custody_corrected"
    CUSTODY_WITHDRAWN = "custody_withdrawn"
    CUSTODY_WEIGHED = "custody_weighed"
    EXIT_RECORDED = "exit_recorded"
    EXIT_WITHDRAWN = "exit_withdrawn"
    CHARGE_BROUGHT = "charge_brought"
    CHARGE_CHANGED = "charge_changed"
    HEARING_RECORDED = "hearing_recorded"
    HEARING_AMENDED = "hearing_amended"
    SENTENCE_RECORDED = "sentence_recorded"
    SENTENCE_CHANGED = "sentence_changed"
    DETENTION_ACT_RECORDED = "detention_act_recorded"
    DETENTION_ACT_AMENDED = "detention_act_amended"
    REMEDY_RECORDED = "remedy_recorded"
    REMEDY_AMENDED = "remedy_amended"
    LISTING_RECORDED = "listing_recorded"
    LISTING_AMENDED = "listing_amended"
    LEGAL_RECORD_WITHDRAWN = "legal_record_withdrawn"
    OFFICIAL_ADDED = "official_added"
    OFFICIAL_AMENDED = "official_amended"
    OFFICIAL_NAMED = "official_named"
    RECOGNITION_RECORDED = "recognition_recorded"
    RECOGNITION_REQUESTED = "recognition_requested"
    RECOGNITION_TAKEN_UP = "recognition_taken_up"
    RECOGNITION_NOT_GIVEN = "recognition_not_given"
    RECOGNITION_STATED = "recognition_stated"
    RECOGNITION_ENDED = "recognition_ended"
    IMPORT_STAGED = "import_staged"
    IMPORT_MAPPED = "import_mapped"
    IMPORT_CHECKED = "import_checked"
    IMPORT_ROW_DECIDED = "import_row_decided"
    IMPORT_STARTED = "import_started"
    IMPORT_APPLIED = "import_applied"
    IMPORT_INTERRUPTED = "import_interrupted"
    IMPORT_DISCARDED = "import_discarded"
    IMPORT_UNDONE = "import_undone"
    MAPPING_SAVED = "mapping_saved"
    BATCH_CREATED = "batch_created"
    BATCH_AMENDED = "batch_amended"
    CLAIM_ADDED = "claim_added"
    CLAIM_WITHDRAWN = "claim_withdrawn"
    PLACES_ADDED = "places_added"
    MATCH_DECIDED = "match_decided"
    DECISION_UNDONE = "decision_undone"
    RELEASE_CONFIRMED = "release_confirmed"
    RELEASE_REFUTED = "release_refuted"
    PROOF_WITHDRAWN = "proof_withdrawn"
    SCOPE_DECIDED = "scope_decided"
    CONTACT_ADDED = "contact_added"
    CONTACT_AMENDED = "contact_amended"
    CHANNELS_OPENED = "channels_opened"
    INTERACTION_RECORDED = "interaction_recorded"
    FOLLOW_UP_SETTLED = "follow_up_settled"
    PLACE_ADDED = "place_added"
    PLACE_AMENDED = "place_amended"
    PLACE_ENDED = "place_ended"
    GRANT_ADDED = "grant_added"
    GRANT_READERS_CHANGED = "grant_readers_changed"
    SUPPORT_RECORDED = "support_recorded"
    REPORT_BUILT = "report_built"
    REPORT_PUBLISHED = "report_published"
    REPORT_DOWNLOADED = "report_downloaded"
    EXPORT_MADE = "export_made"
    AUDIT_EXPORTED = "audit_exported"
    AUDIT_VERIFIED = "audit_verified"
    JOB_FAILED = "job_failed"
    FLAG_RAISED = "flag_raised"
    FLAG_LOWERED = "flag_lowered"
    CASE_ASSIGNED = "case_assigned"
    VIEW_SAVED = "view_saved"
    VIEW_AMENDED = "view_amended"
    VIEW_DELETED = "view_deleted"
    BULK_STARTED = "bulk_started"
    BULK_FINISHED = "bulk_finished"
    BULK_INTERRUPTED = "bulk_interrupted"
    BULK_UNDONE = "bulk_undone"


SENTENCES: dict[Event, str] = {
    Event.INSTALLATION_MADE: N_("The installation was made"),
    Event.ORGANISATION_FOUNDED: N_("An organisation was founded"),
    Event.DEMO_LOADED: N_("Invented demo data was loaded"),
    Event.SIGNED_IN: N_("Signed in"),
    Event.SIGN_IN_FAILED: N_("A sign-in failed"),
    Event.SIGNED_OUT: N_("Signed out"),
    Event.THROTTLED: N_("Too many tries were stopped"),
    Event.ACCESS_REFUSED: N_("Access was refused"),
    Event.PASSWORD_CHANGED: N_("A password was changed"),
    Event.PROFILE_CHANGED: N_("Account settings were changed"),
    Event.USER_UNLOCKED: N_("A user was unlocked"),
    Event.MEMBER_INVITED: N_("A member was invited"),
    Event.INVITATION_WITHDRAWN: N_("An invitation was withdrawn"),
    Event.INVITATION_ACCEPTED: N_("An invitation was accepted"),
    Event.MEMBER_ADDED: N_("A member was added"),
    Event.ROLES_CHANGED: N_("Roles of a member were changed"),
    Event.MEMBERSHIP_ENDED: N_("A membership was ended"),
    Event.PERSON_REGISTERED: N_("A person was registered"),
    Event.PERSON_AMENDED: N_("A person's record was amended"),
    Event.PERSON_WITHDRAWN: N_("A person's record was taken back"),
    Event.IDENTITY_OPENED: N_("The identity documents of a person were opened"),
    Event.IDENTITY_CHANGED: N_("The identity documents of a person were changed"),
    Event.HEALTH_OPENED: N_("The detail of a person's vulnerabilities was opened"),
    Event.HEALTH_CHANGED: N_("A person's vulnerabilities were changed"),
    Event.FAMILY_OPENED: N_("The family contacts of a person were opened"),
    Event.FAMILY_CHANGED: N_("The family contacts of a person were changed"),
    Event.RELATION_RECORDED: N_("A relation between two people was recorded"),
    Event.RELATION_REMOVED: N_("A relation between two people was removed"),
    Event.CONSENT_RECORDED: N_("A consent or its refusal was recorded"),
    Event.CONSENT_WITHDRAWN: N_("A consent was withdrawn"),
    Event.CONSENT_OPENED: N_("The evidence of a consent was opened"),
    Event.BIOGRAPHY_WRITTEN: N_("A biography was written"),
    Event.PHOTOGRAPH_ADDED: N_("A photograph of a person was added"),
    Event.PHOTOGRAPH_REMOVED: N_("A photograph of a person was removed"),
    Event.CASE_OPENED: N_("A case was opened"),
    Event.CASE_AMENDED: N_("A case was amended"),
    Event.CASE_WITHDRAWN: N_("A case was taken back"),
    Event.TEAM_CHANGED: N_("The team of a case was changed"),
    Event.HANDOVER_OFFERED: N_("A case was offered to somebody else to follow"),
    Event.HANDOVER_ANSWERED: N_("A handover of a case was answered"),
    Event.CASE_WATCHED: N_("Watching a case was begun or ended"),
    Event.EVENT_RECORDED: N_("An event was recorded on a timeline"),
    Event.EVENT_CORRECTED: N_("An event on a timeline was corrected"),
    Event.CUSTODY_RECORDED: N_("A period of custody was recorded"),
    Event.CUSTODY_CORRECTED: N_("A period of custody was corrected"),
    Event.CUSTODY_WITHDRAWN: N_("A period of custody was taken back"),
    Event.CUSTODY_WEIGHED: N_("A period of custody was accepted or made a claim again"),
    Event.EXIT_RECORDED: N_("An exit from custody was recorded"),
    Event.EXIT_WITHDRAWN: N_("An exit from custody was taken back"),
    Event.CHARGE_BROUGHT: N_("Charges were recorded"),
    Event.CHARGE_CHANGED: N_("What became of a charge was recorded"),
    Event.HEARING_RECORDED: N_("A hearing was recorded"),
    Event.HEARING_AMENDED: N_("A hearing was amended"),
    Event.SENTENCE_RECORDED: N_("A sentence was recorded"),
    Event.SENTENCE_CHANGED: N_("A further version of a sentence was recorded"),
    Event.DETENTION_ACT_RECORDED: N_("A detention act was recorded"),
    Event.DETENTION_ACT_AMENDED: N_("A detention act was amended"),
    Event.REMEDY_RECORDED: N_("A domestic remedy was recorded"),
    Event.REMEDY_AMENDED: N_("A domestic remedy was amended"),
    Event.LISTING_RECORDED: N_("A place on a state list was recorded"),
    Event.LISTING_AMENDED: N_("A place on a state list was amended"),
    Event.LEGAL_RECORD_WITHDRAWN: N_("A record of the law was taken back"),
    Event.OFFICIAL_ADDED: N_("An official was added"),
    Event.OFFICIAL_AMENDED: N_("An official was amended"),
    Event.OFFICIAL_NAMED: N_("An official was named in an act"),
    Event.RECOGNITION_RECORDED: N_("A recognition as political prisoner was recorded"),
    Event.RECOGNITION_REQUESTED: N_("A recognition as political prisoner was requested"),
    Event.RECOGNITION_TAKEN_UP: N_("A request for recognition was taken up"),
    Event.RECOGNITION_NOT_GIVEN: N_("A recognition was declined, deferred or withheld"),
    Event.RECOGNITION_STATED: N_("The statement of a recognition was recorded"),
    Event.RECOGNITION_ENDED: N_("A recognition was ended"),
    Event.IMPORT_STAGED: N_("A list was uploaded"),
    Event.IMPORT_MAPPED: N_("Columns of a list were mapped"),
    Event.IMPORT_CHECKED: N_("A list was checked"),
    Event.IMPORT_ROW_DECIDED: N_("A row of a list was decided"),
    Event.IMPORT_STARTED: N_("An import was started"),
    Event.IMPORT_APPLIED: N_("An import was applied"),
    Event.IMPORT_INTERRUPTED: N_("An import was interrupted"),
    Event.IMPORT_DISCARDED: N_("An uploaded list was discarded"),
    Event.IMPORT_UNDONE: N_("An import was taken back"),
    Event.MAPPING_SAVED: N_("A mapping of columns was saved"),
    Event.BATCH_CREATED: N_("A pardon batch was created"),
    Event.BATCH_AMENDED: N_("A pardon batch was amended"),
    Event.CLAIM_ADDED: N_("A claim about a batch was added"),
    Event.CLAIM_WITHDRAWN: N_("A claim about a batch was withdrawn"),
    Event.PLACES_ADDED: N_("Names were added to a batch"),
    Event.MATCH_DECIDED: N_("A match was decided"),
    Event.DECISION_UNDONE: N_("A decision was undone"),
    Event.RELEASE_CONFIRMED: N_("A release was confirmed"),
    Event.RELEASE_REFUTED: N_("A release was refuted"),
    Event.PROOF_WITHDRAWN: N_("A confirmation or refutation was taken back"),
    Event.SCOPE_DECIDED: N_("A place of a batch was marked political or not"),
    Event.CONTACT_ADDED: N_("An advocacy contact was added"),
    Event.CONTACT_AMENDED: N_("An advocacy contact was amended"),
    Event.CHANNELS_OPENED: N_("The channels of a contact were opened"),
    Event.INTERACTION_RECORDED: N_("An interaction was recorded"),
    Event.FOLLOW_UP_SETTLED: N_("A promised follow-up was settled"),
    Event.PLACE_ADDED: N_("A facility or court was added to the vocabulary"),
    Event.PLACE_AMENDED: N_("An own facility or court was changed"),
    Event.PLACE_ENDED: N_("An own facility or court was ended"),
    Event.GRANT_ADDED: N_("A grant was added"),
    Event.GRANT_READERS_CHANGED: N_("Who reads the reports of a grant was changed"),
    Event.SUPPORT_RECORDED: N_("Support was recorded"),
    Event.REPORT_BUILT: N_("A donor report was built"),
    Event.REPORT_PUBLISHED: N_("A donor report was approved and published"),
    Event.REPORT_DOWNLOADED: N_("A donor report was downloaded"),
    Event.EXPORT_MADE: N_("A list was exported"),
    Event.AUDIT_EXPORTED: N_("The audit log was exported"),
    Event.AUDIT_VERIFIED: N_("The audit log was verified"),
    Event.JOB_FAILED: N_("A background job failed"),
    Event.FLAG_RAISED: N_("A flag was raised on a case"),
    Event.FLAG_LOWERED: N_("A flag of a case was lowered"),
    Event.CASE_ASSIGNED: N_("A case was assigned to somebody"),
    Event.VIEW_SAVED: N_("A view of a list was saved"),
    Event.VIEW_AMENDED: N_("A saved view was renamed or shared"),
    Event.VIEW_DELETED: N_("A saved view was deleted"),
    Event.BULK_STARTED: N_("An act on many cases was started"),
    Event.BULK_FINISHED: N_("An act on many cases was finished"),
    Event.BULK_INTERRUPTED: N_("An act on many cases was interrupted"),
    Event.BULK_UNDONE: N_("An act on many cases was taken back"),
}

# Facts that an entry of this kind is worthless without.
REQUIRED: dict[Event, frozenset[str]] = {
    Event.ACCESS_REFUSED: frozenset({"permission", "place"}),
    Event.CONSENT_RECORDED: frozenset({"answer", "purposes"}),
    Event.EXPORT_MADE: frozenset({"what", "rows"}),
    Event.IMPORT_APPLIED: frozenset({"created", "updated", "failed"}),
    Event.IMPORT_UNDONE: frozenset({"reversed", "kept", "failed"}),
    Event.ROLES_CHANGED: frozenset({"before", "after"}),
    Event.TEAM_CHANGED: frozenset({"change"}),
    Event.CUSTODY_CORRECTED: frozenset({"reason"}),
    Event.CUSTODY_WITHDRAWN: frozenset({"reason"}),
    Event.CUSTODY_WEIGHED: frozenset({"accepted"}),
    Event.HANDOVER_ANSWERED: frozenset({"answer"}),
    Event.CASE_WATCHED: frozenset({"watching"}),
    Event.CHARGE_CHANGED: frozenset({"outcome"}),
    Event.LEGAL_RECORD_WITHDRAWN: frozenset({"what", "reason"}),
    Event.RECOGNITION_RECORDED: frozenset({"standard", "decision"}),
    Event.RECOGNITION_NOT_GIVEN: frozenset({"standard", "decision"}),
    Event.RECOGNITION_ENDED: frozenset({"standard", "kind"}),
    Event.MATCH_DECIDED: frozenset({"decision"}),
    Event.RELEASE_CONFIRMED: frozenset({"link", "evidence"}),
    Event.REPORT_BUILT: frozenset({"from", "to"}),
    Event.PLACE_ADDED: frozenset({"jurisdiction"}),
    Event.PLACE_AMENDED: frozenset({"jurisdiction"}),
    Event.PLACE_ENDED: frozenset({"jurisdiction"}),
    Event.AUDIT_VERIFIED: frozenset({"ok", "entries"}),
    Event.FLAG_RAISED: frozenset({"kind"}),
    Event.FLAG_LOWERED: frozenset({"kind"}),
    Event.VIEW_SAVED: frozenset({"list", "shared"}),
    Event.VIEW_AMENDED: frozenset({"list", "shared"}),
    Event.VIEW_DELETED: frozenset({"list", "shared"}),
    Event.CASE_ASSIGNED: frozenset({"to"}),
    Event.BULK_STARTED: frozenset({"act", "rows"}),
    Event.BULK_FINISHED: frozenset({"act", "done", "refused", "changed"}),
    Event.BULK_UNDONE: frozenset({"act", "reversed", "kept", "failed"}),
}

# Somebody looked: such an entry changes nothing of its record.
LOOKS: frozenset[Event] = frozenset(
    {Event.CHANNELS_OPENED, Event.IDENTITY_OPENED, Event.HEALTH_OPENED, Event.FAMILY_OPENED, Event.CONSENT_OPENED}
)

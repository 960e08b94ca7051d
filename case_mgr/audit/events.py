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
    DUPLICATES_SOUGHT = "duplicates_sought"
    DUPLICATE_ANSWERED = "duplicate_answered"
    DUPLICATE_REOPENED = "duplicate_reopened"
    PERSON_MERGED = "person_merged"
    MERGE_UNDONE = "merge_undone"
    CASE_MOVED = "case_moved"
    CASE_OPENED = "case_opened"
    CASE_AMENDED = "case_amended"
    CASE_WITHDRAWN = "case_withdrawn"
    TEAM_CHANGED = "team_changed"
    HANDOVER_OFFERED = "handover_offered"
    HANDOVER_ANSWERED = "handover_answered"
    CASE_WATCHED = "case_watched"
    SHARE_OFFERED = "share_offered"
    SHARE_RECEIVED = "share_received"
    SHARE_ANSWERED = "share_answered"
    SHARE_CHANGED = "share_changed"
    SHARE_REVOKED = "share_revoked"
    CASE_OPENED_SHARED = "case_opened_shared"
    SHARED_CASE_OPENED = "shared_case_opened"
    SHARED_CASE_WORKED = "shared_case_worked"
    EVENT_RECORDED = "event_recorded"
    EVENT_CORRECTED = "event_corrected"
    CUSTODY_RECORDED = "custody_recorded"
    CUSTODY_CORRECTED = "custody_corrected"
    CUSTODY_WITHDRAWN = "custody_withdrawn"
    CUSTODY_WEIGHED = "custody_weighed"
    EXIT_RECORDED = "exit_recorded"
    EXIT_WITHDRAWN = "exit_withdrawn"
    TASK_ADDED = "task_added"
    TASK_AMENDED = "task_amended"
    TASK_ASSIGNED = "task_assigned"
    TASK_SNOOZED = "task_snoozed"
    TASK_DONE = "task_done"
    TASK_DROPPED = "task_dropped"
    TASK_REOPENED = "task_reopened"
    TASK_OPENED = "task_opened"
    TASK_MOVED = "task_moved"
    TASK_CLOSED = "task_closed"
    TASKS_CHECKED = "tasks_checked"
    CALENDAR_LINK_CHANGED = "calendar_link_changed"
    EVENT_GUARDED = "event_guarded"
    EVENT_TOLD_OTHERWISE = "event_told_otherwise"
    EVENT_SETTLED = "event_settled"
    CORRESPONDENCE_RECORDED = "correspondence_recorded"
    CORRESPONDENCE_AMENDED = "correspondence_amended"
    CORRESPONDENCE_STEP = "correspondence_step"
    CORRESPONDENCE_WITHDRAWN = "correspondence_withdrawn"
    CORRESPONDENCE_RESTORED = "correspondence_restored"
    SIGN_OF_LIFE_RECORDED = "sign_of_life_recorded"
    SIGNS_OF_LIFE_RECORDED = "signs_of_life_recorded"
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
    DOCUMENT_ADDED = "document_added"
    DOCUMENT_AMENDED = "document_amended"
    DOCUMENT_WITHDRAWN = "document_withdrawn"
    DOCUMENT_RESTORED = "document_restored"
    DOCUMENT_OPENED = "document_opened"
    DOCUMENT_DOWNLOADED = "document_downloaded"
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
    Event.DUPLICATES_SOUGHT: N_("Duplicates were looked for"),
    Event.DUPLICATE_ANSWERED: N_("It was answered whether two records are one person"),
    Event.DUPLICATE_REOPENED: N_("An answer about two records was taken back"),
    Event.PERSON_MERGED: N_("Two records of one person were merged"),
    Event.MERGE_UNDONE: N_("A merge was taken back"),
    Event.CASE_MOVED: N_("A case went to another record of the same person, or back"),
    Event.CASE_OPENED: N_("A case was opened"),
    Event.CASE_AMENDED: N_("A case was amended"),
    Event.CASE_WITHDRAWN: N_("A case was taken back"),
    Event.TEAM_CHANGED: N_("The team of a case was changed"),
    Event.HANDOVER_OFFERED: N_("A case was offered to somebody else to follow"),
    Event.HANDOVER_ANSWERED: N_("A handover of a case was answered"),
    Event.CASE_WATCHED: N_("Watching a case was begun or ended"),
    Event.SHARE_OFFERED: N_("A case was offered to another organisation"),
    Event.SHARE_RECEIVED: N_("Another organisation offered a case"),
    Event.SHARE_ANSWERED: N_("An offer to share a case was answered"),
    Event.SHARE_CHANGED: N_("How far a case is shared, or until when, was changed"),
    Event.SHARE_REVOKED: N_("The sharing of a case was ended"),
    Event.CASE_OPENED_SHARED: N_("Somebody of another organisation opened a case that is shared with them"),
    Event.SHARED_CASE_OPENED: N_("A case that another organisation shares was opened"),
    Event.SHARED_CASE_WORKED: N_("Something was written into a case that another organisation shares"),
    Event.EVENT_RECORDED: N_("An event was recorded on a timeline"),
    Event.EVENT_CORRECTED: N_("An event on a timeline was corrected"),
    Event.CUSTODY_RECORDED: N_("A period of custody was recorded"),
    Event.CUSTODY_CORRECTED: N_("A period of custody was corrected"),
    Event.CUSTODY_WITHDRAWN: N_("A period of custody was taken back"),
    Event.CUSTODY_WEIGHED: N_("A period of custody was accepted or made a claim again"),
    Event.EXIT_RECORDED: N_("An exit from custody was recorded"),
    Event.EXIT_WITHDRAWN: N_("An exit from custody was taken back"),
    Event.TASK_ADDED: N_("A task was set"),
    Event.TASK_AMENDED: N_("A task was changed"),
    Event.TASK_ASSIGNED: N_("A task was given to somebody"),
    Event.TASK_SNOOZED: N_("A task was put off"),
    Event.TASK_DONE: N_("A task was done"),
    Event.TASK_DROPPED: N_("A task was dropped"),
    Event.TASK_REOPENED: N_("A task was taken up again"),
    Event.TASK_OPENED: N_("A rule opened a task"),
    Event.TASK_MOVED: N_("The day of a task followed its date"),
    Event.TASK_CLOSED: N_("A rule closed a task"),
    Event.TASKS_CHECKED: N_("The rules that open tasks were checked"),
    Event.CALENDAR_LINK_CHANGED: N_("The secret address of a calendar was made or ended"),
    Event.EVENT_GUARDED: N_("Who may see an event was changed"),
    Event.EVENT_TOLD_OTHERWISE: N_("Another version of an event was recorded"),
    Event.EVENT_SETTLED: N_("Which version of an event is true was settled or left open again"),
    Event.CORRESPONDENCE_RECORDED: N_("A letter, parcel, visit or call was recorded"),
    Event.CORRESPONDENCE_AMENDED: N_("A letter, parcel, visit or call was amended"),
    Event.CORRESPONDENCE_STEP: N_("What became of a letter, parcel, visit or call was recorded or taken back"),
    Event.CORRESPONDENCE_WITHDRAWN: N_("A letter, parcel, visit or call was taken back"),
    Event.CORRESPONDENCE_RESTORED: N_("A letter, parcel, visit or call that was taken back was put back"),
    Event.SIGN_OF_LIFE_RECORDED: N_("A sign of life was recorded"),
    Event.SIGNS_OF_LIFE_RECORDED: N_("Signs of life of several cases were recorded in one act"),
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
    Event.DOCUMENT_ADDED: N_("A document was added to a case"),
    Event.DOCUMENT_AMENDED: N_("What is recorded of a document was amended"),
    Event.DOCUMENT_WITHDRAWN: N_("A document was taken back"),
    Event.DOCUMENT_RESTORED: N_("A document that was taken back was put back"),
    Event.DOCUMENT_OPENED: N_("A closed document was opened"),
    Event.DOCUMENT_DOWNLOADED: N_("The file of a document was taken out"),
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
}

# Facts that an entry of this kind is worthless without.
REQUIRED: dict[Event, frozenset[str]] = {
    Event.ACCESS_REFUSED: frozenset({"permission", "place"}),
    Event.CONSENT_RECORDED: frozenset({"answer", "purposes"}),
    Event.DUPLICATE_ANSWERED: frozenset({"answer"}),
    Event.PERSON_MERGED: frozenset({"rows"}),
    Event.MERGE_UNDONE: frozenset({"rows"}),
    Event.EXPORT_MADE: frozenset({"what", "rows"}),
    Event.IMPORT_APPLIED: frozenset({"created", "updated", "failed"}),
    Event.IMPORT_UNDONE: frozenset({"reversed", "kept", "failed"}),
    Event.ROLES_CHANGED: frozenset({"before", "after"}),
    Event.TEAM_CHANGED: frozenset({"change"}),
    Event.CUSTODY_CORRECTED: frozenset({"reason"}),
    Event.CUSTODY_WITHDRAWN: frozenset({"reason"}),
    Event.CUSTODY_WEIGHED: frozenset({"accepted"}),
    Event.HANDOVER_ANSWERED: frozenset({"answer"}),
    Event.EVENT_GUARDED: frozenset({"level"}),
    Event.EVENT_SETTLED: frozenset({"taken_as_true"}),
    Event.CORRESPONDENCE_RECORDED: frozenset({"kind", "status"}),
    Event.CORRESPONDENCE_STEP: frozenset({"status"}),
    Event.CORRESPONDENCE_WITHDRAWN: frozenset({"reason"}),
    Event.SIGN_OF_LIFE_RECORDED: frozenset({"kind"}),
    Event.SIGNS_OF_LIFE_RECORDED: frozenset({"recorded", "left_out"}),
    Event.CASE_WATCHED: frozenset({"watching"}),
    Event.TASK_ASSIGNED: frozenset({"to"}),
    Event.TASK_SNOOZED: frozenset({"until"}),
    Event.TASK_OPENED: frozenset({"rule"}),
    Event.CALENDAR_LINK_CHANGED: frozenset({"change"}),
    Event.SHARE_OFFERED: frozenset({"to", "level", "until"}),
    Event.SHARE_RECEIVED: frozenset({"level", "until"}),
    Event.SHARE_ANSWERED: frozenset({"answer"}),
    Event.SHARE_CHANGED: frozenset({"level", "until"}),
    Event.SHARE_REVOKED: frozenset({"reason"}),
    Event.CASE_OPENED_SHARED: frozenset({"page"}),
    Event.SHARED_CASE_OPENED: frozenset({"page"}),
    Event.SHARED_CASE_WORKED: frozenset({"what"}),
    Event.CHARGE_CHANGED: frozenset({"outcome"}),
    Event.LEGAL_RECORD_WITHDRAWN: frozenset({"what", "reason"}),
    Event.RECOGNITION_RECORDED: frozenset({"standard", "decision"}),
    Event.RECOGNITION_NOT_GIVEN: frozenset({"standard", "decision"}),
    Event.RECOGNITION_ENDED: frozenset({"standard", "kind"}),
    Event.DOCUMENT_ADDED: frozenset({"document", "kind", "number"}),
    Event.DOCUMENT_AMENDED: frozenset({"document"}),
    Event.DOCUMENT_WITHDRAWN: frozenset({"document", "reason"}),
    Event.DOCUMENT_RESTORED: frozenset({"document"}),
    Event.DOCUMENT_OPENED: frozenset({"document", "case"}),
    Event.DOCUMENT_DOWNLOADED: frozenset({"document", "case"}),
    Event.MATCH_DECIDED: frozenset({"decision"}),
    Event.RELEASE_CONFIRMED: frozenset({"link", "evidence"}),
    Event.REPORT_BUILT: frozenset({"from", "to"}),
    Event.PLACE_ADDED: frozenset({"jurisdiction"}),
    Event.PLACE_AMENDED: frozenset({"jurisdiction"}),
    Event.PLACE_ENDED: frozenset({"jurisdiction"}),
    Event.AUDIT_VERIFIED: frozenset({"ok", "entries"}),
}

# Somebody looked: such an entry changes nothing of its record.
LOOKS: frozenset[Event] = frozenset(
    {Event.CASE_OPENED_SHARED, Event.SHARED_CASE_OPENED}
    | {Event.CHANNELS_OPENED, Event.IDENTITY_OPENED, Event.HEALTH_OPENED, Event.FAMILY_OPENED, Event.CONSENT_OPENED}
    | {Event.DOCUMENT_OPENED, Event.DOCUMENT_DOWNLOADED}
)

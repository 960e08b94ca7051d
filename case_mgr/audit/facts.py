"""What an entry of the log must carry, and which entries change nothing."""

from __future__ import annotations

from case_mgr.audit.events import Event

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
    Event.CUSTODY_GUARDED: frozenset({"level"}),
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
    Event.HELP_DECIDED: frozenset({"decision"}),
    Event.HELP_TAKEN_BACK: frozenset({"step"}),
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
    Event.SUBMISSION_SENT: frozenset({"kind"}),
    Event.SUBMISSION_ANSWERED: frozenset({"response"}),
    Event.QUESTIONNAIRE_KEPT: frozenset({"code", "number"}),
    Event.NAME_ANSWERED: frozenset({"answer"}),
    Event.LIST_HANDED: frozenset({"names"}),
    Event.REPORT_BUILT: frozenset({"from", "to"}),
    Event.PLACE_ADDED: frozenset({"jurisdiction"}),
    Event.PLACE_AMENDED: frozenset({"jurisdiction"}),
    Event.PLACE_ENDED: frozenset({"jurisdiction"}),
    Event.AUDIT_VERIFIED: frozenset({"ok", "entries"}),
    Event.CHECKPOINT_MADE: frozenset({"entries", "hash"}),
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
    {Event.CASE_OPENED_SHARED, Event.SHARED_CASE_OPENED}
    | {Event.CHANNELS_OPENED, Event.IDENTITY_OPENED, Event.HEALTH_OPENED, Event.FAMILY_OPENED, Event.CONSENT_OPENED}
    | {Event.SUBMISSION_TAKEN_OUT, Event.TALK_FILE_TAKEN_OUT}
    | {Event.DOCUMENT_OPENED, Event.DOCUMENT_DOWNLOADED}
)

"""Everything that can be permitted, each with the sentence that a person reads."""

from enum import StrEnum

from case_mgr.core.text import N_


class Permission(StrEnum):
    """One thing that a role may do."""

    ACCOUNT = "account"
    PERSON_READ = "person.read"
    PERSON_WRITE = "person.write"
    PERSON_NOTES = "person.notes"
    PERSON_IDENTITY = "person.identity"
    PERSON_HEALTH = "person.health"
    FAMILY_READ = "family.read"
    FAMILY_WRITE = "family.write"
    CASE_READ = "case.read"
    CASE_WRITE = "case.write"
    RECOGNITION_REQUEST = "recognition.request"
    RECOGNITION_DECIDE = "recognition.decide"
    IMPORT_STAGE = "import.stage"
    IMPORT_APPLY = "import.apply"
    BATCH_READ = "batch.read"
    BATCH_WRITE = "batch.write"
    BATCH_CONFIRM = "batch.confirm"
    CONTACT_READ = "contact.read"
    CONTACT_WRITE = "contact.write"
    GRANT_READ = "grant.read"
    GRANT_WRITE = "grant.write"
    REPORT_READ = "report.read"
    REPORT_BUILD = "report.build"
    REPORT_APPROVE = "report.approve"
    AUDIT_READ = "audit.read"
    EXPORT = "export"
    PLACE_WRITE = "place.write"
    MEMBER_READ = "member.read"
    MEMBER_MANAGE = "member.manage"
    WORK_LEAD = "work.lead"


SENTENCES: dict[Permission, str] = {
    Permission.ACCOUNT: N_("Sign in, change the own password and sign out"),
    Permission.PERSON_READ: N_("See the people of the organisation"),
    Permission.PERSON_WRITE: N_("Register and amend people"),
    Permission.PERSON_NOTES: N_("Read the team’s notes about a person"),
    Permission.PERSON_IDENTITY: N_("Open national numbers and identity documents; each look is written down"),
    Permission.PERSON_HEALTH: N_("Open the detail of vulnerabilities; each look is written down"),
    Permission.FAMILY_READ: N_("Open family contacts; each look is written down"),
    Permission.FAMILY_WRITE: N_("Record family contacts"),
    Permission.CASE_READ: N_("See cases and their timelines"),
    Permission.CASE_WRITE: N_("Open cases and record events"),
    Permission.RECOGNITION_REQUEST: N_("Request the recognition of political prisoners"),
    Permission.RECOGNITION_DECIDE: N_("Decide about recognitions that somebody else requested"),
    Permission.IMPORT_STAGE: N_("Upload lists, map their columns and decide duplicates"),
    Permission.IMPORT_APPLY: N_("Write an import into the records and take it back"),
    Permission.BATCH_READ: N_("See pardon batches"),
    Permission.BATCH_WRITE: N_("Record batches, claims and names, and decide matches"),
    Permission.BATCH_CONFIRM: N_("Confirm or refute a release with evidence"),
    Permission.CONTACT_READ: N_("See advocacy contacts and interactions"),
    Permission.CONTACT_WRITE: N_("Record advocacy contacts and interactions"),
    Permission.GRANT_READ: N_("See grants"),
    Permission.GRANT_WRITE: N_("Record grants"),
    Permission.REPORT_READ: N_("Read published reports"),
    Permission.REPORT_BUILD: N_("Build donor reports"),
    Permission.REPORT_APPROVE: N_("Approve and publish donor reports"),
    Permission.AUDIT_READ: N_("Read the audit log and check its integrity"),
    Permission.EXPORT: N_("Export lists to files"),
    Permission.PLACE_WRITE: N_("Add, change and end own facilities and courts"),
    Permission.MEMBER_READ: N_("See who belongs to the organisation"),
    Permission.MEMBER_MANAGE: N_("Invite members, give roles and end memberships"),
    Permission.WORK_LEAD: N_("Assign many cases that others follow, and remove views that colleagues share"),
}

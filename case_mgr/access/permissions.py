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
    DUPLICATE_READ = "duplicate.read"
    PERSON_MERGE = "person.merge"
    CASE_READ = "case.read"
    CASE_WRITE = "case.write"
    DOCUMENT_READ = "document.read"
    DOCUMENT_DOWNLOAD = "document.download"
    DOCUMENT_ADD = "document.add"
    TASK_READ = "task.read"
    TASK_WRITE = "task.write"
    TASK_CHECK = "task.check"
    CASE_OVERSEE = "case.oversee"
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
    SUPPORT_READ = "support.read"
    SUPPORT_WRITE = "support.write"
    SUPPORT_APPROVE = "support.approve"
    SUPPORT_NAMES = "support.names"
    SUPPORT_SAMPLE = "support.sample"
    REPORT_READ = "report.read"
    REPORT_BUILD = "report.build"
    REPORT_APPROVE = "report.approve"
    AUDIT_READ = "audit.read"
    EXPORT = "export"
    EXPORT_APPROVE = "export.approve"
    PLACE_WRITE = "place.write"
    MEMBER_READ = "member.read"
    MEMBER_MANAGE = "member.manage"
    SETTINGS_WRITE = "settings.write"
    CASE_SHARE = "case.share"
    SHARE_ACCEPT = "share.accept"
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
    Permission.DUPLICATE_READ: N_("See suspected duplicates and answer whether two records are one person"),
    Permission.PERSON_MERGE: N_("Merge two records of one person and take a merge back"),
    Permission.CASE_READ: N_("See cases and their timelines"),
    Permission.CASE_WRITE: N_("Open cases and record events"),
    Permission.DOCUMENT_READ: N_("See which documents a case has"),
    Permission.DOCUMENT_DOWNLOAD: N_("Take the files of documents out; each download is written down"),
    Permission.DOCUMENT_ADD: N_("Add documents to a case, amend them and take them back"),
    Permission.TASK_READ: N_("See tasks and the calendar"),
    Permission.TASK_WRITE: N_("Set tasks, give them to somebody, put them off and close them"),
    Permission.TASK_CHECK: N_("Check at once the rules that open tasks"),
    Permission.CASE_OVERSEE: N_(
        "See what only the team of a case may see, and settle which version of an event is true"
    ),
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
    Permission.SUPPORT_READ: N_("See the support ledger, without who was helped"),
    Permission.SUPPORT_WRITE: N_("Write entries of the support ledger down, and say when they were paid and arrived"),
    Permission.SUPPORT_APPROVE: N_("Approve and reverse entries of the support ledger that somebody else wrote down"),
    Permission.SUPPORT_NAMES: N_("Open who was helped and take receipts out; each look is written down"),
    Permission.SUPPORT_SAMPLE: N_("Draw a sample of the support ledger by codes, without names"),
    Permission.REPORT_READ: N_("Read published reports"),
    Permission.REPORT_BUILD: N_("Build donor reports"),
    Permission.REPORT_APPROVE: N_("Approve and publish donor reports"),
    Permission.AUDIT_READ: N_("Read the audit log and check its integrity"),
    Permission.EXPORT: N_("Export lists to files"),
    Permission.EXPORT_APPROVE: N_("Approve that a colleague takes a large list out"),
    Permission.PLACE_WRITE: N_("Add, change and end own facilities and courts"),
    Permission.MEMBER_READ: N_("See who belongs to the organisation"),
    Permission.MEMBER_MANAGE: N_("Invite members, give roles and end memberships"),
    Permission.SETTINGS_WRITE: N_(
        "Settle who is the second person of acts that take two, and after how many days rules open tasks"
    ),
    Permission.CASE_SHARE: N_("Share a case with another organisation, change that and end it"),
    Permission.SHARE_ACCEPT: N_("Accept or decline cases that another organisation offers"),
    Permission.WORK_LEAD: N_("Assign many cases that others follow, and remove views that colleagues share"),
}

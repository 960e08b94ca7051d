"""The one table of who may do what. Organisations cannot invent roles."""

from __future__ import annotations

from enum import StrEnum

from case_mgr.access.permissions import Permission as P
from case_mgr.core.text import N_


class Role(StrEnum):
    """A role that a membership stores by name."""

    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    CASEWORKER = "caseworker"
    ADVOCACY_OFFICER = "advocacy_officer"
    DATA_CLERK = "data_clerk"
    REVIEWER = "reviewer"
    AUDITOR = "auditor"
    DONOR = "donor"


LABELS: dict[Role, str] = {
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.COORDINATOR: N_("Coordinator"),
    Role.CASEWORKER: N_("Caseworker"),
    Role.ADVOCACY_OFFICER: N_("Advocacy officer"),
    Role.DATA_CLERK: N_("Data clerk"),
    Role.REVIEWER: N_("Reviewer"),
    Role.AUDITOR: N_("Auditor"),
    Role.DONOR: N_("Donor"),
}

_READS = {P.ACCOUNT, P.PERSON_READ, P.CASE_READ, P.BATCH_READ, P.CONTACT_READ, P.MEMBER_READ}
_WORKS = _READS | {P.PERSON_WRITE, P.CASE_WRITE, P.IMPORT_STAGE, P.IMPORT_APPLY, P.BATCH_WRITE, P.CONTACT_WRITE}
# A caseworker says that two records are one person; a coordinator, who sees every compartment, merges them.
_WORKS |= {P.DUPLICATE_READ}
# The compartments of a person's record: see access/fields.py.
_WORKS |= {P.PERSON_NOTES, P.PERSON_IDENTITY, P.PERSON_HEALTH, P.FAMILY_READ, P.FAMILY_WRITE}
_DOCUMENTS = {P.DOCUMENT_READ, P.DOCUMENT_DOWNLOAD}
_WORKS |= {*_DOCUMENTS, P.DOCUMENT_ADD}
# The compartment of aid: whoever approves money need not know whose it is.
_SUPPORT = {P.SUPPORT_READ, P.SUPPORT_WRITE, P.SUPPORT_NAMES}

ROLES: dict[Role, frozenset[P]] = {
    # Runs the installation; does not see the content of cases by that.
    Role.ADMINISTRATOR: frozenset({P.ACCOUNT, P.MEMBER_READ, P.MEMBER_MANAGE, P.AUDIT_READ, P.SETTINGS_WRITE}),
    Role.COORDINATOR: frozenset(
        _WORKS
        | {P.BATCH_CONFIRM, P.GRANT_READ, P.GRANT_WRITE, P.REPORT_READ, P.REPORT_BUILD, P.AUDIT_READ, P.EXPORT}
        | {P.MEMBER_MANAGE, P.PLACE_WRITE, P.SETTINGS_WRITE}
        | {P.RECOGNITION_REQUEST, P.RECOGNITION_DECIDE}
        | {P.TASK_READ, P.TASK_WRITE, P.TASK_CHECK}
        | {P.CASE_SHARE, P.SHARE_ACCEPT}
        | {P.PERSON_MERGE}
        | {P.CASE_OVERSEE}
        | {P.WORK_LEAD, P.EXPORT_APPROVE}
        | {*_SUPPORT, P.SUPPORT_APPROVE}
    ),
    Role.CASEWORKER: frozenset(
        _WORKS | {P.BATCH_CONFIRM} | {P.RECOGNITION_REQUEST} | {P.TASK_READ, P.TASK_WRITE} | _SUPPORT
    ),
    Role.ADVOCACY_OFFICER: frozenset(
        _READS | {P.CONTACT_WRITE, P.BATCH_WRITE, P.GRANT_READ} | {P.TASK_READ, P.TASK_WRITE} | _DOCUMENTS
    ),
    Role.DATA_CLERK: frozenset({P.ACCOUNT, P.PERSON_READ, P.CASE_READ, P.IMPORT_STAGE}),
    Role.REVIEWER: frozenset(
        _READS
        | {P.IMPORT_STAGE, P.IMPORT_APPLY, P.GRANT_READ, P.REPORT_READ, P.REPORT_APPROVE, P.EXPORT}
        | {P.RECOGNITION_DECIDE, P.EXPORT_APPROVE}
        | {P.TASK_READ, P.TASK_WRITE}
        | _DOCUMENTS
        | {P.SUPPORT_READ, P.SUPPORT_APPROVE, P.SUPPORT_SAMPLE}
    ),
    Role.AUDITOR: frozenset({P.ACCOUNT, P.AUDIT_READ, P.REPORT_READ, P.SUPPORT_SAMPLE}),
    Role.DONOR: frozenset({P.ACCOUNT, P.REPORT_READ}),
}


def permissions_of(roles: frozenset[Role]) -> frozenset[P]:
    """Return everything that any of the roles permits."""
    return frozenset().union(*(ROLES[role] for role in roles)) if roles else frozenset()


def roles_with(permission: P) -> list[Role]:
    """Return the roles that have a permission, in the order of the table."""
    return [role for role in Role if permission in ROLES[role]]

"""Reads of people, bounded by who asks."""

from case_mgr.detainees.queries.biography import (
    find_biography_row,
    find_photograph,
    find_photograph_row,
    list_biographies,
    list_versions,
)
from case_mgr.detainees.queries.compartments import (
    closed_fields,
    count_identity,
    get_contact_row,
    require_document,
    sees,
)
from case_mgr.detainees.queries.consent import get_consent_row, list_consents, list_decisions, may_disclose
from case_mgr.detainees.queries.finding import beginning, conditions_of
from case_mgr.detainees.queries.people import (
    count_people,
    count_some,
    count_withheld,
    evidence_of,
    find_by_reference,
    find_public_id,
    find_row,
    get_candidate,
    get_person,
    get_row,
    list_known,
    list_people,
    list_rows,
    match_pool,
    newest,
)
from case_mgr.detainees.queries.relations import get_relation, list_relations

__all__ = [
    "beginning",
    "closed_fields",
    "conditions_of",
    "count_identity",
    "count_people",
    "count_some",
    "count_withheld",
    "evidence_of",
    "find_biography_row",
    "find_by_reference",
    "find_photograph",
    "find_photograph_row",
    "find_public_id",
    "find_row",
    "get_candidate",
    "get_consent_row",
    "get_contact_row",
    "get_person",
    "get_relation",
    "get_row",
    "list_biographies",
    "list_consents",
    "list_decisions",
    "list_known",
    "list_people",
    "list_relations",
    "list_rows",
    "list_versions",
    "match_pool",
    "may_disclose",
    "newest",
    "require_document",
    "sees",
]

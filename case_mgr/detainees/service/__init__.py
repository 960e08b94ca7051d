"""Verbs about people."""

from case_mgr.detainees.service.absorbing import give_back, move_person, refresh, take_over
from case_mgr.detainees.service.amending import amend
from case_mgr.detainees.service.belonging import add_nationality, amend_nationality, remove_nationality
from case_mgr.detainees.service.consenting import open_evidence, record_consent, withdraw_consent
from case_mgr.detainees.service.family import (
    add_family_contact,
    amend_family_contact,
    open_contact,
    open_family,
    remove_family_contact,
)
from case_mgr.detainees.service.health import (
    add_vulnerability,
    amend_vulnerability,
    open_health,
    remove_vulnerability,
)
from case_mgr.detainees.service.hearing import Heard, hear_anew, hear_otherwise
from case_mgr.detainees.service.identity import add_document, open_identity, record_national_number, remove_document
from case_mgr.detainees.service.keeping import let_in
from case_mgr.detainees.service.naming import add_name, amend_name, choose_for_language, choose_name, remove_name
from case_mgr.detainees.service.registering import register, register_all, withdraw
from case_mgr.detainees.service.relating import relate, unrelate
from case_mgr.detainees.service.telling import (
    add_photograph,
    read_photograph,
    remove_photograph,
    write_biography,
)

__all__ = [
    "Heard",
    "add_document",
    "add_family_contact",
    "add_name",
    "add_nationality",
    "add_photograph",
    "add_vulnerability",
    "amend",
    "amend_family_contact",
    "amend_name",
    "amend_nationality",
    "amend_vulnerability",
    "choose_for_language",
    "choose_name",
    "give_back",
    "hear_anew",
    "hear_otherwise",
    "let_in",
    "move_person",
    "open_contact",
    "open_evidence",
    "open_family",
    "open_health",
    "open_identity",
    "read_photograph",
    "record_consent",
    "record_national_number",
    "refresh",
    "register",
    "register_all",
    "relate",
    "remove_document",
    "remove_family_contact",
    "remove_name",
    "remove_nationality",
    "remove_photograph",
    "remove_vulnerability",
    "take_over",
    "unrelate",
    "withdraw",
    "withdraw_consent",
    "write_biography",
]

"""Verbs about people."""

from case_mgr.detainees.service.amending import amend
from case_mgr.detainees.service.belonging import add_nationality, amend_nationality, remove_nationality
from case_mgr.detainees.service.identity import add_document, open_identity, record_national_number, remove_document
from case_mgr.detainees.service.naming import add_name, amend_name, choose_for_language, choose_name, remove_name
from case_mgr.detainees.service.registering import register, register_all, withdraw

__all__ = [
    "add_document",
    "add_name",
    "add_nationality",
    "amend",
    "amend_name",
    "amend_nationality",
    "choose_for_language",
    "choose_name",
    "open_identity",
    "record_national_number",
    "register",
    "register_all",
    "remove_document",
    "remove_name",
    "remove_nationality",
    "withdraw",
]

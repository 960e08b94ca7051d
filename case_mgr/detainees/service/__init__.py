"""Verbs about people."""

from case_mgr.detainees.service.amending import amend
from case_mgr.detainees.service.belonging import add_nationality, remove_nationality
from case_mgr.detainees.service.keeping import let_in
from case_mgr.detainees.service.naming import add_name, choose_name, remove_name
from case_mgr.detainees.service.registering import register, register_all, withdraw

__all__ = [
    "add_name",
    "add_nationality",
    "amend",
    "choose_name",
    "let_in",
    "register",
    "register_all",
    "remove_name",
    "remove_nationality",
    "withdraw",
]

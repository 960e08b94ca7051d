"""Verbs of the legal room."""

from case_mgr.legal.service.charges import change_charge, charge
from case_mgr.legal.service.detentions import amend_detention, record_detention
from case_mgr.legal.service.hearings import amend_hearing, hold_hearing, postpone_hearing, record_hearing
from case_mgr.legal.service.listings import amend_listing, record_listing
from case_mgr.legal.service.officials import add_spelling, amend_official, name_official, unname_official
from case_mgr.legal.service.remedies import amend_remedy, record_remedy
from case_mgr.legal.service.sentences import change_sentence, sentence
from case_mgr.legal.service.taking_back import take_back
from case_mgr.legal.service.telling import charge_told, list_doubts, names_articles

__all__ = [
    "add_spelling",
    "amend_detention",
    "amend_hearing",
    "amend_listing",
    "amend_official",
    "amend_remedy",
    "change_charge",
    "change_sentence",
    "charge",
    "charge_told",
    "hold_hearing",
    "list_doubts",
    "name_official",
    "names_articles",
    "postpone_hearing",
    "record_detention",
    "record_hearing",
    "record_listing",
    "record_remedy",
    "sentence",
    "take_back",
    "unname_official",
]

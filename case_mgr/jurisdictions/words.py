"""What the closed lists of vocabularies are called on pages."""

from __future__ import annotations

from collections.abc import Mapping

from case_mgr.core.text import N_
from case_mgr.jurisdictions.enums import AnswerKind, Phase

FACILITY_GROUPS: Mapping[str, str] = {
    "colony": N_("Colonies"),
    "settlement": N_("Colony-settlements"),
    "juvenile_colony": N_("Colonies for minors"),
    "prison": N_("Prisons"),
    "sizo": N_("Remand prisons"),
    "temporary": N_("Police and temporary detention"),
    "open_type": N_("Open-type institutions"),
    "security": N_("Places of security services"),
    "other": N_("Other"),
}
FACILITY_KINDS: dict[str, str] = {
    "colony": N_("Colony"),
    "settlement": N_("Colony-settlement"),
    "juvenile_colony": N_("Colony for minors"),
    "prison": N_("Prison"),
    "sizo": N_("Remand prison"),
    "temporary": N_("Police or temporary detention"),
    "open_type": N_("Open-type institution"),
    "security": N_("Place of a security service"),
    "other": N_("Other"),
}
COURT_LEVELS: dict[str, str] = {
    "supreme": N_("Supreme court"),
    "regional": N_("Regional court"),
    "district": N_("District or city court"),
    "special": N_("Special court"),
    "other": N_("Other"),
}
TAKES: Mapping[str, str] = {
    "life": N_("life"),
    "liberty": N_("liberty"),
    "freedom": N_("a part of freedom"),
    "nothing": N_("neither life nor liberty"),
}
PHASE_LABELS: Mapping[Phase, str] = {
    Phase.ARREST: N_("Arrest"),
    Phase.CHARGE: N_("Charge"),
    Phase.CUSTODY: N_("Custody"),
    Phase.TRIAL: N_("Trial"),
    Phase.SENTENCE: N_("Sentence"),
    Phase.HEALTH: N_("Health and treatment"),
    Phase.ADVOCACY: N_("Advocacy"),
    Phase.RELEASE: N_("Release"),
    Phase.OTHER: N_("Other"),
}
SECTIONS: Mapping[str, str] = {
    "facilities": N_("Facilities"),
    "courts": N_("Courts"),
    "laws": N_("Codes and laws"),
    "articles": N_("Articles"),
    "sentence_kinds": N_("Kinds of sentence"),
    "regimes": N_("Regimes"),
    "measures": N_("Measures"),
    "credit_rules": N_("Credit rules"),
    "event_kinds": N_("Kinds of events"),
    "event_fields": N_("What kinds of events ask for"),
    "exit_kinds": N_("Ways out of custody"),
}
ANSWERS: Mapping[AnswerKind, str] = {
    AnswerKind.TEXT: N_("a text"),
    AnswerKind.NUMBER: N_("a number"),
    AnswerKind.DAYS: N_("a number of days"),
    AnswerKind.FLAG: N_("yes or no"),
    AnswerKind.FACILITY: N_("a facility"),
    AnswerKind.CHOICE: N_("one choice"),
    AnswerKind.CHOICES: N_("several choices"),
    AnswerKind.LENGTH: N_("years, months and days"),
}
OWN_FIELDS: Mapping[str, str] = {
    "names": N_("Names"),
    "aliases": N_("Other spellings"),
    "sort": N_("Kind"),
    "region": N_("Region"),
    "valid_from": N_("From"),
    "valid_to": N_("Until"),
    "source": N_("Source"),
    "note": N_("Note"),
}

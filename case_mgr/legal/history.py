"""Fields of the log that belong to the legal room, in words, for the history of a case."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from case_mgr.cases.labels import regime_name
from case_mgr.core.text import N_
from case_mgr.legal import labels
from case_mgr.legal.types.drafts import CourtDraft
from case_mgr.web.history import said_date

TABLES = frozenset(
    {
        "charge",
        "charge_status",
        "hearing",
        "hearing_postponement",
        "sentence",
        "sentence_version",
        "detention_act",
        "remedy",
        "listing",
        "official_act",
    }
)
_UNSAID = "…"
FIELDS: Mapping[str, str] = {
    "article": N_("Article"),
    "part": N_("Part"),
    "raw": N_("As written"),
    "state": N_("What became of it"),
    "happened_edtf": N_("When"),
    "source": N_("Source"),
    "note": N_("Note"),
    "court": N_("Court"),
    "court_written": N_("Court as the source writes it"),
    "mode": N_("Open or closed"),
    "planned": N_("Planned, and not held yet"),
    "hour": N_("At what time"),
    "decided_edtf": N_("When it was postponed"),
    "before_edtf": N_("The day before"),
    "after_edtf": N_("New day"),
    "reason": N_("Reason"),
    "observer_sealed": N_("Observed by"),
    "result": N_("Result"),
    "cause": N_("Why there is a version"),
    "punishment": N_("Punishment"),
    "years": N_("Years"),
    "months": N_("Months"),
    "days": N_("Days"),
    "regime": N_("Regime"),
    "fine": N_("Fine"),
    "in_force_edtf": N_("In force since"),
    "term_from_edtf": N_("The term counts from"),
    "stated_end_edtf": N_("End as stated"),
    "form": N_("Detention or arrest"),
    "arrest_days": N_("Days of arrest"),
    "place": N_("Place"),
    "forces": N_("Forces"),
    "warrant": N_("Warrant"),
    "authority": N_("Ordered by"),
    "reasons": N_("Reasons given"),
    "legal_basis": N_("Legal basis"),
    "step": N_("Step"),
    "outcome": N_("Outcome"),
    "body": N_("Addressed to"),
    "filed_edtf": N_("Filed"),
    "answered_edtf": N_("Answered"),
    "why_not": N_("Why it was not taken"),
    "state_list": N_("List"),
    "list_name": N_("Name of the list"),
    "number": N_("Number"),
    "printed": N_("Name as printed"),
    "added_edtf": N_("Added"),
    "removed_edtf": N_("Removed"),
    "withdrawn_at": N_("Taken back"),
}
_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("charge_status", "state"): {str(k): v for k, v in labels.STATES.items()},
    ("hearing", "mode"): {str(k): v for k, v in labels.MODES.items()},
    ("sentence_version", "cause"): {str(k): v for k, v in labels.CAUSES.items()},
    ("detention_act", "form"): {str(k): v for k, v in labels.DETENTIONS.items()},
    ("detention_act", "warrant"): {str(k): v for k, v in labels.WARRANTS.items()},
    ("remedy", "step"): {str(k): v for k, v in labels.STEPS.items()},
    ("remedy", "outcome"): {str(k): v for k, v in labels.OUTCOMES.items()},
    ("listing", "state_list"): {str(k): v for k, v in labels.LISTS.items()},
    ("official_act", "part"): {str(k): v for k, v in labels.PARTS.items()},
}
_VERSION_NUMBER = ("sentence_version", "number")


def shown(field: str, value: str, jurisdiction: str) -> tuple[str, str] | None:
    """Return the name and the value of a field in words; None for a field of another room, or one that says nothing."""
    table, _dot, name = field.partition(".")
    if table not in TABLES or name not in FIELDS or (table, name) == _VERSION_NUMBER:
        return None
    label = _(FIELDS[name])
    if value == _UNSAID:
        return label, _("(not shown here)")
    return label, _value(table, name, value, jurisdiction) if value else ""


def _value(table: str, name: str, value: str, jurisdiction: str) -> str:
    if words := _WORDS.get((table, name)):
        return _(words[value]) if value in words else value
    if name.endswith("_edtf"):
        return said_date(value)
    if name == "withdrawn_at":
        return _("yes")
    if name == "planned":
        return _("yes") if value == "True" else _("no")
    if name in ("years", "months", "days"):
        return "" if value == "0" else value
    if name == "court":
        return labels.court_name(CourtDraft(value), jurisdiction)
    if name == "punishment":
        return labels.punishment_name(value, jurisdiction)
    return regime_name(value, jurisdiction) if name == "regime" else value

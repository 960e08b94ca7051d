"""Words of people in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from case_mgr.core.text import N_
from case_mgr.detainees.types import BASIS_LABELS, NAME_KIND_LABELS, SENSITIVITY_LABELS, SEX_LABELS
from case_mgr.web.history import said_date
from case_mgr.web.wording import country, language_name

_FIELDS: Mapping[str, str] = {
    "sex": N_("Sex"),
    "born_edtf": N_("Born"),
    "died_edtf": N_("Died"),
    "age": N_("Age"),
    "age_as_of_edtf": N_("Age as of"),
    "occupation": N_("Occupation"),
    "notes_sealed": N_("Notes"),
    "sensitivity": N_("Who may know of this person"),
    "publication_hold": N_("Do not publish"),
    "hold_reason": N_("Why it must not be published"),
    "withdrawn_at": N_("Taken back"),
    "full": N_("Name"),
    "language": N_("Language"),
    "kind": N_("Kind of name"),
    "source": N_("Source"),
    "given": N_("Given name"),
    "patronymic": N_("Patronymic"),
    "surname": N_("Surname"),
    "is_primary": N_("Shown name"),
    "for_language": N_("Used in texts of its language"),
    "since_edtf": N_("Since"),
    "until_edtf": N_("Until"),
    "country": N_("Nationality"),
    "basis": N_("Basis"),
    "reference": N_("Reference"),
}
_LABELS: Mapping[str, Mapping[str, str]] = {
    "sex": {str(key): label for key, label in SEX_LABELS.items()},
    "sensitivity": {str(key): label for key, label in SENSITIVITY_LABELS.items()},
    "kind": {str(key): label for key, label in NAME_KIND_LABELS.items()},
    "basis": {str(key): label for key, label in BASIS_LABELS.items()},
}
_SWITCHES = {"publication_hold", "is_primary", "for_language"}
_UNSAID = "…"


def shown(field: str, value: str) -> tuple[str, str] | None:
    """Return the name and the value of a field of the log in words."""
    name = field.rpartition(".")[2]
    if name not in _FIELDS:
        return None
    label = _(_FIELDS[name])
    if not value or value == _UNSAID:
        return label, _("(not shown here)") if value else ""
    if name in _LABELS:
        return label, _(_LABELS[name].get(value, value))
    if name.endswith("_edtf"):
        return label, said_date(value)
    if name in _SWITCHES:
        return label, _("yes") if value == "True" else _("no")
    words = {"country": country, "language": language_name, "withdrawn_at": lambda _value: _("yes")}
    return label, words[name](value) if name in words else value


def sex_name(sex: str) -> str:
    """Name a sex as recorded."""
    return _(_LABELS["sex"].get(sex, sex))


def name_kind(kind: str) -> str:
    """Name a kind of name."""
    return _(_LABELS["kind"].get(kind, kind))


def basis_name(basis: str) -> str:
    """Name that on which a nationality rests."""
    return _(_LABELS["basis"].get(basis, basis))

"""Words of people in the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set

from flask_babel import gettext as _

from case_mgr.access.fields import Group, Level, level, sees
from case_mgr.access.permissions import Permission
from case_mgr.audit.types import Event
from case_mgr.core.text import N_
from case_mgr.detainees.types import (
    ANSWER_LABELS,
    BASIS_LABELS,
    CHANNEL_LABELS,
    DOCUMENT_LABELS,
    GIVER_LABELS,
    HOLDER_LABELS,
    NAME_KIND_LABELS,
    PURPOSE_LABELS,
    SENSITIVITY_LABELS,
    SEX_LABELS,
    TIE_LABELS,
    VULNERABILITY_LABELS,
    WALK_LABELS,
    WHY_LABELS,
)
from case_mgr.web.history import said_date
from case_mgr.web.wording import country, language_name

_FIELDS: Mapping[str, str] = {
    "sex": N_("Sex"),
    "born_edtf": N_("Born"),
    "died_edtf": N_("Died"),
    "age": N_("Age"),
    "age_as_of_edtf": N_("Age as of"),
    "occupation": N_("Occupation"),
    "affiliation": N_("Affiliation"),
    "groups": N_("Groups"),
    "languages": N_("Languages"),
    "father_sealed": N_("Father’s name"),
    "mother_sealed": N_("Mother’s name"),
    "ethnicity_sealed": N_("Ethnicity"),
    "religion_sealed": N_("Religion"),
    "national_number_sealed": N_("National number"),
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
    "vulnerability.kind": N_("Vulnerability"),
    "detail_sealed": N_("Detail"),
    "is_ready": N_("Ready"),
    "text_sealed": N_("Biography"),
    "gag_order": N_("Gag order"),
    "gag_note": N_("Who gave the gag order, and about what"),
    "consent.giver": N_("Who answered"),
    "consent.answer": N_("What they answered"),
    "purposes": N_("For what"),
    "obtained_edtf": N_("When they answered"),
    "expires_edtf": N_("Until when it holds"),
    "withdrawn_edtf": N_("Withdrawn"),
    "evidence_sealed": N_("Evidence"),
    "person_relation.kind": N_("What one is to the other"),
}
_LABELS: Mapping[str, Mapping[str, str]] = {
    "sex": {str(key): label for key, label in SEX_LABELS.items()},
    "sensitivity": {str(key): label for key, label in SENSITIVITY_LABELS.items()},
    "kind": {str(key): label for key, label in NAME_KIND_LABELS.items()},
    "basis": {str(key): label for key, label in BASIS_LABELS.items()},
    "walk": {str(key): label for key, label in WALK_LABELS.items()},
    "document": {str(key): label for key, label in DOCUMENT_LABELS.items()},
    "holder": {str(key): label for key, label in HOLDER_LABELS.items()},
    "vulnerability.kind": {str(key): label for key, label in VULNERABILITY_LABELS.items()},
    "person_relation.kind": {str(key): label for key, label in TIE_LABELS.items()},
    "consent.giver": {str(key): label for key, label in GIVER_LABELS.items()},
    "consent.answer": {str(key): label for key, label in ANSWER_LABELS.items()},
    "purpose": {str(key): label for key, label in PURPOSE_LABELS.items()},
    "why": {str(key): label for key, label in WHY_LABELS.items()},
    "channel": {str(key): label for key, label in CHANNEL_LABELS.items()},
}
_SWITCHES = {"publication_hold", "is_primary", "for_language", "gag_order", "is_ready"}
_UNSAID = "…"
# What is told only to whoever may open that part of the record.
_CLOSED_EVENTS: Mapping[Event, Group] = {
    Event.IDENTITY_OPENED: Group.IDENTITY,
    Event.IDENTITY_CHANGED: Group.IDENTITY,
    Event.HEALTH_OPENED: Group.HEALTH,
    Event.FAMILY_OPENED: Group.FAMILY,
    Event.FAMILY_CHANGED: Group.FAMILY,
    Event.CONSENT_OPENED: Group.FAMILY,
}


def told(permissions: Set[Permission], event: Event) -> bool:
    """Whether an entry of the log is told to somebody with these permissions."""
    group = _CLOSED_EVENTS.get(event)
    return group is None or level(permissions, group) is not Level.HIDDEN


def shown_to(permissions: Set[Permission]) -> Callable[[str, str], tuple[str, str] | None]:
    """Return `shown` for somebody: a closed part of the record is not even named."""
    return lambda field, value: shown(field, value) if sees(permissions, field) else None


def shown(field: str, value: str) -> tuple[str, str] | None:
    """Return the name and the value of a field of the log in words."""
    name = field if field in _FIELDS else field.rpartition(".")[2]
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
    words: dict[str, Callable[[str], str]] = {
        "country": country,
        "language": language_name,
        "withdrawn_at": lambda _value: _("yes"),
        "groups": lambda codes: ", ".join(walk_name(code) for code in codes.split(",")),
        "purposes": lambda codes: ", ".join(purpose_name(code) for code in codes.split(",")),
        "languages": lambda codes: ", ".join(language_name(code) for code in codes.split(",")),
    }
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


def walk_name(walk: str) -> str:
    """Name a walk of life or group."""
    return _(_LABELS["walk"].get(walk, walk))


def document_name(kind: str) -> str:
    """Name a kind of identity document."""
    return _(_LABELS["document"].get(kind, kind))


def holder_name(holder: str) -> str:
    """Name who has a document."""
    return _(_LABELS["holder"].get(holder, holder))


def vulnerability_name(kind: str) -> str:
    """Name what makes somebody vulnerable."""
    return _(_LABELS["vulnerability.kind"].get(kind, kind))


def channel_name(kind: str) -> str:
    """Name a way to reach a relative."""
    return _(_LABELS["channel"].get(kind, kind))


def tie_name(tie: str) -> str:
    """Name what one person is to another."""
    return _(_LABELS["person_relation.kind"].get(tie, tie))


def purpose_name(purpose: str) -> str:
    """Name for what somebody is asked."""
    return _(_LABELS["purpose"].get(purpose, purpose))


def giver_name(giver: str) -> str:
    """Name who answered."""
    return _(_LABELS["consent.giver"].get(giver, giver))


def answer_name(answer: str) -> str:
    """Name what they answered."""
    return _(_LABELS["consent.answer"].get(answer, answer))


def why_name(why: str) -> str:
    """Say why something may or may not be disclosed."""
    return _(_LABELS["why"].get(why, why))

"""Words of cases in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from flask_babel import gettext as _

from case_mgr.cases.types import (
    ANSWER_LABELS,
    CERTAINTY_LABELS,
    CONTACT_LABELS,
    EVIDENCED,
    STATE_LABELS,
    Answer,
    Certainty,
    Contact,
    State,
)
from case_mgr.core.errors import DomainError, NotFound
from case_mgr.core.text import N_
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.enums import ReleaseLink, Stage
from case_mgr.jurisdictions.showing import is_own, named, own_facility, own_facility_of
from case_mgr.jurisdictions.stages import STAGE_LABELS, ImpossibleMove
from case_mgr.jurisdictions.types import EventKind, Facility, Jurisdiction
from case_mgr.web.history import said_date

Tag = dict[str, str]
LINK_LABELS: Mapping[ReleaseLink, str] = {
    ReleaseLink.DECREE: N_("Named in a decree"),
    ReleaseLink.ANNOUNCED: N_("Announced as released"),
    ReleaseLink.LEFT_FACILITY: N_("Left the facility"),
    ReleaseLink.BORDER: N_("Crossed the border"),
    ReleaseLink.FREE: N_("Free"),
    ReleaseLink.REFUSED: N_("Refused to leave"),
    ReleaseLink.RETURNED: N_("Brought back into custody"),
}
LINK_HINTS: Mapping[ReleaseLink, str] = {
    ReleaseLink.DECREE: N_("On paper only: nobody is free by it"),
    ReleaseLink.ANNOUNCED: N_("Somebody said it in public: nobody is free by it"),
    ReleaseLink.LEFT_FACILITY: N_("Seen outside, on the way"),
    ReleaseLink.BORDER: N_("Seen on the other side"),
    ReleaseLink.FREE: N_("At liberty, as the person, the family or a colleague says"),
    ReleaseLink.REFUSED: N_("Did not cross, or was turned back"),
    ReleaseLink.RETURNED: N_("The release was undone"),
}
NEED_LABELS: Mapping[str, str] = {
    "articles": N_("articles of the law"),
    "authority": N_("the authority"),
    "by": N_("by whom"),
    "cause": N_("the cause as given"),
    "channel": N_("through whom it came"),
    "conditions": N_("the conditions"),
    "court": N_("the court"),
    "days": N_("how many days"),
    "documents": N_("which documents were given or kept back"),
    "facility": N_("the facility"),
    "forces": N_("which forces"),
    "from_facility": N_("from where"),
    "judge": N_("the judge"),
    "legal_basis": N_("the legal basis"),
    "length": N_("the length"),
    "measure": N_("the measure"),
    "number": N_("the number of the document"),
    "open_or_closed": N_("open or closed"),
    "place": N_("the place"),
    "prosecutor": N_("the prosecutor"),
    "receiving_state": N_("the receiving state"),
    "regime": N_("the regime"),
    "result": N_("the result"),
    "sentence": N_("the sentence"),
    "signed_refused_coerced": N_("signed, refused or under pressure"),
    "source": N_("who confirms it"),
    "to_facility": N_("to where"),
    "warrant": N_("whether a warrant was shown"),
}
_STATE_KINDS = {
    State.IN_CUSTODY: "strong",
    State.RESTRICTED: "warn",
    State.FREE: "good",
    State.ABSENT: "info",
}
_FIELDS: Mapping[str, str] = {
    "charges": N_("Charges as written"),
    "summary_sealed": N_("Summary"),
    "owner_id": N_("Followed by"),
    "kind": N_("What happened"),
    "happened_edtf": N_("When"),
    "place": N_("Place"),
    "facility": N_("Facility"),
    "text_sealed": N_("What the source says"),
    "source": N_("Source"),
    "certainty": N_("Reliability"),
    "reason": N_("How it is known"),
    "batch": N_("Pardon batch"),
    "withdrawn_at": N_("Taken back"),
    "regime": N_("Regime or measure"),
    "began_edtf": N_("Began"),
    "ended_edtf": N_("Ended"),
    "accepted": N_("Accepted"),
    "contact": N_("Contact"),
    "link": N_("How far the release went"),
    "evidence_sealed": N_("Evidence"),
    "destination": N_("Where to"),
    "conditions": N_("Conditions"),
}
_UNSAID = "…"
_CERTAINTY_KINDS = {Certainty.CONFIRMED: "good", Certainty.DOUBTFUL: "warn"}


def state_tag(state: State) -> Tag:
    """Return where the person is, as a tag."""
    return {"text": _(STATE_LABELS[state]), "kind": _STATE_KINDS.get(state, "neutral")}


def stage_name(stage: Stage) -> str:
    """Name where the prosecution stands."""
    return _(STAGE_LABELS[stage])


def certainty_tag(certainty: Certainty) -> Tag:
    """Return how reliable a source is, as a tag."""
    return {"text": _(CERTAINTY_LABELS[certainty]), "kind": _CERTAINTY_KINDS.get(certainty, "neutral")}


def handover_answer(answer: Answer) -> str:
    """Name what became of a handover."""
    return _(ANSWER_LABELS[answer])


def custody_contact(contact: Contact) -> str:
    """Name whom a detained person could be in touch with."""
    return _(CONTACT_LABELS[contact])


def said_reason(reason: str) -> str:
    """Return how an event is known: as somebody wrote it, or in the language of the page where we did."""
    return _(reason) if reason == EVIDENCED else reason


def country_of(jurisdiction: Jurisdiction) -> str:
    """Name the country whose vocabulary a case uses."""
    return named(jurisdiction)


def country_name(code: str) -> str:
    """Name a country by its code."""
    return named(catalogue.jurisdiction(code))


def kind_of(jurisdiction: str, code: str) -> EventKind | None:
    """Find a kind of event; one that was taken out of the vocabulary is none."""
    try:
        return catalogue.event_kind(jurisdiction, code)
    except NotFound:
        return None


def event_name(code: str, jurisdiction: str) -> str:
    """Name a kind of event."""
    kind = kind_of(jurisdiction, code)
    return named(kind) if kind else code


def facility_name(code: str | None, jurisdiction: str) -> str:
    """Name a facility, of the files or of the own organisation."""
    if code and is_own(code):
        return own_facility(code) or ""
    try:
        return named(catalogue.facility(jurisdiction, code)) if code else ""
    except NotFound:
        return code or ""


def regime_name(code: str | None, jurisdiction: str) -> str:
    """Name a regime or a measure."""
    rows = (*catalogue.regimes(jurisdiction), *catalogue.measures(jurisdiction))
    return next((named(row) for row in rows if row.code == code), code or "")


def exit_name(code: str, jurisdiction: str) -> str:
    """Name a way in which custody ended."""
    try:
        return named(catalogue.exit_kind(jurisdiction, code))
    except NotFound:
        return code


def link_name(link: str) -> str:
    """Name a link of the release chain."""
    return _(LINK_LABELS[ReleaseLink(link)]) if link in LINK_LABELS else link


def place_name(text: str, reference: str) -> str:
    """Name the place of a list in the language of the page; a place as a source wrote it stays as it is."""
    jurisdiction = reference.partition("-")[0]
    found = _facility(jurisdiction, text)
    if found or not text:
        return named(found) if found else text
    return own_facility_of(jurisdiction, text) or text


def shown(field: str, value: str, jurisdiction: str = "") -> tuple[str, str] | None:
    """Return the name and the value of a field of the log in words."""
    table, _dot, name = field.partition(".")
    if name not in _FIELDS:
        return None
    label = _(_FIELDS[name])
    if not value or value == _UNSAID:
        return label, _("(not shown here)") if value else ""
    if name == "kind":
        found = exit_name(value, jurisdiction) if table == "custody_exit" else event_name(value, jurisdiction)
        return label, found
    words = {
        "facility": lambda: facility_name(value, jurisdiction),
        "regime": lambda: regime_name(value, jurisdiction),
        "certainty": lambda: _(CERTAINTY_LABELS[Certainty(value)]),
        "link": lambda: _(LINK_LABELS[ReleaseLink(value)]),
        "accepted": lambda: _("yes") if value == "True" else _("no"),
        "owner_id": lambda: _("a member"),
        "withdrawn_at": lambda: _("yes"),
        "reason": lambda: said_reason(value),
        "contact": lambda: _(CONTACT_LABELS[Contact(value)]),
    }
    if name.endswith("_edtf"):
        return label, said_date(value)
    return label, words[name]() if name in words else value


def told(error: DomainError) -> str:
    """Return the sentence of an error; an impossible event is named as the page names it."""
    params = dict(error.params)
    if isinstance(error, ImpossibleMove):
        params["kind"] = named(error.kind)
    return _(error.sentence, **params) if params else _(error.sentence)


@lru_cache(maxsize=2048)
def _facility(jurisdiction: str, text: str) -> Facility | None:
    try:
        return catalogue.find_facility(jurisdiction, text)
    except NotFound:
        return None

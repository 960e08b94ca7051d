"""Words of letters, visits and signs of life in the language of the page."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _

from case_mgr.cases.labels import link_name
from case_mgr.cases.types import (
    CONSENT_LABELS,
    DOCUMENT_LABELS,
    HEALTH_LABELS,
    LEVEL_HINTS,
    LEVEL_LABELS,
    NEED_LABELS,
    NEED_STATE_LABELS,
    PETITION_LABELS,
    SUPPORT_LABELS,
    Consent,
    Documents,
    ExitView,
    Health,
    Level,
    NeedKind,
    Needs,
    NeedState,
    Petition,
    Release,
)
from case_mgr.cases.types.correspondence import (
    DIRECTION_LABELS,
    KIND_LABELS,
    MEETING_LABELS,
    PARTY_LABELS,
    SENT_THINGS,
    STATUS_LABELS,
    Direction,
    Kind,
    Party,
    Status,
)
from case_mgr.cases.types.letters import LetterView
from case_mgr.cases.types.signs import OUTCOME_LABELS, TELLING, Outcome, Sign
from case_mgr.core.text import N_
from case_mgr.web.history import said_date
from case_mgr.web.wording import when

Tag = dict[str, str]
Pairs = list[tuple[str, str]]
_TAGS = {Status.ARRIVED: "good", Status.RETURNED: "warn", Status.REFUSED: "danger", Status.SENT: "neutral"}
_BOTH_WAYS = {
    Status.SENT: N_("Sent, or asked for"),
    Status.ARRIVED: N_("Arrived, or took place"),
    Status.RETURNED: N_("Returned, or called off"),
    Status.REFUSED: N_("Refused by the prison"),
}
_TOLD_BY = {
    Kind.LETTER: N_("a letter from the prisoner"),
    Kind.CALL: N_("a phone call"),
    Kind.VISIT: N_("a visit"),
    Kind.LAWYER_VISIT: N_("a lawyer’s visit"),
}
_UNSAID = "…"
_FIELDS = {
    ("custody_exit", "documents"): N_("Identity documents"),
    ("custody_exit", "documents_note_sealed"): N_("Which documents, and who has them"),
    ("custody_exit", "health"): N_("Health"),
    ("custody_exit", "support"): N_("Support"),
    ("custody_exit", "needs"): N_("What support is needed"),
    ("custody_exit", "support_note_sealed"): N_("What exactly, and who sees to it"),
    ("custody_exit", "petition"): N_("Petition for mercy"),
    ("custody_exit", "consent"): N_("Consent to leave the country"),
    ("prison_case", "reverses_exit_id"): N_("Re-arrest after the release of"),
    ("timeline_event", "level"): N_("Who may see it"),
    ("custody_period", "level"): N_("Who may see it"),
    ("timeline_event", "details_sealed"): N_("What the kind of event asks for"),
    ("timeline_event", "health_sealed"): N_("What belongs to health"),
    ("timeline_event", "taken_as_true"): N_("Taken as true"),
    ("timeline_event", "ruling_sealed"): N_("Why it is taken as true"),
    ("correspondence", "kind"): N_("What it is"),
    ("correspondence", "direction"): N_("From whom to whom"),
    ("correspondence", "items"): N_("How many items"),
    ("correspondence", "content_sealed"): N_("What was in it, or what was said"),
    ("correspondence", "party"): N_("Who the other one is to the prisoner"),
    ("correspondence", "who_sealed"): N_("Their name"),
    ("correspondence", "source"): N_("Source"),
    ("correspondence", "level"): N_("Who may see it"),
    ("correspondence", "withdrawn_at"): N_("Taken back"),
    ("correspondence", "reason"): N_("Why it was taken back"),
    ("correspondence_step", "status"): N_("What became of it"),
    ("correspondence_step", "happened_edtf"): N_("When"),
    ("correspondence_step", "withdrawn_at"): N_("Taken back"),
}
_WORDS: dict[str, dict[str, str]] = {
    "documents": {str(one): said for one, said in DOCUMENT_LABELS.items()},
    "petition": {str(one): said for one, said in PETITION_LABELS.items()},
    "consent": {str(one): said for one, said in CONSENT_LABELS.items()},
    "health": {str(one): said for one, said in HEALTH_LABELS.items()},
    "support": {str(one): said for one, said in SUPPORT_LABELS.items()},
    "level": {str(level): said for level, said in LEVEL_LABELS.items()},
    "kind": {str(kind): said for kind, said in KIND_LABELS.items()},
    "direction": {str(way): said for way, said in DIRECTION_LABELS.items()},
    "party": {str(party): said for party, said in PARTY_LABELS.items()},
    "status": {str(status): said for status, said in _BOTH_WAYS.items()},
}


def letter_kind(kind: Kind) -> str:
    """Name what goes between a prisoner and the world."""
    return _(KIND_LABELS[Kind(kind)])


def letter_way(letter: LetterView) -> str:
    """Say from whom to whom it goes; of a meeting there is nothing to say."""
    return _(DIRECTION_LABELS[letter.direction]) if letter.direction is not Direction.BOTH else ""


def letter_status(status: Status, kind: Kind) -> str:
    """Say how far it came, in the words of a thing that is sent or of a meeting."""
    return _((STATUS_LABELS if kind in SENT_THINGS else MEETING_LABELS)[status])


def letter_tag(letter: LetterView) -> Tag:
    """Return where a letter stands, as a tag."""
    if letter.withdrawn:
        return {"text": _("Taken back"), "kind": "warn"}
    status = letter.last.status
    return {"text": letter_status(status, letter.kind), "kind": _TAGS[status]}


def letter_party(party: Party) -> str:
    """Say what the other one is to the prisoner."""
    return _(PARTY_LABELS[party])


def level_tag(level: Level) -> Tag | None:
    """Return who may see something, as a tag; what everybody sees has none."""
    if level is Level.NORMAL:
        return None
    return {"text": _("Team only") if level is Level.TEAM else _("Two people only"), "kind": "strong"}


def sign_words(sign: Sign | None) -> str:
    """Say when somebody was last heard of, and by what."""
    if sign is None:
        return ""
    day = when(sign.happened) or _("date not known")
    return _("%(day)s, by %(what)s", day=day, what=_(_TOLD_BY[sign.kind])) if sign.kind in _TOLD_BY else day


def row_tag(outcome: Outcome) -> Tag:
    """Return what became of one row, as a tag."""
    good = outcome in (Outcome.OK, Outcome.RECORDED)
    return {"text": _(OUTCOME_LABELS[outcome]) if good else _("Left out"), "kind": "good" if good else "warn"}


def row_why(outcome: Outcome) -> str:
    """Say why a row is left out; one that is recorded needs no word."""
    return "" if outcome in (Outcome.OK, Outcome.RECORDED) else _(OUTCOME_LABELS[outcome])


def kinds(among: Iterable[Kind] = tuple(Kind)) -> list[tuple[str, str]]:
    """List kinds with their names."""
    return [(str(kind), _(KIND_LABELS[kind])) for kind in among]


def telling_kinds() -> list[tuple[str, str]]:
    """List what can tell of a sign of life."""
    return kinds(TELLING)


def statuses(kind: Kind | None = None) -> list[tuple[str, str]]:
    """List how far something can have come, for one kind or for any."""
    words = _BOTH_WAYS if kind is None else STATUS_LABELS if kind in SENT_THINGS else MEETING_LABELS
    return [(str(status), _(words[status])) for status in Status]


def directions() -> list[tuple[str, str]]:
    """List from whom to whom something can be sent."""
    return [(str(way), _(DIRECTION_LABELS[way])) for way in (Direction.FROM, Direction.TO)]


def parties() -> list[tuple[str, str]]:
    """List what the other one can be to the prisoner."""
    return [(str(party), _(PARTY_LABELS[party])) for party in Party]


def levels() -> list[tuple[str, str, str]]:
    """List who may see something, each with what follows from it."""
    return [(str(level), _(LEVEL_LABELS[level]), _(LEVEL_HINTS[level])) for level in Level]


def releases(rows: Iterable[Release]) -> list[tuple[str, str]]:
    """List releases to choose from: the case, how far it went and when."""
    return [(row.exit_id, release_name(row)) for row in rows]


def release_name(row: Release) -> str:
    """Name a release by its case, how far it went and when."""
    taken_back = [_("taken back")] if row.withdrawn else []
    return " · ".join([row.case, link_name(row.link), when(row.happened) or _("date not known"), *taken_back])


def exit_documents(documents: Documents) -> str:
    """Say whether a person who left custody has their papers."""
    return _(DOCUMENT_LABELS[documents])


def exit_petition(petition: Petition) -> str:
    """Say what became of a petition for mercy."""
    return _(PETITION_LABELS[petition])


def exit_consent(consent: Consent) -> str:
    """Say whether a person agreed to leave the country."""
    return _(CONSENT_LABELS[consent])


def exit_health(health: Health) -> str:
    """Say how somebody is after a release."""
    return _(HEALTH_LABELS[health])


def exit_support(exit_: ExitView) -> str:
    """Say what support is needed and how far each kind of it came, or that nobody asked."""
    return "; ".join(need_words(exit_.needs)) or _(SUPPORT_LABELS[exit_.support])


def need_words(needs: Needs) -> list[str]:
    """Say of each kind of support how far it came."""
    return [f"{_(NEED_LABELS[kind])}: {_(NEED_STATE_LABELS[state])}" for kind, state in needs]


def exit_facts() -> list[Pairs]:
    """List what can be said of papers, health, petition and consent."""
    return [_choices(words) for words in (DOCUMENT_LABELS, HEALTH_LABELS, PETITION_LABELS, CONSENT_LABELS)]


def support_choices() -> list[Pairs]:
    """List whether something is needed, and how far support of a kind can have come."""
    return [_choices(words) for words in (SUPPORT_LABELS, NEED_STATE_LABELS)]


def _choices(words: Mapping[Any, str]) -> Pairs:
    return [(str(one), _(said)) for one, said in words.items()]


def shown(field: str, value: str) -> tuple[str, str] | None:
    """Return the name and the value of a field of the log in words; None for a field of another table."""
    table, _dot, name = field.partition(".")
    if (table, name) not in _FIELDS:
        return None
    label = _(_FIELDS[table, name])
    if not value or value == _UNSAID:
        return label, _("(not shown here)") if value else ""
    if name.endswith("_edtf"):
        return label, said_date(value)
    if name == "reverses_exit_id":
        return label, _("an earlier case of this person")
    if name == "needs":
        return label, "; ".join(need_words(_told(value)))
    known = _WORDS.get(name, {})
    if name in ("withdrawn_at", "taken_as_true"):
        return label, _("no") if value == "False" else _("yes")
    return label, _(known[value]) if value in known else value


def _told(value: str) -> Needs:
    """Read what the log keeps of the needs of an exit."""
    told = literal_eval(value)
    return tuple((kind, NeedState(told[kind][0])) for kind in NeedKind if kind in told)


FILTERS = (
    release_name,
    exit_health,
    exit_support,
    exit_documents,
    exit_petition,
    exit_consent,
    letter_kind,
    letter_way,
    letter_status,
    letter_tag,
    letter_party,
    level_tag,
    sign_words,
    row_tag,
    row_why,
)

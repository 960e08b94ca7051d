"""Words of the legal room in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from case_mgr.cases.labels import event_name
from case_mgr.cases.types import CaseView
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.showing import named
from case_mgr.jurisdictions.types import SentenceKind
from case_mgr.legal.checking import title_of
from case_mgr.legal.citing import cite
from case_mgr.legal.estimate import Length
from case_mgr.legal.refs import Ref
from case_mgr.legal.types.drafts import CourtDraft
from case_mgr.legal.types.kinds import (
    Cause,
    ChargeState,
    DetentionKind,
    Instance,
    Mode,
    OfficialKind,
    Outcome,
    Part,
    StateList,
    Step,
    Warrant,
    What,
)
from case_mgr.web.wording import when

Tag = dict[str, str]
STATES: Mapping[ChargeState, str] = {
    ChargeState.BROUGHT: N_("Brought"),
    ChargeState.REQUALIFIED: N_("Requalified"),
    ChargeState.DROPPED: N_("Dropped"),
    ChargeState.CONVICTED: N_("Convicted"),
    ChargeState.ACQUITTED: N_("Acquitted"),
}
_STATE_TONES = {ChargeState.BROUGHT: "info", ChargeState.CONVICTED: "strong", ChargeState.ACQUITTED: "good"}
MODES: Mapping[Mode, str] = {
    Mode.OPEN: N_("Open hearing"),
    Mode.CLOSED: N_("Closed hearing"),
    Mode.IN_ABSENTIA: N_("In absentia"),
    Mode.UNKNOWN: N_("Not known"),
}
INSTANCES: Mapping[Instance, str] = {
    Instance.FIRST: N_("First instance"),
    Instance.APPEAL: N_("Appeal"),
}
CAUSES: Mapping[Cause, str] = {
    Cause.VERDICT: N_("Verdict"),
    Cause.APPEAL: N_("Decision on the appeal"),
    Cause.IN_FORCE: N_("Came into force"),
    Cause.ADDED_TERM: N_("Term added while serving"),
    Cause.MITIGATED: N_("Mitigated, no release"),
    Cause.LIGHTER: N_("Replaced by a lighter punishment"),
    Cause.HEAVIER: N_("Replaced by a heavier punishment"),
    Cause.CORRECTION: N_("Our record was wrong"),
}
DETENTIONS: Mapping[DetentionKind, str] = {
    DetentionKind.DETENTION: N_("Detention"),
    DetentionKind.ADMINISTRATIVE_ARREST: N_("Administrative arrest"),
}
WARRANTS: Mapping[Warrant, str] = {
    Warrant.SHOWN: N_("Shown"),
    Warrant.NOT_SHOWN: N_("Not shown"),
    Warrant.UNKNOWN: N_("Not known"),
}
STEPS: Mapping[Step, str] = {
    Step.COMPLAINT_PROSECUTOR: N_("Complaint to a prosecutor"),
    Step.COMPLAINT_COURT: N_("Complaint to a court"),
    Step.APPEAL: N_("Appeal against the verdict"),
    Step.CASSATION: N_("Cassation"),
    Step.SUPERVISION: N_("Supervisory complaint"),
    Step.CONSTITUTIONAL: N_("Constitutional complaint"),
    Step.PRISON: N_("Complaint to the prison authority"),
    Step.OTHER: N_("Other step"),
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.PENDING: N_("Not answered yet"),
    Outcome.REJECTED: N_("Rejected"),
    Outcome.PARTLY: N_("Granted in part"),
    Outcome.GRANTED: N_("Granted"),
    Outcome.NO_ANSWER: N_("Never answered"),
    Outcome.NOT_TAKEN: N_("Not taken"),
}
_OUTCOME_TONES = {Outcome.PENDING: "info", Outcome.GRANTED: "good", Outcome.PARTLY: "good", Outcome.NOT_TAKEN: "warn"}
LISTS: Mapping[StateList, str] = {
    StateList.EXTREMISTS: N_("List of people involved in extremist activity"),
    StateList.TERRORISTS: N_("List of people involved in terrorist activity"),
    StateList.WANTED: N_("Wanted list"),
    StateList.FOREIGN_AGENTS: N_("Register of foreign agents"),
    StateList.OTHER: N_("Another list"),
}
OFFICIALS: Mapping[OfficialKind, str] = {
    OfficialKind.JUDGE: N_("Judge"),
    OfficialKind.PROSECUTOR: N_("Prosecutor"),
    OfficialKind.INVESTIGATOR: N_("Investigator"),
    OfficialKind.OFFICER: N_("Officer"),
    OfficialKind.PRISON_HEAD: N_("Head of a place of detention"),
    OfficialKind.EXPERT: N_("Expert"),
    OfficialKind.BODY: N_("Court, service or other body"),
    OfficialKind.OTHER: N_("Other official"),
}
PARTS: Mapping[Part, str] = {
    Part.JUDGED: N_("Judge"),
    Part.PROSECUTED: N_("Prosecutor"),
    Part.INVESTIGATED: N_("Led the investigation"),
    Part.CARRIED_OUT: N_("Carried it out"),
    Part.ORDERED: N_("Ordered it"),
    Part.TESTIFIED: N_("Testified"),
    Part.DECIDED: N_("Decided"),
    Part.OTHER: N_("Other part"),
}
THINGS: Mapping[What, str] = {
    What.CHARGE: N_("Charge"),
    What.HEARING: N_("Hearing"),
    What.SENTENCE: N_("Sentence"),
    What.DETENTION: N_("Detention"),
    What.REMEDY: N_("Domestic remedy"),
    What.LISTING: N_("State list"),
}


def language() -> str:
    """Return the language of the page."""
    return str(get_locale() or "en")


def charge_name(ref: Ref) -> str:
    """Cite the article of a charge as lawyers of the language do."""
    return cite(ref, language())


def article_title(ref: Ref, jurisdiction: str) -> str:
    """Name what an article punishes; nothing when the vocabulary does not have it."""
    item = title_of(jurisdiction, ref)
    return named(item) if item else ""


def charge_tag(state: ChargeState) -> Tag:
    """Return where a charge stands, as a tag."""
    return {"text": _(STATES[state]), "kind": _STATE_TONES.get(state, "neutral")}


def outcome_tag(outcome: Outcome) -> Tag:
    """Return what became of a remedy, as a tag."""
    return {"text": _(OUTCOMES[outcome]), "kind": _OUTCOME_TONES.get(outcome, "neutral")}


def court_name(court: CourtDraft, jurisdiction: str) -> str:
    """Name a court."""
    try:
        known = named(catalogue.court(jurisdiction, court.code)) if court.code else ""
    except NotFound:
        known = court.code
    return known or court.as_written


def punishment_name(code: str, jurisdiction: str) -> str:
    """Name a punishment."""
    try:
        return named(catalogue.sentence_kind(jurisdiction, code))
    except NotFound:
        return code


def length_words(length: Length) -> str:
    """Say how long a term is."""
    if length.life:
        return _("for life")
    words = [ngettext("%(num)d year", "%(num)d years", length.years)] if length.years else []
    if length.months:
        words.append(ngettext("%(num)d month", "%(num)d months", length.months))
    if length.days:
        words.append(ngettext("%(num)d day", "%(num)d days", length.days))
    return " ".join(words)


def days_words(days: int) -> str:
    """Say a number of days."""
    return ngettext("%(num)d day", "%(num)d days", days)


def courts(jurisdiction: str) -> dict[str, list[tuple[str, str]]]:
    """Return the courts of a country by level."""
    levels = {"supreme": _("Supreme Court"), "regional": _("Regional courts"), "district": _("District courts")}
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in catalogue.courts(jurisdiction):
        groups.setdefault(levels.get(row.level, _("Other")), []).append((row.code, named(row)))
    return groups


def punishments(jurisdiction: str, *, additional: bool) -> list[tuple[str, str]]:
    """Return the main or the additional punishments of a country."""
    rows: tuple[SentenceKind, ...] = catalogue.sentence_kinds(jurisdiction)
    return [(row.code, named(row)) for row in rows if row.additional is additional]


def events(case: CaseView, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the events of a timeline that may tell of something already, newest first."""
    return [
        (event.public_id, " · ".join(filter(None, (event_name(event.kind, case.jurisdiction), when(event.happened)))))
        for event in case.events
        if event.kind in kinds and not event.withdrawn
    ]

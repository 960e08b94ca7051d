"""Sentences: what a court imposed, and every version of it since; none is rewritten."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases.models import Case
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.types import SentenceKind
from case_mgr.legal import queries
from case_mgr.legal.models import Charge, Sentence, SentenceVersion
from case_mgr.legal.refusals import Wrong
from case_mgr.legal.service.charges import update
from case_mgr.legal.service.shared import court_of, open_case, require_order, require_past, tell
from case_mgr.legal.types.drafts import SentenceDraft
from case_mgr.legal.types.kinds import Cause, ChargeState

# The kinds of events that may tell of a version; the first that the country has is written when none is named.
EVENTS: dict[Cause, tuple[str, ...]] = {
    Cause.VERDICT: ("verdict", "restricted_freedom_imposed"),
    Cause.APPEAL: ("appeal",),
    Cause.IN_FORCE: ("sentence_in_force",),
    Cause.ADDED_TERM: ("added_term",),
    Cause.MITIGATED: ("sentence_mitigated",),
    Cause.LIGHTER: ("replaced_by_lighter", "sentence_mitigated"),
    Cause.HEAVIER: ("replaced_by_colony", "prison_regime"),
}
_MOST = {"years": 100, "months": 1200, "days": 36500}


def sentence(actor: Actor, reference: str, draft: SentenceDraft) -> Sentence:
    """Record what a court imposed, and of which charges it found somebody guilty."""
    case = open_case(actor, reference, Act.ADD)
    row = Sentence(organisation_id=case.organisation_id, case=case, source=draft.told.source.strip())
    kind = _kind(case, draft.kind)
    first, other = EVENTS[Cause.VERDICT]
    kinds = (other, first) if kind.takes == "freedom" and _has(case, other) else (first, other)
    version = _version(actor, case, row, draft, kinds, number=1)
    db.session.add(row)
    for charge_id in sorted(draft.convicted):
        guilty = queries.get_row(actor, case, Charge, charge_id)
        tie = {"event": version.event, "own_event": False}
        update(guilty, ChargeState.CONVICTED, tie, version.happened, source=draft.told.source)
    audit.record(actor, Event.SENTENCE_RECORDED, case, label=case.reference, punishment=draft.kind)
    db.session.flush()
    return row


def change_sentence(actor: Actor, reference: str, sentence_id: str, draft: SentenceDraft, seen: int | None) -> Sentence:
    """Record what a sentence became: a further version; the earlier ones stay."""
    case = open_case(actor, reference, Act.AMEND)
    row = queries.get_row(actor, case, Sentence, sentence_id)
    last = max(version.number for version in row.versions)
    if seen != last:
        raise Wrong("cause", N_("Somebody recorded another version meanwhile. Look at it before you add one."))
    if draft.cause is Cause.VERDICT:
        raise Wrong("cause", N_("Choose what changed the sentence."))
    kinds = tuple(kind for kind in EVENTS.get(draft.cause, ()) if _has(case, kind))
    if draft.cause is Cause.CORRECTION:
        if not draft.note.strip():
            raise Wrong("note", N_("Say what was wrong, so that a colleague understands the correction."))
        _version(actor, case, row, draft, (), number=last + 1)
    elif not kinds:
        raise Wrong("cause", N_("The law of this country does not know this change."))
    else:
        _version(actor, case, row, draft, kinds, number=last + 1)
    audit.record(actor, Event.SENTENCE_CHANGED, case, label=case.reference, cause=str(draft.cause))
    db.session.flush()
    return row


def _version(
    actor: Actor, case: Case, row: Sentence, draft: SentenceDraft, kinds: tuple[str, ...], number: int
) -> SentenceVersion:
    values = _values(case, draft)
    tie: dict[str, Any] = {}
    happened = draft.told.happened
    if kinds:
        tie, happened = tell(actor, case, kinds, draft.told, draft.note.strip())
    else:
        require_past(happened, "happened")
    version = SentenceVersion(number=number, cause=str(draft.cause), happened=happened, **values, **tie)
    row.versions.append(version)
    return version


def _values(case: Case, draft: SentenceDraft) -> dict[str, Any]:
    kind = _kind(case, draft.kind)
    _require_length(draft, kind)
    regimes = {regime.code for regime in catalogue.regimes(case.jurisdiction)}
    if draft.regime and draft.regime not in regimes:
        raise Wrong("regime", N_("Choose a regime from the list."))
    if draft.regime and kind.takes != "liberty":
        raise Wrong("regime", N_("Only a punishment that takes liberty has a regime."))
    for code in draft.additional:
        _kind(case, code, "additional")
    require_past(draft.in_force, "in_force")
    order = N_("The sentence came into force before it was passed. Correct a date.")
    if draft.cause is Cause.VERDICT:
        require_order(draft.told.happened, draft.in_force, "in_force", order)
    length = draft.length
    return {
        "punishment": kind.code,
        "life": length.life,
        "years": length.years,
        "months": length.months,
        "days": length.days,
        "regime": draft.regime,
        "fine": draft.fine.strip()[:200],
        "additional": ",".join(draft.additional),
        **court_of(case, draft.court),
        "in_force": draft.in_force,
        "term_from": draft.term_from,
        "stated_end": draft.stated_end,
        "source": draft.told.source.strip(),
        "note": draft.note.strip()[:500],
    }


def _require_length(draft: SentenceDraft, kind: SentenceKind) -> None:
    length = draft.length
    for name, most in _MOST.items():
        if not 0 <= getattr(length, name) <= most:
            raise Wrong("length", N_("The length is not possible. Correct years, months or days."))
    lasts = bool(length.years or length.months or length.days)
    if length.life and lasts:
        raise Wrong("length", N_("A sentence for life has no years. Clear them, or take the tick away."))
    if lasts and kind.takes not in ("liberty", "freedom") and not kind.additional:
        raise Wrong("length", N_("This punishment has no length. Clear it, or choose another punishment."))
    if kind.code == "life" and lasts:
        raise Wrong("length", N_("A sentence for life has no years. Clear them, or choose another punishment."))


def _kind(case: Case, code: str, field: str = "kind") -> SentenceKind:
    try:
        return catalogue.sentence_kind(case.jurisdiction, code)
    except NotFound as error:
        raise Wrong(field, N_("Choose a punishment from the list.")) from error


def _has(case: Case, kind: str) -> bool:
    return any(known.code == kind for known in catalogue.event_kinds(case.jurisdiction))

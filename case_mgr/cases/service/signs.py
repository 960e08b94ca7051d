"""Signs of life: one tap in one case, or one act for many, each row by itself."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import queries
from case_mgr.cases.models import Case, Correspondence, SignRound
from case_mgr.cases.policy import require
from case_mgr.cases.service.letters import require_sense, write
from case_mgr.cases.showing import row_of
from case_mgr.cases.types import State
from case_mgr.cases.types.correspondence import Direction, Kind, LetterDraft, Status, StepDraft
from case_mgr.cases.types.signs import OUTCOME_LABELS, TELLING, Outcome, RoundDraft, RoundRow, Sign
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import Stage

MOST = 200
_STATES = {State.DEAD: Outcome.DEAD, State.FREE: Outcome.FREE, State.ABSENT: Outcome.FREE}


def sign_of_life(actor: Actor, reference: str, kind: Kind, source: str = "") -> Correspondence:
    """Record that somebody was heard of today."""
    require(actor, Act.ADD)
    _require_telling(kind)
    case = queries.get_row(actor, reference)
    outcome = _standing(case)
    if outcome is not Outcome.OK:
        raise Refused(OUTCOME_LABELS[outcome])
    row = _record(actor, case, RoundDraft((reference,), kind, PartialDate.from_date(clock.today()), source))
    db.session.flush()
    return row


def check_round(actor: Actor, draft: RoundDraft) -> tuple[RoundRow, ...]:
    """Say for each row what would become of it; a case that is not there and one of others are told alike."""
    actor.require(Permission.CASE_WRITE)
    _require_telling(draft.kind)
    if draft.happened.earliest is None and draft.happened.latest is None:
        raise Refused(N_("Say on which date they were heard of, as exactly as you know."))
    if draft.happened.earliest is not None and draft.happened.earliest > clock.today():
        raise Refused(N_("The date lies in the future. Record what has happened; plans belong into tasks."))
    typed = tuple(dict.fromkeys(text.strip().upper() for text in draft.references if text.strip()))
    if not typed:
        raise Refused(N_("Choose cases, or write their references."))
    if len(typed) > MOST:
        raise Refused(N_("At most %(n)d cases at once: record the rest in a second act."), n=MOST)
    cases = queries.list_records(actor, typed)
    signs = queries.list_signs(actor, cases)
    return tuple(_row(reference, cases.get(reference), signs.get(reference, []), draft) for reference in typed)


def record_round(actor: Actor, draft: RoundDraft) -> SignRound:
    """Record what can be recorded, each case by itself with its own entry in the log, and keep what became of each."""
    rows = check_round(actor, draft)
    act = SignRound(
        organisation_id=actor.organisation_id,
        author_id=actor.user_id,
        kind=str(draft.kind),
        happened=draft.happened,
        source=draft.source.strip(),
    )
    db.session.add(act)
    db.session.flush()
    cases = queries.list_records(actor, (row.typed for row in rows))
    results = []
    for row in rows:
        outcome = row.outcome
        if outcome is Outcome.OK:
            with db.session.begin_nested():
                _record(actor, cases[row.typed], draft, act)
            outcome = Outcome.RECORDED
        results.append([row.typed, str(outcome)])
    act.results = results
    recorded = sum(outcome == Outcome.RECORDED for _typed, outcome in results)
    audit.record(actor, Event.SIGNS_OF_LIFE_RECORDED, act, recorded=recorded, left_out=len(results) - recorded)
    db.session.flush()
    return act


def _row(typed: str, case: Case | None, signs: list[Sign], draft: RoundDraft) -> RoundRow:
    if case is None:
        return RoundRow(typed, Outcome.UNKNOWN)
    outcome = _standing(case)
    if outcome is Outcome.OK:
        try:
            require_sense(case, StepDraft(Status.ARRIVED, draft.happened))
        except Refused:
            outcome = Outcome.BORN_LATER
    if outcome is Outcome.OK and any(sign.happened == draft.happened for sign in signs):
        outcome = Outcome.ALREADY
    return RoundRow(typed, outcome, row_of(case))


def _standing(case: Case) -> Outcome:
    if case.stage == Stage.CLOSED:
        return Outcome.CLOSED
    return _STATES.get(State(case.state), Outcome.OK)


def _record(actor: Actor, case: Case, draft: RoundDraft, act: SignRound | None = None) -> Correspondence:
    letter = LetterDraft(draft.kind, Direction.FROM, source=draft.source)
    row = write(actor, case, letter, StepDraft(Status.ARRIVED, draft.happened))
    row.round_id = act.id if act else None
    audit.record(actor, Event.SIGN_OF_LIFE_RECORDED, case, label=case.reference, kind=str(draft.kind))
    return row


def _require_telling(kind: Kind) -> None:
    if kind not in TELLING:
        raise Refused(N_("Choose how the person was heard of: a letter, a call, a visit or the lawyer."))

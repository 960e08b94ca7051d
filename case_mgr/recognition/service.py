"""Verbs about recognitions: one asks, another decides, and nothing that was decided is rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.settled import is_ripe, settings_of
from case_mgr.accounts.types import Way
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case
from case_mgr.cases.types import State
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.recognition import queries, standards
from case_mgr.recognition.models import Recognition, RecognitionReason, RecognitionStep
from case_mgr.recognition.types import (
    DECISIONS,
    RESTING,
    WAITING,
    Act,
    DecisionDraft,
    EndDraft,
    RequestDraft,
    Stage,
    StatementDraft,
    out_already,
)

_GONE = frozenset({str(State.FREE), str(State.DEAD)})
_ASKED = N_("This was requested by the same standard already, and is not finished: open that request instead.")
_RECOGNISED = N_("This person is recognised by this standard already in this case.")
_NOBODY = N_(
    "You requested this: somebody else decides. Nobody else may yet: add a coordinator or a reviewer to the team."
)
_TOO_EARLY = N_(
    "You requested this. Everybody may object for 24 hours; after that you may decide yourself. Another member may now."
)
_CHANGED = N_("Somebody else changed this recognition while you were writing. Nothing was written.")


class Misfilled(Refused):
    """One thing of a draft cannot be so; the field that it stands in is named."""

    def __init__(self, field: str, sentence: str, **params: object) -> None:
        super().__init__(sentence, **params)
        self.field = field


def request(actor: Actor, reference: str, draft: RequestDraft) -> Recognition:
    """Ask for the recognition of somebody by a standard; somebody else decides."""
    actor.require(Permission.RECOGNITION_REQUEST)
    case = cases.get_row(actor, reference)
    if draft.standard not in {row.code for row in standards.for_country(case.jurisdiction)}:
        raise Misfilled("standard", N_("Choose one of the standards for cases of this country."))
    reasons = _reasons(draft.standard, draft.reasons)
    if not reasons and not draft.note.strip():
        raise Misfilled("note", N_("Say which criterion is met and why, or write below why you ask."))
    # Two who ask at once: the second waits here, and finds the first.
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update())
    found = queries.find_unfinished(case, draft.standard)
    if found is not None:
        held = found.stage == Stage.RECOGNISED
        raise Misfilled("standard", _RECOGNISED if held else _ASKED)
    row = Recognition(
        organisation_id=case.organisation_id,
        case=case,
        standard=draft.standard,
        stage=str(Stage.REQUESTED),
        requested_by_id=actor.user_id,
    )
    db.session.add(row)
    _step(actor, row, Act.REQUESTED, note=draft.note, reasons=reasons)
    audit.record(actor, Event.RECOGNITION_REQUESTED, case, label=case.reference, standard=draft.standard)
    db.session.flush()
    return row


def take_up(actor: Actor, reference: str, public_id: str) -> Recognition:
    """Begin to review a request, or take one up again that was deferred or withheld."""
    row = to_decide(actor, reference, public_id)
    if row.stage not in {Stage.REQUESTED, *RESTING}:
        raise Refused(N_("This is under review or decided already."))
    row.stage = str(Stage.UNDER_REVIEW)
    # What was decided before stays in its step: it no longer holds.
    row.decided = row.decided_at = row.decided_by_id = None
    _step(actor, row, Act.UNDER_REVIEW)
    audit.record(actor, Event.RECOGNITION_TAKEN_UP, row.case, label=row.case.reference, standard=row.standard)
    db.session.flush()
    return row


def decide(actor: Actor, reference: str, public_id: str, draft: DecisionDraft, seen: int | None = None) -> Recognition:
    """Decide a request of somebody else: recognised, declined, deferred, or withheld as the family asks."""
    row = to_decide(actor, reference, public_id)
    if row.stage not in WAITING or (seen is not None and seen != row.version):
        # A decision stands: whoever came second reads it, and cannot write theirs over it.
        raise Stale(_CHANGED, Conflict(version=row.version if row.stage in WAITING else None))
    if draft.stage not in DECISIONS:
        raise Misfilled("decision", N_("Choose a decision."))
    reasons, given = _reasons(row.standard, draft.reasons), draft.stage is Stage.RECOGNISED
    decided = _past(draft.decided, "decided")
    if given and not reasons:
        sentence = N_("Nobody is recognised without a reason: write for at least one criterion why it is met.")
        raise Misfilled("reasons", sentence)
    if not given and not draft.note.strip():
        raise Misfilled("note", N_("Write why, so that whoever asked can read it."))
    if given and row.case.arrested and decided.before(row.case.arrested):
        raise Misfilled("decided", N_("The decision lies before the first detention. Check both dates."))
    row.after_the_fact = _after_the_fact(row.case, decided, draft.after_the_fact) if given else False
    row.stage, row.decided, row.decided_at = str(draft.stage), decided, clock.now()
    row.decided_by_id = actor.user_id
    _step(actor, row, Act(draft.stage), happened=decided, note=draft.note, reasons=reasons)
    event = Event.RECOGNITION_RECORDED if given else Event.RECOGNITION_NOT_GIVEN
    facts = {"standard": row.standard, "decision": str(draft.stage)}
    audit.record(actor, event, row.case, label=row.case.reference, **facts)
    db.session.flush()
    return row


def state(actor: Actor, reference: str, public_id: str, draft: StatementDraft, seen: int | None = None) -> Recognition:
    """Record the public statement of a recognition and who signed it."""
    actor.require(Permission.RECOGNITION_REQUEST)
    row = queries.get_row(actor, reference, public_id)
    if row.stage not in {Stage.RECOGNISED, Stage.ENDED}:
        raise Refused(N_("A statement belongs to a recognition: it can be recorded when somebody was recognised."))
    if seen is not None and seen != row.version:
        raise Stale(_CHANGED, Conflict(version=row.version))
    url = draft.url.strip()
    if url and not url.startswith(("https://", "http://")):
        raise Misfilled("url", N_("Enter the whole address, beginning with https://"))
    if (url or draft.published) and not draft.title.strip():
        raise Misfilled("title", N_("Enter the title under which the statement was published."))
    row.statement_title, row.statement_url = draft.title.strip(), url
    row.published = _past(draft.published, "published") if draft.published else None
    row.statement = draft.text.strip() or None
    row.signatories = list(_signatories(draft.signatories)) or None
    _step(actor, row, Act.STATED, happened=row.published)
    audit.record(actor, Event.RECOGNITION_STATED, row.case, label=row.case.reference, standard=row.standard)
    db.session.flush()
    return row


def end(actor: Actor, reference: str, public_id: str, draft: EndDraft, seen: int | None = None) -> Recognition:
    """End a recognition for a reason; a release or a new charge alone does not."""
    actor.require(Permission.RECOGNITION_DECIDE)
    row = queries.get_row(actor, reference, public_id)
    if row.stage != Stage.RECOGNISED or (seen is not None and seen != row.version):
        raise Stale(_CHANGED)
    ended = _past(draft.ended, "ended")
    if row.decided and ended.before(row.decided):
        raise Misfilled("ended", N_("It ends before it was decided. Check both dates."))
    if not draft.reason.strip():
        raise Misfilled("reason", N_("Write why the recognition ends."))
    row.stage, row.ended, row.ended_at = str(Stage.ENDED), ended, clock.now()
    row.end_kind = str(draft.kind)
    _step(actor, row, Act.ENDED, happened=ended, note=draft.reason, end_kind=row.end_kind)
    facts = {"standard": row.standard, "kind": str(draft.kind)}
    audit.record(actor, Event.RECOGNITION_ENDED, row.case, label=row.case.reference, **facts)
    db.session.flush()
    return row


def object_to(actor: Actor, reference: str, public_id: str, reason: str) -> Recognition:
    """Object to a request that whoever asked could soon decide alone: from now on somebody else decides."""
    actor.require(Permission.CASE_READ)
    row = queries.get_row(actor, reference, public_id)
    if actor.guest is not None or settings_of(row.organisation_id).recognition is not Way.DELAY:
        raise Refused(N_("Nobody decides alone here: say it to whoever decides."))
    if row.stage not in WAITING:
        raise Refused(N_("This is decided already. A recognition can be ended, for a reason."))
    if not reason.strip():
        raise Misfilled("reason", N_("Write why you object, so that whoever decides can weigh it."))
    _step(actor, row, Act.OBJECTED, note=reason)
    audit.record(actor, Event.RECOGNITION_OBJECTED, row.case, label=row.case.reference, standard=row.standard)
    db.session.flush()
    return row


def to_decide(actor: Actor, reference: str, public_id: str) -> Recognition:
    """Return a recognition about which the actor may decide; a request of their own is refused, naming who may."""
    actor.require(Permission.RECOGNITION_DECIDE)
    row = queries.get_row(actor, reference, public_id)
    if row.requested_by_id != actor.user_id:
        return row
    now = settings_of(row.organisation_id)
    if now.recognition is Way.DELAY:
        if any(step.act == Act.OBJECTED for step in row.steps):
            raise Refused(N_("Somebody objected to this request: another member decides."))
        if not is_ripe(row.created_at, now.recognition_since):
            raise Refused(_TOO_EARLY)
        return row
    others = queries.list_deciders(actor, reference, public_id)
    if not others:
        raise Refused(_NOBODY)
    raise Refused(N_("You requested this: somebody else decides. Who may: %(names)s."), names=", ".join(others))


def _step(
    actor: Actor,
    row: Recognition,
    act: Act,
    *,
    happened: PartialDate | None = None,
    note: str = "",
    reasons: Mapping[str, str] | None = None,
    end_kind: str | None = None,
) -> None:
    step = RecognitionStep(
        organisation_id=row.organisation_id,
        act=str(act),
        happened=happened,
        end_kind=end_kind,
        note=note.strip() or None,
        author_id=actor.user_id,
    )
    for code, reasoning in (reasons or {}).items():
        step.reasons.append(RecognitionReason(organisation_id=row.organisation_id, criterion=code, reasoning=reasoning))
    row.steps.append(step)


def _reasons(standard: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return the reasoning for the criteria of the standard that are met, in its order."""
    known = [row.code for row in standards.grounds(standard)]
    return {code: text for code in known if (text := given.get(code, "").strip())}


def _past(day: PartialDate | None, field: str) -> PartialDate:
    if day is None:
        raise Misfilled(field, N_("Say when, as exactly as you know."))
    if day.earliest and day.earliest > clock.today():
        raise Misfilled(field, N_("This day has not come yet."))
    return day


def _after_the_fact(case: Case, decided: PartialDate, said: bool | None) -> bool:
    if said is not None:
        return said
    left = case.released or (case.detainee.died if case.state == State.DEAD else None)
    found = out_already(left, decided, gone=case.state in _GONE)
    if found is None:
        raise Misfilled(
            "after_the_fact", N_("Say whether the person was out or dead already: the dates of the case do not tell.")
        )
    return found


def _signatories(printed: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in printed if line.strip()))

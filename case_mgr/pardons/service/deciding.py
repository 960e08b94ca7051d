"""A person says who stands on a place. Every answer is kept with what was known then, and can be undone."""

from __future__ import annotations

from sqlalchemy import func, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case
from case_mgr.cases.types import State
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees.models import Detainee
from case_mgr.extensions import db
from case_mgr.names.score import score
from case_mgr.pardons import queries
from case_mgr.pardons.models import DecidedCandidate, Decision, Place, Proposal
from case_mgr.pardons.queries.reconcile import PARTS, pack
from case_mgr.pardons.service.recording import Undone, take_back
from case_mgr.pardons.types import Answer, DecisionDraft, Identity

_IDENTITIES = {
    Answer.MATCHED: Identity.MATCHED,
    Answer.NONE: Identity.UNMATCHED,
    Answer.NEW_TO_US: Identity.NEW_TO_US,
    Answer.NOT_OURS: Identity.NOT_OURS,
    Answer.UNSURE: Identity.UNSURE,
    Answer.SAME: Identity.UNMATCHED,
    Answer.NO_PERSON: Identity.UNMATCHED,
}
_REFUSES = frozenset({Answer.MATCHED, Answer.NONE, Answer.NEW_TO_US, Answer.NOT_OURS})


def decide(actor: Actor, reference: str, number: int, draft: DecisionDraft) -> Decision:
    """Answer who stands on a place. No answer changes a case: only a confirmation with evidence does."""
    actor.require(Permission.BATCH_WRITE)
    place = queries.get_place_row(actor, reference, number)
    _require_open(actor, place, draft)
    decision = Decision(
        place=place,
        author_id=actor.user_id,
        answer=str(draft.answer),
        comment=draft.comment.strip()[:500],
        before=place.identity,
    )
    db.session.add(decision)
    shown = queries.list_candidates(actor, place)
    match draft.answer:
        case Answer.MATCHED:
            _match(actor, place, draft)
        case Answer.SAME:
            place.same_as = decision.same_as = _other(actor, place, draft.same_as)
        case Answer.NO_PERSON:
            _require_bare(place)
            place.withdrawn_at = clock.now()
    place.identity = str(_IDENTITIES[draft.answer])
    place.decided_at = None if draft.answer is Answer.UNSURE else clock.now()
    _remember(actor, decision, [candidate.public_id for candidate in shown])
    audit.record(
        actor,
        Event.MATCH_DECIDED,
        place.batch,
        label=f"{reference} · {number}",
        decision=str(draft.answer),
        place=number,
    )
    db.session.flush()
    return decision


def undo_decision(actor: Actor, reference: str, decision_id: str) -> Undone:
    """Take the latest answer about a place back, and the record that it made; a release in a case goes before."""
    actor.require(Permission.BATCH_WRITE)
    batch = queries.get_row(actor, reference)
    decision = db.session.scalar(
        select(Decision).join(Decision.place).where(Place.batch_id == batch.id, Decision.public_id == decision_id)
    )
    if decision is None:
        raise NotFound(N_("There is no such decision."))
    place = decision.place
    if decision.undone_at is not None:
        raise Refused(N_("This decision was undone already."))
    if any(later.undone_at is None and later.id > decision.id for later in place.decisions):
        raise Refused(N_("A later decision about this place stands. Undo that one first."))
    # To whoever may not know of the match, this is an answer "none of these", and undoing it is what it always is.
    known = not queries.is_covered(actor, place)
    if known and place.person is not None and any(proof.written for proof in place.proofs):
        raise Refused(
            N_("The release of place %(number)d stands in a case. Take the confirmation back, then undo the match."),
            number=place.number,
        )
    undone = take_back(actor, place, decision)
    decision.undone_at, decision.undone_by_id = clock.now(), actor.user_id
    place.identity = decision.before
    place.decided_at = place.withdrawn_at = None
    place.person = place.case = place.same_as = None
    audit.record(
        actor,
        Event.DECISION_UNDONE,
        batch,
        label=f"{reference} · {place.number}",
        decision=decision.answer,
        place=place.number,
    )
    db.session.flush()
    return undone


def _require_open(actor: Actor, place: Place, draft: DecisionDraft) -> None:
    """Refuse a second answer: undo the first; or tell who was quicker."""
    if place.decided_at is None:
        return
    if draft.seen_version is None or draft.seen_version == place.version:
        raise Refused(N_("Place %(number)d is decided already. Undo that decision first."), number=place.number)
    standing = [row for row in place.decisions if row.undone_at is None]
    last = standing[-1] if standing else None
    raise Stale(
        N_("Somebody else decided this place while you were looking at it. Nothing of yours was written."),
        Conflict(
            changed_by=last.author.name if last and last.author else None,
            changed_at=last.created_at if last else None,
        ),
    )


def _match(actor: Actor, place: Place, draft: DecisionDraft) -> None:
    case = cases.get_row(actor, draft.case) if draft.case else None
    person = people.get_row(actor, draft.person) if draft.person else None
    if person is None:
        person, case = _by_reference(actor, draft.reference)
    if case is not None and case.detainee_id != person.id:
        raise Refused(N_("The case belongs to somebody else. Choose a case of this person."))
    used = db.session.scalar(
        select(Place.number).where(
            Place.batch_id == place.batch_id,
            Place.id != place.id,
            Place.person_id == person.id,
            Place.withdrawn_at.is_(None),
        )
    )
    if used is not None:
        raise Refused(
            N_(
                "This person stands at place %(number)d already. "
                "If both lines mean one person, answer “same as place %(number)d”."
            ),
            number=used,
        )
    place.person = person
    place.case = case or newest_case(person, place.batch.jurisdiction)


def _by_reference(actor: Actor, reference: str) -> tuple[Detainee, Case | None]:
    """Return whom a typed reference means: a person, or the person of a case."""
    wanted = "".join(reference.split()).upper()
    if not wanted:
        raise Refused(N_("Choose a person, or give the reference of a person or a case."))
    person = queries.find_person(actor, wanted)
    if person is not None:
        return person, None
    try:
        case = cases.get_row(actor, wanted)
    except NotFound as error:
        raise Refused(
            N_("No record has the reference %(reference)s. Look it up and try again."), reference=wanted
        ) from error
    return case.detainee, case


def newest_case(person: Detainee, jurisdiction: str) -> Case | None:
    """Return the case that a release would end: one in custody there before others, the newest first."""
    held = (Case.state == str(State.IN_CUSTODY)).desc()
    there = (Case.jurisdiction == jurisdiction).desc()
    return db.session.scalar(
        select(Case)
        .where(Case.detainee_id == person.id, Case.withdrawn_at.is_(None))
        .order_by(held, there, Case.id.desc())
        .limit(1)
    )


def _other(actor: Actor, place: Place, number: int | None) -> Place:
    """Return the place that means the same person; it must stand for itself."""
    if number is None:
        raise Refused(N_("Enter the number of the place that means the same person."))
    if number == place.number:
        raise Refused(N_("A place cannot be the same as itself. Enter the number of another place."))
    _require_bare(place)
    try:
        other = queries.get_place_row(actor, place.batch.reference, number)
    except NotFound as error:
        raise Refused(N_("There is no place %(number)d in this batch."), number=number) from error
    if other.same_as_id is not None or other.withdrawn_at is not None:
        raise Refused(
            N_("Place %(number)d does not count any more. Enter the place that it was joined to."), number=number
        )
    return other


def _require_bare(place: Place) -> None:
    """Only a place without evidence and without places joined to it stops counting."""
    if any(proof.withdrawn_at is None for proof in place.proofs):
        raise Refused(N_("This place has evidence. Take the evidence back first."))
    joined = db.session.scalar(select(func.count(Place.id)).where(Place.same_as_id == place.id))
    if joined:
        raise Refused(N_("Other places were joined to this one. Undo those decisions first."))


def _remember(actor: Actor, decision: Decision, shown: list[str]) -> None:
    """Keep the candidates of this moment: whoever was shown and not chosen is never proposed for this place again."""
    place, answer = decision.place, Answer(decision.answer)
    stored = db.session.execute(
        select(Detainee.public_id, Proposal).join(Proposal.person).where(Proposal.place_id == place.id)
    )
    proposals = dict(stored.all())
    chosen = place.person if answer is Answer.MATCHED else None
    for public_id in shown:
        row = proposals[public_id]
        one = chosen is not None and row.person_id == chosen.id
        decision.candidates.append(
            DecidedCandidate(
                person_id=row.person_id,
                chosen=one,
                refused=answer in _REFUSES and not one,
                score=row.score,
                reasons=row.reasons,
            )
        )
    if chosen is not None and chosen.public_id not in shown:
        evidence = queries.evidence_of(place.mentions)
        found = score(evidence, people.get_candidate(actor, chosen.public_id).evidence) if evidence else None
        decision.candidates.append(
            DecidedCandidate(
                person_id=chosen.id,
                chosen=True,
                refused=False,
                score=round(found.value * PARTS) if found else None,
                reasons=pack(found) if found else {},
            )
        )

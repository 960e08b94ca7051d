"""Somebody who is new to us gets a record: person and case in one step, and taken back with the answer."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries as advocacy
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import queries as cases
from case_mgr.cases import service as case_verbs
from case_mgr.cases.models import Case
from case_mgr.cases.types import CaseDraft
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees import service as person_verbs
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import NameDraft, NationalityDraft, PersonDraft
from case_mgr.documents import queries as documents
from case_mgr.extensions import db
from case_mgr.names.types import Evidence
from case_mgr.pardons import queries
from case_mgr.pardons.models import DecidedCandidate, Decision, Place
from case_mgr.pardons.types import Answer, NewcomerDraft
from case_mgr.support import queries as support
from case_mgr.tasks import queries as tasks

WRITES = (Permission.BATCH_WRITE, Permission.PERSON_WRITE, Permission.CASE_WRITE)
_REASON = N_("The answer “new to us” of a pardon batch was undone.")


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing an answer did: about which place, and the record that went with it or stayed."""

    place: Place
    gone: str = ""
    kept: str = ""


def record_newcomer(actor: Actor, reference: str, number: int, draft: NewcomerDraft) -> Place:
    """Register somebody who is new to us and open their case; the place is matched to it from then on."""
    for permission in WRITES:
        actor.require(permission)
    place = queries.get_place_row(actor, reference, number)
    decision = queries.find_newcomer(place)
    if decision is None:
        raise Refused(
            N_("Place %(number)d is not waiting for a record. Answer “new to us” first, or look who stands there."),
            number=number,
        )
    _require_looked(actor, reference, number, draft)
    person = person_verbs.register(actor, _person(draft))
    case = case_verbs.open_case(
        actor,
        CaseDraft(person.public_id, draft.jurisdiction, draft.year, draft.charges, owner=actor.public_id),
    )
    place.person, place.case = person, case
    decision.candidates.append(DecidedCandidate(person_id=person.id, chosen=True, refused=False))
    audit.record(
        actor,
        Event.MATCH_DECIDED,
        place.batch,
        label=f"{reference} · {number}",
        decision=str(Answer.NEW_TO_US),
        place=number,
    )
    db.session.flush()
    return place


def take_back(actor: Actor, place: Place, decision: Decision) -> Undone:
    """Take the record back that an answer made, unless somebody worked with it since or the actor may not."""
    person, case = place.person, place.case
    if decision.answer != Answer.NEW_TO_US or person is None or queries.is_covered(actor, place):
        return Undone(place)
    place.person = place.case = None
    db.session.flush()
    if not all(actor.may(permission) for permission in WRITES) or _is_worked_with(actor, person, case):
        return Undone(place, kept=person.reference)
    reason = str(_REASON)
    if case is not None and case.withdrawn_at is None:
        case_verbs.withdraw(actor, case.reference, reason)
    person_verbs.withdraw(actor, person.public_id, reason)
    return Undone(place, gone=person.reference)


def _require_looked(actor: Actor, reference: str, number: int, draft: NewcomerDraft) -> None:
    """Nobody is recorded twice unseen: whoever may be the same was on the page that was sent."""
    asked = Evidence(name=draft.name, birth=draft.born, other_names=draft.others)
    shown = {one.public_id for one in queries.list_namesakes(actor, reference, number, asked)}
    if shown - draft.seen:
        raise Refused(
            N_("Somebody of our records may be the same person: look at them below, then record or answer anew.")
        )


def _person(draft: NewcomerDraft) -> PersonDraft:
    names = dict.fromkeys(filter(None, (" ".join(name.split()) for name in (draft.name, *draft.others))))
    source = draft.source.strip()
    return PersonDraft(
        names=tuple(NameDraft(name, source=source, primary=at == 0) for at, name in enumerate(names)),
        sex=draft.sex,
        born=draft.born,
        nationalities=(NationalityDraft(draft.country, source=source),) if draft.country else (),
        sensitivity=draft.sensitivity,
    )


def _is_worked_with(actor: Actor, person: Detainee, case: Case | None) -> bool:
    """Whether the log or another room knows more of the record than that it was made."""
    subjects = [person.public_id, *([case.public_id] if case else [])]
    if any(number > 1 for number in log.count_by_subject(actor, subjects).values()):
        return True
    others = select(func.count(Case.id)).where(Case.detainee_id == person.id, Case.withdrawn_at.is_(None))
    matched = select(func.count(Place.id)).where(Place.person_id == person.id)
    if (db.session.scalar(others) or 0) > (case is not None) or db.session.scalar(matched):
        return True
    own = [case.reference] if case else []
    rooms = (
        people.list_merged(actor, [person.public_id]),
        advocacy.list_raised(actor, own),
        advocacy.list_tied(actor, own),
        documents.list_with_documents(actor, own),
        tasks.list_held(actor, own),
        tasks.list_asked(actor, own),
        cases.list_guarded(actor, own),
        support.list_tied(actor, own),
    )
    return any(rooms)

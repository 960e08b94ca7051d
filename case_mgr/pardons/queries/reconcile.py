"""Reads of the reconciliation: what waits, who may be meant, how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, func, not_, select
from sqlalchemy.orm import joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.cases import queries as cases
from case_mgr.cases.types import CaseRow
from case_mgr.detainees import queries as people
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import visible as visible_people
from case_mgr.extensions import db
from case_mgr.names.score import score
from case_mgr.names.types import Evidence, Reason, Score
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.models import Batch, DecidedCandidate, Decision, Mention, Place, Proposal
from case_mgr.pardons.queries import facts
from case_mgr.pardons.queries.batches import get_row
from case_mgr.pardons.queries.places import rows_of
from case_mgr.pardons.results import CandidateView, CaseOption, PlaceRow

PARTS = 10_000
MOST = 5
# In hundredths: a good match, and how near the second has to be to be told.
_STRONG, _CLOSE = 60, 3
_FILTERS = {"todo": Fact.UNDECIDED, "unsure": Fact.UNSURE}
# How good the best candidate of a place is, for whoever wants to go through the clear ones first.
BANDS = ("likely", "doubtful", "nobody")


@dataclass(frozen=True, slots=True)
class Question:
    """One place to decide, with everything that the decision needs."""

    place: PlaceRow
    candidates: tuple[CandidateView, ...]

    @property
    def alike(self) -> bool:
        """Whether the two best candidates are so close that the score does not tell them apart."""
        best = self.candidates[:2]
        return len(best) == 2 and best[0].score >= _STRONG and best[0].score - best[1].score <= _CLOSE


def find_question(
    actor: Actor, reference: str, after: int, show: str = "todo", only: int | None = None
) -> Question | None:
    """Find the next place to decide after a number, round again to the first; or one place by number."""
    batch = get_row(actor, reference)
    wanted = facts.condition(actor, batch, _FILTERS.get(show, Fact.UNDECIDED))
    if show in BANDS:
        wanted = and_(wanted, _band(actor, show))
    if only is not None:
        place = _first(and_(facts.live(batch), Place.number == only))
    else:
        place = _first(and_(wanted, Place.number > after)) or _first(wanted)
    if place is None:
        return None
    return Question(rows_of(actor, [place])[0], list_candidates(actor, place))


def count_bands(actor: Actor, reference: str) -> dict[str, int]:
    """Count the places to decide by how good their best candidate is."""
    undecided = facts.condition(actor, get_row(actor, reference), Fact.UNDECIDED)
    columns = [func.sum(case((_band(actor, band), 1), else_=0), type_=Integer) for band in BANDS]
    row = db.session.execute(select(*columns).where(undecided)).one()
    return {band: int(number or 0) for band, number in zip(BANDS, row, strict=True)}


def _band(actor: Actor, band: str) -> ColumnElement[bool]:
    proposed = select(Proposal.id).join(Proposal.person).where(Proposal.place_id == Place.id, visible_people(actor))
    # Whoever a standing decision refused is proposed for this place no more.
    no = (
        select(DecidedCandidate.id)
        .join(DecidedCandidate.decision)
        .where(Decision.place_id == Proposal.place_id, Decision.undone_at.is_(None), DecidedCandidate.refused.is_(True))
        .where(DecidedCandidate.person_id == Proposal.person_id)
    )
    open_ = proposed.where(not_(no.exists()))
    if band == "nobody":
        return not_(open_.exists())
    strong = open_.where(Proposal.score >= _STRONG * PARTS // 100).exists()
    return strong if band == "likely" else and_(open_.exists(), not_(strong))


def _first(condition: ColumnElement[bool]) -> Place | None:
    return db.session.scalar(
        select(Place)
        .where(condition)
        .options(
            joinedload(Place.person), joinedload(Place.case), joinedload(Place.same_as), selectinload(Place.proofs)
        )
        .order_by(Place.number)
        .limit(1)
    )


def list_candidates(actor: Actor, place: Place) -> tuple[CandidateView, ...]:
    """List the people proposed for a place whom the reader may open and whom nobody refused, best first."""
    rows = db.session.scalars(
        select(Proposal)
        .join(Proposal.person)
        .where(
            Proposal.place_id == place.id,
            visible_people(actor),
            Proposal.person_id.not_in(refused_of([place.id]).get(place.id, set())),
        )
        .options(
            joinedload(Proposal.person).selectinload(Detainee.names),
            joinedload(Proposal.person).selectinload(Detainee.nationalities),
        )
        .order_by(Proposal.rank)
        .limit(MOST)
    ).all()
    of_people = cases.list_of_people(actor, (row.person.public_id for row in rows))
    used = _used([row.person_id for row in rows], place)
    return tuple(
        _candidate(row, of_people.get(row.person.public_id, []), used.get(row.person_id, []), place) for row in rows
    )


def refused_of(places: Sequence[int]) -> dict[int, set[int]]:
    """Return for each place the people to whom a standing decision said no."""
    rows = db.session.execute(
        select(Decision.place_id, DecidedCandidate.person_id)
        .join(DecidedCandidate.decision)
        .where(Decision.place_id.in_(places), Decision.undone_at.is_(None), DecidedCandidate.refused.is_(True))
    )
    found: dict[int, set[int]] = {}
    for place, person in rows:
        found.setdefault(place, set()).add(person)
    return found


def find_person(actor: Actor, reference: str) -> Detainee | None:
    """Find a person by reference."""
    return db.session.scalar(select(Detainee).where(visible_people(actor), Detainee.reference == reference))


def evidence_of(mentions: Iterable[Mention]) -> Evidence | None:
    """Return what lists say of a place, in the form that names are compared in; None for an anonymous one."""
    rows = list(mentions)
    forms = list(dict.fromkeys(form for row in rows for form in (row.printed, *row.spellings) if form))
    if not forms:
        return None
    birth = next((row.birth for row in rows if row.birth is not None), None)
    return Evidence(name=forms[0], birth=birth, other_names=tuple(forms[1:]))


def find_pool(actor: Actor, asked: dict[int, Evidence]) -> dict[int, list[tuple[str, Score]]]:
    """Score for each place the people who may be meant, best first."""
    names = {name for evidence in asked.values() for name in (evidence.name, *evidence.other_names)}
    pool = people.match_pool(actor, names)
    out = {}
    for key, evidence in asked.items():
        near = {c.public_id: c for name in (evidence.name, *evidence.other_names) for c in pool.get(name, ())}
        scored = [(c.public_id, score(evidence, c.evidence)) for c in near.values()]
        out[key] = sorted(scored, key=lambda pair: (-pair[1].value, pair[0]))
    return out


def pack(found: Score) -> dict[str, Any]:
    """Return the reasons of a score as they are stored with it."""
    return {
        side: [[reason.code, reason.template, reason.params] for reason in reasons]
        for side, reasons in (("for", found.reasons_for), ("against", found.reasons_against))
    }


def unpack(stored: dict[str, Any], side: str) -> tuple[Reason, ...]:
    """Return stored reasons as sentences that can be translated."""
    return tuple(Reason(code, template, params) for code, template, params in stored.get(side, ()))


def _used(ids: Sequence[int], place: Place) -> dict[int, list[tuple[Batch, int]]]:
    """Return where else these people stand already: the batch and the number of the place."""
    rows = db.session.execute(
        select(Place.person_id, Batch, Place.number)
        .join(Place.batch)
        .where(
            Place.person_id.in_(ids),
            Place.id != place.id,
            Batch.organisation_id == place.batch.organisation_id,
            Batch.withdrawn_at.is_(None),
        )
        .order_by(Batch.id, Place.number)
    )
    found: dict[int, list[tuple[Batch, int]]] = {}
    for person, batch, number in rows:
        if person is not None:
            found.setdefault(person, []).append((batch, number))
    return found


def _candidate(
    row: Proposal, of_person: Sequence[CaseRow], used: Sequence[tuple[Batch, int]], place: Place
) -> CandidateView:
    person = row.person
    return CandidateView(
        public_id=person.public_id,
        reference=person.reference,
        name=person.name,
        other_names=tuple(name.full for name in person.names if name.full != person.name),
        birth=person.born,
        countries=tuple(dict.fromkeys(n.country for n in person.nationalities)),
        sex=person.sex,
        score=round(row.score * 100 / PARTS),
        verdict=row.verdict,
        reasons_for=unpack(row.reasons, "for"),
        reasons_against=unpack(row.reasons, "against"),
        cases=tuple(CaseOption(c.reference, str(c.state), c.arrested, c.charges) for c in of_person),
        used_here=next((number for batch, number in used if batch.id == place.batch_id), None),
        used_elsewhere=tuple(batch.reference for batch, _ in used if batch.id != place.batch_id),
    )

"""By what the people of a batch divide: each part is a set of places, so that a figure and its list are one thing."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, not_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case, Exit
from case_mgr.cases.policy import visible as visible_cases
from case_mgr.cases.types import WAITING, Documents, Health, Support
from case_mgr.core.dates import PartialDate
from case_mgr.detainees.models import Detainee, Nationality
from case_mgr.detainees.policy import visible as visible_people
from case_mgr.detainees.types import Sex
from case_mgr.extensions import db
from case_mgr.legal.ends import ending_of, in_order
from case_mgr.legal.estimate import days_left_at
from case_mgr.legal.models import Charge, Sentence
from case_mgr.pardons.figures import Divided, Division, Left, Part
from case_mgr.pardons.models import Batch, Place, Proof
from case_mgr.pardons.queries import facts

NOT_STATED = ""
Groups = dict[str, set[int]]


def list_divided(actor: Actor, batch: Batch) -> list[Divided]:
    """Divide the places of a batch in every way; who is withheld from the reader is not stated."""
    every = _every(batch)
    return [Divided(division, _parts(_groups(actor, batch, division), every)) for division in Division]


def condition_of(actor: Actor, batch: Batch, division: Division, key: str) -> ColumnElement[bool]:
    """Return the places that one part of a division counts."""
    groups = _groups(actor, batch, division)
    wanted = _every(batch) - set().union(*groups.values()) if key == NOT_STATED else groups.get(key, set())
    return Place.id.in_(sorted(wanted))


def _parts(groups: Groups, every: set[int]) -> tuple[Part, ...]:
    stated = sorted(((key, len(ids)) for key, ids in groups.items()), key=lambda pair: (-pair[1], pair[0]))
    left = every - set().union(*groups.values())
    return tuple(Part(key, count) for key, count in [*stated, *([(NOT_STATED, len(left))] if left else [])])


def _every(batch: Batch) -> set[int]:
    return set(db.session.scalars(select(Place.id).where(facts.live(batch))))


def _groups(actor: Actor, batch: Batch, division: Division) -> Groups:
    match division:
        case Division.SEX:
            known = _people(actor, batch).add_columns(Detainee.sex).where(Detainee.sex != str(Sex.UNKNOWN))
            return _grouped(known)
        case Division.NATIONALITY:
            of = Nationality.detainee_id == Detainee.id
            return _grouped(_people(actor, batch).add_columns(Nationality.country).join(Nationality, of))
        case Division.ARTICLE:
            of = Charge.case_id == Place.case_id
            charges = _cases(actor, batch).add_columns(Charge.article).join(Charge, of)
            return _grouped(charges.where(Charge.withdrawn_at.is_(None), Charge.article != ""))
        case Division.DESTINATION:
            return _grouped(_exits(actor, batch).add_columns(Exit.destination).where(Exit.destination != ""))
        case Division.DOCUMENTS:
            known = _exits(actor, batch).add_columns(Exit.documents)
            return _grouped(known.where(Exit.documents != str(Documents.UNKNOWN)))
        case Division.HEALTH:
            known = _now(actor, batch).add_columns(Exit.health)
            return _grouped(known.where(Exit.health != str(Health.UNKNOWN)))
        case Division.SUPPORT:
            return _needing(actor, batch)
        case Division.DAYS_LEFT:
            return _days_left(actor, batch)


def _people(actor: Actor, batch: Batch):  # type: ignore[no-untyped-def]  # a statement that grows by columns
    matched = facts.live(batch), visible_people(actor)
    return select(Place.id).join(Detainee, Detainee.id == Place.person_id).where(*matched)


def _cases(actor: Actor, batch: Batch):  # type: ignore[no-untyped-def]  # the same
    return _people(actor, batch).join(Case, Case.id == Place.case_id).where(visible_cases(actor))


def _exits(actor: Actor, batch: Batch):  # type: ignore[no-untyped-def]  # the same
    stands = Proof.withdrawn_at.is_(None), Exit.withdrawn_at.is_(None)
    own = _cases(actor, batch).join(Proof, Proof.place_id == Place.id).join(Exit, Exit.id == Proof.exit_id)
    return own.where(*stands)


def _now(actor: Actor, batch: Batch):  # type: ignore[no-untyped-def]  # the same
    """Of whoever is proved to have come out with the batch, the last exit that stands says how they are now."""
    own, later = aliased(Exit), aliased(Exit)
    proved = Proof.place_id == Place.id, Proof.withdrawn_at.is_(None), own.withdrawn_at.is_(None)
    after = later.case_id == Exit.case_id, later.id > Exit.id, later.withdrawn_at.is_(None)
    out = select(Proof.id).join(own, own.id == Proof.exit_id).where(*proved).correlate(Place).exists()
    last = not_(select(later.id).where(*after).correlate(Exit).exists())
    return _cases(actor, batch).join(Exit, Exit.case_id == Place.case_id).where(Exit.withdrawn_at.is_(None), out, last)


def _grouped(statement) -> Groups:  # type: ignore[no-untyped-def]  # the same
    found: Groups = {}
    for place, key in db.session.execute(statement):
        found.setdefault(str(key), set()).add(place)
    return found


def _needing(actor: Actor, batch: Batch) -> Groups:
    """Group by the kinds of support that somebody still has to see to; whoever needs nothing is a group too."""
    asked = _now(actor, batch).add_columns(Exit.support, Exit.needs).where(Exit.support != str(Support.UNKNOWN))
    found: Groups = {}
    for place, support, needs in db.session.execute(asked):
        waiting = [kind for kind, (state, *_since) in needs.items() if state in WAITING]
        met = [] if waiting or support == Support.NEEDED else [str(Support.NONE)]
        for key in (*waiting, *met):
            found.setdefault(key, set()).add(place)
    return found


def _days_left(actor: Actor, batch: Batch) -> Groups:
    """Say how long each would have been held on: by the estimate of the sentence, on the day of the release."""
    day = batch.released or batch.announced
    if day is None:
        return {}
    places = dict(db.session.execute(_cases(actor, batch).add_columns(Place.case_id)).all())
    ends = _ends(set(places.values()), day)
    found: Groups = {}
    for place, case in places.items():
        if case in ends:
            found.setdefault(str(Left.of(*ends[case])), set()).add(place)
    return found


def _ends(cases: Iterable[int], day: PartialDate) -> dict[int, tuple[int, int]]:
    rows = db.session.scalars(
        select(Sentence)
        .where(Sentence.case_id.in_(sorted(cases)), Sentence.withdrawn_at.is_(None))
        .options(selectinload(Sentence.versions), joinedload(Sentence.case).selectinload(Case.custody))
        .order_by(Sentence.id)
    )
    found: dict[int, tuple[int, int]] = {}
    for sentence in rows:
        estimated = ending_of(sentence.case, sentence).found if in_order(sentence.versions) else None
        left = days_left_at(estimated, day) if estimated else None
        if left is not None:
            # Of several sentences the longest holds.
            found[sentence.case_id] = max(left, found.get(sentence.case_id, left), key=lambda pair: pair[1])
    return found

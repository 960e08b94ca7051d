"""The machine looks for pairs: of whoever came or changed, or of a whole organisation, always by equal keys of names.

It compares everybody with everybody, withheld or not, and tells nobody: who may know of a pair is asked when the queue
is read. So whoever registers somebody learns nothing of a hit that is not theirs, by words or by time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.roles import roles_with
from case_mgr.accounts import queries as accounts
from case_mgr.accounts.models import Membership
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock, ids
from case_mgr.core.blocks import blocks
from case_mgr.core.rows import table_of
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees.models import Detainee, NameKey
from case_mgr.duplicates.memory import told_apart
from case_mgr.duplicates.models import Look, Pair
from case_mgr.duplicates.types import Answer
from case_mgr.extensions import db
from case_mgr.jobs import service as jobs
from case_mgr.jobs.models import Job
from case_mgr.jobs.types import Handler, JobContext, JobState, Round
from case_mgr.names.keys import weight
from case_mgr.names.score import score
from case_mgr.names.types import Evidence, Verdict

KIND = "duplicates.look"
BLOCK = 100
PARTS = 10_000
# What is proposed at least; a name alone, however alike, stands near a half.
LEAST = 0.35
# Two people are compared when their names share this much: one strong key, or several weak ones.
_SHARED = 4
# A surname alone brings nobody near; and a key of more people than this says nothing by itself.
_WEAKEST = 2
_CROWDED = {"n": 300, "w": 300, "p": 60, "o": 60}
# How many others are compared with one person at most, those with most in common first.
_MOST = 40
_IN = 400
# How long work that was broken off is left alone.
_REST = timedelta(days=1)
_TITLE = N_("Looking for duplicates")


def notice(actor: Actor, numbers: Sequence[int]) -> None:
    """Note that these people are to be looked at, and ask for it in the background."""
    mark(actor.organisation_id, numbers)
    _ask(actor)


def look_for_all(actor: Actor) -> str:
    """Look for duplicates in the whole organisation, in the background; returns the job."""
    actor.require(Permission.DUPLICATE_READ)
    organisation = actor.organisation_id
    everybody = select(Detainee.id, Detainee.organisation_id).where(
        Detainee.organisation_id == organisation,
        Detainee.withdrawn_at.is_(None),
        ~exists().where(Look.detainee_id == Detainee.id),
    )
    db.session.execute(insert(Look).from_select(["detainee_id", "organisation_id"], everybody))
    job = _ask(actor, Job.user_id == actor.user_id)
    audit.record(actor, Event.DUPLICATES_SOUGHT)
    return job


def mark(organisation_id: int, numbers: Iterable[int]) -> None:
    """Note that people are to be looked at; whoever is noted already stays noted."""
    values = [{"detainee_id": number, "organisation_id": organisation_id} for number in sorted(set(numbers))]
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    if values:
        db.session.connection().execute(dialect.insert(table_of(Look)).on_conflict_do_nothing(), values)


def _ask(actor: Actor, *whose: ColumnElement[bool]) -> str:
    waits = select(Job.public_id).where(
        Job.organisation_id == actor.organisation_id, Job.kind == KIND, Job.state == str(JobState.QUEUED), *whose
    )
    found = db.session.scalar(waits.limit(1))
    if found is not None:
        return found
    lane = f"duplicates:{actor.organisation_id}"
    return jobs.enqueue(actor, KIND, {}, title=_TITLE, lane=lane, where="/duplicates").public_id


def run(job: JobContext) -> Mapping[str, Any]:
    """Look block by block until nobody is noted; begun anew after a crash, it goes on where it was."""
    while look_block(job.actor.organisation_id):
        # How many there are would tell of people whom the reader may not know of.
        job.checkpoint(0, 0)
    return {}


def look_block(organisation_id: int) -> int:
    """Look at the next people who are noted; returns how many that were."""
    rows = select(Look.detainee_id).where(Look.organisation_id == organisation_id)
    block = list(db.session.scalars(rows.order_by(Look.detainee_id).limit(BLOCK)))
    if block:
        look_at(organisation_id, block)
        db.session.execute(delete(Look).where(Look.detainee_id.in_(block)))
    return len(block)


def look_at(organisation_id: int, block: Sequence[int]) -> None:
    """Find and weigh the pairs of some people, and strike out those that are alike no more."""
    near = _near(organisation_id, block)
    numbers = {*block, *(number for pair in near for number in pair)}
    known = people.list_evidence(organisation_id, numbers)
    standing = _standing(organisation_id, block)
    found = {pair: value for pair in near if (value := _weigh(known, pair)) is not None}
    for pair, row in standing.items():
        value = found.pop(pair, None)
        if value is None and row.by_hand:
            value = _weigh(known, pair, 0.0)
        if value is not None:
            if row.score != value:
                row.score, row.changed_at = value, clock.now()
        elif row.answer == Answer.OPEN and not row.by_hand and not _later(pair, block, organisation_id, near):
            db.session.delete(row)
    _write(organisation_id, found)


def _later(pair: tuple[int, int], block: Sequence[int], organisation_id: int, near: set[tuple[int, int]]) -> bool:
    """Whether a pair was left for the turn of the other one."""
    other = next((number for number in pair if number not in block), None)
    return other is not None and pair not in near and db.session.get(Look, other) is not None


def _near(organisation_id: int, block: Sequence[int]) -> set[tuple[int, int]]:
    """Find whom to compare: people who share enough keys; each pair once, when the later of both has their turn."""
    here = NameKey.organisation_id == organisation_id
    mine = db.session.execute(select(NameKey.key, NameKey.detainee_id).where(here, NameKey.detainee_id.in_(block)))
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for key, person in mine:
        if weight(key) >= _WEAKEST:
            holders[key].append(person)
    shared: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for key, others in _others(organisation_id, sorted(holders), max(block)):
        worth = weight(key)
        for person in holders[key]:
            own = shared[person]
            for other in others:
                own[other] += worth
    return {
        (min(person, other), max(person, other))
        for person, own in shared.items()
        for other, worth in islice(own.most_common(), _MOST + 1)
        if worth >= _SHARED and other != person
    }


def _others(organisation_id: int, wanted: Sequence[str], last: int) -> Iterator[tuple[str, list[int]]]:
    """Give for each key whoever else has it, but for keys of a crowd; whoever is noted later waits for their turn."""
    later = exists().where(Look.detainee_id == NameKey.detainee_id, Look.detainee_id > last)
    for start in range(0, len(wanted), _IN):
        block = (NameKey.organisation_id == organisation_id, NameKey.key.in_(wanted[start : start + _IN]))
        counts = select(NameKey.key, func.count()).where(*block).group_by(NameKey.key)
        few = [key for key, count in db.session.execute(counts) if count <= _CROWDED[key[:1]]]
        rows = db.session.execute(
            select(NameKey.key, NameKey.detainee_id)
            .where(NameKey.organisation_id == organisation_id, NameKey.key.in_(few), ~later)
            .order_by(NameKey.key, NameKey.detainee_id)
        )
        found: defaultdict[str, list[int]] = defaultdict(list)
        for key, person in rows:
            found[key].append(person)
        yield from found.items()


def _weigh(known: Mapping[int, Evidence], pair: tuple[int, int], least: float = LEAST) -> int | None:
    """Return how alike two people are in ten-thousandths, None when too little to ask about."""
    one, two = known.get(pair[0]), known.get(pair[1])
    if one is None or two is None:
        return None
    found = score(one, two)
    asks = found.verdict is not Verdict.DIFFERENT and found.value >= least
    return round(found.value * PARTS) if asks or least == 0 else None


def _standing(organisation_id: int, block: Sequence[int]) -> dict[tuple[int, int], Pair]:
    rows = db.session.scalars(
        select(Pair).where(
            Pair.organisation_id == organisation_id, or_(Pair.first_id.in_(block), Pair.second_id.in_(block))
        )
    )
    return {(row.first_id, row.second_id): row for row in rows}


def _write(organisation_id: int, found: Mapping[tuple[int, int], int]) -> None:
    """Write the pairs that nobody was asked about, here or elsewhere."""
    numbers = sorted({number for pair in found for number in pair})
    named: dict[int, str] = {}
    for block in blocks(numbers, _IN):
        rows = select(Detainee.id, Detainee.public_id).where(Detainee.id.in_(block))
        named |= dict(db.session.execute(rows).all())
    apart = told_apart(organisation_id, named.values())
    now = clock.now()
    values = [
        {
            "public_id": ids.new_public_id(),
            "organisation_id": organisation_id,
            "first_id": pair[0],
            "second_id": pair[1],
            "score": value,
            "by_hand": False,
            "answer": str(Answer.OPEN),
            "changed_at": now,
            "created_at": now,
            "version": 1,
        }
        for pair, value in sorted(found.items())
        if frozenset((named[pair[0]], named[pair[1]])) not in apart
    ]
    if values:
        db.session.execute(insert(Pair), values)
    db.session.flush()


def list_waiting() -> list[int]:
    """Return the organisations with somebody noted for whom no work is on its way, as after names were heard anew.

    Work that somebody cancelled, or that failed, is not taken up again for a day.
    """
    here = (Job.organisation_id == Look.organisation_id, Job.kind == KIND)
    waits = Job.state.in_([str(JobState.QUEUED), str(JobState.RUNNING)])
    broken = and_(Job.state.in_([str(JobState.CANCELLED), str(JobState.FAILED)]), Job.created_at > clock.now() - _REST)
    known = exists().where(*here, or_(waits, broken))
    return list(
        db.session.scalars(select(Look.organisation_id).where(~known).distinct().order_by(Look.organisation_id))
    )


def ask_by_itself(organisation_id: int) -> None:
    """Ask for the work that waits, in the name of a member who sees duplicates."""
    for user_id in _lookers(organisation_id):
        actor = accounts.find_actor_by_ids(user_id, organisation_id)
        if actor is not None and actor.may(Permission.DUPLICATE_READ):
            _ask(actor)
            return


def _lookers(organisation_id: int) -> Iterator[int]:
    roles = [str(role) for role in roles_with(Permission.DUPLICATE_READ)]
    members = select(Membership.user_id).where(
        Membership.organisation_id == organisation_id, Membership.role.in_(roles)
    )
    yield from db.session.scalars(members.order_by(Membership.role.desc(), Membership.user_id)).all()


HANDLER = Handler(run)
ROUND = Round("duplicates", list_waiting, ask_by_itself)

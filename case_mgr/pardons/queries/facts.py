"""What each figure counts, as a condition on places: the figure and the list behind it share it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.cases import policy as cases_policy
from case_mgr.cases.models import Case, Exit
from case_mgr.cases.types import State
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons import figures
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.models import Batch, Mention, Place, Proof
from case_mgr.pardons.types import ClaimView, Identity, Scope, Verification


def live(batch: Batch) -> ColumnElement[bool]:
    """Places of a batch that count: not joined to another, not struck out."""
    return and_(Place.batch_id == batch.id, Place.same_as_id.is_(None), Place.withdrawn_at.is_(None))


def _named() -> ColumnElement[bool]:
    """A place that some list names, on a line of its own or of a place joined to it."""
    joined = aliased(Place)
    own = select(Mention.id).where(Mention.place_id == Place.id).exists()
    other = (
        select(Mention.id)
        .join(joined, Mention.place_id == joined.id)
        .where(joined.same_as_id == Place.id, joined.withdrawn_at.is_(None))
        .exists()
    )
    return or_(own, other)


def _written() -> ColumnElement[bool]:
    """A place whose confirmation stands in a case."""
    stands = (Proof.place_id == Place.id, Proof.withdrawn_at.is_(None), Exit.withdrawn_at.is_(None))
    return select(Proof.id).join(Proof.exit).where(*stands).exists()


_KNOWN = (Identity.MATCHED, Identity.NEW_TO_US, Identity.NOT_OURS)
_IDENTIFIED = Place.identity.in_([str(identity) for identity in _KNOWN])
_CONFIRMED = Place.verification == str(Verification.CONFIRMED)
_MATCHED = Place.identity == str(Identity.MATCHED)

CONDITIONS: Mapping[Fact, ColumnElement[bool]] = {
    Fact.NAMED: _named(),
    Fact.ANONYMOUS: not_(_named()),
    Fact.UNDECIDED: and_(Place.decided_at.is_(None), Place.identity != str(Identity.UNSURE)),
    Fact.UNSURE: Place.identity == str(Identity.UNSURE),
    Fact.IDENTIFIED: _IDENTIFIED,
    Fact.UNIDENTIFIED: not_(_IDENTIFIED),
    Fact.MATCHED: _MATCHED,
    Fact.MATCHED_OPEN: and_(_MATCHED, Place.verification == str(Verification.REPORTED)),
    Fact.NEW_TO_US: Place.identity == str(Identity.NEW_TO_US),
    Fact.NOT_OURS: Place.identity == str(Identity.NOT_OURS),
    Fact.NO_ANSWER: and_(Place.identity == str(Identity.UNMATCHED), Place.decided_at.is_not(None)),
    Fact.REPORTED: Place.verification == str(Verification.REPORTED),
    Fact.CONFIRMED: _CONFIRMED,
    Fact.CONFIRMED_UNWRITTEN: and_(_CONFIRMED, _MATCHED, not_(_written())),
    Fact.NOT_FREE: and_(_CONFIRMED, Place.link.in_([str(ReleaseLink.REFUSED), str(ReleaseLink.RETURNED)])),
    Fact.REFUTED: Place.verification == str(Verification.REFUTED),
    Fact.POLITICAL: Place.scope == str(Scope.POLITICAL),
    Fact.NOT_POLITICAL: Place.scope == str(Scope.NOT_POLITICAL),
}


def condition(batch: Batch, fact: Fact | None) -> ColumnElement[bool]:
    """Return the places behind a figure; without one, all that count."""
    if fact is Fact.JOINED:
        gone = or_(Place.same_as_id.is_not(None), Place.withdrawn_at.is_not(None))
        return and_(Place.batch_id == batch.id, gone)
    return live(batch) if fact is None else and_(live(batch), CONDITIONS[fact])


def count_facts(batch: Batch) -> tuple[dict[Fact, int], int]:
    """Count every fact of a batch in one statement, and all its places."""
    columns = [func.sum(case((holds, 1), else_=0)) for holds in CONDITIONS.values()]
    row = db.session.execute(select(func.count(Place.id), *columns).where(live(batch))).one()
    counts = {fact: int(value or 0) for fact, value in zip(CONDITIONS, row[1:], strict=True)}
    joined = db.session.scalar(select(func.count(Place.id)).where(condition(batch, Fact.JOINED))) or 0
    return {**counts, Fact.JOINED: joined}, int(row[0])


def ours_not_listed(actor: Actor, batch: Batch) -> ColumnElement[bool]:
    """Cases of people whom we know to be in custody in that country and whom no place of the batch was matched to."""
    listed = select(Place.id).where(live(batch), _MATCHED, Place.person_id == Case.detainee_id).exists()
    return and_(
        cases_policy.visible(actor),
        Case.jurisdiction == batch.jurisdiction,
        Case.state == str(State.IN_CUSTODY),
        not_(listed),
    )


def get_figures(actor: Actor, batch: Batch, claims: tuple[ClaimView, ...]) -> figures.Figures:
    """Count the figures of a batch."""
    counts, places = count_facts(batch)
    ours = db.session.scalar(select(func.count(Case.id)).where(ours_not_listed(actor, batch))) or 0
    return figures.Figures(figures.stated(claims), figures.stated_in_scope(claims), counts, places, ours)

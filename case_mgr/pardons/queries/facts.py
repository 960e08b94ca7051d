"""What each figure counts, as a condition on places: the figure and the list behind it share it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.cases import policy as cases_policy
from case_mgr.cases.models import Case, Exit
from case_mgr.cases.types import State
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import visible as visible_people
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons import figures
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.models import Batch, Mention, NameList, Place, Proof, Proposal
from case_mgr.pardons.queries.duty import waits_for_a_look
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


def _gone() -> ColumnElement[bool]:
    """A place that lists named once and no newest version of a list names now."""
    joined, newer = aliased(Place), aliased(NameList)
    own = or_(
        Mention.place_id == Place.id,
        Mention.place_id.in_(
            select(joined.id).where(joined.same_as_id == Place.id, joined.withdrawn_at.is_(None)).correlate(Place)
        ),
    )
    same = newer.batch_id == NameList.batch_id, newer.label == NameList.label
    old = select(newer.id).where(*same, newer.list_version > NameList.list_version).exists()
    # What was seen on the spot is a version of nothing.
    now = or_(NameList.kind != "page", not_(old))
    named = select(Mention.id).join(Mention.name_list)
    return and_(named.where(own).exists(), not_(named.where(own, now).exists()))


def _twice() -> ColumnElement[bool]:
    """A place matched to a record to which another place of the batch is matched too, such as after a merge."""
    other = aliased(Place)
    counts = other.same_as_id.is_(None), other.withdrawn_at.is_(None)
    same = other.batch_id == Place.batch_id, other.person_id == Place.person_id, other.id != Place.id
    return select(other.id).where(*same, *counts).exists()


def _written() -> ColumnElement[bool]:
    """A place whose confirmation stands in a case."""
    stands = (Proof.place_id == Place.id, Proof.withdrawn_at.is_(None), Exit.withdrawn_at.is_(None))
    return select(Proof.id).join(Proof.exit).where(*stands).exists()


def _rearrested(actor: Actor) -> ColumnElement[bool]:
    """A place whose release an arrest undid, in a case that the actor may open."""
    again = aliased(Case)
    stands = (Proof.place_id == Place.id, Proof.withdrawn_at.is_(None), Exit.withdrawn_at.is_(None))
    undone = select(again.id).where(again.reverses_exit_id == Exit.id, cases_policy.visible(actor, again)).exists()
    return select(Proof.id).join(Exit, Exit.id == Proof.exit_id).where(*stands, undone).exists()


_KNOWN = (Identity.MATCHED, Identity.NEW_TO_US, Identity.NOT_OURS)
_CONFIRMED = Place.verification == str(Verification.CONFIRMED)


def _is_open(actor: Actor) -> ColumnElement[bool]:
    return select(Detainee.id).where(Detainee.id == Place.person_id, visible_people(actor)).exists()


def _has_candidate(actor: Actor) -> ColumnElement[bool]:
    proposed = select(Proposal.id).join(Proposal.person)
    return proposed.where(Proposal.place_id == Place.id, visible_people(actor)).exists()


def identity(actor: Actor) -> ColumnElement[str]:
    """Return who stands on a place as the actor may know it.

    A place matched to a withheld person reads as decided and nobody's: that a name on a public list is in our records
    is what must not be told.
    """
    hidden = and_(Place.person_id.is_not(None), not_(_is_open(actor)))
    nobody = and_(Place.identity == str(Identity.CANDIDATE), not_(_has_candidate(actor)))
    return case((or_(hidden, nobody), str(Identity.UNMATCHED)), else_=Place.identity)


def conditions(actor: Actor) -> Mapping[Fact, ColumnElement[bool]]:
    """Return what each figure counts of what the actor may know."""
    who = identity(actor)
    identified = who.in_([str(known) for known in _KNOWN])
    # Whoever was new to us stays so in the figures, and is matched too once a record was made.
    matched = and_(who.in_([str(Identity.MATCHED), str(Identity.NEW_TO_US)]), Place.person_id.is_not(None))
    return {
        Fact.NAMED: _named(),
        Fact.ANONYMOUS: not_(_named()),
        Fact.UNDECIDED: and_(Place.decided_at.is_(None), Place.identity != str(Identity.UNSURE)),
        Fact.UNSURE: Place.identity == str(Identity.UNSURE),
        Fact.IDENTIFIED: identified,
        Fact.UNIDENTIFIED: not_(identified),
        Fact.MATCHED: matched,
        Fact.MATCHED_OPEN: and_(matched, Place.verification == str(Verification.REPORTED)),
        Fact.NEW_TO_US: who == str(Identity.NEW_TO_US),
        Fact.NOT_OURS: who == str(Identity.NOT_OURS),
        Fact.NO_ANSWER: and_(who == str(Identity.UNMATCHED), Place.decided_at.is_not(None)),
        Fact.REPORTED: Place.verification == str(Verification.REPORTED),
        Fact.CONFIRMED: _CONFIRMED,
        Fact.CONFIRMED_UNWRITTEN: and_(_CONFIRMED, matched, not_(_written())),
        Fact.ALONE: select(Proof.id).where(Proof.place_id == Place.id, waits_for_a_look()).exists(),
        Fact.NOT_FREE: and_(_CONFIRMED, Place.link.in_([str(ReleaseLink.REFUSED), str(ReleaseLink.RETURNED)])),
        Fact.REARRESTED: and_(matched, _rearrested(actor)),
        Fact.REFUTED: Place.verification == str(Verification.REFUTED),
        Fact.POLITICAL: Place.scope == str(Scope.POLITICAL),
        Fact.NOT_POLITICAL: Place.scope == str(Scope.NOT_POLITICAL),
        Fact.TWICE: and_(matched, _twice()),
        Fact.GONE: _gone(),
    }


def condition(actor: Actor, batch: Batch, fact: Fact | None) -> ColumnElement[bool]:
    """Return the places behind a figure; without one, all that count."""
    if fact is Fact.JOINED:
        gone = or_(Place.same_as_id.is_not(None), Place.withdrawn_at.is_not(None))
        return and_(Place.batch_id == batch.id, gone)
    return live(batch) if fact is None else and_(live(batch), conditions(actor)[fact])


def count_facts(actor: Actor, batch: Batch) -> tuple[dict[Fact, int], int]:
    """Count every fact of a batch in one statement, and all its places."""
    known = conditions(actor)
    columns = [func.sum(case((holds, 1), else_=0)) for holds in known.values()]
    row = db.session.execute(select(func.count(Place.id), *columns).where(live(batch))).one()
    counts = {fact: int(value or 0) for fact, value in zip(known, row[1:], strict=True)}
    joined = db.session.scalar(select(func.count(Place.id)).where(condition(actor, batch, Fact.JOINED))) or 0
    return {**counts, Fact.JOINED: joined}, int(row[0])


def ours_not_listed(actor: Actor, batch: Batch) -> ColumnElement[bool]:
    """Cases of people whom we know to be in custody in that country and whom no place of the batch was matched to."""
    listed = select(Place.id).where(live(batch), Place.person_id == Case.detainee_id).exists()
    return and_(
        cases_policy.visible(actor),
        Case.jurisdiction == batch.jurisdiction,
        Case.state == str(State.IN_CUSTODY),
        not_(listed),
    )


def count_ours_not_listed(actor: Actor, batch: Batch) -> int:
    """Count these cases: it reads all who are in custody, so only the pages that tell the number ask for it."""
    return db.session.scalar(select(func.count(Case.id)).where(ours_not_listed(actor, batch))) or 0


def get_figures(actor: Actor, batch: Batch, claims: tuple[ClaimView, ...]) -> figures.Figures:
    """Count the figures of a batch."""
    counts, places = count_facts(actor, batch)
    return figures.Figures(figures.stated(claims), figures.stated_in_scope(claims), counts, places)

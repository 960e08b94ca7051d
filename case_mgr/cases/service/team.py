"""Who works on a case: owner, team, and a handover that somebody accepts."""

from __future__ import annotations

from sqlalchemy import delete, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.accounts import queries as members
from case_mgr.accounts.models import User
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import queries
from case_mgr.cases.models import Case, CaseMember, CaseWatch, Handover
from case_mgr.cases.policy import require, visible
from case_mgr.cases.types import Answer
from case_mgr.core import clock
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.detainees import service as people
from case_mgr.extensions import db


def join_team(actor: Actor, reference: str, member_id: str, part: str = "") -> CaseMember:
    """Let a member work on a case; from then on they may know of its person, also of a withheld one."""
    require(actor, Act.STEER)
    case, user = queries.get_row(actor, reference), _reader(actor, member_id)
    if user.id == case.owner_id:
        raise Refused(N_("%(name)s follows this case already, as its owner."), name=user.name)
    if any(row.user_id == user.id for row in case.team):
        raise Refused(N_("%(name)s is in the team already."), name=user.name)
    row = CaseMember(user_id=user.id, part=part.strip())
    case.team.append(row)
    let_team_in(case)
    audit.record(actor, Event.TEAM_CHANGED, case, label=case.reference, change="joined", member=user.public_id)
    db.session.flush()
    return row


def leave_team(actor: Actor, reference: str, member_id: str) -> None:
    """End a member's work on a case; whoever stood close only by it no longer knows of a withheld person."""
    require(actor, Act.STEER)
    case = queries.get_row(actor, reference)
    row = next((row for row in case.team if row.user.public_id == member_id), None)
    if row is None:
        raise NotFound(N_("There is no such member of the team."))
    db.session.delete(row)
    db.session.flush()
    db.session.expire(case, ["team"])
    let_team_in(case)
    audit.record(actor, Event.TEAM_CHANGED, case, label=case.reference, change="left", member=member_id)


def offer_handover(actor: Actor, reference: str, member_id: str, note: str) -> Handover:
    """Offer a case to somebody else to follow, with what they must know; nothing changes until they accept."""
    require(actor, Act.STEER)
    case, user = queries.get_row(actor, reference), _writer(actor, member_id)
    if user.id == case.owner_id:
        raise Refused(N_("%(name)s follows this case already, as its owner."), name=user.name)
    if not note.strip():
        raise Refused(N_("Write what %(name)s must know: what waits, what was promised, whom to ask."), name=user.name)
    waiting = _waiting(case)
    if waiting is not None:
        raise Refused(
            N_("An offer to %(name)s waits for an answer. Take it back before you make another."),
            name=waiting.taker.name,
        )
    row = Handover(
        organisation_id=case.organisation_id,
        from_id=actor.user_id,
        to_id=user.id,
        note=note.strip(),
        answer=str(Answer.WAITING),
    )
    case.handovers.append(row)
    let_team_in(case)
    audit.record(actor, Event.HANDOVER_OFFERED, case, label=case.reference, to=user.public_id)
    db.session.flush()
    return row


def answer_handover(actor: Actor, reference: str, answer: Answer) -> Case:
    """Accept or decline a case that was offered, or take an own offer back; accepting makes the taker its owner."""
    require(actor, Act.STEER)
    case = queries.get_row(actor, reference)
    row = _waiting(case)
    whose = None if row is None else row.from_id if answer is Answer.WITHDRAWN else row.to_id
    if row is None or whose != actor.user_id:
        raise NotFound(N_("No handover of this case waits for you."))
    row.answer, row.answered_at = str(answer), clock.now()
    if answer is Answer.ACCEPTED:
        # Whoever gives a case away stays in its team until somebody ends that: questions come later.
        before, case.owner_id = case.owner_id, row.to_id
        team = {member.user_id: member for member in case.team}
        if before is not None and before not in team:
            case.team.append(CaseMember(user_id=before))
        if row.to_id in team:
            db.session.delete(team[row.to_id])
    db.session.flush()
    db.session.expire(case, ["team"])
    let_team_in(case)
    audit.record(actor, Event.HANDOVER_ANSWERED, case, label=case.reference, answer=str(answer))
    return case


def assign_case(actor: Actor, reference: str, member_id: str | None, **facts: str) -> Case:
    """Have somebody follow a case, or nobody, at once and without asking them; facts say because of which act."""
    actor.require(Permission.CASE_WRITE)
    case = queries.get_row(actor, reference)
    user = _writer(actor, member_id) if member_id else None
    case.owner_id = user.id if user else None
    let_team_in(case)
    to = user.public_id if user else ""
    audit.record(actor, Event.CASE_ASSIGNED, case, label=case.reference, to=to, **facts)
    db.session.flush()
    return case


def watch(actor: Actor, reference: str) -> None:
    """Show changes of a case on the own page from now on."""
    actor.require(Permission.CASE_READ)
    case = queries.get_row(actor, reference)
    if not queries.is_watched(actor, reference):
        db.session.add(CaseWatch(case_id=case.id, user_id=actor.user_id, seen_at=clock.now()))
        audit.record(actor, Event.CASE_WATCHED, case, label=case.reference, watching=True)


def unwatch(actor: Actor, reference: str) -> None:
    """No longer show changes of a case on the own page."""
    actor.require(Permission.CASE_READ)
    case = queries.get_row(actor, reference)
    db.session.execute(delete(CaseWatch).where(CaseWatch.case_id == case.id, CaseWatch.user_id == actor.user_id))
    audit.record(actor, Event.CASE_WATCHED, case, label=case.reference, watching=False)


def look(actor: Actor, reference: str) -> None:
    """Remember that somebody looked at a case that they watch: what changes from now on is new to them."""
    row = db.session.scalar(
        select(CaseWatch)
        .join(Case)
        .where(visible(actor), Case.reference == reference, CaseWatch.user_id == actor.user_id)
    )
    if row is not None:
        row.seen_at = clock.now()


def let_team_in(case: Case) -> None:
    """Let owner, team, and whoever is asked to take the case over know of its person."""
    waiting = _waiting(case)
    near = [case.owner_id, *(row.user_id for row in case.team), waiting.to_id if waiting else None]
    people.let_in(case.detainee, case.reference, [user for user in near if user is not None])


def _waiting(case: Case) -> Handover | None:
    return next((row for row in case.handovers if row.answer == Answer.WAITING), None)


def _reader(actor: Actor, member_id: str) -> User:
    return _member(actor, member_id, Permission.CASE_READ)


def _writer(actor: Actor, member_id: str) -> User:
    return _member(actor, member_id, Permission.CASE_WRITE)


def _member(actor: Actor, member_id: str, permission: Permission) -> User:
    """Return a member whose role fits: a team must not be a way around roles."""
    user = members.get_member_row(actor, member_id)
    other = members.find_actor_by_ids(user.id, actor.organisation_id)
    if other is None or user.disabled_at is not None or not other.may(permission):
        raise Refused(N_("The role of %(name)s does not permit this."), name=user.name)
    return user

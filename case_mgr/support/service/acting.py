"""What becomes of an entry: approved by another person, paid, confirmed; void before it was paid, reversed after."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.service.numbering import next_number
from case_mgr.accounts.settled import is_ripe, settings_of
from case_mgr.accounts.types import Way
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.support import queries
from case_mgr.support.models import Grant, SupportEntry, SupportShare
from case_mgr.support.queries.entries import get_row
from case_mgr.support.queries.grants import list_locked
from case_mgr.support.service.papers import is_proved
from case_mgr.support.service.recording import SERIES, apply, convert
from case_mgr.support.service.shared import CHANGED, Misfilled, open_day, step, tell, within
from case_mgr.support.types import PENDING, Act, RateDraft, State

_TOO_EARLY = N_(
    "You wrote this down. Everybody may object for 24 hours; after that you may approve it yourself. "
    "Another member may now."
)
# A reversal gets its rate with the entry that it takes back.
_RATABLE = PENDING | {State.PAID, State.CONFIRMED, State.REVERSED}
_NOBODY = N_("You wrote this down: somebody else approves it. Nobody else may yet: add a coordinator or a reviewer.")


def approve(actor: Actor, public_id: str) -> SupportEntry:
    """Approve what somebody else wrote down."""
    row = to_approve(actor, public_id)
    row.state, row.approved_by_id = str(State.APPROVED), actor.user_id
    step(actor, row, Act.APPROVED)
    tell(actor, Event.SUPPORT_APPROVED, row)
    return row


def to_approve(actor: Actor, public_id: str) -> SupportEntry:
    """Return an entry that the actor may approve; their own is refused, naming who may."""
    actor.require(Permission.SUPPORT_APPROVE)
    row = _in(actor, public_id, State.PLANNED)
    if row.recorded_by_id != actor.user_id:
        return row
    now = settings_of(row.organisation_id)
    if now.money is Way.DELAY:
        if any(one.act == Act.OBJECTED for one in row.steps):
            raise Refused(N_("Somebody objected to this entry: another member approves it."))
        if not is_ripe(row.created_at, now.money_since):
            raise Refused(_TOO_EARLY)
        return row
    others = queries.list_approvers(actor, public_id)
    if not others:
        raise Refused(_NOBODY)
    raise Refused(N_("You wrote this down: somebody else approves it. Who may: %(names)s."), names=", ".join(others))


def object_to(actor: Actor, public_id: str, reason: str) -> SupportEntry:
    """Object to an entry that whoever wrote it down could soon approve alone: from now on somebody else does."""
    actor.require(Permission.SUPPORT_READ)
    row = _in(actor, public_id, State.PLANNED)
    if settings_of(row.organisation_id).money is not Way.DELAY:
        raise Refused(N_("Nobody approves alone here: say it to whoever approves."))
    if row.recorded_by_id == actor.user_id:
        raise Refused(N_("You wrote this down yourself: make it void instead."))
    if not reason.strip():
        raise Misfilled("reason", N_("Write why you object, so that whoever approves can weigh it."))
    step(actor, row, Act.OBJECTED, reason)
    tell(actor, Event.SUPPORT_OBJECTED, row)
    return row


def pay(actor: Actor, public_id: str, day: date | None) -> SupportEntry:
    """Say on which day an approved entry was paid; in a closed period it is booked on the first open day."""
    actor.require(Permission.SUPPORT_WRITE)
    row = _in(actor, public_id, State.APPROVED)
    grants = _grants(row)
    if day is None:
        raise Misfilled("day", N_("Enter the day of the payment."))
    if day > clock.today():
        raise Misfilled("day", N_("This day has not come yet."))
    for grant in grants:
        if not within(grant, day):
            raise Misfilled(
                "day",
                N_("The day lies outside the period of grant %(code)s, which is %(starts)s to %(ends)s."),
                code=grant.code,
                starts=grant.starts,
                ends=grant.ends,
            )
    row.paid_on, row.booked, row.state = day, open_day(grants, day), str(State.PAID)
    step(actor, row, Act.PAID)
    tell(actor, Event.SUPPORT_PAID, row)
    return row


def confirm(actor: Actor, public_id: str, note: str = "") -> SupportEntry:
    """Say that what was paid arrived."""
    actor.require(Permission.SUPPORT_WRITE)
    row = _in(actor, public_id, State.PAID)
    if not is_proved(row):
        raise Refused(N_("Nothing proves it yet: add the receipt, or let two people declare why there can be none."))
    row.state = str(State.CONFIRMED)
    step(actor, row, Act.CONFIRMED, note)
    tell(actor, Event.SUPPORT_CONFIRMED, row)
    return row


def void(actor: Actor, public_id: str, reason: str) -> SupportEntry:
    """Give up an entry that was not paid, for a reason."""
    actor.require(Permission.SUPPORT_WRITE)
    row = _in(actor, public_id, *PENDING)
    if not reason.strip():
        raise Misfilled("reason", N_("Write why it is void."))
    row.state = str(State.VOID)
    step(actor, row, Act.VOIDED, reason)
    tell(actor, Event.SUPPORT_VOIDED, row)
    return row


def reverse(actor: Actor, public_id: str, reason: str) -> SupportEntry:
    """Take back what was paid, by an entry of the opposite amount in the open period; the first one stays as it is."""
    actor.require(Permission.SUPPORT_APPROVE)
    row = _in(actor, public_id, State.PAID, State.CONFIRMED)
    if not reason.strip():
        raise Misfilled("reason", N_("Write why it is reversed."))
    grants, today = _grants(row), clock.today()
    assert row.booked is not None, "what was paid is booked"
    # Never before what it takes back, and when the grants are over, on their last open day.
    wanted = max(row.booked, min(today, *(grant.ends for grant in grants)))
    counter = SupportEntry(
        organisation_id=row.organisation_id,
        number=next_number(row.organisation_id, SERIES),
        case=row.case,
        kind=row.kind,
        state=str(State.REVERSAL),
        happened=row.happened,
        paid_on=today,
        booked=open_day(grants, wanted),
        amount=-row.amount,
        currency=row.currency,
        for_person=row.for_person,
        beneficiary=row.beneficiary,
        purpose=row.purpose,
        recorded_by_id=actor.user_id,
        reverses=row,
    )
    db.session.add(counter)
    for share in row.shares:
        counter.shares.append(_opposite(share))
    row.state = str(State.REVERSED)
    step(actor, counter, Act.REVERSED, reason)
    step(actor, row, Act.REVERSED, reason)
    tell(actor, Event.SUPPORT_REVERSED, row, by=counter.reference)
    tell(actor, Event.SUPPORT_RECORDED, counter, reverses=row.reference)
    return counter


def give_rate(actor: Actor, public_id: str, share_id: str, told: RateDraft) -> SupportEntry:
    """Give the rate of a share that has none; one that was given is never changed."""
    actor.require(Permission.SUPPORT_WRITE)
    row = get_row(actor, public_id, lock=True)
    share = next((one for one in row.shares if one.public_id == share_id), None)
    if share is None or share.converted is not None or row.state not in _RATABLE:
        raise Stale(CHANGED, Conflict())
    _grants(row)
    if not told.rate.strip():
        raise Misfilled("rate", N_("Enter the rate."))
    apply(share, convert(told, share.amount, row.currency, share.grant.currency, "rate"))
    if row.reversal is not None:
        # What was taken back is taken back at the same rate: the two make nothing.
        twin = row.reversal.shares[row.shares.index(share)]
        twin.rate, twin.rate_day, twin.rate_source = share.rate, share.rate_day, share.rate_source
        twin.converted = _minus(share.converted)
        step(actor, row.reversal, Act.RATED)
        tell(actor, Event.SUPPORT_RATE_GIVEN, row.reversal)
    step(actor, row, Act.RATED)
    tell(actor, Event.SUPPORT_RATE_GIVEN, row)
    return row


def _in(actor: Actor, public_id: str, *states: State) -> SupportEntry:
    row = get_row(actor, public_id, lock=True)
    if row.state not in states:
        raise Stale(CHANGED, Conflict())
    return row


def _grants(row: SupportEntry) -> list[Grant]:
    """Return the grants of an entry as they are now: whoever closes a period waits, or came first."""
    return list_locked(Grant.id.in_([share.grant_id for share in row.shares]))


def _opposite(share: SupportShare) -> SupportShare:
    return SupportShare(
        organisation_id=share.organisation_id,
        grant=share.grant,
        line=share.line,
        amount=-share.amount,
        rate=share.rate,
        rate_day=share.rate_day,
        rate_source=share.rate_source,
        converted=_minus(share.converted),
        code=share.code,
    )


def _minus(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else -amount

"""Writing down money that is to be spent; somebody else approves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.service.numbering import next_number
from case_mgr.audit.types import Event
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.support import money
from case_mgr.support.codes import code_of
from case_mgr.support.models import Grant, GrantLine, SupportEntry, SupportShare
from case_mgr.support.queries.grants import list_targets
from case_mgr.support.service.shared import LONGEST_TEXT, Misfilled, at, step, tell, within
from case_mgr.support.types import HELP, Act, EntryDraft, RateDraft, ShareDraft, State

SERIES = "support"
_LONGEST_NAME = 300
Target = tuple[Grant, GrantLine | None]


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a share makes in the currency of its grant, and by which rate."""

    rate: Decimal
    day: date
    source: str
    converted: Decimal


@dataclass(frozen=True, slots=True)
class Prepared:
    """An entry of which everything was checked and nothing is written."""

    draft: EntryDraft
    case: Case | None
    amount: Decimal
    beneficiary: str
    targets: tuple[Target, ...]
    pieces: tuple[Decimal, ...]
    conversions: tuple[Conversion | None, ...]


def record(actor: Actor, draft: EntryDraft) -> SupportEntry:
    """Write an entry down as planned: what for, how much, who pays; nothing of it can be edited afterwards."""
    return write(actor, prepare(actor, draft))


def prepare(actor: Actor, draft: EntryDraft, *, lock: bool = True) -> Prepared:
    """Check an entry, or say what cannot be; whoever only looks locks nothing."""
    actor.require(Permission.SUPPORT_WRITE)
    case, amount = _case(actor, draft), _amount(draft)
    targets = _targets(actor, draft, lock=lock)
    _check_day(draft, [grant for grant, _ in targets])
    beneficiary, pieces = _beneficiary(draft), _pieces(draft, amount)
    conversions = [
        convert(told.rate, piece, draft.currency, grant.currency, f"shares-{number}-rate")
        for number, (told, piece, (grant, _)) in enumerate(zip(draft.shares, pieces, targets, strict=True))
    ]
    return Prepared(draft, case, amount, beneficiary, tuple(targets), tuple(pieces), tuple(conversions))


def write(actor: Actor, ready: Prepared, source: tuple[int, int] | None = None) -> SupportEntry:
    """Write an entry that was checked; `source` is the list that it comes from, and the line there."""
    draft, case = ready.draft, ready.case
    row = SupportEntry(
        organisation_id=actor.organisation_id,
        number=next_number(actor.organisation_id, SERIES),
        case=case,
        kind=str(draft.kind),
        state=str(State.PLANNED),
        happened=draft.happened,
        amount=ready.amount,
        currency=draft.currency,
        for_person=draft.for_person,
        beneficiary=ready.beneficiary or None,
        purpose=draft.purpose.strip() or None,
        recorded_by_id=actor.user_id,
    )
    row.import_id, row.import_line = source or (None, None)
    db.session.add(row)
    helped = case.detainee.public_id if case and (draft.for_person or ready.beneficiary) else ""
    for (grant, line), piece, conversion in zip(ready.targets, ready.pieces, ready.conversions, strict=True):
        share = SupportShare(organisation_id=row.organisation_id, grant=grant, line=line, amount=piece)
        share.code = code_of(grant.public_id, helped, ready.beneficiary)
        if draft.currency == grant.currency:
            share.converted = piece
        apply(share, conversion)
        row.shares.append(share)
    step(actor, row, Act.PLANNED)
    tell(actor, Event.SUPPORT_RECORDED, row)
    return row


def apply(share: SupportShare, conversion: Conversion | None) -> None:
    """Write the rate of a share; without one it stays unconverted."""
    if conversion is not None:
        share.rate, share.rate_day, share.rate_source = conversion.rate, conversion.day, conversion.source
        share.converted = conversion.converted


def convert(told: RateDraft, amount: Decimal, currency: str, into: str, field: str) -> Conversion | None:
    """Convert an amount by a rate that somebody names with its day and source; None where nobody named one."""
    if not (told.rate.strip() or told.source.strip() or told.day):
        return None
    if currency == into:
        raise Misfilled(
            field, N_("%(currency)s is the currency of the grant: leave the rate empty."), currency=currency
        )
    try:
        given = money.read_rate(told.rate)
    except money.BadAmount as error:
        raise at(field, error) from error
    if told.day is None or not told.source.strip():
        raise Misfilled(field, N_("A rate needs its day and its source, such as the bank that gave it."))
    if told.day > clock.today():
        raise Misfilled(field, N_("The day of the rate lies in the future."))
    result = money.converted(amount, given, into)
    if not 0 < result <= money.LARGEST:
        sentence = N_("By this rate it would be %(amount)s %(currency)s. Check which way round the rate is.")
        raise Misfilled(field, sentence, amount=result, currency=into)
    return Conversion(given, told.day, told.source.strip()[:200], result)


def _case(actor: Actor, draft: EntryDraft) -> Case | None:
    reference = draft.case.strip()
    if not reference:
        if draft.for_person:
            raise Misfilled("case", N_("Name the case of the person who is helped, or say who else is."))
        return None
    try:
        return cases.get_row(actor, reference)
    except NotFound as error:
        raise Misfilled("case", N_("There is no such case.")) from error


def _amount(draft: EntryDraft) -> Decimal:
    if not money.is_known(draft.currency):
        raise Misfilled("currency", N_("Enter the currency as three letters, such as EUR."))
    try:
        return money.read_amount(draft.amount, draft.currency)
    except money.BadAmount as error:
        raise at("amount", error) from error


def _beneficiary(draft: EntryDraft) -> str:
    name, purpose = draft.beneficiary.strip(), draft.purpose.strip()
    if draft.for_person and name:
        raise Misfilled("beneficiary", N_("Choose one: the person of the case, or somebody else by name."))
    if len(name) > _LONGEST_NAME:
        raise Misfilled("beneficiary", N_("This is too long: write at most %(n)d characters."), n=_LONGEST_NAME)
    if len(purpose) > LONGEST_TEXT:
        raise Misfilled("purpose", N_("This is too long: write at most %(n)d characters."), n=LONGEST_TEXT)
    if (name or draft.for_person) and draft.kind not in HELP:
        raise Misfilled("kind", N_("Costs of the work help nobody in particular: choose what the person was given."))
    return name


def _targets(actor: Actor, draft: EntryDraft, *, lock: bool) -> list[Target]:
    wanted: Sequence[ShareDraft] = draft.shares
    if not wanted:
        raise Misfilled("shares-0-target", N_("Choose the grant, or the line of its budget, that pays."))
    known = list_targets(actor, (share.target for share in wanted), lock=lock)
    out: list[Target] = []
    for number, share in enumerate(wanted):
        field, target = f"shares-{number}-target", known.get(share.target)
        if target is None:
            raise Misfilled(field, N_("Choose the grant, or the line of its budget, that pays."))
        if target in out:
            raise Misfilled(field, N_("This pays already: add the two shares up."))
        if target[0].lines and target[1] is None:
            raise Misfilled(field, N_("Grant %(code)s has a budget: choose one of its lines."), code=target[0].code)
        out.append(target)
    return out


def _check_day(draft: EntryDraft, grants: Sequence[Grant]) -> None:
    day = draft.happened
    if day is None:
        raise Misfilled("happened", N_("Enter the day."))
    for grant in grants:
        if not within(grant, day):
            raise Misfilled(
                "happened",
                N_("The day lies outside the period of grant %(code)s, which is %(starts)s to %(ends)s."),
                code=grant.code,
                starts=grant.starts,
                ends=grant.ends,
            )
        if grant.closed_until is not None and day <= grant.closed_until and not draft.late:
            raise Misfilled(
                "happened",
                N_(
                    "The books of grant %(code)s are closed up to %(closed)s. If this was left out, tick that it is "
                    "late: it is booked in the open period."
                ),
                code=grant.code,
                closed=grant.closed_until,
            )


def _pieces(draft: EntryDraft, amount: Decimal) -> list[Decimal]:
    wanted: list[Decimal | None] = []
    for number, share in enumerate(draft.shares):
        try:
            wanted.append(money.read_amount(share.amount, draft.currency) if share.amount.strip() else None)
        except money.BadAmount as error:
            raise at(f"shares-{number}-amount", error) from error
    try:
        return money.split(amount, wanted, draft.currency)
    except money.BadAmount as error:
        raise at("shares-0-amount", error) from error

"""Charges: brought as written, requalified into another that is linked, dropped, ended by a court."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.legal import queries
from case_mgr.legal.articles import parse
from case_mgr.legal.checking import Checked, check
from case_mgr.legal.models import Charge, ChargeStatus
from case_mgr.legal.refusals import Wrong
from case_mgr.legal.service.shared import open_case, tell
from case_mgr.legal.types.drafts import ChargeChange, ChargesDraft, Told
from case_mgr.legal.types.kinds import ChargeState

CHARGED = ("charge",)
# The kinds of events that may tell of a change; the first is written when none is named.
EVENTS = {
    ChargeState.REQUALIFIED: ("charge_changed", "verdict", "appeal"),
    ChargeState.DROPPED: ("charge_changed", "verdict", "appeal", "case_closed"),
    ChargeState.CONVICTED: ("verdict", "restricted_freedom_imposed", "appeal", "added_term"),
    ChargeState.ACQUITTED: ("charge_changed", "acquittal", "verdict", "appeal"),
}
_LONGEST = 300


def charge(actor: Actor, reference: str, draft: ChargesDraft) -> list[Charge]:
    """Record the articles of a charge and its event on the timeline; the text stays as written."""
    case = open_case(actor, reference, Act.ADD)
    wanted = _wanted(case, draft.text, draft.chosen, as_written=draft.as_written)
    known = {_key(row) for row in _live(case)}
    fresh = [checked for checked in wanted if _key(checked.ref) not in known]
    if not fresh:
        raise Wrong("text", N_("All these charges are recorded already."))
    tie, happened = tell(actor, case, CHARGED, draft.told, draft.text.strip())
    rows = [draw_up(case, checked, draft.told, tie, happened, written=draft.text) for checked in fresh]
    db.session.add_all(rows)
    # From now on a search asks the charges themselves.
    case.written.clear()
    audit.record(actor, Event.CHARGE_BROUGHT, case, label=case.reference, articles=[row.article for row in rows])
    db.session.flush()
    return rows


def change_charge(actor: Actor, reference: str, charge_id: str, change: ChargeChange) -> Charge:
    """Record what became of a charge; a requalification brings a new charge that is linked to it."""
    case = open_case(actor, reference, Act.AMEND)
    row = queries.get_row(actor, case, Charge, charge_id)
    if change.state not in EVENTS:
        raise Wrong("state", N_("Choose what became of the charge."))
    if row.state in (ChargeState.REQUALIFIED, ChargeState.DROPPED, ChargeState.ACQUITTED):
        raise Wrong("state", N_("This charge has ended already. Take its last change back, or record a new charge."))
    fresh: list[Checked] = []
    if change.state is ChargeState.REQUALIFIED:
        fresh = _wanted(case, change.text, None, as_written=change.as_written)
        if any(_key(one.ref) == _key(row) for one in fresh):
            raise Wrong("text", N_("This is the article that the charge has now. Write the one that it became."))
    kinds = EVENTS[change.state]
    if change.state is ChargeState.ACQUITTED and _is_last(case, row):
        # Acquitted of everything: only then does the person leave the prosecution.
        kinds = ("acquittal", *(kind for kind in kinds if kind != "acquittal"))
    tie, happened = tell(actor, case, kinds, change.told, change.text.strip() or row.raw)
    update(row, change.state, tie, happened, source=change.told.source, note=change.note)
    for checked in fresh:
        db.session.add(draw_up(case, checked, change.told, tie, happened, written=change.text, replaces=row))
    audit.record(
        actor, Event.CHARGE_CHANGED, case, label=case.reference, outcome=str(change.state), article=row.article
    )
    db.session.flush()
    return row


def update(
    row: Charge,
    state: ChargeState,
    tie: dict[str, Any],
    happened: PartialDate | None,
    *,
    source: str = "",
    note: str = "",
) -> None:
    """Add a dated update to a charge; the caller writes the audit entry."""
    row.statuses.append(
        ChargeStatus(state=str(state), happened=happened, source=source.strip(), note=note.strip()[:500], **tie)
    )
    settle(row)


def settle(row: Charge) -> None:
    """Compute where a charge stands from its updates."""
    live = [one for one in row.statuses if one.withdrawn_at is None and one.state != ChargeState.BROUGHT]
    row.state = max(live, key=_order).state if live else str(ChargeState.BROUGHT)


def _order(status: ChargeStatus) -> tuple[bool, str, int]:
    day = status.happened.latest if status.happened else None
    # Of two that nobody dated, the one recorded later holds; a row that is not written yet is the latest.
    return day is None, day.isoformat() if day else "", status.id or 2**62


def _wanted(case: Case, text: str, chosen: frozenset[int] | None, *, as_written: bool) -> list[Checked]:
    """Return the articles that a text names; what the vocabulary does not know needs somebody's word."""
    found = check(case.jurisdiction, parse(text))
    wanted = [one for number, one in enumerate(found) if chosen is None or number in chosen]
    if not found:
        raise Wrong("text", N_("No article was read from this text. Write it such as “ч. 1 ст. 342” or “361-4”."))
    if not wanted:
        raise Wrong("chosen", N_("Tick the articles that the person is charged with."))
    doubtful = [one for one in wanted if one.doubt]
    if doubtful and not as_written:
        raise Wrong("as_written", doubtful[0].doubt, **doubtful[0].params)
    return wanted


def draw_up(
    case: Case,
    checked: Checked,
    told: Told,
    tie: dict[str, Any],
    happened: PartialDate | None,
    *,
    written: str,
    replaces: Charge | None = None,
) -> Charge:
    """Return a charge that was brought; the caller writes it, and the audit entry."""
    ref = checked.ref
    row = Charge(
        organisation_id=case.organisation_id,
        case=case,
        law=ref.law[:20],
        article=ref.article[:20],
        part=ref.part,
        paragraph=ref.paragraph,
        country=ref.country,
        raw=checked.raw[:_LONGEST],
        written=written.strip(),
        source=told.source.strip(),
        unlisted=checked.item is None,
        state=str(ChargeState.BROUGHT),
        replaces=replaces,
    )
    update(row, ChargeState.BROUGHT, tie, happened, source=told.source)
    return row


def _live(case: Case) -> list[Charge]:
    rows = db.session.scalars(
        select(Charge).where(Charge.case_id == case.id, Charge.withdrawn_at.is_(None)).order_by(Charge.id)
    )
    return [row for row in rows if row.state in (ChargeState.BROUGHT, ChargeState.CONVICTED)]


def _is_last(case: Case, row: Charge) -> bool:
    return not [other for other in _live(case) if other is not row]


def _key(one: Any) -> tuple[str, ...]:
    return one.law, one.article, one.part, one.paragraph

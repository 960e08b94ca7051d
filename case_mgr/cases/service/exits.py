"""How custody ended: written by a person who confirms it, never by a match."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import derive, queries
from case_mgr.cases.models import Case, Exit, TimelineEvent
from case_mgr.cases.policy import require, sees
from case_mgr.cases.service.timeline import append, restate, strike
from case_mgr.cases.types import (
    EVIDENCED,
    FREEING,
    OUT,
    WAITING,
    Certainty,
    EventDraft,
    ExitDraft,
    ExitFacts,
    Health,
    Level,
    Support,
)
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.enums import ReleaseLink

# The event of the timeline that proves each link of the release chain.
EVENT_OF_LINK = {
    ReleaseLink.DECREE: "decree",
    ReleaseLink.ANNOUNCED: "release_announced",
    ReleaseLink.LEFT_FACILITY: "left_facility",
    ReleaseLink.BORDER: "border_crossing",
    ReleaseLink.FREE: "free",
    ReleaseLink.REFUSED: "refusal_to_leave",
    ReleaseLink.RETURNED: "returned_to_custody",
}


def record_exit(actor: Actor, reference: str, draft: ExitDraft) -> Exit:
    """Record an exit, or how far the chain of a release went; needs evidence, and says so on the timeline."""
    require(actor, Act.AMEND)
    case = queries.get_row(actor, reference)
    catalogue.exit_kind(case.jurisdiction, draft.kind)
    link = _link(draft.link)
    if not draft.evidence.strip():
        raise Refused(N_("An exit needs evidence: say who saw or confirmed it."))
    event = _told(actor, case, draft, link) if draft.event else _tell_of(actor, case, draft, link)
    exit_ = Exit(
        organisation_id=case.organisation_id,
        kind=draft.kind,
        link=str(link),
        happened=event.happened if draft.event else draft.happened,
        batch=draft.batch,
        evidence=draft.evidence.strip(),
        source=draft.source.strip(),
        event=event,
        own_event=not draft.event,
    )
    _tell(exit_, draft)
    _carry_on(case, exit_)
    case.exits.append(exit_)
    audit.record(
        actor, Event.EXIT_RECORDED, case, label=case.reference, kind=draft.kind, link=str(link), batch=draft.batch
    )
    db.session.flush()
    return exit_


def amend_exit(actor: Actor, reference: str, exit_id: str, facts: ExitFacts, seen_version: int | None) -> Exit:
    """Complete or change what is known of an exit; how far it went and its evidence are taken back, never amended."""
    require(actor, Act.AMEND)
    case = queries.get_row(actor, reference)
    found = _standing(case, exit_id)
    if seen_version != found.version:
        raise Stale(
            N_("Somebody else changed this exit while you were editing. Nothing was written."),
            Conflict(version=found.version),
        )
    if found.own_event and facts.destination.strip() != found.destination:
        # The timeline tells where to as well: its earlier row stays readable, and the exit rests on the new one.
        found.event = restate(actor, case, found.event, facts.destination.strip())
    _tell(found, facts)
    audit.record(actor, Event.EXIT_AMENDED, case, label=case.reference)
    db.session.flush()
    return found


def event_of(link: str | None) -> str:
    """Return the kind of event that a link of the chain puts on the timeline."""
    return EVENT_OF_LINK[_link(link or "")]


def withdraw_exit(actor: Actor, reference: str, exit_id: str, reason: str) -> None:
    """Take a recorded exit back with its event; the case is computed anew."""
    require(actor, Act.AMEND)
    if not reason.strip():
        raise Refused(N_("Say why the exit is taken back."))
    case = queries.get_row(actor, reference)
    strike_exit(actor, _standing(case, exit_id), reason)


def strike_exit(actor: Actor, exit_: Exit, reason: str) -> None:
    """Take an exit back whose evidence is gone, for a room that wrote it and whose actor may not open the case."""
    actor.require(Permission.CASE_WRITE)
    case = exit_.case
    exit_.withdrawn_at = clock.now()
    if exit_.own_event:
        strike(case, exit_.event, reason)
    audit.record(actor, Event.EXIT_WITHDRAWN, case, label=case.reference, reason=reason.strip())
    db.session.flush()


def _tell_of(actor: Actor, case: Case, draft: ExitDraft, link: ReleaseLink) -> TimelineEvent:
    return append(
        actor,
        case,
        EventDraft(
            kind=EVENT_OF_LINK[link],
            happened=draft.happened,
            place=draft.destination,
            text=draft.evidence,
            source=draft.source,
            certainty=Certainty.CONFIRMED,
            # The evidence itself is kept encrypted, with the exit and as the text of the event.
            reason=EVIDENCED,
            batch=draft.batch,
        ),
    )


def _told(actor: Actor, case: Case, draft: ExitDraft, link: ReleaseLink) -> TimelineEvent:
    """Return the event that tells of the release already: it stays as it was told, with its own day."""
    event = next((row for row in derive.in_force(case.events) if row.public_id == draft.event), None)
    if event is None or not sees(actor, case, event) or not _frees(case, event):
        raise Refused(N_("Choose an event of the timeline by which the person was out, or have a new one written."))
    if event.level != Level.NORMAL:
        raise Refused(N_("Only some may see this event, and exits are open to whoever opens the case. Open it first."))
    if any(row.event is event and row.withdrawn_at is None for row in case.exits):
        raise Refused(N_("An exit from custody rests on this event already."))
    if link not in FREEING:
        raise Refused(N_("This event tells that the person was out. Choose how far it went from the links that free."))
    if draft.happened is not None and draft.happened != event.happened:
        raise Refused(N_("The event of the timeline has another date. Correct the event first, or leave the date out."))
    return event


def _frees(case: Case, event: TimelineEvent) -> bool:
    return catalogue.event_kind(case.jurisdiction, event.kind).moves_to in OUT


def _standing(case: Case, exit_id: str) -> Exit:
    found = next((e for e in case.exits if e.public_id == exit_id and e.withdrawn_at is None), None)
    if found is None:
        raise NotFound(N_("There is no such exit."))
    return found


def _tell(exit_: Exit, facts: ExitDraft | ExitFacts) -> None:
    exit_.destination, exit_.conditions = facts.destination.strip(), facts.conditions.strip()
    exit_.documents, exit_.documents_note = str(facts.documents), facts.documents_note.strip() or None
    exit_.petition, exit_.consent = str(facts.petition), str(facts.consent)
    exit_.health, exit_.support_note = str(facts.health), facts.support_note.strip() or None
    _tell_needs(exit_, facts)


def _carry_on(case: Case, exit_: Exit) -> None:
    """Let a further link of one release go on with how the person is and what they need: it is said once."""
    before = next((row for row in reversed(case.exits) if row.withdrawn_at is None), None)
    if before is None or exit_.link not in FREEING:
        # Whoever refused to leave or was brought back is asked anew when they come out.
        return
    if exit_.health == Health.UNKNOWN:
        exit_.health = before.health
    if exit_.support == Support.UNKNOWN and not exit_.needs:
        exit_.support, exit_.needs, exit_.support_note = before.support, dict(before.needs), before.support_note


def _tell_needs(exit_: Exit, facts: ExitDraft | ExitFacts) -> None:
    """Keep since when each need stands as it does: a task counts its days from there."""
    today, known = clock.today().isoformat(), exit_.needs or {}
    told = {str(kind): str(state) for kind, state in facts.needs}
    needs = {
        kind: known[kind] if kind in known and known[kind][0] == state else [state, today]
        for kind, state in told.items()
    }
    waits = any(state in WAITING for state in told.values())
    if waits and facts.support is Support.NONE:
        raise Refused(N_("Something is needed below: say so, or say of each need that it is met or not wanted."))
    if exit_.needs != needs:
        exit_.needs = needs
    exit_.support = str(Support.NEEDED if waits else facts.support)


def _link(name: str) -> ReleaseLink:
    try:
        link = ReleaseLink(name)
        EVENT_OF_LINK[link]
    except (ValueError, KeyError) as error:
        raise Refused(N_("Choose how far the release went: decree, left the facility, border, free …")) from error
    return link

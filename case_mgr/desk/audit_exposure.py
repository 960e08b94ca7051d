"""What one member saw and did in a period: whose names they were served, what left with them, whom to warn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries as advocacy
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.readers import Done, Served, Times
from case_mgr.audit.types import LOOKS, SENTENCES, EntryView, Event, Named
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.desk.discretion import discreet
from case_mgr.desk.queries import audit as warning
from case_mgr.desk.queries.audit import Warned
from case_mgr.tasks import queries as tasks

# What went out of the house, as far as the product can know: on paper and on a photograph of a screen it cannot.
LEFT = frozenset(
    {Event.EXPORT_MADE, Event.AUDIT_EXPORTED, Event.REPORT_DOWNLOADED, Event.DOCUMENT_DOWNLOADED, Event.LIST_HANDED}
    | {Event.SUBMISSION_TAKEN_OUT, Event.TALK_FILE_TAKEN_OUT, Event.CALENDAR_LINK_CHANGED, Event.SUBMISSION_SENT}
    | {Event.EXPORT_FETCHED, Event.SUBMISSION_FILE_TAKEN_OUT, Event.RECEIPT_TAKEN_OUT, Event.STATEMENT_MADE}
    | {Event.BATCH_COPY_TAKEN_OUT}
)
_NO_CHANGE = (
    LOOKS
    | LEFT
    | {Event.SIGNED_IN, Event.SIGNED_OUT, Event.SIGN_IN_FAILED, Event.THROTTLED, Event.ACCESS_REFUSED}
    | {Event.EXPORT_ASKED, Event.EXPORT_WITHDRAWN, Event.EXPORT_FAILED, Event.EXPOSURE_REPORTED}
    | {Event.AUDIT_VERIFIED, Event.CHECKPOINT_MADE}
)


@dataclass(frozen=True, slots=True)
class Exposed:
    """One person whose name was served, for whoever may open them."""

    warned: Warned
    times: Times


@dataclass(frozen=True, slots=True)
class Exposure:
    """The report of one member and period."""

    member: str
    name: str
    people: Page[Exposed]
    # People whose names were served and whom the reader of this report may not open: how many, and nothing else. Who is
    # withheld is not among them: a number of them would say on which days a colleague works with somebody withheld.
    closed: int
    served: Served
    looked: Counter[Event]
    left: list[EntryView]
    changed: Counter[Event]
    # The log holds more entries of the period than were read.
    more: bool


def report(actor: Actor, member: str, name: str, since: datetime, until: datetime, request: PageRequest) -> Exposure:
    """Say what a member saw and did, and write down that it was looked up."""
    actor.require(Permission.AUDIT_READ)
    served = log.list_served_to(actor, member, since, until)
    people = _by_survivor(served)
    mine = warning.list_open(actor, people)
    ordered = sorted(mine, key=lambda number: (-people[number].count, number))
    at = settle(request, len(ordered))
    page = ordered[(at.number - 1) * at.size : at.number * at.size]
    warned = warning.list_warned(actor, page)
    done = log.list_done_by(actor, member, since, until, tasks.of_others(actor), advocacy.open_of_closed(actor))
    # The entry is read by others than who reads the report: it counts nobody who is withheld either.
    told = warning.list_not_withheld(people)
    days = {"since": since.date().isoformat(), "until": until.date().isoformat()}
    audit.record(actor, Event.EXPOSURE_REPORTED, Named("app_user", member), label=name, people=len(told), **days)
    return Exposure(
        member=member,
        name=name,
        people=Page(
            [Exposed(warned[number], people[number]) for number in page if number in warned],
            len(ordered),
            at.number,
            at.size,
        ),
        closed=len(told - mine),
        served=served,
        looked=Counter(one.event for one in done if one.event in LOOKS),
        left=_left(actor, member, done),
        changed=Counter(one.event for one in done if one.event not in _NO_CHANGE),
        more=len(done) >= log.MOST,
    )


def list_named(actor: Actor, numbers: Collection[int], most: int = 200) -> list[Warned]:
    """List those of some people whom the actor may open, at most so many."""
    into = warning.list_survivors(numbers)
    mine = sorted(warning.list_open(actor, {into.get(number, number) for number in numbers}))[:most]
    return sorted(warning.list_warned(actor, mine).values(), key=lambda person: person.reference)


def _left(actor: Actor, member: str, done: list[Done]) -> list[EntryView]:
    """Return what went out of the house, as the pages of the log would tell it to the reader."""
    return discreet(
        actor,
        [
            EntryView(
                seq=one.seq,
                at=one.at,
                event=one.event,
                sentence=SENTENCES[one.event],
                actor=member,
                actor_name="",
                subject_type=one.subject_type,
                subject_id=one.subject,
                subject_label=one.label,
                facts=one.facts,
                changes=(),
                erased=False,
                act="",
                hash="",
                previous="",
                touched=frozenset(change.row for change in one.changes),
            )
            for one in done
            if one.event in LEFT
        ],
    )


def _by_survivor(served: Served) -> dict[int, Times]:
    """Count what was served of a record that became part of another to the one that it is part of now."""
    into = warning.list_survivors(served.people)
    found: dict[int, Times] = {}
    for number, times in served.people.items():
        held = found.get(target := into.get(number, number))
        if held is None:
            found[target] = times
            continue
        held.first, held.last = min(held.first, times.first), max(held.last, times.last)
        held.count, held.pages = held.count + times.count, held.pages | times.pages
    return found

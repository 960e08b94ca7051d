"""Puts back together what a member changed in a period: plain fields, and what they put into cases, as it stands."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries as advocacy
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.readers import Change, Done
from case_mgr.audit.types import Event, Named
from case_mgr.cases import queries as cases
from case_mgr.cases import service as case_verbs
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import DomainError, Refused
from case_mgr.core.text import N_
from case_mgr.desk import audit_added
from case_mgr.desk.audit_exposure import LEFT
from case_mgr.detainees import queries as people
from case_mgr.detainees import service as person_verbs
from case_mgr.extensions import db
from case_mgr.tasks import queries as tasks

_PERSON = frozenset(
    {"sex", "born", "died", "age", "age_as_of", "occupation", "affiliation", "groups", "languages", "sensitivity"}
    | {"publication_hold", "hold_reason", "gag_order", "gag_note"}
)
_CASE = frozenset({"charges"})
# Which fields can be put back: their value before stands in the log, and one verb writes it.
REVERSIBLE = {"detainee": _PERSON, "prison_case": _CASE}
_DATES = frozenset({"born", "died", "age_as_of"})
_LISTS = frozenset({"groups", "languages"})


class Verdict(StrEnum):
    """What becomes of one change."""

    REVERSED = "reversed"
    EDITED = "edited"
    CLOSED = "closed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Planned:
    """One field that a member changed: what stood there before, what they left, and what becomes of it."""

    kind: str
    subject: str
    label: str
    field: str
    before: Any
    after: Any
    verdict: Verdict
    said: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What can be put back, what stays since somebody edited it, and what this cannot put back."""

    rows: tuple[Planned, ...]
    # Kinds of entries that changed something which only a person can put back.
    other: Counter[Event]
    more: bool

    def count(self, *verdicts: Verdict) -> int:
        """Count the fields of which this becomes."""
        return sum(row.verdict in verdicts for row in self.rows)

    @property
    def key(self) -> str:
        """A digest of what was shown: what is done is what was seen, or it is shown again."""
        told = [(r.kind, r.subject, r.field, repr(r.before), repr(r.after), str(r.verdict)) for r in self.rows]
        return hashlib.sha256(repr(told).encode("utf-8")).hexdigest()[:32]


def plan(actor: Actor, member: str, since: datetime, until: datetime) -> Plan:
    """Say what putting back a member's changes would do now; nothing is written."""
    actor.require(Permission.AUDIT_READ)
    actor.require(Permission.PERSON_WRITE)
    done = log.list_done_by(actor, member, since, until, tasks.of_others(actor), advocacy.open_of_closed(actor))
    mine = [change for one in done for change in one.changes if _is_plain(change)]
    since_then = log.list_changes_of(actor, {change.subject for change in mine}, min((c.seq for c in mine), default=0))
    histories: dict[tuple[str, str, str], list[Change]] = {}
    for change in since_then:
        if _is_plain(change):
            histories.setdefault((change.table, change.subject, change.field), []).append(change)
    labels = {one.subject: one.label for one in done}
    kept = {change.seq for change in mine}
    touched = {(change.table, change.subject, change.field) for change in mine}
    rows = (_planned(actor, histories[key], kept, labels.get(key[1], "")) for key in sorted(touched))
    added = _added(actor, member, done)
    found = (*(row for row in rows if row is not None), *added)
    return Plan(found, _others(done, {row.subject for row in added}), len(done) >= log.MOST)


def _added(actor: Actor, member: str, done: list[Done]) -> list[Planned]:
    """Say of everything that the member put into cases what becomes of it: what others worked on since stays."""
    own = {one.subject for one in done if any(change.table in audit_added.ADDED for change in one.changes)}
    later = log.list_changes_of(actor, own, min((one.seq for one in done), default=0))
    return [
        Planned(one.table, one.row, one.case, "", None, None, Verdict.EDITED if one.touched else Verdict.REVERSED)
        for one in audit_added.list_added(actor, done, later, member)
    ]


def reverse(actor: Actor, member: str, name: str, since: datetime, until: datetime, reason: str, seen: str) -> Plan:
    """Put back what was shown, each record by its own verb and entry, and write down the act with its reason."""
    said = " ".join(reason.split())
    if not said:
        raise Refused(N_("Say why the changes are put back: whoever reads these records later asks."))
    planned = plan(actor, member, since, until)
    if planned.key != seen:
        raise Refused(N_("Something changed since this was shown. Look at it again: nothing was put back."))
    wanted: dict[tuple[str, str], list[Planned]] = {}
    for row in planned.rows:
        if row.kind in REVERSIBLE:
            wanted.setdefault((row.kind, row.subject), []).append(row)
    settled = [one for (kind, subject), rows in sorted(wanted.items()) for one in _put_back(actor, kind, subject, rows)]
    # What they put in goes in the order in which one rests on another.
    settled += [_taken_back(actor, row, said) for row in planned.rows if row.kind not in REVERSIBLE]
    result = replace(planned, rows=tuple(settled))
    facts: dict[str, Any] = {
        "reversed": result.count(Verdict.REVERSED),
        "kept": result.count(Verdict.EDITED, Verdict.CLOSED, Verdict.REFUSED),
        "not_reversible": sum(result.other.values()),
        "since": since.date().isoformat(),
        "until": until.date().isoformat(),
        "reason": said,
    }
    audit.record(actor, Event.CHANGES_REVERSED, Named("app_user", member), label=name, **facts)
    return result


def _put_back(actor: Actor, kind: str, subject: str, rows: list[Planned]) -> list[Planned]:
    """Put the fields of one record back in one act; a refusal of its rules leaves it whole as it is."""
    wanted = {row.field.removesuffix("_edtf"): _value(row) for row in rows if row.verdict is Verdict.REVERSED}
    if not wanted:
        return rows
    try:
        with db.session.begin_nested():
            if kind == "detainee":
                person_verbs.amend(actor, subject, wanted)
            else:
                case_verbs.amend_case(actor, _reference(rows), wanted)
    except DomainError as error:
        return [replace(r, verdict=Verdict.REFUSED, said=str(error)) if r.field.removesuffix("_edtf") in wanted else r
                for r in rows]  # fmt: skip
    return rows


def _taken_back(actor: Actor, row: Planned, reason: str) -> Planned:
    if row.verdict is not Verdict.REVERSED:
        return row
    refused = audit_added.take_back(actor, audit_added.Put(row.kind, row.label, row.subject, touched=False), reason)
    return row if refused is None else replace(row, verdict=Verdict.REFUSED, said=refused)


def _planned(actor: Actor, history: list[Change], kept: set[int], label: str) -> Planned | None:
    """Go back from the last change of a field through those of the member, as long as nobody else came between."""
    last = history[-1]
    row = Planned(last.table, last.subject, label, last.field, last.before, last.after, Verdict.REVERSED)
    found = _current(actor, row)
    if found is None:
        return replace(row, label="", before="…", after="…", verdict=Verdict.CLOSED)
    if last.seq not in kept:
        mine = next(change for change in reversed(history) if change.seq in kept)
        return replace(row, before=mine.before, after=mine.after, verdict=Verdict.EDITED)
    for change in reversed(history):
        if change.seq not in kept:
            break
        row = replace(row, before=change.before)
    if row.before == row.after:
        return None
    return row if found == (row.after,) else replace(row, verdict=Verdict.EDITED)


def _current(actor: Actor, row: Planned) -> tuple[Any] | None:
    """Return what stands in a field now, or None where the actor may not open the record."""
    if row.kind == "detainee":
        person = people.find_row(actor, row.subject)
        return None if person is None else (getattr(person, row.field),)
    if not cases.list_known(actor, [row.label]):
        return None
    return (getattr(cases.get_row(actor, row.label), row.field),)


def _value(row: Planned) -> Any:
    """Return the value before as the verb takes it."""
    field = row.field.removesuffix("_edtf")
    if field in _DATES:
        return PartialDate.parse(row.before) if row.before else None
    if field in _LISTS:
        return [code for code in (row.before or "").split(",") if code]
    return row.before if row.before is not None or field == "age" else ""


def _reference(rows: Iterable[Planned]) -> str:
    return next(row.label for row in rows)


def _is_plain(change: Change) -> bool:
    field = change.field.removesuffix("_edtf")
    return change.what == "changed" and change.row == change.subject and field in REVERSIBLE.get(change.table, ())


def _others(done: Iterable[Done], added: set[str]) -> Counter[Event]:
    """Count entries that changed something else: a name, a document, a decision. Each has a page of its own."""
    return Counter(
        one.event
        for one in done
        if one.event not in LEFT
        and any(
            not _is_plain(change) and not (change.what == "added" and change.row in added) for change in one.changes
        )
    )

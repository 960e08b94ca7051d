"""Submissions as they leave the house: which, to whom, when, and what came of it; of people their cases alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries
from case_mgr.advocacy.kinds import Status, SubmissionKind, SubmissionState
from case_mgr.advocacy.types import CourseNote, SubmissionRow
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import PageRequest
from case_mgr.core.text import N_
from case_mgr.exports.types import Asked, Cells, Line, ListKind, Recipient, Sheet

HEAD = (
    "submission", "kind", "mechanism", "addressee", "cases", "priority", "state", "sent", "answer_due", "response",
    "status", "public_reference", "last_day", "closes", "handed_over", "signatures", "counted", "finding",
)  # fmt: skip
_BLOCK = 100


def submissions(actor: Actor, asked: Asked, recipient: Recipient) -> Sheet:
    """Give submissions as a table: dates in EDTF; the door asks for everybody whom one names."""
    return Sheet(HEAD, (_lines(actor, block) for block in _blocks(actor, asked)))


def people(actor: Actor, asked: Asked) -> Iterator[Sequence[tuple[str, ...]]]:
    """Give whom the lines are about."""
    for block in _blocks(actor, asked):
        yield [line.about for line in _lines(actor, block)]


SUBMISSIONS = ListKind(
    "submissions",
    N_("Submissions"),
    N_("what was submitted to whom, for which cases, when, and what came of it; no text, no name of a prisoner"),
    Permission.CONTACT_READ,
    submissions,
    people,
)


def _blocks(actor: Actor, asked: Asked) -> Iterator[Sequence[SubmissionRow]]:
    state, kind, status = (str(asked.get(name, "")) for name in ("state", "kind", "status"))
    number, seen = 1, 0
    while True:
        page = queries.list_submissions(
            actor,
            PageRequest(number, _BLOCK),
            state=SubmissionState(state) if state else None,
            kind=SubmissionKind(kind) if kind else None,
            status=Status(status) if status else None,
        )
        yield page.items
        number, seen = number + 1, seen + len(page.items)
        if seen >= page.total or not page.items:
            return


def _lines(actor: Actor, rows: Sequence[SubmissionRow]) -> list[Line]:
    known = queries.list_people_of(actor, {case.reference for row in rows for case in row.cases})
    return [Line(tuple(dict.fromkeys(known[case.reference][1] for case in row.cases)), _cells(row)) for row in rows]


def _cells(row: SubmissionRow) -> Cells:
    note = row.course or CourseNote()
    cases = " ".join(case.reference for case in row.cases)
    what = (row.reference, str(row.kind), row.mechanism, row.contact, cases, str(row.priority), str(row.state))
    came = (_day(row.sent), _day(row.due), str(row.response) if row.sent else "", str(row.status))
    public = (note.number, _day(note.expires), _day(note.closes), _day(note.handed))
    count = "" if note.signatures is None else str(note.signatures)
    return (*what, *came, *public, count, _day(note.counted), str(note.finding))


def _day(value: PartialDate | date | None) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else value.edtf

"""A list of expenses is read, looked at and written: every line is kept or refused, and all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.files import service as files
from case_mgr.support import reading
from case_mgr.support.models import Grant, SupportEntry, SupportImport
from case_mgr.support.policy import chargeable, visible_entries
from case_mgr.support.queries.grants import find_row
from case_mgr.support.queries.lists import Key, get_list_row, list_keys
from case_mgr.support.results import ListPreview, ReadLine
from case_mgr.support.service.acting import approve, pay
from case_mgr.support.service.recording import Prepared, prepare, write
from case_mgr.support.service.shared import CHANGED, Misfilled
from case_mgr.support.types import State
from case_mgr.tables.dateforms import Order
from case_mgr.tables.reader import read
from case_mgr.tables.types import RawTable, Rejected

LARGEST = 5 * 1024 * 1024
_NOTHING = N_("No line of this list can be written. Correct it where it is kept, and read it again.")
_TOO_LONG = N_("The list has more than %(n)d lines. Divide it.")
# Fields of a draft by the columns of a list, for whoever looks for a fault.
_COLUMNS = {"happened": "date", "shares": "line"}


def read_list(actor: Actor, grant_id: str, stream: BinaryIO, name: str) -> tuple[SupportImport, bool]:
    """Keep a list that is to be written, and say whether the same bytes were read before."""
    actor.require(Permission.SUPPORT_WRITE)
    grant = find_row(Grant.public_id == grant_id, chargeable(actor))
    if grant is None:
        raise Misfilled("grant", N_("Choose the grant."))
    try:
        table = read(stream, name, knows_header=reading.knows_heading)
        reading.columns_of(table.header)
    except Rejected as error:
        raise Misfilled("file", error.sentence, **error.params) from error
    except Refused as error:
        raise Misfilled("file", error.sentence, **error.params) from error
    same = SupportImport.organisation_id == actor.organisation_id, SupportImport.sha256 == table.sha256
    known = db.session.scalar(select(SupportImport).where(*same))
    if known is not None:
        return known, True
    if sum(1 for _ in table.records) > reading.MOST:
        raise Misfilled("file", _TOO_LONG, n=reading.MOST)
    stream.seek(0)
    row = SupportImport(
        organisation_id=actor.organisation_id,
        grant=grant,
        file=files.store(actor, stream, name, largest=LARGEST),
        sha256=table.sha256,
        read_by_id=actor.user_id,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, Event.SUPPORT_LIST_READ, row, label=grant.code, sha256=row.sha256)
    return row, False


def look_over(actor: Actor, public_id: str) -> ListPreview:
    """Say of every line of a list what would be written, or in which column it cannot be; nothing is."""
    actor.require(Permission.SUPPORT_WRITE)
    row = _own(actor, public_id)
    with files.open_file(row.file) as stream:
        table = read(stream, row.file.name or "list.csv", knows_header=reading.knows_heading)
        lines = list(_lines(actor, row, table, lock=False))
        unread = tuple(reading.unread(table.header))
    asked = row.day_first is None and any(problem.params.get("asks") for _, _, found in lines for problem in found)
    good = tuple(_told(line, ready) for line, ready, _ in lines if ready)
    problems = tuple(problem for _, _, found in lines for problem in found)
    return ListPreview(good, problems, unread, asked)


def say_order(actor: Actor, public_id: str, *, day_first: bool) -> SupportImport:
    """Say how a list writes dates that can be read in two ways."""
    actor.require(Permission.SUPPORT_WRITE)
    row = _own(actor, public_id)
    if row.written_at is not None:
        raise Stale(CHANGED, Conflict())
    row.day_first = day_first
    audit.record(actor, Event.SUPPORT_LIST_READ, row, label=row.grant.code, sha256=row.sha256)
    return row


def write_list(actor: Actor, public_id: str) -> SupportImport:
    """Write every line of a list that can be written, as planned entries, in one act."""
    actor.require(Permission.SUPPORT_WRITE)
    row = _own(actor, public_id, lock=True)
    if row.written_at is not None:
        raise Stale(CHANGED, Conflict())
    if look_over(actor, public_id).asks_order:
        raise Refused(N_("Say first how this list writes dates: some can be read in two ways."))
    with files.open_file(row.file) as stream:
        table = read(stream, row.file.name or "list.csv", knows_header=reading.knows_heading)
        lines = list(_lines(actor, row, table, lock=True))
    good = [(line, ready) for line, ready, _ in lines if ready]
    if not good:
        raise Refused(_NOTHING)
    for line, ready in good:
        write(actor, ready, (row.id, line))
    row.written_at, row.written, row.refused = clock.now(), len(good), len(lines) - len(good)
    facts = {"written": row.written, "refused": row.refused}
    audit.record(actor, Event.SUPPORT_LIST_WRITTEN, row, label=row.grant.code, **facts)  # type: ignore[arg-type]  # numbers
    return row


def approve_list(actor: Actor, public_id: str) -> int:
    """Approve what a list planned, as far as the actor may: each line is an act of its own in the log."""
    actor.require(Permission.SUPPORT_APPROVE)
    found = _entries(actor, public_id, State.PLANNED)
    for one in found:
        approve(actor, one.public_id)
    return len(found)


def pay_list(actor: Actor, public_id: str) -> int:
    """Say of everything of a list that was approved that it was paid on the day that the list names."""
    actor.require(Permission.SUPPORT_WRITE)
    today = clock.today()
    found = [one for one in _entries(actor, public_id, State.APPROVED) if one.happened <= today]
    for one in found:
        pay(actor, one.public_id, one.happened)
    return len(found)


def _own(actor: Actor, public_id: str, *, lock: bool = False) -> SupportImport:
    """Return a list that the actor read: its lines of cases that another may not open would be lost for good."""
    row = get_list_row(actor, public_id, lock=lock)
    if row.read_by_id != actor.user_id:
        raise Refused(N_("Whoever read this list writes it."))
    return row


def _entries(actor: Actor, public_id: str, state: State) -> list[SupportEntry]:
    row = get_list_row(actor, public_id)
    wanted = select(SupportEntry).where(visible_entries(actor), SupportEntry.import_id == row.id)
    found = list(db.session.scalars(wanted.where(SupportEntry.state == str(state)).order_by(SupportEntry.id)))
    if not found:
        raise Refused(N_("Nothing of this list waits for that."))
    return found


def _lines(
    actor: Actor, row: SupportImport, table: RawTable, *, lock: bool
) -> Iterator[tuple[int, Prepared | None, tuple[reading.Problem, ...]]]:
    """Check every line as if it were typed; what stands in the ledger already is refused and named."""
    grant = row.grant
    order: Order | None = reading.order_of(table) if row.day_first is None else "dmy" if row.day_first else "mdy"
    target = reading.Target(
        grant.public_id, grant.currency, {one.code.casefold(): one.public_id for one in grant.lines}
    )
    known, here = list_keys(grant), Counter[Key]()
    for line in reading.read_lines(table, target, order):
        if line.draft is None:
            yield line.line, None, line.problems
            continue
        try:
            ready = prepare(actor, line.draft, lock=lock)
        except (Refused, NotFound) as error:
            yield line.line, None, (_problem(line.line, error),)
            continue
        key = _key(ready)
        here[key] += 1
        if here[key] <= len(known.get(key, ())):
            sentence = N_("The ledger has an entry like this already: %(reference)s.")
            told = {"reference": known[key][here[key] - 1]}
            yield line.line, None, (reading.Problem(line.line, "", sentence, told),)
            continue
        yield line.line, ready, ()


def _problem(line: int, error: Refused | NotFound) -> reading.Problem:
    place = error.field if isinstance(error, Misfilled) else ""
    parts = place.split("-")
    column = parts[-1] if parts[0] == "shares" and parts[-1] == "rate" else _COLUMNS.get(parts[0], parts[0])
    return reading.Problem(line, column, error.sentence, error.params)


def _key(ready: Prepared) -> Key:
    grant_line = ready.targets[0][1]
    assert ready.draft.happened is not None, "a line without a day is no entry"
    return (
        ready.draft.happened,
        ready.amount,
        ready.draft.currency,
        str(ready.draft.kind),
        grant_line.id if grant_line else None,
        ready.case.id if ready.case else None,
    )


def _told(line: int, ready: Prepared) -> ReadLine:
    grant, payer = ready.targets[0]
    conversion = ready.conversions[0]
    return ReadLine(
        line=line,
        kind=ready.draft.kind,
        happened=ready.draft.happened,
        amount=ready.amount,
        currency=ready.draft.currency,
        payer=payer.code if payer else "",
        lacks_rate=conversion is None and ready.draft.currency != grant.currency,
    )

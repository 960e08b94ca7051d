"""Acts of the desk: checking the log, and taking lists out as files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from case_mgr.access.actor import Actor
from case_mgr.access.fields import sees
from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event, Verification
from case_mgr.cases import queries as cases
from case_mgr.cases.types import CaseFilter
from case_mgr.core import csvsafe
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import Page, PageRequest
from case_mgr.desk.disclosure import OWN_WORK, Disclosed, Recipient, open_to
from case_mgr.detainees import queries as people
from case_mgr.detainees.types import PersonFilter, Why

_BLOCK = 500
_MORE = ("occupation", "groups", "languages")
Words = Callable[[str, str], str]
# Gives the lines that follow one, with their numbers and the people whom they are about.
Numbered = Callable[[int, int], list[tuple[int, str]]]
T = TypeVar("T")


def check_integrity(actor: Actor) -> Verification:
    """Recompute the whole chain and write down that it was done, and what was found."""
    actor.require(Permission.AUDIT_READ)
    result = log.verify()
    audit.record(actor, Event.AUDIT_VERIFIED, ok=result.ok, entries=result.entries)
    return result


def note_calendar(actor: Actor, rows: int) -> None:
    """Write down that somebody took the days of their calendar out of the house: references, no names."""
    actor.require(Permission.TASK_READ)
    audit.record(actor, Event.EXPORT_MADE, what="calendar", rows=rows)


def look_over(actor: Actor, numbered: Numbered, recipient: Recipient) -> Disclosed:
    """Say how many lines a file would have and what keeps the others out: nothing is taken or written down."""
    actor.require(Permission.EXPORT)
    told, last = Disclosed(), 0
    while block := numbered(last, _BLOCK):
        _kept(actor, [(person, number) for number, person in block], recipient, told)
        last = block[-1][0]
    return told


def export_people(
    actor: Actor, wanted: PersonFilter, asked: dict[str, str], words: Words, recipient: Recipient = OWN_WORK
) -> tuple[str, Disclosed]:
    """Return all people of a filter as CSV, and write down who took how many of which out, for whom."""
    actor.require(Permission.EXPORT)
    header = ("reference", "name", "born", "sex", "sex_label", "nationalities", "nationality_names", "cases")
    # Parts of the record that are opened one look at a time are in no file, whoever takes it.
    more = tuple(name for name in _MORE if sees(actor.permissions, f"detainee.{name}")) if _is_own(recipient) else ()
    rows, told = [], Disclosed()
    for page in _pages(lambda request: people.list_people(actor, wanted, request)):
        kept = _kept(actor, [(row.public_id, row) for row in page.items], recipient, told)
        known = cases.list_of_people(actor, [row.public_id for row in kept])
        for row in kept:
            countries = ", ".join(words("country", code) for code in row.countries)
            of_person = " ".join(case.reference for case in known.get(row.public_id, ()))
            own = (row.reference, row.name, _edtf(row.born), str(row.sex), words("sex", str(row.sex)))
            further = (_joined(getattr(row, name)) for name in more)
            rows.append((*own, " ".join(row.countries), countries, of_person, *further))
    facts = told.facts(recipient) | _picked(wanted.only)
    audit.record(actor, Event.EXPORT_MADE, what="people", filter=asked, **facts)
    return csvsafe.write((*header, *more), rows), told


def export_cases(
    actor: Actor, wanted: CaseFilter, asked: dict[str, str], words: Words, recipient: Recipient = OWN_WORK
) -> tuple[str, Disclosed]:
    """Return all cases of a filter as CSV, and write down who took how many of which out, for whom."""
    actor.require(Permission.EXPORT)
    header = ("reference", "person", "name", "stage", "stage_label", "state", "state_label", "detained", "released")
    # Who works on a case is nobody's business outside.
    more = ("followed_by",) if _is_own(recipient) else ()
    rows, told = [], Disclosed()
    for page in _pages(lambda request: cases.list_cases(actor, wanted, request)):
        for row in _kept(actor, [(row.person_id, row) for row in page.items], recipient, told):
            stage, state = str(row.stage), str(row.state)
            where = (row.reference, row.person_reference, row.person, stage, words("stage", stage))
            when = (state, words("state", state), _edtf(row.arrested), _edtf(row.released))
            rows.append((*where, *when, row.place, row.charges, *([row.owner] if more else [])))
    facts = told.facts(recipient) | _picked(wanted.only)
    audit.record(actor, Event.EXPORT_MADE, what="cases", filter=asked, **facts)
    return csvsafe.write((*header, "place", "charges", *more), rows), told


def _picked(only: object) -> dict[str, Any]:
    """Say whether rows were picked one by one, instead of all of a filter."""
    return {"picked": True} if only else {}


def _is_own(recipient: Recipient) -> bool:
    return recipient.purpose is None


def _kept(actor: Actor, rows: list[tuple[str, T]], recipient: Recipient, told: Disclosed) -> list[T]:
    """Keep the rows whose person may be in the file, and count the others by what keeps them out."""
    against = open_to(actor, {person for person, _row in rows}, recipient)
    kept = [row for person, row in rows if against.get(person, Why.NOBODY_ASKED) is None]
    told.rows += len(kept)
    told.left.update(why for person, _row in rows if (why := against.get(person, Why.NOBODY_ASKED)) is not None)
    return kept


def _joined(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else " ".join(str(part) for part in value)


def _pages(read: Callable[[PageRequest], Page[T]]) -> Iterator[Page[T]]:
    request: PageRequest | None = PageRequest(1, _BLOCK)
    while request is not None:
        page = read(request)
        yield page
        request = page.following()


def _edtf(when: PartialDate | None) -> str:
    return when.edtf if when else ""

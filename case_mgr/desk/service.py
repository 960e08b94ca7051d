"""Acts of the desk: checking the log, and taking lists out as files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

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
from case_mgr.detainees import queries as people
from case_mgr.detainees.types import PersonFilter

_BLOCK = 500
_MORE = ("occupation", "groups", "languages")
Words = Callable[[str, str], str]
T = TypeVar("T")


def check_integrity(actor: Actor) -> Verification:
    """Recompute the whole chain and write down that it was done, and what was found."""
    actor.require(Permission.AUDIT_READ)
    result = log.verify()
    audit.record(actor, Event.AUDIT_VERIFIED, ok=result.ok, entries=result.entries)
    return result


def export_people(actor: Actor, wanted: PersonFilter, asked: dict[str, str], words: Words) -> str:
    """Return all people of a filter as CSV, and write down who took how many of which out."""
    actor.require(Permission.EXPORT)
    header = ("reference", "name", "born", "sex", "sex_label", "nationalities", "nationality_names", "cases")
    # Parts of the record that are opened one look at a time are in no file, whoever takes it.
    more = tuple(name for name in _MORE if sees(actor.permissions, f"detainee.{name}"))
    rows = []
    for page in _pages(lambda request: people.list_people(actor, wanted, request)):
        known = cases.list_of_people(actor, [row.public_id for row in page.items])
        for row in page.items:
            countries = ", ".join(words("country", code) for code in row.countries)
            of_person = " ".join(case.reference for case in known.get(row.public_id, ()))
            own = (row.reference, row.name, _edtf(row.born), str(row.sex), words("sex", str(row.sex)))
            further = (_joined(getattr(row, name)) for name in more)
            rows.append((*own, " ".join(row.countries), countries, of_person, *further))
    audit.record(actor, Event.EXPORT_MADE, what="people", rows=len(rows), filter=asked)
    return csvsafe.write((*header, *more), rows)


def export_cases(actor: Actor, wanted: CaseFilter, asked: dict[str, str], words: Words) -> str:
    """Return all cases of a filter as CSV, and write down who took how many of which out."""
    actor.require(Permission.EXPORT)
    header = ("reference", "person", "name", "stage", "stage_label", "state", "state_label", "detained", "released")
    rows = []
    for page in _pages(lambda request: cases.list_cases(actor, wanted, request)):
        for row in page.items:
            stage, state = str(row.stage), str(row.state)
            where = (row.reference, row.person_reference, row.person, stage, words("stage", stage))
            when = (state, words("state", state), _edtf(row.arrested), _edtf(row.released))
            rows.append((*where, *when, row.place, row.charges, row.owner))
    audit.record(actor, Event.EXPORT_MADE, what="cases", rows=len(rows), filter=asked)
    return csvsafe.write((*header, "place", "charges", "followed_by"), rows)


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

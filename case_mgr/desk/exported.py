"""The lists of the desk as they leave the house: people, cases, and the numbers of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from case_mgr.access.actor import Actor
from case_mgr.access.fields import sees
from case_mgr.access.permissions import Permission
from case_mgr.cases import queries as cases
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import Page, PageRequest
from case_mgr.core.text import N_
from case_mgr.desk import asking, audit_reading
from case_mgr.desk.audit_reading import event_of
from case_mgr.desk.words import word
from case_mgr.detainees import queries as people
from case_mgr.exports.types import Asked, Line, ListKind, Recipient, Sheet

_BLOCK = 500
_MORE = ("occupation", "groups", "languages")
# Gives the lines that follow one, with their numbers and the people whom they are about.
Numbered = Callable[[int, int], list[tuple[int, str]]]
About = Iterator[Sequence[tuple[str, ...]]]
T = TypeVar("T")


def _people(actor: Actor, asked: Asked, recipient: Recipient) -> Sheet:
    header = ("reference", "name", "born", "sex", "sex_label", "nationalities", "nationality_names", "cases")
    # Parts of the record that are opened one look at a time are in no file, whoever takes it.
    more = () if recipient.purpose else tuple(n for n in _MORE if sees(actor.permissions, f"detainee.{n}"))
    wanted = asking.people_of(asked)

    def blocks() -> Iterator[Sequence[Line]]:
        for page in _pages(lambda request: people.list_people(actor, wanted, request)):
            known = cases.list_of_people(actor, [row.public_id for row in page.items])
            lines = []
            for row in page.items:
                countries = ", ".join(word("country", code) for code in row.countries)
                of_person = " ".join(case.reference for case in known.get(row.public_id, ()))
                own = (row.reference, row.name, _edtf(row.born), str(row.sex), word("sex", str(row.sex)))
                further = (_joined(getattr(row, name)) for name in more)
                cells = (*own, " ".join(row.countries), countries, of_person, *further)
                lines.append(Line((row.public_id,), cells))
            yield lines

    return Sheet((*header, *more), blocks())


def _cases(actor: Actor, asked: Asked, recipient: Recipient) -> Sheet:
    header = ("reference", "person", "name", "stage", "stage_label", "state", "state_label", "detained", "released")
    # Who works on a case is nobody's business outside.
    more = () if recipient.purpose else ("followed_by",)
    wanted = asking.cases_of(asked)

    def blocks() -> Iterator[Sequence[Line]]:
        for page in _pages(lambda request: cases.list_cases(actor, wanted, request)):
            lines = []
            for row in page.items:
                stage, state = str(row.stage), str(row.state)
                where = (row.reference, row.person_reference, row.person, stage, word("stage", stage))
                when = (state, word("state", state), _edtf(row.arrested), _edtf(row.released))
                lines.append(
                    Line((row.person_id,), (*where, *when, row.place, row.charges, *([row.owner] if more else [])))
                )
            yield lines

    return Sheet((*header, "place", "charges", *more), blocks())


def _entries(actor: Actor, asked: Asked, recipient: Recipient) -> Sheet:
    """Give the numbers of the log, and not one word of what was written: that stays with the records."""
    wanted = asking.entries_of(asked)

    def blocks() -> Iterator[Sequence[Line]]:
        for page in _pages(lambda request: audit_reading.page_of(actor, wanted, request)):
            yield [
                Line((), (row.seq, row.at.isoformat(), event_of(row), row.actor_name, row.hash, row.previous))
                for row in page.items
            ]

    return Sheet(("entry", "at", "event", "who", "hash", "previous"), blocks())


def _of_people(actor: Actor, asked: Asked) -> About:
    wanted = asking.people_of(asked)
    return _about(lambda after, most: people.list_numbers(actor, wanted, after, most))


def _of_cases(actor: Actor, asked: Asked) -> About:
    wanted = asking.cases_of(asked)
    return _about(lambda after, most: cases.list_numbers(actor, wanted, after, most))


def _of_entries(actor: Actor, asked: Asked) -> About:
    yield [()] * audit_reading.page_of(actor, asking.entries_of(asked), PageRequest()).total


def _about(numbered: Numbered) -> About:
    last = 0
    while block := numbered(last, _BLOCK):
        yield [(person,) for _number, person in block]
        last = block[-1][0]


def _pages(read: Callable[[PageRequest], Page[T]]) -> Iterator[Page[T]]:
    request: PageRequest | None = PageRequest(1, _BLOCK)
    while request is not None:
        page = read(request)
        yield page
        request = page.following()


def _joined(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else " ".join(str(part) for part in value)


def _edtf(when: PartialDate | None) -> str:
    return when.edtf if when else ""


KINDS = (
    ListKind(
        "people",
        N_("People"),
        N_("reference, name, birth, sex, nationalities, cases, occupation, groups, languages"),
        Permission.PERSON_READ,
        _people,
        _of_people,
        outward=True,
    ),
    ListKind(
        "cases",
        N_("Cases"),
        N_("reference, person, stage, status, dates of detention and release, place, charges, who follows the case"),
        Permission.CASE_READ,
        _cases,
        _of_cases,
        outward=True,
    ),
    ListKind(
        "audit",
        N_("Audit log"),
        N_("number, time, event, who, hash and the hash before; nothing of what was written into a record"),
        Permission.AUDIT_READ,
        _entries,
        _of_entries,
        lines=True,
    ),
)

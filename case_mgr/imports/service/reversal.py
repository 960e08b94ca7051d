"""The way back for one row: the recorded differences, replayed backwards."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.cases import queries as cases
from case_mgr.cases import service as casework
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees import service as register
from case_mgr.detainees.models import Detainee
from case_mgr.imports.models import ImportRow
from case_mgr.imports.service.ties import EDITED, Ties
from case_mgr.imports.states import Outcome

OTHER_CASES = N_("Another case of this person was opened since.")
_DATES = frozenset({"born", "died"})


class Reversal:
    """Takes rows back for one import; knows which records were edited since, and what is tied to them."""

    def __init__(self, actor: Actor, reference: str, edited: set[str], ties: Ties) -> None:
        self._actor, self._edited, self._ties = actor, edited, ties
        self._reason = f"Import {reference} was taken back"

    def take_back(self, row: ImportRow) -> str:
        """Take one row back; returns why something was kept, or nothing."""
        if why := self._ties.of_merge(row):
            return why
        if row.outcome == Outcome.CREATED:
            return self._uncreate(row)
        return self._unmerge(row)

    def why_kept(self, row: ImportRow) -> str:
        """Say why the person whom a row made is kept, as far as that shows before it is tried; else nothing."""
        if row.outcome != Outcome.CREATED:
            return self._ties.of_merge(row)
        return EDITED if self._edited & row.differences.get("entries", {}).keys() else self._ties.of_person(row)

    def why_case_kept(self, row: ImportRow) -> str:
        """Say why the case that a row opened for somebody known before is kept; else nothing."""
        if self._edited & row.differences.get("entries", {}).keys() - {row.person}:
            return EDITED
        return self._ties.of_case(row)

    def _uncreate(self, row: ImportRow) -> str:
        person_id = str(row.person)
        if why := self.why_kept(row):
            return why
        opened = cases.list_of_people(self._actor, [person_id]).get(person_id, [])
        if any(case.reference != row.case_reference for case in opened):
            return OTHER_CASES
        if row.case_reference and opened:
            casework.withdraw(self._actor, row.case_reference, self._reason)
        register.withdraw(self._actor, person_id, self._reason)
        return ""

    def _unmerge(self, row: ImportRow) -> str:
        differences, kept = row.differences, ""
        person = people.get_row(self._actor, str(row.person))
        entries = 0
        back: dict[str, Any] = {}
        for name, (before, after) in differences.get("fields", {}).items():
            if _text(getattr(person, name)) == after:
                back[name] = _value(name, before)
            else:
                kept = EDITED
        if back:
            register.amend(self._actor, person.public_id, back)
            entries += 1
        entries += self._remove_names(person, differences.get("names", []))
        entries += self._remove_nationalities(person, differences.get("nationalities", []))
        if reference := differences.get("case"):
            if why := self.why_case_kept(row):
                kept = why
            else:
                casework.withdraw(self._actor, reference, self._reason)
        row.differences = differences | {"undone": {person.public_id: entries}}
        return kept

    def _remove_names(self, person: Detainee, names: list[str]) -> int:
        there = {name.public_id for name in person.names}
        gone = [name for name in names if name in there]
        for name in gone:
            register.remove_name(self._actor, person.public_id, name)
        return len(gone)

    def _remove_nationalities(self, person: Detainee, added: list[str]) -> int:
        there = {nationality.public_id for nationality in person.nationalities}
        gone = [nationality for nationality in added if nationality in there]
        for nationality in gone:
            register.remove_nationality(self._actor, person.public_id, nationality)
        return len(gone)


def _text(value: object) -> str | None:
    return None if value is None else str(getattr(value, "edtf", value))


def _value(name: str, text: str | None) -> object:
    if text is None:
        return None if name in _DATES else ""
    return PartialDate.parse(text) if name in _DATES else text

"""Writes one row into the records through the verbs of their rooms, and notes how to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm.attributes import set_committed_value

from case_mgr.access.actor import Actor
from case_mgr.audit.sheaf import Sheaf
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case
from case_mgr.cases.service import open_told
from case_mgr.core.errors import NotFound, plain
from case_mgr.core.rows import change_rows, table_of
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees import service as register
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import Basis, NationalityDraft, Sex
from case_mgr.extensions import db
from case_mgr.imports import happenings, plan
from case_mgr.imports.models import Import, ImportRow
from case_mgr.imports.plan import CASE_FIELDS, Fields
from case_mgr.imports.service.meanings import PLACE, Meanings
from case_mgr.imports.states import Decision, Outcome
from case_mgr.legal.service import charge_told
from case_mgr.sources.types import ClaimDraft, Origin


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that a row opened, and how many entries of the log tell of it."""

    case: Case
    entries: int


Claim = tuple[str, Origin, ClaimDraft]
_HAS_CASE = N_("The person has a case already: what this row says of it is kept as a claim of this list.")


def create_all(actor: Actor, imported: Import, rows: Sequence[ImportRow]) -> list[Claim]:
    """Register the people of some rows, open the cases that they tell of, and bring the charges."""
    source, sheaf, meanings = source_of(imported), Sheaf(), Meanings(actor, imported.jurisdiction)
    read = [plan.from_json(row.fields) for row in rows]
    people_made = register.register_all(actor, sheaf, [plan.person(fields, source) for fields in read])
    opened = _open(actor, sheaf, imported, rows, people_made, read, meanings)
    sheaf.write()
    claims: list[Claim] = []
    written = []
    for row, person, fields in zip(rows, people_made, read, strict=True):
        made = opened.get(row.row)
        written.append(_created(row, person, made))
        claims += _claims(imported, row, fields, meanings, person.public_id, made.case.public_id if made else None)
    change_rows(db.session.connection(), table_of(ImportRow), written)
    return claims


def _created(row: ImportRow, person: Detainee, made: Opened | None) -> dict[str, Any]:
    """Return what is written of a row that became a person; the row knows it already, and is not written twice."""
    reference = made.case.reference if made else None
    differences = {"entries": {person.public_id: 1} | _entries(made), "case": reference}
    columns = {
        "outcome": str(Outcome.CREATED),
        "person": person.public_id,
        "case_reference": reference,
        "differences_sealed": ImportRow.differences.seal(row, differences),
    }
    for name, value in columns.items():
        set_committed_value(row, name, value)
    return {"id": row.id, "case_ref": columns.pop("case_reference"), **columns}


def merge(actor: Actor, imported: Import, row: ImportRow, person_id: str, how: Decision) -> list[Claim]:
    """Add what a row says to a known person: blanks are filled, or values overwritten; a blank erases nothing."""
    fields = plan.from_json(row.fields)
    person = people.get_row(actor, person_id)
    changes = _changes(person, fields, overwrite=how is Decision.UPDATE)
    before = {name: _kept(getattr(person, name)) for name in changes}
    names = [
        # Under which name somebody is shown is for people to choose; the list's spelling is kept beside it.
        register.add_name(actor, person_id, replace(name, primary=False)).public_id
        for name in plan.names(fields, source_of(imported))
        if name.full not in {known.full for known in person.names}
    ]
    known = {nationality.country for nationality in person.nationalities}
    added = [
        register.add_nationality(
            actor, person_id, NationalityDraft(code, Basis.REPORTED, source_of(imported))
        ).public_id
        for code in plan.nationalities(fields)
        if code not in known
    ]
    if changes:
        register.amend(actor, person_id, changes)
    meanings = Meanings(actor, imported.jurisdiction)
    made = _case_of_known(actor, imported, row, person, fields, meanings)
    changed = bool(changes or names or added or made)
    row.outcome, row.person = str(Outcome.UPDATED if changed else Outcome.UNCHANGED), person_id
    row.differences = {
        "fields": {name: [before[name], _kept(value)] for name, value in changes.items()},
        "names": names,
        "nationalities": added,
        "case": made.case.reference if made else None,
        "entries": {person_id: len(names) + len(added) + bool(changes)} | _entries(made),
    }
    return _claims(imported, row, fields, meanings, person_id, made.case.public_id if made else None)


def _entries(made: Opened | None) -> dict[str, int]:
    """Return how many entries of the log a new case has, so that later ones are noticed."""
    return {} if made is None else {made.case.public_id: made.entries}


def source_of(imported: Import) -> str:
    """Name the list as the source of a value: what its person wrote, else the reference of the import."""
    return (imported.source or imported.reference)[:300]


def note(row: ImportRow, sentence: str, **params: object) -> None:
    """Add a sentence to a row."""
    row.notes = [*row.notes, {"sentence": sentence, "params": plain(params)}]


def _open(
    actor: Actor,
    sheaf: Sheaf,
    imported: Import,
    rows: Sequence[ImportRow],
    persons: Sequence[Detainee],
    read: Sequence[Fields],
    meanings: Meanings,
) -> dict[int, Opened]:
    """Open the cases that rows tell of, with their charges; returns them by row."""
    source, tellings, told_by = source_of(imported), [], []
    for row, person, fields in zip(rows, persons, read, strict=True):
        facility = meanings.facility(plan.text_of(fields, PLACE))
        address = plan.text_of(fields, "source_url") or source
        happened = happenings.events(fields, imported.jurisdiction, address, meanings.statuses(fields))
        told = plan.case(fields, person, imported.jurisdiction, source, facility, happened)
        if told is not None:
            tellings.append(told)
            told_by.append((row, fields))
    opened: dict[int, Opened] = {}
    for (row, fields), made in zip(told_by, open_told(actor, sheaf, tellings) if tellings else (), strict=True):
        charged = charge_told(actor, sheaf, made.case, *plan.charge(fields, source))
        opened[row.row] = Opened(made.case, 1 + bool(charged.rows))
        for error in (*made.refused, *charged.refused):
            note(row, error.sentence, **error.params)
    return opened


def _case_of_known(
    actor: Actor, imported: Import, row: ImportRow, person: Detainee, fields: Fields, meanings: Meanings
) -> Opened | None:
    if not CASE_FIELDS & fields.keys():
        return None
    if cases.list_of_people(actor, [person.public_id]).get(person.public_id):
        note(row, _HAS_CASE)
        return None
    sheaf = Sheaf()
    opened = _open(actor, sheaf, imported, [row], [person], [fields], meanings)
    sheaf.write()
    made = opened.get(row.row)
    row.case_reference = made.case.reference if made else None
    return made


def _changes(person: Detainee, fields: Fields, *, overwrite: bool) -> dict[str, Any]:
    """Return the fields of a person that the row changes; only what it says, never a blank."""
    draft = plan.person(fields, "")
    said: dict[str, Any] = {
        "sex": str(draft.sex) if draft.sex is not Sex.UNKNOWN else None,
        "born": draft.born,
        "died": draft.died,
        "occupation": draft.occupation or None,
    }
    changes = {
        name: value
        for name, value in said.items()
        if value is not None
        and value != getattr(person, name)
        and (overwrite or getattr(person, name) in (None, "", str(Sex.UNKNOWN)))
    }
    # Notes are somebody's own words: a list never writes over them.
    if draft.notes and not person.notes:
        changes["notes"] = draft.notes
    return changes


def _kept(value: object) -> str | None:
    return None if value is None else str(getattr(value, "edtf", value))


def _claims(
    imported: Import, row: ImportRow, fields: Fields, meanings: Meanings, person: str, case: str | None
) -> list[Claim]:
    """Return every value of a row as a claim of its list, with the line and the raw text."""
    values = {name: plan.value_of(value) for name, value in fields.items()} | meanings.statuses(fields)
    origin = Origin(imported.public_id, imported.sha256, row.line)
    columns = {field: int(index) for index, field in imported.columns.items()}
    cells = row.raw
    return [
        (
            case if case and name in CASE_FIELDS else person,
            origin,
            ClaimDraft(name, value, _raw(cells, columns.get(name), plan.text_of(fields, name))),
        )
        for name, value in values.items()
    ]


def _raw(cells: list[str], column: int | None, composed: str) -> str:
    return cells[column] if column is not None and column < len(cells) else composed


def target_of(imported_row: ImportRow, earlier: ImportRow | None) -> str:
    """Return whom a decision names; a row that this list itself has not yet made is refused."""
    if imported_row.target:
        return imported_row.target
    if earlier is None or earlier.person is None:
        raise NotFound(N_("The row that this one repeats is not imported yet. Decide that row first."))
    return earlier.person

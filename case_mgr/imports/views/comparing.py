"""Incoming and known side by side: what each side says, and the reasons for and against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from case_mgr.cases import queries as cases
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import PageRequest
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees.types import SEX_LABELS, PersonFilter, Sex
from case_mgr.imports import plan, queries, service
from case_mgr.imports.states import FIELD_LABELS
from case_mgr.imports.views.base import person_page
from case_mgr.web.guard import actor
from case_mgr.web.wording import country, when

_FACTS = (
    "full_name", "aliases", "date_of_birth", "place_of_birth", "date_of_death", "sex", "nationality", "occupation",
    "date_of_arrest", "place_of_arrest", "charges", "sentence", "place_of_detention", "date_of_release", "reference",
    "notes",
)  # fmt: skip


def candidates(line: Any) -> list[dict[str, Any]]:
    """Return the candidates whom this actor may still open, each with the reasons."""
    found = []
    for candidate in line.candidates:
        try:
            person = people.get_person(actor(), candidate["person"])
        except NotFound:
            continue
        found.append(
            {
                "person": person,
            }
            | _said(candidate)
        )
    return found


def _said(found: dict[str, Any]) -> dict[str, Any]:
    return {"score": found["score"]} | {
        side: [_reason(reason) for reason in found[side]] for side in ("for", "against")
    }


def _reason(reason: list[Any]) -> str:
    template, params = reason
    return _(template, **params) if params else _(template)


def compared(line: Any, known: list[dict[str, Any]], earlier: list[Any]) -> dict[str, Any]:
    """Return incoming and known side by side: the same facts in the same order, and which of them are known at all."""
    columns = [{"title": _("This row (line %(line)s)", line=line.line), "facts": _facts(line), "href": None}]
    for candidate in known:
        person = candidate["person"]
        facts = {
            "full_name": "; ".join(name.full for name in person.names),
            "date_of_birth": when(person.born),
            "date_of_death": when(person.died),
            "sex": _sex(person.sex),
            "nationality": ", ".join(country(nationality.country) for nationality in person.nationalities),
            "occupation": person.occupation,
        } | _told_of(cases.list_of_people(actor(), [person.public_id]).get(person.public_id, []))
        columns.append({"title": person.reference, "facts": facts, "href": person_page(person.public_id)} | candidate)
    for other in earlier:
        title = _("Row %(row)s of this list (line %(line)s)", row=other.number, line=other.line)
        found = service.likeness(line, other)
        columns.append({"title": title, "facts": _facts(other), "href": None} | _said(found))
    # A name is always compared, anything else where some side knows it.
    known_facts = [
        name for name in _FACTS if name == "full_name" or any(column["facts"].get(name) for column in columns)
    ]
    return {"columns": columns, "facts": known_facts, "labels": FIELD_LABELS}


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a row in doubt: its own words, people of the records and earlier rows, with reasons."""

    facts: str
    people: list[dict[str, Any]]
    earlier: list[Any]
    alike: list[dict[str, Any]]


def beside(row: Any, lines: Sequence[Any]) -> dict[int, Beside]:
    """Return for each row whom it may be: two statements for any number of rows."""
    earlier = {
        other.row: other for other in queries.list_lines(row, sorted({n for line in lines for n in line.repeats}))
    }
    wanted = {candidate["person"] for line in lines for candidate in line.candidates}
    listed = people.list_people(actor(), PersonFilter(only=frozenset(wanted)), PageRequest(size=len(wanted) or 1)).items
    known = {person.public_id: person for person in listed}
    found = {}
    for line in lines:
        candidates_ = [
            {"person": known[one["person"]], "href": person_page(one["person"])} | _said(one)
            for one in line.candidates
            if one["person"] in known
        ]
        repeated = [earlier[number] for number in line.repeats if number in earlier]
        alike = [
            {"line": other.line, "facts": _in_short(other)} | _said(service.likeness(line, other)) for other in repeated
        ]
        found[line.row] = Beside(_in_short(line), candidates_, repeated, alike)
    return found


def _in_short(line: Any) -> str:
    """Return the few facts of a row by which people are told apart, in one line."""
    fields = plan.from_json(line.fields)
    said = [plan.text_of(fields, "full_name")]
    for name, words in (("date_of_birth", N_("born %(when)s")), ("date_of_arrest", N_("arrested %(when)s"))):
        day = when(plan.date_of(fields, name)) or plan.text_of(fields, name)
        said += [_(words, when=day)] if day else []
    said += [text for text in (plan.text_of(fields, "place_of_detention"), plan.text_of(fields, "charges")) if text]
    return ", ".join(said)


def _told_of(opened: Sequence[Any]) -> dict[str, str]:
    """Return what the cases of a person say of the facts that lists hold."""
    return {
        "date_of_arrest": "; ".join(when(case.arrested) for case in opened if case.arrested),
        "charges": "; ".join(case.charges for case in opened if case.charges),
        "place_of_detention": "; ".join(case.place for case in opened if case.place),
        "date_of_release": "; ".join(when(case.released) for case in opened if case.released),
    }


def _facts(line: Any) -> dict[str, str]:
    fields = plan.from_json(line.fields)
    facts = {
        name: when(plan.date_of(fields, name)) or plan.text_of(fields, name)
        if name.startswith("date_of_")
        else plan.text_of(fields, name)
        for name in _FACTS
    }
    return facts | {"sex": _sex(facts["sex"])}


def _sex(text: str) -> str:
    known = Sex(text) if text in {str(sex) for sex in Sex} else Sex.UNKNOWN
    return "" if known is Sex.UNKNOWN else _(SEX_LABELS[known])

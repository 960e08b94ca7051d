"""Filters of lists as plain data and back, so that a list can be read anew when nobody looks at its page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases.types import CaseFilter, State
from case_mgr.core.dates import PartialDate
from case_mgr.detainees.types import PersonFilter, Sex, Walk
from case_mgr.jurisdictions.enums import Stage

Plain = Mapping[str, Any]


def of_people(wanted: PersonFilter) -> dict[str, Any]:
    """Return a filter of people as data."""
    values = {"words": wanted.words, "country": wanted.country, "sort": wanted.sort, "only": _only(wanted.only)}
    return values | {"sex": _text(wanted.sex), "group": _text(wanted.group)}


def people_of(asked: Plain) -> PersonFilter:
    """Read a filter of people."""
    return PersonFilter(
        words=asked["words"],
        country=asked["country"],
        sex=Sex(asked["sex"]) if asked["sex"] else None,
        group=Walk(asked["group"]) if asked["group"] else None,
        sort=asked["sort"],
        only=_set(asked["only"]),
    )


def of_cases(wanted: CaseFilter) -> dict[str, Any]:
    """Return a filter of cases as data."""
    same = ("words", "country", "sex", "owner", "person", "batch", "only_open", "flagged", "sort")
    days = {name: _edtf(getattr(wanted, name)) for name in ("arrested_from", "arrested_to")}
    values = {name: getattr(wanted, name) for name in same} | days
    return values | {"stage": _text(wanted.stage), "state": _text(wanted.state), "only": _only(wanted.only)}


def cases_of(asked: Plain) -> CaseFilter:
    """Read a filter of cases."""
    return CaseFilter(
        words=asked["words"],
        stage=Stage(asked["stage"]) if asked["stage"] else None,
        state=State(asked["state"]) if asked["state"] else None,
        country=asked["country"],
        sex=asked["sex"],
        owner=asked["owner"],
        person=asked["person"],
        arrested_from=_date(asked["arrested_from"]),
        arrested_to=_date(asked["arrested_to"]),
        batch=asked["batch"],
        only=_set(asked["only"]),
        only_open=asked["only_open"],
        flagged=asked["flagged"],
        sort=asked["sort"],
    )


def of_entries(wanted: EntryFilter) -> dict[str, Any]:
    """Return a filter of the log as data."""
    ends = {name: at.isoformat() if at else "" for name, at in (("since", wanted.since), ("until", wanted.until))}
    about = {"about": _only(wanted.about), "installation": wanted.installation}
    return {"event": _text(wanted.event), "actor": wanted.actor, "subject": wanted.subject, **ends, **about}


def entries_of(asked: Plain) -> EntryFilter:
    """Read a filter of the log."""
    return EntryFilter(
        event=Event(asked["event"]) if asked["event"] else None,
        actor=asked["actor"],
        subject=asked["subject"],
        since=datetime.fromisoformat(asked["since"]) if asked["since"] else None,
        until=datetime.fromisoformat(asked["until"]) if asked["until"] else None,
        about=_set(asked["about"]),
        installation=asked["installation"],
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _only(picked: frozenset[str] | None) -> list[str] | None:
    return None if picked is None else sorted(picked)


def _set(picked: list[str] | None) -> frozenset[str] | None:
    return None if picked is None else frozenset(picked)


def _edtf(when: PartialDate | None) -> str:
    return when.edtf if when else ""


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None

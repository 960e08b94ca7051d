"""My work: what waits, what is counted, what I did last."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.audit.types import Event
from case_mgr.cases import queries as cases
from case_mgr.cases.types import CaseFilter, State
from case_mgr.core.paging import PageRequest
from case_mgr.desk.discretion import discreet
from case_mgr.desk.views.room import blueprint
from case_mgr.detainees import queries as people
from case_mgr.flags.types import ANY
from case_mgr.imports import queries as imports
from case_mgr.imports.states import STATE_LABELS
from case_mgr.imports.states import State as ImportState
from case_mgr.pardons import queries as pardons
from case_mgr.recognition import queries as recognition
from case_mgr.shares import queries as shares
from case_mgr.tasks import queries as tasks
from case_mgr.tasks.types import Filter, Group, Whose
from case_mgr.tasks.words import task_act
from case_mgr.web.guard import actor, needs

_FEW = 6
_MOST_DUE = 10
_WAITING = frozenset(
    {
        ImportState.UPLOADED,
        ImportState.MAPPED,
        ImportState.CHECKED,
        ImportState.AWAITING_REVIEW,
        ImportState.AWAITING_DECISIONS,
        ImportState.INTERRUPTED,
    }
)
_COMINGS = frozenset({Event.SIGNED_IN, Event.SIGNED_OUT, Event.SIGN_IN_FAILED})


@blueprint.get("/")
@needs(Permission.ACCOUNT)
def home() -> ResponseReturnValue:
    """Show what waits for this person; whoever sees no people sees only what their role has."""
    who = actor()
    reads = who.may(Permission.PERSON_READ)
    mine = CaseFilter(owner=who.public_id, only_open=True)
    total = people.count_people(who) if reads else 0
    return render_template(
        "desk/home.html",
        reads=reads,
        total=total,
        figures=_figures(total, mine) if total else [],
        mine=cases.list_cases(who, mine, PageRequest(1, _FEW)) if total else None,
        mine_href=url_for("desk.cases", owner=who.public_id, open=1),
        latest=cases.list_cases(who, CaseFilter(), PageRequest(1, _FEW)) if total else None,
        waiting=_waiting(),
        offered=cases.list_offered(who) if reads else [],
        watched=_watched() if reads else [],
        **_due(),
        to_decide=recognition.list_waiting(who, _FEW + 1),
        asked=pardons.list_all_asked(who),
        notices=recognition.list_notices(who),
        notices_withheld=recognition.count_withheld_notices(who),
        acts=_acts(),
        shared_offers=len(shares.list_offered(who)),
    )


def _due() -> dict[str, Any]:
    """Return the own tasks that are overdue or come soon, and when there are none what comes next."""
    who = actor()
    if not who.may(Permission.TASK_READ):
        return {"tasks": None, "next_task": None}
    found = tasks.list_tasks(who, Filter(Whose.MINE, near=True), PageRequest(1, _MOST_DUE))
    return {
        "tasks": found,
        "task_acts": {row.public_id: task_act(who, row) for row in found.items},
        "next_task": None if found.total else tasks.find_next_due(who),
    }


def _figures(total: int, mine: CaseFilter) -> list[dict[str, Any]]:
    """Return the numbers, each equal to the list that it leads to."""
    who = actor()
    batches = pardons.list_batches(who, PageRequest()).total if who.may(Permission.BATCH_READ) else 0
    held = cases.count_cases(who, CaseFilter(state=State.IN_CUSTODY))
    running = cases.count_cases(who, CaseFilter(only_open=True))
    flagged = cases.count_cases(who, CaseFilter(flagged=ANY))
    return [
        *_task_figures(),
        {"label": _("People"), "value": total, "href": url_for("desk.people")},
        {"label": _("Cases in custody"), "value": held, "href": url_for("desk.cases", state="in_custody")},
        {"label": _("Open cases"), "value": running, "href": url_for("desk.cases", open=1)},
        {
            "label": _("My open cases"),
            "value": cases.count_cases(who, mine),
            "href": url_for("desk.cases", owner=who.public_id, open=1),
        },
        *(
            [{"label": _("Flagged cases"), "value": flagged, "href": url_for("desk.cases", flagged=ANY)}]
            if flagged
            else []
        ),
        *([{"label": _("Pardon batches"), "value": batches, "href": url_for("pardons.index")}] if batches else []),
    ]


def _task_figures() -> list[dict[str, Any]]:
    who = actor()
    if not who.may(Permission.TASK_READ):
        return []
    overdue = Filter(Whose.TEAM, Group.OVERDUE)
    href = url_for("tasks.index", whose="team", when="overdue")
    return [{"label": _("Overdue in my team"), "value": tasks.count_tasks(who, overdue), "href": href}]


def _watched() -> list[dict[str, Any]]:
    """List the cases that this person watches, with how much others changed since they looked."""
    rows = cases.list_watched(actor())
    changed = log.count_since(actor(), {public_id: seen for public_id, seen, _row in rows})
    found = [{"row": row, "changes": changed.get(public_id, 0)} for public_id, _seen, row in rows]
    return sorted(found, key=lambda item: -item["changes"])


def _waiting() -> list[dict[str, Any]]:
    """List the latest imports that wait for a person's next step."""
    who = actor()
    if not who.may(Permission.IMPORT_STAGE):
        return []
    found = [row for row in imports.list_imports(who, PageRequest()).items if row.state in _WAITING]
    return [
        {
            "reference": row.reference,
            "href": url_for("imports.show", public_id=row.public_id),
            "state": _(STATE_LABELS[ImportState(row.state)]),
            "at": row.created_at,
        }
        for row in found[:_FEW]
    ]


def _acts() -> list[Any]:
    who = actor()
    return discreet(who, log.list_own(who, _COMINGS))

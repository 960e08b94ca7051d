"""Pages of the audit log."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.access.fields import sees
from case_mgr.access.permissions import Permission
from case_mgr.access.roles import Role
from case_mgr.audit import queries as log
from case_mgr.audit.types import SENTENCES, EntryFilter, Event
from case_mgr.core import served
from case_mgr.core.dates import day_after
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import PageRequest
from case_mgr.desk import asking, audit_reading, forms
from case_mgr.desk.discretion import UNSAID, discreet
from case_mgr.desk.queries import audit as warning
from case_mgr.desk.views.room import blueprint, plain_filters
from case_mgr.desk.words import fact
from case_mgr.exports import door
from case_mgr.tasks import queries as tasks
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs


@blueprint.get("/audit")
@needs(Permission.AUDIT_READ)
def audit() -> ResponseReturnValue:
    """List the log with filters."""
    who = actor()
    form, events, actors = _form()
    wanted, fault = _asked(form)
    asked = PageRequest.read(request.args.get("page"), request.args.get("size"))
    page = audit_reading.page_of(who, wanted, asked)
    tags = _tags(form, events, actors) if not form.errors else []
    shown = {"form": form, "page": page, "tags": tags, "elsewhere": log.count_elsewhere(who), "asked": plain_filters()}
    return render_template("desk/audit.html", **shown), 422 if fault else 200


@blueprint.route("/audit/export", methods=["GET", "POST"])
@needs(Permission.EXPORT, also=Permission.AUDIT_READ)
def export_log() -> ResponseReturnValue:
    """Say how many entries leave, ask what for, and give their numbers as a file."""
    who = actor()
    form = _form()[0]
    wanted, fault = _asked(form)
    if form.errors or fault:
        # A filter that is not understood filters nothing: the page says what is wrong with it.
        return redirect(url_for("desk.audit", **plain_filters()), 303)
    count = audit_reading.page_of(who, wanted, PageRequest()).total
    action, back = url_for("desk.export_log", **plain_filters()), url_for("desk.audit", **plain_filters())
    asked = asking.of_entries(wanted)
    return door.leave("audit", asked, plain_filters(), count=count, action=action, back=back, name="audit-log")


@blueprint.get("/audit/entries/<int:seq>")
@needs(Permission.AUDIT_READ)
def entry(seq: int) -> ResponseReturnValue:
    """Show one entry, before and after, and the other entries of its act."""
    who = actor()
    unsaid = tasks.of_others(who)
    found = discreet(who, [log.get_entry(who, min(seq, 2**31 - 1), unsaid)])[0]
    facts = [{"label": name, "value": fact(value)} for name, value in sorted(found.facts.items())]
    changes = [_open_to(who, change) for change in found.changes]
    related = discreet(who, log.list_related(who, found, unsaid))
    # Before and after may hold a name that no record is read for.
    served.tell(warning.list_numbers_told(who, {found.subject_id} if found.subject_type == "detainee" else ()))
    return render_template("desk/entry.html", entry=found, changes=changes, facts=facts, related=related)


def _open_to(who: Actor, change: tuple[str, str, str]) -> tuple[str, str, str]:
    """Return a change as this reader may see it: a part of a record that their role hides is only named."""
    field, before, after = change
    closed = _("(not shown here)")
    if UNSAID in (before, after) or not sees(who.permissions, field):
        before, after = (closed if before else "", closed if after else "")
    return field.removesuffix("_sealed"), before, after


def _form() -> tuple[forms.AuditFilter, dict[str, str], dict[str, str]]:
    """Return the filter as it was asked, and the words of its choices."""
    who = actor()
    form = forms.AuditFilter(request.args)
    events = sorted(((str(event), _(SENTENCES[event])) for event in Event), key=lambda pair: pair[1])
    actors = log.list_actors(who, tasks.of_others(who))
    form.offer(events, actors, scope=Role.ADMINISTRATOR in who.roles)
    form.validate()
    return form, dict(events), dict(actors)


def _asked(form: forms.AuditFilter) -> tuple[EntryFilter, bool]:
    """Return what is wanted; a record that the reader may not open is a fault at its field, and filters everything."""
    if form.errors:
        return EntryFilter(), False
    known = {str(event) for event in Event}
    about, fault = None, False
    if form.about.data:
        try:
            about = audit_reading.records_of(actor(), form.about.data)
        except NotFound as error:
            form.about.errors = [sentence(error)]
            about, fault = frozenset(), True
    wanted = EntryFilter(
        event=Event(form.event.data) if form.event.data in known else None,
        actor=form.actor.data or None,
        subject=request.args.get("subject") or None,
        since=_start(form.since.data),
        until=_start(day_after(form.until.data)) if form.until.data else None,
        about=about,
        installation={"installation": True, "own": False}.get(form.scope.data or "") if "scope" in form else None,
    )
    return wanted, fault


def _start(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, UTC) if day else None


def _tags(form: forms.AuditFilter, events: dict[str, str], actors: dict[str, str]) -> list[dict[str, str]]:
    shown = [
        (("event",), _("What"), events.get(form.event.data or "")),
        (("actor",), _("Who"), actors.get(form.actor.data or "")),
        (("about",), _("Person or case"), form.about.data),
        (("subject",), _("Record"), request.args.get("subject")),
        (_parts("since"), _("From"), str(form.since.data or "")),
        (_parts("until"), _("To"), str(form.until.data or "")),
    ]
    return [
        {"label": label, "value": value, "href": url_for("desk.audit", **_without(names))}
        for names, label, value in shown
        if value
    ]


def _parts(name: str) -> tuple[str, ...]:
    return tuple(f"{name}-{part}" for part in ("day", "month", "year"))


def _without(names: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in request.args.items() if key not in names and key != "page"}

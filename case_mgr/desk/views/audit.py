"""Pages of the audit log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.access.fields import sees
from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.audit.types import SENTENCES, EntryFilter, Event
from case_mgr.core.paging import PageRequest
from case_mgr.desk import asking, forms
from case_mgr.desk.discretion import UNSAID, discreet
from case_mgr.desk.views.room import blueprint, plain_filters
from case_mgr.desk.words import fact
from case_mgr.exports import door
from case_mgr.tasks import queries as tasks
from case_mgr.web.guard import actor, needs


@blueprint.get("/audit")
@needs(Permission.AUDIT_READ)
def audit() -> ResponseReturnValue:
    """List the log with filters."""
    who = actor()
    form = forms.AuditFilter(request.args)
    events = sorted(((str(event), _(SENTENCES[event])) for event in Event), key=lambda pair: pair[1])
    actors = log.list_actors(who, tasks.of_others(who))
    form.offer(events, actors)
    valid = form.validate()
    wanted = _wanted(form) if valid else EntryFilter()
    asked = PageRequest.read(request.args.get("page"), request.args.get("size"))
    page = log.list_entries(who, wanted, asked, tasks.of_others(who))
    page = replace(page, items=discreet(who, page.items))
    tags = _tags(form, dict(events), dict(actors)) if valid else []
    return render_template("desk/audit.html", form=form, page=page, tags=tags, asked=plain_filters())


@blueprint.route("/audit/export", methods=["GET", "POST"])
@needs(Permission.EXPORT)
def export_log() -> ResponseReturnValue:
    """Say how many entries leave, ask what for, and give their numbers as a file."""
    who = actor()
    who.require(Permission.AUDIT_READ)
    form = forms.AuditFilter(request.args)
    form.offer([(str(event), "") for event in Event], log.list_actors(who, tasks.of_others(who)))
    wanted = _wanted(form) if form.validate() else EntryFilter()
    count = log.list_entries(who, wanted, PageRequest(), tasks.of_others(who)).total
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
    return render_template("desk/entry.html", entry=found, changes=changes, facts=facts, related=related)


def _open_to(who: Actor, change: tuple[str, str, str]) -> tuple[str, str, str]:
    """Return a change as this reader may see it: a part of a record that their role hides is only named."""
    field, before, after = change
    closed = _("(not shown here)")
    if UNSAID in (before, after) or not sees(who.permissions, field):
        before, after = (closed if before else "", closed if after else "")
    return field.removesuffix("_sealed"), before, after


def _wanted(form: forms.AuditFilter) -> EntryFilter:
    known = {str(event) for event in Event}
    return EntryFilter(
        event=Event(form.event.data) if form.event.data in known else None,
        actor=form.actor.data or None,
        subject=request.args.get("subject") or None,
        since=_start(form.since.data),
        until=_start(form.until.data + timedelta(days=1)) if form.until.data else None,
    )


def _start(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, UTC) if day else None


def _tags(form: forms.AuditFilter, events: dict[str, str], actors: dict[str, str]) -> list[dict[str, str]]:
    shown = [
        (("event",), _("What"), events.get(form.event.data or "")),
        (("actor",), _("Who"), actors.get(form.actor.data or "")),
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

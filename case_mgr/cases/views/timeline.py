"""Pages of a timeline: what happened, recorded, corrected, taken back."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.fields import changes as may_change
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.cases import answers, detail_forms, forms, labels, queries, service
from case_mgr.cases.frame import here
from case_mgr.cases.guests import acts_on, require_amend
from case_mgr.cases.items import last_items, timeline_items
from case_mgr.cases.types import CaseView, EventView
from case_mgr.cases.views.room import blueprint, facilities, get_case, get_event, offer_levels, page
from case_mgr.core.errors import Refused
from case_mgr.core.paging import Page as Paged
from case_mgr.core.paging import PageRequest, settle
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.enums import Phase, Stage
from case_mgr.jurisdictions.showing import named
from case_mgr.jurisdictions.stages import ImpossibleMove, possible
from case_mgr.jurisdictions.types import EventKind
from case_mgr.jurisdictions.words import PHASE_LABELS
from case_mgr.web.acts import done, lead
from case_mgr.web.guard import actor, needs
from case_mgr.web.hooks import hooks


class Page(StrEnum):
    """What the form of an event is for; the names are those of its routes."""

    RECORD = "record_event"
    CORRECT = "correct_event"
    OTHERWISE = "tell_otherwise"


@blueprint.get("/cases/<reference>/timeline")
@needs(Permission.CASE_READ, shared=Act.READ)
def timeline(reference: str) -> ResponseReturnValue:
    """Show what happened, newest first or oldest first."""
    found, oldest = get_case(reference), request.args.get("order") == "oldest"
    ties = {event: links for tie in hooks().event_ties for event, links in tie(actor(), found.row.reference).items()}
    told = found.events.by_happening(oldest=oldest)
    at = settle(PageRequest.read(request.args.get("page"), request.args.get("size", "50")), len(told))
    shown = told[(at.number - 1) * at.size : at.number * at.size]
    items = timeline_items(found, shown, acts=lambda event: acts_on(actor(), event), ties=ties)
    return page("timeline", found, "timeline", page=Paged(items, len(told), at.number, at.size), oldest=oldest)


@blueprint.get("/cases/<reference>/events/new")
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def new_event(reference: str) -> ResponseReturnValue:
    """Ask what happened, then what is known of it."""
    found = get_case(reference)
    code = request.args.get("kind", "")
    if not labels.kind_of(found.jurisdiction, code):
        missing = "step" in request.args
        return page("event_kind", found, phases=_phases(found), missing=missing, status=422 if missing else 200)
    form = event_form(found)
    form.kind.data = code
    return event_page(found, form)


@blueprint.post("/cases/<reference>/events/new")
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def record_event(reference: str) -> ResponseReturnValue:
    """Record an event."""
    found = get_case(reference)
    form, ref = event_form(found), found.row.reference
    if form.validate_on_submit():
        try:
            event = service.record_event(actor(), ref, form.draft())
        except Refused as error:
            return refused(found, form, error)
        name = labels.event_name(event.kind, found.jurisdiction)
        undo = url_for("cases.withdraw_event", reference=ref, event_id=event.public_id)
        done(_("“%(kind)s” was added to the timeline of %(reference)s.", kind=name, reference=ref), undo)
        if catalogue.event_kind(found.jurisdiction, event.kind).opens_new_case and not actor().guest:
            _to_new_case(found)
        another = request.form.get("then") == "another"
        return redirect(here(found, "new_event") if another else here(found, "timeline"), 303)
    return event_page(found, form)


@blueprint.route("/cases/<reference>/events/<event_id>/correct", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def correct_event(reference: str, event_id: str) -> ResponseReturnValue:
    """Correct an event; the earlier text stays readable."""
    found = get_case(reference)
    event, ref = get_event(found, event_id), found.row.reference
    require_amend(actor(), event.by)
    form = event_form(found, happened=event.happened)
    if request.method == "GET":
        form.show(event)
    if form.validate_on_submit():
        try:
            service.correct_event(actor(), ref, event_id, form.draft())
        except Refused as error:
            return refused(found, form, error, Page.CORRECT, event)
        name = labels.event_name(form.kind.data, found.jurisdiction)
        done(_("“%(kind)s” on the timeline of %(reference)s was corrected.", kind=name, reference=ref))
        return redirect(here(found, "timeline"), 303)
    return event_page(found, form, Page.CORRECT, event)


@blueprint.route("/cases/<reference>/events/<event_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.ADD)
def withdraw_event(reference: str, event_id: str) -> ResponseReturnValue:
    """Ask, then take an event back that never happened."""
    found, form = get_case(reference), forms.WithdrawForm()
    event, ref = get_event(found, event_id), found.row.reference
    require_amend(actor(), event.by)
    if event.exit_id:
        return redirect(url_for("cases.withdraw_exit", reference=ref, exit_id=event.exit_id), 303)
    if form.validate_on_submit():
        try:
            service.withdraw_event(actor(), ref, event_id, form.reason.data or "")
            name = labels.event_name(event.kind, found.jurisdiction)
            done(
                _(
                    "“%(kind)s” was taken back; it stays readable on the timeline of %(reference)s.",
                    kind=name,
                    reference=ref,
                )
            )
            return redirect(here(found, "timeline"), 303)
        except Refused as error:
            form.refuse("reason", labels.told(error))
    return page("event_withdraw", found, form=form, event=event, status=422 if form.errors else 200)


def _to_new_case(case: CaseView) -> None:
    """Lead from an arrest after a release to the case that it opens, with the release chosen when there is one."""
    released = [one for one in queries.list_releases(actor(), case.row.person_id) if one.case == case.row.reference]
    after = released[0].exit_id if released else None
    href = url_for("cases.new", public_id=case.row.person_id, after=after)
    lead(_("A re-arrest is a case of its own."), href, _("Open the new case"))


def event_form(case: CaseView, **values: Any) -> forms.EventForm:
    """Return the form of an event with the words of the country."""
    known = facilities(case.jurisdiction)
    health = may_change(actor().permissions, "timeline_event.health")
    form = detail_forms.event_form(answers.questions(case.jurisdiction, known, health=health), **values)
    form.offer(
        {name: [(k.code, named(k)) for k in kinds] for name, kinds in _phases(case)},
        known,
    )
    offer_levels(form, case)
    return form


def event_page(
    case: CaseView, form: forms.EventForm, mode: Page = Page.RECORD, event: EventView | None = None, **context: Any
) -> ResponseReturnValue:
    """Show the form of an event, beside what is on the timeline already."""
    kind = labels.kind_of(case.jurisdiction, form.kind.data or "")
    ident: dict[str, Any] = {"event_id": event.public_id} if event else {}
    context |= {
        "mode": mode,
        "action": url_for(f"cases.{mode}", reference=case.row.reference, **ident),
        "kind": kind,
        "moves_to": _moves_to(case, kind) if mode is Page.RECORD else None,
        "prompts": _prompts(kind),
        "items": last_items(case),
    }
    return page("event", case, form=form, event=event, status=422 if form.errors else 200, **context)


def refused(
    case: CaseView, form: forms.EventForm, error: Refused, mode: Page = Page.RECORD, event: EventView | None = None
) -> ResponseReturnValue:
    """Show why an event was not recorded, at the field that can be put right; what was typed stays."""
    doubt = isinstance(error, service.NeedsReason)
    at = "reason" if doubt else "kind" if isinstance(error, ImpossibleMove) else getattr(error, "field", "happened")
    form.refuse(at if at in form else "happened", labels.told(error))
    return event_page(case, form, mode, event, doubt=doubt)


def _phases(case: CaseView) -> list[tuple[str, list[EventKind]]]:
    kinds = catalogue.event_kinds(case.jurisdiction)
    grouped = ((_(PHASE_LABELS[phase]), [k for k in kinds if k.phase is phase]) for phase in Phase)
    return [(name, rows) for name, rows in grouped if rows]


def _moves_to(case: CaseView, kind: EventKind | None) -> Stage | None:
    """Return the stage to which an event of today would move the case; None when it would stay."""
    now = case.row.stage
    after = kind.instead.get(now, kind.moves_to) if kind and possible(now, kind) else None
    return after if after is not now else None


def _prompts(kind: EventKind | None) -> str:
    """Name what the text should say, but for what has a field of its own."""
    needs = [need for need in kind.needs if need not in kind.fields] if kind else []
    told = (need for need in needs if need in labels.NEED_LABELS)
    return ", ".join(_(labels.NEED_LABELS[need]) for need in told)

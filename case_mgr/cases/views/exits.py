"""Pages of exits from custody: recorded after a look at what they change, taken back with a reason."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.cases import exit_forms, forms, labels, queries, releases, service, words
from case_mgr.cases.frame import here
from case_mgr.cases.guests import last_change
from case_mgr.cases.types import CaseView, ExitView
from case_mgr.cases.views.room import blueprint, get_case, page
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.enums import Stage
from case_mgr.jurisdictions.showing import named
from case_mgr.jurisdictions.stages import ImpossibleMove
from case_mgr.web.acts import compared, done
from case_mgr.web.guard import actor, needs
from case_mgr.web.transaction import abandon


@blueprint.get("/cases/<reference>/exit")
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def new_exit(reference: str) -> ResponseReturnValue:
    """Ask how custody ended and how far that is proven."""
    found = get_case(reference)
    # An event that tells of the release already is chosen: nothing stands on the timeline twice.
    told = next(iter(releases.releases_told(found)), None)
    form = _form(found, happened=told.happened if told else None)
    form.event.data = told.public_id if told else ""
    return page("exit", found, form=form)


@blueprint.post("/cases/<reference>/exit")
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def record_exit(reference: str) -> ResponseReturnValue:
    """Say what the exit will change, then record it."""
    found = get_case(reference)
    form, ref = _form(found), found.row.reference
    if form.validate_on_submit():
        try:
            after = _stage_after(found, form)
            if request.form.get("step") != "record":
                # Nothing is written yet: the form stays good for the step that writes.
                abandon()
                return page(
                    "exit_check", get_case(reference), form=form, draft=form.draft(), after=after, typed=_typed()
                )
            row = service.record_exit(actor(), ref, form.draft())
            undo = url_for("cases.withdraw_exit", reference=ref, exit_id=row.public_id)
            done(_("An exit from custody was recorded for %(reference)s.", reference=ref), undo)
            return redirect(here(found), 303)
        except Refused as error:
            form.refuse(_field(error), labels.told(error))
    return page("exit", found, form=form, status=422)


@blueprint.route("/cases/<reference>/exits/<exit_id>/edit", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def amend_exit(reference: str, exit_id: str) -> ResponseReturnValue:
    """Say more of a recorded exit, or say it otherwise."""
    found = get_case(reference)
    exit_, form, ref = _exit(found, exit_id), _facts_form(), found.row.reference
    if request.method == "GET":
        form.show(exit_)
    if form.validate_on_submit():
        try:
            service.amend_exit(actor(), ref, exit_id, form.facts(), form.seen_version())
            done(_("What is known of the exit of %(reference)s was saved.", reference=ref))
            return redirect(here(found, anchor="exits"), 303)
        except Stale as error:
            now = _facts_form(formdata=None)
            now.show(exit_)
            raise compared(error, form, now, here(found), last_change(actor(), found.public_id)) from error
        except Refused as error:
            form.refuse("support", labels.told(error))
    return page("exit_edit", found, form=form, exit=exit_, status=422 if form.errors else 200)


@blueprint.route("/cases/<reference>/exits/<exit_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE, shared=Act.AMEND)
def withdraw_exit(reference: str, exit_id: str) -> ResponseReturnValue:
    """Ask, then take a recorded exit back."""
    found, form = get_case(reference), forms.WithdrawForm()
    exit_, ref = _exit(found, exit_id), found.row.reference
    if form.validate_on_submit():
        try:
            service.withdraw_exit(actor(), ref, exit_id, form.reason.data or "")
            done(_("The exit from custody of %(reference)s was taken back.", reference=ref))
            return redirect(here(found), 303)
        except Refused as error:
            form.refuse("reason", labels.told(error))
    return page("exit_withdraw", found, form=form, exit=exit_, status=422 if form.errors else 200)


def _stage_after(case: CaseView, form: exit_forms.ExitForm) -> Stage:
    """Return the stage that the exit makes; an event that tells of it already has made it."""
    if form.event.data:
        return case.row.stage
    kind = service.event_of(form.link.data)
    return queries.get_stage_after(actor(), case.row.reference, kind, form.happened.data)


def _form(case: CaseView, **given: Any) -> exit_forms.ExitForm:
    form = exit_forms.ExitForm(**given)
    told = releases.releases_told(case)
    form.offer_events([(one.public_id, releases.event_words(case, one)) for one in told])
    kinds = [(row.code, named(row)) for row in catalogue.exit_kinds(case.jurisdiction)]
    links = [(str(link), _(label), _(labels.LINK_HINTS[link])) for link, label in labels.LINK_LABELS.items()]
    form.offer(kinds, links)
    form.offer_facts(*words.exit_facts())
    return form


def _facts_form(**given: Any) -> exit_forms.ExitFactsForm:
    form = exit_forms.ExitFactsForm(**given)
    form.offer_facts(*words.exit_facts())
    form.offer_support(*words.support_choices())
    return form


def _typed() -> list[tuple[str, str]]:
    """Return what was typed, for the page between typing and writing."""
    own = ("csrf_token", "step")
    return [(name, value) for name, value in request.form.items(multi=True) if name not in own]


def _exit(case: CaseView, exit_id: str) -> ExitView:
    found = next((row for row in case.exits if row.public_id == exit_id), None)
    if found is None:
        raise NotFound(N_("There is no such exit."))
    return found


def _field(error: Refused) -> str:
    if isinstance(error, ImpossibleMove):
        return "link"
    fields = {
        "evidence": "evidence",
        "how far": "link",
        "another date": "happened",
        "event": "event",
        "date": "happened",
    }
    return next((field for word, field in fields.items() if word in error.sentence), "kind")

"""Pages of saved views: keeping a list as it is filtered, opening it again, sharing and deleting it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound, Stale
from case_mgr.core.text import N_
from case_mgr.desk import criteria
from case_mgr.desk.saved_forms import PRIVATE, TEAM, ViewForm
from case_mgr.desk.views.room import blueprint
from case_mgr.saved import queries, service
from case_mgr.saved.types import LISTING_LABELS, NEEDS, WORDS, Listing, ViewDraft, ViewRow
from case_mgr.web import asked
from case_mgr.web.acts import compared, done
from case_mgr.web.context import sentence
from case_mgr.web.forms import Form
from case_mgr.web.guard import actor, needs

_NO_LIST = N_("There is no such list.")


@blueprint.get("/views")
@needs(Permission.PERSON_READ)
def saved_views() -> ResponseReturnValue:
    """List own views and those that colleagues share."""
    rows = queries.list_views(actor())
    leads = actor().may(Permission.WORK_LEAD)
    return render_template(
        "desk/views.html",
        mine=[row for row in rows if row.mine],
        shared=[row for row in rows if not row.mine],
        list_name=_list_name,
        leads=leads,
    )


@blueprint.route("/views/new/<listing>", methods=["GET", "POST"])
@needs(Permission.PERSON_READ)
def new_view(listing: str) -> ResponseReturnValue:
    """Keep a list as it is filtered now, under a name."""
    chosen = _listing(listing)
    wanted = criteria.collect(chosen, asked.filters(actor()))
    form = ViewForm()
    form.offer(words=WORDS in wanted)
    back = url_for(criteria.ENDPOINTS[chosen], **criteria.address(actor(), wanted))
    if form.validate_on_submit():
        if not wanted:
            form.refuse("name", _("Filter or sort the list first: there is nothing to save."))
        elif _kept(form, ViewDraft(chosen, form.name.data or "", wanted, form.shared)):
            done(_("The view was saved. It stands under “Views” at the top of the list."))
            return redirect(back, 303)
    action = url_for("desk.new_view", listing=str(chosen), **criteria.address(actor(), wanted))
    return _form_page(form, chosen, wanted, action=action, back=back)


@blueprint.get("/views/open/<public_id>")
@needs(Permission.PERSON_READ)
def open_view(public_id: str) -> ResponseReturnValue:
    """Lead to the list as a view filters it, without what means nothing any more, and say what that was."""
    found = queries.open_view(actor(), public_id)
    wanted = dict(found.asked)
    for criterion in criteria.explain(actor(), wanted):
        if not criterion.known:
            for field in criterion.fields:
                wanted.pop(field, None)
            lost = _("This view was opened without one criterion. %(label)s: %(value)s – that no longer exists.",
                     label=criterion.label, value=criterion.value)  # fmt: skip
            flash(lost, "warning")
    if not found.words_kept:
        flash(_("The searched words of this view are for its owner only: it was opened without them."), "warning")
    return redirect(url_for(criteria.ENDPOINTS[found.row.listing], **criteria.address(actor(), wanted)), 303)


@blueprint.route("/views/<public_id>/edit", methods=["GET", "POST"])
@needs(Permission.PERSON_READ)
def edit_view(public_id: str) -> ResponseReturnValue:
    """Rename a view, share it, or keep it to oneself again."""
    view, wanted = _own(public_id), queries.open_view(actor(), public_id).asked
    now = partial(_filled, view, words=WORDS in wanted)
    form = now() if request.method == "GET" else ViewForm()
    form.offer(words=WORDS in wanted)
    if form.validate_on_submit() and _amended(form, public_id, now):
        done(_("The view was changed."))
        return redirect(url_for("desk.saved_views"), 303)
    action, back = url_for("desk.edit_view", public_id=public_id), url_for("desk.saved_views")
    return _form_page(form, view.listing, wanted, action=action, back=back, view=view)


@blueprint.route("/views/<public_id>/delete", methods=["GET", "POST"])
@needs(Permission.PERSON_READ)
def delete_view(public_id: str) -> ResponseReturnValue:
    """Ask once more, then delete a view."""
    view = queries.get_view(actor(), public_id)
    if not view.mine and not actor().may(Permission.WORK_LEAD):
        raise NotFound(N_("There is no such view."))
    form = Form()
    if form.validate_on_submit():
        service.delete(actor(), public_id)
        done(_("The view was deleted."))
        return redirect(url_for("desk.saved_views"), 303)
    return render_template("desk/view_delete.html", form=form, view=view, list_name=_list_name(view.listing))


def menu(listing: Listing, *, filtered: bool) -> dict[str, Any]:
    """Return what the menu of views at the top of a list needs."""
    rows = queries.list_views(actor(), listing)
    wanted = filtered or request.args.get("sort")
    keep: dict[str, Any] = dict(criteria.collect(listing, request.args)) if wanted else {}
    href = url_for("desk.new_view", listing=str(listing), **keep) if keep else None
    return {
        "own_views": [row for row in rows if row.mine],
        "shared_views": [row for row in rows if not row.mine],
        "keep_view": href,
    }


def _form_page(
    form: ViewForm, listing: Listing, wanted: Mapping[str, str], view: ViewRow | None = None, **places: str
) -> ResponseReturnValue:
    """Show the form of a view, and in words what it asks for."""
    list_name = _list_name(listing)
    rows: list[dict[str, Any]] = [{"label": _("List"), "value": list_name}]
    for criterion in criteria.explain(actor(), wanted):
        note = None if criterion.known else _("That no longer exists")
        rows.append({"label": criterion.label, "value": criterion.value, "note": note})
    shown = render_template("desk/view_form.html", form=form, rows=rows, view=view, list_name=list_name, **places)
    return shown, 422 if form.errors else 200


def _kept(form: ViewForm, draft: ViewDraft) -> bool:
    try:
        service.keep(actor(), draft)
    except service.Misnamed as error:
        form.refuse("name", sentence(error))
    except service.NotShareable as error:
        form.refuse("sight", sentence(error))
    else:
        return True
    return False


def _filled(view: ViewRow, *, words: bool) -> ViewForm:
    form = ViewForm(formdata=None)
    form.offer(words=words)
    form.version.data = str(view.version)
    form.name.data, form.sight.data = view.name, TEAM if view.shared else PRIVATE
    return form


def _amended(form: ViewForm, public_id: str, now: Callable[[], ViewForm]) -> bool:
    try:
        service.amend(actor(), public_id, form.name.data or "", shared=form.shared, seen=form.seen_version())
    except service.Misnamed as error:
        form.refuse("name", sentence(error))
    except service.NotShareable as error:
        form.refuse("sight", sentence(error))
    except Stale as error:
        raise compared(error, form, now(), url_for("desk.edit_view", public_id=public_id)) from error
    else:
        return True
    return False


def _own(public_id: str) -> ViewRow:
    view = queries.get_view(actor(), public_id)
    if not view.mine:
        raise NotFound(N_("There is no such view."))
    return view


def _listing(name: str) -> Listing:
    if name not in set(Listing) or not actor().may(NEEDS[Listing(name)]):
        raise NotFound(_NO_LIST)
    return Listing(name)


def _list_name(listing: Listing) -> str:
    return _(LISTING_LABELS[listing])

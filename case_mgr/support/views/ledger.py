"""Pages of the ledger: of all entries, of a case, of one entry."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.support import forms, queries, service, words
from case_mgr.support.types import Filter, Kind, State
from case_mgr.support.views.room import blueprint, did, page, page_request
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs
from case_mgr.web.hooks import hooks
from case_mgr.web.wording import when


@blueprint.get("/support")
@needs(Permission.SUPPORT_READ)
def index() -> ResponseReturnValue:
    """List the entries of the ledger with what they add up to."""
    form, wanted = filter_of()
    hidden = queries.count_hidden(actor()) if wanted.is_whole else 0
    tags, out = _tags(form, wanted, "support.index"), url_for("support.export", **kept_filters())
    return page("index", export_href=out, filters=form, hidden=hidden, tags=tags, **_list(wanted))


@blueprint.get("/cases/<reference>/support")
@needs(Permission.SUPPORT_READ)
def of_case(reference: str) -> ResponseReturnValue:
    """List what was spent in a case."""
    make = hooks().case_frame
    assert make is not None, "a page of a case needs the frame that the house gives it"
    frame = make(actor(), reference)
    return page("of_case", **frame, **_list(Filter(case=frame["case"].row.reference)))


@blueprint.route("/support/new", methods=["GET", "POST"])
@needs(Permission.SUPPORT_WRITE)
def new() -> ResponseReturnValue:
    """Write an entry down."""
    grants = queries.list_chargeable(actor())
    form = forms.EntryForm(case=request.args.get("case", ""), currency=grants[0].currency if len(grants) == 1 else "")
    form.offer([(str(kind), _(words.KINDS[kind])) for kind in Kind], words.payers(grants))
    made: list[str] = []
    if form.validate_on_submit() and did(
        form, lambda: made.append(service.record(actor(), form.draft()).public_id), "amount"
    ):
        done(_("The entry was written down. Somebody else approves it."))
        return redirect(url_for("support.entry", public_id=made[0]), 303)
    return page("entry_new", form=form, has_grants=bool(grants))


@blueprint.get("/support/<public_id>")
@needs(Permission.SUPPORT_READ)
def entry(public_id: str) -> ResponseReturnValue:
    """Show one entry, what became of it, and what can be done now."""
    found = queries.get_entry(actor(), public_id)
    waits = found.row.state is State.PLANNED
    return page(
        "entry",
        found=found,
        row=found.row,
        me=actor().public_id,
        papers=queries.get_papers(actor(), public_id),
        ripe_at=queries.find_ripe_at(actor(), public_id) if waits else None,
        approvers=queries.list_approvers(actor(), public_id) if waits else [],
    )


def filter_of() -> tuple[forms.ListFilter, Filter]:
    """Return the form of the filters as it was sent, and what it asks for."""
    form = forms.ListFilter(request.args)
    grants = [(grant.public_id, grant.code) for grant in queries.list_chargeable(actor())]
    kinds = [(str(kind), _(words.KINDS[kind])) for kind in Kind]
    form.offer(grants, kinds, [(str(state), _(words.STATES[state])) for state in State])
    return form, form.wanted()


def kept_filters() -> dict[str, Any]:
    """Return the filters of this address, for another page of the same entries."""
    return {name: value for name, value in request.args.items() if value and name not in ("page", "size")}


def _list(wanted: Filter) -> dict[str, Any]:
    return {
        "page": queries.list_entries(actor(), wanted, page_request()),
        "balances": queries.list_balances(actor(), wanted),
    }


def _tags(form: forms.ListFilter, wanted: Filter, endpoint: str) -> list[dict[str, str]]:
    said = [
        (("grant",), form.grant.label.text, dict(_pairs(form.grant)).get(wanted.grant, "") if wanted.grant else ""),
        (("kind",), form.kind.label.text, words.support_kind(wanted.kind) if wanted.kind else ""),
        (("state",), form.state.label.text, words.support_state(wanted.state)["text"] if wanted.state else ""),
        (("since",), form.since.label.text, when(wanted.since)),
        (("unproved",), form.unproved.label.text, _("Yes") if wanted.unproved else ""),
        (("until",), form.until.label.text, when(wanted.until)),
    ]
    return [
        {"label": str(label), "value": value, "href": url_for(endpoint, **_without(names))}
        for names, label, value in said
        if value
    ]


def _pairs(field: Any) -> list[tuple[str, str]]:
    return [(str(choice.value), str(choice.label)) for choice in field.choices]


def _without(names: tuple[str, ...]) -> dict[str, Any]:
    """Return the filters without one; a day has three boxes."""
    return {
        name: value
        for name, value in request.args.items()
        if value and name != "page" and name.split("-")[0] not in names
    }

"""Pages of contacts and of how to reach them."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import choices, forms, labels, queries, service
from case_mgr.advocacy.kinds import ContactKind
from case_mgr.advocacy.types import ContactFilter, ContactView
from case_mgr.advocacy.views.room import blueprint, stale
from case_mgr.audit import queries as log
from case_mgr.core import clock
from case_mgr.core.errors import Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.web import asked
from case_mgr.web.acts import compared
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs


@blueprint.route("/contacts", methods=["GET", "POST"])
@needs(Permission.CONTACT_READ, asks=True)
def contacts() -> ResponseReturnValue:
    """List contacts with filters."""
    form = forms.ContactFilterForm(asked.filters(actor()))
    form.offer(choices.countries())
    sort = request.args.get("sort", "name")
    wanted = _wanted(form, sort) if form.validate() else ContactFilter()
    page = queries.list_contacts(actor(), wanted, PageRequest.read(request.args.get("page"), request.args.get("size")))
    return render_template(
        "advocacy/contacts.html",
        form=form,
        page=page,
        sort=sort,
        other_sort=url_for("advocacy.contacts", **(_kept() | {"sort": "-name" if sort == "name" else "name"})),
        tags=_tags(wanted),
        labels=labels,
        country=choices.country,
    )


@blueprint.route("/contacts/new", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def new_contact() -> ResponseReturnValue:
    """Add a contact; a namesake is shown before a second one is made."""
    who, form = actor(), forms.NewContactForm()
    form.offer(choices.countries(), choices.owners(who), queries.list_bodies(who))
    if request.method == "GET":
        form.owner.data = who.public_id
    namesakes = queries.list_alike(who, form.name.data) if form.name.data else []
    if form.validate_on_submit() and (form.somebody_else.data or not namesakes):
        try:
            row, channel = service.add_contact(who, form.draft()), form.channel()
            if channel:
                service.add_channel(who, row.public_id, channel)
            flash(_("Contact %(reference)s was added.", reference=row.reference), "success")
            return redirect(url_for("advocacy.contact", public_id=row.public_id), 303)
        except Refused as error:
            form.refuse(_field(error), sentence(error))
    elif request.method == "POST" and namesakes and not form.errors:
        form.refuse(
            "name", _("There is a contact of this name or a name like it. Open it, or say that this is somebody else.")
        )
    status = 422 if form.errors else 200
    return render_template("advocacy/new.html", form=form, namesakes=namesakes, labels=labels), status


@blueprint.get("/contacts/<public_id>")
@needs(Permission.CONTACT_READ)
def contact(public_id: str) -> ResponseReturnValue:
    """Show a contact and what was said; not how to reach it."""
    who = actor()
    into = queries.find_merged_into(who, public_id)
    if into:
        return redirect(url_for("advocacy.contact", public_id=into))
    found = queries.get_contact(who, public_id)
    page = queries.list_interactions(who, public_id, PageRequest.read(request.args.get("page")))
    return render_template(
        "advocacy/contact.html",
        contact=found,
        alike=queries.list_alike(who, found.row.name, but=public_id),
        merges=queries.list_merges_of(who, public_id),
        godparents=queries.list_godparents_of_contact(who, public_id),
        apart=queries.list_apart(who, public_id),
        page=page,
        labels=labels,
        country=choices.country,
        today=clock.today(),
    )


@blueprint.route("/contacts/<public_id>/edit", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def edit_contact(public_id: str) -> ResponseReturnValue:
    """Change what is known of a contact."""
    who = actor()
    found = queries.get_contact(who, public_id)
    form = _contact_form(found, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            service.amend_contact(who, public_id, form.draft(), form.seen_version())
            flash(_("Contact %(reference)s was changed.", reference=found.row.reference), "success")
            return redirect(url_for("advocacy.contact", public_id=public_id), 303)
        except Stale as error:
            now, there = _contact_form(found, fill=True), url_for("advocacy.contact", public_id=public_id)
            raise compared(error, form, now, there, log.last_change(who, public_id)) from error
        except Refused as error:
            form.refuse(_field(error), sentence(error))
    return render_template("advocacy/edit.html", form=form, contact=found), 422 if form.errors else 200


@blueprint.route("/contacts/<public_id>/post", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def change_post(public_id: str) -> ResponseReturnValue:
    """Give a contact a new post; the one before stays with its dates."""
    who = actor()
    found = queries.get_contact(who, public_id)
    form = _post_form(found, fill=request.method == "GET")
    if form.validate_on_submit():
        try:
            service.change_post(who, public_id, form.draft(), form.seen_version())
            flash(_("The new post of %(reference)s was recorded.", reference=found.row.reference), "success")
            return redirect(url_for("advocacy.contact", public_id=public_id), 303)
        except Stale as error:
            raise stale(error, form, _post_form(found, fill=True), public_id, "advocacy.contact") from error
        except Refused as error:
            form.refuse(_field(error) if _field(error) in form else "title", sentence(error))
    return render_template("advocacy/post.html", form=form, contact=found), 422 if form.errors else 200


@blueprint.get("/contacts/<public_id>/channels")
@needs(Permission.CONTACT_READ, writes=True)
def channels(public_id: str) -> ResponseReturnValue:
    """Show how to reach a contact; that they were shown is written down first."""
    form = forms.ChannelForm()
    form.offer()
    return _channels(public_id, form)


@blueprint.post("/contacts/<public_id>/channels")
@needs(Permission.CONTACT_WRITE)
def add_channel(public_id: str) -> ResponseReturnValue:
    """Add a way to reach a contact."""
    form = forms.ChannelForm()
    form.offer()
    if form.validate_on_submit():
        try:
            row = service.add_channel(actor(), public_id, form.channel())
            flash(_("A channel of %(reference)s was added.", reference=row.reference), "success")
            return redirect(url_for("advocacy.contact", public_id=public_id), 303)
        except Refused as error:
            form.refuse("value", sentence(error))
    found = queries.get_contact(actor(), public_id)
    return render_template("advocacy/channels.html", contact=found, channels=None, form=form, labels=labels), 422


@blueprint.route("/contacts/<public_id>/channels/<key>/remove", methods=["GET", "POST"])
@needs(Permission.CONTACT_WRITE)
def remove_channel(public_id: str, key: str) -> ResponseReturnValue:
    """Ask, then remove a channel that is out of use."""
    form, found = forms.ConfirmForm(), queries.get_contact(actor(), public_id)
    if form.validate_on_submit():
        service.remove_channel(actor(), public_id, key)
        flash(_("A channel of %(reference)s was removed.", reference=found.row.reference), "success")
        return redirect(url_for("advocacy.contact", public_id=public_id), 303)
    return render_template("advocacy/remove_channel.html", contact=found, key=key, form=form)


def _channels(public_id: str, form: forms.ChannelForm) -> ResponseReturnValue:
    who = actor()
    found, opened = queries.get_contact(who, public_id), service.open_channels(who, public_id)
    return render_template("advocacy/channels.html", contact=found, channels=opened, form=form, labels=labels)


def _wanted(form: forms.ContactFilterForm, sort: str) -> ContactFilter:
    known = {str(kind) for kind in ContactKind}
    return ContactFilter(
        words=(form.words.data or "").strip(),
        kind=ContactKind(form.kind.data) if form.kind.data in known else None,
        country=form.country.data or "",
        sort=sort,
    )


def _tags(wanted: ContactFilter) -> list[dict[str, str]]:
    shown = [
        ("words", _("Name or reference"), wanted.words),
        ("kind", _("Kind"), _(labels.KINDS[wanted.kind]) if wanted.kind else ""),
        ("country", _("Country"), choices.country(wanted.country)),
    ]
    return [
        {"label": label, "value": value, "href": url_for("advocacy.contacts", **_kept(name))}
        for name, label, value in shown
        if value
    ]


def _kept(without: str = "") -> dict[str, Any]:
    return {key: value for key, value in request.args.items() if key not in (without, "page")}


def _field(error: Refused) -> str:
    if isinstance(error, service.Misfilled):
        return error.field
    words = {"post": "left_post", "not be contacted": "reason", "country": "country", "owner": "owner"}
    words |= {"channel": "channel_value", "address": "channel_value"}
    return next((field for word, field in words.items() if word in error.sentence), "name")


def _contact_form(found: ContactView, *, fill: bool) -> forms.ContactForm:
    """Return the form of a contact, filled with what is recorded or with what was sent."""
    given: dict[str, Any] = {"formdata": None} if fill else {}
    form = forms.ContactForm(**given, took_post=found.took_post, left_post=found.left_post)
    form.offer(choices.countries(), choices.owners(actor()), queries.list_bodies(actor()))
    if fill:
        form.show(found)
    return form


def _post_form(found: ContactView, *, fill: bool) -> forms.PostForm:
    given: dict[str, Any] = {"formdata": None} if fill else {}
    form = forms.PostForm(**given, took=found.took_post if found.row.post else None, left_before=found.left_post)
    form.offer(queries.list_bodies(actor()))
    if fill:
        form.show(found)
    return form

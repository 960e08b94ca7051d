"""Pages of signing in, the own account and the members of an organisation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from wtforms.fields.choices import SelectChoice

from case_mgr.access import fields
from case_mgr.access.permissions import SENTENCES, Permission
from case_mgr.access.roles import LABELS, ROLES, Role
from case_mgr.accounts import forms, queries, service, settled
from case_mgr.accounts.login import signed_in
from case_mgr.accounts.settings_words import WAY_HINTS, WAYS
from case_mgr.accounts.types import CONFIRMATION_WAYS, MONEY_WAYS, RECOGNITION_WAYS, Way
from case_mgr.core.errors import Refused, Stale
from case_mgr.web.acts import compared
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, find_actor, needs
from case_mgr.web.throttle import Limit, address, field, forgive, give_back, throttled
from case_mgr.web.transaction import abandon, afterwards, begin_writing
from case_mgr.web.views import local, wanted_page

blueprint = Blueprint("accounts", __name__, template_folder="templates")

WINDOW = timedelta(minutes=15)
BY_ACCOUNT = Limit("sign-in", field("email"), 5, WINDOW)
BY_ADDRESS = Limit("sign-in-address", address, 30, WINDOW)
LINKS = Limit("accept", address, 20, WINDOW)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@throttled(BY_ACCOUNT, BY_ADDRESS)
def sign_in() -> ResponseReturnValue:
    """Sign in with address and password."""
    if find_actor() is not None:
        return redirect(local(wanted_page()), 303)
    form = forms.SignInForm()
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form, next=wanted_page()), 422 if form.errors else 200
    email = form.email.data or ""
    # Checking a password takes long on purpose: nobody else's write waits for it.
    abandon()
    user_id = service.check_password(email, form.password.data or "")
    if user_id is None:
        afterwards(lambda: service.note_failure(email))
        form.refuse("email", _("The e-mail address or the password is not right."))
        return render_template("accounts/sign_in.html", form=form, next=wanted_page()), 422
    begin_writing()
    token, who = service.open_session(user_id)
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    forgive(BY_ACCOUNT)
    give_back(BY_ADDRESS)
    login_user(signed_in(token, who))
    return redirect(local(wanted_page()), 303)


@blueprint.post("/sign-out")
@needs(Permission.ACCOUNT)
def sign_out() -> ResponseReturnValue:
    """End this sign-in."""
    service.sign_out(actor(), current_user.id)
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.route("/invitations/<token>", methods=["GET", "POST"])
@throttled(LINKS)
def accept(token: str) -> ResponseReturnValue:
    """Use the one-time link of an invitation."""
    invitation = queries.find_invitation(token)
    if invitation is None:
        return render_template("accounts/link_ended.html"), 410
    known = queries.find_user(invitation.email) is not None
    form = forms.JoinForm() if known else forms.AcceptForm()
    if form.validate_on_submit():
        try:
            service.accept(token, form.draft() if isinstance(form, forms.AcceptForm) else None)
            flash(_("You are a member of %(name)s now. Sign in.", name=invitation.organisation.name), "success")
            return redirect(url_for("accounts.sign_in"), 303)
        except Refused as error:
            form.refuse("password", sentence(error))
    status = 422 if form.errors else 200
    return render_template("accounts/accept.html", form=form, invitation=invitation, known=known), status


@blueprint.get("/account")
@needs(Permission.ACCOUNT)
def account() -> ResponseReturnValue:
    """Show the own account: organisations, sign-ins, password."""
    who = actor()
    return render_template(
        "accounts/account.html",
        memberships=queries.list_memberships(who),
        sessions=queries.list_sessions(who, current_user.id),
        labels=LABELS,
    )


@blueprint.route("/account/password", methods=["GET", "POST"])
@needs(Permission.ACCOUNT)
def password() -> ResponseReturnValue:
    """Change the own password."""
    form = forms.PasswordForm()
    if form.validate_on_submit():
        try:
            service.change_password(actor(), current_user.id, form.current.data or "", form.password.data or "")
            flash(_("Your password was changed. Every other sign-in of yours has ended."), "success")
            return redirect(url_for("accounts.account"), 303)
        except Refused as error:
            form.refuse("current" if "current" in error.sentence else "password", sentence(error))
    return render_template("accounts/password.html", form=form), 422 if form.errors else 200


@blueprint.post("/account/sessions/<public_id>/end")
@needs(Permission.ACCOUNT)
def end_session(public_id: str) -> ResponseReturnValue:
    """End another sign-in of the own account."""
    service.end_session(actor(), public_id)
    flash(_("That sign-in has ended."), "success")
    return redirect(url_for("accounts.account"), 303)


@blueprint.post("/account/organisation/<public_id>")
@needs(Permission.ACCOUNT)
def switch(public_id: str) -> ResponseReturnValue:
    """Go on in another of the own organisations."""
    service.switch_organisation(actor(), current_user.id, public_id)
    return redirect("/", 303)


@blueprint.get("/members")
@needs(Permission.MEMBER_READ)
def members() -> ResponseReturnValue:
    """List the members of the organisation and the invitations that wait."""
    who = actor()
    may = who.may(Permission.MEMBER_MANAGE)
    return render_template(
        "accounts/members.html",
        members=queries.list_members(who),
        invitations=queries.list_invitations(who) if may else [],
        labels=LABELS,
        own=who.public_id,
    )


@blueprint.get("/members/roles")
@needs(Permission.MEMBER_READ)
def roles() -> ResponseReturnValue:
    """Show the table of roles and what each permits."""
    parts = [(fields.LABELS[group], fields.HOLDS[group], _levels(group), group) for group in fields.Group]
    return render_template(
        "accounts/roles.html",
        labels=LABELS,
        table=ROLES,
        sentences=SENTENCES,
        parts=parts,
        one_by_one=fields.OPENED_ONE_BY_ONE,
    )


def _levels(group: fields.Group) -> list[str]:
    return [str(fields.level_of(role, group)) for role in LABELS]


@blueprint.route("/members/invite", methods=["GET", "POST"])
@needs(Permission.MEMBER_MANAGE)
def invite() -> ResponseReturnValue:
    """Invite a member by a link that works once."""
    form = forms.MemberForm()
    form.offer(_choices())
    if form.validate_on_submit():
        try:
            token = service.invite(actor(), form.draft())
            link = url_for("accounts.accept", token=token, _external=True)
            return render_template("accounts/invited.html", link=link, email=form.email.data)
        except Refused as error:
            form.refuse("roles" if "administrator" in error.sentence else "email", sentence(error))
    return render_template("accounts/invite.html", form=form), 422 if form.errors else 200


@blueprint.post("/members/invitations/<public_id>/withdraw")
@needs(Permission.MEMBER_MANAGE)
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take an invitation back."""
    service.withdraw_invitation(actor(), public_id)
    flash(_("The invitation was taken back; its link does not work any more."), "success")
    return redirect(url_for("accounts.members"), 303)


@blueprint.route("/members/<public_id>/roles", methods=["GET", "POST"])
@needs(Permission.MEMBER_MANAGE)
def change_roles(public_id: str) -> ResponseReturnValue:
    """Give a member other roles."""
    member = queries.get_member(actor(), public_id)
    form = forms.RolesForm(roles=[str(role) for role in member.roles])
    form.offer(_choices())
    if form.validate_on_submit():
        try:
            service.change_roles(actor(), public_id, form.chosen())
            flash(_("The roles were changed; they hold from the next page that the member opens."), "success")
            return redirect(url_for("accounts.members"), 303)
        except Refused as error:
            form.refuse("roles", sentence(error))
    return render_template("accounts/change_roles.html", form=form, member=member), 422 if form.errors else 200


@blueprint.route("/members/<public_id>/end", methods=["GET", "POST"])
@needs(Permission.MEMBER_MANAGE)
def end(public_id: str) -> ResponseReturnValue:
    """Ask, then end a membership."""
    member = queries.get_member(actor(), public_id)
    form = forms.ConfirmForm()
    if form.validate_on_submit():
        service.end_membership(actor(), public_id)
        flash(_("The membership was ended."), "success")
        return redirect(url_for("accounts.members"), 303)
    return render_template("accounts/end.html", form=form, member=member, labels=LABELS)


@blueprint.route("/organisation/settings", methods=["GET", "POST"])
@needs(Permission.SETTINGS_WRITE)
def settings() -> ResponseReturnValue:
    """Settle who is the second person of acts that take two, and after how many days the rules of tasks ask."""
    who = actor()
    form = _settings_form() if request.method == "POST" else _settings_now(who.organisation_id)
    if form.validate_on_submit():
        try:
            service.settle(who, form.draft(), form.seen_version() or 0)
            flash(_("The settings of the organisation were changed."), "success")
            return redirect(url_for("accounts.members"), 303)
        except service.Unsettled as error:
            form.refuse(error.field, sentence(error))
        except Stale as error:
            raise compared(error, form, _settings_now(who.organisation_id), url_for("accounts.settings")) from error
    return render_template("accounts/settings.html", form=form), 422 if form.errors else 200


def _settings_form(**given: Any) -> forms.SettingsForm:
    form = forms.SettingsForm(**given)
    partners = settled.list_partners(actor().organisation_id)
    form.offer(_ways(RECOGNITION_WAYS), _ways(CONFIRMATION_WAYS), _ways(MONEY_WAYS), partners)
    return form


def _settings_now(organisation_id: int) -> forms.SettingsForm:
    form = _settings_form(formdata=None)
    form.show(settled.settings_of(organisation_id))
    return form


def _ways(ways: tuple[Way, ...]) -> list[tuple[str, str, str]]:
    return [(str(way), _(WAYS[way]), _(WAY_HINTS[way])) for way in ways]


def _choices() -> list[SelectChoice]:
    return [SelectChoice(str(role), _(LABELS[role])) for role in Role]

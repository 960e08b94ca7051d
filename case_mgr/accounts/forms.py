"""Forms of accounts: shape only; what is good is decided by the service."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from case_mgr.access.roles import Role
from case_mgr.accounts.types import AcceptanceDraft, MemberDraft
from case_mgr.web.fields import CheckboxesField, NameField
from case_mgr.web.forms import Form

_NEEDED = _("Enter your e-mail address")
_EMAIL_MAX = 254


class SignInForm(Form):
    """Address and password."""

    email = StringField(_("E-mail address"), [InputRequired(_NEEDED), Length(max=_EMAIL_MAX)])
    password = PasswordField(_("Password"), [InputRequired(_("Enter your password"))])


class AcceptForm(Form):
    """What an invited person fills in."""

    name = NameField(_("Your name, as colleagues will see it"), [InputRequired(_("Enter your name")), Length(max=200)])
    password = PasswordField(_("Password"), [InputRequired(_("Enter a password"))])
    repeat = PasswordField(_("Password once more"), [InputRequired(_("Enter the password once more"))])

    def draft(self) -> AcceptanceDraft:
        """Return what was filled in."""
        return AcceptanceDraft(self.name.data or "", self.password.data or "")

    def validate_repeat(self, field: PasswordField) -> None:
        """Both passwords must be the same."""
        if field.data != self.password.data:
            raise ValidationError(str(_("The two passwords differ. Enter the same password twice.")))


class JoinForm(Form):
    """Accepting an invitation with an account that exists."""


class PasswordForm(Form):
    """A change of the own password."""

    current = PasswordField(_("Current password"), [InputRequired(_("Enter your current password"))])
    password = PasswordField(_("New password"), [InputRequired(_("Enter a new password"))])
    repeat = PasswordField(_("New password once more"), [InputRequired(_("Enter the new password once more"))])

    validate_repeat = AcceptForm.validate_repeat


class MemberForm(Form):
    """An invitation."""

    email = StringField(_("E-mail address"), [InputRequired(_("Enter an e-mail address")), Length(max=_EMAIL_MAX)])
    roles = CheckboxesField(_("Roles"), [InputRequired(_("Choose at least one role"))])

    def offer(self, choices: Sequence[SelectChoice]) -> None:
        """Hand in the roles that may be given."""
        self.roles.choices = list(choices)

    def draft(self) -> MemberDraft:
        """Return whom to invite."""
        return MemberDraft(self.email.data or "", frozenset(Role(name) for name in self.roles.data or ()))


class RolesForm(Form):
    """Other roles for a member."""

    roles = CheckboxesField(_("Roles"), [Optional()])

    offer = MemberForm.offer

    def chosen(self) -> frozenset[Role]:
        """Return the roles that were ticked."""
        return frozenset(Role(name) for name in self.roles.data or ())


class LanguageForm(Form):
    """The language of the pages."""

    language = RadioField(_("Language of the pages"), [Optional()])


class ConfirmForm(Form):
    """A button that acts."""

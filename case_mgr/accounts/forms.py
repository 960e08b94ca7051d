"""Forms of accounts: shape only; what is good is decided by the service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, PasswordField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from case_mgr.access.roles import Role
from case_mgr.accounts.settings_words import DAY_LABELS
from case_mgr.accounts.types import DAYS, AcceptanceDraft, MemberDraft, Settings, SettingsDraft, Way
from case_mgr.web.fields import CheckboxesField, NameField
from case_mgr.web.forms import Form, VersionedForm

Told = Iterable[tuple[str, str, str]]
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


class SettingsForm(VersionedForm):
    """What an organisation settles for itself."""

    recognition = RadioField(_("Who is the second person of a recognition?"), [InputRequired(_("Choose one"))])
    confirmation = RadioField(
        _("Who is the second person when a release of a pardon batch is confirmed?"), [InputRequired(_("Choose one"))]
    )
    money = RadioField(
        _("Who approves money that somebody wants to spend?"), [InputRequired(_("Choose one"))], default=str(Way.MEMBER)
    )
    partner = SelectField(_("Trusted partner organisation"), [Optional()])
    export_limit = StringField(
        _("Lines of a list from which on it leaves only when another member has approved it"),
        [Length(max=8)],
        description=_("0 means that each list takes two people."),
    )
    export_days = StringField(_("Days for which the file of a list can be fetched"), [Length(max=5)])
    rules: ClassVar[tuple[str, ...]] = tuple(DAYS)

    def offer(self, recognition: Told, confirmation: Told, money: Told, partners: Iterable[tuple[str, str]]) -> None:
        """Hand in the ways, each with what it means, and the other organisations."""
        for field, told in ((self.recognition, recognition), (self.confirmation, confirmation), (self.money, money)):
            field.choices = [SelectChoice(value, label, {"data-hint": hint}) for value, label, hint in told]
        self.partner.choices = [SelectChoice("", gettext("No partner")), *(SelectChoice(*one) for one in partners)]

    def day_fields(self) -> list[Field]:
        """Return the fields of days, in the order of the rules."""
        return [self[f"days_{rule}"] for rule in self.rules]

    def show(self, now: Settings) -> None:
        """Fill in what holds."""
        self.recognition.data, self.confirmation.data = str(now.recognition), str(now.confirmation)
        self.money.data = str(now.money)
        self.partner.data, self.version.data = now.partner, str(now.version)
        self.export_limit.data, self.export_days.data = str(now.export_limit), str(now.export_days)
        for rule in self.rules:
            self[f"days_{rule}"].data = str(now.days[rule])

    def draft(self) -> SettingsDraft:
        """Return what was chosen."""
        typed = {rule: (self[f"days_{rule}"].data or "").strip() for rule in self.rules}
        # What is no number is no number of days either: the service says so at its field.
        days = {rule: int(text) if text.isascii() and text.isdigit() else 0 for rule, text in typed.items()}
        ways = (Way(self.recognition.data), Way(self.confirmation.data))
        exports = (_whole(self.export_limit.data), _whole(self.export_days.data))
        return SettingsDraft(*ways, self.partner.data or "", days, *exports, money=Way(self.money.data))


def _whole(typed: str | None) -> int:
    """Return a number, or what no setting takes."""
    text = (typed or "").strip()
    return int(text) if text.isascii() and text.isdigit() else -1


for _rule, _label in DAY_LABELS.items():
    setattr(SettingsForm, f"days_{_rule}", StringField(_(_label), [Length(max=5)]))


class LanguageForm(Form):
    """The language of the pages."""

    language = RadioField(_("Language of the pages"), [Optional()])


class ConfirmForm(Form):
    """A button that acts."""

"""Forms of contacts, channels and interactions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.advocacy import labels
from case_mgr.advocacy.kinds import ChannelKind, ContactKind, Direction, Medium, Outcome
from case_mgr.advocacy.types import Channel, ContactDraft, ContactView, InteractionDraft
from case_mgr.web.fields import DayField, NameField, PartialDateField
from case_mgr.web.forms import Form, VersionedForm

_TEXT = 20_000
Pairs = Iterable[tuple[str, str]]


def _choices(words: Mapping[Any, str]) -> list[SelectChoice]:
    return [SelectChoice(str(value), gettext(words[value])) for value in words]


class _ContactFields(VersionedForm):
    """What is known of a contact, apart from its channels."""

    is_body = RadioField(
        _("What it is"),
        [InputRequired(_("Say whether it is a person or a body"))],
        choices=[SelectChoice("person", _("A person")), SelectChoice("body", _("A body"))],
        default="person",
    )
    name = NameField(_("Name"), [InputRequired(_("Enter the name of the person or body")), Length(max=300)])
    kind = SelectField(_("Kind"), [InputRequired(_("Choose a kind"))])
    post = StringField(_("Post"), [Optional(), Length(max=300)])
    country = SelectField(_("Country"), [Optional()])
    languages = StringField(_("Languages"), [Optional(), Length(max=100)])
    took_post = PartialDateField(_("In this post since"), [Optional()])
    left_post = PartialDateField(_("In this post until"), [Optional()])
    owner = SelectField(_("Who of us keeps the contact"), [Optional()])
    do_not_contact = BooleanField(_("Do not contact"), [Optional()])
    reason = StringField(_("Why not"), [Optional(), Length(max=300)])
    notes = TextAreaField(_("Notes"), [Optional(), Length(max=_TEXT)])

    def offer(self, countries: Pairs, members: Pairs) -> None:
        """Hand in the countries and the members of the organisation."""
        self.kind.choices = _choices(labels.KINDS)
        self.country.choices = [SelectChoice("", gettext("Not stated")), *(SelectChoice(*pair) for pair in countries)]
        self.owner.choices = [SelectChoice("", gettext("Nobody yet")), *(SelectChoice(*pair) for pair in members)]

    def show(self, view: ContactView) -> None:
        """Fill in what is recorded."""
        row = view.row
        self.version.data = str(view.version)
        self.is_body.data = "body" if row.is_body else "person"
        self.name.data, self.kind.data, self.post.data = row.name, str(row.kind), row.post
        self.country.data, self.languages.data = row.country, ", ".join(view.languages)
        self.owner.data = view.owner_id or ""
        self.do_not_contact.data, self.reason.data, self.notes.data = row.do_not_contact, view.reason, view.notes

    def draft(self) -> ContactDraft:
        """Return what was filled in."""
        languages = (self.languages.data or "").replace(";", ",").split(",")
        return ContactDraft(
            name=self.name.data or "",
            is_body=self.is_body.data == "body",
            kind=ContactKind(self.kind.data),
            country=self.country.data or "",
            languages=tuple(dict.fromkeys(text.strip() for text in languages if text.strip())),
            post=self.post.data or "",
            took_post=self.took_post.data,
            left_post=self.left_post.data,
            owner=self.owner.data or None,
            do_not_contact=bool(self.do_not_contact.data),
            reason=self.reason.data or "",
            notes=self.notes.data or "",
        )


class ContactForm(_ContactFields):
    """A change of a contact."""


class ChannelForm(Form):
    """A way to reach a contact."""

    kind = SelectField(_("Channel"), [InputRequired(_("Choose a channel"))])
    value = StringField(_("Address, number or handle"), [InputRequired(_("Enter the address, number or handle"))])
    safe = BooleanField(_("Safe to use: nobody is put at risk by it"), [Optional()])
    best_time = StringField(_("Best time"), [Optional(), Length(max=300)])

    def offer(self) -> None:
        """Put the kinds of channels in the language of the page."""
        self.kind.choices = _choices(labels.CHANNELS)

    def channel(self) -> Channel:
        """Return what was filled in."""
        return Channel(
            ChannelKind(self.kind.data), self.value.data or "", bool(self.safe.data), self.best_time.data or ""
        )


class NewContactForm(_ContactFields):
    """A new contact, with one channel at once if it is known."""

    channel_kind = SelectField(_("Channel"), [Optional()])
    channel_value = StringField(_("Address, number or handle"), [Optional(), Length(max=300)])
    channel_safe = BooleanField(_("Safe to use: nobody is put at risk by it"), [Optional()])
    somebody_else = BooleanField(_("This is somebody else"), [Optional()])

    def offer(self, countries: Pairs, members: Pairs) -> None:
        """Hand in countries, members and the kinds of channels."""
        super().offer(countries, members)
        self.channel_kind.choices = _choices(labels.CHANNELS)

    def channel(self) -> Channel | None:
        """Return the first channel, when one was filled in."""
        value = (self.channel_value.data or "").strip()
        kind = ChannelKind(self.channel_kind.data or ChannelKind.EMAIL)
        return Channel(kind, value, bool(self.channel_safe.data)) if value else None


class InteractionForm(Form):
    """An interaction with a contact."""

    happened = PartialDateField(_("When"), [InputRequired(_("Say when it was, as exactly as you know"))])
    medium = SelectField(_("How"), [InputRequired(_("Choose how it took place"))])
    direction = RadioField(_("Who turned to whom"), [InputRequired(_("Say who turned to whom"))])
    participants = StringField(_("Who took part"), [Optional(), Length(max=1000)])
    summary = TextAreaField(
        _("What was said"), [InputRequired(_("Write in a sentence or two what was said")), Length(max=_TEXT)]
    )
    cases = TextAreaField(_("Cases raised"), [Optional(), Length(max=_TEXT)])
    batch = StringField(_("Pardon batch"), [Optional(), Length(max=20)])
    outcome = SelectField(_("Outcome"), [InputRequired(_("Choose an outcome"))])
    follow_up = StringField(_("Promised follow-up"), [Optional(), Length(max=1000)])
    follow_up_due = DayField(_("Due"), [Optional()])

    def offer(self) -> None:
        """Put the choices in the language of the page."""
        self.medium.choices = _choices(labels.MEDIA)
        self.direction.choices = _choices(labels.DIRECTIONS)
        self.outcome.choices = _choices(labels.OUTCOMES)

    def draft(self, cases: tuple[str, ...]) -> InteractionDraft:
        """Return what was filled in, with the references as the service read them."""
        return InteractionDraft(
            happened=self.happened.data,
            medium=Medium(self.medium.data),
            direction=Direction(self.direction.data),
            participants=self.participants.data or "",
            summary=self.summary.data or "",
            outcome=Outcome(self.outcome.data),
            follow_up=self.follow_up.data or "",
            follow_up_due=self.follow_up_due.data,
            cases=cases,
            batch=self.batch.data or "",
        )


class SettleForm(Form):
    """What became of a promised follow-up."""

    result = StringField(_("What became of it"), [InputRequired(_("Say what became of it")), Length(max=1000)])


class ConfirmForm(Form):
    """A button that acts."""


class ContactFilterForm(FlaskForm):
    """Which contacts to show; sent by GET, so that the address is the view."""

    class Meta:
        csrf = False

    words = StringField(_("Name or reference"), [Optional(), Length(max=300)])
    kind = SelectField(_("Kind"), [Optional()], validate_choice=False)
    country = SelectField(_("Country"), [Optional()], validate_choice=False)

    def offer(self, countries: Pairs) -> None:
        """Hand in the countries."""
        self.kind.choices = [SelectChoice("", gettext("Any kind")), *_choices(labels.KINDS)]
        self.country.choices = [SelectChoice("", gettext("Any country")), *(SelectChoice(*pair) for pair in countries)]

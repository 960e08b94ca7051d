"""Forms of contacts and channels."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.advocacy import labels
from case_mgr.advocacy.forms.shared import LONGEST, Pairs, choices_of, pairs_of
from case_mgr.advocacy.kinds import ChannelKind, ContactKind
from case_mgr.advocacy.types import Channel, ContactDraft, ContactView, PostDraft
from case_mgr.web.fields import NameField, PartialDateField
from case_mgr.web.forms import Form, VersionedForm


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
    body = SelectField(_("Belongs to"), [Optional()])
    country = SelectField(_("Country"), [Optional()])
    languages = StringField(_("Languages"), [Optional(), Length(max=100)])
    took_post = PartialDateField(_("In this post since"), [Optional()])
    left_post = PartialDateField(_("In this post until"), [Optional()])
    owner = SelectField(_("Who of us keeps the contact"), [Optional()])
    do_not_contact = BooleanField(_("Do not contact"), [Optional()])
    reason = StringField(_("Why not"), [Optional(), Length(max=300)])
    notes = TextAreaField(_("Notes"), [Optional(), Length(max=LONGEST)])

    def offer(self, countries: Pairs, members: Pairs, bodies: Pairs) -> None:
        """Hand in the countries, the members of the organisation, and the bodies among the contacts."""
        self.body.choices = [SelectChoice("", gettext("No body")), *pairs_of(bodies)]
        self.kind.choices = choices_of(labels.KINDS)
        self.country.choices = [SelectChoice("", gettext("Not stated")), *(SelectChoice(*pair) for pair in countries)]
        self.owner.choices = [SelectChoice("", gettext("Nobody yet")), *(SelectChoice(*pair) for pair in members)]

    def show(self, view: ContactView) -> None:
        """Fill in what is recorded."""
        row = view.row
        self.version.data = str(view.version)
        self.is_body.data = "body" if row.is_body else "person"
        self.name.data, self.kind.data, self.post.data = row.name, str(row.kind), row.post
        self.country.data, self.languages.data = row.country, ", ".join(view.languages)
        self.owner.data, self.body.data = view.owner_id or "", view.body_id
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
            body=self.body.data or "",
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


class PostForm(VersionedForm):
    """A new post of a contact, and until when the one before was held."""

    title = StringField(_("New post"), [InputRequired(_("Write the new post")), Length(max=300)])
    body = SelectField(_("Belongs to"), [Optional()])
    took = PartialDateField(_("In this post since"), [Optional()])
    left_before = PartialDateField(_("In the post before until"), [Optional()])

    def offer(self, bodies: Pairs) -> None:
        """Hand in the bodies among the contacts."""
        self.body.choices = [SelectChoice("", gettext("No body")), *pairs_of(bodies)]

    def show(self, view: ContactView) -> None:
        """Fill in what stays until somebody says otherwise."""
        self.version.data, self.title.data, self.body.data = str(view.version), view.row.post, view.body_id

    def draft(self) -> PostDraft:
        """Return what was filled in."""
        return PostDraft(self.title.data or "", self.body.data or "", self.took.data, self.left_before.data)


class ChannelForm(Form):
    """A way to reach a contact."""

    kind = SelectField(_("Channel"), [InputRequired(_("Choose a channel"))])
    value = StringField(_("Address, number or handle"), [InputRequired(_("Enter the address, number or handle"))])
    safe = BooleanField(_("Safe to use: nobody is put at risk by it"), [Optional()])
    best_time = StringField(_("Best time"), [Optional(), Length(max=300)])

    def offer(self) -> None:
        """Put the kinds of channels in the language of the page."""
        self.kind.choices = choices_of(labels.CHANNELS)

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

    def offer(self, countries: Pairs, members: Pairs, bodies: Pairs) -> None:
        """Hand in countries, members, bodies and the kinds of channels."""
        super().offer(countries, members, bodies)
        self.channel_kind.choices = choices_of(labels.CHANNELS)

    def channel(self) -> Channel | None:
        """Return the first channel, when one was filled in."""
        value = (self.channel_value.data or "").strip()
        kind = ChannelKind(self.channel_kind.data or ChannelKind.EMAIL)
        return Channel(kind, value, bool(self.channel_safe.data)) if value else None


class SameForm(Form):
    """That two contacts are one: which of them stays, and why."""

    seen = HiddenField()
    keep = RadioField(_("Which one stays"), [InputRequired(_("Say which one stays"))])
    reason = TextAreaField(_("Why they are the same"), [InputRequired(_("Say why they are the same")), Length(max=500)])

    def offer(self, both: Pairs) -> None:
        """Hand in the two contacts."""
        self.keep.choices = pairs_of(both)


class ContactFilterForm(FlaskForm):
    """Which contacts to show; sent by GET, so that the address is the view."""

    class Meta:
        csrf = False

    words = StringField(_("Name or reference"), [Optional(), Length(max=300)])
    kind = SelectField(_("Kind"), [Optional()], validate_choice=False)
    country = SelectField(_("Country"), [Optional()], validate_choice=False)

    def offer(self, countries: Pairs) -> None:
        """Hand in the countries."""
        self.kind.choices = [SelectChoice("", gettext("Any kind")), *choices_of(labels.KINDS)]
        self.country.choices = [SelectChoice("", gettext("Any country")), *(SelectChoice(*pair) for pair in countries)]

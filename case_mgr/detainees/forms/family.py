"""The form of a relative and how to reach them."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.detainees.forms.shared import NAME, Pairs, labels_of, pairs_of
from case_mgr.detainees.types import CHANNEL_LABELS, ChannelKind, FamilyChannel, FamilyDraft, FamilyView
from case_mgr.web.forms import VersionedForm
from case_mgr.web.printed import PrintedNameField

ROWS = 4
_NOTES = 5000


class FamilyForm(VersionedForm):
    """A relative; several ways to reach them, each safe to use or not."""

    name = PrintedNameField(_("Name"), [InputRequired(_("Enter a name")), Length(max=NAME)])
    relation = StringField(_("What they are to the person"), [Optional(), Length(max=NAME)])
    language = SelectField(_("Language in which to write or call"), [Optional()])
    kind0 = SelectField(_("Channel"), default=str(ChannelKind.PHONE))
    value0 = StringField(_("Address, number or handle"), [Optional(), Length(max=NAME)])
    safe0 = BooleanField(_("Known to be safe to use"))
    kind1 = SelectField(_("Second channel"), default=str(ChannelKind.SIGNAL))
    value1 = StringField(_("Second address, number or handle"), [Optional(), Length(max=NAME)])
    safe1 = BooleanField(_("The second is known to be safe to use"))
    kind2 = SelectField(_("Third channel"), default=str(ChannelKind.EMAIL))
    value2 = StringField(_("Third address, number or handle"), [Optional(), Length(max=NAME)])
    safe2 = BooleanField(_("The third is known to be safe to use"))
    kind3 = SelectField(_("Fourth channel"), default=str(ChannelKind.OTHER))
    value3 = StringField(_("Fourth address, number or handle"), [Optional(), Length(max=NAME)])
    safe3 = BooleanField(_("The fourth is known to be safe to use"))
    best_time = StringField(_("Best time"), [Optional(), Length(max=NAME)])
    notes = TextAreaField(_("Notes"), [Optional(), Length(max=_NOTES)])

    def offer(self, languages: Pairs) -> None:
        """Hand in the languages."""
        self.language.choices = pairs_of(languages, gettext("Not stated"))
        for number in range(ROWS):
            self[f"kind{number}"].choices = labels_of(CHANNEL_LABELS)

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Return the fields of each channel, for the page."""
        return [(self[f"kind{number}"], self[f"value{number}"], self[f"safe{number}"]) for number in range(ROWS)]

    def show(self, contact: FamilyView) -> None:
        """Fill in what is recorded."""
        self.version.data, self.name.data, self.relation.data = str(contact.version), contact.name, contact.relation
        self.language.data, self.best_time.data, self.notes.data = contact.language, contact.best_time, contact.notes
        for (kind, value, safe), channel in zip(self.rows(), contact.channels, strict=False):
            kind.data, value.data, safe.data = str(channel.kind), channel.value, channel.safe

    def draft(self) -> FamilyDraft:
        """Return the relative as filled in."""
        channels = (FamilyChannel(ChannelKind(k.data), v.data or "", bool(s.data)) for k, v, s in self.rows())
        return FamilyDraft(
            name=self.name.data or "",
            relation=self.relation.data or "",
            language=self.language.data or "",
            best_time=self.best_time.data or "",
            notes=(self.notes.data or "").replace("\r\n", "\n"),
            channels=tuple(channel for channel in channels if channel.value.strip()),
        )

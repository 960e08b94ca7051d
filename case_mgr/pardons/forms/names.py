"""Forms that add names, and people without one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons.forms.shared import DIGITS, PASTE, Choices, Whole, whole
from case_mgr.pardons.types import Layout, ListAnswers, ListDraft, QuickDraft
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import Form

# In which lists of released people come, beside what says itself how it is written.
ENCODINGS = ("utf-8", "utf-16", "cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "cp1250", "cp1252", "cp1257")


class NamesForm(Form):
    """A list of names, pasted or from a file."""

    label = StringField(
        _("Which list is this"),
        [InputRequired(_("Say which list this is, for example who published it")), Length(max=200)],
        description=_("The same label again means: a newer version of the same page."),
    )
    source = StringField(_("Link or source"), [Optional(), Length(max=500)])
    text = TextAreaField(
        _("Names, one person a line"),
        [Length(max=PASTE, message=_("Paste the list in parts"))],
        description=_(
            "Numbers, bullets, other spellings in brackets and a birth year or biography after the name are understood."
        ),
    )
    layout = RadioField(
        _("How the text is laid out"),
        choices=[
            SelectChoice(str(Layout.LINES), _("One person a line, or running text")),
            SelectChoice(str(Layout.TABLE), _("A table with columns, as from a spreadsheet")),
        ],
        default=str(Layout.LINES),
    )
    file = FileField(
        _("Or a file"),
        description=_("Text, CSV, XLSX or ODS. What it holds is shown here first; nothing is added before you say so."),
    )
    encoding = SelectField(
        _("Encoding of the file"),
        choices=[SelectChoice("", _("Find it out")), *(SelectChoice(name, name) for name in ENCODINGS)],
    )
    # The fingerprint of the text that a file brought: only text that somebody typed is kept from a second file.
    taken = HiddenField()

    def validate_text(self, field: TextAreaField) -> None:
        """One of the two brings the names."""
        if not (field.data or "").strip() and not self.uploaded:
            raise StopValidation(gettext("Paste at least one name, or choose a file."))

    def validate_file(self, field: FileField) -> None:
        """A file never takes the place of what was typed."""
        typed = (self.text.data or "").strip()
        if self.uploaded and typed and self.taken.data != print_of(typed):
            raise StopValidation(gettext("The box below holds a text already. Add the one first, then the other."))

    @property
    def uploaded(self) -> bool:
        """Whether a file was chosen."""
        return bool(self.file.data and self.file.data.filename)

    def show(self, text: str, layout: Layout) -> None:
        """Put what a file holds into the box."""
        self.text.data, self.layout.data, self.taken.data = text, str(layout), print_of(text)

    def laid_out(self) -> Layout:
        """Return how the text is laid out."""
        return Layout(self.layout.data or Layout.LINES)

    def draft(self) -> ListDraft:
        """Return what was pasted."""
        return ListDraft(self.text.data or "", self.label.data or "", self.source.data or "", self.laid_out())


def print_of(text: str) -> str:
    """Return a fingerprint of a text that minds no ends of lines."""
    return hashlib.sha256("\n".join(text.split("\r\n")).strip().encode("utf-8", "replace")).hexdigest()


def list_answers(sent: Mapping[str, str]) -> ListAnswers:
    """Return what was answered about the names of a list: `was-3` and `leave-3` stand beside its fourth name."""
    was: dict[int, int] = {}
    left: set[int] = set()
    for key, value in sent.items():
        act, _dash, at = key.partition("-")
        if not (at.isascii() and at.isdigit() and len(at) < 6):
            continue
        if act == "leave":
            left.add(int(at))
        elif act == "was" and value.isascii() and value.isdigit() and len(value) < 8:
            was[int(at)] = int(value)
    return ListAnswers(was, frozenset(left), sent.get("looked", ""))


class QuickForm(Form):
    """What was seen, written down on the spot, from a phone."""

    seen = StringField(
        _("What was seen, and when"),
        [InputRequired(_("Say what was seen, and when")), Length(max=500)],
        description=_("For example: seen at the border, 14:20"),
    )
    name = StringField(
        _("Name, as you heard it"), [Length(max=200)], description=_("Leave it empty when nobody knows it.")
    )
    count = StringField(_("How many people, when no name is known"), [Optional(), Whole(DIGITS)])
    source = StringField(
        _("Source"),
        [InputRequired(_("Say who saw it")), Length(max=500)],
        description=_("A person who told us appears as a code, never by name."),
    )
    link = SelectField(_("How far did the release go?"), [Optional()])
    happened = PartialDateField(_("When it happened"))

    def offer(self, links: Choices) -> None:
        """Hand in what can be chosen."""
        self.link.choices = list(links)

    def validate_happened(self, field: PartialDateField) -> None:
        """How far a release went has a day, even if that is “not known”."""
        if self.link.data and self.name.data and field.data is None and not field.errors:
            raise StopValidation(gettext("Enter when it happened, or choose “Not known”."))

    def draft(self) -> QuickDraft:
        """Return what was filled in."""
        return QuickDraft(
            self.seen.data or "",
            self.source.data or "",
            self.name.data or "",
            whole(self.count),
            ReleaseLink(self.link.data) if self.link.data else None,
            self.happened.data,
        )


class AnonymousForm(Form):
    """People who were counted or seen, and have no name yet."""

    count = StringField(_("How many people"), [InputRequired(_("Enter how many people")), Whole(DIGITS)])
    note = StringField(_("Who saw or counted them, and when"), [InputRequired(_("Say who saw them")), Length(max=500)])

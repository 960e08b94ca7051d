"""Forms of documents: shape only; what a file is, is told by its content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from case_mgr.access.fields import Group
from case_mgr.cases.types import CERTAINTY_LABELS, Certainty
from case_mgr.documents.content.formats import ACCEPT
from case_mgr.documents.results import DocumentView
from case_mgr.documents.types import LARGEST, DocumentDraft, Filter, Kind
from case_mgr.web.fields import CheckboxesField, PartialDateField
from case_mgr.web.forms import Form, VersionedForm

_FILE = {
    "accept": ACCEPT,
    # A script says it before anything is sent; the server says it in any case.
    "data-largest": LARGEST,
    "data-too-large": _("This file is larger than 50 MB. Make it smaller, or divide it."),
}
Pairs = Iterable[tuple[str, str]]


class _Described:
    """The fields of what is recorded of a document."""

    title = StringField(
        _("Title"),
        [DataRequired(_("Give the document a title, so that it can be found again")), Length(max=300)],
        render_kw={"autocomplete": "off"},
    )
    kind = SelectField(_("What it is"), [InputRequired(_("Choose what it is"))])
    dated = PartialDateField(_("Date of the document"), [Optional()])
    language = SelectField(_("Language"), [Optional()])
    source = StringField(_("Source"), [Optional(), Length(max=500)])
    certainty = RadioField(_("How reliable is it?"), default=str(Certainty.REPORTED))
    part = RadioField(_("Who may open it"), [InputRequired(_("Choose who may open it"))], default=str(Group.CASE))
    events = CheckboxesField(_("Which events it proves"), [Optional()])
    note = TextAreaField(_("Note"), [Optional(), Length(max=10_000)])

    def offer(self, kinds: Pairs, languages: Pairs, parts: Iterable[tuple[str, str, str]], events: Pairs) -> None:
        """Hand in the choices in the language of the page."""
        self.kind.choices = [SelectChoice("", gettext("Choose")), *(SelectChoice(*pair) for pair in kinds)]
        self.language.choices = [SelectChoice("", gettext("Not known")), *(SelectChoice(*pair) for pair in languages)]
        self.part.choices = [SelectChoice(value, label, {"data-hint": hint}) for value, label, hint in parts]
        self.events.choices = [SelectChoice(*pair) for pair in events]
        self.certainty.choices = [SelectChoice(str(one), gettext(said)) for one, said in CERTAINTY_LABELS.items()]

    def fill(self, view: DocumentView, title: str) -> None:
        """Fill in what is recorded; the date is handed to the constructor."""
        self.title.data, self.kind.data, self.language.data = title, str(view.row.kind), view.language
        self.source.data, self.certainty.data, self.note.data = view.source, str(view.certainty), view.note
        self.part.data, self.events.data = str(view.row.part), list(view.events)

    def draft(self) -> DocumentDraft:
        """Return what was filled in."""
        return DocumentDraft(
            title=self.title.data or "",
            kind=Kind(self.kind.data),
            part=Group(self.part.data),
            dated=self.dated.data,
            language=self.language.data or "",
            source=self.source.data or "",
            certainty=Certainty(self.certainty.data),
            note=(self.note.data or "").replace("\r\n", "\n"),
            events=tuple(self.events.data or ()),
        )


class UploadForm(_Described, Form):
    """A file, and what is known of it."""

    file = FileField(_("File"), [FileRequired(_("Choose a file"))], render_kw=_FILE)


class EditForm(_Described, VersionedForm):
    """A correction of what is recorded."""


class WithdrawForm(Form):
    """Why a document is taken back."""

    reason = TextAreaField(_("Why is it taken back?"), [DataRequired(_("Say why it is taken back")), Length(max=500)])


class ConfirmForm(Form):
    """A button alone."""


class ListFilter(FlaskForm):
    """Which documents to show; sent by GET, so that the address is the view."""

    class Meta:
        csrf = False

    kind = SelectField(_("What it is"), [Optional()], validate_choice=False)

    def offer(self, kinds: Pairs) -> None:
        """Hand in the kinds."""
        self.kind.choices = [SelectChoice("", gettext("Any")), *(SelectChoice(*pair) for pair in kinds)]

    def wanted(self, *, withdrawn: bool) -> Filter:
        """Return the filter; a value that means nothing filters nothing."""
        kind: Any = self.kind.data
        return Filter(Kind(kind) if kind in set(Kind) else None, withdrawn)

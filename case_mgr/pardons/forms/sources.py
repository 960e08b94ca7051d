"""Forms of sources of a batch and of its mediators."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import StringField
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.documents.content.formats import ACCEPT
from case_mgr.documents.types import LARGEST
from case_mgr.pardons.types import MediatorDraft, SourceDraft
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import Form

_COPY = {
    "accept": ACCEPT,
    "data-largest": LARGEST,
    "data-too-large": _("This file is larger than 50 MB. Make it smaller, or divide it."),
}


class SourceForm(Form):
    """Where a batch stands published."""

    title = StringField(_("What it is, and who published it"), [InputRequired(_("Say what it is")), Length(max=300)])
    link = StringField(_("Address of the page"), [Optional(), Length(max=500)])
    archived = StringField(_("Address of an archived copy"), [Optional(), Length(max=500)])
    file = FileField(_("A copy as a file"), render_kw=_COPY)
    published = PartialDateField(_("Published"), [Optional()])

    @property
    def uploaded(self) -> bool:
        """Whether a copy was chosen."""
        return bool(self.file.data and self.file.data.filename)

    def draft(self) -> SourceDraft:
        """Return what was filled in."""
        return SourceDraft(self.title.data or "", self.link.data or "", self.archived.data or "", self.published.data)


class MediatorForm(Form):
    """A contact who mediated."""

    contact = StringField(_("Contact"), [InputRequired(_("Enter a contact")), Length(max=300)])
    part = StringField(_("What they did, as is said"), [Optional(), Length(max=300)])
    source = StringField(_("Who says so"), [InputRequired(_("Say who says so")), Length(max=500)])

    def draft(self) -> MediatorDraft:
        """Return what was filled in."""
        return MediatorDraft(self.contact.data or "", self.source.data or "", self.part.data or "")

"""Forms of parliamentary godparenthoods."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.advocacy.forms.shared import LONGEST
from case_mgr.advocacy.types import GodparentDraft, GodparentView
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import Form, VersionedForm


class _GodparentFields(Form):
    """Since when a member of parliament speaks for somebody, until when, and why it ended."""

    since = PartialDateField(_("Since"), [Optional()])
    until = PartialDateField(_("Until"), [Optional()])
    ended = StringField(_("Why it ended"), [Optional(), Length(max=1000)])
    note = TextAreaField(_("Note"), [Optional(), Length(max=LONGEST)])

    def draft(self) -> GodparentDraft:
        """Return what was filled in."""
        return GodparentDraft(self.since.data, self.until.data, self.ended.data or "", self.note.data or "")


class GodparentForm(_GodparentFields):
    """For whom a member of parliament speaks."""

    cases = TextAreaField(_("Cases"), [InputRequired(_("Name at least one case")), Length(max=LONGEST)])


class AmendGodparentForm(_GodparentFields, VersionedForm):
    """A change of a godparenthood."""

    def show(self, view: GodparentView) -> None:
        """Fill in what is there; the dates were handed in with the form."""
        self.version.data, self.ended.data, self.note.data = str(view.version), view.draft.ended, view.draft.note

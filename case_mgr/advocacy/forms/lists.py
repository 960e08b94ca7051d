"""Forms of submitted lists."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.advocacy import labels
from case_mgr.advocacy.forms.shared import LONGEST, Pairs, choices_of, pairs_of
from case_mgr.advocacy.kinds import NameAnswer, Spelling
from case_mgr.advocacy.types import AnswerDraft, ListDraft, NameDraft, NameRow
from case_mgr.web.fields import CheckboxesField, PartialDateField
from case_mgr.web.forms import Form, VersionedForm
from case_mgr.web.printed import PrintedNameField


class PutForm(Form):
    """Cases that go on a list."""

    cases = TextAreaField(_("Cases"), [InputRequired(_("Name at least one case")), Length(max=LONGEST)])
    spelling = RadioField(_("Spelling of the names"), [InputRequired(_("Choose a spelling"))])

    def offer(self) -> None:
        """Put the choices in the language of the page."""
        self.spelling.choices = choices_of(labels.SPELLINGS)
        self.spelling.data = self.spelling.data or str(Spelling.RECORDED)


class ListForm(PutForm):
    """A new list of names."""

    contact = StringField(
        _("For whom"),
        [InputRequired(_("Say for whom: the name or the reference of a contact")), Length(max=300)],
        render_kw={"list": "known-contacts", "autocomplete": "off"},
    )
    reason = TextAreaField(_("Why these people"), [Optional(), Length(max=LONGEST)])
    readers = CheckboxesField(_("Members who may read it"), [Optional()])

    def offer_readers(self, members: Pairs) -> None:
        """Hand in the members who may be readers."""
        self.offer()
        self.readers.choices = pairs_of(members)

    def draft(self, contact: str, cases: tuple[str, ...]) -> ListDraft:
        """Return what was filled in, with the contact and the references as the service read them."""
        spelling = Spelling(self.spelling.data)
        return ListDraft(contact, cases, self.reason.data or "", spelling, tuple(self.readers.data or ()))


class NameForm(VersionedForm):
    """How a name stands on a list."""

    printed = PrintedNameField(_("Name on the list"), [InputRequired(_("Write the name")), Length(max=300)])
    reason = TextAreaField(_("Why this person"), [Optional(), Length(max=LONGEST)])

    def show(self, row: NameRow) -> None:
        """Fill in what is there."""
        self.version.data = str(row.version)
        self.printed.data, self.reason.data = row.printed, row.reason

    def draft(self) -> NameDraft:
        """Return what was filled in."""
        return NameDraft(self.printed.data or "", self.reason.data or "")


class HandForm(VersionedForm):
    """When a list was handed over."""

    handed = PartialDateField(_("When"), [InputRequired(_("Say when it was handed over, as exactly as you know"))])
    note = TextAreaField(_("How, and by whom"), [Optional(), Length(max=LONGEST)])


class AnswerForm(VersionedForm):
    """What was answered about a name."""

    answer = SelectField(_("Answer"), [InputRequired(_("Choose an answer"))])
    answered = PartialDateField(_("When it was answered"), [Optional()])
    note = TextAreaField(_("In which words"), [Optional(), Length(max=LONGEST)])

    def offer(self) -> None:
        """Put the choices in the language of the page."""
        self.answer.choices = choices_of(labels.ANSWERS)

    def show(self, row: NameRow) -> None:
        """Fill in what is there; the date was handed in with the form."""
        self.version.data = str(row.version)
        self.answer.data, self.note.data = str(row.answer), row.note

    def draft(self) -> AnswerDraft:
        """Return what was filled in."""
        return AnswerDraft(NameAnswer(self.answer.data), self.answered.data, self.note.data or "")


class ReaderForm(Form):
    """One more member who may read something."""

    member = SelectField(_("Member"), [InputRequired(_("Choose a member"))])

    def offer(self, members: Pairs) -> None:
        """Hand in the members."""
        self.member.choices = [SelectChoice("", gettext("Choose a member")), *pairs_of(members)]

"""Forms of interactions."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.advocacy import labels
from case_mgr.advocacy.forms.shared import LONGEST, Pairs, choices_of, pairs_of
from case_mgr.advocacy.kinds import Direction, Discretion, FileWay, Medium, Outcome
from case_mgr.advocacy.types import InteractionDraft, InteractionView
from case_mgr.documents.content.formats import ACCEPT
from case_mgr.documents.types import LARGEST as LARGEST_FILE
from case_mgr.web.fields import CheckboxesField, DayField, PartialDateField
from case_mgr.web.forms import Form, VersionedForm

_FILE = {
    "accept": ACCEPT,
    "data-largest": LARGEST_FILE,
    "data-too-large": _("This file is larger than 50 MB. Make it smaller, or divide it."),
}


class TalkForm(Form):
    """What is said of an interaction, whoever may know of it."""

    happened = PartialDateField(_("When"), [InputRequired(_("Say when it was, as exactly as you know"))])
    medium = SelectField(_("How"), [InputRequired(_("Choose how it took place"))])
    direction = RadioField(_("Who turned to whom"), [InputRequired(_("Say who turned to whom"))])
    participants = StringField(_("Who took part"), [Optional(), Length(max=1000)])
    summary = TextAreaField(
        _("What was said"), [InputRequired(_("Write in a sentence or two what was said")), Length(max=LONGEST)]
    )
    cases = TextAreaField(_("Cases raised"), [Optional(), Length(max=LONGEST)])
    batch = StringField(_("Pardon batch"), [Optional(), Length(max=20)])
    outcome = SelectField(_("Outcome"), [InputRequired(_("Choose an outcome"))])
    follow_up = StringField(_("Promised follow-up"), [Optional(), Length(max=1000)])
    follow_up_due = DayField(_("Due"), [Optional()])

    def offer_kinds(self) -> None:
        """Put the choices in the language of the page."""
        self.medium.choices = choices_of(labels.MEDIA)
        self.direction.choices = choices_of(labels.DIRECTIONS)
        self.outcome.choices = choices_of(labels.OUTCOMES)

    def drafted(self, cases: tuple[str, ...], **more: Any) -> InteractionDraft:
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
            **more,
        )


class InteractionForm(TalkForm):
    """An interaction with a contact, and who may know of it."""

    level = RadioField(_("Who may know of this talk"), [InputRequired(_("Say who may know of it"))])
    readers = CheckboxesField(_("Members who may read it"), [Optional()])

    def offer(self, members: Pairs) -> None:
        """Hand in the members who may be readers."""
        self.offer_kinds()
        self.level.choices = choices_of(labels.DISCRETIONS)
        self.readers.choices = pairs_of(members)
        if self.level.data is None:
            self.level.data = str(Discretion.OPEN)

    def draft(self, cases: tuple[str, ...]) -> InteractionDraft:
        """Return what was filled in, with the references as the service read them."""
        return self.drafted(cases, level=Discretion(self.level.data), readers=tuple(self.readers.data or ()))


class QuickInteractionForm(InteractionForm):
    """An interaction that is recorded from a case or a batch: with whom it was is asked too."""

    contact = StringField(
        _("Contact"),
        [InputRequired(_("Say with whom: the name or the reference of a contact")), Length(max=300)],
        render_kw={"list": "known-contacts", "autocomplete": "off"},
    )


class AmendForm(TalkForm, VersionedForm):
    """What is corrected of an interaction, and why."""

    reason = TextAreaField(_("Why it is changed"), [InputRequired(_("Say why it is changed")), Length(max=500)])
    # Why somebody changes it is no value of the record.
    unseen = frozenset({"reason"})

    def show(self, view: InteractionView) -> None:
        """Fill in what is there; the dates were handed in with the form."""
        self.version.data, self.medium.data, self.direction.data = str(view.version), view.medium, view.direction
        self.participants.data, self.summary.data, self.outcome.data = view.participants, view.summary, view.outcome
        self.follow_up.data, self.batch.data = view.follow_up, view.batch
        self.cases.data = "\n".join(case.reference for case in view.cases)


class ReadersForm(VersionedForm):
    """Who may know of an interaction."""

    level = RadioField(_("Who may know of this talk"), [InputRequired(_("Say who may know of it"))])
    readers = CheckboxesField(_("Members who may read it"), [Optional()])

    def offer(self, members: Pairs) -> None:
        """Hand in the members who may be readers."""
        self.level.choices = choices_of(labels.DISCRETIONS)
        self.readers.choices = pairs_of(members)

    def show(self, view: InteractionView) -> None:
        """Fill in what is there."""
        self.version.data, self.level.data = str(view.version), str(view.level)
        self.readers.data = list(view.reader_ids)


class WithdrawForm(Form):
    """Why something is taken back."""

    reason = TextAreaField(_("Why it is taken back"), [InputRequired(_("Say why it is taken back")), Length(max=500)])


class SettleForm(Form):
    """What became of a promised follow-up."""

    result = StringField(_("What became of it"), [InputRequired(_("Say what became of it")), Length(max=1000)])


class FileForm(Form):
    """A file that belongs to a talk."""

    title = StringField(_("Title"), [InputRequired(_("Give the file a title")), Length(max=300)])
    file = FileField(_("File"), [FileRequired(_("Choose a file"))], render_kw=_FILE)


class PaperForm(FileForm):
    """A file that belongs to a submission."""

    way = RadioField(_("What it is"), [InputRequired(_("Say whether it was sent or came back"))])

    def offer(self) -> None:
        """Put the choices in the language of the page."""
        self.way.choices = choices_of(labels.FILE_WAYS)

    def chosen(self) -> FileWay:
        """Return which of both it is."""
        return FileWay(self.way.data)

"""Forms of submissions, of letters to begin from and of questionnaires."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.advocacy import labels
from case_mgr.advocacy.forms.shared import LONGEST, Pairs, choices_of, pairs_of
from case_mgr.advocacy.kinds import Impact, Priority, Response, Status, SubmissionKind
from case_mgr.advocacy.types import ReplyDraft, SubmissionDraft, SubmissionView, TemplateDraft, TemplateView
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import Form, VersionedForm

_BODY = 100_000


class SubmissionForm(Form):
    """A new submission."""

    contact = StringField(
        _("To whom"),
        [InputRequired(_("Say to whom: the name or the reference of a contact")), Length(max=300)],
        render_kw={"list": "known-contacts", "autocomplete": "off"},
    )
    kind = SelectField(_("What it is"), [InputRequired(_("Say what it is"))])
    mechanism = SelectField(_("Mechanism"), [Optional()])
    language = SelectField(_("Language"), [InputRequired(_("Choose a language"))])
    template = SelectField(_("Letter to begin from"), [Optional()])
    priority = SelectField(_("Priority"), [InputRequired(_("Choose a priority"))])
    cases = TextAreaField(_("Cases"), [InputRequired(_("Name at least one case")), Length(max=LONGEST)])

    def offer(self, mechanisms: Pairs, languages: Pairs, templates: Pairs) -> None:
        """Hand in mechanisms, languages and letters."""
        self.kind.choices = choices_of(labels.SUBMISSIONS)
        self.mechanism.choices = [SelectChoice("", gettext("No mechanism")), *pairs_of(mechanisms)]
        self.language.choices = pairs_of(languages)
        self.template.choices = [SelectChoice("", gettext("An empty page")), *pairs_of(templates)]
        self.priority.choices = choices_of(labels.PRIORITIES)
        self.priority.data = self.priority.data or str(Priority.NORMAL)

    def draft(self, contact: str, cases: tuple[str, ...]) -> SubmissionDraft:
        """Return what was filled in, with the contact and the references as the service read them."""
        return SubmissionDraft(
            contact=contact,
            kind=SubmissionKind(self.kind.data),
            language=self.language.data or "en",
            cases=cases,
            mechanism=self.mechanism.data or "",
            priority=Priority(self.priority.data),
        )


class SubmissionFilterForm(FlaskForm):
    """Which submissions to show; sent by GET, so that the address is the view."""

    class Meta:
        csrf = False

    kind = SelectField(_("What it is"), [Optional()], validate_choice=False)
    state = SelectField(_("How far they are"), [Optional()], validate_choice=False)
    status = SelectField(_("How the action goes"), [Optional()], validate_choice=False)

    def offer(self) -> None:
        """Put the choices in the language of the page."""
        self.kind.choices = [SelectChoice("", gettext("Any kind")), *choices_of(labels.SUBMISSIONS)]
        self.state.choices = [SelectChoice("", gettext("All")), *choices_of(labels.SUBMISSION_STATES)]
        self.status.choices = [SelectChoice("", gettext("All")), *choices_of(labels.STATUSES)]


class TextForm(VersionedForm):
    """The text of a submission."""

    subject = StringField(_("Subject"), [Optional(), Length(max=300)])
    text = TextAreaField(_("Text"), [Optional(), Length(max=_BODY)])

    def show(self, view: SubmissionView) -> None:
        """Fill in what is there."""
        self.version.data, self.subject.data, self.text.data = str(view.version), view.subject, view.text


class QuestionForm(VersionedForm):
    """The answer to one question."""

    text = TextAreaField(_("Answer"), [Optional(), Length(max=_BODY)])


class SendForm(VersionedForm):
    """When a submission was sent."""

    sent = PartialDateField(_("When it was sent"), [InputRequired(_("Say when it was sent, as exactly as you know"))])


class ReplyForm(VersionedForm):
    """What was answered, and what it did."""

    response = SelectField(_("Response"), [InputRequired(_("Choose a response"))])
    responded = PartialDateField(_("When it was answered"), [Optional()])
    note = TextAreaField(_("In which words"), [Optional(), Length(max=LONGEST)])
    impact = SelectField(_("Impact"), [InputRequired(_("Choose an impact"))])
    status = SelectField(_("How the action goes"), [InputRequired(_("Say how the action goes"))])

    def offer(self) -> None:
        """Put the choices in the language of the page."""
        self.response.choices = choices_of(labels.RESPONSES)
        self.impact.choices = choices_of(labels.IMPACTS)
        self.status.choices = choices_of(labels.STATUSES)

    def show(self, view: SubmissionView) -> None:
        """Fill in what is there; the date was handed in with the form."""
        self.version.data, self.response.data = str(view.version), str(view.row.response)
        self.note.data, self.impact.data, self.status.data = view.note, str(view.impact), str(view.row.status)

    def draft(self) -> ReplyDraft:
        """Return what was filled in."""
        return ReplyDraft(
            Response(self.response.data),
            self.responded.data,
            self.note.data or "",
            Impact(self.impact.data),
            Status(self.status.data),
        )


class TemplateForm(VersionedForm):
    """A letter to begin from."""

    name = StringField(_("Name of the letter"), [InputRequired(_("Give the letter a name")), Length(max=200)])
    kind = SelectField(_("What it is"), [InputRequired(_("Say what it is"))])
    language = SelectField(_("Language"), [InputRequired(_("Choose a language"))])
    subject = StringField(_("Subject"), [Optional(), Length(max=300)])
    body = TextAreaField(_("Text"), [InputRequired(_("Write the letter")), Length(max=_BODY)])

    def offer(self, languages: Pairs) -> None:
        """Hand in the languages."""
        self.kind.choices = choices_of(labels.SUBMISSIONS)
        self.language.choices = pairs_of(languages)

    def show(self, view: TemplateView) -> None:
        """Fill in what is there."""
        draft = view.draft
        self.version.data, self.name.data, self.kind.data = str(view.version), draft.name, str(draft.kind)
        self.language.data, self.subject.data, self.body.data = draft.language, draft.subject, draft.body

    def draft(self) -> TemplateDraft:
        """Return what was filled in."""
        return TemplateDraft(
            self.name.data or "",
            SubmissionKind(self.kind.data),
            self.language.data or "en",
            self.subject.data or "",
            self.body.data or "",
        )


class QuestionnaireForm(VersionedForm):
    """A questionnaire as data."""

    text = TextAreaField(_("Questions"), [InputRequired(_("Write the questions")), Length(max=_BODY)])
    note = StringField(_("What was corrected"), [Optional(), Length(max=500)])

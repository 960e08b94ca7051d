"""Forms of what a submission is in public: one for each kind that is, and one for its steps."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from case_mgr.advocacy import labels
from case_mgr.advocacy.forms.shared import choices_of
from case_mgr.advocacy.kinds import Finding, StepKind, SubmissionKind
from case_mgr.advocacy.types import CourseDraft, CourseView, StepDraft
from case_mgr.web.fields import DayField, PartialDateField
from case_mgr.web.forms import Form, VersionedForm

_PAGE = _("Address of the page")
_NOTE = 5000


class NumberField(StringField):
    """A number of people, typed with digits; spaces between thousands are well."""

    number: int | None = None

    def pre_validate(self, form: Form) -> None:
        """Read the number, or say how it is written."""
        text = "".join((self.data or "").split())
        if text and not (text.isascii() and text.isdigit() and len(text) < 11):
            raise StopValidation(gettext("Write the number with digits, such as 12 500."))
        self.number = int(text) if text else None


class CourseForm(VersionedForm):
    """What all kinds share."""

    number = StringField(_("Public reference"), [Optional(), Length(max=100)])
    address = StringField(_PAGE, [Optional(), Length(max=1000)])

    def show(self, view: CourseView) -> None:
        """Fill in what is recorded; dates were handed in with the form."""
        self.version.data = str(view.version)
        self.number.data, self.address.data = view.draft.number, view.draft.address

    def offer(self) -> None:
        """Put the choices in the language of the page."""

    def draft(self, targets: tuple[str, ...]) -> CourseDraft:
        """Return what was filled in."""
        raise NotImplementedError


class _PublicForm(CourseForm):
    """What is addressed to others than the first addressee too."""

    targets = TextAreaField(_("Further addressees"), [Optional(), Length(max=10_000)])

    def named(self) -> list[str]:
        """Return the names or references that were typed, one a line."""
        return [line.strip() for line in (self.targets.data or "").splitlines() if line.strip()]

    def show(self, view: CourseView) -> None:
        """Fill in what is recorded."""
        super().show(view)
        self.targets.data = "\n".join(one.reference for one in view.targets)


class ActionForm(_PublicForm):
    """An urgent action."""

    host = StringField(_("Who issued it"), [Optional(), Length(max=200)])
    languages = StringField(_("In which languages it is out"), [Optional(), Length(max=200)])
    began = PartialDateField(_("First call"), [Optional()])
    expires = DayField(_("Last day"), [Optional()])

    def show(self, view: CourseView) -> None:
        """Fill in what is recorded."""
        super().show(view)
        self.host.data, self.languages.data = view.draft.host, ", ".join(view.draft.languages)

    def draft(self, targets: tuple[str, ...]) -> CourseDraft:
        """Return what was filled in."""
        said = (self.languages.data or "").replace(";", ",").split(",")
        return CourseDraft(
            host=self.host.data or "",
            number=self.number.data or "",
            languages=tuple(dict.fromkeys(text.strip() for text in said if text.strip())),
            address=self.address.data or "",
            opened=self.began.data,
            expires=self.expires.data,
            targets=targets,
        )


class PetitionForm(_PublicForm):
    """A petition."""

    host = StringField(_("Where it is signed"), [Optional(), Length(max=200)])
    began = PartialDateField(_("Open since"), [Optional()])
    closed = PartialDateField(_("Closed, or to be closed"), [Optional()])
    handed = PartialDateField(_("Handed over"), [Optional()])
    goal = NumberField(_("Goal"), [Optional()])

    def show(self, view: CourseView) -> None:
        """Fill in what is recorded."""
        super().show(view)
        self.host.data = view.draft.host
        self.goal.data = "" if view.draft.goal is None else str(view.draft.goal)

    def draft(self, targets: tuple[str, ...]) -> CourseDraft:
        """Return what was filled in."""
        return CourseDraft(
            host=self.host.data or "",
            number=self.number.data or "",
            address=self.address.data or "",
            opened=self.began.data,
            closed=self.closed.data,
            handed=self.handed.data,
            goal=self.goal.number,
            targets=targets,
        )


class CommunicationForm(CourseForm):
    """A communication to a mechanism of the United Nations: its number there, and what was decided."""

    finding = SelectField(_("Opinion or decision"), [InputRequired(_("Say what was decided, or that nothing was yet"))])
    decision = StringField(_("Number of the opinion"), [Optional(), Length(max=100)])
    decided = PartialDateField(_("When it was adopted"), [Optional()])

    def offer(self) -> None:
        """Put the choices in the language of the page."""
        self.finding.choices = choices_of(labels.FINDINGS)

    def show(self, view: CourseView) -> None:
        """Fill in what is recorded."""
        super().show(view)
        self.finding.data, self.decision.data = str(view.draft.finding), view.draft.decision

    def named(self) -> list[str]:
        """Return nobody: it goes to the mechanism alone."""
        return []

    def draft(self, targets: tuple[str, ...]) -> CourseDraft:
        """Return what was filled in."""
        return CourseDraft(
            number=self.number.data or "",
            address=self.address.data or "",
            decision=self.decision.data or "",
            decided=self.decided.data,
            finding=Finding(self.finding.data),
            targets=targets,
        )


FORMS: dict[SubmissionKind, type[ActionForm | PetitionForm | CommunicationForm]] = {
    SubmissionKind.URGENT_ACTION: ActionForm,
    SubmissionKind.PETITION: PetitionForm,
    SubmissionKind.UN_COMMUNICATION: CommunicationForm,
}


class StepForm(Form):
    """A dated step."""

    kind = SelectField(_("What happened"), [InputRequired(_("Choose what happened from the list"))])
    happened = PartialDateField(_("When"), [InputRequired(_("Say when it was, as exactly as you know"))])
    signatures = NumberField(_("How many had signed"), [Optional()])
    until = DayField(_("Goes on until"), [Optional()])
    note = TextAreaField(_("What was new, or why a count is lower"), [Optional(), Length(max=_NOTE)])

    def offer(self, kinds: Sequence[StepKind]) -> None:
        """Hand in what can happen; fields of what cannot are left out."""
        self.kind.choices = choices_of({kind: labels.STEPS[kind] for kind in kinds})
        if StepKind.COUNT not in kinds:
            del self.signatures
        if StepKind.EXTENSION not in kinds:
            del self.until

    def draft(self) -> StepDraft:
        """Return what was filled in; what belongs to another kind of step is not taken."""
        kind = StepKind(self.kind.data)
        return StepDraft(
            kind,
            self.happened.data,
            self.signatures.number if kind is StepKind.COUNT else None,
            self.until.data if kind is StepKind.EXTENSION else None,
            self.note.data or "",
        )

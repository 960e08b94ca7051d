"""Forms of recognitions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.core.dates import PartialDate
from case_mgr.recognition.results import RecognitionView, StatementView
from case_mgr.recognition.types import (
    DECISIONS,
    DecisionDraft,
    EndDraft,
    EndKind,
    Filter,
    RequestDraft,
    Stage,
    StatementDraft,
)
from case_mgr.web.fields import DayField, PartialDateField
from case_mgr.web.forms import Beneath, Form, VersionedForm

_TEXT = 20_000
_WHY = "why-"
Pairs = Iterable[tuple[str, str]]
# Code, letter, meaning in the language of the page.
Criteria = Sequence[tuple[str, str, str]]


def _hinted(told: Iterable[tuple[str, str, str]]) -> list[SelectChoice]:
    return [SelectChoice(str(value), label, render_kw={"data-hint": hint}) for value, label, hint in told]


class _Reasoned:
    """The fields of a form that ask for a reason at each criterion of one standard."""

    def reason_fields(self) -> list[Field]:
        """Return those fields in the order of the standard."""
        return [field for field in self if field.short_name.startswith(_WHY)]  # type: ignore[attr-defined]  # a form

    def reasons(self) -> dict[str, str]:
        """Return the reasoning by criterion."""
        return {field.short_name.removeprefix(_WHY): field.data or "" for field in self.reason_fields()}

    def blame(self, field: str, sentence: str) -> None:
        """Put a sentence of the domain at its field; one about all reasons stands at the first of them."""
        fields = {one.short_name: one for one in self}  # type: ignore[attr-defined]  # a form
        target = fields.get(field) or self.reason_fields()[0]
        target.errors = [*target.errors, sentence]


class RequestForm(_Reasoned, Form):
    """Asks for a recognition by one standard."""

    note = TextAreaField(_("Why you ask, and who asked you"), [Optional(), Length(max=_TEXT)])

    def draft(self, standard: str) -> RequestDraft:
        """Return what was filled in."""
        return RequestDraft(standard, self.reasons(), self.note.data or "")


class DecisionForm(_Reasoned, VersionedForm):
    """Decides a request."""

    decision = RadioField(_("Decision"), [InputRequired(_("Choose a decision"))])
    decided = PartialDateField(_("Decided on"), [InputRequired(_("Say when it was decided, as exactly as you know"))])
    after_the_fact = RadioField(_("Was the person out of custody or dead already?"), [Optional()], default="record")
    note = TextAreaField(_("What whoever asked must know"), [Optional(), Length(max=_TEXT)])

    def offer(self, decisions: Iterable[tuple[Stage, str, str]]) -> None:
        """Hand in the decisions with their hints."""
        self.decision.choices = _hinted(decisions)
        self.after_the_fact.choices = [
            SelectChoice("record", gettext("As the record of the case says")),
            SelectChoice("no", gettext("No")),
            SelectChoice("yes", gettext("Yes: recognised after the fact")),
        ]

    def show(self, view: RecognitionView, today: PartialDate) -> None:
        """Fill in what the request says, and today."""
        self.version.data, known = str(view.version), dict(view.reasons)
        self.decided.process(None, view.decided or today)
        if view.stage in DECISIONS:
            self.decision.data, self.note.data = str(view.stage), view.note
        for field in self.reason_fields():
            field.data = known.get(field.short_name.removeprefix(_WHY), "")

    def draft(self) -> DecisionDraft:
        """Return what was filled in."""
        said = {"yes": True, "no": False}.get(self.after_the_fact.data or "")
        stage = Stage(self.decision.data)
        return DecisionDraft(stage, self.decided.data, self.reasons(), self.note.data or "", said)


def _with_reasons(base: type[Any], criteria: Criteria) -> type[Any]:
    made = type(base.__name__, (base,), {"__doc__": base.__doc__})
    for code, letter, meaning in criteria:
        label = gettext("Why criterion %(letter)s is met", letter=letter)
        setattr(made, f"{_WHY}{code}", TextAreaField(label, [Optional(), Length(max=_TEXT)], description=meaning))
    return made


def request_form(criteria: Criteria) -> RequestForm:
    """Return the form of a request by a standard with these criteria."""
    made: RequestForm = _with_reasons(RequestForm, criteria)()
    return made


def decision_form(criteria: Criteria, *, sent: bool) -> DecisionForm:
    """Return the form of a decision by a standard with these criteria, as it was sent or empty."""
    given: dict[str, Any] = {} if sent else {"formdata": None}
    made: DecisionForm = _with_reasons(DecisionForm, criteria)(**given)
    return made


class _Plain(VersionedForm):
    """A form in which every sentence of the domain has a field of its own."""

    def blame(self, field: str, sentence: str) -> None:
        """Put a sentence of the domain at its field."""
        self.refuse(field, sentence)


class StatementForm(_Plain):
    """The public statement and its signatories."""

    title = StringField(_("Title of the statement"), [Optional(), Length(max=300)])
    url = StringField(_("Where it is published"), [Optional(), Length(max=500)])
    published = PartialDateField(_("Published on"), [Optional()])
    signatories = TextAreaField(_("Signatories, as printed"), [Optional(), Length(max=_TEXT)])
    text = TextAreaField(_("Text of the statement"), [Optional(), Length(max=_TEXT)])

    def show(self, view: StatementView, version: int) -> None:
        """Fill in what is recorded."""
        self.version.data = str(version)
        self.title.data, self.url.data, self.text.data = view.title, view.url, view.text
        self.signatories.data = "\n".join(view.signatories)

    def draft(self) -> StatementDraft:
        """Return what was filled in."""
        return StatementDraft(
            title=self.title.data or "",
            url=self.url.data or "",
            published=self.published.data,
            text=self.text.data or "",
            signatories=tuple((self.signatories.data or "").splitlines()),
        )


class EndForm(_Plain):
    """Ends a recognition."""

    stage = Beneath(_("Where it stands"))
    kind = RadioField(_("Why it ends"), [InputRequired(_("Say why the recognition ends"))])
    ended = PartialDateField(_("Ended on"), [InputRequired(_("Say when it ended, as exactly as you know"))])
    reason = TextAreaField(_("Reason"), [InputRequired(_("Write why the recognition ends")), Length(max=_TEXT)])

    def offer(self, kinds: Iterable[tuple[EndKind, str, str]]) -> None:
        """Hand in the kinds of ends with their hints."""
        self.kind.choices = _hinted(kinds)

    def show(self, view: RecognitionView) -> None:
        """Fill in how it ended already."""
        self.version.data = str(view.version)
        self.ended.process(None, view.ended)
        if view.stage is Stage.ENDED:
            self.kind.data, self.reason.data = str(view.end_kind or ""), view.note

    def draft(self) -> EndDraft:
        """Return what was filled in."""
        return EndDraft(EndKind(self.kind.data), self.ended.data, self.reason.data or "")


class ObjectForm(Form):
    """Objects to a request that whoever asked could decide alone."""

    reason = TextAreaField(_("Why you object"), [InputRequired(_("Write why you object")), Length(max=_TEXT)])


class StandardForm(FlaskForm):
    """The first question of a request: by which standard; sent by GET."""

    class Meta:
        csrf = False

    standard = RadioField(_("By which standard?"), [InputRequired(_("Choose a standard"))])

    def offer(self, standards: Iterable[tuple[str, str, str]]) -> None:
        """Hand in the standards with their sources."""
        self.standard.choices = _hinted(standards)


class _Filter(FlaskForm):
    """A filter sent by GET, so that the address is the view."""

    class Meta:
        csrf = False

    standard = SelectField(_("Standard"), [Optional()], validate_choice=False)

    def offer_standards(self, standards: Pairs) -> None:
        """Hand in the standards."""
        self.standard.choices = [SelectChoice("", gettext("Any")), *(SelectChoice(*pair) for pair in standards)]


class ListFilter(_Filter):
    """Which recognitions to show."""

    stage = SelectField(_("Where it stands"), [Optional()], validate_choice=False)
    waiting = SelectField(_("Only"), [Optional()], validate_choice=False)

    def offer(self, standards: Pairs, stages: Pairs) -> None:
        """Hand in standards and stages."""
        self.offer_standards(standards)
        self.stage.choices = [SelectChoice("", gettext("Any")), *(SelectChoice(*pair) for pair in stages)]
        mine = SelectChoice("me", gettext("Waiting for my decision"))
        self.waiting.choices = [SelectChoice("", gettext("All")), mine]

    def wanted(self) -> Filter:
        """Return the filter; a value that means nothing filters nothing."""
        known = {choice.value for choice in self.standard.choices}
        return Filter(
            standard=self.standard.data if self.standard.data in known else "",
            stage=Stage(self.stage.data) if self.stage.data in set(Stage) else None,
            mine=self.waiting.data == "me",
        )


class DayFilter(_Filter):
    """A day of the count."""

    on = DayField(_("Recognised on"), [Optional()])
    known = DayField(_("As was known at the end of"), [Optional()])

    def validate_within(self, today: date) -> bool:
        """Validate; a day that has not come yet gets a sentence."""
        valid = bool(self.validate())
        for field in (self.on, self.known):
            if field.data and field.data > today:
                field.errors = [*field.errors, gettext("This day has not come yet.")]
                valid = False
        return valid

"""Forms of requests for help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.core.dates import PartialDate
from case_mgr.tasks.help_types import (
    AnswerDraft,
    Asker,
    Channel,
    Decision,
    DecisionDraft,
    HelpDraft,
    HelpFilter,
    HelpKind,
    HelpView,
    Stage,
    Tab,
    Urgency,
)
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import Beneath, VersionedForm

_TEXT = 10_000
Pairs = Iterable[tuple[str, str]]


def _choices(pairs: Pairs) -> list[SelectChoice]:
    return [SelectChoice(*pair) for pair in pairs]


def _to_choose(pairs: Pairs) -> list[SelectChoice]:
    return [SelectChoice("", gettext("Choose")), *_choices(pairs)]


class Stepping(VersionedForm):
    """A form that takes a request one step further."""

    state = Beneath(_("State"))
    becomes: ClassVar[Stage | None] = None

    def blame(self, field: str, sentence: str) -> None:
        """Put a sentence of the domain at its field."""
        self.refuse(field, sentence)

    def show(self, view: HelpView, today: PartialDate) -> None:
        """Remember which version of the request is shown."""
        self.version.data = str(view.version)


class HelpForm(Stepping):
    """What somebody asks for."""

    kind = RadioField(_("Kind of help"), [InputRequired(_("Choose what kind of help is asked for"))])
    asked = TextAreaField(_("What is asked"), [InputRequired(_("Write what is asked")), Length(max=_TEXT)])
    asker = SelectField(_("Who asks"), [InputRequired(_("Choose who asks"))])
    received = PartialDateField(_("Received on"), [InputRequired(_("Say when it came, as exactly as you know"))])
    channel = SelectField(_("How it came"), [InputRequired(_("Choose how it came"))])
    urgency = RadioField(_("How soon"), [InputRequired(_("Choose how soon help is needed"))], default="normal")
    case = StringField(_("Case"), [Optional(), Length(max=20)])
    assignee = SelectField(_("For whom"), [Optional()], default="")

    def offer(self, words: Mapping[str, Pairs], members: Pairs) -> None:
        """Hand in the closed lists, and the members who may see to the request."""
        self.kind.choices, self.urgency.choices = _choices(words["kind"]), _choices(words["urgency"])
        self.asker.choices, self.channel.choices = _to_choose(words["asker"]), _to_choose(words["channel"])
        self.assignee.choices = [SelectChoice("", gettext("Nobody yet: whoever takes it")), *_choices(members)]

    def show(self, view: HelpView, today: PartialDate) -> None:
        """Fill in what is recorded."""
        super().show(view, today)
        row = view.row
        self.kind.data, self.asker.data, self.channel.data = str(row.kind), str(row.asker), str(row.channel)
        self.urgency.data, self.asked.data = str(row.urgency), view.asked
        self.case.data, self.assignee.data = row.case, row.assignee_id
        self.received.process(None, row.received)

    def begin(self, case: str, today: PartialDate) -> None:
        """Begin a request of today, about a case or about none."""
        self.case.data = case
        self.received.process(None, today)

    def draft(self) -> HelpDraft:
        """Return what was filled in."""
        return HelpDraft(
            kind=HelpKind(self.kind.data),
            asker=Asker(self.asker.data),
            asked=(self.asked.data or "").replace("\r\n", "\n"),
            received=self.received.data,
            channel=Channel(self.channel.data),
            urgency=Urgency(self.urgency.data),
            case=self.case.data or "",
            assignee=self.assignee.data or "",
        )


class DecideForm(Stepping):
    """What was decided, why, and when."""

    becomes = Stage.DECIDED
    decision = RadioField(_("Decision"), [InputRequired(_("Choose a decision"))])
    reason = TextAreaField(
        _("Why, and what will be done"),
        [InputRequired(_("Write why it was decided so, and what will be done")), Length(max=_TEXT)],
    )
    decided = PartialDateField(_("Decided on"), [InputRequired(_("Say when it was decided, as exactly as you know"))])

    def offer(self, words: Mapping[str, Pairs]) -> None:
        """Hand in the decisions."""
        self.decision.choices = _choices(words["decision"])

    def show(self, view: HelpView, today: PartialDate) -> None:
        """Fill in what is recorded, and today where nothing is."""
        super().show(view, today)
        self.decision.data = str(view.row.decision) if view.row.decision else None
        self.reason.data = view.reason
        self.decided.process(None, view.row.decided or today)

    def draft(self) -> DecisionDraft:
        """Return what was filled in."""
        return DecisionDraft(Decision(self.decision.data), self.decided.data, self.reason.data or "")


class AnswerForm(Stepping):
    """When and how whoever asked was told."""

    becomes = Stage.ANSWERED
    answered = PartialDateField(_("Answered on"), [InputRequired(_("Say when they were told, as exactly as you know"))])
    channel = SelectField(_("How they were told"), [InputRequired(_("Choose how they were told"))])
    note = TextAreaField(_("Note"), [Optional(), Length(max=_TEXT)])

    def offer(self, words: Mapping[str, Pairs]) -> None:
        """Hand in the ways to tell somebody."""
        self.channel.choices = _to_choose(words["channel"])

    def show(self, view: HelpView, today: PartialDate) -> None:
        """Fill in what is recorded; the way on which the request came is a likely one for the answer."""
        super().show(view, today)
        self.channel.data, self.note.data = str(view.answer_channel or view.row.channel), view.note
        self.answered.process(None, view.row.answered or today)

    def draft(self) -> AnswerDraft:
        """Return what was filled in."""
        return AnswerDraft(self.answered.data, Channel(self.channel.data), self.note.data or "")


class ReasonForm(Stepping):
    """Why a step of a request is taken back."""

    reason = TextAreaField(_("Why"), [InputRequired(_("Write why")), Length(max=_TEXT)])

    def offer(self, words: Mapping[str, Pairs]) -> None:
        """Take no list: a reason is free."""

    def draft(self) -> str:
        """Return what was filled in."""
        return self.reason.data or ""


class WithdrawForm(ReasonForm):
    """Why a request is withdrawn."""

    becomes = Stage.WITHDRAWN

    def show(self, view: HelpView, today: PartialDate) -> None:
        """Fill in why it was withdrawn already."""
        super().show(view, today)
        self.reason.data = view.withdrawn if view.row.stage is Stage.WITHDRAWN else ""


class HelpListFilter(FlaskForm):
    """Which requests to show; sent by GET, so that the address is the view."""

    class Meta:
        csrf = False

    show = SelectField(_("Which"), [Optional()], validate_choice=False, choices=())
    kind = SelectField(_("Kind of help"), [Optional()], validate_choice=False)
    assignee = SelectField(_("For whom"), [Optional()], validate_choice=False)
    case = StringField(_("Case"), [Optional(), Length(max=20)])

    def offer(self, kinds: Pairs, members: Pairs) -> None:
        """Hand in kinds and members in the language of the page."""
        self.kind.choices = [SelectChoice("", gettext("Any")), *_choices(kinds)]
        anybody = [SelectChoice("", gettext("Anybody")), SelectChoice("nobody", gettext("Nobody yet"))]
        self.assignee.choices = [*anybody, *_choices(members)]

    def wanted(self) -> HelpFilter:
        """Return the filter; a value that means nothing filters nothing."""
        return HelpFilter(
            tab=Tab(self.show.data) if self.show.data in set(Tab) else Tab.DECISION,
            kind=HelpKind(self.kind.data) if self.kind.data in set(HelpKind) else None,
            assignee=self.assignee.data or "",
            case=(self.case.data or "").strip(),
        )

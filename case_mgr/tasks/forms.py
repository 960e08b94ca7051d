"""Forms of tasks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.tasks.results import TaskView
from case_mgr.tasks.types import Filter, Group, State, TaskDraft, Whose
from case_mgr.web.fields import DayField, PartialDateField
from case_mgr.web.forms import Beneath, Form, VersionedForm

# What is to be done is one sentence: it is a heading and a line of lists.
_TEXT, _WHAT = 10_000, 300
NEAR = "near"
Pairs = Iterable[tuple[str, str]]


def _members(members: Pairs) -> list[SelectChoice]:
    nobody = SelectChoice("", gettext("Nobody yet: whoever takes it"))
    return [nobody, *(SelectChoice(*pair) for pair in members)]


class ActForm(VersionedForm):
    """Does something to a task, which stays the same under it or becomes something else."""

    state = Beneath(_("State"))
    becomes: ClassVar[State | None] = None

    def offer(self, members: Pairs) -> None:
        """Hand in the members, for a form that asks for one."""

    def show(self, view: TaskView) -> None:
        """Remember which version of the task is shown, and fill in what is recorded."""
        self.version.data = str(view.version)


class AmendForm(ActForm):
    """What is to be done, and by when."""

    what = TextAreaField(_("What is to be done"), [InputRequired(_("Write what is to be done")), Length(max=_WHAT)])
    due = PartialDateField(_("Due"), [Optional()])

    def show(self, view: TaskView) -> None:
        """Fill in what is recorded."""
        super().show(view)
        self.what.data = view.row.what
        self.due.process(None, view.row.due)

    def facts(self) -> tuple[TaskDraft]:
        """Return what was filled in."""
        return (TaskDraft(self.what.data or "", self.due.data),)


class AssignForm(ActForm):
    """Gives a task to a member."""

    assignee = SelectField(_("For whom"), [Optional()], default="")

    def offer(self, members: Pairs) -> None:
        """Hand in the members who may be given it."""
        self.assignee.choices = _members(members)

    def show(self, view: TaskView) -> None:
        """Fill in who has it."""
        super().show(view)
        self.assignee.data = view.row.assignee_id

    def facts(self) -> tuple[str]:
        """Return who is to have it."""
        return (self.assignee.data or "",)


class NewForm(Form):
    """Sets a task."""

    what = TextAreaField(_("What is to be done"), [InputRequired(_("Write what is to be done")), Length(max=_WHAT)])
    due = PartialDateField(_("Due"), [Optional()])
    assignee = SelectField(_("For whom"), [Optional()], default="")
    case = StringField(_("Case"), [Optional(), Length(max=20)])

    def offer(self, members: Pairs) -> None:
        """Hand in the members who may be given it."""
        self.assignee.choices = _members(members)

    def draft(self) -> TaskDraft:
        """Return what was filled in."""
        return TaskDraft(self.what.data or "", self.due.data, self.assignee.data or "", self.case.data or "")


class SnoozeForm(ActForm):
    """Puts a task off."""

    becomes = State.SNOOZED
    until = DayField(_("Until"), [InputRequired(_("Say until when it can wait"))])
    reason = TextAreaField(_("Why it can wait"), [InputRequired(_("Write why it can wait")), Length(max=_TEXT)])

    def show(self, view: TaskView) -> None:
        """Fill in until when and why it waits already."""
        super().show(view)
        if view.row.state is State.SNOOZED:
            self.until.process(None, view.row.snoozed_until)
            self.reason.data = view.reason

    def facts(self) -> tuple[date | None, str]:
        """Return what was filled in."""
        return self.until.data, self.reason.data or ""


class DoneForm(ActForm):
    """Closes a task with what came of it."""

    becomes = State.DONE
    outcome = TextAreaField(_("What came of it"), [InputRequired(_("Write what came of it")), Length(max=_TEXT)])

    def show(self, view: TaskView) -> None:
        """Fill in what came of it already."""
        super().show(view)
        self.outcome.data = view.outcome

    def facts(self) -> tuple[str]:
        """Return what was filled in."""
        return (self.outcome.data or "",)


class DropForm(ActForm):
    """Closes a task undone."""

    becomes = State.DROPPED
    reason = TextAreaField(
        _("Why it will not be done"), [InputRequired(_("Write why it will not be done")), Length(max=_TEXT)]
    )

    def show(self, view: TaskView) -> None:
        """Fill in why it was dropped already; why it was put off is another reason."""
        super().show(view)
        if view.row.state is State.DROPPED:
            self.reason.data = view.reason

    def facts(self) -> tuple[str]:
        """Return what was filled in."""
        return (self.reason.data or "",)


class TaskFilter(FlaskForm):
    """Which tasks to show; sent by GET, so that the address is the view."""

    class Meta:
        csrf = False

    whose = SelectField(_("Whose"), [Optional()], validate_choice=False)
    when = SelectField(_("Due"), [Optional()], validate_choice=False)
    rule = SelectField(_("Rule"), [Optional()], validate_choice=False)
    assignee = SelectField(_("For whom"), [Optional()], validate_choice=False)
    case = StringField(_("Case"), [Optional(), Length(max=20)])

    def offer(self, groups: Pairs, rules: Pairs, members: Pairs) -> None:
        """Hand in groups, rules and members in the language of the page."""
        anything, anybody = SelectChoice("", gettext("Any")), SelectChoice("", gettext("Anybody"))
        near = SelectChoice(NEAR, gettext("Overdue or this week"))
        self.when.choices = [anything, near, *(SelectChoice(*pair) for pair in groups)]
        self.rule.choices = [anything, *(SelectChoice(*pair) for pair in rules)]
        nobody = SelectChoice("nobody", gettext("Nobody yet"))
        self.assignee.choices = [anybody, nobody, *(SelectChoice(*pair) for pair in members)]
        self.whose.choices = []

    def wanted(self) -> Filter:
        """Return the filter; a value that means nothing filters nothing."""
        rules = {choice.value for choice in self.rule.choices}
        return Filter(
            whose=Whose(self.whose.data) if self.whose.data in set(Whose) else Whose.MINE,
            group=Group(self.when.data) if self.when.data in set(Group) else None,
            near=self.when.data == NEAR,
            rule=self.rule.data if self.rule.data in rules else "",
            assignee=self.assignee.data or "",
            case=(self.case.data or "").strip(),
        )

"""Forms of suspected pairs and merges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.core.errors import ConflictRow
from case_mgr.duplicates.types import Answer, Fit, MergeDraft, PairRow
from case_mgr.web.forms import Form, VersionedForm

_LONGEST = 500
_LINE = "line-"


class ShowForm(Form):
    """Chooses which pairs the queue shows."""

    show = SelectField(_("Show"), [Optional()])

    def offer(self, shown: Iterable[tuple[str, str]]) -> None:
        """Hand in the parts of the queue."""
        self.show.choices = list(shown)


class AnswerForm(VersionedForm):
    """Answers whether two records are one person."""

    answer = RadioField(_("Are these one person?"), [InputRequired(_("Choose one of the answers"))])
    reason = TextAreaField(_("Why"), [Optional(), Length(max=_LONGEST)])

    def offer(self, answers: Iterable[tuple[Answer, str, str]]) -> None:
        """Hand in the answers with their hints."""
        self.answer.choices = [
            SelectChoice(str(value), label, render_kw={"data-hint": hint}) for value, label, hint in answers
        ]

    def show(self, pair: PairRow) -> None:
        """Fill in what was answered already."""
        self.version.data = str(pair.version)
        if pair.answer is not Answer.OPEN:
            self.answer.data, self.reason.data = str(pair.answer), pair.reason


class CompareForm(Form):
    """Sets two people side by side whom the machine did not suspect."""

    first = StringField(_("First reference"), [InputRequired(_("Enter a reference, such as P-000123")), Length(max=40)])
    second = StringField(
        _("Second reference"), [InputRequired(_("Enter a reference, such as P-000123")), Length(max=40)]
    )


class MergeForm(VersionedForm):
    """Chooses which record survives, what stands where they differ, and says why they are one person."""

    # Its version is a mark of how both records were.
    keep = HiddenField()
    reason = TextAreaField(_("Why these are one person"), [InputRequired(_("Say why these are one person"))])

    def lines(self) -> list[Field]:
        """Return the fields in which the records differ, contradictions first."""
        return [field for field in self if field.short_name.startswith(_LINE)]

    def conflicts(self) -> list[Field]:
        """Return the fields in which the records contradict each other."""
        return [field for field in self.lines() if field.conflict]

    def agreed(self) -> list[Field]:
        """Return the other fields."""
        return [field for field in self.lines() if not field.conflict]

    def choices(self) -> dict[str, str]:
        """Return which record each field was taken from."""
        return {field.short_name.removeprefix(_LINE): field.data or "" for field in self.lines()}

    def says(self, field: Field) -> str:
        """Return what both records say in a field: that is what changes beneath a merge."""
        return field.both() if isinstance(field, LineField) else super().says(field)

    def differs(self, row: ConflictRow) -> bool:
        """Whether one of the records changed, or something was typed; a choice alone is no difference."""
        return row.opened != row.now or (row.now == "" and row.yours != "")

    def draft(self) -> MergeDraft:
        """Return what was filled in."""
        return MergeDraft(self.keep.data or "first", self.choices(), self.reason.data or "", self.version.data or "")

    def again(self) -> dict[str, str]:
        """Return everything that was filled in, to be sent once more from the page that checks it."""
        return {field.name: field.data or "" for field in (*self.lines(), self.reason)}


class LineField(RadioField):
    """One field of two records: which of both values stands."""

    def __init__(self, *args: Any, conflict: bool = False, **kwargs: Any) -> None:
        self.conflict = conflict
        super().__init__(*args, **kwargs)

    def both(self) -> str:
        """Return the values of both records."""
        return " · ".join(str(choice.label) for choice in self.iter_choices())


# Name, label, how they fit, what stands unless told otherwise, and the values with the record of each.
Line = tuple[str, str, Fit, str, Sequence[tuple[str, str, str]]]


def merge_form(lines: Iterable[Line], **given: Any) -> MergeForm:
    """Return the form of a merge of two records with these fields."""
    made = type(MergeForm.__name__, (MergeForm,), {"__doc__": MergeForm.__doc__})
    for name, label, fit, chosen, values in lines:
        choices = [SelectChoice(side, said, render_kw={"data-hint": hint}) for side, said, hint in values]
        must = InputRequired(gettext("Choose which of the two stands"))
        field = LineField(label, [must], choices=choices, default=chosen or None, conflict=fit is Fit.CONFLICT)
        setattr(made, f"{_LINE}{name}", field)
    form: MergeForm = made(**given)
    return form

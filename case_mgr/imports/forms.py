"""Forms of the import wizard: shape only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, Regexp

from case_mgr.imports.states import Decision
from case_mgr.web.forms import Form, VersionedForm

ENCODINGS = (
    "utf-8", "utf-16", "cp1251", "cp1250", "cp1252", "cp1257", "cp1256", "cp1255", "koi8-r", "koi8-u", "cp866",
    "iso8859-2", "iso8859-5", "mac-cyrillic", "gb18030",
)  # fmt: skip
_MOST_ROWS = 400
_FOUND = SelectChoice("", _("Find it out"))
_UNTOLD = SelectChoice("", _("Not said yet"))


class UploadForm(Form):
    """A file and where it comes from."""

    file = FileField(_("List"))
    source = StringField(_("Source of the list"), [Optional(), Length(max=500)])


class ReadForm(VersionedForm):
    """How the file is to be read."""

    encoding = SelectField(_("Encoding"), choices=[_FOUND, *(SelectChoice(name, name) for name in ENCODINGS)])
    delimiter = SelectField(
        _("Separator"),
        choices=[
            _FOUND,
            SelectChoice(",", _("Comma")),
            SelectChoice(";", _("Semicolon")),
            SelectChoice("tab", _("Tabulator")),
            SelectChoice("|", _("Vertical bar")),
        ],
    )
    header_row = StringField(
        _("Row of headings"),
        [Optional(), Regexp(r"\s*(\d{1,6}|none)\s*", message=_("Enter the number of the row, or none"))],
    )
    sheet = SelectField(_("Sheet"), validate_choice=False, choices=[_FOUND])
    date_order = SelectField(
        _("Order of dates"),
        choices=[
            _FOUND,
            SelectChoice("dmy", _("Day, month, year: 31.12.2020")),
            SelectChoice("mdy", _("Month, day, year: 12/31/2020")),
            SelectChoice("ymd", _("Year, month, day: 2020-12-31")),
        ],
    )

    def choices_asked(self) -> dict[str, str | None]:
        """Return how the file is to be read; what is left open is None, but that dates are to be found out is said."""
        header = (self.header_row.data or "").strip()
        return {
            "encoding": self.encoding.data or None,
            "delimiter": {"tab": "\t"}.get(self.delimiter.data or "", self.delimiter.data) or None,
            # People count rows from 1, the interfaces from 0.
            "header_row": header if header in ("", "none") else str(max(0, int(header) - 1)),
            "sheet": self.sheet.data or None,
            "date_order": self.date_order.data or "",
        }


class ColumnsForm(VersionedForm):
    """Which column holds what; the columns themselves are added for the list at hand."""

    splits = BooleanField(_("Take cells apart that name several people"))
    on_match = RadioField(_("Rows of people who are known already, with the same birth"))
    save_as = StringField(_("Remember these columns as"), [Optional(), Length(max=120)])

    def column(self, index: int) -> Any:
        """Return the field of one column."""
        return self[f"column_{index}"]

    def chosen(self, count: int) -> dict[int, str]:
        """Return the field of each mapped column."""
        return {index: self.column(index).data for index in range(count) if self.column(index).data}


def columns_form(
    labels: Sequence[str],
    fields: Sequence[SelectChoice],
    ways: Sequence[SelectChoice],
    data: Mapping[str, Any],
    **given: Any,
) -> ColumnsForm:
    """Make the form for a list with these columns."""
    choices = [SelectChoice("", _("Do not import")), *fields]
    made = {f"column_{number}": SelectField(label, choices=choices) for number, label in enumerate(labels)}
    form = type("ColumnsOfOneList", (ColumnsForm,), made)(data=dict(data), **given)
    form.on_match.choices = list(ways)
    assert isinstance(form, ColumnsForm)
    return form


class ValuesForm(Form):
    """What words of a list mean; a field for each word is added for the list at hand."""

    def word(self, number: int) -> Any:
        """Return the field of one word."""
        return self[f"word_{number}"]

    def said(self, count: int) -> dict[int, str]:
        """Return what was written beside each word."""
        return {number: self.word(number).data or "" for number in range(count)}


def values_form(words: Sequence[tuple[str, str, Sequence[SelectChoice]]]) -> ValuesForm:
    """Make the form for the unknown words of a list.

    Each word has a label, and either the list of names that the browser offers or the few meanings that are possible.
    """
    made: dict[str, Any] = {}
    for number, (label, offered, choices) in enumerate(words):
        typed = StringField(label, [Optional(), Length(max=200)], render_kw={"list": offered})
        made[f"word_{number}"] = SelectField(label, choices=[_UNTOLD, *choices]) if choices else typed
    form = type("WordsOfOneList", (ValuesForm,), made)()
    assert isinstance(form, ValuesForm)
    return form


class DecisionForm(VersionedForm):
    """What a person decides about one row."""

    choice = RadioField(_("What is to be done with this row?"))

    def offer(self, choices: Sequence[SelectChoice]) -> None:
        """Hand in what can be decided."""
        self.choice.choices = list(choices)

    def decided(self) -> tuple[Decision, str | None, int | None]:
        """Return the decision, and the person or the earlier row that it names."""
        return taken_apart(str(self.choice.data))


def taken_apart(choice: str) -> tuple[Decision, str | None, int | None]:
    """Return the decision that a choice stands for, and the person or the earlier row that it names."""
    name, _colon, target = choice.partition(":")
    kind, _dot, number = target.partition("-")
    if kind == "row" and number.isdigit():
        return Decision(name), None, int(number)
    return Decision(name), target or None, None


class QuestionsForm(Form):
    """What is decided about the rows of one page; the choices themselves are added for the rows at hand."""

    rest = SelectField(_("All rows of this page that are not decided above"))
    seen = HiddenField()

    def choice(self, row: int) -> Any:
        """Return the field of one row, None when nothing can be decided about it."""
        return self._fields.get(f"choice_{row}")

    def seen_rows(self) -> dict[int, int]:
        """Return how often each row had been decided when the page was shown."""
        return rows_seen(self.seen.data or "")


def rows_seen(text: str) -> dict[int, int]:
    """Return rows and how often each was decided, as a page wrote it down."""
    pairs = (pair.partition(":") for pair in text.split()[:_MOST_ROWS])
    return {int(row): int(times) for row, _colon, times in pairs if _small(row) and _small(times)}


def _small(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9


def questions_form(
    offered: Mapping[int, tuple[str, list[SelectChoice], str]], ways: Sequence[SelectChoice], seen: str
) -> QuestionsForm:
    """Make the form for the rows of one page: for each a label, what can be chosen, and what holds now."""
    # A row that somebody decided meanwhile may offer less: what was chosen is checked again where it is written.
    made = {
        f"choice_{row}": SelectField(label, choices=choices, validate_choice=False)
        for row, (label, choices, _now) in offered.items()
    }
    data = {f"choice_{row}": now for row, (_label, _choices, now) in offered.items()}
    form = type("QuestionsOfOnePage", (QuestionsForm,), made)(data=data | {"seen": seen, "rest": ""})
    form.rest.choices = list(ways)
    assert isinstance(form, QuestionsForm)
    return form


class ConfirmForm(Form):
    """A button that acts."""

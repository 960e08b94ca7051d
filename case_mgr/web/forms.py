"""The form that every form is made from: a token against forgery, a key that counts once, a version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, SelectFieldBase

from case_mgr.core import ids
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import ConflictRow
from case_mgr.core.text import N_
from case_mgr.web.wording import when

_YES, _NO = N_("Yes"), N_("No")
_UNSEEN = N_("Not shown here")


class Form(FlaskForm):
    """A form of this product. Limits and messages are the server's: the browser validates nothing."""

    once = HiddenField(default=ids.new_token)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.once.data:
            self.once.data = ids.new_token()

    def renew(self) -> None:
        """Take a new key: the page shows the form again after a step that only looked, such as a preview."""
        self.once.data = ids.new_token()

    def refuse(self, field: str, sentence: str) -> None:
        """Put a sentence of the domain at a field, as if the form had found it."""
        target = self[field]
        target.errors = [*target.errors, sentence]


class OpenedField(HiddenField):
    """What a form showed of a record when it was opened; the page writes it down itself, so that no form forgets it."""

    form: VersionedForm

    def _value(self) -> str:
        if self.data or not self.form.version.data:
            return str(self.data or "")
        return json.dumps(self.form.now(), ensure_ascii=False)


class Beneath(Field):
    """What an act rests on and does not ask, such as the state of a task; neither drawn nor sent.

    `becomes` is what the act makes of it; without it the editor goes on from what they saw.
    """

    control = "nothing"
    process_errors: list[str]
    becomes = ""
    data = ""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take nothing that was sent."""
        self.process_errors = []


class VersionedForm(Form):
    """A form that changes a record: it carries the version that the editor saw, and what it showed then."""

    version = HiddenField()
    opened = OpenedField()
    # Fields that stay empty when the form is opened, whatever is recorded.
    unseen: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened.form = self

    def now(self) -> dict[str, str]:
        """Return what the form shows, field by field."""
        return {field.short_name: self.says(field) for field in self._asked()}

    def differences(self, now: VersionedForm) -> tuple[ConflictRow, ...]:
        """Compare what was typed here with a form that shows the record as it is now."""
        before, there = self._remembered(), now.now()
        rows = (
            ConflictRow(str(field.label.text), before.get(name, ""), there[name], self.would_be(field, before))
            for field in self._asked()
            if (name := field.short_name) in there
        )
        return tuple(row for row in rows if self.differs(row))

    def says(self, field: Field) -> str:
        """Return what a field says of the record; one that never shows it says so."""
        return gettext(_UNSEEN) if field.short_name in self.unseen else shown(field)

    def would_be(self, field: Field, before: Mapping[str, str]) -> str:
        """Return what the editor wants to stand in a field."""
        if isinstance(field, Beneath):
            return field.becomes or before.get(field.short_name, "")
        if field.short_name in self.unseen:
            return shown(field) or gettext(_UNSEEN)
        return shown(field)

    def differs(self, row: ConflictRow) -> bool:
        """Whether a field is told on the page: what is there now is not what the editor wants."""
        return row.now != row.yours

    def _asked(self) -> list[Field]:
        return [field for field in self if not isinstance(field, HiddenField)]

    def _remembered(self) -> dict[str, str]:
        try:
            found = json.loads(self.opened.data or "{}")
        except ValueError:
            return {}
        return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}

    def seen_version(self) -> int | None:
        """Return the version that the editor saw; nonsense is none."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def shown(field: Field) -> str:
    """Return the value of a field as a person reads it: the words of a choice, a date in words, never a code."""
    value = field.data
    if isinstance(field, SelectFieldBase):
        words = {str(choice.value): str(choice.label) for choice in field.iter_choices()}
        if value == "" and not field.flags.required:
            # To choose nothing is an answer too, such as “Nobody yet”; a form that must be answered only asks by it.
            return words.get("", "")
        chosen = value if isinstance(value, (list, tuple)) else [value]
        return ", ".join(words.get(str(one), str(one)) for one in chosen if one)
    if isinstance(value, bool):
        return gettext(_YES) if value else gettext(_NO)
    if isinstance(value, (PartialDate, date)):
        return when(value)
    # A browser sends the line breaks of a text in its own way.
    return "" if value is None else str(value).replace("\r\n", "\n").strip()

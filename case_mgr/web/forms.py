"""The form that every form is made from: a token against forgery, a key that counts once, a version."""

from __future__ import annotations

import json
from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, SelectFieldBase

from case_mgr.core import ids
from case_mgr.core.errors import ConflictRow
from case_mgr.core.text import N_

_YES, _NO = N_("Yes"), N_("No")


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


class VersionedForm(Form):
    """A form that changes a record: it carries the version that the editor saw."""

    version = HiddenField()
    # What the form showed when it was opened, so that a stale edit can show it beside the rest.
    opened = HiddenField()

    def remember(self) -> None:
        """Write down what the form shows now; called once it is filled."""
        self.opened.data = json.dumps({field.short_name: shown(field) for field in self._asked()}, ensure_ascii=False)

    def differences(self, now: VersionedForm) -> tuple[ConflictRow, ...]:
        """Compare what was typed here with a form that shows the record as it is now."""
        before = self._remembered()
        pairs = ((mine, now[mine.short_name]) for mine in self._asked() if mine.short_name in now)
        return tuple(
            ConflictRow(str(mine.label.text), before.get(mine.short_name, ""), shown(theirs), shown(mine))
            for mine, theirs in pairs
            if shown(mine) != shown(theirs)
        )

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
    """Return the value of a field as a person reads it: the words of a choice, never its code."""
    value = field.data
    if isinstance(field, SelectFieldBase):
        words = {str(choice.value): str(choice.label) for choice in field.iter_choices()}
        chosen = value if isinstance(value, (list, tuple)) else [value]
        return ", ".join(words.get(str(one), str(one)) for one in chosen if one)
    if isinstance(value, bool):
        return gettext(_YES) if value else gettext(_NO)
    # A browser sends the line breaks of a text in its own way.
    return "" if value is None else str(getattr(value, "edtf", value)).replace("\r\n", "\n").strip()

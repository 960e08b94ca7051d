"""The form that every form is made from: a token against forgery, a key that counts once, a version."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField

from case_mgr.core import ids


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

    def seen_version(self) -> int | None:
        """Return the version that the editor saw; nonsense is none."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

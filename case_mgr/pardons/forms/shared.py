"""What the forms of this room share: choices and whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from case_mgr.web.forms import Form

Choices = Sequence[SelectChoice]
LONG = 20_000
PASTE = 1_000_000
DIGITS = _("Write the number with digits, such as 52")


class Whole:
    """A whole number, written with digits; it goes on as int."""

    def __init__(self, sentence: Any) -> None:
        self.sentence = sentence

    def __call__(self, form: Form, field: Field) -> None:
        text = "".join((field.data or "").split())
        if text and not (text.isascii() and text.isdigit() and len(text) < 8):
            raise StopValidation(str(self.sentence))


def whole(field: Field) -> int | None:
    """Return the number of a checked field."""
    text = "".join((field.data or "").split())
    return int(text) if text else None

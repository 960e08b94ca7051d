"""What the forms of this room share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext
from wtforms.fields.choices import SelectChoice

from case_mgr.web.forms import Form

LONGEST = 20_000
Pairs = Iterable[tuple[str, str]]


def choices_of(words: Mapping[Any, str]) -> list[SelectChoice]:
    """Put a closed list in the language of the page."""
    return [SelectChoice(str(value), gettext(words[value])) for value in words]


def pairs_of(pairs: Pairs) -> list[SelectChoice]:
    """Turn pairs that a view hands in into choices."""
    return [SelectChoice(*pair) for pair in pairs]


class ConfirmForm(Form):
    """A button that acts."""

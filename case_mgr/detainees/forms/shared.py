"""What forms of people share: lengths, choices in the language of the page, a button that acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext
from wtforms.fields.choices import SelectChoice

from case_mgr.web.forms import Form

NAME, LONG, PART = 300, 10_000, 150
Pairs = Iterable[tuple[str, str]]


def labels_of(words: Mapping[Any, str]) -> list[SelectChoice]:
    """Return a closed list as choices."""
    return [SelectChoice(str(value), gettext(label)) for value, label in words.items()]


def pairs_of(pairs: Pairs, nothing: str) -> list[SelectChoice]:
    """Return choices that were handed in, after one that says nothing."""
    return [SelectChoice("", nothing), *(SelectChoice(value, label) for value, label in pairs)]


class ConfirmForm(Form):
    """A button that acts."""

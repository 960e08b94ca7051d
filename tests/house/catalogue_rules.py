"""Rules about the catalogues of translations: each takes the folder of the repository and returns the breaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

FOLDER = "case_mgr/translations"
# A place with its kind, since %(n)d in place of %(n)s stops the page as surely as a place that is missing.
PLACE = re.compile(r"%\(\w+\)[-#0 +]*[0-9]*\.?[0-9]*[a-zA-Z]")
Text = str | tuple[str, ...] | list[str] | None


def catalogues(root: Path) -> list[Path]:
    """List the catalogues, one a language."""
    return sorted((root / FOLDER).glob("*/LC_MESSAGES/*.po"))


def messages(root: Path) -> Iterator[tuple[str, Message]]:
    """Yield every sentence of every catalogue with the language that it is translated into."""
    for path in catalogues(root):
        language = path.parts[-3]
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, abort_invalid=True)
        yield from ((language, message) for message in catalogue if message.id)


def lost_places(root: Path) -> list[str]:
    """A translated sentence keeps every named place, in each of its forms, and has no other."""
    return [
        f"{language}: “{form}” has not the places of “{_last(message.id)}”"
        for language, message in messages(root)
        for form in _forms(message.string)
        if form and set(PLACE.findall(form)) != set(PLACE.findall(_last(message.id)))
    ]


def missing_forms(root: Path) -> list[str]:
    """A sentence that counts is translated in all forms of the language, or not at all."""
    return [
        f"{language}: “{_last(message.id)}” is translated in {sum(map(bool, forms))} forms only"
        for language, message in messages(root)
        if any(forms := _forms(message.string)) and not all(forms)
    ]


def guessed(root: Path) -> list[str]:
    """Nothing is a guess that somebody still has to look at: fuzzy sentences are not shown to anybody."""
    return [f"{language}: “{_last(message.id)}” is fuzzy" for language, message in messages(root) if message.fuzzy]


def _forms(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _last(text: Text) -> str:
    return _forms(text)[-1]

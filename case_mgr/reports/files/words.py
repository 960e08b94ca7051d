"""The words of a file in one language, without a request: each file is checked in the language in which it was made."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

_TRANSLATIONS = Path(__file__).resolve().parent.parent.parent / "translations"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


@lru_cache(maxsize=16)
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the sentences of a language; what is not translated stays English."""
    return gettext.translation("messages", _TRANSLATIONS, languages=[language.replace("-", "_")], fallback=True)


@lru_cache(maxsize=16)
def catalogue_file(language: str) -> bytes:
    """Return the file of a language's sentences; of a language without one, nothing."""
    found = gettext.find("messages", _TRANSLATIONS, languages=[language.replace("-", "_")])
    return Path(found).read_bytes() if found else b""


def words(language: str) -> Callable[[str], str]:
    """Return what translates a sentence."""
    return catalogue(language).gettext

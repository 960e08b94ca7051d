"""Compares articles that were read with a country's vocabulary: what is not in it is said, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from case_mgr.core.text import N_
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.types import Article
from case_mgr.legal.article_words import ADMINISTRATIVE, CRIMINAL, numbers
from case_mgr.legal.refs import Read, Reading, Ref

UNKNOWN = N_("The vocabulary has no article %(article)s of this law. Correct the number, or say that it stands so.")
SUPERSCRIPT_LOST = N_(
    "There is no article %(article)s. Was a superscript lost in copying? Then write %(instead)s; "
    "otherwise say that it stands so."
)
FOREIGN_LAW = N_("Article %(article)s is of the law of another country. Correct it, or say that it stands so.")
NO_VOCABULARY = N_("No articles of this country are recorded yet: article %(article)s cannot be checked.")


@dataclass(frozen=True, slots=True)
class Checked:
    """An article that was read, what the vocabulary calls it, and the sentence about it when it is not there."""

    ref: Ref
    raw: str
    item: Article | None = None
    doubt: str = ""
    instead: str = ""

    @property
    def params(self) -> dict[str, str]:
        """The parameters of the sentence."""
        return {"article": self.ref.article, "instead": self.instead} if self.instead else {"article": self.ref.article}


def check(jurisdiction: str, reading: Reading) -> tuple[Checked, ...]:
    """Check everything that was read, each article once."""
    found: dict[Ref, Checked] = {}
    for read in reading.found:
        checked = check_one(jurisdiction, read)
        found.setdefault(checked.ref, checked)
    return tuple(found.values())


def check_one(jurisdiction: str, read: Read) -> Checked:
    """Look one article up; a law that the text does not name is the one that has the article."""
    ref, raw = read.ref, read.raw.text
    if ref.country and ref.country != jurisdiction:
        return Checked(ref, raw, None, FOREIGN_LAW)
    known = _known(jurisdiction)
    if not known:
        return Checked(_lawful(ref), raw, None, NO_VOCABULARY)
    for item in known.get(tuple(numbers(ref.article)), ()):
        if item.law.startswith(ref.law):
            return Checked(replace(ref, law=item.law, article=item.number, country=""), raw, item)
    instead = _instead(known, ref)
    return Checked(_lawful(ref), raw, None, SUPERSCRIPT_LOST if instead else UNKNOWN, instead)


def title_of(jurisdiction: str, ref: Ref) -> Article | None:
    """Find the article of a charge that is recorded."""
    found = _known(jurisdiction).get(tuple(numbers(ref.article)), ()) if not ref.country else ()
    return next((item for item in found if item.law == ref.law), None)


def _lawful(ref: Ref) -> Ref:
    """Return an article whose law is not named under the law that its number is written as."""
    dotted = "." in ref.article
    return ref if ref.law else replace(ref, law=ADMINISTRATIVE if dotted else CRIMINAL)


def _instead(known: Mapping[tuple[str, ...], tuple[Article, ...]], ref: Ref) -> str:
    number = ref.article
    split = (number[:-1], number[-1:])
    found = known.get(split, ()) if number.isdigit() and len(number) > 3 else ()
    return next((item.number for item in found if item.law.startswith(ref.law)), "")


@lru_cache(maxsize=64)
def _known(jurisdiction: str) -> Mapping[tuple[str, ...], tuple[Article, ...]]:
    """Return the articles of a country by the numbers of which theirs is made; a newer law stands first."""
    out: dict[tuple[str, ...], tuple[Article, ...]] = {}
    for item in sorted(catalogue.articles(jurisdiction), key=lambda item: item.law, reverse=True):
        key = tuple(numbers(item.number))
        out[key] = (*out.get(key, ()), item)
    return MappingProxyType(out)

"""What the pages of this room share: tabs, tags and choices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any

from flask import Blueprint, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from case_mgr.access.permissions import Permission
from case_mgr.cases.types import (
    DOCUMENT_LABELS,
    HEALTH_LABELS,
    NEED_LABELS,
    STATE_LABELS,
    Documents,
    Health,
    NeedKind,
)
from case_mgr.detainees.types import SEX_LABELS, Sex
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.names.romanise import latin
from case_mgr.pardons import words
from case_mgr.pardons.figures import IN_SCOPE, Division, Fact, Left
from case_mgr.pardons.results import BatchView, PlaceRow
from case_mgr.pardons.types import Identity, Topic, Verification
from case_mgr.web.guard import actor
from case_mgr.web.wording import country

blueprint = Blueprint("pardons", __name__, template_folder="../templates")

# What the pages of deciding go through.
SHOWS = ("todo", "likely", "doubtful", "nobody", "unsure")
_IDENTITY_KINDS = {Identity.MATCHED: "info", Identity.NEW_TO_US: "strong", Identity.UNSURE: "warn"}
_VERIFICATION_KINDS = {Verification.CONFIRMED: "good", Verification.REFUTED: "danger"}


def choices(sentences: Mapping[Any, str], hints: Mapping[Any, str] | None = None) -> list[SelectChoice]:
    """Return the choices of a field with their words."""
    notes = hints or {}
    return [
        SelectChoice(str(key), _(said), render_kw={"data-hint": _(notes[key])} if key in notes else None)
        for key, said in sentences.items()
    ]


def jurisdiction_choices() -> list[SelectChoice]:
    """Return the countries whose vocabulary is known, by name."""
    language = str(get_locale() or "en")
    named = [(item.code, catalogue.label(item, language)) for item in catalogue.jurisdictions()]
    return [SelectChoice(code, label) for code, label in sorted(named, key=lambda pair: pair[1])]


def part_word(topic: Topic, key: str) -> str:
    """Name one part of what a source counts: a country, or men and women."""
    return _(words.SEXES[key]) if topic is Topic.SEX else country(key)


def division_word(division: Division, key: str) -> str:
    """Name one part of a division in the language of the page."""
    if not key:
        return _("Not stated")
    match division:
        case Division.NATIONALITY | Division.DESTINATION:
            return country(key)
        case Division.SEX:
            return _(SEX_LABELS[Sex(key)]) if key in set(Sex) else key
        case Division.DOCUMENTS:
            return _(DOCUMENT_LABELS[Documents(key)]) if key in set(Documents) else key
        case Division.HEALTH:
            return _(HEALTH_LABELS[Health(key)]) if key in set(Health) else key
        case Division.SUPPORT:
            return _(NEED_LABELS[NeedKind(key)]) if key in set(NeedKind) else _("Nothing is needed, or all is met")
        case Division.DAYS_LEFT:
            return _(words.LEFTS[Left(key)]) if key in set(Left) else key
    return key


def thing_word(topic: Topic | None, key: str) -> str:
    """Say of what a source gives a number."""
    if topic is None:
        return _("Political prisoners") if key == IN_SCOPE else _("People")
    return _(words.OF_TOPICS[topic], part=part_word(topic, key))


def tabs(batch: BatchView, current: str) -> list[dict[str, Any]]:
    """Return the pages of a batch for its navigation."""
    figures = batch.figures
    waiting = figures.of(Fact.UNDECIDED) + figures.of(Fact.UNSURE)
    pages = [
        ("show", _("Overview"), None),
        ("places", _("Places"), figures.places),
        ("divided", _("Who they are"), None),
        *([("reconcile", _("Decide"), waiting), ("names", _("Add names"), None)] if _writes() else []),
        ("history", _("History"), None),
    ]
    return [
        {
            "label": label,
            "href": url_for(f"pardons.{name}", reference=batch.reference),
            "current": name == current,
            "count": count,
        }
        for name, label, count in pages
    ]


def _writes() -> bool:
    return actor().may(Permission.BATCH_WRITE)


def identity_tag(row: PlaceRow) -> dict[str, str]:
    """Say who stands on a place."""
    if row.same_as is not None:
        return {"text": _("Same as place %(number)d", number=row.same_as), "kind": "neutral"}
    if row.withdrawn:
        return {"text": _("Names no person"), "kind": "neutral"}
    if row.identity is Identity.UNMATCHED and row.decided:
        return {"text": _("None of our records"), "kind": "neutral"}
    return {"text": _(words.IDENTITIES[row.identity]), "kind": _IDENTITY_KINDS.get(row.identity, "neutral")}


def verification_tag(row: PlaceRow) -> dict[str, str]:
    """Say what is known of the release."""
    text = _(words.VERIFICATIONS[row.verification])
    return {"text": text, "kind": _VERIFICATION_KINDS.get(row.verification, "neutral")}


class PlaceTags:
    """The words of a place for the table that all lists share: imported macros see no helpers of the page."""

    identity = staticmethod(identity_tag)
    verification = staticmethod(verification_tag)

    @staticmethod
    def link(link: str | None) -> str:
        """Say which link of the release chain is known."""
        return _(words.LINK_WORDS[ReleaseLink(link)]) if link else ""


@blueprint.context_processor
def _helpers() -> dict[str, Any]:
    return {
        "identity_tag": identity_tag,
        "place_tags": PlaceTags,
        "verification_tag": verification_tag,
        "link_word": PlaceTags.link,
        "scope_word": lambda scope: _(words.SCOPES[scope]),
        "kind_word": lambda kind: _(words.KINDS[kind]),
        "fact_word": lambda fact: _(words.FACTS[Fact(fact)]),
        "answer_word": lambda answer: _(words.ANSWERS[answer]),
        "state_word": lambda state: _(STATE_LABELS[state]),
        "sex_word": lambda sex: _(SEX_LABELS[sex]),
        "country": country,
        "latin_of": latin,
        "day_long": timedelta(days=1),
        "receiver_word": lambda kind: _(words.RECEIVERS[kind]),
        "division_word": division_word,
        "division_name": lambda division: _(words.DIVISIONS[division]),
        "part_word": part_word,
        "thing_word": thing_word,
        "topic_word": lambda topic: _(words.TOPICS[topic]),
        "places_href": lambda reference, fact: url_for("pardons.places", reference=reference, fact=str(fact)),
    }


def reason_word(reason: str) -> str:
    """Say in words why somebody entered or left the stock."""
    if reason in words.REASONS:
        return _(words.REASONS[reason])
    for kind in catalogue.exit_kinds("BY"):
        if kind.code == reason:
            return catalogue.label(kind, str(get_locale() or "en"))
    return reason.replace("_", " ")


def value_of(kind: type[StrEnum], text: str | None) -> Any:
    """Return the value that an address names, or None."""
    return kind(text) if text in {str(value) for value in kind} else None

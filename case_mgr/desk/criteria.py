"""What the lists can be asked for, in words: which criteria a saved view holds, and which mean nothing now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from case_mgr.access.actor import Actor
from case_mgr.accounts import queries as members
from case_mgr.desk import forms
from case_mgr.desk.words import sexes, stages, states
from case_mgr.flags import words as flags
from case_mgr.saved.types import WORDS, Listing
from case_mgr.web import asked as sealing
from case_mgr.web.wording import countries, when

_DATES = ("arrested_from", "arrested_to")
_PARTS = tuple(f"{name}-{part}" for name in _DATES for part in ("day", "month", "year"))
CRITERIA: Mapping[Listing, tuple[str, ...]] = {
    Listing.PEOPLE: (WORDS, "country", "sex", "sort"),
    Listing.CASES: (WORDS, "state", "stage", "open", "owner", *_PARTS, "country", "sex", "flagged", "sort"),
}
ENDPOINTS: Mapping[Listing, str] = {Listing.PEOPLE: "desk.people", Listing.CASES: "desk.cases"}
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that a list is asked for, in words; `fields` are the parts of the address that ask for it."""

    fields: tuple[str, ...]
    label: str
    value: str
    known: bool = True


def collect(listing: Listing, sent: Mapping[str, str]) -> dict[str, str]:
    """Return those parts of an address that a view of this list can hold."""
    found = {name: (sent.get(name) or "").strip()[:_LONGEST] for name in CRITERIA[listing]}
    return {name: value for name, value in found.items() if value}


def address(actor: Actor, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return criteria as they stand in the address of the list: words sealed."""
    return {name: sealing.sealed(actor, value) if name == WORDS else value for name, value in asked.items()}


def explain(actor: Actor, asked: Mapping[str, str]) -> list[Criterion]:
    """Say what is asked for; a value that no longer exists is marked."""
    found = []
    for name, (label, choices) in _offers(actor).items():
        value = asked.get(name, "")
        if value:
            gone = _("somebody who has left") if name == "owner" else value
            found.append(Criterion((name,), label, choices.get(value, gone), value in choices))
    if asked.get(WORDS):
        found.insert(0, Criterion((WORDS,), _("Name or reference"), asked[WORDS]))
    if asked.get("open"):
        found.append(Criterion(("open",), _("Only"), _("open cases")))
    return found + _dates(asked)


def _offers(actor: Actor) -> dict[str, tuple[str, dict[str, str]]]:
    owners = {member.public_id: member.name for member in members.list_members(actor) if not member.disabled}
    return {
        "state": (_("Status"), dict(states())),
        "stage": (_("Stage"), dict(stages())),
        "owner": (_("Followed by"), owners),
        "country": (_("Nationality"), dict(countries())),
        "sex": (_("Sex"), dict(sexes())),
        "flagged": (_("Flagged"), dict(flags.choices())),
    }


def _dates(asked: Mapping[str, str]) -> list[Criterion]:
    form = forms.CasesFilter(MultiDict(asked))
    form.offer((), (), (), (), ())
    form.validate()
    labels = {"arrested_from": _("Detained from"), "arrested_to": _("Detained to")}
    found = []
    for name in _DATES:
        fields = tuple(f"{name}-{part}" for part in ("day", "month", "year"))
        typed = [asked[field] for field in fields if asked.get(field)]
        if typed:
            known = not form[name].errors and form[name].data is not None
            found.append(Criterion(fields, labels[name], when(form[name].data) if known else " ".join(typed), known))
    return found

"""Words of lists and files in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from case_mgr.cases.types import STATE_LABELS, State
from case_mgr.core.dates import PartialDate
from case_mgr.detainees.types import SEX_LABELS, WALK_LABELS, Sex, Walk
from case_mgr.imports.states import FIELD_LABELS
from case_mgr.imports.statuses import MEANINGS
from case_mgr.jurisdictions.enums import Stage
from case_mgr.jurisdictions.stages import STAGE_LABELS
from case_mgr.sources.types import ClaimView
from case_mgr.web.wording import country, when

Pairs = list[tuple[str, str]]


def sexes() -> Pairs:
    """List sexes with their names."""
    return [(str(sex), _(SEX_LABELS[sex])) for sex in Sex]


def walks() -> Pairs:
    """List the groups to which people belong by what they do."""
    return [(str(walk), _(WALK_LABELS[walk])) for walk in Walk]


def states() -> Pairs:
    """List where somebody can be."""
    return [(str(state), _(STATE_LABELS[state])) for state in State]


def stages() -> Pairs:
    """List where a prosecution can stand."""
    return [(str(stage), _(STAGE_LABELS[stage])) for stage in Stage]


def word(kind: str, value: str) -> str:
    """Name one value of a kind: sex, state, stage or country."""
    if kind == "country":
        return country(value)
    pairs = {"sex": sexes, "state": states, "stage": stages}[kind]()
    return dict(pairs).get(value, value)


def field_of(claim: ClaimView) -> str:
    """Name the field about which a list said something."""
    return _(FIELD_LABELS[claim.field]) if claim.field in FIELD_LABELS else claim.field


def value_of(claim: ClaimView) -> str:
    """Say what a list gave, in words: a date as exactly as it is known, countries and sexes by their names."""
    if claim.field.startswith("date_of_"):
        return when(PartialDate.parse(claim.value)) if claim.value else ""
    if claim.field == "nationality":
        return ", ".join(country(code) for code in claim.value.split(","))
    if claim.value in MEANINGS.get(claim.field, ()):
        return _(MEANINGS[claim.field][claim.value])
    return word("sex", claim.value) if claim.field == "sex" else claim.value


def fact(value: object) -> str:
    """Say one fact of an entry of the log; nothing is an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {fact(said)}" for name, said in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(fact, value))
    return str(value)

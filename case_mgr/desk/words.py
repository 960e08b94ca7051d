"""Words of lists and files in the language of the page."""

from __future__ import annotations

from flask_babel import gettext as _

from case_mgr.cases.types import STATE_LABELS, State
from case_mgr.detainees.types import SEX_LABELS, Sex
from case_mgr.jurisdictions.enums import Stage
from case_mgr.jurisdictions.stages import STAGE_LABELS
from case_mgr.web.wording import country

Pairs = list[tuple[str, str]]


def sexes() -> Pairs:
    """List sexes with their names."""
    return [(str(sex), _(SEX_LABELS[sex])) for sex in Sex]


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


def fact(value: object) -> str:
    """Say one fact of an entry of the log; nothing is an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

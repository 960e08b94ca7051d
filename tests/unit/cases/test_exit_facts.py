"""What is asked of an exit has words for every answer, and what frees somebody is what the timeline says."""

from __future__ import annotations

from enum import StrEnum

import pytest

from case_mgr.cases.exit_forms import ExitFactsForm
from case_mgr.cases.types import (
    CONSENT_LABELS,
    DOCUMENT_LABELS,
    FREEING,
    HEALTH_LABELS,
    NEED_LABELS,
    NEED_STATE_LABELS,
    NOTHING_MORE,
    PETITION_LABELS,
    SUPPORT_LABELS,
    Consent,
    Documents,
    Health,
    NeedKind,
    NeedState,
    Petition,
    Support,
)
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.enums import Stage

COLUMN = 10


@pytest.mark.parametrize(
    ("answers", "labels"),
    [
        (Documents, DOCUMENT_LABELS),
        (Petition, PETITION_LABELS),
        (Consent, CONSENT_LABELS),
        (Health, HEALTH_LABELS),
        (Support, SUPPORT_LABELS),
        (NeedState, NEED_STATE_LABELS),
    ],
)
def test_every_answer_has_its_own_words_and_fits_its_column(answers: type[StrEnum], labels: dict[StrEnum, str]) -> None:
    assert set(labels) == set(answers)
    assert len(set(labels.values())) == len(labels)
    assert max(len(answer) for answer in answers) <= COLUMN


def test_every_kind_of_support_has_its_words_and_its_field() -> None:
    assert set(NEED_LABELS) == set(NeedKind)
    assert {f"need_{kind}" for kind in NeedKind} <= set(vars(ExitFactsForm))


def test_nothing_is_known_until_somebody_says_it() -> None:
    assert (NOTHING_MORE.health, NOTHING_MORE.support, NOTHING_MORE.needs) == ("unknown", "unknown", ())
    assert (NOTHING_MORE.documents, NOTHING_MORE.petition, NOTHING_MORE.consent) == ("unknown",) * 3


@pytest.mark.parametrize("country", [row.code for row in catalogue.jurisdictions()])
def test_an_arrest_can_undo_exactly_what_releases_somebody(country: str) -> None:
    linked = {kind.link: kind.moves_to for kind in catalogue.event_kinds(country) if kind.link}
    assert {link for link, stage in linked.items() if stage is Stage.RELEASED} == FREEING

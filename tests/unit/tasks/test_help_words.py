"""Every word of the closed lists of requests for help is said, and none is said for two."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from case_mgr.tasks import help_words
from case_mgr.tasks.help_types import Asker, Channel, Decision, HelpKind, Stage, Tab, Urgency

LISTS = [
    (help_words.ASKERS, Asker),
    (help_words.KINDS, HelpKind),
    (help_words.CHANNELS, Channel),
    (help_words.URGENCIES, Urgency),
    (help_words.STAGES, Stage),
    (help_words.DECISIONS, Decision),
    (help_words.TABS, Tab),
]


@pytest.mark.parametrize(("words", "of"), LISTS, ids=lambda one: getattr(one, "__name__", ""))
def test_each_has_a_word_of_its_own(words: Mapping[StrEnum, str], of: type[StrEnum]) -> None:
    assert set(words) == set(of)
    assert len(set(words.values())) == len(of)


def test_every_step_can_be_taken_back_and_what_was_only_received_cannot() -> None:
    assert set(help_words.UNDOING) == set(Stage) - {Stage.RECEIVED}

"""What words of columns of status, of the kind of release and of recognition mean: codes, and words for each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from case_mgr.core.text import N_
from case_mgr.imports.vocabulary import fold, read_words
from case_mgr.jurisdictions.enums import Stage
from case_mgr.jurisdictions.stages import STAGE_LABELS

STAGE, RELEASE, RECOGNITION = "stage", "release_kind", "recognition"
# A word about which somebody said that it tells nothing of this; it is kept, and not asked about again.
UNSAID = "-"
# What is longer tells a story: there is no one word to explain once for all.
LONGEST = 80

_STAGES: Mapping[str, str] = {
    str(Stage.DETAINED): N_("Detained or in custody, not yet sentenced"),
    str(Stage.CHARGED): STAGE_LABELS[Stage.CHARGED],
    str(Stage.ON_TRIAL): STAGE_LABELS[Stage.ON_TRIAL],
    str(Stage.SENTENCED): STAGE_LABELS[Stage.SENTENCED],
    str(Stage.SERVING): N_("Serving a sentence of deprivation of liberty"),
    str(Stage.RESTRICTED_FREEDOM): N_("Restriction of freedom, at home or in an open facility"),
    str(Stage.IN_ABSENTIA): STAGE_LABELS[Stage.IN_ABSENTIA],
    "wanted": N_("Wanted"),
    str(Stage.RELEASED): STAGE_LABELS[Stage.RELEASED],
    "died_in_custody": N_("Died in custody"),
    "died": N_("Died outside custody"),
    str(Stage.CLOSED): N_("Prosecution dropped, case closed"),
    UNSAID: N_("Says nothing of the stage: keep the word alone"),
}
_RELEASES: Mapping[str, str] = {
    "served": N_("Sentence served"),
    "pardon": N_("Pardon"),
    "amnesty": N_("Amnesty"),
    "parole": N_("Early conditional release"),
    "acquitted": N_("Acquitted"),
    "closed": N_("Case closed"),
    "health": N_("Released on health grounds"),
    "exchange": N_("Exchange"),
    "forced_exile": N_("Forced exile or expulsion"),
    "died_in_custody": N_("Died in custody"),
    "escaped": N_("Escaped"),
    "unknown": N_("Released, way not known"),
    UNSAID: N_("Tells of no release: keep the word alone"),
}
_RECOGNITIONS: Mapping[str, str] = {
    "recognised": N_("Recognised, says the list"),
    "under_review": N_("Under review, says the list"),
    "not_recognised": N_("Not recognised, says the list"),
    "former": N_("Was recognised before, says the list"),
    UNSAID: N_("Says nothing of recognition: keep the word alone"),
}
MEANINGS: Mapping[str, Mapping[str, str]] = {STAGE: _STAGES, RELEASE: _RELEASES, RECOGNITION: _RECOGNITIONS}

# The events that a stage puts on the timeline: the first that the country knows.
STAGE_EVENTS: Mapping[str, tuple[str, ...]] = {
    str(Stage.DETAINED): ("detention",),
    str(Stage.CHARGED): ("charge",),
    str(Stage.ON_TRIAL): ("case_to_court",),
    str(Stage.SENTENCED): ("verdict",),
    str(Stage.SERVING): ("began_serving",),
    str(Stage.RESTRICTED_FREEDOM): ("restricted_freedom_imposed", "released_under_restrictions"),
    str(Stage.IN_ABSENTIA): ("special_proceedings",),
    "wanted": ("wanted_in_absentia",),
    str(Stage.RELEASED): ("free",),
    "died_in_custody": ("death_in_custody",),
    "died": ("death",),
    str(Stage.CLOSED): ("case_closed",),
}
# Pardon, amnesty, exchange and exile free nobody by themselves: that somebody is free is the event, how is its text.
RELEASE_EVENTS: Mapping[str, str] = {
    "served": "term_served",
    "acquitted": "acquittal",
    "parole": "conditional_release",
    "health": "health_release",
    "died_in_custody": "death_in_custody",
    "escaped": "escape",
}


@cache
def _words() -> Mapping[tuple[str, str], str]:
    found = {}
    for meant, word in read_words("statuses.tsv"):
        field, _, code = meant.partition(" ")
        found[field, fold(word)] = code
    return found


def read_status(field: str, text: str) -> str | None:
    """Return what a word of such a column means, None when that is not known for certain."""
    return _words().get((field, fold(text)))

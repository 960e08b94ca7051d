"""Families of the articles under which people are charged, as donors ask for them. Pure.

Only the criminal code of Belarus is sorted; a charge of another law is of another family, and says no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from case_mgr.core.text import N_

PROTEST, SPEECH, EXTREMISM, STATE, VIOLENCE, MONEY, PRISON, OFFENCE, OTHER, MIXED = (
    "protest", "speech", "extremism", "state", "violence", "business", "prison", "offence", "other_article", "mixed",
)  # fmt: skip
LABELS: Mapping[str, str] = {
    PROTEST: N_("Protest and public order"),
    SPEECH: N_("Insult, slander and symbols"),
    EXTREMISM: N_("“Extremism” and banned groups"),
    STATE: N_("Treason and conspiracy"),
    VIOLENCE: N_("Violence and “terrorism”"),
    MONEY: N_("Taxes, property and business"),
    PRISON: N_("Disobedience in prison"),
    OFFENCE: N_("Administrative offences alone"),
    OTHER: N_("Other articles or laws"),
    MIXED: N_("Several families"),
}
# By number in the code of 1999, without part and paragraph.
_NUMBERS: Mapping[str, str] = {
    PROTEST: "293 339 340 341 342 342-1 342-2 363 370",
    SPEECH: "188 189 367 368 369 369-1 391",
    EXTREMISM: "130 130-1 130-2 193-1 361-1 361-2 361-3 361-4 361-5 369-2 369-3",
    STATE: "356 357 358 358-1 359 360 361 373 375",
    VIOLENCE: "124 126 218 289 290 290-1 290-2 290-3 290-4 290-5 295 295-3 309 311 364 365 366",
    MONEY: "205 209 210 211 228 231 233 235 243 243-1 243-2 243-3 424 430 431",
    PRISON: "410 411 413 415 416 417",
}
_OF = {number: family for family, numbers in _NUMBERS.items() for number in numbers.split()}


def family_of(charges: Iterable[tuple[str, str]]) -> str:
    """Return the one family of the charges of somebody, each its law and its article; empty without a charge.

    An administrative offence beside a crime does not count: the crime says what the case is about.
    """
    known = {
        OFFENCE if law.startswith("koap") else _OF.get(article, OTHER) if law == "uk" else OTHER
        for law, article in charges
        if article
    }
    if len(known) > 1:
        known.discard(OFFENCE)
    return MIXED if len(known) > 1 else next(iter(known), "")

"""What the legal room says on the overview of a case."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core import clock
from case_mgr.core.text import N_
from case_mgr.legal import queries
from case_mgr.legal.endings import end_words, left_words, why_words
from case_mgr.legal.labels import length_words, punishment_name
from case_mgr.legal.types.results import HearingDay, SentenceView
from case_mgr.web.hooks import Panel
from case_mgr.web.wording import when

_FEW = 3


def expected_end(actor: Actor, reference: str) -> Panel | None:
    """Say how long the sentence is and when it may end; always as an estimate."""
    if not actor.may(Permission.CASE_READ):
        return None
    country = reference.partition("-")[0]
    lines = [line for one in queries.find_endings(actor, reference) for line in _lines(one, country, reference)]
    return Panel(_("Sentence and expected end"), "expected-end", tuple(lines)) if lines else None


def next_hearing(actor: Actor, reference: str) -> Panel | None:
    """Say which hearing is the next step in a case; one whose day has passed waits for its result."""
    if not actor.may(Permission.CASE_READ):
        return None
    lines = tuple(_step(day, reference) for day in queries.list_planned(actor, reference)[:_FEW])
    return Panel(_("Next step"), "next-step", lines) if lines else None


def counted(actor: Actor, reference: str) -> tuple[tuple[str, int], ...]:
    """Count what the law says in a case, for whoever is about to share it."""
    found = queries.get_legal(actor, reference)
    return (
        (N_("Charges"), len(found.charges)),
        (N_("Hearings"), len(found.hearings)),
        (N_("Sentences"), len(found.sentences)),
        (N_("Detentions"), len(found.detentions)),
        (N_("Remedies"), len(found.remedies)),
        (N_("State lists"), len(found.listings)),
    )


def _step(day: HearingDay, reference: str) -> tuple[str, str, str]:
    href = url_for("legal.legal", reference=reference, _anchor="hearings")
    over = day.when is not None and day.when.latest is not None and day.when.latest < clock.today()
    note = _("This day has passed: record what came of it.") if over else day.hour
    if day.when is None:
        return _("Hearing postponed, no new day is known"), href, ""
    return _("Hearing on %(when)s", when=when(day.when)), href, note


def _lines(one: SentenceView, country: str, reference: str) -> list[tuple[str, str, str]]:
    href = url_for("legal.legal", reference=reference, _anchor="sentences")
    now, ending = one.current, one.ending
    what = ", ".join(part for part in (punishment_name(now.punishment, country), length_words(now.length)) if part)
    found = ending.found
    if found is None:
        return [(what, href, why_words(ending))]
    note = left_words(ending, clock.today())
    return [(what, href, ""), (_("Estimate: %(when)s", when=end_words(found)), href, note)]

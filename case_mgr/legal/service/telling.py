"""Charges as one source tells them, many at once: lines of a list, not forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act
from case_mgr.audit.sheaf import Sheaf
from case_mgr.audit.types import Event
from case_mgr.cases.models import Case
from case_mgr.cases.policy import require
from case_mgr.cases.service.timeline import place
from case_mgr.core.errors import DomainError
from case_mgr.legal.articles import parse
from case_mgr.legal.checking import Checked, check
from case_mgr.legal.models import Charge
from case_mgr.legal.service.charges import CHARGED, draw_up
from case_mgr.legal.service.shared import tell
from case_mgr.legal.types.drafts import Told


@dataclass(slots=True)
class Charged:
    """What was recorded of a text, which of its articles the vocabulary does not know, and what was refused."""

    rows: list[Charge] = field(default_factory=list)
    doubtful: list[Checked] = field(default_factory=list)
    refused: list[DomainError] = field(default_factory=list)


def names_articles(jurisdiction: str, text: str) -> bool:
    """Whether any article can be read from a text; else it stays a text."""
    return bool(_read(jurisdiction, text))


def list_doubts(jurisdiction: str, text: str) -> list[Checked]:
    """List the articles of a text that the vocabulary of a country does not know, each with its sentence."""
    return [checked for checked in _read(jurisdiction, text) if checked.doubt]


def charge_told(actor: Actor, sheaf: Sheaf, case: Case, text: str, told: Told) -> Charged:
    """Record the articles that a source names in a case that is opened with this sheaf.

    The text stays as written. An article that the vocabulary does not know is kept under the number that the source
    prints, and marked: a list is not asked back, so whoever brought it is told.
    """
    require(actor, Act.ADD)
    result, known = Charged(), len(case.events)
    found = _read(case.jurisdiction, text)
    if not found:
        return result
    try:
        # The sheaf computes the case anew, once all is there.
        tie, happened = tell(actor, case, CHARGED, told, text.strip(), add=place)
    except DomainError as error:
        result.refused.append(error)
        return result
    # A search asks the charges themselves, not what was written of them.
    sheaf.leave_out(*case.written)
    for checked in found:
        row = draw_up(case, checked, told, tie, happened, written=text)
        result.rows.append(row)
        if checked.doubt:
            result.doubtful.append(checked)
        sheaf.add(row, *row.statuses)
    sheaf.add(*case.events[known:])
    articles = [row.article for row in result.rows]
    sheaf.tell(actor, Event.CHARGE_BROUGHT, case, label=case.reference, articles=articles)
    return result


@lru_cache(maxsize=4096)
def _read(jurisdiction: str, text: str) -> tuple[Checked, ...]:
    return check(jurisdiction, parse(text))

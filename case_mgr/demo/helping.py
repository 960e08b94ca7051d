"""Requests for help in the invented world: one too old, one never answered, one answered, one before any case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from case_mgr.access.actor import Actor
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.demo.world import InventedPerson
from case_mgr.tasks import service
from case_mgr.tasks.help_types import AnswerDraft, Asker, Channel, Decision, DecisionDraft, HelpDraft, HelpKind, Urgency


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks, how many days ago, and how many days ago it was decided and answered."""

    kind: HelpKind
    asker: Asker
    asked: str
    channel: Channel
    urgency: Urgency
    ago: int
    decided: int | None = None
    answered: int | None = None
    has_case: bool = True


ASKED = (
    Asked(
        HelpKind.MEDICAL,
        Asker.RELATIVE,
        "Invented: insulin does not reach the colony; asks how to hand it over.",
        Channel.PHONE,
        Urgency.NOW,
        19,
    ),
    Asked(
        HelpKind.LEGAL,
        Asker.LAWYER,
        "Invented: asks for the fee of the appeal hearing.",
        Channel.EMAIL,
        Urgency.SOON,
        25,
        12,
    ),
    Asked(
        HelpKind.PARCEL,
        Asker.RELATIVE,
        "Invented: asks for money for a parcel with winter clothes.",
        Channel.MESSENGER,
        Urgency.NORMAL,
        40,
        33,
        31,
    ),
    Asked(
        HelpKind.RELOCATION,
        Asker.OTHER,
        "Invented: a neighbour expects an arrest and asks who helps to leave.",
        Channel.IN_PERSON,
        Urgency.SOON,
        3,
        has_case=False,
    ),
)


def load(coordinates: Actor, works: Actor, people: Sequence[tuple[InventedPerson, str]]) -> None:
    """Record what was asked, and take some of it further; days count from today."""
    held = [case for person, case in people if person.story in ("serving", "sentenced")]
    for number, one in enumerate(ASKED):
        case = held[number * 4 + 2] if one.has_case else ""
        draft = HelpDraft(
            one.kind, one.asker, one.asked, _ago(one.ago), one.channel, one.urgency, case, works.public_id
        )
        row = service.ask(works, draft)
        if one.decided is not None:
            decision = DecisionDraft(Decision.GRANTED, _ago(one.decided), "Invented: the fund for families pays.")
            service.decide_help(coordinates, row.public_id, decision)
        if one.answered is not None:
            service.answer_help(works, row.public_id, AnswerDraft(_ago(one.answered), one.channel))


def _ago(days: int) -> PartialDate:
    return PartialDate.from_date(clock.today() - timedelta(days))

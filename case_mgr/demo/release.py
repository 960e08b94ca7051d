"""The release of the invented world: stated 52, printed 45 in another spelling, matched, confirmed, and not."""

from __future__ import annotations

from collections.abc import Mapping

from case_mgr.access.actor import Actor
from case_mgr.cases.types import Consent, Documents, ExitFacts, Petition
from case_mgr.core.dates import PartialDate
from case_mgr.demo.world import RELEASE_DAY, STATED, World
from case_mgr.detainees.models import Detainee
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons import service as pardons
from case_mgr.pardons.types import Answer, BatchDraft, BatchKind, ClaimDraft, DecisionDraft, ListDraft, ProofDraft

# How far the work on the list has come: the rest waits for whoever tries the demo.
DECIDED, CONFIRMED = 33, 19
REFUSED, REFUTED = 20, 21
STRANGERS = (Answer.NEW_TO_US, Answer.NOT_OURS, Answer.NEW_TO_US, Answer.UNSURE)
DAY = PartialDate.from_date(RELEASE_DAY)
# Of most it is known where they went; of some, who spoke with us, all that we ask.
LEFT = ExitFacts("Vilnius")
TOLD = ExitFacts(
    "Vilnius",
    "put over the border, told not to come back",
    Documents.PARTLY,
    "The passport was torn up in front of them; a copy of the verdict was let through.",
    Petition.COERCED,
    Consent.NOT_ASKED,
)


def load(actor: Actor, second: Actor, world: World, people: Mapping[int, Detainee]) -> str:
    """Make the batch, paste its list and decide most of it; returns the reference."""
    batch = pardons.create(
        actor,
        BatchDraft(
            title="Release of 9 October",
            kind=BatchKind.PARDON,
            announced=DAY,
            released=DAY,
            announced_by="the presidential press service",
        ),
        ClaimDraft("press service", STATED, DAY, in_scope=44, quotation="fifty-two people were freed"),
    )
    reference = batch.reference
    pardons.add_claim(actor, reference, ClaimDraft("border guard of the neighbouring country", 51, DAY))
    text = "\n".join(f"{number}. {line.text}" for number, line in enumerate(world.printed, 1))
    pardons.name(actor, reference, ListDraft(text, "press list", "a newspaper, on the evening of the release"))
    matched, strange = 0, iter(STRANGERS)
    for number, line in enumerate(world.printed, 1):
        if line.person is None:
            answer = next(strange, None)
            if answer is not None:
                pardons.decide(actor, reference, number, DecisionDraft(answer))
        elif matched < DECIDED:
            matched += 1
            pardons.decide(
                actor, reference, number, DecisionDraft(Answer.MATCHED, person=people[line.person].public_id)
            )
            _prove(actor, second, reference, number, matched)
    return reference


def _prove(actor: Actor, second: Actor, reference: str, number: int, order: int) -> None:
    """Confirm the first, let one refuse to leave, and refute one who is still in the colony."""
    if order <= CONFIRMED:
        proof = ProofDraft(
            evidence="Seen by our volunteer at the crossing, and spoke with the family",
            source="volunteer at the border",
            link=ReleaseLink.BORDER,
            happened=DAY,
            exit_kind="pardon",
            facts=LEFT if order % 6 else TOLD,
        )
        _confirm(actor, second, reference, number, proof)
    elif order == REFUSED:
        proof = ProofDraft(
            evidence="Refused to cross the border and was driven back to the colony the same day",
            source="two of those who crossed",
            link=ReleaseLink.REFUSED,
            happened=DAY,
            exit_kind="pardon",
        )
        _confirm(actor, second, reference, number, proof)
    elif order == REFUTED:
        pardons.refute(actor, reference, number, ProofDraft("A letter from the colony of 12 October", "family"))


def _confirm(actor: Actor, second: Actor, reference: str, number: int, proof: ProofDraft) -> None:
    """One gives the evidence, another agrees."""
    asked = pardons.ask_to_confirm(actor, reference, number, proof)
    pardons.agree(second, reference, number, asked.public_id)

"""The release of the invented world: stated 52, printed 45 in another spelling, matched, confirmed, and not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from case_mgr.access.actor import Actor
from case_mgr.cases import service as cases
from case_mgr.cases.types import Consent, Documents, ExitFacts, Health, NeedKind, NeedState, Petition, Support
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import PageRequest
from case_mgr.demo.world import RELEASE_DAY, STATED, World
from case_mgr.detainees.models import Detainee
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons import queries as batches
from case_mgr.pardons import service as pardons
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.models import Place
from case_mgr.pardons.types import (
    Answer,
    BatchDraft,
    BatchKind,
    ClaimDraft,
    DecisionDraft,
    ListDraft,
    MediatorDraft,
    ProofDraft,
    SourceDraft,
)

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
    Health.CARE,
)
# What some of them need since, as they said in the first days; a task waits for each.
NEEDS = (
    ((NeedKind.MEDICAL, NeedState.UNDER_WAY), (NeedKind.DOCUMENTS, NeedState.NEEDED)),
    ((NeedKind.HOUSING, NeedState.MET), (NeedKind.PSYCHOSOCIAL, NeedState.NEEDED)),
    ((NeedKind.DOCUMENTS, NeedState.NEEDED), (NeedKind.FAMILY, NeedState.NEEDED)),
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


def tell(actor: Actor, reference: str) -> None:
    """Say where the batch stands published, who is said to have mediated, and what those who came out need."""
    pardons.add_source(
        actor,
        reference,
        SourceDraft(
            "The presidential press service",
            "https://press.example/october",
            "https://archive.example/press/october",
            DAY,
        ),
    )
    pardons.add_source(
        actor, reference, SourceDraft("A newspaper across the border", "https://daily.example/52", "", DAY)
    )
    pardons.add_mediator(
        actor, reference, MediatorDraft("Ilze Vētraine", "a news agency", "carried the list of July there and back")
    )
    told = [proof.exit for place in _confirmed(actor, reference) for proof in place.proofs if proof.exit]
    for exit_, needs in zip(told[5::6], NEEDS, strict=False):
        facts = replace(TOLD, support=Support.NEEDED, needs=needs, support_note="Our volunteer sees to it.")
        cases.amend_exit(actor, exit_.case.reference, exit_.public_id, facts, exit_.version)


def _confirmed(actor: Actor, reference: str) -> list[Place]:
    numbers = [row.number for row in batches.list_places(actor, reference, Fact.CONFIRMED, PageRequest(size=100)).items]
    return [batches.get_place_row(actor, reference, number) for number in sorted(numbers)]


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

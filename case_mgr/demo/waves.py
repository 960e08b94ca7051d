"""Four releases with the contradictions that such releases have, on invented people: who counts what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from case_mgr.access.actor import Actor
from case_mgr.core.dates import PartialDate
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons import service as pardons
from case_mgr.pardons.types import (
    Answer,
    BatchDraft,
    ClaimDraft,
    ConcessionDraft,
    DecisionDraft,
    LinkDraft,
    ListDraft,
    Parts,
    ProofDraft,
    QuickDraft,
    ReceiverKind,
    Says,
    Scope,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Wave:
    """One release: when, what sources say, which lists were printed, and how many were only counted."""

    title: str
    day: str
    claims: tuple[ClaimDraft, ...]
    lists: tuple[ListDraft, ...]
    counted: int = 0
    anonymous: str = "counted by the neighbouring state, not named"


def _by(countries: str, topic: Topic = Topic.NATIONALITY) -> Parts:
    pairs = (pair.split() for pair in countries.split(", "))
    return {topic: {code: int(number) for code, number in pairs}}


def _wave(title: str, day: str, *claims: tuple[str, int | None, Parts], **more: object) -> Wave:
    when = PartialDate.parse(day)
    said = tuple(ClaimDraft(source, total, when, parts=parts) for source, total, parts in claims)
    return Wave(title, day, said, **more)  # type: ignore[arg-type]  # the rest is named as the wave names it


JUNE = _wave(
    "Release of 21 June",
    "2025-06-21",
    ("press service", 14, _by("BY 5, PL 3, LV 2, JP 2, EE 1, SE 1")),
    ("a news agency", 14, _by("US 1, PL 3")),
    lists=(
        ListDraft("1. Zmicier Krynichka\n2. Vera Ziaziulka", "first names", "a news site"),
        ListDraft("1. Зміцер Крынічка\n2. Вера Зязюлька\n3. Pavel Zvonachak", "list of a movement", "its page"),
    ),
    counted=11,
)
SEPTEMBER = _wave(
    "Release of 11 September",
    "2025-09-11",
    ("press service", 52, _by("BY 38, LT 6, LV 2, PL 2, DE 2, FR 1, GB 1")),
    ("president of a neighbour", 52, {Topic.DESTINATION: {"LT": 52}}),
    ("later press", 51, {Topic.DESTINATION: {"LT": 51}}),
    ("Polish foreign ministry", None, _by("PL 3")),
    lists=(
        ListDraft(
            "1. Mikalaj Stojki – refused to leave\n2. Ihar Chmarka\n3. Larysa Sinichka, journalist\n4. Jan Obcy (1970)",
            "press list",
            "published the same evening",
        ),
    ),
    counted=48,
)
DECEMBER = _wave(
    "Release of 13 December",
    "2025-12-13",
    ("press service", 123, {Topic.DESTINATION: {"UA": 114, "LT": 9}}),
    ("a coordination staff", 114, _by("UA 5, BY 109")),
    ("another source", 114, _by("UA 5, BY 104")),
    lists=(
        ListDraft("1. Ala Rasnichka\n2. Uladzimir Pralieska", "list of a movement", "partial at first"),
        ListDraft("Разом із Володимиром Праліскою прибула Алла Росничка", "news", "running text"),
    ),
    counted=121,
)
MARCH = _wave(
    "Release of 19 March",
    "2026-03-19",
    ("envoy", 250, {Topic.DESTINATION: {"BY": 235, "LT": 15}}),
    ("press service", 250, {Topic.SEX: {"female": 60}}),
    lists=(ListDraft("1. Volha Prystan\n2. Siarhiej Bierahavy", "fifteen deported", "named at once"),),
    counted=248,
    anonymous="released inside the country, not named",
)
WAVES: Sequence[Wave] = (JUNE, SEPTEMBER, DECEMBER, MARCH)


def load(actor: Actor, second: Actor) -> list[str]:
    """Enter the four as they happened, with what was reported to have been given; returns the references."""
    made = {wave.day: _enter(actor, wave) for wave in WAVES}
    for day, place, same in ((JUNE.day, 3, 1), (JUNE.day, 4, 2), (DECEMBER.day, 3, 2), (DECEMBER.day, 4, 1)):
        pardons.decide(actor, made[day], place, DecisionDraft(Answer.SAME, same_as=same))
    _september(actor, second, made[SEPTEMBER.day])
    pardons.note_seen(
        actor, made[DECEMBER.day], QuickDraft("seen at the border, 14:20", "volunteer V-3", "Ala Rasnichka")
    )
    _concessions(actor, made[SEPTEMBER.day], made[DECEMBER.day])
    return list(made.values())


def _enter(actor: Actor, wave: Wave) -> str:
    day = PartialDate.parse(wave.day)
    first, *others = wave.claims
    draft = BatchDraft(wave.title, announced=day, released=day, announced_by=first.source)
    reference = pardons.create(actor, draft, first).reference
    for claim in others:
        pardons.add_claim(actor, reference, claim)
    for page in wave.lists:
        pardons.name(actor, reference, page)
    for start in range(0, wave.counted, 100):
        pardons.add_anonymous(actor, reference, min(100, wave.counted - start), wave.anonymous)
    return reference


def _september(actor: Actor, second: Actor, reference: str) -> None:
    """One refuses to leave; another was no political prisoner; both were pardoned and named."""
    pardons.decide(actor, reference, 1, DecisionDraft(Answer.NEW_TO_US))
    pardons.decide(actor, reference, 4, DecisionDraft(Answer.NOT_OURS))
    pardons.decide_scope(actor, reference, 4, Scope.NOT_POLITICAL, "Sentenced for smuggling, as his state says")
    proof = ProofDraft(
        "Sat down between the two posts and was driven back the same day",
        "three who crossed",
        ReleaseLink.REFUSED,
        PartialDate.parse(SEPTEMBER.day),
    )
    asked = pardons.ask_to_confirm(actor, reference, 1, proof)
    pardons.agree(second, reference, 1, asked.public_id)


def _concessions(actor: Actor, september: str, december: str) -> None:
    day = PartialDate.parse(SEPTEMBER.day)
    airline = ConcessionDraft(
        "an overseas state",
        "the national airline",
        "Part of a sanction on an airline lifted",
        "a news agency",
        ReceiverKind.AIRLINE,
        promised=day,
        in_force=day,
    )
    row = pardons.record_concession(actor, airline).public_id
    pardons.link_concession(actor, row, LinkDraft(september, Says.REPORTED, "a news agency"))
    denied = LinkDraft(september, Says.DENIED, "president of a neighbour", "It was not in exchange.")
    pardons.link_concession(actor, row, denied)
    potash = ConcessionDraft(
        "an overseas state",
        "a potash company",
        "Sanctions on potash lifted",
        "the envoy",
        ReceiverKind.COMPANY,
        in_force=PartialDate.parse(DECEMBER.day),
    )
    row = pardons.record_concession(actor, potash).public_id
    pardons.link_concession(actor, row, LinkDraft(december, Says.REPORTED, "the envoy"))

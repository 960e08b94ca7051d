"""How recorded people stand to one another, in the words of both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_


class Tie(StrEnum):
    """What one person is to another."""

    SPOUSE = "spouse"
    PARTNER = "partner"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    RELATIVE = "relative"
    GUARDIAN = "guardian"
    WARD = "ward"
    LAWYER = "lawyer"
    CLIENT = "client"
    CO_DEFENDANT = "co_defendant"
    COLLEAGUE = "colleague"
    FRIEND = "friend"


TIE_LABELS = {
    Tie.SPOUSE: N_("Husband or wife"),
    Tie.PARTNER: N_("Partner"),
    Tie.PARENT: N_("Parent"),
    Tie.CHILD: N_("Child"),
    Tie.SIBLING: N_("Brother or sister"),
    Tie.GRANDPARENT: N_("Grandparent"),
    Tie.GRANDCHILD: N_("Grandchild"),
    Tie.RELATIVE: N_("Other relative"),
    Tie.GUARDIAN: N_("Guardian"),
    Tie.WARD: N_("Ward"),
    Tie.LAWYER: N_("Lawyer"),
    Tie.CLIENT: N_("Client"),
    Tie.CO_DEFENDANT: N_("Co-defendant"),
    Tie.COLLEAGUE: N_("Colleague"),
    Tie.FRIEND: N_("Friend"),
}
_PAIRS = (
    (Tie.PARENT, Tie.CHILD),
    (Tie.GRANDPARENT, Tie.GRANDCHILD),
    (Tie.GUARDIAN, Tie.WARD),
    (Tie.LAWYER, Tie.CLIENT),
)
_INVERSE = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}


def inverse(tie: Tie) -> Tie:
    """Return what the first is to the second, when the second is this to the first."""
    return _INVERSE.get(tie, tie)


@dataclass(frozen=True, slots=True)
class RelationDraft:
    """A relation as somebody wants it recorded: what the person with this reference is to the one whose page it is."""

    reference: str
    tie: Tie
    since: PartialDate | None = None
    until: PartialDate | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class RelationView:
    """A relation as the page of one of the two shows it."""

    public_id: str
    tie: Tie
    person_id: str
    reference: str
    name: str
    since: PartialDate | None
    until: PartialDate | None
    source: str

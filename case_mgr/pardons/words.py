"""The words of the pardons room, one sentence for each value."""

from __future__ import annotations

from collections.abc import Mapping

from case_mgr.core.text import N_
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons.figures import Division, Fact, Left
from case_mgr.pardons.ledger import NO_LONGER_RECOGNISED, Entry
from case_mgr.pardons.stocktaking import TermKind
from case_mgr.pardons.types import Answer, BatchKind, Identity, ReceiverKind, Says, Scope, Topic, Verification

# How the vocabulary of exits calls a release of each kind.
EXIT_KINDS = {
    BatchKind.PARDON: "pardon",
    BatchKind.AMNESTY: "amnesty",
    BatchKind.EXCHANGE: "exchange",
    BatchKind.DEPORTATION: "forced_exile",
    BatchKind.UNKNOWN: "unknown",
}

KINDS: Mapping[BatchKind, str] = {
    BatchKind.PARDON: N_("Pardon"),
    BatchKind.AMNESTY: N_("Amnesty"),
    BatchKind.EXCHANGE: N_("Exchange"),
    BatchKind.DEPORTATION: N_("Deportation"),
    BatchKind.UNKNOWN: N_("Release, way not known"),
}
IDENTITIES: Mapping[Identity, str] = {
    Identity.UNMATCHED: N_("To decide"),
    # Whether somebody was found is not told here: a record that the reader may not open must not show.
    Identity.CANDIDATE: N_("To decide"),
    Identity.MATCHED: N_("Matched"),
    Identity.NEW_TO_US: N_("New to us"),
    Identity.NOT_OURS: N_("Not ours"),
    Identity.UNSURE: N_("Unsure"),
}
VERIFICATIONS: Mapping[Verification, str] = {
    Verification.REPORTED: N_("Reported"),
    Verification.CONFIRMED: N_("Confirmed"),
    Verification.REFUTED: N_("Refuted"),
}
SCOPES: Mapping[Scope, str] = {
    Scope.UNKNOWN: N_("Not decided"),
    Scope.POLITICAL: N_("Political prisoner"),
    Scope.NOT_POLITICAL: N_("Not a political case"),
}
LINK_WORDS: Mapping[ReleaseLink, str] = {
    ReleaseLink.DECREE: N_("Named in a decree"),
    ReleaseLink.ANNOUNCED: N_("Announced as released"),
    ReleaseLink.LEFT_FACILITY: N_("Left the facility"),
    ReleaseLink.BORDER: N_("Crossed the border"),
    ReleaseLink.FREE: N_("Free"),
    ReleaseLink.REFUSED: N_("Refused to leave"),
    ReleaseLink.RETURNED: N_("Brought back into custody"),
}
ANSWERS: Mapping[Answer, str] = {
    Answer.MATCHED: N_("Matched"),
    Answer.NONE: N_("None of these"),
    Answer.NEW_TO_US: N_("New to us"),
    Answer.NOT_OURS: N_("Not ours"),
    Answer.UNSURE: N_("Unsure"),
    Answer.SAME: N_("Same person as another place"),
    Answer.NO_PERSON: N_("The line names no person"),
}
FACTS: Mapping[Fact, str] = {
    Fact.NAMED: N_("Named on a list"),
    Fact.ANONYMOUS: N_("Without a name"),
    Fact.UNDECIDED: N_("To decide"),
    Fact.UNSURE: N_("Unsure"),
    Fact.IDENTIFIED: N_("Identified"),
    Fact.UNIDENTIFIED: N_("On a place, not identified"),
    Fact.MATCHED: N_("Matched to our records"),
    Fact.MATCHED_OPEN: N_("Matched, release not confirmed"),
    Fact.NEW_TO_US: N_("New to us"),
    Fact.NOT_OURS: N_("Not ours"),
    Fact.NO_ANSWER: N_("Decided: none of our records"),
    Fact.REPORTED: N_("Reported only"),
    Fact.CONFIRMED: N_("Release confirmed"),
    Fact.CONFIRMED_UNWRITTEN: N_("Confirmed, not yet written into a case"),
    Fact.ALONE: N_("Confirmed by one person alone, to be looked at"),
    Fact.NOT_FREE: N_("Confirmed: refused to leave or brought back"),
    Fact.REARRESTED: N_("Released, and arrested again since"),
    Fact.REFUTED: N_("Release refuted"),
    Fact.POLITICAL: N_("Political prisoners"),
    Fact.NOT_POLITICAL: N_("Not political cases"),
    Fact.TWICE: N_("Matched to one record together with another place"),
    Fact.GONE: N_("Gone from a newer version"),
    Fact.JOINED: N_("Joined to another place or struck out"),
}

TOPICS: Mapping[Topic, str] = {
    Topic.SEX: N_("By sex"),
    Topic.NATIONALITY: N_("By nationality"),
    Topic.DESTINATION: N_("By destination"),
}
# What sources give different numbers of, in words.
OF_TOPICS: Mapping[Topic, str] = {
    Topic.SEX: N_("%(part)s"),
    Topic.NATIONALITY: N_("Nationality %(part)s"),
    Topic.DESTINATION: N_("Brought to %(part)s"),
}
SEXES: Mapping[str, str] = {"female": N_("Women"), "male": N_("Men")}
DIVISIONS: Mapping[Division, str] = {
    Division.NATIONALITY: N_("Nationality"),
    Division.SEX: N_("Sex"),
    Division.DESTINATION: N_("Destination"),
    Division.DOCUMENTS: N_("Documents"),
    Division.HEALTH: N_("Health after the release"),
    Division.SUPPORT: N_("Support that is still needed"),
    Division.ARTICLE: N_("Article of a charge"),
    Division.DAYS_LEFT: N_("Days left to serve on the day of the release (an estimate)"),
}
LEFTS: Mapping[Left, str] = {
    Left.SOON: N_("Would have been free within 90 days anyway"),
    Left.PERHAPS: N_("Perhaps within 90 days"),
    Left.YEAR: N_("Within a year"),
    Left.LONGER: N_("Longer than a year"),
}
TERMS: Mapping[TermKind, str] = {
    TermKind.OPENING: N_("In the stock at the beginning, as was known then"),
    TermKind.LEARNED: N_("Learned later: they were in the stock already"),
    TermKind.UNLEARNED: N_("Learned later: they were not in the stock"),
    TermKind.ENTRIES: N_("Came in"),
    TermKind.EXITS: N_("Left"),
    TermKind.CLOSING: N_("In the stock at the end"),
    TermKind.RELEASED: N_("Released"),
    TermKind.TAKEN: N_("Taken into custody"),
}
REASONS: Mapping[str, str] = {
    str(Entry.ARRESTED): N_("Arrested"),
    str(Entry.REARRESTED): N_("Arrested again"),
    str(Entry.RECOGNISED): N_("Recognised in custody"),
    NO_LONGER_RECOGNISED: N_("No longer recognised"),
    "released": N_("Released, no exit recorded"),
    "died": N_("Died"),
    "closed": N_("Case closed"),
    "restricted_freedom": N_("Out under restrictions"),
}
RECEIVERS: Mapping[ReceiverKind, str] = {
    ReceiverKind.STATE: N_("A state"),
    ReceiverKind.AIRLINE: N_("An airline"),
    ReceiverKind.BANK: N_("A bank"),
    ReceiverKind.COMPANY: N_("Another company"),
    ReceiverKind.OTHER: N_("Somebody else"),
}
SAYS: Mapping[Says, str] = {
    Says.REPORTED: N_("Reports that they have to do with one another"),
    Says.DENIED: N_("Denies it"),
}

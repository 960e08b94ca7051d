"""Closed lists that code depends on; everything else in a vocabulary is data."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where one prosecution of one person stands; it follows from events and is never typed."""

    REPORTED = "reported"
    DETAINED = "detained"
    CHARGED = "charged"
    ON_TRIAL = "on_trial"
    SENTENCED = "sentenced"
    SERVING = "serving"
    IN_ABSENTIA = "in_absentia"
    RESTRICTED_FREEDOM = "restricted_freedom"
    RELEASED = "released"
    DIED = "died"
    CLOSED = "closed"


ENDED = frozenset({Stage.RELEASED, Stage.DIED, Stage.CLOSED})


class Phase(StrEnum):
    """Groups event kinds in forms; its order breaks ties between events of one day."""

    ARREST = "arrest"
    CHARGE = "charge"
    CUSTODY = "custody"
    TRIAL = "trial"
    SENTENCE = "sentence"
    HEALTH = "health"
    ADVOCACY = "advocacy"
    RELEASE = "release"
    OTHER = "other"


class AnswerKind(StrEnum):
    """How a question about an event is answered."""

    TEXT = "text"
    NUMBER = "number"
    DAYS = "days"
    FLAG = "flag"
    FACILITY = "facility"
    CHOICE = "choice"
    CHOICES = "choices"
    LENGTH = "length"


class ReleaseLink(StrEnum):
    """The link of the release chain that an event proves; the chain can break at any of them."""

    PETITION = "petition"
    DECREE = "decree"
    ANNOUNCED = "announced"
    LEFT_FACILITY = "left_facility"
    BORDER = "border"
    FREE = "free"
    REFUSED = "refused"
    RETURNED = "returned"

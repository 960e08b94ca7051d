"""Values of the pardons room."""

from __future__ import annotations

from enum import StrEnum


class BatchKind(StrEnum):
    """How a group of people came out."""

    PARDON = "pardon"
    AMNESTY = "amnesty"
    EXCHANGE = "exchange"
    DEPORTATION = "deportation"
    UNKNOWN = "unknown"


class Identity(StrEnum):
    """Who stands on a place, as far as it was decided."""

    UNMATCHED = "unmatched"
    CANDIDATE = "candidate"
    MATCHED = "matched"
    NEW_TO_US = "new_to_us"
    NOT_OURS = "not_ours"
    UNSURE = "unsure"


class Verification(StrEnum):
    """What is known of the release itself."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"


class Scope(StrEnum):
    """Whether the place belongs to a political prisoner."""

    UNKNOWN = "unknown"
    POLITICAL = "political"
    NOT_POLITICAL = "not_political"


class Answer(StrEnum):
    """What a person answered to the question who stands on a place."""

    MATCHED = "matched"
    NONE = "none"
    NEW_TO_US = "new_to_us"
    NOT_OURS = "not_ours"
    UNSURE = "unsure"
    SAME = "same"
    NO_PERSON = "no_person"


class Layout(StrEnum):
    """How the text of a list is laid out."""

    LINES = "lines"
    TABLE = "table"

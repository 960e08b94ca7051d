"""The closed lists of the advocacy room."""

from __future__ import annotations

from enum import StrEnum


class ContactKind(StrEnum):
    """What somebody is to our advocacy."""

    MINISTRY = "ministry"
    ENVOY = "envoy"
    PARLIAMENT = "parliament"
    UN = "un"
    COURT = "court"
    CHURCH = "church"
    JOURNALIST = "journalist"
    COMPANY = "company"
    DONOR = "donor"
    NGO = "ngo"
    OTHER = "other"


class ChannelKind(StrEnum):
    """A way to reach a contact."""

    EMAIL = "email"
    PHONE = "phone"
    MESSENGER = "messenger"
    POST = "post"
    IN_PERSON = "in_person"
    OTHER = "other"


class Medium(StrEnum):
    """How an interaction took place."""

    MEETING = "meeting"
    CALL = "call"
    EMAIL = "email"
    LETTER = "letter"
    MESSAGE = "message"
    EVENT = "event"


class Direction(StrEnum):
    """Who turned to whom."""

    TO_THEM = "to_them"
    FROM_THEM = "from_them"
    MUTUAL = "mutual"


class Outcome(StrEnum):
    """What came of an interaction."""

    NONE_YET = "none_yet"
    HEARD = "heard"
    PROMISED = "promised"
    ACTED = "acted"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"


class Discretion(StrEnum):
    """Who may know of something: a talk, a letter."""

    OPEN = "open"
    NAMED = "named"


class ListState(StrEnum):
    """How far a list of names is: being made, or handed over and frozen."""

    DRAFT = "draft"
    HANDED = "handed"


class NameAnswer(StrEnum):
    """What was answered about one name of a list."""

    NONE = "none"
    NOTED = "noted"
    PROMISED = "promised"
    REFUSED = "refused"
    DENIED = "denied"
    SAID_FREE = "said_free"


class Spelling(StrEnum):
    """In which letters names are put on a list at first."""

    RECORDED = "recorded"
    LATIN = "latin"

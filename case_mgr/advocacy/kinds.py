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


class SubmissionKind(StrEnum):
    """What is submitted: an appeal in the sense of courts is none of these."""

    LETTER = "letter"
    URGENT_ACTION = "urgent_action"
    PETITION = "petition"
    GODPARENTHOOD = "godparenthood"
    UN_COMMUNICATION = "un_communication"


class SubmissionState(StrEnum):
    """How far a submission is: being written, or sent and frozen."""

    DRAFT = "draft"
    SENT = "sent"


class FileWay(StrEnum):
    """Whether a file of a submission went out or came back."""

    SENT = "sent"
    CAME = "came"


class Status(StrEnum):
    """How the action goes (HURIDOCS micro-thesaurus 45, shortened)."""

    UNDER_WAY = "under_way"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    ABANDONED = "abandoned"


class Priority(StrEnum):
    """How pressing it is (HURIDOCS micro-thesaurus 46, shortened)."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Response(StrEnum):
    """What was answered (HURIDOCS micro-thesaurus 27, shortened)."""

    NONE = "none"
    MORE_ASKED = "more_asked"
    PLEDGE = "pledge"
    FOR_FORM = "for_form"
    ASSISTED = "assisted"
    PRESSURE = "pressure"
    PUBLICITY = "publicity"
    DENIED = "denied"
    OBSTRUCTED = "obstructed"


class Impact(StrEnum):
    """What it did for the person (HURIDOCS micro-thesaurus 44: five steps)."""

    UNKNOWN = "unknown"
    MUCH_BETTER = "much_better"
    BETTER = "better"
    NEITHER = "neither"
    WORSE = "worse"
    MUCH_WORSE = "much_worse"


class StepKind(StrEnum):
    """What happened to something public: more was said, it was prolonged, signatures were counted."""

    UPDATE = "update"
    EXTENSION = "extension"
    COUNT = "count"


class Finding(StrEnum):
    """What a mechanism decided about a communication."""

    NONE = "none"
    VIOLATION = "violation"
    PARTLY = "partly"
    NO_VIOLATION = "no_violation"
    CLOSED = "closed"

"""Closed lists of the cases room, with their words."""

from __future__ import annotations

from enum import StrEnum

from case_mgr.core.text import N_


class Certainty(StrEnum):
    """How reliable a source is."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    REPORTED = "reported"
    DOUBTFUL = "doubtful"


# What stands as the reason of an event that an exit proves, in whatever language it is read.
EVIDENCED = N_("The evidence is kept with the exit.")


class Level(StrEnum):
    """Who may see an event or a letter, of those who may open its case."""

    NORMAL = "normal"
    TEAM = "team"
    HANDLER = "handler"


LEVEL_LABELS = {
    Level.NORMAL: N_("Whoever may open the case"),
    Level.TEAM: N_("Only the team of the case"),
    Level.HANDLER: N_("Only whoever recorded it, and one deputy"),
}
LEVEL_HINTS = {
    Level.NORMAL: N_("Counts in lists, files and reports"),
    Level.TEAM: N_("Owner, team, and coordinators who may open the case; in no list, file or report"),
    Level.HANDLER: N_("Two people in all; in no list, file or report"),
}


class Contact(StrEnum):
    """Whom a detained person could be in touch with."""

    UNKNOWN = "unknown"
    FAMILY = "family"
    LAWYER = "lawyer"
    BOTH = "both"
    NONE = "none"


CONTACT_LABELS = {
    Contact.UNKNOWN: N_("Not known"),
    Contact.FAMILY: N_("With the family"),
    Contact.LAWYER: N_("With a lawyer"),
    Contact.BOTH: N_("With the family and a lawyer"),
    Contact.NONE: N_("With nobody: incommunicado"),
}


class Answer(StrEnum):
    """What became of an offer to take a case over."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


ANSWER_LABELS = {
    Answer.WAITING: N_("Waits for an answer"),
    Answer.ACCEPTED: N_("Accepted"),
    Answer.DECLINED: N_("Declined"),
    Answer.WITHDRAWN: N_("Taken back"),
}
CERTAINTY_LABELS = {
    Certainty.CONFIRMED: N_("Confirmed"),
    Certainty.LIKELY: N_("Likely"),
    Certainty.REPORTED: N_("Reported"),
    Certainty.DOUBTFUL: N_("Doubtful"),
}


class State(StrEnum):
    """Where the person is, for lists; computed from events, never typed."""

    UNKNOWN = "unknown"
    IN_CUSTODY = "in_custody"
    RESTRICTED = "restricted"
    FREE = "free"
    DEAD = "dead"
    ABSENT = "absent"


STATE_LABELS = {
    State.UNKNOWN: N_("Not known"),
    State.IN_CUSTODY: N_("In custody"),
    State.RESTRICTED: N_("Out under restrictions"),
    State.FREE: N_("Free"),
    State.DEAD: N_("Dead"),
    State.ABSENT: N_("Out of reach"),
}

"""Closed lists of the legal room; their words stand in its labels."""

from __future__ import annotations

from enum import StrEnum


class What(StrEnum):
    """What the legal page of a case is made of; the part of an address that names it."""

    CHARGE = "charges"
    HEARING = "hearings"
    SENTENCE = "sentences"
    DETENTION = "detention"
    REMEDY = "remedies"
    LISTING = "listings"


class ChargeState(StrEnum):
    """Where one charge stands."""

    BROUGHT = "brought"
    REQUALIFIED = "requalified"
    DROPPED = "dropped"
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"


class Mode(StrEnum):
    """Who could be in the room."""

    OPEN = "open"
    CLOSED = "closed"
    IN_ABSENTIA = "in_absentia"
    UNKNOWN = "unknown"


class Instance(StrEnum):
    """Which court hears the case for which time."""

    FIRST = "first"
    APPEAL = "appeal"


class Cause(StrEnum):
    """Why a sentence has a version."""

    VERDICT = "verdict"
    APPEAL = "appeal"
    IN_FORCE = "in_force"
    ADDED_TERM = "added_term"
    MITIGATED = "mitigated"
    LIGHTER = "lighter"
    HEAVIER = "heavier"
    CORRECTION = "correction"


class DetentionKind(StrEnum):
    """A detention and an administrative arrest are two things; the sentence called arrest is a third, a sentence."""

    DETENTION = "detention"
    ADMINISTRATIVE_ARREST = "administrative_arrest"


class Warrant(StrEnum):
    """Whether a warrant was shown."""

    SHOWN = "shown"
    NOT_SHOWN = "not_shown"
    UNKNOWN = "unknown"


class Step(StrEnum):
    """A domestic remedy."""

    COMPLAINT_PROSECUTOR = "complaint_prosecutor"
    COMPLAINT_COURT = "complaint_court"
    APPEAL = "appeal"
    CASSATION = "cassation"
    SUPERVISION = "supervision"
    CONSTITUTIONAL = "constitutional"
    PRISON = "prison"
    OTHER = "other"


class Outcome(StrEnum):
    """What became of a remedy."""

    PENDING = "pending"
    REJECTED = "rejected"
    PARTLY = "partly"
    GRANTED = "granted"
    NO_ANSWER = "no_answer"
    NOT_TAKEN = "not_taken"


class StateList(StrEnum):
    """A list on which a state puts people."""

    EXTREMISTS = "extremists"
    TERRORISTS = "terrorists"
    WANTED = "wanted"
    FOREIGN_AGENTS = "foreign_agents"
    OTHER = "other"


class OfficialKind(StrEnum):
    """What an official is."""

    JUDGE = "judge"
    PROSECUTOR = "prosecutor"
    INVESTIGATOR = "investigator"
    OFFICER = "officer"
    PRISON_HEAD = "prison_head"
    EXPERT = "expert"
    BODY = "body"
    OTHER = "other"


class Part(StrEnum):
    """What an official did in an act."""

    JUDGED = "judged"
    PROSECUTED = "prosecuted"
    INVESTIGATED = "investigated"
    CARRIED_OUT = "carried_out"
    ORDERED = "ordered"
    TESTIFIED = "testified"
    DECIDED = "decided"
    OTHER = "other"


class StartedBy(StrEnum):
    """From which day an estimate counts the term."""

    RECORDED = "recorded"
    IN_FORCE = "in_force"
    DECIDED = "decided"

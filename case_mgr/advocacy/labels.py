"""What the kinds of the advocacy room are called on pages."""

from __future__ import annotations

from collections.abc import Mapping

from case_mgr.advocacy.kinds import (
    ChannelKind,
    ContactKind,
    Direction,
    Discretion,
    FileWay,
    Finding,
    Impact,
    ListState,
    Medium,
    NameAnswer,
    Outcome,
    Priority,
    Response,
    Spelling,
    Status,
    StepKind,
    SubmissionKind,
    SubmissionState,
)
from case_mgr.core.text import N_

KINDS: Mapping[ContactKind, str] = {
    ContactKind.MINISTRY: N_("Ministry or embassy"),
    ContactKind.ENVOY: N_("Envoy"),
    ContactKind.PARLIAMENT: N_("Member of parliament"),
    ContactKind.UN: N_("UN mechanism"),
    ContactKind.COURT: N_("Court or ombudsman"),
    ContactKind.CHURCH: N_("Church"),
    ContactKind.JOURNALIST: N_("Journalist"),
    ContactKind.COMPANY: N_("Company"),
    ContactKind.DONOR: N_("Donor"),
    ContactKind.NGO: N_("Civil society group"),
    ContactKind.OTHER: N_("Other"),
}
CHANNELS: Mapping[ChannelKind, str] = {
    ChannelKind.EMAIL: N_("E-mail"),
    ChannelKind.PHONE: N_("Telephone"),
    ChannelKind.MESSENGER: N_("Messenger"),
    ChannelKind.POST: N_("Postal address"),
    ChannelKind.IN_PERSON: N_("In person"),
    ChannelKind.OTHER: N_("Other way"),
}
MEDIA: Mapping[Medium, str] = {
    Medium.MEETING: N_("Meeting"),
    Medium.CALL: N_("Call"),
    Medium.EMAIL: N_("E-mail"),
    Medium.LETTER: N_("Letter"),
    Medium.MESSAGE: N_("Message"),
    Medium.EVENT: N_("Public event"),
}
DIRECTIONS: Mapping[Direction, str] = {
    Direction.TO_THEM: N_("We turned to them"),
    Direction.FROM_THEM: N_("They turned to us"),
    Direction.MUTUAL: N_("Agreed by both"),
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.NONE_YET: N_("None yet"),
    Outcome.HEARD: N_("Heard us"),
    Outcome.PROMISED: N_("Promised to act"),
    Outcome.ACTED: N_("Acted"),
    Outcome.REFUSED: N_("Refused"),
    Outcome.NO_ANSWER: N_("No answer"),
}
OUTCOME_TONES: Mapping[Outcome, str] = {
    Outcome.NONE_YET: "neutral",
    Outcome.HEARD: "info",
    Outcome.PROMISED: "info",
    Outcome.ACTED: "good",
    Outcome.REFUSED: "danger",
    Outcome.NO_ANSWER: "warn",
}
TALK_FIELDS: Mapping[str, str] = {
    "happened": N_("When"),
    "medium": N_("How"),
    "direction": N_("Who turned to whom"),
    "participants": N_("Who took part"),
    "summary": N_("What was said"),
    "cases": N_("Cases raised"),
    "batch": N_("Pardon batch"),
    "outcome": N_("Outcome"),
    "follow_up": N_("Promised follow-up"),
    "follow_up_due": N_("Due"),
}
DISCRETIONS: Mapping[Discretion, str] = {
    Discretion.OPEN: N_("Whoever sees contacts"),
    Discretion.NAMED: N_("Only I and the members ticked below"),
}
LIST_STATES: Mapping[ListState, str] = {
    ListState.DRAFT: N_("Not handed over yet"),
    ListState.HANDED: N_("Handed over"),
}
ANSWERS: Mapping[NameAnswer, str] = {
    NameAnswer.NONE: N_("No answer"),
    NameAnswer.NOTED: N_("Taken note of"),
    NameAnswer.PROMISED: N_("Promised to act"),
    NameAnswer.REFUSED: N_("Refused"),
    NameAnswer.DENIED: N_("They say that they do not hold the person"),
    NameAnswer.SAID_FREE: N_("They say that the person is free"),
}
SPELLINGS: Mapping[Spelling, str] = {
    Spelling.RECORDED: N_("As recorded here"),
    Spelling.LATIN: N_("In Latin letters"),
}
SUBMISSIONS: Mapping[SubmissionKind, str] = {
    SubmissionKind.LETTER: N_("Letter or plea"),
    SubmissionKind.URGENT_ACTION: N_("Urgent action"),
    SubmissionKind.PETITION: N_("Petition"),
    SubmissionKind.GODPARENTHOOD: N_("Parliamentary godparenthood"),
    SubmissionKind.UN_COMMUNICATION: N_("Communication to the United Nations"),
}
SUBMISSION_STATES: Mapping[SubmissionState, str] = {
    SubmissionState.DRAFT: N_("Not sent yet"),
    SubmissionState.SENT: N_("Sent"),
}
FILE_WAYS: Mapping[FileWay, str] = {
    FileWay.SENT: N_("What was sent"),
    FileWay.CAME: N_("What came back"),
}
STATUSES: Mapping[Status, str] = {
    Status.UNDER_WAY: N_("Under way"),
    Status.COMPLETED: N_("Completed"),
    Status.SUSPENDED: N_("Suspended"),
    Status.ABANDONED: N_("Given up"),
}
PRIORITIES: Mapping[Priority, str] = {
    Priority.URGENT: N_("Urgent"),
    Priority.HIGH: N_("High"),
    Priority.NORMAL: N_("Normal"),
    Priority.LOW: N_("Low"),
}
RESPONSES: Mapping[Response, str] = {
    Response.NONE: N_("No response"),
    Response.MORE_ASKED: N_("Asked for more information"),
    Response.PLEDGE: N_("Pledged to act"),
    Response.FOR_FORM: N_("A token answer"),
    Response.ASSISTED: N_("Assisted with money, law or medicine"),
    Response.PRESSURE: N_("Put pressure on the authorities"),
    Response.PUBLICITY: N_("Made it public"),
    Response.DENIED: N_("Denied what was submitted"),
    Response.OBSTRUCTED: N_("Obstructed us"),
}
IMPACTS: Mapping[Impact, str] = {
    Impact.UNKNOWN: N_("Not known"),
    Impact.MUCH_BETTER: N_("Much better for the person"),
    Impact.BETTER: N_("Better for the person"),
    Impact.NEITHER: N_("Neither better nor worse"),
    Impact.WORSE: N_("Worse for the person"),
    Impact.MUCH_WORSE: N_("Much worse for the person"),
}
STEPS: Mapping[StepKind, str] = {
    StepKind.UPDATE: N_("Update"),
    StepKind.EXTENSION: N_("Prolonged"),
    StepKind.COUNT: N_("Signatures counted"),
}
FINDINGS: Mapping[Finding, str] = {
    Finding.NONE: N_("None yet"),
    Finding.VIOLATION: N_("Found a violation, or that the detention is arbitrary"),
    Finding.PARTLY: N_("Found a violation in part"),
    Finding.NO_VIOLATION: N_("Found no violation"),
    Finding.CLOSED: N_("Closed without an opinion"),
}

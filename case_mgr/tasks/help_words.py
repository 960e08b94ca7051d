"""Words of requests for help in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from case_mgr.audit.types import EntryView
from case_mgr.core import clock
from case_mgr.core.text import N_
from case_mgr.tasks.help_types import Asker, Channel, Decision, HelpKind, HelpRow, Stage, Tab, Urgency
from case_mgr.web.wording import instant, when

Tag = dict[str, str]
ASKERS: Mapping[Asker, str] = {
    Asker.RELATIVE: N_("A relative"),
    Asker.LAWYER: N_("A lawyer"),
    Asker.PERSON: N_("The person"),
    Asker.COLLEAGUE: N_("A colleague"),
    Asker.OTHER: N_("Somebody else"),
}
KINDS: Mapping[HelpKind, str] = {
    HelpKind.LEGAL: N_("Legal aid"),
    HelpKind.MEDICAL: N_("Medical help"),
    HelpKind.PARCEL: N_("Parcel or money"),
    HelpKind.FAMILY: N_("Support of the family"),
    HelpKind.RELOCATION: N_("Relocation"),
    HelpKind.REHABILITATION: N_("Rehabilitation"),
    HelpKind.INFORMATION: N_("Information"),
    HelpKind.OTHER: N_("Other help"),
}
CHANNELS: Mapping[Channel, str] = {
    Channel.IN_PERSON: N_("In person"),
    Channel.PHONE: N_("Telephone"),
    Channel.MESSENGER: N_("Messenger"),
    Channel.EMAIL: N_("E-mail"),
    Channel.LETTER: N_("Letter"),
    Channel.OTHER: N_("Other way"),
}
URGENCIES: Mapping[Urgency, str] = {
    Urgency.NOW: N_("At once"),
    Urgency.SOON: N_("Within days"),
    Urgency.NORMAL: N_("In its turn"),
}
STAGES: Mapping[Stage, str] = {
    Stage.RECEIVED: N_("Waiting for a decision"),
    Stage.DECIDED: N_("Waiting for an answer"),
    Stage.ANSWERED: N_("Answered"),
    Stage.WITHDRAWN: N_("Withdrawn"),
}
DECISIONS: Mapping[Decision, str] = {
    Decision.GRANTED: N_("Granted"),
    Decision.PARTLY: N_("Granted in part"),
    Decision.REFUSED: N_("Refused"),
    Decision.PASSED_ON: N_("Passed on to others"),
}
TABS: Mapping[Tab, str] = {
    Tab.DECISION: N_("Waiting for a decision"),
    Tab.ANSWER: N_("Waiting for an answer"),
    Tab.ANSWERED: N_("Answered"),
    Tab.ALL: N_("All"),
}
# What taking a step back is called, by the step.
UNDOING: Mapping[Stage, str] = {
    Stage.DECIDED: N_("Take the decision back"),
    Stage.ANSWERED: N_("Take the answer back"),
    Stage.WITHDRAWN: N_("Take the withdrawal back"),
}
_URGENT = {Urgency.NOW: "danger", Urgency.SOON: "warn", Urgency.NORMAL: "neutral"}
_STAGE_TAGS = {Stage.RECEIVED: "warn", Stage.DECIDED: "info", Stage.ANSWERED: "good", Stage.WITHDRAWN: "neutral"}


def help_kind(value: HelpKind) -> str:
    """Name what somebody asks for."""
    return _(KINDS[value])


def help_asker(value: Asker) -> str:
    """Say what whoever asks is to the prisoner."""
    return _(ASKERS[value])


def help_channel(value: Channel | None) -> str:
    """Name a way on which words came or went."""
    return _(CHANNELS[value]) if value else ""


def help_decision(value: Decision | None) -> str:
    """Name a decision."""
    return _(DECISIONS[value]) if value else ""


def help_title(row: HelpRow) -> str:
    """Name a request by its kind and its reference."""
    return _("%(kind)s, %(reference)s", kind=help_kind(row.kind), reference=row.reference)


def help_urgency(row: HelpRow) -> Tag:
    """Say how long a request can wait, as a tag."""
    open_ = row.stage in (Stage.RECEIVED, Stage.DECIDED)
    return {"text": _(URGENCIES[row.urgency]), "kind": _URGENT[row.urgency] if open_ else "neutral"}


def help_stage(row: HelpRow) -> Tag:
    """Say how far a request came, as a tag."""
    return {"text": _(STAGES[row.stage]), "kind": _STAGE_TAGS[row.stage]}


def help_undoing(row: HelpRow) -> str:
    """Say what taking the last step back is called; of a request without a step nothing."""
    return _(UNDOING[row.stage]) if row.stage in UNDOING else ""


def help_waits(row: HelpRow) -> str:
    """Say for how long a request waits; of one that waits for nothing, what was decided."""
    since = row.received if row.stage is Stage.RECEIVED else row.decided if row.stage is Stage.DECIDED else None
    last = since.latest or since.earliest if since else None
    if last is None:
        return help_decision(row.decision)
    # Of a day known in part, at least so many days have passed.
    days = max(0, (clock.today() - last).days)
    return ngettext("for %(num)d day", "for %(num)d days", days) if days else _("since today")


def help_in_words(row: HelpRow) -> str:
    """Say in a line how far a request came."""
    said, stage = help_waits(row), _(STAGES[row.stage])
    return _("%(stage)s, %(said)s", stage=stage, said=said) if said else stage


def help_history(entries: list[EntryView]) -> list[dict[str, Any]]:
    """Return what was done to a request as a timeline shows it."""
    return [
        {"when": instant(entry.at), "title": _(entry.sentence), "recorded": _("by %(who)s", who=entry.actor_name)}
        for entry in entries
    ]


def on_by(day: object, who: str) -> str:
    """Say on which day something was done, and by whom."""
    return _("%(day)s, by %(who)s", day=when(day), who=who) if who else when(day)  # type: ignore[arg-type]  # a date


def pairs(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    """List choices in the language of the page."""
    return [(str(value), _(said)) for value, said in words.items()]

"""Words of recognitions in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import get_locale
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.types import Way
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.types import Item
from case_mgr.recognition import queries, standards
from case_mgr.recognition.results import RecognitionView, StepView
from case_mgr.recognition.types import Act, EndKind, Stage
from case_mgr.web.wording import instant, when

Tag = dict[str, str]
STAGES: Mapping[Stage, str] = {
    Stage.REQUESTED: N_("Requested"),
    Stage.UNDER_REVIEW: N_("Under review"),
    Stage.RECOGNISED: N_("Recognised"),
    Stage.DECLINED: N_("Declined"),
    Stage.DEFERRED: N_("Deferred"),
    Stage.WITHHELD: N_("Withheld as the family asks"),
    Stage.ENDED: N_("Ended"),
}
STAGE_HINTS: Mapping[Stage, str] = {
    Stage.RECOGNISED: N_("At least one criterion is met, and nothing rules it out."),
    Stage.DECLINED: N_("The criteria are not met. The same can be requested anew when more is known."),
    Stage.DEFERRED: N_("Too little is known to decide. It can be taken up again."),
    Stage.WITHHELD: N_("The family asks not to be public about it. It can be taken up again."),
}
ACTS: Mapping[Act, str] = {
    Act.REQUESTED: N_("Recognition requested"),
    Act.UNDER_REVIEW: N_("Taken up for review"),
    Act.RECOGNISED: N_("Recognised as a political prisoner"),
    Act.DECLINED: N_("Recognition declined"),
    Act.DEFERRED: N_("Decision deferred"),
    Act.WITHHELD: N_("Withheld as the family asks"),
    Act.STATED: N_("Statement recorded"),
    Act.ENDED: N_("Recognition ended"),
    Act.OBJECTED: N_("Objected: whoever asked does not decide alone"),
}
END_KINDS: Mapping[EndKind, str] = {
    EndKind.RELEASED: N_("Released, and no longer counted"),
    EndKind.WITHDRAWN: N_("Withdrawn"),
    EndKind.REASSESSED: N_("Assessed anew with another result"),
    EndKind.ERROR: N_("Recorded by mistake"),
}
END_HINTS: Mapping[EndKind, str] = {
    EndKind.RELEASED: N_("The person is out. Recognition held up to this day."),
    EndKind.WITHDRAWN: N_("Those who recognised the person take it back from this day on."),
    EndKind.REASSESSED: N_("What is known now leads to another result from this day on."),
    EndKind.ERROR: N_("It never held: the person counts on no day."),
}
_KINDS = {
    Stage.RECOGNISED: "info",
    Stage.REQUESTED: "warn",
    Stage.UNDER_REVIEW: "warn",
}


def stage_tag(stage: Stage) -> Tag:
    """Return where a recognition stands, as a tag."""
    return {"text": _(STAGES[stage]), "kind": _KINDS.get(stage, "neutral")}


def recognition_stage(stage: str) -> str:
    """Name where a recognition stands."""
    return _(STAGES[Stage(stage)]) if stage in set(Stage) else stage


def act_name(act: Act) -> str:
    """Name what a step did."""
    return _(ACTS[act])


def end_name(kind: EndKind) -> str:
    """Name why a recognition ended."""
    return _(END_KINDS[kind])


def named(item: Item) -> str:
    """Say a standard or a criterion."""
    return catalogue.label(item, str(get_locale() or "en"))


def standard_name(code: str) -> str:
    """Name a standard; one that was taken out of the data keeps its code."""
    try:
        return named(standards.standard(code))
    except NotFound:
        return code


def criterion_letter(code: str) -> str:
    """Give a criterion's letter in its standard."""
    found = standards.find_criterion(code)
    return found.letter if found else code


def criterion_text(code: str) -> str:
    """Say what a criterion means."""
    found = standards.find_criterion(code)
    return named(found) if found else ""


def recognised_tag() -> Tag:
    """Return the tag of a case in which a recognition holds."""
    return {"text": _(STAGES[Stage.RECOGNISED]), "kind": "info"}


def recognised_flag(actor: Actor, reference: str) -> Tag | None:
    """Return that tag for a case's identity bar, or nothing."""
    if not actor.may(Permission.CASE_READ):
        return None
    return recognised_tag() if queries.list_recognised(actor, [reference]) else None


def step_items(view: RecognitionView) -> list[dict[str, str]]:
    """Return the steps of a recognition as a timeline shows them, the latest first."""
    return [_item(step) for step in reversed(view.steps)]


def _item(step: StepView) -> dict[str, str]:
    reasons = [f"{criterion_letter(code)}: {text}" for code, text in step.reasons]
    return {
        "when": when(step.happened) if step.happened else instant(step.at),
        "title": act_name(step.act),
        "text": "\n".join((*reasons, step.note)).strip(),
        "note": end_name(step.end_kind) if step.end_kind else "",
        "recorded": _("recorded %(when)s by %(who)s", when=instant(step.at), who=step.who),
    }


def source_line(code: str) -> str:
    """Say where a standard was read, and when nobody has compared some of its criteria with the text."""
    try:
        source = standards.source_of(standards.standard(code))
    except NotFound:
        return ""
    said = f"{source.title}. {source.publisher}, {source.published}."
    unread = any(
        not standards.source_of(row).verified for row in (*standards.grounds(code), *standards.exclusions(code))
    )
    caution = _("Some criteria were not compared with the text yet.")
    return f"{said} {caution}" if unread else said


def asked(way: Way) -> str:
    """Say who decides about what was requested, as the organisation has settled it."""
    if way is Way.DELAY:
        return _("Recognition was requested. Somebody else decides, or you after 24 hours if nobody objects.")
    return _("Recognition was requested. Somebody else decides.")

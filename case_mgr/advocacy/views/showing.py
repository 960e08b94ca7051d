"""What pages show in words: the questionnaire of a submission with its answers, and what stood in a talk before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.advocacy import docx, filling, labels, mechanisms, queries, questionnaire
from case_mgr.advocacy.kinds import Direction, Medium, Outcome, Status, SubmissionKind, SubmissionState
from case_mgr.advocacy.questionnaire import Questionnaire
from case_mgr.advocacy.types import Amendment, InteractionView, SubmissionView
from case_mgr.core.dates import PartialDate
from case_mgr.web.wording import when


def form_of(who: Actor, found: SubmissionView) -> Questionnaire | None:
    """Return the questionnaire of a submission: as it was sent, or the one that holds now."""
    mechanism = mechanisms.find(found.row.mechanism)
    if mechanism is None or not mechanism.questionnaire:
        return None
    code, number = mechanism.questionnaire, found.form_number
    text = questionnaire.shipped_text(code) if number == 0 else queries.get_form(who, code, number).text
    return questionnaire.read(text)


def answers_of(who: Actor, found: SubmissionView, form: Questionnaire) -> Mapping[str, str]:
    """Return the answers: frozen once it was sent, and until then filled from the case as it is now."""
    if found.row.state is SubmissionState.SENT or not found.row.cases:
        return found.answers
    return filling.answers(who, found.row.cases[0].reference, form, found.answers, found.language)


def paragraphs_of(who: Actor, found: SubmissionView) -> list[docx.Paragraph]:
    """Return a submission as it goes out or went out: its text, and its questionnaire in its own order."""
    out = [docx.Paragraph(found.subject, heading=True, title=True)] if found.subject else []
    out += docx.plain(found.text) if found.text else []
    form = form_of(who, found)
    answers = answers_of(who, found, form) if form else {}
    for section in form.sections if form else ():
        out.append(docx.Paragraph(f"{section.code}. {section.title}" if section.code else section.title, heading=True))
        for question in section.questions:
            out.append(
                docx.Paragraph(
                    f"{question.code}. {question.label}{'' if question.label.endswith('?') else ':'}", question=True
                )
            )
            out += docx.plain(answers.get(question.code, "") or "–")
    return out


def filter_tags(
    state: SubmissionState | None, kind: SubmissionKind | None, status: Status | None
) -> list[dict[str, str]]:
    """Say which filters of submissions are in use; each leads to the list without it."""
    used = {"state": str(state or ""), "kind": str(kind or ""), "status": str(status or "")}
    shown = (
        ("state", _("How far they are"), _(labels.SUBMISSION_STATES[state]) if state else ""),
        ("kind", _("What it is"), _(labels.SUBMISSIONS[kind]) if kind else ""),
        ("status", _("How the action goes"), _(labels.STATUSES[status]) if status else ""),
    )
    rest: dict[str, dict[str, Any]] = {
        name: {key: value for key, value in used.items() if value and key != name} for name in used
    }
    return [
        {"label": label, "value": value, "href": url_for("advocacy.submissions", **rest[name])}
        for name, label, value in shown
        if value
    ]


def read_filter(
    asked: Mapping[str, str],
) -> tuple[SubmissionState | None, SubmissionKind | None, Status | None]:
    """Read which submissions are asked for; what is no such thing is not asked."""
    state, kind, status = (asked.get(name, "") for name in ("state", "kind", "status"))
    return (
        SubmissionState(state) if state in set(SubmissionState) else None,
        SubmissionKind(kind) if kind in set(SubmissionKind) else None,
        Status(status) if status in set(Status) else None,
    )


def former(found: InteractionView) -> list[dict[str, Any]]:
    """Say what stood in a talk before each amendment, the latest first."""
    return [{"told": one, "rows": _before(one)} for one in found.former]


def _before(told: Amendment) -> list[dict[str, str]]:
    out = []
    for name, label in labels.TALK_FIELDS.items():
        if name in told.before:
            value = told.before[name]
            out.append({"label": _(label), "value": _word(name, value) if value else _("Not recorded")})
    return out


def _word(name: str, value: str) -> str:
    match name:
        case "happened" | "follow_up_due":
            return when(PartialDate.parse(value))
        case "medium":
            return _(labels.MEDIA[Medium(value)])
        case "direction":
            return _(labels.DIRECTIONS[Direction(value)])
        case "outcome":
            return _(labels.OUTCOMES[Outcome(value)])
        case _:
            return value

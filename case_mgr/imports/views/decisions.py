"""Rows about which a person is asked: side by side, with reasons; they hold up no other row."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from case_mgr.access.permissions import Permission
from case_mgr.core.errors import Refused, Stale
from case_mgr.imports import conditions, forms, queries, service
from case_mgr.imports.states import DECISION_LABELS, VERDICT_LABELS, Decision, Verdict
from case_mgr.imports.views.base import blueprint, page
from case_mgr.imports.views.comparing import candidates, compared
from case_mgr.web import acts
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs


@blueprint.route("/imports/<public_id>/duplicates/<int:number>", methods=["GET", "POST"])
@needs(Permission.IMPORT_STAGE)
def decide(public_id: str, number: int) -> ResponseReturnValue:
    """Decide one row; the next one follows."""
    row = queries.get_row(actor(), public_id)
    line = queries.get_line(row, number)
    known, earlier = candidates(line), queries.list_lines(row, line.repeats)
    form = _form(line, choices_of(known, earlier))
    if form.validate_on_submit():
        decision, target, repeats = form.decided()
        try:
            seen = form.seen_version()
            service.decide(actor(), public_id, number, decision, target=target, repeats=repeats, seen_version=seen)
            flash(_("Row %(n)s: %(what)s.", n=line.number, what=_(DECISION_LABELS[decision])), "success")
            return redirect(_next(row, line), 303)
        except Stale as error:
            who, now = line.decided_by, _form(line, choices_of(known, earlier), formdata=None)
            last = (who.name if who else None, line.decided_at)
            raise acts.compared(error, form, now, request.path, last) from error
        except Refused as error:
            form.refuse("choice", sentence(error))
    shown = page(
        row,
        "duplicates",
        form=form,
        line=line,
        **compared(line, known, earlier),
        verdict=_(VERDICT_LABELS[Verdict(line.verdict)]),
        left=queries.count(conditions.undecided(row)),
        skip=_next(row, line),
    )
    return render_template("imports/decide.html", **shown), 422 if form.errors else 200


def _next(row: Any, line: Any) -> str:
    found = queries.find_next_question(row, line)
    if found is None or found.row == line.row:
        return url_for("imports.duplicates", public_id=row.public_id)
    return url_for("imports.decide", public_id=row.public_id, number=found.row)


def choices_of(known: list[dict[str, Any]], earlier: list[Any]) -> list[SelectChoice]:
    """Return what can be answered about a row: later, a person who is known, an earlier row, somebody new, left out."""
    offered = [SelectChoice("later", _(DECISION_LABELS[Decision.LATER]))]
    for candidate in known:
        person = candidate["person"]
        for decision in (Decision.FILL, Decision.UPDATE):
            label = _("%(reference)s – %(what)s", reference=person.reference, what=_(DECISION_LABELS[decision]))
            offered.append(SelectChoice(f"{decision}:{person.public_id}", label))
    for line in earlier:
        label = _("The same person as row %(row)s of this list (line %(line)s)", row=line.number, line=line.line)
        offered.append(SelectChoice(f"{Decision.FILL}:row-{line.row}", label))
    offered.append(SelectChoice("create", _(DECISION_LABELS[Decision.CREATE])))
    offered.append(SelectChoice("skip", _(DECISION_LABELS[Decision.SKIP])))
    return offered


def current(line: Any) -> str:
    """Return the answer that stands for a row, as the form names it."""
    if line.decision in ("fill", "update"):
        target = line.target or f"row-{line.target_row}"
        return f"{line.decision}:{target}"
    return line.decision or "later"


def _form(line: Any, choices: list[SelectChoice], **given: Any) -> forms.DecisionForm:
    form = forms.DecisionForm(data={"choice": current(line), "version": str(line.decisions)}, **given)
    form.offer(choices)
    return form

"""All rows in doubt on few pages: what each says, whom it may be and why, and a choice beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from case_mgr.access.permissions import Permission
from case_mgr.core.paging import PageRequest
from case_mgr.imports import conditions, forms, queries, service
from case_mgr.imports.states import VERDICT_LABELS, Choice, Decision, Verdict
from case_mgr.imports.views.base import blueprint, page
from case_mgr.imports.views.comparing import Beside, beside
from case_mgr.imports.views.decisions import choices_of, current
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs

_LATER = str(Decision.LATER)


@blueprint.route("/imports/<public_id>/duplicates", methods=["GET", "POST"])
@needs(Permission.IMPORT_STAGE)
def duplicates(public_id: str) -> ResponseReturnValue:
    """List the rows that wait for a person, then those that were decided; many are decided with one button."""
    row = queries.get_row(actor(), public_id)
    found = queries.list_questions(row, PageRequest.read(request.args.get("page"), request.args.get("size")))
    # Rows that were decided meanwhile move to other pages: what was sent is about the rows that the sender saw.
    sent = forms.rows_seen(request.form.get("seen", ""))
    lines = queries.list_lines(row, sorted(sent)) if sent else found.items
    known = beside(row, lines)
    form = _form(lines, known)
    if form.validate_on_submit():
        chosen, left = _chosen(form, lines, known)
        refused = service.decide_all(actor(), public_id, chosen)
        if not refused:
            _tell(len(chosen), left)
            return redirect(url_for("imports.duplicates", public_id=public_id), 303)
        for number, error in refused.items():
            form.refuse(f"choice_{number}", sentence(error))
        form.seen.data = _seen(lines)
    shown = page(
        row,
        "duplicates",
        form=form,
        page=found,
        lines=lines,
        sides=known,
        verdicts=VERDICT_LABELS,
        undecided=queries.count(conditions.undecided(row)),
        first=queries.find_next_question(row),
    )
    return render_template("imports/duplicates.html", **shown), 422 if form.errors else 200


def _form(lines: Sequence[Any], known: dict[int, Beside]) -> forms.QuestionsForm:
    offered = {}
    for line in lines:
        if line.outcome is None:
            side = known[line.row]
            label = _("Decision on line %(n)s", n=line.line)
            offered[line.row] = (label, choices_of(side.people, side.earlier), current(line))
    ways = [
        SelectChoice("", _("Leave them as they are")),
        SelectChoice("fill", _("Where one known person fits, birth included: fill what is missing")),
        SelectChoice("update", _("Where one known person fits, birth included: overwrite")),
        SelectChoice("create", _("Each is somebody new")),
        SelectChoice("skip", _("Leave them all out")),
    ]
    return forms.questions_form(offered, ways, _seen(lines))


def _seen(lines: Sequence[Any]) -> str:
    return " ".join(f"{line.row}:{line.decisions}" for line in lines)


def _chosen(form: forms.QuestionsForm, lines: Sequence[Any], known: dict[int, Beside]) -> tuple[list[Choice], int]:
    """Return what is to be decided, and how many rows the choice for the rest did not fit."""
    seen, rest = form.seen_rows(), form.rest.data or ""
    chosen, left = [], 0
    for line in lines:
        if line.outcome is not None or form.choice(line.row) is None:
            continue
        wanted = form.choice(line.row).data or _LATER
        if wanted == _LATER and rest:
            wanted = _of_the_rest(rest, line, known[line.row])
            left += wanted == _LATER
        if wanted != current(line):
            decision, target, repeats = forms.taken_apart(wanted)
            chosen.append(Choice(line.row, decision, target, repeats, seen.get(line.row)))
    return chosen, left


def _of_the_rest(rest: str, line: Any, side: Beside) -> str:
    """Return the choice for a row that nobody decided alone; a person is taken only where a single one fits."""
    if rest in (Decision.CREATE, Decision.SKIP):
        return rest
    fits = line.verdict == Verdict.SAME and side.people
    return f"{rest}:{side.people[0]['person'].public_id}" if fits else _LATER


def _tell(decided: int, left: int) -> None:
    flash(ngettext("%(num)d row was decided.", "%(num)d rows were decided.", decided), "success" if decided else "info")
    if left:
        words = ngettext(
            "%(num)d row still waits: no single person fits it with the birth.",
            "%(num)d rows still wait: no single person fits them with the birth.",
            left,
        )
        flash(words, "info")

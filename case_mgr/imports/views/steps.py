"""From the upload to the check: nothing of the list is in the records yet."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.core.errors import Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.exports import door
from case_mgr.imports import conditions, fitting, forms, known, queries, service
from case_mgr.imports.splitting import names_of
from case_mgr.imports.states import FIELD_LABELS, ON_MATCH_LABELS, PROBLEM_LABELS, VERDICT_LABELS, State, Verdict
from case_mgr.imports.types import FIELDS
from case_mgr.imports.views.base import blueprint, home_of, page, tag, told
from case_mgr.web.acts import compared
from case_mgr.web.context import sentence
from case_mgr.web.forms import VersionedForm
from case_mgr.web.guard import actor, needs

TEMPLATE = (
    "full_name", "aliases", "sex", "date_of_birth", "nationality", "occupation", "date_of_arrest", "place_of_arrest",
    "charges", "date_of_verdict", "court", "sentence", "place_of_detention", "date_of_release", "source_url", "notes",
)  # fmt: skip


@blueprint.get("/imports")
@needs(Permission.IMPORT_STAGE)
def index() -> ResponseReturnValue:
    """List the imports of the organisation."""
    by = request.args.get("public_id", "")
    found = queries.list_imports(actor(), PageRequest.read(request.args.get("page"), request.args.get("size")), by)
    return render_template("imports/index.html", page=found, tag=tag, home_of=home_of, by=by)


@blueprint.get("/imports/template.csv")
@needs(Permission.IMPORT_STAGE)
def template() -> ResponseReturnValue:
    """Give an empty list with the headings that are understood without asking."""
    return door.blank(TEMPLATE, "template")


@blueprint.route("/imports/new", methods=["GET", "POST"])
@needs(Permission.IMPORT_STAGE)
def new() -> ResponseReturnValue:
    """Upload a list."""
    form = forms.UploadForm()
    if form.validate_on_submit():
        uploaded = form.file.data
        if not uploaded or not uploaded.filename:
            form.refuse("file", _("Select a list"))
        else:
            try:
                row = service.stage(actor(), uploaded.stream, uploaded.filename, form.source.data or "")
                return redirect(url_for("imports.read", public_id=row.public_id), 303)
            except Refused as error:
                form.refuse("file", sentence(error))
    return render_template("imports/new.html", form=form), 422 if form.errors else 200


@blueprint.get("/imports/<public_id>")
@needs(Permission.IMPORT_STAGE)
def show(public_id: str) -> ResponseReturnValue:
    """Lead to the page where the import stands."""
    return redirect(home_of(queries.get_row(actor(), public_id)), 303)


@blueprint.route("/imports/<public_id>/read", methods=["GET", "POST"])
@needs(Permission.IMPORT_STAGE)
def read(public_id: str) -> ResponseReturnValue:
    """Show what was read, raw, and read it another way when it is wrong."""
    row = queries.get_row(actor(), public_id)
    form = _read_form(row)
    if form.validate_on_submit():
        try:
            service.read_again(actor(), public_id, **_choices(form, row), seen_version=form.seen_version())
            flash(_("The list was read again. Look whether the sample is right."), "success")
            return redirect(url_for("imports.read", public_id=public_id), 303)
        except Stale as error:
            raise _stale(error, form, _read_form(row, formdata=None), row) from error
        except Refused as error:
            form.refuse("encoding" if "encoding" in error.params else "header_row", sentence(error))
    earlier = queries.find_earlier(actor(), row)
    shown = page(row, "read", form=form, earlier=earlier, told=told, editable=row.state in _BEFORE_START)
    return render_template("imports/read.html", **shown), 422 if form.errors else 200


_BEFORE_START = frozenset({State.UPLOADED, State.MAPPED, State.CHECKED, State.AWAITING_REVIEW})


@blueprint.route("/imports/<public_id>/columns", methods=["GET", "POST"])
@needs(Permission.IMPORT_STAGE)
def columns(public_id: str) -> ResponseReturnValue:
    """Say which column holds what."""
    row = queries.get_row(actor(), public_id)
    fits = fitting.list_fitting(actor(), row)
    wanted = next((one for one in fits if one[0].public_id == request.args.get("mapping")), None)
    form = _columns_form(row, wanted[1] if wanted else row.columns, wanted[0].splits if wanted else row.splits)
    if form.validate_on_submit():
        try:
            _map(row, form, wanted[0] if wanted else None)
            job = service.begin_check(actor(), public_id)
            where = (
                url_for("jobs.show", public_id=job, follow=1) if job else url_for("imports.check", public_id=public_id)
            )
            return redirect(where, 303)
        except Stale as error:
            raise _stale(error, form, _columns_form(row, row.columns, row.splits, formdata=None), row) from error
        except Refused as error:
            field = error.params.get("field")
            form.refuse(_column_of(form, row, field), sentence(error))
    shown = page(row, "columns", form=form, samples=_samples(row), fitting=fits, wanted=wanted, several=_several(row))
    return render_template("imports/columns.html", **shown), 422 if form.errors else 200


def _map(row: Any, form: forms.ColumnsForm, saved: Any) -> None:
    """Say which column holds what, as the form has it."""
    service.map_columns(
        actor(),
        row.public_id,
        form.chosen(len(row.header)),
        form.on_match.data,
        splits=bool(form.splits.data),
        save_as=form.save_as.data or "",
        saved=saved,
        seen_version=form.seen_version(),
    )


@blueprint.get("/imports/<public_id>/check")
@needs(Permission.IMPORT_STAGE)
def check(public_id: str) -> ResponseReturnValue:
    """Show what the check found: counts, and every problem with line, column, value and what to do."""
    row = queries.get_row(actor(), public_id)
    if row.checked_at is None:
        return redirect(home_of(row), 303)
    problems = queries.list_problem_rows(row, PageRequest.read(request.args.get("page"), request.args.get("size")))
    counts = queries.count_verdicts(row)
    figures = [
        {
            "label": _(VERDICT_LABELS[verdict]),
            "value": counts[verdict],
            "href": url_for("imports.rows", public_id=public_id, which=f"verdict-{verdict}"),
        }
        for verdict in Verdict
        if counts[verdict]
    ]
    shown = page(
        row,
        "check",
        figures=figures,
        page=problems,
        told=told,
        groups=_groups(row),
        undecided=queries.count(conditions.undecided(row)),
        earlier=queries.find_earlier(actor(), row),
        newer=_newer(row, counts),
        several=row.counts.get("problems", {}).get("several_persons", 0),
        parted=queries.count_parted(row),
    )
    return render_template("imports/check.html", **shown)


@blueprint.route("/imports/<public_id>/discard", methods=["GET", "POST"])
@needs(Permission.IMPORT_STAGE)
def discard(public_id: str) -> ResponseReturnValue:
    """Ask, then throw an uploaded list away."""
    row = queries.get_row(actor(), public_id)
    form = forms.ConfirmForm()
    if form.validate_on_submit():
        service.discard(actor(), public_id)
        flash(_("Import %(reference)s was discarded; its file is deleted.", reference=row.reference), "success")
        return redirect(url_for("imports.index"), 303)
    return render_template("imports/discard.html", **page(row, "", form=form))


def _newer(row: Any, counts: Any) -> dict[str, int] | None:
    """Return how this version of a list differs from the one that was imported before, when there is one."""
    if row.follows_id is None:
        return None
    unchanged, changed = counts[Verdict.IMPORTED], queries.count(known.changed(row))
    read = sum(counts.values()) - counts[Verdict.BROKEN] - counts[Verdict.LEFT_OUT]
    return {
        "unchanged": unchanged,
        "changed": changed,
        "added": read - unchanged - changed,
        "gone": queries.count(known.gone(row)),
    }


def _groups(row: Any) -> list[tuple[str, int]]:
    """Return how often each kind of problem was found, the commonest first."""
    found = sorted(row.counts.get("problems", {}).items(), key=lambda pair: (-pair[1], pair[0]))
    return [(_(PROBLEM_LABELS[code]) if code in PROBLEM_LABELS else code, number) for code, number in found]


def _asked(row: Any) -> dict[str, str]:
    header = row.header_asked
    return {
        "encoding": row.encoding_asked or "",
        "delimiter": "tab" if row.delimiter_asked == "\t" else row.delimiter_asked or "",
        "header_row": header if header in (None, "none") else str(int(header) + 1),
        "sheet": row.sheet_asked or "",
        "date_order": row.order or "",
        "version": str(row.version),
    }


def _choices(form: forms.ReadForm, row: Any) -> dict[str, str | None]:
    """Return what the form asks; an order of dates that was left as the page showed it is not asked for anew."""
    choices = form.choices_asked()
    return choices | {"date_order": row.date_order} if choices["date_order"] == (row.order or "") else choices


def _read_form(row: Any, **given: Any) -> forms.ReadForm:
    form = forms.ReadForm(data=_asked(row), **given)
    form.sheet.choices = [*form.sheet.choices, *(SelectChoice(name, name) for name in row.sheets)]
    return form


def _columns_form(row: Any, columns: dict[str, str], splits: bool, **given: Any) -> forms.ColumnsForm:
    labels = [
        _("Column %(n)s: %(header)s", n=number + 1, header=header or _("no heading"))
        for number, header in enumerate(row.header)
    ]
    fields = [SelectChoice(name, _(FIELD_LABELS[name])) for name in FIELDS]
    ways = [SelectChoice(str(way), _(label)) for way, label in ON_MATCH_LABELS.items()]
    data = {f"column_{index}": columns.get(str(index), "") for index in range(len(row.header))}
    more: dict[str, Any] = {"on_match": row.on_match, "splits": splits, "version": str(row.version)}
    return forms.columns_form(labels, fields, ways, data | more, **given)


def _stale(error: Stale, form: VersionedForm, now: VersionedForm, row: Any) -> Stale:
    there = url_for("imports.show", public_id=row.public_id)
    return compared(error, form, now, there, log.last_change(actor(), row.public_id))


def _column_of(form: forms.ColumnsForm, row: Any, field: object) -> str:
    """Return the second column that a field was given to, or the first column of all."""
    given = [f"column_{index}" for index in range(len(row.header)) if form.column(index).data == field and field]
    return given[1] if len(given) > 1 else "column_0"


def _several(row: Any) -> bool:
    """Whether cells are known to name several people, so that the page offers to take them apart."""
    found = row.counts.get("problems", {})
    cells = (cell for _line, cells in (row.sample or {}).get("rows", ()) for cell in cells)
    return row.splits or bool({"several_persons", "persons_split"} & found.keys()) or any(map(names_of, cells))


def _samples(row: Any) -> list[list[str]]:
    """Return up to three values of each column."""
    rows = [cells for _line, cells in (row.sample or {}).get("rows", ())]
    return [
        [cells[index] for cells in rows if index < len(cells) and cells[index].strip()][:3]
        for index in range(len(row.header))
    ]

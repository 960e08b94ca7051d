"""Pages of recognitions: those of a case, all of them, and how many there were on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.accounts.settled import settings_of
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Stale
from case_mgr.core.paging import PageRequest
from case_mgr.recognition import forms, queries, service, standards, words
from case_mgr.recognition.results import RecognitionView
from case_mgr.recognition.types import DECISIONS, Day, EndKind, Stage
from case_mgr.web.acts import compared, done
from case_mgr.web.context import sentence
from case_mgr.web.forms import VersionedForm
from case_mgr.web.guard import actor, needs
from case_mgr.web.hooks import hooks

blueprint = Blueprint("recognition", __name__, template_folder="templates")
for _filter in (
    words.stage_tag,
    words.recognition_stage,
    words.act_name,
    words.end_name,
    words.step_items,
    words.source_line,
    words.standard_name,
    words.criterion_letter,
    words.criterion_text,
):
    blueprint.add_app_template_filter(_filter)
KindT = TypeVar("KindT", bound=StrEnum)


@blueprint.get("/cases/<reference>/recognition")
@needs(Permission.CASE_READ, shared=Act.READ)
def of_case(reference: str) -> ResponseReturnValue:
    """Show by which standards recognition was requested, what was decided, and why."""
    frame, case = _frame(reference)
    found = queries.list_of_case(actor(), case)
    may_decide = {row.public_id: queries.list_deciders(actor(), case, row.public_id) for row in found if row.waits}
    notices = {row.public_id: row for row in queries.list_notices(actor())}
    return _page(
        "of_case", frame, found=found, may_decide=may_decide, me=actor().public_id, notices=notices, way=_way()
    )


@blueprint.route("/cases/<reference>/recognition/new", methods=["GET", "POST"])
@needs(Permission.RECOGNITION_REQUEST)
def new(reference: str) -> ResponseReturnValue:
    """Request a recognition: first by which standard, then which criteria are met."""
    frame, case = _frame(reference)
    known = standards.for_country(frame["case"].jurisdiction)
    code = request.args.get("standard", "")
    if code not in {row.code for row in known}:
        return _choose(frame, known)
    form = forms.request_form(_criteria(code))
    if form.validate_on_submit() and _did(form, lambda: service.request(actor(), case, form.draft(code))):
        done(words.asked(settings_of(actor().organisation_id).recognition))
        return redirect(_here(case), 303)
    return _page("new", frame, form=form, code=code, exclusions=_ruled_out(code))


@blueprint.post("/cases/<reference>/recognition/<public_id>/review")
@needs(Permission.RECOGNITION_DECIDE, shared=Act.READ)
def review(reference: str, public_id: str) -> ResponseReturnValue:
    """Begin to review a request, or take it up again."""
    case = _frame(reference)[1]
    service.take_up(actor(), case, public_id)
    done(_("The request is under review."))
    return redirect(_here(case), 303)


@blueprint.route("/cases/<reference>/recognition/<public_id>/decide", methods=["GET", "POST"])
@needs(Permission.RECOGNITION_DECIDE, shared=Act.READ)
def decide(reference: str, public_id: str) -> ResponseReturnValue:
    """Decide a request that somebody else made."""
    frame, case = _frame(reference)
    service.to_decide(actor(), case, public_id)
    found = queries.get_recognition(actor(), case, public_id)
    if request.method == "GET" and not found.waits:
        return redirect(_here(case), 303)
    form = _decision_form(found, fill=request.method == "GET")
    act = partial(service.decide, actor(), case, public_id)
    if form.validate_on_submit() and _changed(form, act, partial(_decision_form, found, fill=True), found):
        done(_("The decision was recorded."))
        return redirect(_here(case), 303)
    return _page("decide", frame, form=form, found=found, exclusions=_ruled_out(found.standard))


@blueprint.route("/cases/<reference>/recognition/<public_id>/object", methods=["GET", "POST"])
@needs(Permission.CASE_READ)
def object_to(reference: str, public_id: str) -> ResponseReturnValue:
    """Object to a request that whoever asked could soon decide alone."""
    frame, case = _frame(reference)
    found, form = queries.get_recognition(actor(), case, public_id), forms.ObjectForm()
    if form.validate_on_submit() and _did(
        form, lambda: service.object_to(actor(), case, public_id, form.reason.data or "")
    ):
        done(_("Your objection was recorded: another member decides."))
        return redirect(_here(case), 303)
    return _page("object", frame, form=form, found=found)


@blueprint.route("/cases/<reference>/recognition/<public_id>/statement", methods=["GET", "POST"])
@needs(Permission.RECOGNITION_REQUEST)
def statement(reference: str, public_id: str) -> ResponseReturnValue:
    """Record the public statement and who signed it."""
    frame, case = _frame(reference)
    found = queries.get_recognition(actor(), case, public_id)
    form = _statement_form(found) if request.method == "GET" else forms.StatementForm()
    act = partial(service.state, actor(), case, public_id)
    if form.validate_on_submit() and _changed(form, act, partial(_statement_form, found), found):
        done(_("The statement was recorded."))
        return redirect(_here(case), 303)
    return _page("statement", frame, form=form, found=found)


@blueprint.route("/cases/<reference>/recognition/<public_id>/end", methods=["GET", "POST"])
@needs(Permission.RECOGNITION_DECIDE)
def end(reference: str, public_id: str) -> ResponseReturnValue:
    """End a recognition for a reason."""
    frame, case = _frame(reference)
    found = queries.get_recognition(actor(), case, public_id)
    if request.method == "GET" and found.stage is not Stage.RECOGNISED:
        return redirect(_here(case), 303)
    form = _end_form(found, fill=request.method == "GET")
    act = partial(service.end, actor(), case, public_id)
    if form.validate_on_submit() and _changed(form, act, partial(_end_form, found, fill=True), found):
        done(_("The recognition was ended."))
        return redirect(_here(case), 303)
    return _page("end", frame, form=form, found=found)


@blueprint.get("/recognition")
@needs(Permission.CASE_READ)
def index() -> ResponseReturnValue:
    """List recognitions, what waits for one's decision first, and say how many hold today."""
    who, form = actor(), forms.ListFilter(request.args)
    form.offer(_standards(), [(str(stage), _(words.STAGES[stage])) for stage in Stage])
    wanted, today = form.wanted(), clock.today()
    page = queries.list_recognitions(who, wanted, _page_request())
    tags = _tags(
        "recognition.index",
        ("waiting", _("Only"), _("Waiting for my decision") if wanted.mine else ""),
        ("stage", _("Where it stands"), _(words.STAGES[wanted.stage]) if wanted.stage else ""),
        ("standard", _("Standard"), words.standard_name(wanted.standard) if wanted.standard else ""),
    )
    return render_template(
        "recognition/index.html",
        form=form,
        page=page,
        tags=tags,
        today=today,
        count=queries.count_recognised(who, today),
        waiting=len(queries.list_waiting(who)),
        withheld=0 if tags else queries.count_withheld(who),
    )


@blueprint.get("/recognition/day")
@needs(Permission.CASE_READ)
def day() -> ResponseReturnValue:
    """Say how many people were recognised on a day, as was known on another, and list them."""
    form = forms.DayFilter(request.args)
    form.offer_standards(_standards())
    today = clock.today()
    valid = form.validate_within(today)
    asked = Day(form.on.data or today, form.known.data, form.standard.data or "") if valid else Day(today)
    sure = request.args.get("show") != "perhaps"
    return render_template(
        "recognition/day.html",
        form=form,
        day=asked,
        sure=sure,
        count=queries.count_recognised(actor(), asked.on, asked.known, asked.standard),
        page=queries.list_recognised_on(actor(), asked, _page_request(), certain=sure),
        kept={name: value for name, value in request.args.items() if name not in ("show", "page") and value},
    ), 200 if valid else 422


def _way() -> str:
    return str(settings_of(actor().organisation_id).recognition)


def _frame(reference: str) -> tuple[dict[str, Any], str]:
    """Return the frame of a case's pages and its reference as it is written."""
    make = hooks().case_frame
    assert make is not None, "a page of a case needs the frame that the house gives it"
    frame = make(actor(), reference)
    return frame, frame["case"].row.reference


def _page(template: str, frame: Mapping[str, Any], **context: Any) -> ResponseReturnValue:
    form = context.get("form")
    status = 422 if form and form.errors else 200
    return render_template(f"recognition/{template}.html", **frame, **context), status


def _here(case: str) -> str:
    return url_for("recognition.of_case", reference=case)


def _choose(frame: Mapping[str, Any], known: Iterable[standards.Standard]) -> ResponseReturnValue:
    form = forms.StandardForm(request.args)
    form.offer((row.code, words.named(row), standards.source_of(row).title) for row in known)
    if "standard" in request.args:
        form.validate()
    return _page("standard", frame, form=form)


def _criteria(code: str) -> list[tuple[str, str, str]]:
    return [(row.code, row.letter, words.named(row)) for row in standards.grounds(code)]


def _ruled_out(code: str) -> list[str]:
    return [row.code for row in standards.exclusions(code)]


def _told(
    kinds: tuple[KindT, ...], said: Mapping[KindT, str], hints: Mapping[KindT, str]
) -> list[tuple[KindT, str, str]]:
    return [(kind, _(said[kind]), _(hints[kind])) for kind in kinds]


def _standards() -> list[tuple[str, str]]:
    return [(row.code, words.named(row)) for row in standards.standards().values()]


def _decision_form(found: RecognitionView, *, fill: bool) -> forms.DecisionForm:
    form = forms.decision_form(_criteria(found.standard), sent=not fill)
    form.offer(_told(DECISIONS, words.STAGES, words.STAGE_HINTS))
    if fill:
        form.show(found, PartialDate.from_date(clock.today()))
    return form


def _statement_form(found: RecognitionView) -> forms.StatementForm:
    form = forms.StatementForm(formdata=None, published=found.statement.published)
    form.show(found.statement, found.version)
    return form


def _end_form(found: RecognitionView, *, fill: bool) -> forms.EndForm:
    form = forms.EndForm(formdata=None) if fill else forms.EndForm()
    form.offer(_told(tuple(EndKind), words.END_KINDS, words.END_HINTS))
    form.stage.data, form.stage.becomes = words.recognition_stage(found.stage), words.recognition_stage(Stage.ENDED)
    if fill:
        form.show(found)
    return form


def _did(form: Any, act: Callable[[], object]) -> bool:
    """Do it, or put the sentence that says why not at its field."""
    try:
        act()
    except service.Misfilled as error:
        form.blame(error.field, sentence(error))
        return False
    return True


def _changed(
    form: Any, act: Callable[[Any, int | None], object], now: Callable[[], VersionedForm], found: RecognitionView
) -> bool:
    """Do it to what was seen; what came too late is shown beside what is there."""
    try:
        return _did(form, lambda: act(form.draft(), form.seen_version()))
    except Stale as error:
        last = found.steps[-1]
        raise compared(error, form, now(), _here(found.case), (last.who, last.at)) from error


def _page_request() -> PageRequest:
    return PageRequest.read(request.args.get("page"), request.args.get("size"))


def _tags(endpoint: str, *shown: tuple[str, str, str]) -> list[dict[str, str]]:
    args: dict[str, Any] = {name: value for name, value in request.args.items() if name != "page" and value}
    return [
        {
            "label": label,
            "value": value,
            "href": url_for(endpoint, **{other: kept for other, kept in args.items() if other != name}),
        }
        for name, label, value in shown
        if value
    ]

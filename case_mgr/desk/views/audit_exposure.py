"""What one member saw and did in a period, and putting their changes back together."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.audit.types import SENTENCES
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.core.text import N_
from case_mgr.desk import audit_exposure, audit_reversal, audit_words, service
from case_mgr.desk.audit_forms import ExposureFilter, ReverseForm
from case_mgr.desk.audit_reversal import Plan, Verdict
from case_mgr.desk.views.room import blueprint
from case_mgr.tasks import queries as tasks
from case_mgr.web.acts import done
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor, needs
from case_mgr.web.transaction import abandon

REVERSED = Verdict.REVERSED
# As long as the number of a note; whatever else is typed is read as a mark.
_NUMBER, _MOST_MEMBERS = 24, 1000


@blueprint.get("/audit/exposure")
@needs(Permission.AUDIT_READ, writes=True)
def exposure() -> ResponseReturnValue:
    """Ask of whom and when, and say whose names were served to them and what they did."""
    form, names = _form()
    asked = bool(request.args.get("member"))
    if not (asked and form.validate()):
        return render_template("desk/audit_exposure.html", form=form, report=None), 422 if asked else 200
    if form.member.data not in names:
        raise NotFound(N_("There is no such member in the log."))
    since, until = form.period()
    wanted = PageRequest.read(request.args.get("page"), request.args.get("size"))
    found = audit_exposure.report(actor(), form.member.data, names[form.member.data], since, until, wanted)
    return render_template(
        "desk/audit_exposure.html",
        form=form,
        report=found,
        page=found.people,
        pages=[(audit_words.page_name(page), count) for page, count in found.served.pages.most_common(15)],
        page_names=audit_words.page_names,
        looked=_told(found.looked),
        changed=_told(found.changed),
        left=audit_words.list_left(found.left),
        reverse=url_for("desk.reverse_changes", **_asked()) if actor().may(Permission.PERSON_WRITE) else "",
    )


@blueprint.get("/audit/notes")
@needs(Permission.AUDIT_READ, writes=True)
def note() -> ResponseReturnValue:
    """Say who was served what a printed page or a file holds, by the number that it carries, or whose its mark is."""
    who, number = actor(), request.args.get("number", "").strip()[:60]
    if number and not _is_number(number):
        return _mark(number)
    found = service.look_up_note(who, number.lower()) if number else None
    if number and found is None:
        flash(_("No page and no file of this organisation carries this number."), "error")
    people = audit_exposure.list_named(who, found.people) if found else []
    page = audit_words.page_name(found.page) if found else ""
    return render_template("desk/audit_note.html", note=found, people=people, where=page, number=number)


def _is_number(text: str) -> bool:
    return len(text) == _NUMBER and all(sign in "0123456789abcdef" for sign in text.lower())


def _mark(text: str) -> ResponseReturnValue:
    """Say who printed a paper with this mark, on which day, and lead to all that they saw and took out then."""
    who = actor()
    members = dict(log.list_actors(who, tasks.of_others(who), limit=_MOST_MEMBERS))
    found = service.look_up_mark(who, text, members)
    if found is None:
        sentence_ = _("No member of this organisation printed anything under this mark. Compare it with the paper.")
        flash(sentence_, "error")
        return render_template("desk/audit_note.html", note=None, people=[], number=text), 200
    member, day = found
    days = {f"{end}-{part}": getattr(day, part) for end in ("since", "until") for part in ("day", "month", "year")}
    href = url_for("desk.exposure", member=member, **days)
    told = {"who": members[member], "day": day, "href": href}
    return render_template("desk/audit_note.html", note=None, people=[], number=text, marked=told)


@blueprint.route("/audit/exposure/reverse", methods=["GET", "POST"])
@needs(Permission.PERSON_WRITE, also=Permission.AUDIT_READ)
def reverse_changes() -> ResponseReturnValue:
    """Show what putting a member's changes back would do, ask why, and do it."""
    who, (period, names) = actor(), _form()
    if not request.args.get("member"):
        return render_template("desk/audit_exposure.html", form=period, report=None)
    if not period.validate() or period.member.data not in names:
        raise NotFound(N_("There is no such member in the log."))
    since, until = period.period()
    member, form, refusal = period.member.data, ReverseForm(), None
    if request.method == "POST" and form.validate():
        try:
            told = audit_reversal.reverse(
                who, member, names[member], since, until, form.reason.data or "", form.seen.data or ""
            )
        except Refused as error:
            abandon()
            refusal = sentence(error)
            form.renew()
        else:
            done(_put_back(told))
            return redirect(url_for("desk.reverse_changes", **_asked()), 303)
    plan = audit_reversal.plan(who, member, since, until)
    form.seen.data = plan.key
    shown: dict[str, Any] = {"plan": plan, "form": form, "name": names[member], "refusal": refusal}
    shown |= {"rows": audit_words.list_planned(plan), "other": _told(plan.other), "back": _back()}
    shown["action"] = url_for("desk.reverse_changes", **_asked())
    return render_template("desk/audit_reverse.html", **shown), 422 if form.errors or refusal else 200


def _put_back(told: Plan) -> str:
    count, stay = told.count(Verdict.REVERSED), told.count(*(verdict for verdict in Verdict if verdict is not REVERSED))
    said = ngettext("%(num)d field was put back.", "%(num)d fields were put back.", count)
    refused = next((row.said for row in told.rows if row.verdict is Verdict.REFUSED), "")
    if stay:
        said += " " + ngettext("%(num)d field stays as it is.", "%(num)d fields stay as they are.", stay)
    return f"{said} {_(refused)}".rstrip() if refused else said


def _form() -> tuple[ExposureFilter, dict[str, str]]:
    who = actor()
    members = log.list_actors(who, tasks.of_others(who))
    form = ExposureFilter(request.args)
    form.offer(members)
    return form, dict(members)


def _asked() -> dict[str, Any]:
    return {name: value for name, value in request.args.items() if name not in ("page", "size")}


def _back() -> str:
    return url_for("desk.exposure", **_asked())


def _told(counts: Any) -> list[dict[str, str]]:
    return [{"label": _(SENTENCES[event]), "value": str(count)} for event, count in counts.most_common()]

"""The page of a job, and its state for the page that waits."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.jobs import queries, service
from case_mgr.jobs.types import JobState, JobView
from case_mgr.web.guard import actor, needs
from case_mgr.web.views import local

blueprint = Blueprint("jobs", __name__, template_folder="templates")


@blueprint.get("/jobs/<public_id>")
@needs(Permission.ACCOUNT)
def show(public_id: str) -> ResponseReturnValue:
    """Show how far a job is; with `follow` a finished one leads on to what it made."""
    job = queries.get_job(actor(), public_id)
    if job.state is JobState.DONE and job.where and request.args.get("follow"):
        return redirect(local(job.where), 303)
    return render_template("jobs/job.html", job=job, progress=progress(job), message=said(job))


@blueprint.get("/jobs/<public_id>/state")
@needs(Permission.ACCOUNT)
def state(public_id: str) -> ResponseReturnValue:
    """Return the state of a job for the script of the page."""
    job = queries.get_job(actor(), public_id)
    detail = "" if job.ended else said(job)
    return {
        "done": job.done,
        "total": job.total,
        "state": _(job.sentence),
        "detail": detail,
        "finished": job.ended,
    }


@blueprint.post("/jobs/<public_id>/cancel")
@needs(Permission.ACCOUNT)
def cancel(public_id: str) -> ResponseReturnValue:
    """Stop a job after its current block."""
    service.cancel(actor(), public_id)
    flash(_("The job stops after the rows that it is writing now."), "info")
    return redirect(url_for("jobs.show", public_id=public_id), 303)


def progress(job: JobView) -> dict[str, object]:
    """Return a job as the progress macro takes it."""
    return {
        "label": _(job.title),
        "done": job.done,
        "total": job.total,
        "state": _(job.sentence),
        "finished": job.ended,
        "detail": "" if job.ended else said(job),
        "href": url_for("jobs.state", public_id=job.public_id),
    }


def said(job: JobView) -> str:
    """Return the last sentence of a job in the language of the page."""
    if not job.message:
        return ""
    return _(job.message, **job.params) if job.params else _(job.message)

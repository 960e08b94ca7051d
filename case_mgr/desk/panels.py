"""What other rooms say on the page of a case."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries as advocacy
from case_mgr.advocacy.labels import MEDIA, SUBMISSIONS
from case_mgr.web.hooks import Panel
from case_mgr.web.wording import when

_FEW = 6


def raised_in(actor: Actor, reference: str) -> Panel | None:
    """List the interactions that raised a case, for whoever may see contacts."""
    if actor.guest is not None or not actor.may(Permission.CONTACT_READ):
        return None
    found = advocacy.list_interactions_of_case(actor, reference, limit=_FEW)
    lines = tuple(
        (
            item.contact,
            url_for("advocacy.interaction", public_id=item.contact_id, interaction_id=item.public_id),
            " · ".join(part for part in (_(MEDIA[item.medium]), when(item.happened)) if part),
        )
        for item in found
    )
    if not actor.may(Permission.CONTACT_WRITE):
        return Panel(_("Raised with"), "raised", lines) if lines else None
    record = _("Record an interaction"), url_for("advocacy.quick_interaction", cases=reference)
    if not lines:
        # The panel is the way to write down that somebody raised the case.
        return Panel(_("Raised with"), "raised", ((*record, ""),))
    return Panel(_("Raised with"), "raised", lines, {"label": record[0], "href": record[1]})


def submitted_in(actor: Actor, reference: str) -> Panel | None:
    """List what was submitted for a case, for whoever may see contacts."""
    if actor.guest is not None or not actor.may(Permission.CONTACT_READ):
        return None
    lines = tuple(
        (
            row.reference,
            url_for("advocacy.submission", public_id=row.public_id),
            " · ".join(filter(None, (_(SUBMISSIONS[row.kind]), row.contact, when(row.sent) or _("not sent yet")))),
        )
        for row in advocacy.list_submissions_of_case(actor, reference, limit=_FEW)
    )
    if not lines:
        return None
    begin = {"label": _("Begin a submission"), "href": url_for("advocacy.new_submission", cases=reference)}
    return Panel(
        _("Submitted for this case"), "submitted", lines, begin if actor.may(Permission.CONTACT_WRITE) else None
    )


def spoken_for(actor: Actor, reference: str) -> Panel | None:
    """List the members of parliament who speak or spoke for somebody, for whoever may see contacts."""
    if actor.guest is not None or not actor.may(Permission.CONTACT_READ):
        return None
    lines = tuple(
        (
            one.contact,
            url_for("advocacy.contact", public_id=one.contact_id),
            " · ".join(
                filter(
                    None,
                    (
                        _("since %(when)s", when=when(one.draft.since)) if one.draft.since else "",
                        _("until %(when)s", when=when(one.draft.until)) if one.draft.until else "",
                    ),
                )
            ),
        )
        for one in advocacy.list_godparents_of_case(actor, reference)[:_FEW]
    )
    return Panel(_("Godparents in parliament"), "godparents", lines) if lines else None

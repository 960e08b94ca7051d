"""The release-day sheet and the brief of concessions as tagged PDF, marked so that the house finds who printed them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from case_mgr import typeset
from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core import clock
from case_mgr.core.paging import PageRequest
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons import figures, queries, service, words
from case_mgr.pardons.figures import Disagreement, Span
from case_mgr.pardons.results import BatchView, Sheet, SheetName
from case_mgr.pardons.types import Beside, ConcessionView, LinkView, Says
from case_mgr.pardons.views.shared import blueprint, reason_word, thing_word
from case_mgr.web.context import paper_mark
from case_mgr.web.guard import actor, needs
from case_mgr.web.wording import instant, when

# As many as stand on one page; the table to take away has all.
MOST, _QUOTED = 12, 160


@blueprint.post("/pardons/<reference>/sheet.pdf")
@needs(Permission.EXPORT)
def sheet_pdf(reference: str) -> ResponseReturnValue:
    """Give the sheet of a release day out as PDF; the log says who took it."""
    who = actor()
    batch, sheet = queries.get_batch(who, reference), service.print_sheet(who, reference)
    title = _("Release-day sheet: %(reference)s", reference=reference)
    data = {"running": title, "foot": _foot(who), **_sheet(batch, sheet)}
    return _pdf("sheet.typ", data, title, f"{reference}-sheet.pdf")


@blueprint.post("/pardons/concessions/brief.pdf")
@needs(Permission.EXPORT)
def concessions_pdf() -> ResponseReturnValue:
    """Give the brief of concessions out as PDF; the log says who took it."""
    who, title = actor(), _("Reported concessions and releases")
    page = service.print_brief(who, PageRequest(size=MOST))
    left = ""
    if page.total > len(page.items):
        left = _("The latest %(shown)d of %(total)d concessions.", shown=len(page.items), total=page.total)
    data = {"running": title, "foot": _foot(who), "left": left, **_brief(page.items)}
    return _pdf("brief.typ", data, title, "concessions.pdf")


def _pdf(template: str, data: dict[str, object], title: str, name: str) -> Response:
    text = resources.files("case_mgr.pardons").joinpath("data", template).read_text("utf-8")
    made = typeset.pdf(text, data, language=str(get_locale() or "en"), title=title, made=clock.now())
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _foot(who: Actor) -> str:
    return _(
        "Printed for %(organisation)s, %(when)s (UTC) · Mark %(mark)s",
        organisation=who.organisation_name,
        when=instant(clock.now()),
        mark=paper_mark(),
    )


def span(value: Span | None) -> str:
    """Say a number that may be a range."""
    if value is None:
        return "–"
    return str(value.low) if value.exact else f"{value.low}–{value.high}"


def figure_rows(sheet: Sheet) -> list[tuple[str, str, str]]:
    """Return the figures of the sheet with what each counts, as the page and the paper say them."""
    f = sheet.figures
    return [
        (_("Stated"), span(f.stated), _("What sources say. Sources that differ give a range.")),
        (
            _("Of them political prisoners, as sources say"),
            span(f.in_scope),
            _("Pardoned is not political: the sources count them apart."),
        ),
        (
            _("Named"),
            str(f.of(figures.Fact.NAMED)),
            _("People whom some list names. Several lines may mean one person."),
        ),
        (_("Confirmed"), str(f.of(figures.Fact.CONFIRMED)), _("Evidence says how far the release went.")),
        (
            _("Refused to leave or brought back"),
            str(f.of(figures.Fact.NOT_FREE)),
            _("Counted in the confirmed, and not free."),
        ),
        (
            _("Refuted"),
            str(f.of(figures.Fact.REFUTED)),
            _("People on a list of whom there is evidence that they were not released."),
        ),
        (_("Unidentified"), span(f.unidentified), _("Stated less those of whom we know who they are.")),
        (
            _("New to us"),
            str(f.of(figures.Fact.NEW_TO_US)),
            _("People on a list who were in no record of ours, political prisoners or not."),
        ),
        (
            _("Ours, not listed"),
            str(sheet.ours_not_listed),
            _("Our cases in custody in this country to which no place of this batch was matched."),
        ),
    ]


def unnamed(sheet: Sheet) -> str:
    """Say how many more are confirmed than are named."""
    if not sheet.named and not sheet.unnamed:
        return _("No release of this batch is confirmed yet.")
    return ngettext(
        "%(num)d more is confirmed and is not named here.",
        "%(num)d more are confirmed and are not named here.",
        sheet.unnamed,
    )


def _sheet(batch: BatchView, sheet: Sheet) -> dict[str, object]:
    known = _("As known at %(when)s (UTC)", when=instant(clock.now()))
    if batch.announced:
        known += " · " + _("announced %(date)s", date=when(batch.announced))
    return {
        "heading": batch.title,
        "known": known,
        "figures": {
            "heading": _("Figures and what they mean"),
            "head": [_("Figure"), _("People"), _("What it counts")],
            "rows": [list(row) for row in figure_rows(sheet)],
        },
        "differ": {
            "heading": _("The sources differ:"),
            "rows": [_differ(one) for one in figures.disagreements(batch.claims)],
        },
        "names": {
            "heading": _("Confirmed, by name"),
            "note": _(
                "Only those who may be named in public: they, or somebody for them, agreed to it, "
                "and nothing stands in the way."
            ),
            "rows": [_named(one) for one in sheet.named],
            "more": unnamed(sheet),
        },
    }


def _named(one: SheetName) -> str:
    link = _(words.LINK_WORDS[ReleaseLink(one.link)]) if one.link else ""
    return f"{one.name} – {link}" + (f", {when(one.happened)}" if one.happened else "")


def _differ(one: Disagreement) -> str:
    groups = (f"{group.number} ({', '.join(claim.source for claim in group.claims)})" for group in one.groups)
    return f"{thing_word(one.topic, one.key)}: {'; '.join(groups)}"


def _brief(rows: Sequence[ConcessionView]) -> dict[str, object]:
    return {
        "heading": _("Reported concessions and releases"),
        "note": _(
            "As recorded at %(when)s (UTC). Figures count people who are recognised as political prisoners; the links "
            "are claims of the sources that are named. People whose record is withheld are not counted. No person is "
            "named here.",
            when=instant(clock.now()),
        ),
        "none": _("No concession is recorded yet"),
        "head": [
            _("What was given"),
            _("Who gave it, to whom"),
            _("When"),
            _("Batches, as sources say"),
            _("In the same months"),
        ],
        "rows": [_concession(row) for row in rows],
    }


def _concession(row: ConcessionView) -> list[str]:
    days = (
        (row.promised, _("promised %(day)s", day=when(row.promised))),
        (row.in_force, _("in force %(day)s", day=when(row.in_force))),
        (row.reversed, _("taken back %(day)s", day=when(row.reversed))),
    )
    return [
        f"{row.measure}\n{row.source}",
        f"{row.giver} → {row.receiver}",
        " · ".join(said for day, said in days if day) or "–",
        "\n".join(_link(one) for one in row.standing) or "–",
        "\n".join(_month(one) for one in row.beside) or "–",
    ]


def _link(one: LinkView) -> str:
    says = _("denied by") if one.says is Says.DENIED else _("reported by")
    as_of = f" ({when(one.as_of)})" if one.as_of else ""
    said = one.quotation if len(one.quotation) <= _QUOTED else f"{one.quotation[:_QUOTED].rstrip()}…"
    quotation = f" “{said}”" if said else ""
    return f"{one.batch}: {says} {one.source}{as_of}{quotation}"


def _month(month: Beside) -> str:
    parts = [
        _("%(n)d released", n=month.released),
        *(f"{reason_word(one.reason)}: {one.count}" for one in month.otherwise),
        _("%(n)d arrested", n=month.arrested),
        _("%(n)d arrested again", n=month.rearrested),
    ]
    return f"{when(month.name)}: {', '.join(parts)}"

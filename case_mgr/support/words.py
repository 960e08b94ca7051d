"""Words of the support ledger in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from babel.numbers import format_decimal
from flask_babel import get_locale
from flask_babel import gettext as _

from case_mgr.core.text import N_
from case_mgr.support.money import digits_of
from case_mgr.support.results import EntryRow, GrantView, StepView
from case_mgr.support.types import Act, Kind, State
from case_mgr.web.wording import NO_BREAK, instant, when

Tag = dict[str, str]
KINDS: Mapping[Kind, str] = {
    Kind.LEGAL: N_("Legal aid"),
    Kind.MEDICAL: N_("Medical help"),
    Kind.PARCEL: N_("Parcels and prison account"),
    Kind.FAMILY: N_("Support of the family"),
    Kind.RELOCATION: N_("Relocation, visas, documents"),
    Kind.REHABILITATION: N_("Rehabilitation after release"),
    Kind.PSYCHOSOCIAL: N_("Psychosocial help"),
    Kind.FINES: N_("Fines and damages"),
    Kind.ADVOCACY: N_("Advocacy and travel"),
    Kind.SECURITY: N_("Security and equipment"),
    Kind.STAFF: N_("Staff"),
    Kind.OVERHEAD: N_("Overhead"),
    Kind.BANK: N_("Cost of banks and exchange"),
}
STATES: Mapping[State, str] = {
    State.PLANNED: N_("Planned"),
    State.APPROVED: N_("Approved"),
    State.PAID: N_("Paid"),
    State.CONFIRMED: N_("Confirmed"),
    State.VOID: N_("Void"),
    State.REVERSED: N_("Reversed"),
    State.REVERSAL: N_("Reversal"),
}
_TAGS = {
    State.PLANNED: "warn",
    State.APPROVED: "info",
    State.CONFIRMED: "good",
    State.PAID: "info",
    State.REVERSED: "danger",
    State.REVERSAL: "danger",
}
ACTS: Mapping[Act, str] = {
    Act.PLANNED: N_("Written down"),
    Act.APPROVED: N_("Approved"),
    Act.OBJECTED: N_("Objected: whoever wrote it down does not approve it alone"),
    Act.PAID: N_("Paid"),
    Act.CONFIRMED: N_("Confirmed that it arrived"),
    Act.VOIDED: N_("Given up before it was paid"),
    Act.REVERSED: N_("Reversed"),
    Act.RATED: N_("Exchange rate given"),
    Act.DECLARED: N_("Declared that no receipt can be kept"),
    Act.SIGNED: N_("Declaration signed by a second person"),
}


def support_kind(kind: Kind) -> str:
    """Name what money is for."""
    return _(KINDS[kind])


def support_state(state: State) -> Tag:
    """Return where an entry stands, as a tag."""
    return {"text": _(STATES[state]), "kind": _TAGS.get(state, "neutral")}


def money(amount: Decimal | None, currency: str) -> str:
    """Write an amount with its currency, in the decimals of the currency and the marks of the language."""
    if amount is None:
        return "–"
    digits = digits_of(currency)
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    number = format_decimal(amount, pattern, locale=get_locale() or "en")
    return f"{number}{NO_BREAK}{currency}"


def support_steps(steps: tuple[StepView, ...]) -> list[dict[str, str]]:
    """Return the steps of an entry as a timeline shows them, the latest first."""
    return [
        {
            "when": when(one.at.date()),
            "title": _(ACTS[one.act]),
            "text": one.note,
            "recorded": _("recorded %(when)s by %(who)s", when=instant(one.at), who=one.who),
        }
        for one in reversed(steps)
    ]


def payers(grants: list[GrantView]) -> list[tuple[str, str]]:
    """Return whatever an entry can be charged to: the lines of budgets, and grants without one."""
    out = []
    for grant in grants:
        if not grant.lines:
            out.append((grant.public_id, f"{grant.code} · {grant.currency}"))
        out += [(line.public_id, f"{grant.code} · {line.code} {line.title} · {grant.currency}") for line in grant.lines]
    return out


def booked_line(row: EntryRow) -> str:
    """Say on which day an entry is in the books, where that is not the day of its payment."""
    if row.booked is None or row.booked == row.paid_on:
        return ""
    return _("booked on %(day)s, the first open day", day=when(row.booked))

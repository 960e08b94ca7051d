"""A chain from a contact to releases and back, by days: what came after what, and never what came of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from case_mgr.access.actor import Actor
from case_mgr.advocacy import queries as advocacy
from case_mgr.advocacy.labels import MEDIA, OUTCOMES, RESPONSES, SUBMISSIONS
from case_mgr.advocacy.queries import Raising
from case_mgr.advocacy.wording import public_of
from case_mgr.core.dates import PartialDate
from case_mgr.desk.queries.chain import (
    Release,
    cases_freed_in,
    list_batches_of,
    list_releases_in,
    list_releases_of,
)
from case_mgr.web.wording import when

_FEW = 12


@dataclass(frozen=True, slots=True)
class Concession:
    """A concession that somebody reported, as a chain names it: that it hangs together with a batch is a claim."""

    day: PartialDate | None
    title: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: its day, what it was, and where it stands."""

    day: PartialDate | None
    item: dict[str, Any]
    # Within one day: what was done, what was reported to be given, the batch, who came out.
    rank: int = 0


Reader = Callable[[Actor, Collection[str]], Iterable[Concession]]
_readers: list[Reader] = []


def tell_concessions(reader: Reader) -> None:
    """Let a room say which concessions were reported about batches."""
    _readers[:] = [reader]


@dataclass(frozen=True, slots=True)
class Chain:
    """The links in the order of days, and what of it is too long to be shown whole."""

    items: list[dict[str, Any]]
    cut: list[str]


def from_contact(actor: Actor, contact: str) -> Chain:
    """Return what was done with a contact, and who of those that were raised came out, in the order of days."""
    done = advocacy.raised_with(actor, contact)
    freed = list_releases_of(actor, advocacy.cases_raised_with(actor, contact))
    named = {talk.batch for talk in done.talks if talk.batch} | {one.batch for one in freed if one.batch}
    return _chain(done, [*_batches(actor, named), *_conceded(actor, named), *_freed(freed)])


def from_batch(actor: Actor, batch: str) -> Chain:
    """Return who came out in a batch, and what had been done for them and said about it, in the order of days."""
    freed = list_releases_in(actor, batch)
    done = advocacy.raised_for(actor, cases_freed_in(actor, batch), batch)
    came = {
        one.public_id: _("%(freed)s of %(names)s names came out in this batch", freed=one.freed, names=one.names)
        for one in advocacy.list_freed_in(actor, batch)
    }
    return _chain(done, [*_batches(actor, {batch}), *_conceded(actor, {batch}), *_freed(freed)], came)


def _chain(done: Raising, links: list[Link], came: Mapping[str, str] | None = None) -> Chain:
    shown = len(done.talks), len(done.submissions), len(done.lists)
    cut = []
    if done.talked > shown[0]:
        cut.append(_("The latest %(shown)s of %(n)s talks are shown.", shown=shown[0], n=done.talked))
    if done.submitted > shown[1]:
        cut.append(_("The latest %(shown)s of %(n)s submissions are shown.", shown=shown[1], n=done.submitted))
    if done.listed > shown[2]:
        cut.append(_("The latest %(shown)s of %(n)s lists are shown.", shown=shown[2], n=done.listed))
    return Chain(_ordered([*_done(done, came or {}), *links]), cut)


def _done(done: Raising, came: Mapping[str, str]) -> list[Link]:
    links = [
        Link(
            talk.happened,
            {
                "title": _("%(what)s with %(who)s", what=_(MEDIA[talk.medium]), who=talk.contact),
                "note": _joined(_(OUTCOMES[talk.outcome]), _about(len(talk.cases))),
                "actions": [
                    {
                        "label": talk.reference,
                        "href": url_for(
                            "advocacy.interaction", public_id=talk.contact_id, interaction_id=talk.public_id
                        ),
                    },
                    _of_contact(talk.contact, talk.contact_id),
                ],
            },
        )
        for talk in done.talks
    ]
    links += [
        Link(
            row.sent,
            {
                "title": _("%(what)s to %(who)s", what=_(SUBMISSIONS[row.kind]), who=row.contact),
                "note": _joined(_(RESPONSES[row.response]), *public_of(row), _about(len(row.cases))),
                "actions": [
                    {"label": row.reference, "href": url_for("advocacy.submission", public_id=row.public_id)},
                    _of_contact(row.contact, row.contact_id),
                ],
            },
        )
        for row in done.submissions
    ]
    return links + [
        Link(
            one.handed,
            {
                "title": _("List of names handed to %(who)s", who=one.contact),
                "note": _joined(_about(len(one.cases)), came.get(one.public_id, "")),
                "actions": [
                    {"label": one.reference, "href": url_for("advocacy.submitted", public_id=one.public_id)},
                    _of_contact(one.contact, one.contact_id),
                ],
            },
        )
        for one in done.lists
    ]


def _batches(actor: Actor, references: Collection[str]) -> list[Link]:
    return [
        Link(
            batch.announced,
            {
                "title": batch.title,
                "tag": {"text": _("Pardon batch"), "kind": "info"},
                "key": True,
                "actions": [
                    {"label": batch.reference, "href": url_for("pardons.show", reference=batch.reference)},
                    {"label": _("Chain of the batch"), "href": url_for("desk.batch_chain", reference=batch.reference)},
                ],
            },
            2,
        )
        for batch in list_batches_of(actor, references).values()
    ]


def _conceded(actor: Actor, batches: Collection[str]) -> list[Link]:
    found = [one for reader in _readers for one in reader(actor, batches)]
    return [
        Link(
            one.day,
            {
                "title": one.title,
                "tag": {"text": _("Reported concession"), "kind": "neutral"},
                "text": one.text,
                "actions": [{"label": _("Open"), "href": one.href}],
            },
            1,
        )
        for one in found
    ]


def _freed(freed: Iterable[Release]) -> list[Link]:
    grouped: dict[tuple[str, str], list[Release]] = {}
    for one in freed:
        grouped.setdefault((one.happened.edtf if one.happened else "", one.batch), []).append(one)
    return [
        Link(
            rows[0].happened,
            {
                "title": ngettext("%(num)d came out", "%(num)d came out", len({row.person for row in rows})),
                "tag": {"text": _("Release"), "kind": "good"},
                "note": _("in batch %(batch)s", batch=batch) if batch else _("outside of any batch"),
                "actions": [
                    {"label": row.case, "href": url_for("cases.case", reference=row.case)} for row in rows[:_FEW]
                ],
                "recorded": _("and %(n)s more", n=len(rows) - _FEW) if len(rows) > _FEW else "",
            },
            3,
        )
        for (_day, batch), rows in grouped.items()
    ]


def _ordered(links: Iterable[Link]) -> list[dict[str, Any]]:
    def place(link: Link) -> tuple[str, int, str]:
        first = link.day.earliest or link.day.latest if link.day else None
        # What has no day comes last, and says so.
        return (first.isoformat() if first else "9999", link.rank, str(link.item["title"]))

    return [link.item | {"when": when(link.day)} for link in sorted(links, key=place)]


def _of_contact(name: str, public_id: str) -> dict[str, str]:
    return {"label": name, "href": url_for("desk.contact_chain", public_id=public_id)}


def _about(count: int) -> str:
    return ngettext("%(num)d case", "%(num)d cases", count) if count else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)

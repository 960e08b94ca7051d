"""Fills letters and questionnaires from the record, in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from babel import Locale, UnknownLocaleError
from flask_babel import force_locale
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.advocacy import letters, queries
from case_mgr.advocacy.questionnaire import Questionnaire
from case_mgr.advocacy.types import ContactView
from case_mgr.cases import queries as cases
from case_mgr.cases.labels import event_name, facility_name, place_name
from case_mgr.cases.types import CaseView, EventView, Level
from case_mgr.core import clock
from case_mgr.detainees import queries as people
from case_mgr.detainees.types import SEX_LABELS, PersonView
from case_mgr.legal import queries as legal
from case_mgr.legal.labels import OUTCOMES, STEPS, WARRANTS, charge_name
from case_mgr.legal.types.acts import DetentionView, LegalView
from case_mgr.names.romanise import latin
from case_mgr.web.wording import country, elapsed, when

_CYRILLIC = frozenset({"be", "ru", "uk"})
_MOST_EVENTS = 300


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Say dates and words in a language; in one that nobody knows, in that of the page."""
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        yield
        return
    with force_locale(language):
        yield


def merged(actor: Actor, text: str, language: str, contact: ContactView, references: Sequence[str]) -> str:
    """Put what is known into the merge fields of a letter."""
    with spoken(language):
        lines = people_lines(actor, references, language)
        values = {
            "addressee": contact.row.name,
            "post": contact.row.post,
            "organisation": actor.organisation_name,
            "today": when(clock.today()),
            "people": "\n".join(lines),
            "count": str(len(lines)),
        }
        return letters.merge(text, values)


def people_lines(actor: Actor, references: Sequence[str], language: str) -> list[str]:
    """Say who the people are, one a line: name, birth, charges, since when and where they are held."""
    known = queries.list_people_of(actor, references)
    rows = {row.reference: row for row in cases.list_rows(actor, [key for key, _person, _born in known.values()])}
    lines = []
    for number, reference in enumerate((one for one in references if one in rows), 1):
        row, born = rows[reference], known[reference][2]
        facts = [
            _("born %(date)s", date=when(born)) if born else "",
            _("charged: %(charges)s", charges=row.charges) if row.charges else "",
            _("detained: %(date)s", date=when(row.arrested)) if row.arrested else "",
            _("held in: %(place)s", place=place_name(row.place, reference)) if row.place and not row.released else "",
        ]
        name = row.person if language in _CYRILLIC else latin(row.person)
        lines.append(f"{number}. " + "; ".join(part for part in (name, *facts) if part))
    return lines


def answers(
    actor: Actor, reference: str, form: Questionnaire, typed: Mapping[str, str], language: str
) -> dict[str, str]:
    """Return the answer to every question: what somebody wrote, or what the record knows."""
    person_id = queries.list_people_of(actor, [reference])[reference][1]
    with spoken(language):
        known = _known(
            actor,
            people.get_person(actor, person_id),
            cases.get_case(actor, reference),
            legal.get_legal(actor, reference),
            language,
        )
        return {
            question.code: typed.get(question.code) or (known[question.fill]() if question.fill else "")
            for question in form.questions
        }


def _known(
    actor: Actor, person: PersonView, case: CaseView, law: LegalView, language: str
) -> dict[str, Callable[[], str]]:
    arrest = law.detentions[0] if law.detentions else None
    held = sorted(
        (one for one in case.held if one.accepted and one.level is Level.NORMAL and one.began),
        key=lambda one: one.began.edtf if one.began else "",
    )
    name = next((one for one in person.names if one.primary), person.names[0] if person.names else None)

    def spelled(text: str) -> str:
        return text if language in _CYRILLIC else latin(text)

    return {
        "surname": lambda: spelled(name.parts.surname) if name else "",
        "given_name": lambda: (
            spelled(" ".join(part for part in (name.parts.given, name.parts.patronymic) if part)) if name else ""
        ),
        "sex": lambda: _(SEX_LABELS[person.sex]) if str(person.sex) != "unknown" else "",
        "born": lambda: when(person.born) or (str(person.age) if person.age is not None else ""),
        "nationalities": lambda: ", ".join(country(one.country) for one in person.nationalities),
        "occupation": lambda: person.occupation,
        "arrest_date": lambda: when(arrest.happened if arrest else None) or when(case.row.arrested),
        "arrest_place": lambda: arrest.place if arrest else "",
        "arrest_forces": lambda: arrest.forces if arrest else "",
        "arrest_warrant": lambda: _warrant(arrest),
        "arrest_authority": lambda: arrest.authority if arrest else "",
        "arrest_reasons": lambda: arrest.reasons if arrest else "",
        "arrest_basis": lambda: arrest.legal_basis if arrest else "",
        "held_since": lambda: when(held[0].began) if held else when(case.row.arrested),
        "held_for": lambda: elapsed(
            held[0].began if held else case.row.arrested, case.row.released.earliest if case.row.released else None
        ),
        "places": lambda: "\n".join(
            f"{when(one.began)}: {facility_name(one.facility, case.jurisdiction) or one.place}" for one in held
        ),
        "ordered_by": lambda: arrest.authority if arrest else "",
        "charges": lambda: case.row.charges,
        "articles": lambda: "; ".join(charge_name(one.ref) for one in law.charges),
        "events": lambda: "\n".join(_events(case)),
        "remedies": lambda: "\n".join(
            ": ".join(
                filter(None, (_(STEPS[one.step]), when(one.filed), _(OUTCOMES[one.outcome]), one.result, one.why_not))
            )
            for one in law.remedies
        ),
        "organisation": lambda: actor.organisation_name,
    }


def _warrant(arrest: DetentionView | None) -> str:
    return _(WARRANTS[arrest.warrant]) if arrest and str(arrest.warrant) != "unknown" else ""


def _events(case: CaseView) -> list[str]:
    """Tell the events that whoever opens the case may see, the first first; nothing that only a team may know."""

    def told(event: EventView) -> bool:
        return event.counts and not event.withdrawn and event.level is Level.NORMAL

    shown = [event for event in case.events if told(event)][:_MOST_EVENTS]
    return [
        " – ".join(filter(None, (when(one.happened), event_name(one.kind, case.jurisdiction), one.opens())))
        for one in reversed(shown)
    ]
